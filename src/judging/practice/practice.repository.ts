import { Injectable } from '@nestjs/common';
import type { RubricVersionId } from '../../contests/contest.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { PersonId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Hundredths } from '../../kernel/points.js';

/** One judge's marks of one sample dossier, complete; `mine` are the reader's own. */
export interface PracticeMarks {
  practiceId: string;
  mine: boolean;
  points: Readonly<Record<string, Hundredths>>;
  version: number;
}

/** SQL of marks that are given to practise and counted nowhere. */
@Injectable()
export class PracticeRepository {
  /** Everybody's marks of the contest's samples against these criteria, whose they are left out but for the reader's own. */
  marks(
    reader: Reader,
    of: { contestId: string; rubricVersionId: RubricVersionId | null; personId: PersonId },
  ): Promise<PracticeMarks[]> {
    return reader.rows<PracticeMarks>(
      `SELECT m.practice_id AS "practiceId", m.person_id = $3 AS mine, m.points, m.version
         FROM practice_dossiers p JOIN practice_marks m ON m.practice_id = p.id
        WHERE p.contest_id = $1 AND m.rubric_version_id = $2 ORDER BY m.practice_id, m.points::text`,
      [of.contestId, of.rubricVersionId, of.personId],
    );
  }

  /** On how many samples each judge has practised against these criteria, and when last; who has on none is left out. */
  async practised(
    reader: Reader,
    of: { contestId: string; rubricVersionId: RubricVersionId | null },
  ): Promise<ReadonlyMap<PersonId, { done: number; lastAt: Instant }>> {
    const rows = await reader.rows<{ personId: PersonId; done: number; lastAt: Instant }>(
      `SELECT m.person_id AS "personId", count(*)::int AS done, max(m.saved_at) AS "lastAt"
         FROM practice_dossiers p JOIN practice_marks m ON m.practice_id = p.id
        WHERE p.contest_id = $1 AND m.rubric_version_id = $2 GROUP BY m.person_id`,
      [of.contestId, of.rubricVersionId],
    );
    return new Map(rows.map(({ personId, ...own }) => [personId, own]));
  }

  /** Writes a judge's marks if they are still as the page showed them (`version`, 0 for none); answers 0 if they are not. */
  async save(
    tx: Tx,
    of: { practiceId: string; personId: PersonId; rubricVersionId: RubricVersionId },
    marks: { points: Readonly<Record<string, Hundredths>>; version: number; at: Instant },
  ): Promise<number> {
    const values = [of.practiceId, of.personId, of.rubricVersionId, JSON.stringify(marks.points), marks.at];
    // Marks against former criteria are nobody's scale any more: new ones take their place.
    await tx.changed(
      `DELETE FROM practice_marks WHERE practice_id = $1 AND person_id = $2 AND rubric_version_id <> $3`,
      [of.practiceId, of.personId, of.rubricVersionId],
    );
    if (marks.version === 0)
      return tx.changed(
        `INSERT INTO practice_marks (practice_id, person_id, rubric_version_id, points, saved_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (practice_id, person_id) DO NOTHING`,
        values,
      );
    return tx.changed(
      `UPDATE practice_marks SET points = $4, saved_at = $5, version = version + 1
        WHERE practice_id = $1 AND person_id = $2 AND rubric_version_id = $3 AND version = $6`,
      [...values, marks.version],
    );
  }
}
