import type { Role } from '../kernel/actor.js';
import { type Move, unreachableStates } from '../kernel/move.js';
import type { StatusWord } from '../web/views/page.js';
import type { SheetProgress } from './round.facts.js';
import { SHEET_STATES, type SheetState } from './sheet.facts.js';

/**
 * A score sheet's life (ARCHITECTURE §3): draft, signed, reopened, signed again. Saving is no move: it changes the words of a
 * draft. Every signed version is kept, whatever happens to the sheet afterwards.
 */
export const SHEET_MOVES = {
  sign: { from: ['draft', 'reopened'], to: 'signed', by: ['judge'], reason: 'none', told: 'đã chốt phiếu điểm' },
  reopen: {
    from: ['signed'],
    to: 'reopened',
    by: ['secretary'],
    reason: 'required',
    told: 'đã mở lại phiếu điểm',
  },
} as const satisfies Record<string, Move<SheetState, Role>>;

const unreachable = unreachableStates(SHEET_STATES, 'draft', SHEET_MOVES);
if (unreachable.length > 0) throw new Error(`no move leads to the sheet states ${unreachable.join(', ')}`);

/** The states in which a sheet may be written. */
export const WRITABLE: readonly SheetState[] = SHEET_MOVES.sign.from;

/** What each progress is called on screen, and the colour of its tag. */
export const PROGRESS_WORDS: Readonly<Record<SheetProgress, StatusWord>> = {
  none: { word: 'Chưa chấm', tone: 'neutral' },
  draft: { word: 'Nháp, còn thiếu', tone: 'warning' },
  done: { word: 'Đủ điểm, chưa chốt', tone: 'info' },
  signed: { word: 'Đã chốt', tone: 'success' },
  recused: { word: 'Không chấm', tone: 'violet' },
};
