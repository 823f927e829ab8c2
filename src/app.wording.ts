import { ACCOUNT_WORDINGS } from './accounts/account.wording.js';
import { ARCHIVE_WORDINGS } from './archives/archive.wording.js';
import { AWARD_WORDINGS } from './awards/award.wording.js';
import { NORM_WORDINGS } from './awards/rewards/norm.wording.js';
import { OBJECTION_WORDINGS } from './awards/objections/objection.wording.js';
import { GROUP_WORDINGS } from './communities/groups/group.wording.js';
import { TEAM_WORDINGS } from './communities/teams/team.words.js';
import { CONTEST_WORDINGS } from './contests/contest.wording.js';
import { DEMONSTRATION_WORDINGS } from './demonstrations/demonstration.wording.js';
import { DOCUMENT_WORDINGS } from './documents/document.wording.js';
import { TABLE_WORDINGS } from './documents/table.wording.js';
import { ENTRY_WORDINGS } from './entries/entry.wording.js';
import { JUDGING_WORDINGS } from './judging/judging.wording.js';
import type { RefusalWordings } from './kernel/refusal.js';
import { SUPPLY_WORDINGS } from './movements/supplies/supply.wording.js';
import { PROPAGANDA_WORDINGS } from './movements/broadcasts/propaganda.wording.js';
import { DRIVE_WORDINGS } from './movements/drives/drive.wording.js';
import { MOVEMENT_WORDINGS } from './movements/movement.wording.js';
import { PLEDGE_WORDINGS } from './movements/pledges/pledge.wording.js';
import { RECORD_WORDINGS } from './movements/records/record.wording.js';
import { PROGRESS_WORDINGS } from './movements/reports/progress.wording.js';
import { NOTICE_WORDINGS } from './notices/notice.wording.js';
import { OPERATION_WORDINGS } from './operations/job.words.js';
import { STORAGE_WORDINGS } from './storage/storage.wording.js';
import { UNIT_WORDINGS } from './units/unit.wording.js';
import { VETTING_WORDINGS } from './vetting/vetting.wording.js';

/** The refusal sentences of every room. */
export const APP_WORDINGS: readonly RefusalWordings[] = [
  STORAGE_WORDINGS,
  UNIT_WORDINGS,
  ACCOUNT_WORDINGS,
  NOTICE_WORDINGS,
  DOCUMENT_WORDINGS,
  TABLE_WORDINGS,
  OPERATION_WORDINGS,
  MOVEMENT_WORDINGS,
  DRIVE_WORDINGS,
  PLEDGE_WORDINGS,
  RECORD_WORDINGS,
  PROPAGANDA_WORDINGS,
  SUPPLY_WORDINGS,
  PROGRESS_WORDINGS,
  GROUP_WORDINGS,
  TEAM_WORDINGS,
  CONTEST_WORDINGS,
  ENTRY_WORDINGS,
  VETTING_WORDINGS,
  JUDGING_WORDINGS,
  AWARD_WORDINGS,
  ARCHIVE_WORDINGS,
  OBJECTION_WORDINGS,
  NORM_WORDINGS,
  DEMONSTRATION_WORDINGS,
];
