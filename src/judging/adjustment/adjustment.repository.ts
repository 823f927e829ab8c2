import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { JUDGEABLE_SQL } from '../../entries/entry.conditions.js';
import type { EntryId, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { judgedInRound } from '../round.scope.js';
import type { AdjustmentFacts, AdjustmentId, AdjustmentKind } from './adjustment.facts.js';

const FACTS = `SELECT a.id, a.entry_id AS "entryId", e.number, v.name AS "villageName", k.name AS "communeName", a.kind, a.hundredths,
    a.reason, a.made_by_name AS "madeByName", a.made_at AS "madeAt"
  FROM score_adjustments a JOIN entries e ON e.id = a.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id`;

/** SQL of penalties and bonuses. */
@Injectable()
export class AdjustmentRepository {
  /** One page of a round's, by entry number and in the order they were written. */
  page(reader: Reader, roundId: RoundId, of: { limit: number; offset: number }): Promise<AdjustmentFacts[]> {
    return reader.rows<AdjustmentFacts>(
      `${FACTS} WHERE a.round_id = $1 ORDER BY e.number, a.made_at, a.id LIMIT $2 OFFSET $3`,
      [roundId, of.limit, of.offset],
    );
  }

  /** All of a round's, of entries that are still judged, in the same order. */
  ofRound(reader: Reader, roundId: RoundId): Promise<AdjustmentFacts[]> {
    return reader.rows<AdjustmentFacts>(
      `${FACTS} WHERE a.round_id = $1 AND ${JUDGEABLE_SQL} ORDER BY e.number COLLATE "C", a.made_at, a.id`,
      [roundId],
    );
  }

  async count(reader: Reader, roundId: RoundId): Promise<number> {
    const found = await reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM score_adjustments WHERE round_id = $1`,
      [roundId],
    );
    return found?.count ?? 0;
  }

  byId(reader: Reader, roundId: RoundId, id: AdjustmentId): Promise<AdjustmentFacts | null> {
    return reader.one<AdjustmentFacts>(`${FACTS} WHERE a.round_id = $1 AND a.id = $2`, [roundId, id]);
  }

  /** Writes one down, if the entry is judged in the round; answers 0 when it is not. */
  insert(
    tx: Tx,
    { id, roundId, entryId }: { id: AdjustmentId; roundId: RoundId; entryId: EntryId },
    words: { kind: AdjustmentKind; hundredths: number; reason: string },
    by: { personId: PersonId; name: string; at: Instant },
  ): Promise<number> {
    const contest = '(SELECT contest_id FROM judging_rounds WHERE id = $2)';
    return tx.changed(
      `INSERT INTO score_adjustments (id, round_id, entry_id, kind, hundredths, reason, made_by, made_by_name, made_at)
       SELECT $1, $2, e.id, $4, $5, $6, $7, $8, $9 FROM entries e
        WHERE e.id = $3 AND e.contest_id = ${contest} AND ${judgedInRound(contest, '$2')}`,
      [id, roundId, entryId, words.kind, words.hundredths, words.reason, by.personId, by.name, by.at],
    );
  }

  delete(tx: Tx, roundId: RoundId, id: AdjustmentId): Promise<number> {
    return tx.changed(`DELETE FROM score_adjustments WHERE round_id = $1 AND id = $2`, [roundId, id]);
  }
}
