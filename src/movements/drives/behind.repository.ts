import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { unitsWithin } from './drive.columns.js';
import type { DriveId, Schedule } from './drive.facts.js';

/** A drive with what a reminder says of it: its schedule, who holds its movement, whose clock it goes by. */
export interface RunningDrive extends Schedule {
  id: DriveId;
  name: string;
  ownerUnitId: UnitId;
  ownerName: string;
  isOfCommune: boolean;
  standingAgency: string;
  rehearsal: boolean;
  clockAt: Instant | null;
}

/** A period of a drive that is asked about. */
export interface AskedPeriod {
  driveId: DriveId;
  periodOn: Day;
  isLate: boolean;
}

/** How many units of a drive have not reported on the periods asked about, and how many of them on one that is overdue. */
export interface Behind {
  driveId: DriveId;
  units: number;
  late: number;
}

const ASKED = `json_to_recordset($1::json) AS w ("driveId" uuid, "periodOn" date, "isLate" boolean)`;
const UNREPORTED = `NOT EXISTS (
  SELECT 1 FROM drive_reports r WHERE r.drive_unit_id = u.id AND r.period_on = w."periodOn" AND r.replaces_id IS NULL)`;

/** Who is behind with reports, over all drives at once. Every method is one statement. */
@Injectable()
export class BehindRepository {
  /** Drives that end on this day or later, and those of rehearsals, which go by days of their own; of a tree those alone that it reports in. */
  running(reader: Reader, since: Day, tree: UnitId | null): Promise<RunningDrive[]> {
    return reader.rows<RunningDrive>(
      `SELECT d.id, d.name, d.rhythm, d.due_weekday AS "dueWeekday", d.starts_on AS "startsOn", d.ends_on AS "endsOn", m.owner_unit_id AS "ownerUnitId",
              o.name AS "ownerName", o.level = 'commune' AS "isOfCommune", m.standing_agency AS "standingAgency", coalesce(k.rehearsal, false) AS rehearsal, k.clock_at AS "clockAt"
         FROM drives d JOIN movements m ON m.id = d.movement_id JOIN units o ON o.id = m.owner_unit_id
         LEFT JOIN LATERAL (
           SELECT bool_or(c.rehearsal) AS rehearsal, max(c.clock_at) FILTER (WHERE c.rehearsal) AS clock_at
             FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id WHERE mc.movement_id = m.id) k ON true
        WHERE (d.ends_on >= $1 OR k.rehearsal)
          AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM drive_units u WHERE u.drive_id = d.id AND (u.commune_id = $2 OR u.district_id = $2 OR u.province_id = $2)))
        ORDER BY d.ends_on, d.name, d.id`,
      [since, tree],
    );
  }

  /** Drives of a unit’s own movements that end on this day or later and wait for their list of agencies, the first to begin first. */
  withoutList(reader: Reader, ownerId: UnitId, since: Day): Promise<{ id: DriveId; name: string }[]> {
    return reader.rows<{ id: DriveId; name: string }>(
      `SELECT d.id, d.name FROM movements m JOIN drives d ON d.movement_id = m.id
        WHERE m.owner_unit_id = $1 AND d.reporters = 'agencies' AND d.ends_on >= $2
          AND NOT EXISTS (SELECT 1 FROM drive_units u WHERE u.drive_id = d.id) ORDER BY d.starts_on, d.name, d.id`,
      [ownerId, since],
    );
  }

  /** Of these periods, drive by drive; a drive in which nobody is behind is absent. */
  counts(reader: Reader, asked: readonly AskedPeriod[], reach: Reach): Promise<Behind[]> {
    const within = unitsWithin('u', reach, 2);
    return reader.rows<Behind>(
      `SELECT u.drive_id AS "driveId", count(DISTINCT u.id)::int AS units, (count(DISTINCT u.id) FILTER (WHERE w."isLate"))::int AS late
         FROM ${ASKED} JOIN drive_units u ON u.drive_id = w."driveId" AND ${within.sql} WHERE ${UNREPORTED} GROUP BY u.drive_id`,
      [JSON.stringify(asked), ...within.values],
    );
  }

  /** The communes whose units are behind, period by period. */
  communes(
    reader: Reader,
    asked: readonly AskedPeriod[],
    reach: Reach,
  ): Promise<{ driveId: DriveId; periodOn: Day; communeIds: UnitId[] }[]> {
    const within = unitsWithin('u', reach, 2);
    return reader.rows(
      `SELECT u.drive_id AS "driveId", w."periodOn", array_agg(DISTINCT u.commune_id) AS "communeIds"
         FROM ${ASKED} JOIN drive_units u ON u.drive_id = w."driveId" AND ${within.sql} WHERE ${UNREPORTED} GROUP BY u.drive_id, w."periodOn"`,
      [JSON.stringify(asked), ...within.values],
    );
  }

  /** How many communes have units behind in one of these periods of a drive, and how many of them were pressed on this day. */
  async owing(
    reader: Reader,
    driveId: DriveId,
    asked: readonly AskedPeriod[],
    reach: Reach,
    today: Day,
  ): Promise<{ communes: number; pressed: number }> {
    const within = unitsWithin('u', reach, 4);
    const row = await reader.one<{ communes: number; pressed: number }>(
      `SELECT count(*)::int AS communes, count(p.commune_id)::int AS pressed
         FROM (SELECT DISTINCT u.commune_id FROM ${ASKED} JOIN drive_units u ON u.drive_id = w."driveId" AND ${within.sql} WHERE ${UNREPORTED}) c
         LEFT JOIN drive_reminders p ON p.drive_id = $2 AND p.commune_id = c.commune_id AND p.reminded_on = $3`,
      [JSON.stringify(asked), driveId, today, ...within.values],
    );
    return row ?? { communes: 0, pressed: 0 };
  }

  /** Counts these as pressed on this day, and answers which of them were not before. */
  async press(
    tx: Tx,
    driveId: DriveId,
    communeIds: readonly UnitId[],
    { today, byName }: { today: Day; byName: string },
  ): Promise<UnitId[]> {
    const rows = await tx.rows<{ communeId: UnitId }>(
      `INSERT INTO drive_reminders AS d (drive_id, commune_id, reminded_on, by_name) SELECT $1, c, $3, $4 FROM unnest($2::uuid[]) AS c ORDER BY c
       ON CONFLICT (drive_id, commune_id) DO UPDATE SET reminded_on = EXCLUDED.reminded_on, by_name = EXCLUDED.by_name
         WHERE d.reminded_on <> EXCLUDED.reminded_on
       RETURNING commune_id AS "communeId"`,
      [driveId, communeIds, today, byName],
    );
    return rows.map(({ communeId }) => communeId);
  }
}
