import type { Instant } from '../kernel/instant.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import type { DocumentFacts, NamedDocument, ReceivedDocument } from './document.facts.js';

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoLocal(at));

const toApiName = ({ id, kind, number, symbol, datedOn, subject, state }: NamedDocument) => ({
  id,
  kind,
  number,
  symbol,
  datedOn,
  subject,
  state,
});

/** A line of a register: who drafted and issued it stays on the page. */
export const toApiDocument = (document: DocumentFacts) => ({
  ...toApiName(document),
  issuer: document.issuer,
  recipients: document.recipientsText,
  signer: document.signer,
  signedOn: document.signedOn,
  issuedAt: isoOrNull(document.issuedAt),
  recalledAt: isoOrNull(document.recalledAt),
  recallReason: document.recallReason,
  corrects: document.correctsId,
  isPublic: document.isPublic,
  awaitsResult: document.awaitsResult,
  paperSha256: document.paperSha256,
  signedCopy: document.signed && { sha256: document.signed.sha256, size: document.signed.size },
});

/** A document as a unit that it was sent to has it; who of the unit received it stays on the page. */
export const toApiReceived = ({
  document,
  contestName,
  sentTo,
  sentAt,
  receivedAt,
  correctedBy,
}: ReceivedDocument) => ({
  ...toApiName(document),
  issuer: document.issuer,
  contest: contestName,
  sentTo,
  sentAt: isoLocal(sentAt),
  receivedAt: isoOrNull(receivedAt),
  recalledAt: isoOrNull(document.recalledAt),
  recallReason: document.recallReason,
  correctedBy: correctedBy && toApiName(correctedBy),
  signedCopy: document.signed && { sha256: document.signed.sha256, size: document.signed.size },
});
