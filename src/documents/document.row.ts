import type { ContestId, UnitId } from '../kernel/ids.js';
import type { DocumentFacts, RegisterKey, SignedCopy } from './document.facts.js';

/** The condition that a document `d` stands in a register, whose id is the parameter `$n`. */
export const inRegister = ({ contestId }: RegisterKey, n: number): string => `d.${ownerColumn(contestId)} = $${n}`;

/** The column that names whose register it is. */
export const ownerColumn = (contestId: ContestId | null): string => (contestId === null ? 'unit_id' : 'contest_id');

export const ownerOf = (key: RegisterKey): ContestId | UnitId => key.contestId ?? key.unitId;

/** The columns of a document `d` with its signed copy, but for the paper itself, which may be long. */
export const DOCUMENT_COLUMNS = `d.id, d.contest_id AS "contestId", d.unit_id AS "unitId", d.rehearsal_of AS "rehearsalOf", d.state, d.kind, d.issuer, d.symbol, d.subject, d.recipients_text AS "recipientsText",
  d.source, d.paper_sha256 AS "paperSha256", d.corrects_id AS "correctsId", d.is_public AS "isPublic", d.awaits_result AS "awaitsResult", d.signer, d.powers,
  d.signed_on AS "signedOn", d.number, d.dated_on AS "datedOn", d.drafted_at AS "draftedAt", d.drafted_by_name AS "draftedByName",
  d.issued_at AS "issuedAt", d.issued_by_name AS "issuedByName", d.recalled_at AS "recalledAt", d.recalled_by_name AS "recalledByName",
  d.recall_reason AS "recallReason", d.public_recall_reason AS "publicRecallReason", d.version, d.signed_sha256 AS "copySha256", d.signed_name AS "copyName",
  (SELECT f.kind FROM stored_files f WHERE f.sha256 = d.signed_sha256) AS "copyKind",
  (SELECT f.size FROM stored_files f WHERE f.sha256 = d.signed_sha256) AS "copySize",
  (SELECT f.scan_state = 'infected' FROM stored_files f WHERE f.sha256 = d.signed_sha256) AS "copyInfected"`;

export interface DocumentRow extends Omit<DocumentFacts, 'signed'> {
  copySha256: string | null;
  copyName: string | null;
  copyKind: string | null;
  copySize: number | null;
  copyInfected: boolean | null;
}

export function toDocument(row: DocumentRow): DocumentFacts {
  const { copySha256, copyName, copyKind, copySize, copyInfected, ...document } = row;
  const signed: SignedCopy | null =
    copySha256 === null
      ? null
      : {
          sha256: copySha256,
          name: copyName ?? '',
          kind: copyKind ?? '',
          size: copySize ?? 0,
          isInfected: copyInfected ?? false,
        };
  return { ...document, signed };
}

/** What a document `n` is called by. */
export const NAME_COLUMNS = `n.id, n.kind, n.symbol, n.number, n.dated_on AS "datedOn", n.subject, n.state`;
