import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { unitsWithin } from './drive.columns.js';
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
    key: 'm.id::text',
    name: 'm.name',
    above: `nullif(concat_ws(', ', nullif(m.commune_name, m.name), m.district_name), '')`,
    sort: `coalesce(m.district_sort_key, '') || ' ' || m.sort_key`,
  },
  commune: {
    key: 'm.commune_id::text',
    name: 'm.commune_name',
    above: 'm.district_name',
    sort: `coalesce(m.district_sort_key, '') || ' ' || m.commune_name`,
  },
  district: {
    key: `coalesce(m.district_id, m.province_id, m.commune_id)::text`,
    name: `coalesce(m.district_name, 'Trực thuộc tỉnh')`,
    above: 'NULL::text',
    sort: `coalesce(m.district_sort_key, '')`,
  },
  successor: {
    key: 'coalesce(s.id, m.commune_id)::text',
    name: 'coalesce(s.name, m.commune_name)',
    above: 's.above',
    sort: `coalesce(s.sort_key, m.commune_name)`,
  },
};

/** The commune that carries on a commune `m.commune_id` on the day $3, itself while it lasts; of several the one that took the whole. */
const SUCCESSOR = `LEFT JOIN LATERAL (
    WITH RECURSIVE chain AS (
      SELECT m.commune_id AS id, 0 AS step, 0 AS worse
      UNION ALL
      SELECT n.new_id, chain.step + 1, chain.worse + (n.kind = 'merged_part')::int FROM chain JOIN unit_successions n ON n.old_id = chain.id WHERE chain.step < 5)
    SELECT u.id, u.name, u.sort_key, p.name AS above FROM chain JOIN units u ON u.id = chain.id LEFT JOIN units p ON p.id = u.parent_id
     WHERE u.valid_from <= $3::date AND (u.valid_to IS NULL OR u.valid_to > $3::date)
     ORDER BY chain.worse, chain.step DESC, u.sort_key, u.id LIMIT 1) s ON true`;

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

/** Parameters: drive, indicator, day, its whole, its target, reach, limit, offset, only those below target or without report. */
const boardSql = (grouping: Grouping, reach: Reach): string => {
  const { key, name, above, sort } = KEYS[grouping];
  return `
  WITH measured AS (
    SELECT u.*, r.id AS report_id, r.reported_at, r.period_on, r.is_late, r.is_doubted, f.part,
           CASE $4::text WHEN 'required' THEN u.required WHEN 'typed' THEN f.whole END AS whole
      FROM drive_units u
      LEFT JOIN LATERAL (
        SELECT r.id, r.reported_at, r.period_on, (r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > r.due_on AS is_late, r.doubts <> '{}' AS is_doubted
          FROM drive_reports r
         WHERE r.drive_unit_id = u.id AND r.period_on <= $3::date AND (r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= $3::date
         ORDER BY r.period_on DESC, r.seq DESC LIMIT 1) r ON true
      LEFT JOIN drive_figures f ON f.report_id = r.id AND f.indicator_id = $2
     WHERE u.drive_id = $1 AND ${unitsWithin('u', reach, 6).sql}
  ), judged AS (
    SELECT m.*, CASE WHEN $5::integer IS NULL OR m.part IS NULL THEN false WHEN $4 = 'none' THEN m.part >= $5 ELSE m.whole > 0 AND m.part::bigint * 100 >= m.whole::bigint * $5 END AS is_reached
      FROM measured m
  ), grouped AS (
    SELECT ${key} AS key, min(${name}) AS name, min(${above}) AS above, min(${sort}) AS sort,
           count(*) AS units, count(m.report_id) AS reported, count(*) FILTER (WHERE m.is_late) AS late, count(*) FILTER (WHERE m.is_doubted) AS doubted,
           count(*) FILTER (WHERE m.is_reached) AS reached, sum(m.part)::bigint AS part,
           sum(m.whole)::bigint AS whole, max(m.reported_at) AS reported_at, max(m.period_on) AS period_on,
           ${grouping === 'successor' ? `array_agg(DISTINCT m.commune_name ORDER BY m.commune_name) FILTER (WHERE s.id IS DISTINCT FROM m.commune_id)` : 'NULL::text[]'} AS inside,
           CASE WHEN $5 IS NULL THEN NULL WHEN $4 = 'none' THEN $5::bigint * count(*)
                WHEN sum(m.whole) > 0 THEN ceil(sum(m.whole)::numeric * $5 / 100) END AS needed
      FROM judged m ${grouping === 'successor' ? SUCCESSOR : ''} GROUP BY 1
  ), placed AS (
    SELECT g.*, CASE WHEN g.reported = 0 THEN 'unreported' WHEN g.needed IS NULL THEN 'no-target' ELSE 'ranked' END AS standing,
           CASE WHEN $4 = 'none' THEN g.part::numeric / g.needed ELSE g.part::numeric * 100 / nullif(g.whole, 0) / $5 END AS attained
      FROM grouped g
  ), ranked AS (
    SELECT p.*, CASE WHEN standing = 'ranked' THEN rank() OVER (PARTITION BY standing ORDER BY attained DESC) END AS rank,
           standing = 'ranked' AND attained >= 1 AS is_reached
      FROM placed p
  ), shown AS (
    SELECT * FROM ranked WHERE NOT $9::boolean OR standing = 'unreported' OR (standing = 'ranked' AND NOT is_reached)
  )
  SELECT key, name, above, rank::int, standing, units::int, reported::int, late::int, doubted::int, reached::int, part::int, whole::int, needed::int,
         round(part * 100.0 / nullif(whole, 0), 1)::text AS percent, is_reached AS "isReached", reported_at AS "reportedAt", period_on AS "periodOn",
         coalesce(inside, '{}') AS inside,
         (SELECT json_build_object('rows', count(*), 'units', sum(units), 'reported', sum(reported), 'reached', sum(reached), 'late', sum(late),
                   'doubted', sum(doubted), 'part', coalesce(sum(part), 0), 'whole', coalesce(sum(whole), 0)) FROM shown) AS totals
    FROM shown
   ORDER BY array_position(ARRAY['ranked', 'no-target', 'unreported'], standing), attained DESC NULLS LAST, part DESC NULLS LAST, sort, key
   LIMIT $7 OFFSET $8`;
};
