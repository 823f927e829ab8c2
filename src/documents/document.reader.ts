import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type {
  DispatchCounts,
  DocumentFacts,
  DocumentId,
  DocumentKind,
  DocumentState,
  LegalBasis,
  NamedDocument,
  ReceivedDocument,
  RecipientCounts,
  RecipientFacts,
  RecipientRole,
  RegisterKey,
} from './document.facts.js';
import type { KeptPaper } from './document.paper.js';
import { RECEIVED, type ReceivedRow, SENT_TO, toReceived } from './received.row.js';
import { DOCUMENT_COLUMNS, type DocumentRow, inRegister, NAME_COLUMNS, ownerOf, toDocument } from './document.row.js';

interface Page {
  limit: number;
  offset: number;
}

/** A line of the register. */
export type ListedDocument = DocumentFacts & RecipientCounts & { isCorrected: boolean };

/** Who reads what was sent: a unit in one of its roles. */
export interface Addressee {
  unitId: UnitId;
  role: RecipientRole;
}

const COUNTS = `(SELECT count(*) FROM document_recipients r WHERE r.document_id = d.id) AS "all",
  (SELECT count(*) FROM document_recipients r WHERE r.document_id = d.id AND r.sent_at IS NOT NULL) AS sent,
  (SELECT count(*) FROM document_recipients r WHERE r.document_id = d.id AND r.received_at IS NOT NULL) AS received`;
const CORRECTED = `EXISTS (SELECT 1 FROM documents c WHERE c.corrects_id = d.id AND c.state = 'issued')`;
const RECIPIENT_COLUMNS = `r.id, r.unit_id AS "unitId", r.role, r.unit_name AS "unitName", r.sent_at AS "sentAt", r.received_at AS "receivedAt",
  r.received_by_name AS "receivedByName", r.reminded_on AS "remindedOn"`;
/** Whether anybody would be told of something sent to a unit `r` of a document `d`: the rule of notices (src/notices/notices.ts). */
const HAS_READER = `EXISTS (SELECT 1 FROM role_assignments a JOIN persons p ON p.id = a.person_id AND p.disabled_at IS NULL
  WHERE a.unit_id = r.unit_id AND a.role = r.role AND a.revoked_at IS NULL AND (a.contest_id IS NULL OR a.contest_id = d.contest_id))`;

/** What the rooms above read of the register. Every method is one query, or two at once. */
@Injectable()
export class DocumentReader {
  /** One page of a register, what came in last first; null leaves a filter open. `total` counts all pages. */
  async list(
    reader: Reader,
    key: RegisterKey,
    { state, kind, limit, offset }: Page & { state: DocumentState | null; kind: DocumentKind | null },
  ): Promise<{ documents: ListedDocument[]; total: number }> {
    const where = `${inRegister(key, 1)} AND ($2::text IS NULL OR d.state = $2) AND ($3::text IS NULL OR d.kind = $3)`;
    const [count, rows] = await Promise.all([
      reader.one<{ total: number }>(`SELECT count(*) AS total FROM documents d WHERE ${where}`, [
        ownerOf(key),
        state,
        kind,
      ]),
      reader.rows<DocumentRow & RecipientCounts & { isCorrected: boolean }>(
        `SELECT ${DOCUMENT_COLUMNS}, ${COUNTS}, ${CORRECTED} AS "isCorrected" FROM documents d WHERE ${where}
          ORDER BY d.seq DESC LIMIT $4 OFFSET $5`,
        [ownerOf(key), state, kind, limit, offset],
      ),
    ]);
    const documents = rows.map(({ all, sent, received, isCorrected, ...row }) => ({
      ...toDocument(row),
      all,
      sent,
      received,
      isCorrected,
    }));
    return { documents, total: count?.total ?? 0 };
  }

  byId(reader: Reader, contestId: ContestId, id: string): Promise<DocumentFacts | null> {
    return this.inRegister(reader, { contestId }, id);
  }

  async inRegister(reader: Reader, key: RegisterKey, id: string): Promise<DocumentFacts | null> {
    const row = await reader.one<DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM documents d WHERE ${inRegister(key, 1)} AND d.id = $2`,
      [ownerOf(key), id],
    );
    return row && toDocument(row);
  }

  /** The paper that a document holds; null for one written elsewhere. */
  async paperOf(reader: Reader, id: DocumentId): Promise<KeptPaper | null> {
    const row = await reader.one<{ text: string | null; sha256: string | null }>(
      `SELECT paper AS text, paper_sha256 AS sha256 FROM documents WHERE id = $1`,
      [id],
    );
    return row === null || row.text === null || row.sha256 === null ? null : { text: row.text, sha256: row.sha256 };
  }

  /** The document that this one corrects, and those that correct it, the newest first. */
  async corrections(
    reader: Reader,
    { id, correctsId }: Pick<DocumentFacts, 'id' | 'correctsId'>,
  ): Promise<{ corrects: NamedDocument | null; correctedBy: NamedDocument[] }> {
    const rows = await reader.rows<NamedDocument>(
      `SELECT ${NAME_COLUMNS} FROM documents n WHERE n.id = $2 OR n.corrects_id = $1 ORDER BY n.seq DESC`,
      [id, correctsId],
    );
    return {
      corrects: rows.find((one) => one.id === correctsId) ?? null,
      correctedBy: rows.filter((one) => one.id !== correctsId),
    };
  }

  bases(reader: Reader, id: DocumentId): Promise<LegalBasis[]> {
    return reader.rows<LegalBasis>(
      `SELECT id, number, dated_on AS "datedOn", subject, in_force_from AS "inForceFrom", in_force_until AS "inForceUntil"
         FROM document_bases WHERE document_id = $1 ORDER BY seq`,
      [id],
    );
  }

  /** One page of whom a document goes to: who has not received it first, then by office and name. */
  async recipients(
    reader: Reader,
    id: DocumentId,
    { limit, offset }: Page,
  ): Promise<{ recipients: RecipientFacts[]; counts: DispatchCounts }> {
    const [counts, recipients] = await Promise.all([
      reader.one<DispatchCounts>(
        `SELECT count(*) AS "all", count(r.sent_at) AS sent, count(r.received_at) AS received,
                count(*) FILTER (WHERE r.received_at IS NULL AND NOT ${HAS_READER}) AS "withoutReader"
           FROM document_recipients r JOIN documents d ON d.id = r.document_id WHERE r.document_id = $1`,
        [id],
      ),
      reader.rows<RecipientFacts>(
        `SELECT ${RECIPIENT_COLUMNS}, ${HAS_READER} AS "hasReader"
           FROM document_recipients r JOIN documents d ON d.id = r.document_id WHERE r.document_id = $1
          ORDER BY (r.received_at IS NOT NULL), r.role DESC, r.sort_key, r.id LIMIT $2 OFFSET $3`,
        [id, limit, offset],
      ),
    ]);
    return { recipients, counts: counts ?? { all: 0, sent: 0, received: 0, withoutReader: 0 } };
  }

  /** The newest document of each paper that is under way or issued, by paper. */
  async ofPapers(reader: Reader, contestId: ContestId): Promise<Map<string, NamedDocument>> {
    const rows = await reader.rows<NamedDocument & { source: string }>(
      `SELECT DISTINCT ON (n.source) n.source, ${NAME_COLUMNS} FROM documents n
        WHERE n.contest_id = $1 AND n.source IS NOT NULL AND n.state <> 'recalled' ORDER BY n.source, n.seq DESC`,
      [contestId],
    );
    return new Map(rows.map(({ source, ...named }) => [source, named]));
  }

  /** The documents that a paper has come into registers as and that were not recalled, the newest first; at most 10. */
  registered(reader: Reader, source: string): Promise<(NamedDocument & Pick<DocumentFacts, 'contestId' | 'unitId'>)[]> {
    return reader.rows(
      `SELECT ${NAME_COLUMNS}, n.contest_id AS "contestId", n.unit_id AS "unitId" FROM documents n
        WHERE n.source = $1 AND n.state <> 'recalled' ORDER BY n.seq DESC LIMIT 10`,
      [source],
    );
  }

  /** The number that the series would give next. */
  async nextNumber(reader: Reader, series: string, year: number): Promise<number> {
    const row = await reader.one<{ next: number }>(NEXT_NUMBER, [series, year]);
    return row?.next ?? 1;
  }

  /** One page of what was sent to a unit, and to units that it took over from: what waits for its own word first, then the newest. `waiting` is that alone. */
  async sentTo(
    reader: Reader,
    { unitId, role }: Addressee,
    { limit, offset }: Page,
  ): Promise<{ documents: ReceivedDocument[]; total: number; waiting: number }> {
    const [count, rows] = await Promise.all([
      reader.one<{ total: number; waiting: number }>(
        `SELECT count(*) AS total, count(*) FILTER (WHERE r.unit_id = $1 AND r.received_at IS NULL AND d.state = 'issued') AS waiting
           FROM document_recipients r JOIN documents d ON d.id = r.document_id WHERE ${SENT_TO}`,
        [unitId, role],
      ),
      reader.rows<ReceivedRow>(
        `${RECEIVED} ORDER BY (r.unit_id <> $1 OR r.received_at IS NOT NULL OR d.state <> 'issued'), r.sent_at DESC, d.seq DESC LIMIT $3 OFFSET $4`,
        [unitId, role, limit, offset],
      ),
    ]);
    return { documents: rows.map(toReceived), total: count?.total ?? 0, waiting: count?.waiting ?? 0 };
  }

  /** How many documents in force the unit was sent and has not said it has. */
  async waitingFor(reader: Reader, { unitId, role }: Addressee): Promise<number> {
    const row = await reader.one<{ waiting: number }>(
      `SELECT count(*) AS waiting FROM document_recipients r JOIN documents d ON d.id = r.document_id AND d.state = 'issued'
        WHERE r.unit_id = $1 AND r.role = $2 AND r.sent_at IS NOT NULL AND r.received_at IS NULL`,
      [unitId, role],
    );
    return row?.waiting ?? 0;
  }

  /** One document that was sent to the unit, or to one that it took over from; null for every other. */
  async receivedBy(reader: Reader, { unitId, role }: Addressee, id: string): Promise<ReceivedDocument | null> {
    const row = await reader.one<ReceivedRow>(`${RECEIVED} AND d.id = $3`, [unitId, role, id]);
    return row && toReceived(row);
  }

  /** Is there anything that everybody may read of the contest's documents? */
  async hasPublished(reader: Reader, contestId: ContestId): Promise<boolean> {
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM documents WHERE contest_id = $1 AND is_public AND NOT awaits_result AND issued_at IS NOT NULL) AS found`,
      [contestId],
    );
    return row?.found ?? false;
  }

  /** One page of what everybody may read of a contest: issued, public, and recalled ones by name alone; the newest first. */
  async published(
    reader: Reader,
    contestId: ContestId,
    { limit, offset }: Page,
  ): Promise<{ documents: ListedDocument[]; total: number }> {
    const where = `d.contest_id = $1 AND d.is_public AND NOT d.awaits_result AND d.issued_at IS NOT NULL`;
    const [count, rows] = await Promise.all([
      reader.one<{ total: number }>(`SELECT count(*) AS total FROM documents d WHERE ${where}`, [contestId]),
      reader.rows<DocumentRow & { isCorrected: boolean }>(
        `SELECT ${DOCUMENT_COLUMNS}, ${CORRECTED} AS "isCorrected" FROM documents d WHERE ${where}
          ORDER BY d.dated_on DESC, d.seq DESC LIMIT $2 OFFSET $3`,
        [contestId, limit, offset],
      ),
    ]);
    const documents = rows.map(({ isCorrected, ...row }) => ({
      ...toDocument(row),
      isCorrected,
      all: 0,
      sent: 0,
      received: 0,
    }));
    return { documents, total: count?.total ?? 0 };
  }
}

/** The smallest number after the last that the series gave which nobody has typed by hand. $1 series, $2 year. */
export const NEXT_NUMBER = `
  WITH gone AS (SELECT coalesce((SELECT last FROM document_series WHERE series = $1 AND year = $2), 0) AS last)
  SELECT min(n)::int AS next FROM gone,
    generate_series(gone.last + 1, gone.last + 1 + (SELECT count(*)::int FROM documents WHERE series = $1 AND year = $2 AND number > gone.last)) AS n
   WHERE NOT EXISTS (SELECT 1 FROM documents WHERE series = $1 AND year = $2 AND number = n)`;
