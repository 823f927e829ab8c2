import { Injectable } from '@nestjs/common';
import type { RubricVersionId } from '../../contests/contest.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Id, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { OutsideMark } from './outside.marks.js';

export type OutsideImportId = Id<'outside-import'>;

/** One table that was brought in; none of its points. */
export interface OutsideImportFacts {
  number: number;
  source: string;
  /** Null of the first. */
  reason: string | null;
  sha256: string;
  entries: number;
  madeByName: string;
  madeAt: Instant;
}

/** SQL of points from outside. */
@Injectable()
export class OutsideRepository {
  /** Every table of a round, newest first. */
  imports(reader: Reader, roundId: RoundId): Promise<OutsideImportFacts[]> {
    return reader.rows<OutsideImportFacts>(
      `SELECT i.number, i.source, i.reason, i.sha256, i.made_by_name AS "madeByName", i.made_at AS "madeAt",
              (SELECT count(*)::int FROM outside_marks m WHERE m.import_id = i.id) AS entries
         FROM outside_imports i WHERE i.round_id = $1 ORDER BY i.number DESC`,
      [roundId],
    );
  }

  /** What counts now, in no order. Reads points: only the planning of the next table looks at them before closing. */
  current(reader: Reader, roundId: RoundId): Promise<OutsideMark[]> {
    return reader.rows<OutsideMark>(
      `SELECT entry_id AS "entryId", points, trim_scale(total_hundredths)::text AS "totalHundredths"
         FROM current_outside_marks WHERE round_id = $1`,
      [roundId],
    );
  }

  async insert(
    tx: Tx,
    made: {
      id: OutsideImportId;
      roundId: RoundId;
      number: number;
      source: string;
      reason: string | null;
      rubricVersionId: RubricVersionId;
      sha256: string;
    },
    by: { personId: PersonId; name: string; at: Instant },
    marks: readonly OutsideMark[],
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO outside_imports (id, round_id, number, source, reason, rubric_version_id, sha256, made_by, made_by_name, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        made.id,
        made.roundId,
        made.number,
        made.source,
        made.reason,
        made.rubricVersionId,
        made.sha256,
        by.personId,
        by.name,
        by.at,
      ],
    );
    await tx.changed(
      `INSERT INTO outside_marks (import_id, entry_id, points, total_hundredths)
       SELECT $1, g.entry_id, g.points, g.total FROM unnest($2::uuid[], $3::jsonb[], $4::numeric[]) AS g (entry_id, points, total)`,
      [
        made.id,
        marks.map(({ entryId }) => entryId),
        marks.map(({ points }) => JSON.stringify(points)),
        marks.map(({ totalHundredths }) => totalHundredths),
      ],
    );
  }
}
