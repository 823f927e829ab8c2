import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import type { DaySpan } from '../web/filter.js';
import type { DocumentFacts, DocumentKind, DocumentState, ReceivedDocument, RegisterKey } from './document.facts.js';
import type { Addressee } from './document.reader.js';
import { DOCUMENT_COLUMNS, type DocumentRow, inRegister, ownerOf, toDocument } from './document.row.js';
import { RECEIVED, type ReceivedRow, toReceived } from './received.row.js';

/** A document of a register with its place in it. */
export type WalkedDocument = DocumentFacts & { seq: number };

/** What a walk is narrowed to; null is no bound. `dated`: the days that documents bear. */
export interface DocumentFilter {
  state: DocumentState | null;
  kind: DocumentKind | null;
  dated: DaySpan;
}

/** Registers, and what a unit was sent, from a place on: for programs. Every method is one query along an index. */
@Injectable()
export class DocumentWalk {
  /** The documents of a register behind this place, what came in last first; null: from the last. */
  async inRegister(
    reader: Reader,
    key: RegisterKey,
    only: DocumentFilter,
    after: number | null,
    limit: number,
  ): Promise<WalkedDocument[]> {
    const values: unknown[] = [ownerOf(key)];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [inRegister(key, 1)];
    if (only.state !== null) conditions.push(`d.state = ${add(only.state)}`);
    if (only.kind !== null) conditions.push(`d.kind = ${add(only.kind)}`);
    if (only.dated.from !== null) conditions.push(`d.dated_on >= ${add(only.dated.from)}`);
    if (only.dated.until !== null) conditions.push(`d.dated_on <= ${add(only.dated.until)}`);
    if (after !== null) conditions.push(`d.seq < ${add(after)}`);
    const rows = await reader.rows<DocumentRow & { seq: number }>(
      `SELECT ${DOCUMENT_COLUMNS}, d.seq FROM documents d WHERE ${conditions.join(' AND ')}
        ORDER BY d.seq DESC LIMIT ${add(limit)}`,
      values,
    );
    return rows.map(({ seq, ...row }) => ({ ...toDocument(row), seq }));
  }

  /** What was sent to a unit behind this place, the newest first; `received`: only what it has (true) or has not (false) said it has. */
  async sentTo(
    reader: Reader,
    { unitId, role }: Addressee,
    received: boolean | null,
    after: { at: Instant; id: string } | null,
    limit: number,
  ): Promise<ReceivedDocument[]> {
    const values: unknown[] = [unitId, role];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...(received === null ? [] : [`r.received_at IS ${received ? 'NOT NULL' : 'NULL'}`]),
      ...(after === null ? [] : [`(r.sent_at, d.id) < (${add(after.at)}, ${add(after.id)}::uuid)`]),
    ];
    const rows = await reader.rows<ReceivedRow>(
      `${[RECEIVED, ...conditions].join(' AND ')} ORDER BY r.sent_at DESC, d.id DESC LIMIT ${add(limit)}`,
      values,
    );
    return rows.map(toReceived);
  }
}
