import type { Move } from '../kernel/move.js';
import type { AwardListState } from './award.facts.js';

/** The life of an award list. Publishing a new one is what supersedes the old one; nothing published is ever edited. */
export const AWARD_MOVES = {
  confirm: { from: ['draft'], to: 'confirmed', by: ['organiser'], reason: 'none', told: 'đã xác nhận danh sách' },
  takeBack: {
    from: ['confirmed'],
    to: 'draft',
    by: ['organiser'],
    reason: 'required',
    told: 'đã đưa danh sách về dự thảo',
  },
  publish: { from: ['confirmed'], to: 'published', by: ['organiser'], reason: 'none', told: 'đã công bố kết quả' },
  supersede: {
    from: ['published'],
    to: 'superseded',
    by: ['organiser'],
    reason: 'required',
    told: 'đã thay bằng danh sách mới',
  },
} as const satisfies Record<string, Move<AwardListState, 'organiser'>>;
