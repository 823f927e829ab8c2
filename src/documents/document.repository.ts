import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type {
  DocumentFacts,
  DocumentId,
  DocumentState,
  DocumentWords,
  LegalBasis,
  Recall,
  RegisterKey,
} from './document.facts.js';
import { DOCUMENT_MOVES } from './document.moves.js';
import type { KeptPaper } from './document.paper.js';
import { NEXT_NUMBER } from './document.reader.js';
import { DOCUMENT_COLUMNS, type DocumentRow, inRegister, ownerColumn, ownerOf, toDocument } from './document.row.js';

/** A document as it comes into the register. */
export interface NewDocument extends DocumentWords {
  id: DocumentId;
  key: RegisterKey;
  rehearsalOf: ContestId | null;
  source: string | null;
  paper: KeptPaper | null;
  correctsId: DocumentId | null;
  signer: string | null;
  powers: string | null;
  awaitsResult: boolean;
  draftedAt: Instant;
  draftedByName: string;
}

/** The version that the act found; each write raises it, and touches no row when somebody was quicker. */
export interface At {
  id: DocumentId;
  version: number;
}

/** The register's writes. */
@Injectable()
export class DocumentRepository {
  /** The document, held against other acts until this one ends. */
  async hold(tx: Tx, key: RegisterKey, id: string): Promise<DocumentFacts | null> {
    const row = await tx.one<DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM documents d WHERE ${inRegister(key, 1)} AND d.id = $2 FOR UPDATE`,
      [ownerOf(key), id],
    );
    return row && toDocument(row);
  }

  /** 0 when another document of the same paper is under way. */
  insert(tx: Tx, one: NewDocument): Promise<number> {
    return tx.changed(
      `INSERT INTO documents (id, ${ownerColumn(one.key.contestId)}, kind, issuer, symbol, subject, recipients_text, source, paper, paper_sha256, corrects_id, signer, powers,
         drafted_at, drafted_by_name, awaits_result, rehearsal_of)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT (${ownerColumn(one.key.contestId)}, source) WHERE state IN ('draft', 'signed', 'numbered') DO NOTHING`,
      [
        one.id,
        ownerOf(one.key),
        one.kind,
        one.issuer,
        one.symbol,
        one.subject,
        one.recipientsText,
        one.source,
        one.paper?.text ?? null,
        one.paper?.sha256 ?? null,
        one.correctsId,
        one.signer,
        one.powers,
        one.draftedAt,
        one.draftedByName,
        one.awaitsResult,
        one.rehearsalOf,
      ],
    );
  }

  remove(tx: Tx, { id, version }: At): Promise<number> {
    return tx.changed(`DELETE FROM documents WHERE id = $1 AND version = $2 AND state IN ('draft', 'signed')`, [
      id,
      version,
    ]);
  }

  /** Something that belongs to the document was written: whoever had its page open before is told. */
  raise(tx: Tx, { id, version }: At): Promise<number> {
    return tx.changed(`UPDATE documents SET version = version + 1 WHERE id = $1 AND version = $2`, [id, version]);
  }

  sign(
    tx: Tx,
    at: At,
    { signer, powers, signedOn }: { signer: string; powers: string; signedOn: Day },
  ): Promise<number> {
    return this.move(tx, at, DOCUMENT_MOVES.sign, `signer = $5, powers = $6, signed_on = $7`, [
      signer,
      powers,
      signedOn,
    ]);
  }

  attach(tx: Tx, { id, version }: At, { sha256, name }: { sha256: string; name: string }): Promise<number> {
    return tx.changed(
      `UPDATE documents SET signed_sha256 = $3, signed_name = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND state IN ('signed', 'numbered')`,
      [id, version, sha256, name],
    );
  }

  number(
    tx: Tx,
    at: At,
    { series, year, number, datedOn }: { series: string; year: number; number: number; datedOn: Day },
  ): Promise<number> {
    return this.move(tx, at, DOCUMENT_MOVES.number, `series = $5, year = $6, number = $7, dated_on = $8`, [
      series,
      year,
      number,
      datedOn,
    ]);
  }

  issue(tx: Tx, at: At, by: { name: string; at: Instant }): Promise<number> {
    return this.move(tx, at, DOCUMENT_MOVES.issue, `issued_at = $5, issued_by_name = $6`, [by.at, by.name]);
  }

  recall(tx: Tx, at: At, by: Recall & { name: string; at: Instant }): Promise<number> {
    const set = `recalled_at = $5, recalled_by_name = $6, recall_reason = $7, public_recall_reason = $8`;
    return this.move(tx, at, DOCUMENT_MOVES.recall, set, [
      by.at,
      by.name,
      by.reason,
      by.publicReason === '' ? null : by.publicReason,
    ]);
  }

  setPublic(tx: Tx, { id, version }: At, isPublic: boolean): Promise<number> {
    return tx.changed(
      `UPDATE documents SET is_public = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state <> 'recalled'`,
      [id, version, isPublic],
    );
  }

  /** Takes hold of a series: whoever numbers in it next waits until this act ends, so that nobody counts twice or past a gap. */
  async holdSeries(tx: Tx, series: string, year: number): Promise<void> {
    await tx.changed(
      `INSERT INTO document_series AS s (series, year, last) VALUES ($1, $2, 0)
       ON CONFLICT (series, year) DO UPDATE SET last = s.last`,
      [series, year],
    );
  }

  /** The next number of a series that is held, which counts as given from now on. */
  async takeNumber(tx: Tx, series: string, year: number): Promise<number> {
    const row = await tx.one<{ last: number }>(
      `UPDATE document_series SET last = (SELECT next FROM (${NEXT_NUMBER}) AS n) WHERE series = $1 AND year = $2 RETURNING last`,
      [series, year],
    );
    if (row === null) throw new Error('the series is not held');
    return row.last;
  }

  /** Whether a document has this number already; whose register it stands in does not matter. */
  async isUsed(tx: Tx, { series, year, number }: { series: string; year: number; number: number }): Promise<boolean> {
    const found = await tx.rows(`SELECT 1 FROM documents WHERE series = $1 AND year = $2 AND number = $3`, [
      series,
      year,
      number,
    ]);
    return found.length > 0;
  }

  /** Documents whose signed copy these bytes are. */
  ofBytes(tx: Tx, sha256: string): Promise<{ id: DocumentId; contestId: ContestId | null; name: string }[]> {
    return tx.rows(
      `SELECT id, contest_id AS "contestId", signed_name AS name FROM documents WHERE signed_sha256 = $1 ORDER BY seq`,
      [sha256],
    );
  }

  async addBasis(tx: Tx, id: DocumentId, basis: LegalBasis): Promise<void> {
    await tx.changed(
      `INSERT INTO document_bases (id, document_id, number, dated_on, subject, in_force_from, in_force_until) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [basis.id, id, basis.number, basis.datedOn, basis.subject, basis.inForceFrom, basis.inForceUntil],
    );
  }

  removeBasis(tx: Tx, id: DocumentId, basisId: string): Promise<{ number: string } | null> {
    return tx.one<{ number: string }>(
      `DELETE FROM document_bases WHERE document_id = $1 AND id = $2 RETURNING number`,
      [id, basisId],
    );
  }

  /** One move of the table: from a state that allows it, at the version that was read; 0 when either has changed. */
  private move(
    tx: Tx,
    { id, version }: At,
    { from, to }: { from: readonly DocumentState[]; to: DocumentState },
    set: string,
    values: readonly unknown[],
  ): Promise<number> {
    return tx.changed(
      `UPDATE documents SET state = $3, version = version + 1, ${set} WHERE id = $1 AND version = $2 AND state = ANY($4)`,
      [id, version, to, from, ...values],
    );
  }
}
