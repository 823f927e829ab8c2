import { Injectable } from '@nestjs/common';
import { REACHED_COMMUNES } from '../../communities/community.reach.js';
import type { GroupId } from '../../communities/groups/group.facts.js';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { PropagandaItemId } from '../broadcasts/item.facts.js';
import { ITEM_REACHED } from '../broadcasts/item.repository.js';
import type { Reach } from '../movement.facts.js';
import { reachValues } from '../movement.repository.js';
import type { SuppliedGroup, SuppliedItem, SupplyOfCommune, SupplySums } from './supply.facts.js';

const ITEMS = `propaganda_items i JOIN propaganda_editions e ON e.item_id = i.id AND e.edition = i.edition LEFT JOIN movements m ON m.id = i.movement_id
  LEFT JOIN LATERAL (SELECT max(c.clock_at) FILTER (WHERE c.rehearsal) AS clock_at FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id
    WHERE mc.movement_id = i.movement_id) k ON true`;
/** Can it be posted on the present day (of its rehearsal's clock, or of the real one, $3)? Approved, not withdrawn, still valid, with words or a picture for groups. */
const IS_OFFERED = `i.withdrawn_at IS NULL AND (e.zalo_text <> '' OR e.image_sha256 IS NOT NULL)
  AND (e.valid_until IS NULL OR e.valid_until >= (coalesce(k.clock_at, $3) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)`;
/** What stands of the item `i` in the groups $4. */
const POSTED = `SELECT count(DISTINCT p.group_id)::int AS reached, max(p.posted_on) AS posted_on FROM propaganda_postings p
  WHERE p.item_id = i.id AND p.group_id = ANY($4::uuid[]) AND p.struck_at IS NULL`;
/** Groups at work within a reach ($1 its root), each with the commune that its own has become by the day $2. */
const AT_WORK = `${REACHED_COMMUNES}, at_work AS (
    SELECT g.id, g.name, g.sort_key, g.village_id, g.commune_id, t.now_id FROM standing t JOIN community_groups g ON g.commune_id = t.commune_id
     WHERE g.closed_on IS NULL)`;
/** How far the item $3 has come in each commune that has a group at work. */
const BY_COMMUNE = `${AT_WORK}, posted AS (
    SELECT group_id, max(posted_on) AS on_day FROM propaganda_postings WHERE item_id = $3 AND struck_at IS NULL GROUP BY group_id
  ), tallies AS (
    SELECT w.now_id AS id, count(*)::int AS groups, count(p.group_id)::int AS reached, max(p.on_day) AS "lastOn"
      FROM at_work w LEFT JOIN posted p ON p.group_id = w.id GROUP BY w.now_id)`;

/** What communes are supplied with, and how far it has come. Every method is one query. */
@Injectable()
export class SupplyRepository {
  /** The groups at work of a commune and of what it took over from. */
  async groupIds(reader: Reader, communeId: UnitId, on: Day): Promise<GroupId[]> {
    return (await reader.rows<{ id: GroupId }>(`${AT_WORK} SELECT id FROM at_work`, [communeId, on])).map(
      ({ id }) => id,
    );
  }

  /** One page of what may be posted now, approved last first, counted in these groups. `total` is of all pages. */
  async offered(
    reader: Reader,
    reach: Reach,
    groupIds: readonly GroupId[],
    { now, limit, offset }: { now: Instant; limit: number; offset: number },
  ): Promise<{ items: SuppliedItem[]; total: number }> {
    const rows = await reader.rows<SuppliedItem & { total: number }>(
      `SELECT i.id, e.title, e.source_name AS "sourceName", i.owner_name AS "ownerName", e.zalo_text AS "zaloText", e.valid_until AS "validUntil",
              i.sample, m.name AS "movementName", k.clock_at AS "clockAt", e.edition, e.approved_at AS "approvedAt",
              e.image_sha256 IS NOT NULL AS "hasImage", n.reached, n.posted_on AS "postedOn", count(*) OVER ()::int AS total
         FROM ${ITEMS} CROSS JOIN LATERAL (${POSTED}) n WHERE ${ITEM_REACHED} AND ${IS_OFFERED}
        ORDER BY e.approved_at DESC, i.id DESC LIMIT $5 OFFSET $6`,
      [...reachValues(reach), now, groupIds, limit, offset],
    );
    return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 };
  }

  /** How many items may be posted now of which nothing stands in these groups. */
  async unposted(reader: Reader, reach: Reach, groupIds: readonly GroupId[], now: Instant): Promise<number> {
    const row = await reader.one<{ items: number }>(
      `SELECT count(*)::int AS items FROM ${ITEMS} CROSS JOIN LATERAL (${POSTED}) n WHERE ${ITEM_REACHED} AND ${IS_OFFERED} AND n.reached = 0`,
      [...reachValues(reach), now, groupIds],
    );
    return row?.items ?? 0;
  }

  /** One page of a commune's groups with what stands of an item in each: those of the whole commune first, then by village and name. */
  async groups(
    reader: Reader,
    itemId: PropagandaItemId,
    { communeId, on, limit, offset }: { communeId: UnitId; on: Day; limit: number; offset: number },
  ): Promise<{ groups: SuppliedGroup[]; total: number }> {
    const rows = await reader.rows<SuppliedGroup & { total: number }>(
      `${AT_WORK} SELECT w.id, w.name, v.name AS "villageName", CASE WHEN w.commune_id <> w.now_id THEN c.name END AS "communeName",
              count(*) OVER ()::int AS total,
              (SELECT coalesce(json_agg(json_build_object('id', p.id, 'on', p.posted_on, 'byName', p.by_name, 'edition', p.edition)
                        ORDER BY p.posted_on DESC, p.id), '[]'::json)
                 FROM propaganda_postings p WHERE p.item_id = $3 AND p.group_id = w.id AND p.struck_at IS NULL) AS postings
         FROM at_work w JOIN units c ON c.id = w.commune_id LEFT JOIN units v ON v.id = w.village_id
        ORDER BY v.sort_key NULLS FIRST, w.sort_key, w.id LIMIT $4 OFFSET $5`,
      [communeId, on, itemId, limit, offset],
    );
    return { groups: rows.map(({ total: _, ...group }) => group), total: rows[0]?.total ?? 0 };
  }

  /** One page of the communes within a reach that have a group at work: least reached first, as a share of their groups, then by name. */
  byCommune(
    reader: Reader,
    itemId: PropagandaItemId,
    { root, on, limit, offset }: { root: UnitId; on: Day; limit: number; offset: number },
  ): Promise<SupplyOfCommune[]> {
    return reader.rows<SupplyOfCommune>(
      `${BY_COMMUNE} SELECT t.id, c.name, d.name AS "districtName", t.groups, t.reached, t."lastOn"
         FROM tallies t JOIN units c ON c.id = t.id LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district'
        ORDER BY t.reached::numeric / t.groups, c.sort_key, c.id LIMIT $4 OFFSET $5`,
      [root, on, itemId, limit, offset],
    );
  }

  /** The same, not by how far they are but by id: so many after the one of this id. */
  byCommuneAfter(
    reader: Reader,
    itemId: PropagandaItemId,
    { root, on, limit, after }: { root: UnitId; on: Day; limit: number; after: string | null },
  ): Promise<SupplyOfCommune[]> {
    return reader.rows<SupplyOfCommune>(
      `${BY_COMMUNE} SELECT t.id, c.name, d.name AS "districtName", t.groups, t.reached, t."lastOn"
         FROM tallies t JOIN units c ON c.id = t.id LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district'
        WHERE $5::uuid IS NULL OR t.id > $5 ORDER BY t.id LIMIT $4`,
      [root, on, itemId, limit, after],
    );
  }

  /** The sums of all its pages. */
  async sums(reader: Reader, itemId: PropagandaItemId, { root, on }: { root: UnitId; on: Day }): Promise<SupplySums> {
    const row = await reader.one<SupplySums>(
      `${BY_COMMUNE} SELECT count(*)::int AS communes, (count(*) FILTER (WHERE reached = 0))::int AS untouched,
              coalesce(sum(groups), 0)::int AS groups, coalesce(sum(reached), 0)::int AS reached FROM tallies`,
      [root, on, itemId],
    );
    return row ?? { communes: 0, untouched: 0, groups: 0, reached: 0 };
  }
}
