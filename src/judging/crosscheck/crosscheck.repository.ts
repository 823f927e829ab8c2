import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { ContestId, EntryId, Id, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Hundredths } from '../../kernel/points.js';

export type CheckId = Id<'paper-check'>;

export type CheckResult = 'agrees' | 'differs';

/** One draw of a round's sheets to compare with paper, and how far the comparing is. */
export interface CheckFacts {
  id: CheckId;
  roundId: RoundId;
  number: number;
  seed: string;
  /** 0: every sheet. */
  riskPercent: number;
  places: number;
  population: number;
  drawnByName: string;
  drawnAt: Instant;
  drawn: number;
  compared: number;
  differing: number;
}

/** A drawn sheet with what the platform had for it, and what the paper said. */
export interface CheckLine {
  line: number;
  number: string;
  villageName: string;
  judgeCode: string;
  points: Readonly<Record<string, Hundredths>>;
  /** Decimal text in points. */
  total: string;
  ticket: string;
  result: CheckResult | null;
  reason: string | null;
  checkedByName: string | null;
  checkedAt: Instant | null;
  version: number;
}

const CHECKS = `SELECT c.id, c.round_id AS "roundId", c.number, c.seed, c.risk_percent AS "riskPercent", c.places, c.population,
    c.drawn_by_name AS "drawnByName", c.drawn_at AS "drawnAt", s.drawn, s.compared, s.differing
  FROM paper_checks c CROSS JOIN LATERAL (
    SELECT count(*)::int AS drawn, count(l.result)::int AS compared, (count(*) FILTER (WHERE l.result = 'differs'))::int AS differing
      FROM paper_check_sheets l WHERE l.check_id = c.id) s`;

/** SQL of draws and comparisons. */
@Injectable()
export class CrosscheckRepository {
  /** Every draw of a round, newest first: few, and none is ever deleted. */
  all(reader: Reader, roundId: RoundId): Promise<CheckFacts[]> {
    return reader.rows<CheckFacts>(`${CHECKS} WHERE c.round_id = $1 ORDER BY c.number DESC`, [roundId]);
  }

  /** A draw of the contest by its number. */
  byNumber(reader: Reader, contestId: ContestId, number: number): Promise<CheckFacts | null> {
    return reader.one<CheckFacts>(
      `${CHECKS} JOIN judging_rounds r ON r.id = c.round_id WHERE r.contest_id = $1 AND c.number = $2`,
      [contestId, number],
    );
  }

  /** One page of a draw, as it was drawn: by entry and judge. */
  lines(reader: Reader, checkId: CheckId, { limit, offset }: { limit: number; offset: number }): Promise<CheckLine[]> {
    return reader.rows<CheckLine>(`${LINES} WHERE l.check_id = $1 ORDER BY l.line LIMIT $2 OFFSET $3`, [
      checkId,
      limit,
      offset,
    ]);
  }

  line(reader: Reader, checkId: CheckId, line: number): Promise<CheckLine | null> {
    return reader.one<CheckLine>(`${LINES} WHERE l.check_id = $1 AND l.line = $2`, [checkId, line]);
  }

  /** The number of the contest's next draw; its rounds are held, so that two draws never share one. */
  async nextNumber(tx: Tx, contestId: ContestId): Promise<number> {
    await tx.rows(`SELECT id FROM judging_rounds WHERE contest_id = $1 ORDER BY number FOR UPDATE`, [contestId]);
    const found = await tx.one<{ next: number }>(
      `SELECT coalesce(max(c.number), 0)::int + 1 AS next FROM paper_checks c JOIN judging_rounds r ON r.id = c.round_id
        WHERE r.contest_id = $1`,
      [contestId],
    );
    return found?.next ?? 1;
  }

  async insert(
    tx: Tx,
    check: Omit<CheckFacts, 'drawn' | 'compared' | 'differing'>,
    sheets: readonly (Pick<CheckLine, 'judgeCode' | 'points' | 'total' | 'ticket'> & { entryId: EntryId })[],
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO paper_checks (id, round_id, number, seed, risk_percent, places, population, drawn_by_name, drawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        check.id,
        check.roundId,
        check.number,
        check.seed,
        check.riskPercent,
        check.places,
        check.population,
        check.drawnByName,
        check.drawnAt,
      ],
    );
    await tx.changed(
      `INSERT INTO paper_check_sheets (check_id, line, entry_id, judge_code, points, total, ticket)
       SELECT $1, g.line, g.entry_id, g.judge_code, g.points, g.total, g.ticket
         FROM unnest($2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::text[])
           AS g (line, entry_id, judge_code, points, total, ticket)`,
      [
        check.id,
        sheets.map((_, index) => index + 1),
        sheets.map(({ entryId }) => entryId),
        sheets.map(({ judgeCode }) => judgeCode),
        sheets.map(({ points }) => JSON.stringify(points)),
        sheets.map(({ total }) => total),
        sheets.map(({ ticket }) => ticket),
      ],
    );
  }

  /** Writes down that these lines agree with paper, those that nobody has compared yet; answers how many. */
  agree(tx: Tx, checkId: CheckId, lines: readonly number[], by: { name: string; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE paper_check_sheets SET result = 'agrees', checked_by_name = $3, checked_at = $4, version = version + 1
        WHERE check_id = $1 AND line = ANY($2) AND result IS NULL`,
      [checkId, lines, by.name, by.at],
    );
  }

  /** Writes down one line's result over what was there; answers 0 when it changed since `version`. */
  record(
    tx: Tx,
    checkId: CheckId,
    { line, version }: { line: number; version: number },
    { result, reason }: { result: CheckResult; reason: string },
    by: { name: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `UPDATE paper_check_sheets SET result = $4, reason = $5, checked_by_name = $6, checked_at = $7, version = version + 1
        WHERE check_id = $1 AND line = $2 AND version = $3`,
      [checkId, line, version, result, reason, by.name, by.at],
    );
  }
}

const LINES = `SELECT l.line, e.number, v.name AS "villageName", l.judge_code AS "judgeCode", l.points, l.total, l.ticket, l.result,
    l.reason, l.checked_by_name AS "checkedByName", l.checked_at AS "checkedAt", l.version
  FROM paper_check_sheets l JOIN entries e ON e.id = l.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id`;
