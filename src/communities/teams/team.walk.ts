import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { type AskedUnit, isUnit } from '../../units/unit.asked.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { TeamBounds, TeamFacts, TeamState } from './team.facts.js';
import type { TeamFigures } from './team.faults.js';
import { IS_FAULTY } from './team.list.repository.js';
import { BOUNDS, FIGURES } from './team.repository.js';

/** A team as a program is told of it: in figures, nobody in it and no household is named. */
export type WalkedTeam = Pick<
  TeamFacts,
  | 'id'
  | 'name'
  | 'kindName'
  | 'state'
  | 'communeId'
  | 'communeName'
  | 'districtName'
  | 'villageName'
  | 'decisionNumber'
  | 'decisionOn'
  | 'dissolvedOn'
  | 'sample'
> &
  TeamFigures & {
    /** The unit that its commune has become by the day; its own commune where nothing changed. */
    nowId: UnitId;
    nowName: string;
    bounds: TeamBounds;
    /** Days on which it was trained, the newest first. */
    trainedOn: readonly Day[];
  };

export interface TeamWalkFilter {
  commune: AskedUnit | null;
  state: TeamState | null;
  faultyOnly: boolean;
}

const TRAINED = `(SELECT coalesce(json_agg(r.held_on ORDER BY r.held_on DESC), '[]'::json)
   FROM community_team_trainings r WHERE r.team_id = t.id AND r.withdrawn_at IS NULL)`;

/** The register of teams from a place on, for programs. */
@Injectable()
export class TeamWalk {
  /** Teams within reach in the order of their ids, behind this one; null: from the first. One query. */
  teams(
    reader: Reader,
    { root }: Reach,
    { on, only, after, limit }: { on: Day; only: TeamWalkFilter; after: string | null; limit: number },
  ): Promise<WalkedTeam[]> {
    const values: unknown[] = [root, on];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [only.faultyOnly ? `(${IS_FAULTY})` : 'true'];
    if (only.commune !== null)
      conditions.push(`(${isUnit('t.commune_id', only.commune, add)} OR ${isUnit('s.now_id', only.commune, add)})`);
    if (only.state !== null) conditions.push(`t.state = ${add(only.state)}`);
    if (after !== null) conditions.push(`t.id > ${add(after)}::uuid`);
    return reader.rows<WalkedTeam>(
      `${REACHED_COMMUNES}
       SELECT t.id, t.name, k.name AS "kindName", t.state, t.commune_id AS "communeId", c.name AS "communeName", d.name AS "districtName",
              v.name AS "villageName", n.id AS "nowId", n.name AS "nowName", t.decision_number AS "decisionNumber", t.decision_on AS "decisionOn",
              t.dissolved_on AS "dissolvedOn", t.sample, f.members, f.leaders, f.households, ${TRAINED} AS "trainedOn",
              json_build_object('membersMin', b.members_min, 'membersMax', b.members_max, 'householdsMin', b.households_min,
                'householdsMax', b.households_max, 'leaders', b.leaders) AS bounds
         FROM community_teams t JOIN standing s ON s.commune_id = t.commune_id JOIN units n ON n.id = s.now_id
         JOIN units c ON c.id = t.commune_id JOIN team_kinds k ON k.id = t.kind_id
         LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district' LEFT JOIN units v ON v.id = t.village_id
         CROSS JOIN LATERAL ${BOUNDS} b CROSS JOIN LATERAL ${FIGURES} f
        WHERE ${conditions.join(' AND ')} ORDER BY t.id LIMIT ${add(limit)}`,
      values,
    );
  }
}
