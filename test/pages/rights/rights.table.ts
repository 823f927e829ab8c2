import type { Row } from './row.js';
import { ACCOUNT_ROWS } from './rows/accounts.rows.js';
import { AUDIT_ROWS } from './rows/audit.rows.js';
import { AWARD_ROWS } from './rows/awards.rows.js';
import { COMMUNITY_ROWS, TEAM_ROWS } from './rows/communities.rows.js';
import { CONTEST_ROWS } from './rows/contests.rows.js';
import { DOCUMENT_ROWS } from './rows/documents.rows.js';
import { MOVEMENT_ROWS } from './rows/movements.rows.js';
import { PLEDGE_ROWS } from './rows/pledges.rows.js';
import { PROPAGANDA_ROWS, SUPPLY_ROWS } from './rows/propaganda.rows.js';
import { ENTRY_ROWS } from './rows/entries.rows.js';
import { JUDGING_ROWS } from './rows/judging.rows.js';
import { NOTICE_ROWS } from './rows/notices.rows.js';
import { OVERVIEW_ROWS } from './rows/overview.rows.js';
import { PROGRAM_ROWS } from './rows/programs.rows.js';
import { SET_UP_ROWS } from './rows/set-up.rows.js';
import { VETTING_ROWS } from './rows/vetting.rows.js';

/** Who may do what, on what, and when: every route of the house stands here, or the tests fail (TRUST S1, S2). */
export const RIGHTS: readonly Row[] = [
  ...ACCOUNT_ROWS,
  ...NOTICE_ROWS,
  ...AUDIT_ROWS,
  ...COMMUNITY_ROWS,
  ...TEAM_ROWS,
  ...CONTEST_ROWS,
  ...PROGRAM_ROWS,
  ...SET_UP_ROWS,
  ...ENTRY_ROWS,
  ...OVERVIEW_ROWS,
  ...VETTING_ROWS,
  ...JUDGING_ROWS,
  ...AWARD_ROWS,
  ...DOCUMENT_ROWS,
  ...MOVEMENT_ROWS,
  ...PLEDGE_ROWS,
  ...PROPAGANDA_ROWS,
  ...SUPPLY_ROWS,
];
