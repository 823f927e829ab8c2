import { ACCOUNT_ACT_WORDS } from './accounts/account.act-words.js';
import type { ActWords } from './audit/audit.words.js';
import { ARCHIVE_ACT_WORDS } from './archives/archive.wording.js';
import { GROUP_ACT_WORDS } from './communities/groups/group.words.js';
import { TEAM_ACT_WORDS } from './communities/teams/team.words.js';
import { CONTEST_ACT_WORDS } from './contests/contest.act-words.js';
import { DEMONSTRATION_ACT_WORDS } from './demonstrations/demonstration.wording.js';
import { DOCUMENT_ACT_WORDS } from './documents/document.act-words.js';
import { ENTRY_ACT_WORDS } from './entries/entry.act-words.js';
import { AWARD_ACT_WORDS } from './awards/award.act-words.js';
import { JUDGING_ACT_WORDS } from './judging/judging.wording.js';
import { MOVEMENT_ACT_WORDS } from './movements/movement.act-words.js';
import { PLEDGE_ACT_WORDS } from './movements/pledges/pledge.act-words.js';
import { RECORD_ACT_WORDS } from './movements/records/record.act-words.js';
import { PROGRESS_ACT_WORDS } from './movements/reports/progress.act-words.js';
import { NOTICE_ACT_WORDS } from './notices/notice.act-words.js';
import { OPERATION_ACT_WORDS } from './operations/job.words.js';
import { UNIT_ACT_WORDS } from './units/unit.words.js';
import { VETTING_ACT_WORDS } from './vetting/vetting.act-words.js';

/** How the log calls every act of every room. */
export const APP_ACT_WORDS: ActWords = {
  ...UNIT_ACT_WORDS,
  ...ACCOUNT_ACT_WORDS,
  ...NOTICE_ACT_WORDS,
  ...DOCUMENT_ACT_WORDS,
  ...OPERATION_ACT_WORDS,
  ...MOVEMENT_ACT_WORDS,
  ...PLEDGE_ACT_WORDS,
  ...RECORD_ACT_WORDS,
  ...PROGRESS_ACT_WORDS,
  ...GROUP_ACT_WORDS,
  ...TEAM_ACT_WORDS,
  ...CONTEST_ACT_WORDS,
  ...AWARD_ACT_WORDS,
  ...ENTRY_ACT_WORDS,
  ...VETTING_ACT_WORDS,
  ...JUDGING_ACT_WORDS,
  ...ARCHIVE_ACT_WORDS,
  ...DEMONSTRATION_ACT_WORDS,
};
