import type { Role } from '../kernel/actor.js';
import { type Move, unreachableStates } from '../kernel/move.js';
import type { StatusWord } from '../web/views/page.js';
import { DOCUMENT_STATES, type DocumentState } from './document.facts.js';

/**
 * The life of a document (ARCHITECTURE §3). A number once given is never given again: a numbered document that turns out wrong is
 * recalled and keeps its number in the register, as an issued one does.
 */
export const DOCUMENT_MOVES = {
  // Recorded anew when day or name were written down wrong; the paper itself stays as it is.
  sign: { from: ['draft', 'signed'], to: 'signed', by: ['organiser'], reason: 'none', told: 'đã ghi văn bản được ký' },
  number: { from: ['signed'], to: 'numbered', by: ['organiser'], reason: 'none', told: 'đã ghi số văn bản' },
  issue: { from: ['numbered'], to: 'issued', by: ['organiser'], reason: 'none', told: 'đã ban hành văn bản' },
  recall: {
    from: ['numbered', 'issued'],
    to: 'recalled',
    by: ['organiser'],
    reason: 'required',
    told: 'đã thu hồi văn bản',
  },
} as const satisfies Record<string, Move<DocumentState, Role>>;

export type DocumentVerb = keyof typeof DOCUMENT_MOVES;

const unreachable = unreachableStates(DOCUMENT_STATES, 'draft', DOCUMENT_MOVES);
if (unreachable.length > 0) throw new Error(`no move leads to the document states ${unreachable.join(', ')}`);

export const DOCUMENT_STATUS_WORDS: Readonly<Record<DocumentState, StatusWord>> = {
  draft: { word: 'Dự thảo', tone: 'neutral' },
  signed: { word: 'Đã ký, chờ cấp số', tone: 'info' },
  numbered: { word: 'Đã có số, chờ ban hành', tone: 'indigo' },
  issued: { word: 'Đã ban hành', tone: 'success' },
  recalled: { word: 'Đã thu hồi', tone: 'danger' },
};
