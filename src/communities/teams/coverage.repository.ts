import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import { IS_FAULTY } from './team.list.repository.js';

/** How far teams of one kind reach, for a commune as it stands on the day, or for one of its villages. */
export interface CoverageRow {
  id: string;
  name: string;
  /** The district of a commune; of a village the commune as its register has it. */
  above: string | null;
  /** Households that the register knows: in a team of the kind, and without one. */
  known: number;
  inTeam: number;
  /** Teams that are not dissolved, and those of them outside the bounds. */
  teams: number;
  faulty: number;
  villages: number;
  /** Villages without any team of the kind. */
  bare: number;
}

export type CoverageSums = Omit<CoverageRow, 'id' | 'name' | 'above'> & { rows: number };

const SUMS = `coalesce(sum(known), 0)::int AS known, coalesce(sum(in_team), 0)::int AS "inTeam", coalesce(sum(teams), 0)::int AS teams,
  coalesce(sum(faulty), 0)::int AS faulty, (count(*) FILTER (WHERE village_id IS NOT NULL))::int AS villages,
  (count(*) FILTER (WHERE village_id IS NOT NULL AND teams = 0))::int AS bare`;

/**
 * $1 reach, $2 day, $3 kind, $4 district, $5 commune. `cells` has a row per village (null: of the whole commune) that is there on the day or
 * has households or teams. Households are counted once, whatever teams they have been in.
 */
const CELLS = `${REACHED_COMMUNES}, places AS (
    SELECT s.commune_id, s.now_id FROM standing s JOIN units c ON c.id = s.commune_id JOIN units n ON n.id = s.now_id
     WHERE ($4::uuid IS NULL OR c.parent_id = $4 OR n.parent_id = $4) AND ($5::uuid IS NULL OR s.commune_id = $5 OR s.now_id = $5)
  ), homes AS (
    SELECT h.commune_id, h.village_id, count(*) AS known, count(a.household_id) AS in_team
      FROM places p JOIN community_households h ON h.commune_id = p.commune_id
      LEFT JOIN community_household_assignments a ON a.household_id = h.id AND a.kind_id = $3 AND a.until_at IS NULL
     GROUP BY 1, 2
  ), bounds AS (
    SELECT * FROM team_kind_bounds WHERE kind_id = $3 ORDER BY version DESC LIMIT 1
  ), kept AS (
    SELECT t.id, t.commune_id, t.village_id FROM places p JOIN community_teams t ON t.commune_id = p.commune_id
     WHERE t.kind_id = $3 AND t.state <> 'dissolved'
  ), crew AS (
    SELECT m.team_id, count(*) AS members, count(*) FILTER (WHERE m.is_leader) AS leaders
      FROM kept k JOIN community_team_members m ON m.team_id = k.id WHERE m.left_at IS NULL GROUP BY 1
  ), charge AS (
    SELECT a.team_id, count(*) AS households
      FROM kept k JOIN community_household_assignments a ON a.team_id = k.id WHERE a.until_at IS NULL GROUP BY 1
  ), crews AS (
    SELECT k.commune_id, k.village_id, count(*) AS teams, count(*) FILTER (WHERE ${IS_FAULTY}) AS faulty
      FROM kept k CROSS JOIN bounds b LEFT JOIN crew w ON w.team_id = k.id LEFT JOIN charge h ON h.team_id = k.id
      CROSS JOIN LATERAL (SELECT coalesce(w.members, 0) AS members, coalesce(w.leaders, 0) AS leaders, coalesce(h.households, 0) AS households) f
     GROUP BY 1, 2
  ), spots AS (
    SELECT commune_id, village_id FROM homes UNION SELECT commune_id, village_id FROM crews
    UNION SELECT v.parent_id, v.id FROM places p JOIN units v ON v.parent_id = p.commune_id AND v.level = 'village'
     WHERE v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to > $2::date)
  ), cells AS (
    SELECT p.now_id, p.commune_id, s.village_id, coalesce(h.known, 0) AS known, coalesce(h.in_team, 0) AS in_team,
           coalesce(t.teams, 0) AS teams, coalesce(t.faulty, 0) AS faulty
      FROM spots s JOIN places p ON p.commune_id = s.commune_id
      LEFT JOIN homes h ON h.commune_id = s.commune_id AND h.village_id IS NOT DISTINCT FROM s.village_id
      LEFT JOIN crews t ON t.commune_id = s.commune_id AND t.village_id IS NOT DISTINCT FROM s.village_id
  )`;

export interface CoverageScope {
  on: Day;
  kindId: string;
  districtId: UnitId | null;
  communeId: UnitId | null;
}

/** Rows of communes: with the most households without a team first, then with the most bare villages, then by name. */
const COMMUNES = `SELECT s.now_id AS id, n.name, d.name AS above, s.known, s."inTeam", s.teams, s.faulty, s.villages, s.bare
   FROM (SELECT now_id, ${SUMS} FROM cells GROUP BY now_id) s JOIN units n ON n.id = s.now_id
   LEFT JOIN units d ON d.id = n.parent_id AND d.level = 'district'
  ORDER BY s.known - s."inTeam" DESC, s.bare DESC, n.sort_key, s.now_id`;

/** Rows of villages: by the commune as the register has it, then by name; what belongs to no village stands first of its commune. */
const VILLAGES = `SELECT coalesce(v.id, c.id) AS id, coalesce(v.name, 'Không ghi thôn, bản') AS name, c.name AS above, s.known::int,
        s.in_team::int AS "inTeam", s.teams::int, s.faulty::int, (s.village_id IS NOT NULL)::int AS villages,
        (s.village_id IS NOT NULL AND s.teams = 0)::int AS bare
   FROM cells s JOIN units c ON c.id = s.commune_id LEFT JOIN units v ON v.id = s.village_id
  ORDER BY c.sort_key, c.id, v.sort_key NULLS FIRST, v.id`;

/** Coverage of an area by teams of one kind; one query, whatever the area: counting its households is most of the work. */
@Injectable()
export class CoverageRepository {
  /**
   * The sums of the whole area, with how many rows it has, and a page of the rows: communes as they stand on the day or, within one commune, its
   * villages. A null limit is all of them: there are as many as there are communes.
   */
  async found(
    reader: Reader,
    { root }: Reach,
    at: CoverageScope,
    { limit, offset }: { limit: number | null; offset: number },
  ): Promise<{ rows: CoverageRow[]; sums: CoverageSums }> {
    const [listed, count] = at.communeId === null ? [COMMUNES, 'count(DISTINCT now_id)'] : [VILLAGES, 'count(*)'];
    const found = await reader.one<{ rows: CoverageRow[]; sums: CoverageSums }>(
      `${CELLS}, listed AS (${listed} LIMIT $6 OFFSET $7)
       SELECT (SELECT row_to_json(o) FROM (SELECT ${count}::int AS rows, ${SUMS} FROM cells) o) AS sums,
              (SELECT coalesce(json_agg(l), '[]'::json) FROM listed l) AS rows`,
      [root, at.on, at.kindId, at.districtId, at.communeId, limit, offset],
    );
    if (found === null) throw new Error('a coverage has no sums');
    return found;
  }
}
