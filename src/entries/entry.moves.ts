import type { Role } from '../kernel/actor.js';
import { type Move, unreachableStates } from '../kernel/move.js';
import type { StatusWord } from '../web/views/page.js';
import { ENTRY_STATES, type EntryState } from './entry.facts.js';

/**
 * Every verb of a dossier's life (ARCHITECTURE §3). A second vetting level decides on dossiers that the first has accepted
 * and forwarded, hence `accepted` among the states it starts from; which level may act is `isWaitingAt`. A returned dossier is decided only once its
 * due instant has passed (`isLapsedAt`).
 */
export const ENTRY_MOVES = {
  // An office submits a draft that its commune brought to it, on record (`filingOf`).
  submit: {
    from: ['draft', 'returned'],
    to: 'submitted',
    by: ['commune', 'vetting'],
    reason: 'none',
    told: 'đã nộp hồ sơ',
  },
  withdraw: {
    from: ['draft', 'submitted', 'returned'],
    to: 'withdrawn',
    by: ['commune'],
    reason: 'required',
    told: 'đã rút hồ sơ',
  },
  accept: {
    from: ['submitted', 'accepted', 'returned'],
    to: 'accepted',
    by: ['vetting'],
    reason: 'none',
    told: 'đã xác nhận hồ sơ đủ điều kiện',
  },
  reject: {
    from: ['submitted', 'accepted', 'returned'],
    to: 'rejected',
    by: ['vetting'],
    reason: 'required',
    told: 'đã quyết định không tiếp nhận hồ sơ',
  },
  return: {
    from: ['submitted', 'accepted', 'returned'],
    to: 'returned',
    by: ['vetting'],
    reason: 'required',
    told: 'đã yêu cầu bổ sung',
  },
  // The office takes back what it has just decided; a second level's dossier waits as accepted by the first. Which of the two is
  // where the decision found it; until when and who may is `refuseToUndo`.
  'take-back': {
    from: ['accepted', 'rejected', 'returned'],
    to: 'submitted',
    by: ['vetting'],
    reason: 'none',
    told: 'đã hoàn tác quyết định vừa ghi',
  },
  'take-back-above': {
    from: ['accepted', 'rejected', 'returned'],
    to: 'accepted',
    by: ['vetting'],
    reason: 'none',
    told: 'đã hoàn tác quyết định vừa ghi ở cấp thẩm định sau',
  },
  disqualify: {
    from: ['accepted'],
    to: 'disqualified',
    by: ['organiser'],
    reason: 'required',
    told: 'đã dừng xử lý hồ sơ',
  },
} as const satisfies Record<string, Move<EntryState, Role>>;

export type EntryVerb = keyof typeof ENTRY_MOVES;

const unreachable = unreachableStates(ENTRY_STATES, 'draft', ENTRY_MOVES);
if (unreachable.length > 0) throw new Error(`no move leads to the entry states ${unreachable.join(', ')}`);

/** What each state is called on screen, and the colour of its tag (UX §2). */
export const ENTRY_STATUS_WORDS: Readonly<Record<EntryState, StatusWord>> = {
  draft: { word: 'Nháp', tone: 'neutral' },
  submitted: { word: 'Đã nộp, chờ tiếp nhận', tone: 'info' },
  accepted: { word: 'Đủ điều kiện', tone: 'success' },
  returned: { word: 'Yêu cầu bổ sung', tone: 'warning' },
  rejected: { word: 'Không được tiếp nhận', tone: 'danger' },
  withdrawn: { word: 'Đã rút', tone: 'neutral' },
  disqualified: { word: 'Dừng xử lý', tone: 'danger' },
};
