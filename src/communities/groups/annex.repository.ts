import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { GroupFilter } from './group.list.repository.js';
import { standingCount } from './group.repository.js';

/** A group as a row of the printed table. */
export interface AnnexRow {
  communeName: string;
  communeType: string;
  villageName: string | null;
  groupName: string;
  members: number | null;
}

/** More rows than these are a register and no annex; the paper says so. */
export const MOST_ANNEX_ROWS = 2000;

@Injectable()
export class AnnexRepository {
  /** The groups at work of a filter with the count that stood on the day, in the order in which they were entered: a file's own order. */
  rows(reader: Reader, { root }: Reach, { on, filter }: { on: Day; filter: GroupFilter }): Promise<AnnexRow[]> {
    return reader.rows<AnnexRow>(
      `${REACHED_COMMUNES} SELECT c.name AS "communeName", c.type AS "communeType", v.name AS "villageName", g.name AS "groupName", n.members
         FROM community_groups g JOIN standing t ON t.commune_id = g.commune_id JOIN units c ON c.id = g.commune_id
         LEFT JOIN units v ON v.id = g.village_id LEFT JOIN LATERAL ${standingCount('$2')} n ON true
        WHERE g.closed_on IS NULL AND ($3::uuid IS NULL OR c.parent_id = $3) AND ($4::uuid IS NULL OR g.commune_id = $4 OR t.now_id = $4)
          AND ($5::uuid IS NULL OR g.village_id = $5) AND ($6::text IS NULL OR g.kind = $6)
        ORDER BY g.created_at, g.list_order, g.sort_key, g.id LIMIT ${MOST_ANNEX_ROWS + 1}`,
      [root, on, filter.districtId, filter.communeId, filter.villageId, filter.kind],
    );
  }
}
