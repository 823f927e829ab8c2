import type { ContestId } from '../kernel/ids.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { formatDay } from '../kernel/vietnamese/days.js';
import { type DocumentFacts, KIND_WORDS } from './document.facts.js';

/**
 * The series that a document of this issuer takes its number from: one for each issuer however its name is written, across all registers,
 * anew each year (Decree 30/2020, article 15); “UBND” and “Ủy ban nhân dân” are one. A rehearsal has a series of its own and takes no number
 * from the real one; what an office plays in it is numbered there.
 */
export const seriesOf = (
  issuer: string,
  { contestId, rehearsal }: { contestId: ContestId | null; rehearsal: boolean },
): string => `${rehearsal ? `${contestId} ` : ''}${fold(issuer).replace(/\bubnd\b/g, 'uy ban nhan dan')}`;

/** The same of a document in its register. */
export const seriesIn = (
  register: { contestId: ContestId | null; rehearsal: boolean },
  { issuer, rehearsalOf }: Pick<DocumentFacts, 'issuer' | 'rehearsalOf'>,
): string => seriesOf(issuer, rehearsalOf === null ? register : { contestId: rehearsalOf, rehearsal: true });

/** "05": numbers below ten take a zero (Decree 30/2020, appendix I, II.3). */
export const printedNumber = (number: number): string => String(number).padStart(2, '0');

/** "05/QĐ-UBND"; before it has a number "…/QĐ-UBND". */
export const sayNumber = ({ number, symbol }: Pick<DocumentFacts, 'number' | 'symbol'>): string =>
  `${number === null ? '…' : printedNumber(number)}/${symbol}`;

/** "Quyết định số 05/QĐ-UBND ngày 22/12/2021"; before it has them without number and day. */
export const sayDocument = (document: Pick<DocumentFacts, 'kind' | 'number' | 'symbol' | 'datedOn'>): string => {
  const kind = document.kind === 'khac' ? 'Văn bản' : KIND_WORDS[document.kind];
  return document.number === null || document.datedOn === null
    ? `${kind} ${sayNumber(document)}`
    : `${kind} số ${sayNumber(document)} ngày ${formatDay(document.datedOn)}`;
};
