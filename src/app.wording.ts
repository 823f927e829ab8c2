import { ACCOUNT_WORDINGS } from './accounts/account.wording.js';
import { CONTEST_WORDINGS } from './contests/contest.wording.js';
import type { RefusalWordings } from './kernel/refusal.js';

/** The refusal sentences of every room. */
export const APP_WORDINGS: readonly RefusalWordings[] = [ACCOUNT_WORDINGS, CONTEST_WORDINGS];
