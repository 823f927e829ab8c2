import type { Refusal } from '../kernel/refusal.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { DocumentFacts, DocumentState, LegalBasis } from './document.facts.js';
import { DOCUMENT_MOVES, type DocumentVerb } from './document.moves.js';

/** What is known of the day: that of the contest's calendar. */
interface Known {
  today: Day;
}

/** May the verb be done from where the document stands? `document-moved` names the state that it is in. */
export function refuseToMove(verb: DocumentVerb, { state }: Pick<DocumentFacts, 'state'>): Refusal | null {
  const from: readonly DocumentState[] = DOCUMENT_MOVES[verb].from;
  return from.includes(state) ? null : { code: 'document-moved', state };
}

/** Nothing of a document changes once it is issued: bases, recipients that were sent it, signed copy. */
export const refuseToChange = ({ state }: Pick<DocumentFacts, 'state'>): Refusal | null =>
  state === 'issued' || state === 'recalled' ? { code: 'document-moved', state } : null;

/** Only what has no number leaves the register without a trace on it; the log keeps it. */
export const refuseToDiscard = ({ state }: Pick<DocumentFacts, 'state'>): Refusal | null =>
  state === 'draft' || state === 'signed' ? null : { code: 'document-moved', state };

/** The signed copy is taken back between signing and issue, and may be replaced until then. */
export const refuseToAttach = ({ state }: Pick<DocumentFacts, 'state'>): Refusal | null =>
  state === 'signed' || state === 'numbered' ? null : { code: 'document-moved', state };

/** Signed on a day that has come. */
export const refuseToSign = (
  document: Pick<DocumentFacts, 'state'>,
  { signedOn }: { signedOn: Day },
  { today }: Known,
): Refusal | null =>
  refuseToMove('sign', document) ??
  (signedOn > today ? { code: 'document-day-ahead', today, field: 'signedOn' } : null);

/** Dated on a day from that of the signature (Decree 30/2020, article 15: numbered after it is signed) to today. */
export function refuseToNumber(
  document: Pick<DocumentFacts, 'state' | 'signedOn'>,
  { datedOn }: { datedOn: Day },
  { today }: Known,
): Refusal | null {
  const refusal = refuseToMove('number', document);
  if (refusal !== null) return refusal;
  if (document.signedOn !== null && datedOn < document.signedOn)
    return { code: 'document-before-signature', signedOn: document.signedOn, field: 'datedOn' };
  return datedOn > today ? { code: 'document-day-ahead', today, field: 'datedOn' } : null;
}

/** Issued with its signed copy and on bases that bear it; what `checkBases` only advises does not hold it up. */
export function refuseToIssue(
  document: Pick<DocumentFacts, 'state' | 'signed' | 'signedOn' | 'datedOn'>,
  bases: readonly LegalBasis[],
): Refusal | null {
  const refusal = refuseToMove('issue', document);
  if (refusal !== null) return refusal;
  const { signed, signedOn, datedOn } = document;
  if (signed === null) return { code: 'document-without-copy' };
  if (signed.isInfected) return { code: 'document-copy-infected' };
  if (datedOn === null || signedOn === null || datedOn < signedOn)
    return { code: 'document-before-signature', signedOn: signedOn ?? '' };
  const faults = checkBases(bases, datedOn).filter(({ severity }) => severity === 'fault');
  return faults.length === 0 ? null : { code: 'document-bases-fail', numbers: faults.map(({ basis }) => basis.number) };
}

/** An issued document is corrected by another; one that was recalled, or was never issued, has nothing to correct. */
export const refuseToCorrect = (corrected: Pick<DocumentFacts, 'state'> | null): Refusal | null =>
  corrected?.state === 'issued' ? null : { code: 'document-not-correctable' };

/** Units have to do with it – are reminded of it, read it, say that they have it – while it is issued. */
export const refuseToSend = ({ state }: Pick<DocumentFacts, 'state'>): Refusal | null =>
  state === 'issued' ? null : { code: 'document-moved', state };

/**
 * Sent out once it is issued, and what is about a result not before that is out (`document-awaits-result`). A proposal is sent before: it
 * asks for the very decision that the result waits for.
 */
export const refuseToDispatch = (document: Pick<DocumentFacts, 'state' | 'kind' | 'awaitsResult'>): Refusal | null =>
  refuseToSend(document) ??
  (document.awaitsResult && document.kind !== 'to-trinh' ? { code: 'document-awaits-result' } : null);

/** Everybody may read a signed copy that is clean, of an issued document that was marked public and waits for no result. */
export const refuseToShow = (
  document: Pick<DocumentFacts, 'state' | 'isPublic' | 'awaitsResult'> | null,
): Refusal | null =>
  document !== null && document.isPublic && !document.awaitsResult && document.state === 'issued'
    ? null
    : { code: 'not-found' };

export interface BasisFinding {
  basis: LegalBasis;
  /** A fault holds the issue up; a warning is read and left to the clerk. */
  severity: 'fault' | 'warning';
  /** `later`: dated after the document. `ended`: no longer in force. `pending`: not in force yet. `early`: in force before its own date. */
  why: 'later' | 'ended' | 'pending' | 'early';
}

/**
 * What is wrong with bases on the day of the document, in the order of the bases. A basis that is not in force yet may be cited when it
 * will be by the time the document takes effect, which the register does not know: a warning. One that takes effect before it was
 * issued is more often a mistyped day than a rule: a warning too.
 */
export const checkBases = (bases: readonly LegalBasis[], on: Day): BasisFinding[] =>
  bases.flatMap((basis): BasisFinding[] => {
    const { datedOn, inForceFrom, inForceUntil } = basis;
    if (datedOn > on) return [{ basis, severity: 'fault', why: 'later' }];
    if (inForceUntil !== null && inForceUntil < on) return [{ basis, severity: 'fault', why: 'ended' }];
    if (inForceFrom !== null && inForceFrom > on) return [{ basis, severity: 'warning', why: 'pending' }];
    if (inForceFrom !== null && inForceFrom < datedOn) return [{ basis, severity: 'warning', why: 'early' }];
    return [];
  });
