import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { IS_DOUBTED, IS_LATE, unitsWithin } from './drive.columns.js';
import type { DriveId, IndicatorFacts } from './drive.facts.js';

export const GROUPINGS = ['unit', 'commune', 'district', 'successor'] as const;
/** What a row of the board is: who reports; their communes; their districts; the communes that took over, with the old ones inside. */
export type Grouping = (typeof GROUPINGS)[number];

/** A row of a board. Units without a target or without a report have no rank and stand last. */
export interface BoardRow {
  key: string;
  name: string;
  above: string | null;
  /** Equal attainments share a rank (1, 2, 2, 4); null: not ranked. */
  rank: number | null;
  /** ranked; no-target: nothing to measure it by; unreported. */
  standing: 'ranked' | 'no-target' | 'unreported';
  units: number;
  reported: number;
  late: number;
  doubted: number;
  /** Units at or above their target. */
  reached: number;
  part: number | null;
  whole: number | null;
  /** What the row should come to: the target times its units, or per cent of its whole; null: no target. */
  needed: number | null;
  /** Exact decimal text with one place; null where nothing is a whole of it. */
  percent: string | null;
  isReached: boolean;
  /** The newest report among them. */
  reportedAt: Instant | null;
  periodOn: Day | null;
  /** Names of the communes inside, for a board by those that took over; otherwise empty. */
  inside: readonly string[];
}

export interface BoardTotals {
  rows: number;
  units: number;
  reported: number;
  reached: number;
  late: number;
  doubted: number;
  part: number;
  whole: number;
}

const KEYS: Readonly<Record<Grouping, { key: string; name: string; above: string; sort: string }>> = {
  unit: {
    key: 'm.id',
    name: 'm.name',
    above: `nullif(concat_ws(', ', nullif(m.commune_name, m.name), m.district_name), '')`,
    sort: `coalesce(m.district_sort_key, '') || ' ' || m.sort_key`,
  },
  commune: {
    key: 'm.commune_id',
    name: 'm.commune_name',
    above: 'm.district_name',
    sort: `coalesce(m.district_sort_key, '') || ' ' || m.commune_name`,
  },
  district: {
    key: `coalesce(m.district_id, m.province_id, m.commune_id)`,
    name: `coalesce(m.district_name, 'Trực thuộc tỉnh')`,
    above: 'NULL::text',
    sort: `coalesce(m.district_sort_key, '')`,
  },
  successor: {
    key: 'coalesce(s.id, m.commune_id)',
    name: 'coalesce(s.name, m.commune_name)',
    above: 's.above',
    sort: `coalesce(s.sort_key, m.commune_name)`,
  },
};

/**
 * The commune that carries on each commune of the drive on the day $3, itself while it lasts; of several the one that took the whole. Followed
 * for all of them at once: a recursion for each of 10,000 costs half a second.
 */
const CARRIED_ON = `chain AS (
    SELECT DISTINCT commune_id AS old_id, commune_id AS id, 0 AS step, 0 AS worse FROM drive_units WHERE drive_id = $1
    UNION ALL
    SELECT c.old_id, n.new_id, c.step + 1, c.worse + (n.kind = 'merged_part')::int FROM chain c JOIN unit_successions n ON n.old_id = c.id WHERE c.step < 5
  ), carried_on AS (
    SELECT DISTINCT ON (c.old_id) c.old_id, u.id, u.name, u.sort_key, p.name AS above
      FROM chain c JOIN units u ON u.id = c.id LEFT JOIN units p ON p.id = u.parent_id
     WHERE u.valid_from <= $3::date AND (u.valid_to IS NULL OR u.valid_to > $3::date)
     ORDER BY c.old_id, c.worse, c.step DESC, u.sort_key, u.id
  ), `;

/** A row for each that reports: nothing to add up. */
const ONE_EACH = `1 AS units, (m.reported_at IS NOT NULL)::int AS reported, coalesce(m.is_late, false)::int AS late, coalesce(m.is_doubted, false)::int AS doubted, m.is_reached::int AS reached,
           m.part::bigint AS part, m.whole::bigint AS whole, m.reported_at, m.period_on`;
const ADDED_UP = `count(*) AS units, count(m.reported_at) AS reported, count(*) FILTER (WHERE m.is_late) AS late, count(*) FILTER (WHERE m.is_doubted) AS doubted,
           count(*) FILTER (WHERE m.is_reached) AS reached, sum(m.part)::bigint AS part, sum(m.whole)::bigint AS whole, max(m.reported_at) AS reported_at,
           max(m.period_on) AS period_on`;

/** The rows of a board before they are ranked, from `judged`. */
function groupedSql(grouping: Grouping): string {
  const { key, name, above, sort } = KEYS[grouping];
  if (grouping === 'unit')
    return `SELECT ${key} AS key, ${name} AS name, ${above} AS above, ${sort} AS sort, ${ONE_EACH}, NULL::text[] AS inside FROM judged m`;
  const places = `${key} AS key, min(${name}) AS name, min(${above}) AS above, min(${sort}) AS sort, ${ADDED_UP}`;
  if (grouping !== 'successor') return `SELECT ${places}, NULL::text[] AS inside FROM judged m GROUP BY 1`;
  return `SELECT ${places}, array_agg(DISTINCT m.commune_name ORDER BY m.commune_name) FILTER (WHERE s.id IS DISTINCT FROM m.commune_id) AS inside
      FROM judged m LEFT JOIN carried_on s ON s.old_id = m.commune_id GROUP BY 1`;
}

/** The instant at which the day $3 is over. */
const DAY_ENDS = `(($3::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')`;

/** Boards of a drive. Each is one statement, however many units report. */
@Injectable()
export class BoardRepository {
  /**
   * One page of the board of an indicator, as reports stood at the end of a day: the best first, ties by name; then units that nothing is
   * set for; then those that have not reported. `totals` are of all pages.
   */
  async of(
    reader: Reader,
    at: { driveId: DriveId; indicator: IndicatorFacts; on: Day; reach: Reach; grouping: Grouping; below: boolean },
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: BoardRow[]; totals: BoardTotals }> {
    const { indicator, grouping } = at;
    const found = await reader.rows<BoardRow & { totals: BoardTotals }>(boardSql(grouping, at.reach), [
      at.driveId,
      indicator.id,
      at.on,
      indicator.whole,
      indicator.target,
      ...unitsWithin('u', at.reach, 6).values,
      limit,
      offset,
      at.below,
    ]);
    const [first] = found;
    const none = { rows: 0, units: 0, reported: 0, reached: 0, late: 0, doubted: 0, part: 0, whole: 0 };
    return { rows: found.map(({ totals: _, ...row }) => row), totals: first?.totals ?? none };
  }
}

/**
 * Parameters: drive, indicator, day, its whole, its target, reach, limit, offset, only those below target or without report. What units stand
 * at is read from their kept rows; only of those whose row is younger than the day are the reports looked through.
 */
const boardSql = (grouping: Grouping, reach: Reach): string => `
  WITH RECURSIVE ${grouping === 'successor' ? CARRIED_ON : ''}measured AS (
    SELECT u.*, r.reported_at, r.period_on, r.is_late, r.is_doubted, r.part, CASE $4::text WHEN 'required' THEN u.required WHEN 'typed' THEN r.whole END AS whole
      FROM drive_units u
      LEFT JOIN drive_standings s ON s.indicator_id = $2 AND s.drive_unit_id = u.id
      LEFT JOIN LATERAL (
        SELECT s.reported_at, s.period_on, s.is_late, s.is_doubted, s.part, s.whole WHERE s.period_on <= $3::date AND s.reported_at < ${DAY_ENDS}
        UNION ALL
        (SELECT r.reported_at, r.period_on, ${IS_LATE}, ${IS_DOUBTED}, f.part, f.whole FROM drive_reports r JOIN drive_figures f ON f.report_id = r.id AND f.indicator_id = $2
          WHERE (s.period_on > $3::date OR s.reported_at >= ${DAY_ENDS}) AND r.drive_unit_id = u.id AND r.period_on <= $3::date AND r.reported_at < ${DAY_ENDS}
          ORDER BY r.period_on DESC, r.seq DESC LIMIT 1)) r ON true
     WHERE u.drive_id = $1 AND ${unitsWithin('u', reach, 6).sql}
  ), judged AS (
    SELECT m.*, CASE WHEN $5::integer IS NULL OR m.part IS NULL THEN false WHEN $4 = 'none' THEN m.part >= $5 ELSE m.whole > 0 AND m.part::bigint * 100 >= m.whole::bigint * $5 END AS is_reached
      FROM measured m
  ), grouped AS (
    ${groupedSql(grouping)}
  ), needing AS (
    SELECT g.*, CASE WHEN $5 IS NULL THEN NULL WHEN $4 = 'none' THEN $5::bigint * g.units WHEN g.whole > 0 THEN ceil(g.whole::numeric * $5 / 100) END AS needed
      FROM grouped g
  ), placed AS (
    SELECT g.*, CASE WHEN g.reported = 0 THEN 2 WHEN g.needed IS NULL THEN 1 ELSE 0 END AS place,
           CASE WHEN $4 = 'none' THEN g.part::numeric / g.needed ELSE g.part::numeric * 100 / nullif(g.whole, 0) / $5 END AS attained
      FROM needing g
  ), ranked AS (
    SELECT p.*, rank() OVER (ORDER BY place, attained DESC NULLS LAST) AS rank, place = 0 AND attained >= 1 AS is_reached
      FROM placed p
  ), shown AS (
    SELECT r.*, count(*) OVER w AS rows, sum(units) OVER w AS all_units, sum(reported) OVER w AS all_reported, sum(reached) OVER w AS all_reached,
           sum(late) OVER w AS all_late, sum(doubted) OVER w AS all_doubted, coalesce(sum(part) OVER w, 0) AS all_part, coalesce(sum(whole) OVER w, 0) AS all_whole
      FROM ranked r WHERE NOT $9::boolean OR place = 2 OR (place = 0 AND NOT is_reached)
    WINDOW w AS ()
  ), page AS MATERIALIZED (
    SELECT * FROM shown ORDER BY place, attained DESC NULLS LAST, part DESC NULLS LAST, sort, key LIMIT $7 OFFSET $8
  )
  SELECT key::text, name, above, CASE WHEN place = 0 THEN rank::int END AS rank, (ARRAY['ranked', 'no-target', 'unreported'])[place + 1] AS standing,
         units::int, reported::int, late::int, doubted::int, reached::int, part::int, whole::int, needed::int,
         round(part * 100.0 / nullif(whole, 0), 1)::text AS percent, is_reached AS "isReached", reported_at AS "reportedAt", period_on AS "periodOn",
         coalesce(inside, '{}') AS inside,
         json_build_object('rows', rows, 'units', all_units, 'reported', all_reported, 'reached', all_reached, 'late', all_late, 'doubted', all_doubted,
                           'part', all_part, 'whole', all_whole) AS totals
    FROM page ORDER BY place, attained DESC NULLS LAST, page.part DESC NULLS LAST, sort, page.key`;
