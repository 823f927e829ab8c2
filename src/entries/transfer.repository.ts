import { Injectable } from '@nestjs/common';
import type { SlotId } from '../contests/contest.facts.js';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, EntryId, UnitId } from '../kernel/ids.js';
import { isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import type { ArrivingId } from '../storage/arriving-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import type { TransferFacts } from './transfer.facts.js';

const COLUMNS = `t.id, t.entry_id AS "entryId", t.slot_id AS "slotId", t.person_id AS "personId", p.full_name AS "personName", t.name,
  t.size, t.fingerprint, t.received, t.begun_at AS "begunAt", t.active_at AS "activeAt", t.state, t.sha256, t.kind, t.pages, t.refusal`;
const FROM = `entry_transfers t JOIN persons p ON p.id = t.person_id`;

/** All SQL about files that are still arriving. */
@Injectable()
export class TransferRepository {
  /** Unfinished files of a dossier, slot by slot in the contest's order, oldest first; refused ones until they are put away. */
  async unfinishedOf(reader: Reader, entryId: EntryId): Promise<TransferFacts[]> {
    return reader.rows<TransferFacts>(
      `SELECT ${COLUMNS} FROM ${FROM} JOIN contest_slots s ON s.id = t.slot_id
        WHERE t.entry_id = $1 AND t.state <> 'kept' ORDER BY s.sort_order, s.code, t.begun_at, t.id`,
      [entryId],
    );
  }

  /** One transfer of this dossier and no other's, finished ones too; null for anything else. */
  async byId(reader: Reader, entryId: EntryId, id: string): Promise<TransferFacts | null> {
    if (!isId(id)) return null;
    return reader.one<TransferFacts>(`SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $2 AND t.entry_id = $1`, [
      entryId,
      id,
    ]);
  }

  /** The same, held until the transaction ends: this is the lock under which bytes are written, whichever process writes them. */
  async holdById(tx: Tx, entryId: EntryId, id: string): Promise<TransferFacts | null> {
    return tx.one<TransferFacts>(`SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $2 AND t.entry_id = $1 FOR UPDATE OF t`, [
      entryId,
      id,
    ]);
  }

  async insert(
    tx: Tx,
    transfer: Pick<TransferFacts, 'id' | 'entryId' | 'slotId' | 'personId' | 'name' | 'size' | 'fingerprint'>,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO entry_transfers (id, entry_id, slot_id, person_id, name, size, fingerprint, begun_at, active_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [
        transfer.id,
        transfer.entryId,
        transfer.slotId,
        transfer.personId,
        transfer.name,
        transfer.size,
        transfer.fingerprint,
        tx.now,
      ],
    );
  }

  /** Moves the offset on (or, for a chunk that was not what its sender sent, back); 0 when somebody else wrote meanwhile. */
  async moveOffset(tx: Tx, id: ArrivingId, { from, to }: { from: number; to: number }): Promise<number> {
    return tx.changed(
      `UPDATE entry_transfers SET received = $3, active_at = $4 WHERE id = $1 AND received = $2 AND state = 'arriving'`,
      [id, from, to, tx.now],
    );
  }

  /** Notes what a file that is whole was found to be. */
  async noteInspected(tx: Tx, id: ArrivingId, file: ReceivedFile): Promise<void> {
    await tx.changed(
      `UPDATE entry_transfers SET sha256 = $2, kind = $3, pages = $4, name = $5 WHERE id = $1 AND received = size AND state = 'arriving'`,
      [id, file.sha256, file.kind, file.pages, file.name],
    );
  }

  /** It stands in the dossier now. The row stays for a week, for a sender who never heard so. */
  async noteKept(tx: Tx, id: ArrivingId): Promise<number> {
    return tx.changed(`UPDATE entry_transfers SET state = 'kept' WHERE id = $1 AND state = 'arriving'`, [id]);
  }

  async noteRefused(tx: Tx, id: ArrivingId, refusal: Refusal): Promise<number> {
    return tx.changed(
      `UPDATE entry_transfers SET state = 'refused', refusal = $2 WHERE id = $1 AND state = 'arriving'`,
      [id, JSON.stringify(refusal)],
    );
  }

  async remove(tx: Tx, id: ArrivingId): Promise<number> {
    return tx.changed(`DELETE FROM entry_transfers WHERE id = $1`, [id]);
  }

  /** Held rows that nothing was heard of since `before`, at most `most`; those that another process holds are left to it. */
  async holdIdle(tx: Tx, before: Instant, most: number): Promise<(IdleTransfer & { state: string })[]> {
    return tx.rows(
      `SELECT t.id, t.person_id AS "personId", t.size, t.state, e.commune_id AS "communeId", e.contest_id AS "contestId"
         FROM entry_transfers t JOIN entries e ON e.id = t.entry_id
        WHERE t.active_at < $1 ORDER BY t.active_at LIMIT $2 FOR UPDATE OF t SKIP LOCKED`,
      [before, most],
    );
  }

  /** Bytes of unfinished files that lie on the disk already. */
  async bytesArrived(reader: Reader): Promise<number> {
    const row = await reader.one<{ bytes: number }>(
      `SELECT coalesce(sum(received), 0)::bigint AS bytes FROM entry_transfers WHERE state = 'arriving'`,
    );
    return row?.bytes ?? 0;
  }

  /** How many files a slot is promised by transfers that still arrive. */
  async arrivingIn(tx: Tx, entryId: EntryId, slotId: SlotId): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM entry_transfers WHERE entry_id = $1 AND slot_id = $2 AND state = 'arriving'`,
      [entryId, slotId],
    );
    return row?.n ?? 0;
  }

  /** The transfer of the very same file into the very same slot, by what its sender says of it; null when there is none. */
  async sameFile(
    tx: Tx,
    entryId: EntryId,
    file: { slotId: SlotId; name: string; size: number; fingerprint: string },
  ): Promise<TransferFacts | null> {
    return tx.one<TransferFacts>(
      `SELECT ${COLUMNS} FROM ${FROM}
        WHERE t.entry_id = $1 AND t.slot_id = $2 AND t.name = $3 AND t.size = $4 AND t.fingerprint = $5 AND t.state = 'arriving'
        ORDER BY t.received DESC, t.id LIMIT 1`,
      [entryId, file.slotId, file.name, file.size, file.fingerprint],
    );
  }
}

/** A transfer that is given up, with those who had room kept for it. */
export interface IdleTransfer {
  id: ArrivingId;
  personId: string;
  size: number;
  communeId: UnitId;
  contestId: ContestId;
}
