import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { DriveId } from '../drives/drive.facts.js';
import { unitsWithin } from '../drives/drive.columns.js';
import type { Reach } from '../movement.facts.js';
import { withForerunners } from '../forerunners.js';
import type { MovementId } from '../movement.facts.js';
import type { PledgeFacts, PledgeId, PledgeState } from './pledge.facts.js';
import { PLEDGE_COLUMNS, PLEDGE_TABLES, type PledgeRow, toPledge } from './pledge.repository.js';

/** A drive in which people of a commune pledged. */
export interface ResidenceDrive {
  driveId: DriveId;
  driveName: string;
  movementId: MovementId;
  sample: boolean;
  waiting: number;
  confirmed: number;
  absent: number;
}

/** A hamlet of the commune with how many wait there; null: nobody has entered the commune's villages. */
export interface HamletCount {
  id: UnitId | null;
  name: string | null;
  waiting: number;
  total: number;
}

export interface Picked {
  id: string;
  version: number;
}

const OWN = withForerunners('$1');
const STANDING = `p.state IN ('pledged', 'confirmed', 'absent')`;

/** Those who live in a commune, whatever agency listed them; a commune reaches those whom its forerunners had. */
@Injectable()
export class ResidentRepository {
  /** Every drive in which somebody of the commune stands on a list, most waiting first. */
  drives(reader: Reader, communeId: UnitId): Promise<ResidenceDrive[]> {
    return reader.rows<ResidenceDrive>(
      `SELECT d.id AS "driveId", d.name AS "driveName", d.movement_id AS "movementId", d.sample, n.waiting, n.confirmed, n.absent
         FROM (SELECT u.drive_id, (count(*) FILTER (WHERE p.state = 'pledged' AND p.erased_at IS NULL))::int AS waiting,
                      (count(*) FILTER (WHERE p.state = 'confirmed'))::int AS confirmed, (count(*) FILTER (WHERE p.state = 'absent'))::int AS absent
                 FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id
                WHERE p.commune_id = ANY(${OWN}) AND ${STANDING} GROUP BY u.drive_id) n
         JOIN drives d ON d.id = n.drive_id ORDER BY n.waiting DESC, d.starts_on DESC, d.id`,
      [communeId],
    );
  }

  /** Every drive in which somebody who lives in the tree of an office stands on a list, most waiting first. */
  drivesOfTree(reader: Reader, reach: Reach): Promise<ResidenceDrive[]> {
    const within = unitsWithin('p', reach, 1);
    return reader.rows<ResidenceDrive>(
      `SELECT d.id AS "driveId", d.name AS "driveName", d.movement_id AS "movementId", d.sample, n.waiting, n.confirmed, n.absent
         FROM (SELECT u.drive_id, (count(*) FILTER (WHERE p.state = 'pledged' AND p.erased_at IS NULL))::int AS waiting,
                      (count(*) FILTER (WHERE p.state = 'confirmed'))::int AS confirmed, (count(*) FILTER (WHERE p.state = 'absent'))::int AS absent
                 FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id
                WHERE ${within.sql} AND ${STANDING} GROUP BY u.drive_id) n
         JOIN drives d ON d.id = n.drive_id ORDER BY n.waiting DESC, d.starts_on DESC, d.id`,
      within.values,
    );
  }

  /** Does somebody stand on a list of the drive who lives within reach? */
  async liveWithin(reader: Reader, reach: Reach, driveId: string): Promise<boolean> {
    const within = unitsWithin('p', reach, 2);
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM drive_units u JOIN drive_pledges p ON p.drive_unit_id = u.id AND ${STANDING} WHERE u.drive_id = $1 AND ${within.sql}) AS found`,
      [driveId, ...within.values],
    );
    return row?.found ?? false;
  }

  /** Does the commune have anything to do with the drive: people who ever pledged, or units that report? */
  async isConcerned(reader: Reader, communeId: UnitId, driveId: string): Promise<boolean> {
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id WHERE p.commune_id = ANY(${OWN}) AND u.drive_id = $2)
           OR EXISTS (SELECT FROM drive_units u WHERE u.commune_id = ANY(${OWN}) AND u.drive_id = $2) AS found`,
      [communeId, driveId],
    );
    return row?.found ?? false;
  }

  /** Hamlets of those who stand on lists of a drive, by name. */
  hamlets(reader: Reader, communeId: UnitId, driveId: DriveId): Promise<HamletCount[]> {
    return reader.rows<HamletCount>(
      `SELECT v.id, v.name, (count(*) FILTER (WHERE p.state = 'pledged' AND p.erased_at IS NULL))::int AS waiting, count(*)::int AS total
         FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id LEFT JOIN units v ON v.id = p.village_id
        WHERE p.commune_id = ANY(${OWN}) AND u.drive_id = $2 AND ${STANDING} GROUP BY v.id, v.name, v.sort_key ORDER BY v.sort_key, v.id`,
      [communeId, driveId],
    );
  }

  /** One page of them by hamlet, then by given name; `villageId` null: of all hamlets. */
  async page(
    reader: Reader,
    communeId: UnitId,
    at: { driveId: DriveId; states: readonly PledgeState[]; villageId: UnitId | null },
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ pledges: PledgeFacts[]; total: number }> {
    const rows = await reader.rows<PledgeRow & { total: number }>(
      `WITH listed AS (
         SELECT p.id, count(*) OVER () AS total
           FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id LEFT JOIN units v ON v.id = p.village_id
          WHERE p.commune_id = ANY(${OWN}) AND u.drive_id = $2 AND p.state = ANY($3) AND ($4::uuid IS NULL OR p.village_id = $4)
          ORDER BY v.sort_key, v.id, p.sort_key, p.id LIMIT $5 OFFSET $6)
       SELECT ${PLEDGE_COLUMNS}, l.total::int FROM ${PLEDGE_TABLES} JOIN listed l ON l.id = p.id ORDER BY v.sort_key, v.id, p.sort_key, p.id`,
      [communeId, at.driveId, at.states, at.villageId, limit, offset],
    );
    return {
      total: rows[0]?.total ?? 0,
      pledges: rows.map(({ total: _, ...row }) => toPledge(row as PledgeRow)),
    };
  }

  /** Of these pledges those within the commune's reach in the drive, held until the act ends, always in the same order. */
  hold(
    tx: Tx,
    communeId: UnitId,
    driveId: DriveId,
    ids: readonly string[],
  ): Promise<{ id: PledgeId; version: number; state: PledgeState; isErased: boolean }[]> {
    return tx.rows(
      `SELECT p.id, p.version, p.state, p.erased_at IS NOT NULL AS "isErased" FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id
        WHERE p.commune_id = ANY(${OWN}) AND u.drive_id = $2 AND p.id = ANY($3::uuid[]) ORDER BY p.id FOR UPDATE OF p`,
      [communeId, driveId, ids],
    );
  }

  /** Writes down what the hamlet said of some people; answers of how many. Those who are no longer in a state to move from are left. */
  speak(
    tx: Tx,
    ids: readonly PledgeId[],
    move: { from: readonly PledgeState[]; to: PledgeState },
    word: { isMember: boolean; saidOn: Day; reason: string | null; at: Instant; byName: string },
  ): Promise<number> {
    return tx.changed(
      `WITH moved AS (UPDATE drive_pledges SET state = $3, version = version + 1 WHERE id = ANY($1::uuid[]) AND state = ANY($2) RETURNING id)
       INSERT INTO drive_pledge_words (pledge_id, ordinal, is_member, said_on, reason, said_at, by_name)
       SELECT m.id, 1 + (SELECT count(*) FROM drive_pledge_words w WHERE w.pledge_id = m.id), $4, $5, $6, $7, $8 FROM moved m`,
      [ids, move.from, move.to, word.isMember, word.saidOn, word.reason, word.at, word.byName],
    );
  }
}
