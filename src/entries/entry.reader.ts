import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { type InstantSpan, within } from '../web/filter.js';
import type { EntryId, FileId, UnitId, ContestId } from '../kernel/ids.js';
import { isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type {
  DuplicateFacts,
  EntryFacts,
  EntryFileFacts,
  EntryState,
  IsolatedFacts,
  ReceiptFacts,
  ReopeningFacts,
  SupplementPointFacts,
} from './entry.facts.js';
import { ENTRY_COLUMNS, ENTRY_FROM, type EntryRow, FILE_COLUMNS, toEntry } from './entry.row.js';
import { numbersMeant } from './look-up.words.js';

/** "ZALO21-211124-0007", or the six signs of a draft. Anything else never reaches SQL. */
const CODE = /^([A-Z0-9]{2,12}-\d{6}-\d{4,}|[0-9A-Z]{6})$/;

/** What judges know a dossier by where judging is blind. */
const BLIND_CODE = /^K[0-9A-F]{10}$/;

/**
 * What the rooms above read of dossiers. Each method is one query and takes the reader (or the transaction) of its caller.
 * Nothing here asks who wants to know: that is the caller's policy.
 */
@Injectable()
export class EntryReader {
  /**
   * The entry of a contest whose number somebody typed from a paper, however they grouped it, or, where judging is blind, whose
   * code; null: none.
   */
  async meant(reader: Reader, contestId: ContestId, typed: string): Promise<EntryFacts | null> {
    const code = typed.replace(/\s/g, '').toUpperCase();
    if (BLIND_CODE.test(code)) return this.byBlindCode(reader, contestId, code);
    const numbers = numbersMeant(typed);
    const found = await this.byNumbers(reader, contestId, numbers);
    return numbers.flatMap((number) => found.find((entry) => entry.number === number) ?? [])[0] ?? null;
  }

  private async byBlindCode(reader: Reader, contestId: ContestId, code: string): Promise<EntryFacts | null> {
    const row = await reader.one<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM}
        WHERE e.contest_id = $1 AND e.blind_code = $2 AND (SELECT b.blind FROM contests b WHERE b.id = $1)`,
      [contestId, code],
    );
    return row && toEntry(row);
  }

  /** By number or, before there is one, by draft code; null for anything that is neither. A numbered dossier keeps answering to its draft code. */
  async byCode(reader: Reader, code: string): Promise<EntryFacts | null> {
    if (!CODE.test(code)) return null;
    const row = await reader.one<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE e.number = $1 OR e.draft_code = $1`,
      [code],
    );
    return row && toEntry(row);
  }

  /** Those of a contest that have these numbers, in no order; unknown numbers are left out. */
  async byNumbers(reader: Reader, contestId: ContestId, numbers: readonly string[]): Promise<EntryFacts[]> {
    const rows = await reader.rows<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE e.contest_id = $1 AND e.number = ANY($2)`,
      [contestId, numbers],
    );
    return rows.map(toEntry);
  }

  async byId(reader: Reader, id: EntryId): Promise<EntryFacts | null> {
    const row = await reader.one<EntryRow>(`SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE e.id = $1`, [id]);
    return row && toEntry(row);
  }

  /** The dossier with its row held against every other change until this transaction ends. */
  async holdById(reader: Reader, id: EntryId): Promise<EntryFacts | null> {
    const row = await reader.one<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE e.id = $1 FOR UPDATE OF e`,
      [id],
    );
    return row && toEntry(row);
  }

  /** How many dossiers a contest has, drafts and withdrawn ones included. */
  async countIn(reader: Reader, contestId: ContestId): Promise<number> {
    const row = await reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM entries WHERE contest_id = $1`,
      [contestId],
    );
    return row?.count ?? 0;
  }

  /** A commune's dossiers in a contest, by village name; withdrawn ones last. */
  async ofCommune(reader: Reader, contestId: ContestId, communeId: UnitId): Promise<EntryFacts[]> {
    return this.ofCommuneIn(reader, [contestId], communeId);
  }

  /** The same of several contests in one query, those of one contest in that order. */
  async ofCommuneIn(reader: Reader, contestIds: readonly ContestId[], communeId: UnitId): Promise<EntryFacts[]> {
    const rows = await reader.rows<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE e.contest_id = ANY($1) AND e.commune_id = $2
        ORDER BY e.state = 'withdrawn', v.sort_key, e.created_at, e.id`,
      [contestIds, communeId],
    );
    return rows.map(toEntry);
  }

  /** The same of several contests, newest first, behind the dossier created at this place; null: from the newest. */
  async ofCommuneAfter(
    reader: Reader,
    of: { contestIds: readonly ContestId[]; communeId: UnitId },
    only: { state: EntryState | null; submitted: InstantSpan; changed: InstantSpan },
    after: { at: Instant; id: string } | null,
    limit: number,
  ): Promise<EntryFacts[]> {
    const values: unknown[] = [];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [`e.contest_id = ANY(${add(of.contestIds)})`, `e.commune_id = ${add(of.communeId)}`];
    if (only.state !== null) conditions.push(`e.state = ${add(only.state)}`);
    conditions.push(...within('e.submitted_at', only.submitted, add), ...within('e.changed_at', only.changed, add));
    if (after !== null) conditions.push(`(e.created_at, e.id) < (${add(after.at)}, ${add(after.id)}::uuid)`);
    const rows = await reader.rows<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_FROM} WHERE ${conditions.join(' AND ')}
        ORDER BY e.created_at DESC, e.id DESC LIMIT ${add(limit)}`,
      values,
    );
    return rows.map(toEntry);
  }

  /** Files standing in the slots now, slot by slot in the contest's order, each slot in the commune's order. */
  async filesOf(reader: Reader, entryId: EntryId): Promise<EntryFileFacts[]> {
    return reader.rows<EntryFileFacts>(
      `SELECT ${FILE_COLUMNS} FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
        WHERE f.entry_id = $1 AND f.removed_at IS NULL ORDER BY s.sort_order, s.code, f.position, f.uploaded_at, f.id`,
      [entryId],
    );
  }

  /** Every file that ever stood in a slot of this dossier, removed ones too, in the order they came. */
  async everyFileOf(reader: Reader, entryId: EntryId): Promise<(EntryFileFacts & { removedAt: Instant | null })[]> {
    return reader.rows(
      `SELECT ${FILE_COLUMNS}, f.removed_at AS "removedAt" FROM entry_files f WHERE f.entry_id = $1
        ORDER BY f.uploaded_at, f.slot_id, f.position, f.id`,
      [entryId],
    );
  }

  /** One file of this dossier and no other's; null when removed, foreign or no id at all. */
  async fileOf(reader: Reader, entryId: EntryId, fileId: string): Promise<EntryFileFacts | null> {
    if (!isId(fileId)) return null;
    return reader.one<EntryFileFacts>(
      `SELECT ${FILE_COLUMNS} FROM entry_files f WHERE f.id = $2 AND f.entry_id = $1 AND f.removed_at IS NULL`,
      [entryId, fileId as FileId],
    );
  }

  /** The same, and besides a file that was taken out since but stands in a receipt of the dossier: what came in stays to be seen. */
  async receivedFileOf(reader: Reader, entryId: EntryId, fileId: string): Promise<EntryFileFacts | null> {
    if (!isId(fileId)) return null;
    return reader.one<EntryFileFacts>(
      `SELECT ${FILE_COLUMNS} FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
        WHERE f.id = $2 AND f.entry_id = $1 AND (f.removed_at IS NULL
          OR EXISTS (SELECT 1 FROM entry_receipts r CROSS JOIN LATERAL jsonb_array_elements(r.body::jsonb -> 'files') listed
                      WHERE r.entry_id = $1 AND listed ->> 'sha256' = f.sha256 AND listed ->> 'slotCode' = s.code))`,
      [entryId, fileId as FileId],
    );
  }

  /** What an office wants supplemented and has not been answered, slots first, in the contest's order. */
  async openPointsOf(reader: Reader, entryId: EntryId): Promise<SupplementPointFacts[]> {
    return reader.rows<SupplementPointFacts>(
      `SELECT p.id, p.slot_id AS "slotId", p.field_id AS "fieldId", p.reason_kind AS "reasonKind", p.note, d.decided_at AS "askedAt"
         FROM supplement_points p JOIN vetting_decisions d ON d.id = p.decision_id
         LEFT JOIN contest_slots s ON s.id = p.slot_id LEFT JOIN contest_fields w ON w.id = p.field_id
        WHERE p.entry_id = $1 AND p.answered_at IS NULL AND p.lapsed_at IS NULL ORDER BY p.slot_id IS NULL, s.sort_order, w.sort_order, p.id`,
      [entryId],
    );
  }

  /** Slots that a scanner's find opened again, the latest term first; terms that are over too. */
  async reopeningsOf(reader: Reader, entryId: EntryId): Promise<ReopeningFacts[]> {
    return reader.rows<ReopeningFacts>(
      `SELECT slot_id AS "slotId", sha256, until_at AS "untilAt" FROM slot_reopenings
        WHERE entry_id = $1 ORDER BY until_at DESC, slot_id`,
      [entryId],
    );
  }

  /** Slots of a commune's dossiers that hold isolated files, with the latest term that a find gave them; by dossier, then slot. */
  async isolatedIn(reader: Reader, contestIds: readonly ContestId[], communeId: UnitId): Promise<IsolatedFacts[]> {
    return reader.rows<IsolatedFacts>(
      `SELECT DISTINCT e.id AS "entryId", s.code AS "slotCode", s.title AS "slotTitle", s.sort_order,
              (SELECT max(r.until_at) FROM slot_reopenings r WHERE r.entry_id = e.id AND r.slot_id = s.id) AS "untilAt"
         FROM entries e JOIN entry_files f ON f.entry_id = e.id JOIN stored_files b ON b.sha256 = f.sha256
         JOIN contest_slots s ON s.id = f.slot_id
        WHERE e.contest_id = ANY($1) AND e.commune_id = $2 AND f.removed_at IS NULL AND b.scan_state = 'infected'
        ORDER BY e.id, s.sort_order, s.code`,
      [contestIds, communeId],
    );
  }

  /**
   * Where else in its contest the files of this dossier stand, found by their hash: places of the same dossier first, then
   * other dossiers that have come in, by number. At most 200 rows. For the office; a commune is told of its own dossier only.
   */
  async duplicatesOf(reader: Reader, entryId: EntryId): Promise<DuplicateFacts[]> {
    return reader.rows<DuplicateFacts>(
      `SELECT f.id AS "fileId", o.entry_id = f.entry_id AS "isSameEntry", coalesce(e.number, e.draft_code) AS "entryCode",
              v.name AS "villageName", k.name AS "communeName", s.title AS "slotTitle", o.name
         FROM entry_files f
         JOIN entry_files o ON o.sha256 = f.sha256 AND o.id <> f.id AND o.removed_at IS NULL
         JOIN contest_slots s ON s.id = o.slot_id
         JOIN entries e ON e.id = o.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE f.entry_id = $1 AND f.removed_at IS NULL AND (o.entry_id = f.entry_id OR e.number IS NOT NULL)
          AND e.contest_id = (SELECT contest_id FROM entries WHERE id = $1)
        ORDER BY o.entry_id <> f.entry_id, e.number, s.sort_order, o.id LIMIT 200`,
      [entryId],
    );
  }

  /** The office that has to decide on the dossier next, by its printed name; null when no level of the contest is left. */
  async nextOfficeOf(reader: Reader, entry: EntryFacts): Promise<string | null> {
    const row = await reader.one<{ name: string }>(
      `SELECT unit_name AS name FROM contest_vetters WHERE contest_id = $1 AND commune_id = $2 AND ordinal = $3`,
      [entry.contestId, entry.communeId, entry.vettedLevel + 1],
    );
    return row?.name ?? null;
  }

  /** All receipts of a dossier, first round first. */
  async receiptsOf(reader: Reader, entryId: EntryId): Promise<ReceiptFacts[]> {
    return reader.rows<ReceiptFacts>(
      `SELECT id, entry_id AS "entryId", round, received_at AS "receivedAt", received_by AS "receivedBy", secret, check_value AS "checkValue", body
         FROM entry_receipts WHERE entry_id = $1 ORDER BY round`,
      [entryId],
    );
  }
}
