import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { TeamBounds, TeamId, TeamState } from './team.facts.js';
import type { TeamFigures } from './team.faults.js';
import type { TeamFilter } from './team.query.js';
import { BOUNDS, FIGURES } from './team.repository.js';

/** A team as a row of the list. */
export interface ListedTeam extends TeamFigures {
  id: TeamId;
  name: string;
  kindName: string;
  state: TeamState;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villageName: string | null;
  /** The unit that its commune has become by the day; its own commune where nothing changed. */
  nowId: UnitId;
  nowName: string;
  bounds: TeamBounds;
  sample: boolean;
  /** How many teams the filter finds, on every row. */
  total: number;
}

/** `teamFaults` in SQL, for lists and sums: figures `f`, bounds `b`. A null bound asks nothing. */
export const IS_FAULTY = `coalesce(f.members < b.members_min, false) OR coalesce(f.members > b.members_max, false)
  OR coalesce(f.leaders <> b.leaders, false)
  OR coalesce(f.households < b.households_min, false) OR coalesce(f.households > b.households_max, false)`;

/** The list of teams, paged and scoped in SQL; one query a page. */
@Injectable()
export class TeamListRepository {
  /** One page: by the commune as it stands on the day `on`, then by the commune as the team has it, village, kind, name. */
  page(
    reader: Reader,
    { root }: Reach,
    { on, filter, limit, offset }: { on: Day; filter: TeamFilter; limit: number; offset: number },
  ): Promise<ListedTeam[]> {
    return reader.rows<ListedTeam>(
      `${REACHED_COMMUNES}
       SELECT t.id, t.name, k.name AS "kindName", t.state, t.commune_id AS "communeId", c.name AS "communeName", d.name AS "districtName",
              v.name AS "villageName", n.id AS "nowId", n.name AS "nowName", t.sample, f.members, f.leaders, f.households,
              json_build_object('membersMin', b.members_min, 'membersMax', b.members_max, 'householdsMin', b.households_min,
                'householdsMax', b.households_max, 'leaders', b.leaders) AS bounds, (count(*) OVER ())::int AS total
         FROM community_teams t JOIN standing s ON s.commune_id = t.commune_id JOIN units n ON n.id = s.now_id
         JOIN units c ON c.id = t.commune_id JOIN team_kinds k ON k.id = t.kind_id
         LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district' LEFT JOIN units v ON v.id = t.village_id
         CROSS JOIN LATERAL ${BOUNDS} b CROSS JOIN LATERAL ${FIGURES} f
        WHERE ($3::uuid IS NULL OR c.parent_id = $3 OR n.parent_id = $3) AND ($4::uuid IS NULL OR t.commune_id = $4 OR n.id = $4)
          AND ($5::uuid IS NULL OR t.kind_id = $5) AND CASE WHEN $6::text IS NULL THEN t.state <> 'dissolved' ELSE t.state = $6 END
          AND ($7::text IS NULL OR t.folded LIKE $7) AND (NOT $8::boolean OR (${IS_FAULTY}))
        ORDER BY n.sort_key, n.id, c.sort_key, c.id, v.sort_key NULLS FIRST, k.list_order, t.sort_key, t.id LIMIT $9 OFFSET $10`,
      [
        ...[root, on, filter.districtId, filter.communeId, filter.kindId, filter.state],
        ...[filter.text === null ? null : `%${fold(filter.text).replace(/[\\%_]/g, '\\$&')}%`, filter.faultyOnly],
        ...[limit, offset],
      ],
    );
  }
}
