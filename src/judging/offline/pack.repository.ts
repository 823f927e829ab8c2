import type { Reader, Tx } from '../../database/tx.js';
import { newId, type RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { OwnPlace } from './offline.repository.js';
import type { JudgePackTaking, PackContents, PackEnd, PackTaking } from './pack.facts.js';

const TAKING = `t.contents, t.entries, t.taken_at AS "takenAt"`;

/** What a judge has out in a round: each kind once at most, in the order in which they were taken. */
export const packsOut = (reader: Reader, { roundId, personId }: OwnPlace): Promise<PackTaking[]> =>
  reader.rows<PackTaking>(
    `SELECT ${TAKING} FROM pack_takings t WHERE t.round_id = $1 AND t.person_id = $2 AND t.ended_at IS NULL ORDER BY t.seq`,
    [roundId, personId],
  );

/** Writes a taking down; one of the same kind that is still out is replaced by it. The judge's row is held, so two never cross. */
export async function takePack(tx: Tx, place: OwnPlace, { contents, entries, takenAt }: PackTaking): Promise<void> {
  const { roundId, personId } = place;
  await tx.one(`SELECT 1 AS held FROM panel_judges WHERE round_id = $1 AND person_id = $2 FOR UPDATE`, [
    roundId,
    personId,
  ]);
  await endPacks(tx, place, { as: 'replaced', at: takenAt, contents });
  await tx.changed(
    `INSERT INTO pack_takings (id, round_id, person_id, contents, entries, taken_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), roundId, personId, contents, entries, takenAt],
  );
}

/** Ends what a judge has out, of one kind or (`contents` null) of every kind; answers how many there were. */
export const endPacks = (
  tx: Tx,
  { roundId, personId }: OwnPlace,
  { as, at, contents }: { as: PackEnd; at: Instant; contents: PackContents | null },
): Promise<number> =>
  tx.changed(
    `UPDATE pack_takings SET ended_at = $3, ended_as = $4
      WHERE round_id = $1 AND person_id = $2 AND ended_at IS NULL AND ($5::text IS NULL OR contents = $5)`,
    [roundId, personId, at, as, contents],
  );

/** How many takings of a round are out, and how many have ended. */
export async function countPacks(reader: Reader, roundId: RoundId): Promise<{ out: number; ended: number }> {
  const found = await reader.one<{ out: number; ended: number }>(
    `SELECT count(*) FILTER (WHERE ended_at IS NULL)::int AS out, count(*) FILTER (WHERE ended_at IS NOT NULL)::int AS ended
       FROM pack_takings WHERE round_id = $1`,
    [roundId],
  );
  return found ?? { out: 0, ended: 0 };
}

/** One page of a round's takings, newest first, of judges who have left the panel too. */
export const listPacks = (
  reader: Reader,
  roundId: RoundId,
  { isOut, limit, offset }: { isOut: boolean; limit: number; offset: number },
): Promise<JudgePackTaking[]> =>
  reader.rows<JudgePackTaking>(
    `SELECT ${TAKING}, j.code AS "judgeCode", j.name AS "judgeName", j.removed_at IS NULL AS "isOnPanel",
            t.ended_at AS "endedAt", t.ended_as AS "endedAs"
       FROM pack_takings t JOIN panel_judges j ON j.round_id = t.round_id AND j.person_id = t.person_id
      WHERE t.round_id = $1 AND (t.ended_at IS NULL) = $2 ORDER BY t.seq DESC LIMIT $3 OFFSET $4`,
    [roundId, isOut, limit, offset],
  );
