import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { BatchEntry, BatchFacts, DeskFacts, LeftOut } from './vetting.facts.js';

const BATCH_COLUMNS = `b.id, b.contest_id AS "contestId", b.ordinal AS level, b.unit_id AS "unitId", b.unit_name AS "unitName", b.number,
  b.note, b.left_out AS "leftOut", b.forwarded_by_name AS "forwardedByName", b.forwarded_at AS "forwardedAt",
  (SELECT count(*) FROM forwarded_entries f WHERE f.batch_id = b.id) AS "entryCount"`;

@Injectable()
export class BatchRepository {
  /** Makes the desk's batches follow one another: whoever comes second waits here until the first is written. */
  async queueUp(tx: Tx, desk: DeskFacts): Promise<void> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('forwarding ' || $1, 0))`, [
      `${desk.contestId} ${desk.unitId} ${desk.level}`,
    ]);
  }

  /** Holds these dossiers of the desk's communes, in one order for everybody, by commune as their counts are; foreign and unknown numbers are left out. */
  async hold(tx: Tx, desk: DeskFacts, codes: readonly string[]): Promise<EntryId[]> {
    const rows = await tx.rows<{ id: EntryId }>(
      `SELECT e.id FROM entries e JOIN contest_vetters t ON t.contest_id = e.contest_id AND t.commune_id = e.commune_id
        WHERE e.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3 AND e.number = ANY($4) AND e.forwarded_level >= $2 - 1
        ORDER BY e.commune_id, e.number FOR UPDATE OF e`,
      [desk.contestId, desk.level, desk.unitId, codes],
    );
    return rows.map(({ id }) => id);
  }

  /** Writes a batch with its dossiers and answers its number, the next of this desk. */
  async insert(
    tx: Tx,
    desk: DeskFacts,
    batch: {
      id: string;
      note: string;
      leftOut: readonly LeftOut[];
      entryIds: readonly EntryId[];
      by: { id: PersonId; name: string };
      at: Instant;
    },
  ): Promise<number> {
    const row = await tx.one<{ number: number }>(
      `INSERT INTO forwarding_batches (id, contest_id, ordinal, unit_id, unit_name, number, note, left_out, forwarded_by, forwarded_by_name, forwarded_at)
       SELECT $1, $2, $3, $4, $5, coalesce(max(number), 0) + 1, $6, $7::jsonb, $8, $9, $10
         FROM forwarding_batches WHERE contest_id = $2 AND unit_id = $4 AND ordinal = $3 RETURNING number`,
      [
        batch.id,
        desk.contestId,
        desk.level,
        desk.unitId,
        desk.unitName,
        batch.note,
        JSON.stringify(batch.leftOut),
        batch.by.id,
        batch.by.name,
        batch.at,
      ],
    );
    await tx.changed(`INSERT INTO forwarded_entries (batch_id, entry_id, ordinal) SELECT $1, unnest($2::uuid[]), $3`, [
      batch.id,
      batch.entryIds,
      desk.level,
    ]);
    if (row === null) throw new Error('a batch got no number');
    return row.number;
  }

  /** The batches of a desk, newest first; 50 at most. */
  async ofDesk(reader: Reader, desk: DeskFacts): Promise<BatchFacts[]> {
    return reader.rows<BatchFacts>(
      `SELECT ${BATCH_COLUMNS} FROM forwarding_batches b WHERE b.contest_id = $1 AND b.ordinal = $2 AND b.unit_id = $3
        ORDER BY b.number DESC LIMIT 50`,
      [desk.contestId, desk.level, desk.unitId],
    );
  }

  /** A batch of this office, at whichever level it sent it; null for any other's. */
  async ofUnit(reader: Reader, id: string, unitId: UnitId): Promise<BatchFacts | null> {
    return reader.one<BatchFacts>(
      `SELECT ${BATCH_COLUMNS} FROM forwarding_batches b WHERE b.id = $1 AND b.unit_id = $2`,
      [id, unitId],
    );
  }

  /** The dossiers of a batch as its covering list prints them: by district, commune, village. */
  async entriesOf(reader: Reader, batchId: string): Promise<BatchEntry[]> {
    return reader.rows<BatchEntry>(
      `SELECT e.id, e.number AS code, v.name AS "villageName", k.name AS "communeName", e.submitted_at AS "submittedAt",
              (SELECT max(d.decided_at) FROM vetting_decisions d WHERE d.entry_id = e.id AND d.ordinal = f.ordinal AND d.verb = 'accept' AND d.undone_at IS NULL) AS "decidedAt"
         FROM forwarded_entries f JOIN entries e ON e.id = f.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE f.batch_id = $1 ORDER BY k.district_sort_key NULLS FIRST, k.sort_key, v.sort_key, e.number`,
      [batchId],
    );
  }
}
