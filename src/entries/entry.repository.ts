import { Injectable } from '@nestjs/common';
import type { SlotId } from '../contests/contest.facts.js';
import type { Tx } from '../database/tx.js';
import type { ContestId, EntryId, FileId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { EntryFacts, EntryFileFacts, EntryState, ReceiptFacts } from './entry.facts.js';
import type { Answers } from './entry.answers.js';

/** Who changes a dossier, and at which moment of the contest's own time. */
export interface Change {
  at: Instant;
  byName: string;
}

/** All writes of this room. Each takes the act's transaction; the guarded ones answer how many rows they changed. */
@Injectable()
export class EntryRepository {
  /** The village, held until the transaction ends: of two who begin a dossier for it at once, one waits. Null when it is not this commune's. */
  async holdVillage(
    tx: Tx,
    of: { contestId: ContestId; communeId: UnitId; villageId: UnitId },
  ): Promise<{ name: string } | null> {
    return tx.one<{ name: string }>(
      `SELECT name FROM contest_villages WHERE contest_id = $1 AND commune_id = $2 AND village_id = $3 FOR UPDATE`,
      [of.contestId, of.communeId, of.villageId],
    );
  }

  /** Codes of the village's dossiers that count (all but withdrawn ones), oldest first. */
  async codesOfVillage(tx: Tx, contestId: ContestId, villageId: UnitId): Promise<string[]> {
    const rows = await tx.rows<{ code: string }>(
      `SELECT coalesce(number, draft_code) AS code FROM entries
        WHERE contest_id = $1 AND village_id = $2 AND state <> 'withdrawn' ORDER BY created_at, id`,
      [contestId, villageId],
    );
    return rows.map(({ code }) => code);
  }

  /** 0 when the draft code is taken; draw another. */
  async insertDraft(
    tx: Tx,
    draft: {
      id: EntryId;
      contestId: ContestId;
      communeId: UnitId;
      villageId: UnitId;
      draftCode: string;
      createdBy: PersonId;
    },
    change: Change,
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO entries (id, contest_id, commune_id, village_id, draft_code, state, created_by, created_at, changed_at, changed_by_name)
       VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $7, $8) ON CONFLICT (draft_code) DO NOTHING`,
      [
        draft.id,
        draft.contestId,
        draft.communeId,
        draft.villageId,
        draft.draftCode,
        draft.createdBy,
        change.at,
        change.byName,
      ],
    );
  }

  async saveAnswers(tx: Tx, entry: EntryFacts, answers: Answers, change: Change): Promise<number> {
    return tx.changed(
      `UPDATE entries SET answers = $4, changed_at = $5, changed_by_name = $6, version = version + 1
        WHERE id = $1 AND version = $2 AND state = $3`,
      [entry.id, entry.version, entry.state, JSON.stringify(answers), change.at, change.byName],
    );
  }

  /** Notes who changed the files last. The version stays: it guards the words, and files never overwrite one another. */
  async touch(tx: Tx, entryId: EntryId, change: Change): Promise<void> {
    await tx.changed(`UPDATE entries SET changed_at = $2, changed_by_name = $3 WHERE id = $1`, [
      entryId,
      change.at,
      change.byName,
    ]);
  }

  /** Puts a file into its slot. Where an isolated one stands there, it takes that one's stead; answers its name, null otherwise. */
  async insertFile(tx: Tx, file: Omit<EntryFileFacts, 'scanState'>): Promise<string | null> {
    const replaced = await tx.one<{ name: string }>(
      `UPDATE entry_files SET removed_at = $3
        WHERE id = (SELECT f.id FROM entry_files f JOIN stored_files b ON b.sha256 = f.sha256
                     WHERE f.entry_id = $1 AND f.slot_id = $2 AND f.removed_at IS NULL AND b.scan_state = 'infected'
                     ORDER BY f.position, f.id LIMIT 1)
        RETURNING name`,
      [file.entryId, file.slotId, file.uploadedAt],
    );
    await tx.changed(
      `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        file.id,
        file.entryId,
        file.slotId,
        file.sha256,
        file.name,
        file.kind,
        file.size,
        file.pages,
        file.position,
        file.uploadedBy,
        file.uploadedAt,
      ],
    );
    return replaced?.name ?? null;
  }

  /** Takes a file out of its slot. The row and the bytes stay: receipts and the audit still speak of them. */
  async removeFile(tx: Tx, fileId: FileId, at: Instant): Promise<number> {
    return tx.changed(`UPDATE entry_files SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL`, [fileId, at]);
  }

  /** Puts the files of one slot in this order. */
  async orderFiles(tx: Tx, entryId: EntryId, slotId: SlotId, order: readonly FileId[]): Promise<void> {
    await tx.changed(
      `UPDATE entry_files f SET position = o.place
         FROM unnest($3::uuid[]) WITH ORDINALITY AS o (id, place)
        WHERE f.id = o.id AND f.entry_id = $1 AND f.slot_id = $2 AND f.removed_at IS NULL`,
      [entryId, slotId, order],
    );
  }

  /** The next number of a contest's day, from 1. Given in the submitting transaction itself, so that a submission undone leaves no gap. */
  async nextOfDay(tx: Tx, contestId: ContestId, day: Day): Promise<number> {
    const row = await tx.one<{ last: number }>(
      `INSERT INTO entry_counters (contest_id, on_day, last) VALUES ($1, $2, 1)
       ON CONFLICT (contest_id, on_day) DO UPDATE SET last = entry_counters.last + 1 RETURNING last`,
      [contestId, day],
    );
    if (row === null) throw new Error('a counter gave no number');
    return row.last;
  }

  async submit(
    tx: Tx,
    entry: EntryFacts,
    to: {
      from: readonly EntryState[];
      state: EntryState;
      number: string;
      rulesVersionId: string | null;
      extensionId: string | null;
      decidedAt: Instant | null;
    },
    change: Change,
  ): Promise<number> {
    return tx.changed(
      `UPDATE entries SET state = $4, number = $5, submitted_at = $6, rules_version_id = $7, extension_id = $8, decided_at = $9,
              reason = NULL, supplement_due_at = NULL, changed_at = $6, changed_by_name = $10, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3)`,
      [
        entry.id,
        entry.version,
        to.from,
        to.state,
        to.number,
        change.at,
        to.rulesVersionId,
        to.extensionId,
        to.decidedAt,
        change.byName,
      ],
    );
  }

  async withdraw(
    tx: Tx,
    entry: EntryFacts,
    to: { from: readonly EntryState[]; state: EntryState; reason: string },
    change: Change,
  ): Promise<number> {
    return tx.changed(
      `UPDATE entries SET state = $4, reason = $5, supplement_due_at = NULL, changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3)`,
      [entry.id, entry.version, to.from, to.state, to.reason, change.at, change.byName],
    );
  }

  async insertReceipt(
    tx: Tx,
    receipt: Pick<ReceiptFacts, 'id' | 'entryId' | 'receivedBy' | 'secret' | 'checkValue' | 'body'>,
    at: Instant,
  ): Promise<number> {
    const row = await tx.one<{ round: number }>(
      `INSERT INTO entry_receipts (id, entry_id, round, received_at, received_by, secret, check_value, body)
       VALUES ($1, $2, (SELECT count(*) + 1 FROM entry_receipts WHERE entry_id = $2), $3, $4, $5, $6, $7) RETURNING round`,
      [
        receipt.id,
        receipt.entryId,
        at,
        receipt.receivedBy,
        receipt.secret,
        receipt.checkValue,
        JSON.stringify(receipt.body),
      ],
    );
    if (row === null) throw new Error('a receipt was not written');
    return row.round;
  }

  /** Everything an office asked for has come: its points are closed. */
  async closePoints(tx: Tx, entryId: EntryId, at: Instant): Promise<void> {
    await tx.changed(
      `UPDATE supplement_points SET answered_at = $2 WHERE entry_id = $1 AND answered_at IS NULL AND lapsed_at IS NULL`,
      [entryId, at],
    );
  }
}
