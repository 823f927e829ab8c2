import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import { newId } from '../../kernel/ids.js';
import type { DriveUnitId } from './drive.facts.js';

/** One check at a gate: how many people, and how many of them without the app. */
export interface CheckFacts {
  checkedAt: Instant;
  way: 'in' | 'out';
  people: number;
  withoutApp: number;
  controllerName: string;
  byName: string;
}

@Injectable()
export class CheckRepository {
  /** The newest checks of an agency. */
  ofUnit(reader: Reader, unitId: DriveUnitId, limit: number): Promise<CheckFacts[]> {
    return reader.rows<CheckFacts>(
      `SELECT checked_at AS "checkedAt", way, people, without_app AS "withoutApp", controller_name AS "controllerName", by_name AS "byName"
         FROM drive_checks WHERE drive_unit_id = $1 ORDER BY checked_at DESC, seq DESC LIMIT $2`,
      [unitId, limit],
    );
  }

  async insert(tx: Tx, unitId: DriveUnitId, check: CheckFacts): Promise<void> {
    await tx.changed(
      `INSERT INTO drive_checks (id, drive_unit_id, checked_at, way, people, without_app, controller_name, by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), unitId, check.checkedAt, check.way, check.people, check.withoutApp, check.controllerName, check.byName],
    );
  }
}
