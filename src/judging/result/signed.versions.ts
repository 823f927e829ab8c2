import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Hundredths } from '../../kernel/points.js';
import type { ContestResult } from './contest.results.js';
import { OUTSIDE_CODE } from '../outside/outside.marks.js';
import { codeInRound } from './combined.tally.js';

/** A sheet as a judge signed it once, named as the contest's tally names judges and criteria. */
export interface SignedVersion {
  round: number;
  /** The entry's number. */
  entry: string;
  judge: string;
  version: number;
  signedAt: Instant;
  /** Neither reopened since, nor of a judge who was taken off the panel or withdrew from the entry. */
  isInForce: boolean;
  /** By criterion code, in code order. */
  points: readonly (readonly [criterion: string, points: Hundredths])[];
}

interface VersionRow extends Omit<SignedVersion, 'points'> {
  points: Record<string, Hundredths>;
}

/** Everything that judges of a contest ever signed, and every table of points from outside (0035). Reads scores: for closed rounds only. */
@Injectable()
export class SignedVersions {
  /** By round, entry, judge (plain code-unit order) and version; rounds that do not count as well. One query. */
  async of(reader: Reader, contestId: ContestId, result: Pick<ContestResult, 'isCombined'>): Promise<SignedVersion[]> {
    const rows = await reader.rows<VersionRow>(
      `SELECT * FROM (
       SELECT r.number AS round, e.number AS entry, p.code AS judge, v.number AS version, v.signed_at AS "signedAt",
              v.reopened_at IS NULL AND s.recused_at IS NULL AND p.removed_at IS NULL AS "isInForce", v.body->'points' AS points
         FROM judging_rounds r
         JOIN panel_judges p ON p.round_id = r.id
         JOIN score_sheets s ON s.round_id = r.id AND s.person_id = p.person_id
         JOIN score_sheet_versions v ON v.sheet_id = s.id AND v.signed_at IS NOT NULL
         JOIN entries e ON e.id = s.entry_id
        WHERE r.contest_id = $1
       UNION ALL
       SELECT r.number, e.number, $2, i.number, i.made_at,
              i.number = (SELECT max(number) FROM outside_imports l WHERE l.round_id = r.id), m.points
         FROM judging_rounds r
         JOIN outside_imports i ON i.round_id = r.id
         JOIN outside_marks m ON m.import_id = i.id
         JOIN entries e ON e.id = m.entry_id
        WHERE r.contest_id = $1) AS every
        ORDER BY round, entry COLLATE "C", judge COLLATE "C", version`,
      [contestId, OUTSIDE_CODE],
    );
    const named = (round: number, code: string): string =>
      result.isCombined ? codeInRound({ number: round }, code) : code;
    return rows.map(({ points, ...row }) => ({
      ...row,
      judge: named(row.round, row.judge),
      points: Object.keys(points)
        .sort()
        .map((code) => [named(row.round, code), points[code] ?? 0] as const),
    }));
  }
}
