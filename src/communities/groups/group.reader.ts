import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { GroupFacts, RegisteredGroup } from './group.facts.js';
import { standingCount } from './group.repository.js';

const REGISTERED = `SELECT g.id, g.name, g.platform, g.commune_id AS "communeId", g.village_id AS "villageId", g.link, g.closed_on AS "closedOn",
       (SELECT p.full_name FROM community_group_people p WHERE p.group_id = g.id AND p.part = 'owner') AS "ownerName",
       n.members, n.counted_on AS "countedOn"
  FROM community_groups g LEFT JOIN LATERAL ${standingCount()} n ON true`;

/** What the rooms above read of the register of groups. */
@Injectable()
export class GroupReader {
  /** Groups at work of a village, and those of residents of its whole commune, with their newest count; the village's own first, by name. At most 20. */
  ofVillage(reader: Reader, at: { villageId: UnitId; communeId: UnitId }): Promise<RegisteredGroup[]> {
    return reader.rows<RegisteredGroup>(
      `${REGISTERED} WHERE g.closed_on IS NULL AND (g.village_id = $1 OR (g.commune_id = $2 AND g.village_id IS NULL AND g.kind = 'residents'))
        ORDER BY g.village_id IS NULL, g.sort_key, g.id LIMIT 20`,
      [at.villageId, at.communeId],
    );
  }

  /** One group, also a closed one; null when there is none. */
  byId(reader: Reader, id: string): Promise<RegisteredGroup | null> {
    return reader.one<RegisteredGroup>(`${REGISTERED} WHERE g.id = $1`, [id]);
  }

  /** A commune's group of exactly this name, the first that was entered; null when there is none. */
  named(
    reader: Reader,
    communeId: UnitId,
    name: string,
  ): Promise<Pick<GroupFacts, 'id' | 'kind' | 'communeId'> | null> {
    return reader.one(
      `SELECT id, kind, commune_id AS "communeId" FROM community_groups WHERE commune_id = $1 AND name = $2 ORDER BY created_at, id LIMIT 1`,
      [communeId, name],
    );
  }

  /** Are there groups that a demonstration made up? */
  async hasSamples(reader: Reader): Promise<boolean> {
    return (await reader.one(`SELECT 1 AS there FROM community_groups WHERE sample LIMIT 1`)) !== null;
  }
}
