import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { CountSource, GroupId, GroupKind } from './group.facts.js';
import type { Platform } from './group.link.js';
import { standingCount } from './group.repository.js';

/** What a list of groups is narrowed to; null: not at all. */
export interface GroupFilter {
  districtId: UnitId | null;
  /** A commune of any time: as the group has it, or as it stands on the day. */
  communeId: UnitId | null;
  villageId: UnitId | null;
  kind: GroupKind | null;
  text: string | null;
  state: 'open' | 'closed';
  /** Those alone whose link another group at work claims as well. */
  doubledOnly: boolean;
  /** Those alone that nobody has counted for `COUNT_DAYS` days. */
  uncountedOnly: boolean;
}

/** A group as a row of the list. */
export interface ListedGroup {
  id: GroupId;
  name: string;
  kind: GroupKind;
  platform: Platform;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villageName: string | null;
  /** The unit that its commune has become by the day; its own commune where nothing changed. */
  nowId: UnitId;
  nowName: string;
  members: number | null;
  countedOn: Day | null;
  countSource: CountSource | null;
  ownerName: string | null;
  isDoubled: boolean;
  sample: boolean;
  closedOn: Day | null;
  /** How many groups the filter finds, on every row. */
  total: number;
}

const IS_DOUBLED = `(g.link IS NOT NULL AND g.closed_on IS NULL AND EXISTS (
  SELECT 1 FROM community_groups o WHERE o.link = g.link AND o.id <> g.id AND o.closed_on IS NULL))`;

/** A count is old after so many days: ours, two of the weeks in which drives report; no letter says. */
export const COUNT_DAYS = 14;
/** Not counted on the day $2 nor in the days before it. */
const IS_UNCOUNTED = `(g.closed_on IS NULL AND NOT EXISTS (
  SELECT 1 FROM community_group_counts k WHERE k.group_id = g.id AND k.counted_on > $2::date - ${COUNT_DAYS} AND k.counted_on <= $2::date
    AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = k.id)))`;

/** $1 reach, $2 day, $3 to $10 the filter. */
const PICKED = `${REACHED_COMMUNES}, picked AS (
    SELECT g.id, n.sort_key AS now_key, n.id AS now_id, n.name AS now_name, c.sort_key AS commune_key, c.name AS commune_name, c.parent_id,
           v.sort_key AS village_key, v.name AS village_name, g.sort_key
      FROM community_groups g JOIN standing t ON t.commune_id = g.commune_id JOIN units n ON n.id = t.now_id
      JOIN units c ON c.id = g.commune_id LEFT JOIN units v ON v.id = g.village_id
     WHERE ($3::uuid IS NULL OR c.parent_id = $3 OR n.parent_id = $3)
       AND ($4::uuid IS NULL OR g.commune_id = $4 OR t.now_id = $4)
       AND ($5::uuid IS NULL OR g.village_id = $5)
       AND ($6::text IS NULL OR g.kind = $6)
       AND ($7::text IS NULL OR g.folded LIKE $7)
       AND (g.closed_on IS NULL) = $8::boolean
       AND (NOT $9::boolean OR ${IS_DOUBLED})
       AND (NOT $10::boolean OR ${IS_UNCOUNTED})
  )`;

const parametersOf = ({ root }: Reach, on: Day, filter: GroupFilter): unknown[] => [
  root,
  on,
  filter.districtId,
  filter.communeId,
  filter.villageId,
  filter.kind,
  filter.text === null ? null : `%${fold(filter.text).replace(/[\\%_]/g, '\\$&')}%`,
  filter.state === 'open',
  filter.doubledOnly,
  filter.uncountedOnly,
];

/** The list of groups, paged and scoped in SQL; one query a page. */
@Injectable()
export class GroupListRepository {
  /** One page: by the commune as it stands on the day `on`, then by the commune as the group has it, village, name; those of a whole commune first. */
  page(
    reader: Reader,
    reach: Reach,
    { on, filter, limit, offset }: { on: Day; filter: GroupFilter; limit: number; offset: number },
  ): Promise<ListedGroup[]> {
    return reader.rows<ListedGroup>(
      `${PICKED}, shown AS (
         SELECT *, count(*) OVER () AS total FROM picked
          ORDER BY now_key, now_id, commune_key, village_key NULLS FIRST, sort_key, id LIMIT $11 OFFSET $12)
       SELECT g.id, g.name, g.kind, g.platform, g.commune_id AS "communeId", s.commune_name AS "communeName", d.name AS "districtName",
              s.village_name AS "villageName", s.now_id AS "nowId", s.now_name AS "nowName", n.members, n.counted_on AS "countedOn",
              n.source AS "countSource",
              (SELECT p.full_name FROM community_group_people p WHERE p.group_id = g.id AND p.part = 'owner') AS "ownerName",
              ${IS_DOUBLED} AS "isDoubled", g.sample, g.closed_on AS "closedOn", s.total::int AS total
         FROM shown s JOIN community_groups g ON g.id = s.id LEFT JOIN units d ON d.id = s.parent_id AND d.level = 'district'
         LEFT JOIN LATERAL ${standingCount('$2')} n ON true
        ORDER BY s.now_key, s.now_id, s.commune_key, s.village_key NULLS FIRST, s.sort_key, s.id`,
      [...parametersOf(reach, on, filter), limit, offset],
    );
  }

  /** How many groups the filter finds, in how many communes (as they stand on the day), how many have a count, and the sum of these. */
  async sums(
    reader: Reader,
    reach: Reach,
    { on, filter }: { on: Day; filter: GroupFilter },
  ): Promise<{ groups: number; communes: number; counted: number; members: number; doubled: number }> {
    const row = await reader.one<{
      groups: number;
      communes: number;
      counted: number;
      members: number;
      doubled: number;
    }>(
      `${PICKED} SELECT count(*)::int AS groups, count(DISTINCT p.now_id)::int AS communes, count(n.members)::int AS counted,
              coalesce(sum(n.members), 0)::int AS members, (count(*) FILTER (WHERE ${IS_DOUBLED}))::int AS doubled
         FROM picked p JOIN community_groups g ON g.id = p.id LEFT JOIN LATERAL ${standingCount('$2')} n ON true`,
      parametersOf(reach, on, filter),
    );
    return row ?? { groups: 0, communes: 0, counted: 0, members: 0, doubled: 0 };
  }

  /** Of the groups at work within a reach: how many nobody has counted for `COUNT_DAYS` days, and how many share their link with another. */
  async waiting(reader: Reader, { root }: Reach, on: Day): Promise<{ uncounted: number; doubled: number }> {
    const row = await reader.one<{ uncounted: number; doubled: number }>(
      `${REACHED_COMMUNES} SELECT (count(*) FILTER (WHERE ${IS_UNCOUNTED}))::int AS uncounted, (count(*) FILTER (WHERE ${IS_DOUBLED}))::int AS doubled
         FROM community_groups g JOIN standing t ON t.commune_id = g.commune_id WHERE g.closed_on IS NULL`,
      [root, on],
    );
    return row ?? { uncounted: 0, doubled: 0 };
  }

  /** Districts and communes of a reach as they stand on the day, for the filter's two lists; at most `limit` communes, of one district if told. */
  async places(
    reader: Reader,
    { root }: Reach,
    { on, districtId, limit }: { on: Day; districtId: UnitId | null; limit: number },
  ): Promise<{ districts: { id: UnitId; name: string }[]; communes: { id: UnitId; name: string }[] }> {
    const row = await reader.one<{
      districts: { id: UnitId; name: string }[];
      communes: { id: UnitId; name: string }[];
    }>(
      `${REACHED_COMMUNES}, here AS (SELECT DISTINCT n.id, n.name, n.sort_key, n.parent_id FROM standing t JOIN units n ON n.id = t.now_id)
       SELECT (SELECT coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) ORDER BY d.sort_key, d.id), '[]'::json)
                 FROM units d WHERE d.level = 'district' AND d.id IN (SELECT parent_id FROM here)) AS districts,
              (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.sort_key, c.id), '[]'::json)
                 FROM (SELECT * FROM here WHERE $3::uuid IS NULL OR parent_id = $3 ORDER BY sort_key, id LIMIT $4) c) AS communes`,
      [root, on, districtId, limit],
    );
    return row ?? { districts: [], communes: [] };
  }
}
