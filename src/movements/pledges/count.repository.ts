import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import { unitsWithin } from '../drives/drive.columns.js';
import type { DriveId, DriveUnitId } from '../drives/drive.facts.js';
import type { Reach } from '../movement.facts.js';
import { NO_PLEDGES, type PledgeCounts } from './pledge.facts.js';

/** An agency with its figures. */
export interface UnitCounts extends PledgeCounts {
  id: DriveUnitId;
  name: string;
  communeName: string;
  required: number | null;
}

/** A commune of residence with its figures; `id` null: outside the tree of the movement. */
export interface CommuneCounts extends PledgeCounts {
  id: UnitId | null;
  name: string | null;
  districtName: string | null;
}

const COUNTS = `(count(p.id))::int AS pledged, (count(*) FILTER (WHERE p.state = 'confirmed'))::int AS confirmed,
  (count(*) FILTER (WHERE p.state = 'absent'))::int AS absent,
  (count(*) FILTER (WHERE p.state = 'pledged' AND p.commune_id IS NOT NULL))::int AS waiting,
  (count(*) FILTER (WHERE p.state = 'pledged' AND p.commune_id IS NULL))::int AS outside`;
const STANDING = `p.state IN ('pledged', 'confirmed', 'absent')`;

/** How many people stand where, in numbers alone. */
@Injectable()
export class PledgeCountRepository {
  /** Of all agencies within reach together. */
  async ofAll(reader: Reader, driveId: DriveId, reach: Reach): Promise<PledgeCounts & { required: number }> {
    const within = unitsWithin('u', reach, 2);
    const row = await reader.one<PledgeCounts & { required: number }>(
      `SELECT ${COUNTS}, (SELECT coalesce(sum(u.required), 0)::int FROM drive_units u WHERE u.drive_id = $1 AND ${within.sql}) AS required
         FROM drive_units u LEFT JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING} WHERE u.drive_id = $1 AND ${within.sql}`,
      [driveId, ...within.values],
    );
    return row ?? { ...NO_PLEDGES, required: 0 };
  }

  /** Of all who live within reach, whatever agency they work for; nobody is required to bring them. */
  async ofResidents(reader: Reader, driveId: DriveId, reach: Reach): Promise<PledgeCounts & { required: number }> {
    const within = unitsWithin('p', reach, 2);
    const row = await reader.one<PledgeCounts>(
      `SELECT ${COUNTS} FROM drive_units u JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING} WHERE u.drive_id = $1 AND ${within.sql}`,
      [driveId, ...within.values],
    );
    return { ...(row ?? NO_PLEDGES), required: 0 };
  }

  /** One page of agencies within reach, in the order of the drive's list. */
  byUnit(
    reader: Reader,
    driveId: DriveId,
    reach: Reach,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<UnitCounts[]> {
    const within = unitsWithin('u', reach, 2);
    return reader.rows<UnitCounts>(
      `WITH listed AS (SELECT u.* FROM drive_units u WHERE u.drive_id = $1 AND ${within.sql} ORDER BY u.ordinal LIMIT $3 OFFSET $4)
       SELECT u.id, u.name, u.commune_name AS "communeName", u.required, ${COUNTS}
         FROM listed u LEFT JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING}
        GROUP BY u.id, u.name, u.commune_name, u.required, u.ordinal ORDER BY u.ordinal`,
      [driveId, ...within.values, limit, offset],
    );
  }

  /** One page of communes within reach by where people live, whatever agency they work for; by district, then by name. */
  async byCommune(
    reader: Reader,
    driveId: DriveId,
    reach: Reach,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ communes: CommuneCounts[]; total: number }> {
    const within = unitsWithin('p', reach, 2);
    const rows = await reader.rows<CommuneCounts & { total: number }>(
      `SELECT c.id, c.name, d.name AS "districtName", ${COUNTS}, (count(*) OVER ())::int AS total
         FROM drive_units u JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING}
         LEFT JOIN units c ON c.id = p.commune_id LEFT JOIN units d ON d.id = p.district_id
        WHERE u.drive_id = $1 AND ${within.sql}
        GROUP BY c.id, c.name, c.sort_key, d.name, d.sort_key ORDER BY d.sort_key, c.sort_key, c.id LIMIT $3 OFFSET $4`,
      [driveId, ...within.values, limit, offset],
    );
    return { communes: rows, total: rows[0]?.total ?? 0 };
  }

  /** The same by the commune's id: so many after the one of this id, last those who live outside the tree. */
  byCommuneAfter(
    reader: Reader,
    driveId: DriveId,
    reach: Reach,
    { limit, after }: { limit: number; after: string | null },
  ): Promise<CommuneCounts[]> {
    const within = unitsWithin('p', reach, 2);
    return reader.rows<CommuneCounts>(
      `SELECT c.id, c.name, d.name AS "districtName", ${COUNTS}
         FROM drive_units u JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING}
         LEFT JOIN units c ON c.id = p.commune_id LEFT JOIN units d ON d.id = p.district_id
        WHERE u.drive_id = $1 AND ${within.sql} AND ($4::uuid IS NULL OR p.commune_id > $4 OR p.commune_id IS NULL)
        GROUP BY c.id, c.name, d.name ORDER BY c.id NULLS LAST LIMIT $3`,
      [driveId, ...within.values, limit, after],
    );
  }

  /** Of one agency. */
  async ofUnit(reader: Reader, unitId: DriveUnitId): Promise<PledgeCounts> {
    const row = await reader.one<PledgeCounts>(
      `SELECT ${COUNTS} FROM drive_pledges p WHERE p.drive_unit_id = $1 AND ${STANDING}`,
      [unitId],
    );
    return row ?? NO_PLEDGES;
  }
}
