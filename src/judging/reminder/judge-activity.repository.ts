import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { newId, type PersonId, type RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** When a judge was last at work and last reminded; never what was written. */
export interface JudgeActivity {
  personId: PersonId;
  /** The last saving, signing or declining of a sheet; null before the first. */
  activeAt: Instant | null;
  remindedAt: Instant | null;
  remindedByName: string | null;
  reminders: number;
}

/** SQL of who is at work on a round, and who was reminded. */
@Injectable()
export class JudgeActivityRepository {
  /** The judges on the panel of a round, in no order. */
  of(reader: Reader, roundId: RoundId): Promise<JudgeActivity[]> {
    return reader.rows<JudgeActivity>(
      `SELECT p.person_id AS "personId", s.active AS "activeAt", r.reminded_at AS "remindedAt",
              r.reminded_by_name AS "remindedByName", coalesce(r.count, 0) AS reminders
         FROM panel_judges p
         LEFT JOIN (SELECT person_id, greatest(max(saved_at), max(signed_at), max(recused_at)) AS active
                      FROM score_sheets WHERE round_id = $1 GROUP BY person_id) s ON s.person_id = p.person_id
         LEFT JOIN LATERAL (SELECT g.reminded_at, g.reminded_by_name, count(*) OVER () AS count FROM judge_reminders g
                             WHERE g.round_id = $1 AND g.person_id = p.person_id ORDER BY g.reminded_at DESC LIMIT 1) r ON true
        WHERE p.round_id = $1 AND p.removed_at IS NULL`,
      [roundId],
    );
  }

  async remind(
    tx: Tx,
    roundId: RoundId,
    personIds: readonly PersonId[],
    by: { at: Instant; name: string },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO judge_reminders (id, round_id, person_id, reminded_at, reminded_by_name)
       SELECT g.id, $1, g.person_id, $4, $5 FROM unnest($2::uuid[], $3::uuid[]) AS g (id, person_id)`,
      [roundId, personIds.map(() => newId()), personIds, by.at, by.name],
    );
  }
}
