import type { Role } from '../../kernel/actor.js';
import { type Move, unreachableStates } from '../../kernel/move.js';
import type { StatusWord } from '../../web/views/page.js';
import { ITEM_STATES, type ItemState } from './item.facts.js';

const KEEPERS = ['vetting', 'organiser'] as const;

/** The life of an item. While it is revised the edition approved last stays in force. */
export const ITEM_MOVES = {
  submit: { from: ['draft'], to: 'submitted', by: KEEPERS, reason: 'none', told: 'đã trình duyệt nội dung' },
  return: { from: ['submitted'], to: 'draft', by: KEEPERS, reason: 'required', told: 'đã trả lại nội dung để sửa' },
  approve: { from: ['submitted'], to: 'approved', by: KEEPERS, reason: 'none', told: 'đã duyệt nội dung' },
  revise: { from: ['approved'], to: 'draft', by: KEEPERS, reason: 'none', told: 'đã mở bản mới của nội dung' },
  withdraw: {
    from: ['draft', 'submitted', 'approved'],
    to: 'withdrawn',
    by: KEEPERS,
    reason: 'required',
    told: 'đã rút nội dung',
  },
} as const satisfies Record<string, Move<ItemState, Role>>;

export type ItemVerb = keyof typeof ITEM_MOVES;

const unreachable = unreachableStates(ITEM_STATES, 'draft', ITEM_MOVES);
if (unreachable.length > 0) throw new Error(`no move leads to the states ${unreachable.join(', ')} of an item`);

export const ITEM_STATUS_WORDS: Readonly<Record<ItemState, StatusWord>> = {
  draft: { word: 'Đang soạn', tone: 'neutral' },
  submitted: { word: 'Chờ duyệt', tone: 'warning' },
  approved: { word: 'Đã duyệt', tone: 'success' },
  withdrawn: { word: 'Đã rút', tone: 'danger' },
};
