import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { GroupFacts, GroupId, GroupKind, RoleStanding, RoleState } from './group.facts.js';

/** A role as the list of required roles has it. */
export interface RoleFacts {
  id: string;
  provinceId: UnitId | null;
  provinceName: string | null;
  groupKind: GroupKind;
  name: string;
  source: string;
  hasEnded: boolean;
}

const ROLE = `SELECT r.id, r.province_id AS "provinceId", p.name AS "provinceName", r.group_kind AS "groupKind", r.name, r.source,
    r.ended_at IS NOT NULL AS "hasEnded" FROM community_roles r LEFT JOIN units p ON p.id = r.province_id`;

/** The province of commune `c` whose parent is `p`, a district or the province itself. */
export const PROVINCE_OF = `CASE WHEN p.level = 'province' THEN p.id ELSE p.parent_id END`;

/** Which roles groups must have in them, and who said on which day that they have. */
@Injectable()
export class RoleRepository {
  /** What is asked of a group of its kind in its province, each with what was said last; in the order of the list. */
  ofGroup(reader: Reader, group: Pick<GroupFacts, 'id' | 'kind' | 'communeId'>): Promise<RoleStanding[]> {
    return reader.rows<RoleStanding>(
      `SELECT r.id AS "roleId", r.name, r.source, coalesce(s.state, 'unknown') AS state, s.seen_on AS "seenOn", s.recorded_by_name AS "recordedByName"
         FROM community_roles r LEFT JOIN LATERAL (
           SELECT state, seen_on, recorded_by_name FROM community_role_sightings x WHERE x.group_id = $1 AND x.role_id = r.id
            ORDER BY x.seen_on DESC, x.recorded_at DESC, x.id LIMIT 1) s ON true
        WHERE r.ended_at IS NULL AND r.group_kind = $2
          AND (r.province_id IS NULL OR r.province_id = (SELECT ${PROVINCE_OF} FROM units c JOIN units p ON p.id = c.parent_id WHERE c.id = $3))
        ORDER BY r.list_order, r.name COLLATE "C", r.id`,
      [group.id, group.kind, group.communeId],
    );
  }

  /** Adds what was said of roles; rows are never changed. */
  async addSightings(
    tx: Tx,
    sightings: readonly { id: string; groupId: GroupId; roleId: string; state: RoleState; seenOn: Day }[],
    byName: string,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO community_role_sightings (id, group_id, role_id, state, seen_on, recorded_at, recorded_by_name)
       SELECT id, "groupId", "roleId", state, "seenOn", $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "groupId" uuid, "roleId" uuid, state text, "seenOn" date)`,
      [JSON.stringify(sightings), tx.now, byName],
    );
  }

  /** The list for who keeps it: of one province with what is asked in every one, or (null) of all; roles asked for first, then ended ones. At most 500. */
  listed(reader: Reader, provinceId: UnitId | null): Promise<RoleFacts[]> {
    return reader.rows<RoleFacts>(
      `${ROLE} WHERE $1::uuid IS NULL OR r.province_id IS NULL OR r.province_id = $1
        ORDER BY r.ended_at IS NOT NULL, r.group_kind, p.sort_key NULLS FIRST, r.list_order, r.name COLLATE "C" LIMIT 500`,
      [provinceId],
    );
  }

  byId(reader: Reader, id: string): Promise<RoleFacts | null> {
    return reader.one<RoleFacts>(`${ROLE} WHERE r.id = $1`, [id]);
  }

  /** Adds a role, or asks for one again that had ended; 0 when it is asked for already. */
  add(tx: Tx, role: Pick<RoleFacts, 'id' | 'provinceId' | 'groupKind' | 'name' | 'source'>): Promise<number> {
    return tx.changed(
      `INSERT INTO community_roles (id, province_id, group_kind, name, source, list_order)
       SELECT $1, $2, $3, $4, $5, coalesce(max(list_order), 0) + 1 FROM community_roles
       ON CONFLICT ON CONSTRAINT role_is_named_once DO UPDATE SET ended_at = NULL, source = excluded.source WHERE community_roles.ended_at IS NOT NULL`,
      [role.id, role.provinceId, role.groupKind, role.name, role.source],
    );
  }

  /** A role is no longer asked for; what was said of it stays. Null when there is none or it had ended. */
  async end(tx: Tx, id: string): Promise<{ name: string; groupKind: GroupKind } | null> {
    return tx.one(
      `UPDATE community_roles SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING name, group_kind AS "groupKind"`,
      [id, tx.now],
    );
  }
}
