import type { Role } from '../../kernel/actor.js';
import { type Move, unreachableStates } from '../../kernel/move.js';
import type { StatusWord } from '../../web/views/page.js';
import { PLEDGE_STATES, type PledgeState } from './pledge.facts.js';

const LISTERS = ['commune', 'vetting'] as const;
const HAMLETS = ['commune'] as const;

/**
 * The life of a pledge. The agency edits it until the hamlet has spoken; after that a correction is a pledge of its own, which names the
 * one it replaces and waits for the hamlet again.
 */
export const PLEDGE_MOVES = {
  edit: { from: ['pledged'], to: 'pledged', by: LISTERS, reason: 'none', told: 'đã sửa người cam kết' },
  correct: {
    from: ['confirmed', 'absent'],
    to: 'replaced',
    by: LISTERS,
    reason: 'required',
    told: 'đã đính chính người cam kết',
  },
  withdraw: {
    from: ['pledged', 'confirmed', 'absent'],
    to: 'withdrawn',
    by: LISTERS,
    reason: 'required',
    told: 'đã rút người cam kết',
  },
  confirm: {
    from: ['pledged', 'absent'],
    to: 'confirmed',
    by: HAMLETS,
    reason: 'none',
    told: 'đã xác nhận vào nhóm nơi ở',
  },
  deny: {
    from: ['pledged', 'confirmed'],
    to: 'absent',
    by: HAMLETS,
    reason: 'required',
    told: 'đã báo không có trong nhóm nơi ở',
  },
} as const satisfies Record<string, Move<PledgeState, Role>>;

const unreachable = unreachableStates(PLEDGE_STATES, 'pledged', PLEDGE_MOVES);
if (unreachable.length > 0) throw new Error(`no move leads to the states ${unreachable.join(', ')} of a pledge`);

export const PLEDGE_STATUS_WORDS: Readonly<Record<PledgeState, StatusWord>> = {
  pledged: { word: 'Chờ xác nhận', tone: 'info' },
  confirmed: { word: 'Đã vào nhóm', tone: 'success' },
  absent: { word: 'Không có trong nhóm', tone: 'warning' },
  withdrawn: { word: 'Đã rút', tone: 'neutral' },
  replaced: { word: 'Đã đính chính', tone: 'neutral' },
};
/** Nobody of the movement's tree can confirm who lives outside it. */
export const OUTSIDE_STATUS: StatusWord = { word: 'Sống ngoài phạm vi', tone: 'neutral' };
