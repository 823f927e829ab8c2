import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { GroupId, GroupKind, RoleState } from './group.facts.js';
import { PROVINCE_OF } from './role.repository.js';

/** A required role that a group lacks, or of which nobody has said that it is there. */
export interface Gap {
  groupId: GroupId;
  groupName: string;
  groupKind: GroupKind;
  /** As the group has it; another name than the commune's where units have changed. */
  communeName: string;
  roleName: string;
  state: Exclude<RoleState, 'present'>;
  seenOn: Day | null;
  recordedByName: string | null;
}

/** A commune as it stands on a day, with what its groups lack. */
export interface CommuneGaps {
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  /** Communes of earlier days inside it that have groups; empty where it is still itself. */
  formerNames: string[];
  groups: number;
  present: number;
  absent: number;
  unknown: number;
  gaps: Gap[];
  /** How many communes the list has in all, on every row. */
  total: number;
}

/** $1 reach, $2 day, $3 district, $4 kind. A role counts as it was said by the day; what was said later is not known yet. */
const ASKED = `${REACHED_COMMUNES}, here AS (
    SELECT t.commune_id, t.now_id FROM standing t JOIN units c ON c.id = t.commune_id JOIN units n ON n.id = t.now_id
     WHERE ($3::uuid IS NULL OR c.parent_id = $3 OR n.parent_id = $3)
  ), asked AS (
    SELECT h.now_id, g.id AS group_id, g.name AS group_name, g.sort_key, g.kind, c.name AS commune_name, c.sort_key AS commune_key,
           r.name AS role_name, r.list_order, coalesce(s.state, 'unknown') AS state, s.seen_on, s.recorded_by_name
      FROM here h JOIN community_groups g ON g.commune_id = h.commune_id AND g.closed_on IS NULL AND ($4::text IS NULL OR g.kind = $4)
      JOIN units c ON c.id = g.commune_id JOIN units p ON p.id = c.parent_id
      JOIN community_roles r ON r.ended_at IS NULL AND r.group_kind = g.kind AND (r.province_id IS NULL OR r.province_id = ${PROVINCE_OF})
      LEFT JOIN LATERAL (
        SELECT state, seen_on, recorded_by_name FROM community_role_sightings x
         WHERE x.group_id = g.id AND x.role_id = r.id AND x.seen_on <= $2::date
         ORDER BY x.seen_on DESC, x.recorded_at DESC, x.id LIMIT 1) s ON true
  )`;

/** What is missing from the groups of each commune: one query a page. */
@Injectable()
export class GapRepository {
  /**
   * Communes as they stand on the day, by name, with their groups' roles; a commune without any group stands in it too. With `limit`
   * null all of them. Gaps of one commune by the commune as it was, then group, then role.
   */
  page(
    reader: Reader,
    { root }: Reach,
    at: { on: Day; districtId: UnitId | null; kind: GroupKind | null; limit: number | null; offset: number },
  ): Promise<CommuneGaps[]> {
    return reader.rows<CommuneGaps>(
      `${ASKED}, shown AS (
         SELECT n.id, n.name, n.sort_key, n.parent_id, count(*) OVER () AS total
           FROM units n WHERE n.id IN (SELECT now_id FROM here) ORDER BY n.sort_key, n.id LIMIT $5 OFFSET $6)
       SELECT s.id AS "communeId", s.name AS "communeName", d.name AS "districtName",
              (SELECT coalesce(json_agg(DISTINCT o.name ORDER BY o.name), '[]'::json) FROM here h JOIN units o ON o.id = h.commune_id
                WHERE h.now_id = s.id AND h.commune_id <> s.id
                  AND EXISTS (SELECT 1 FROM community_groups g WHERE g.commune_id = h.commune_id AND g.closed_on IS NULL)) AS "formerNames",
              (SELECT count(*)::int FROM here h JOIN community_groups g ON g.commune_id = h.commune_id AND g.closed_on IS NULL
                  AND ($4::text IS NULL OR g.kind = $4) WHERE h.now_id = s.id) AS groups,
              coalesce(a.present, 0) AS present, coalesce(a.absent, 0) AS absent, coalesce(a.unknown, 0) AS unknown,
              coalesce(a.gaps, '[]'::json) AS gaps, s.total::int AS total
         FROM shown s LEFT JOIN units d ON d.id = s.parent_id AND d.level = 'district'
         LEFT JOIN (
           SELECT now_id, (count(*) FILTER (WHERE state = 'present'))::int AS present, (count(*) FILTER (WHERE state = 'absent'))::int AS absent,
                  (count(*) FILTER (WHERE state = 'unknown'))::int AS unknown,
                  json_agg(json_build_object('groupId', group_id, 'groupName', group_name, 'groupKind', kind, 'communeName', commune_name,
                      'roleName', role_name, 'state', state, 'seenOn', seen_on, 'recordedByName', recorded_by_name)
                    ORDER BY commune_key, sort_key, group_id, list_order, role_name) FILTER (WHERE state <> 'present') AS gaps
             FROM asked WHERE now_id IN (SELECT id FROM shown) GROUP BY now_id) a ON a.now_id = s.id
        ORDER BY s.sort_key, s.id`,
      [root, at.on, at.districtId, at.kind, at.limit, at.offset],
    );
  }

  /** Of the communes that have a group of the kind: how many lack a role in one of theirs, by role, as somebody has said. */
  async lacking(
    reader: Reader,
    { root }: Reach,
    at: { on: Day; districtId: UnitId | null; kind: GroupKind | null },
  ): Promise<{ communes: number; roles: { name: string; lacking: number }[] }> {
    const row = await reader.one<{ communes: number; roles: { name: string; lacking: number }[] }>(
      `${ASKED} SELECT (SELECT count(DISTINCT now_id)::int FROM asked) AS communes,
              (SELECT coalesce(json_agg(json_build_object('name', role_name, 'lacking', lacking) ORDER BY place, role_name), '[]'::json)
                 FROM (SELECT role_name, min(list_order) AS place, count(DISTINCT now_id) FILTER (WHERE state = 'absent') AS lacking
                         FROM asked GROUP BY role_name) r) AS roles`,
      [root, at.on, at.districtId, at.kind],
    );
    return row ?? { communes: 0, roles: [] };
  }
}
