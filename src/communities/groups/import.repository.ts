import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { GroupId } from './group.facts.js';
import type { PlaceableCommune } from './group.places.js';

/** A stored group that a row may mean. */
export interface KnownGroup {
  id: GroupId;
  communeId: UnitId;
  villageId: UnitId | null;
  name: string;
  population: number | null;
  closedOn: Day | null;
}

/** What an import asks of what is stored; each question is one query, however long the file. */
@Injectable()
export class GroupImportRepository {
  communes(reader: Reader, { root }: Reach): Promise<PlaceableCommune[]> {
    return reader.rows<PlaceableCommune>(
      `${REACHED_COMMUNES} SELECT c.id, c.name, c.type, d.name AS "districtName", c.valid_from AS "validFrom", c.valid_to AS "validTo",
              (SELECT coalesce(json_agg(a.alias ORDER BY a.alias), '[]'::json) FROM unit_aliases a WHERE a.unit_id = c.id) AS aliases
         FROM standing t JOIN units c ON c.id = t.commune_id LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district'
        ORDER BY c.sort_key, c.valid_from, c.id`,
      [root, null],
    );
  }

  villages(
    reader: Reader,
    communeIds: readonly UnitId[],
  ): Promise<{ id: UnitId; parentId: UnitId; name: string; type: string }[]> {
    return reader.rows(
      `SELECT id, parent_id AS "parentId", name, type FROM units WHERE level = 'village' AND parent_id = ANY($1::uuid[]) ORDER BY sort_key, id`,
      [communeIds],
    );
  }

  groups(reader: Reader, communeIds: readonly UnitId[]): Promise<KnownGroup[]> {
    return reader.rows<KnownGroup>(
      `SELECT id, commune_id AS "communeId", village_id AS "villageId", name, population, closed_on AS "closedOn"
         FROM community_groups WHERE commune_id = ANY($1::uuid[]) ORDER BY created_at, id`,
      [communeIds],
    );
  }

  /** Of these links those that groups at work claim, with the first of them by name. */
  links(reader: Reader, links: readonly string[]): Promise<{ link: string; groupId: GroupId; communeName: string }[]> {
    return reader.rows(
      `SELECT DISTINCT ON (g.link) g.link, g.id AS "groupId", c.name AS "communeName" FROM community_groups g JOIN units c ON c.id = g.commune_id
        WHERE g.link = ANY($1::text[]) AND g.closed_on IS NULL ORDER BY g.link, g.sort_key, g.id`,
      [links],
    );
  }

  /** The standing counts of these groups on these days and the last before them. */
  counts(
    reader: Reader,
    asked: readonly { groupId: GroupId; on: Day }[],
  ): Promise<{ groupId: GroupId; on: Day; same: number | null; before: number | null; beforeOn: Day | null }[]> {
    return reader.rows(
      `SELECT a."groupId", a."on", s.members AS same, b.members AS before, b.counted_on AS "beforeOn"
         FROM jsonb_to_recordset($1::jsonb) AS a("groupId" uuid, "on" date)
         LEFT JOIN LATERAL (SELECT n.members FROM community_group_counts n WHERE n.group_id = a."groupId" AND n.counted_on = a."on"
             AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id)
             ORDER BY n.recorded_at DESC, n.id LIMIT 1) s ON true
         LEFT JOIN LATERAL (SELECT n.members, n.counted_on FROM community_group_counts n WHERE n.group_id = a."groupId" AND n.counted_on < a."on"
             AND NOT EXISTS (SELECT 1 FROM community_group_counts r WHERE r.replaces_id = n.id)
             ORDER BY n.counted_on DESC, n.recorded_at DESC, n.id LIMIT 1) b ON true`,
      [JSON.stringify(asked)],
    );
  }
}
