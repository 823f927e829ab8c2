import { Injectable } from '@nestjs/common';
import type { PlaceableCommune } from '../../communities/groups/group.places.js';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { validOn } from '../../units/unit.columns.js';

/** A commune in which somebody may live. */
export interface PledgeCommune extends PlaceableCommune {
  districtId: UnitId | null;
  provinceId: UnitId | null;
}

export interface PledgeVillage {
  id: UnitId;
  communeId: UnitId;
  name: string;
  type: string;
}

/** Where people may live who pledge in a drive: the tree of the movement on the drive's day. Each question is one query. */
@Injectable()
export class PlaceRepository {
  /** The communes at or below a unit on a day, by district, then by name. */
  communes(reader: Reader, rootId: UnitId, on: Day): Promise<PledgeCommune[]> {
    return reader.rows<PledgeCommune>(
      `WITH RECURSIVE inside (id, level) AS (
         SELECT id, level FROM units WHERE id = $1
         UNION ALL
         SELECT u.id, u.level FROM inside JOIN units u ON u.parent_id = inside.id AND u.level IN ('district', 'commune') AND ${validOn('u', '$2')})
       SELECT c.id, c.name, c.type, d.id AS "districtId", d.name AS "districtName",
              CASE WHEN p.level = 'province' THEN p.id ELSE p.parent_id END AS "provinceId", c.valid_from AS "validFrom", c.valid_to AS "validTo",
              (SELECT coalesce(json_agg(a.alias ORDER BY a.alias), '[]'::json) FROM unit_aliases a WHERE a.unit_id = c.id) AS aliases
         FROM inside JOIN units c ON c.id = inside.id AND c.level = 'commune'
         LEFT JOIN units p ON p.id = c.parent_id
         LEFT JOIN units d ON d.id = p.id AND d.level = 'district'
        ORDER BY d.sort_key, c.sort_key, c.id`,
      [rootId, on],
    );
  }

  /** The villages of communes by name, but for those that had ended by the day: some are entered long after it. */
  villages(reader: Reader, communeIds: readonly UnitId[], on: Day): Promise<PledgeVillage[]> {
    return reader.rows<PledgeVillage>(
      `SELECT id, parent_id AS "communeId", name, type FROM units
        WHERE level = 'village' AND parent_id = ANY($1::uuid[]) AND (valid_to IS NULL OR valid_to > $2::date) ORDER BY sort_key, id`,
      [communeIds, on],
    );
  }
}
