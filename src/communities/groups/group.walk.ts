import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { type AskedUnit, isUnit } from '../../units/unit.asked.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { CountFacts, CountSource, GroupFacts, GroupId, GroupKind, RoleState } from './group.facts.js';
import { standingCount } from './group.repository.js';
import { PROVINCE_OF } from './role.repository.js';

/** A group as a program is told of it: nobody in it is named. */
export type WalkedGroup = Pick<
  GroupFacts,
  | 'id'
  | 'name'
  | 'kind'
  | 'platform'
  | 'link'
  | 'communeId'
  | 'communeName'
  | 'districtName'
  | 'villageName'
  | 'decisionNumber'
  | 'decisionOn'
  | 'decisionIssuer'
  | 'households'
  | 'population'
  | 'figuresOn'
  | 'closedOn'
  | 'sample'
> & {
  /** The unit that its commune has become by the day; its own commune where nothing changed. */
  nowId: UnitId;
  nowName: string;
  members: number | null;
  countedOn: Day | null;
  countSource: CountSource | null;
  roles: readonly { role: string; state: RoleState; seenOn: Day | null }[];
};

export interface GroupWalkFilter {
  commune: AskedUnit | null;
  kind: GroupKind | null;
  state: 'open' | 'closed' | null;
}

/** What was said last of each role that is asked of the group `g` of the commune `c` below `p`. */
const ROLES = `(SELECT coalesce(json_agg(json_build_object('role', r.name, 'state', coalesce(s.state, 'unknown'), 'seenOn', s.seen_on)
      ORDER BY r.list_order, r.name COLLATE "C", r.id), '[]'::json)
   FROM community_roles r LEFT JOIN LATERAL (
     SELECT state, seen_on FROM community_role_sightings x WHERE x.group_id = g.id AND x.role_id = r.id
      ORDER BY x.seen_on DESC, x.recorded_at DESC, x.id LIMIT 1) s ON true
  WHERE r.ended_at IS NULL AND r.group_kind = g.kind AND (r.province_id IS NULL OR r.province_id = ${PROVINCE_OF}))`;

/** The register of groups from a place on, for programs. Every method is one query. */
@Injectable()
export class GroupWalk {
  /** Groups within reach in the order of their ids, behind this one; null: from the first. Counts up to the day `on`. */
  groups(
    reader: Reader,
    { root }: Reach,
    { on, only, after, limit }: { on: Day; only: GroupWalkFilter; after: string | null; limit: number },
  ): Promise<WalkedGroup[]> {
    const values: unknown[] = [root, on];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = ['true'];
    if (only.commune !== null)
      conditions.push(`(${isUnit('g.commune_id', only.commune, add)} OR ${isUnit('t.now_id', only.commune, add)})`);
    if (only.kind !== null) conditions.push(`g.kind = ${add(only.kind)}`);
    if (only.state !== null) conditions.push(`g.closed_on IS ${only.state === 'open' ? 'NULL' : 'NOT NULL'}`);
    if (after !== null) conditions.push(`g.id > ${add(after)}::uuid`);
    return reader.rows<WalkedGroup>(
      `${REACHED_COMMUNES}, shown AS (
         SELECT g.id, t.now_id FROM community_groups g JOIN standing t ON t.commune_id = g.commune_id
          WHERE ${conditions.join(' AND ')} ORDER BY g.id LIMIT ${add(limit)})
       SELECT g.id, g.name, g.kind, g.platform, g.link, g.commune_id AS "communeId", c.name AS "communeName",
              CASE WHEN p.level = 'district' THEN p.name END AS "districtName", v.name AS "villageName", s.now_id AS "nowId", w.name AS "nowName",
              g.decision_number AS "decisionNumber", g.decision_on AS "decisionOn", g.decision_issuer AS "decisionIssuer", g.households,
              g.population, g.figures_on AS "figuresOn", n.members, n.counted_on AS "countedOn", n.source AS "countSource", ${ROLES} AS roles,
              g.closed_on AS "closedOn", g.sample
         FROM shown s JOIN community_groups g ON g.id = s.id JOIN units c ON c.id = g.commune_id JOIN units p ON p.id = c.parent_id
         JOIN units w ON w.id = s.now_id LEFT JOIN units v ON v.id = g.village_id LEFT JOIN LATERAL ${standingCount('$2')} n ON true
        ORDER BY g.id`,
      values,
    );
  }

  /** The counts of a group, the newest day first, those put right among them, behind this one of its counts; null: from the newest. */
  counts(
    reader: Reader,
    groupId: GroupId,
    after: string | null,
    limit: number,
  ): Promise<
    Pick<CountFacts, 'id' | 'countedOn' | 'members' | 'source' | 'replacesId' | 'isReplaced' | 'recordedAt'>[]
  > {
    return reader.rows(
      `SELECT n.id, n.counted_on AS "countedOn", n.members, n.source, n.replaces_id AS "replacesId",
              EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id) AS "isReplaced", n.recorded_at AS "recordedAt"
         FROM community_group_counts n
        WHERE n.group_id = $1 AND ($2::uuid IS NULL OR (n.counted_on, n.recorded_at, n.id) < (
              SELECT a.counted_on, a.recorded_at, a.id FROM community_group_counts a WHERE a.group_id = $1 AND a.id = $2))
        ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id DESC LIMIT $3`,
      [groupId, after, limit],
    );
  }
}
