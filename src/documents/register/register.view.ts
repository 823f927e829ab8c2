import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentFacts,
  type DocumentKind,
  type DocumentState,
  KIND_WORDS,
} from '../document.facts.js';
import { DOCUMENT_STATUS_WORDS } from '../document.moves.js';
import { sayDocument, sayNumber } from '../document.number.js';
import type { ListedDocument } from '../document.reader.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { freshForm } from '../../web/views/form-state.js';
import { pagingOf, type StatusWord } from '../../web/views/page.js';
import type { SeenRegister } from './register.doors.js';

export const KIND_OPTIONS = DOCUMENT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));
const STATE_OPTIONS = DOCUMENT_STATES.map((value) => ({ value, label: DOCUMENT_STATUS_WORDS[value].word }));

/** How a document stands, a correction by another told before all else but a recall. */
export const standingOf = ({ state, isCorrected }: { state: DocumentState; isCorrected: boolean }): StatusWord =>
  state === 'issued' && isCorrected
    ? { word: 'Đã có văn bản sửa, thay', tone: 'warning' }
    : DOCUMENT_STATUS_WORDS[state];

interface Listed {
  documents: readonly ListedDocument[];
  total: number;
  state: DocumentState | null;
  kind: DocumentKind | null;
  page: number;
  pageSize: number;
}

/** One page of the register with its filters. */
export function toRegisterView(
  { paths, words, refusal, before, noticesHref }: SeenRegister,
  { documents, total, state, kind, page, pageSize }: Listed,
) {
  const address = paths.list;
  const hrefOf = (filter: Record<string, string | null>): string => {
    const query = Object.entries(filter).filter((one): one is [string, string] => one[1] !== null);
    return query.length === 0 ? address : `${address}?${new URLSearchParams(query).toString()}`;
  };
  const chosen = [
    ...(state === null ? [] : [{ label: DOCUMENT_STATUS_WORDS[state].word, href: hrefOf({ loai: kind }) }]),
    ...(kind === null ? [] : [{ label: KIND_WORDS[kind], href: hrefOf({ 'trang-thai': state }) }]),
  ];
  return {
    form: freshForm({ ...(state && { 'trang-thai': state }), ...(kind && { loai: kind }) }),
    action: address,
    chosen: chosen.length === 0 ? null : chosen,
    clearHref: chosen.length === 0 ? null : address,
    states: STATE_OPTIONS,
    kinds: KIND_OPTIONS,
    caption: words.caption,
    createHref: refusal === null ? paths.create : null,
    noticesHref,
    before,
    emptyText: chosen.length === 0 ? words.empty : 'Không có văn bản nào khớp với bộ lọc.',
    rows: documents.map((one) => ({
      number: sayNumber(one),
      href: paths.one(one.id),
      datedText: one.datedOn === null ? '–' : formatDay(one.datedOn),
      kind: KIND_WORDS[one.kind],
      subject: one.subject,
      issuer: one.issuer,
      state: standingOf(one),
      isPublic: one.isPublic,
      isPlayed: one.rehearsalOf !== null,
      receivedText: one.sent === 0 ? '–' : `${one.received}/${one.sent} đơn vị`,
    })),
    paging:
      total <= pageSize
        ? null
        : pagingOf({
            page,
            pageSize,
            total,
            hrefOf: (to) => hrefOf({ 'trang-thai': state, loai: kind, trang: String(to) }),
          }),
  };
}

/** What the form of a correction begins with. */
export const typedCorrection = (corrected: DocumentFacts): Record<string, string> => ({
  kind: corrected.kind,
  issuer: corrected.issuer,
  symbol: corrected.symbol,
  subject: `Đính chính ${sayDocument(corrected)}`,
  recipientsText: corrected.recipientsText,
});
