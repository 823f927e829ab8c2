import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId, Reach } from '../movement.facts.js';
import type { DriveFacts, DriveId, DriveUnitFacts, DriveUnitId, DriveWords, IndicatorFacts } from './drive.facts.js';
import { withForerunners } from '../forerunners.js';
import { REACHED, reachValues } from '../movement.repository.js';
import { UNIT_COLUMNS, unitsWithin } from './drive.columns.js';

/** A unit as it goes on the list of a drive. */
export interface NewDriveUnit {
  id: DriveUnitId;
  ordinal: number;
  communeId: UnitId;
  communeName: string;
  districtId: UnitId | null;
  districtName: string | null;
  districtSortKey: string | null;
  provinceId: UnitId | null;
  name: string;
  sortKey: string;
  required: number | null;
  controllerName: string | null;
}

const COLUMNS = `d.id, d.movement_id AS "movementId", d.template, d.name, d.scope_unit_id AS "scopeUnitId", s.name AS "scopeName", d.units_on AS "unitsOn",
  d.reporters, d.rhythm, d.due_weekday AS "dueWeekday", d.confirms, d.starts_on AS "startsOn", d.ends_on AS "endsOn", d.link, d.link_name AS "linkName",
  d.guidance, d.keeps_checks AS "keepsChecks", d.keeps_pledges AS "keepsPledges", d.sample, d.version,
  (SELECT json_agg(json_build_object('id', i.id, 'ordinal', i.ordinal, 'name', i.name, 'noun', i.noun, 'whole', i.whole, 'wholeName', i.whole_name,
            'target', i.target, 'dueOn', i.due_on, 'onlyGrows', i.only_grows, 'fromRegister', i.from_register) ORDER BY i.ordinal) FROM drive_indicators i WHERE i.drive_id = d.id) AS indicators`;
const FROM = `drives d JOIN units s ON s.id = d.scope_unit_id`;

@Injectable()
export class DriveRepository {
  /** The drive, whoever asks; who may see it is its movement’s question. */
  byId(reader: Reader, id: string): Promise<DriveFacts | null> {
    return reader.one<DriveFacts>(`SELECT ${COLUMNS} FROM ${FROM} WHERE d.id = $1`, [id]);
  }

  /** The drives of a movement, the first to begin first. */
  ofMovement(reader: Reader, id: MovementId): Promise<DriveFacts[]> {
    return reader.rows<DriveFacts>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE d.movement_id = $1 ORDER BY d.starts_on, d.name, d.id`,
      [id],
    );
  }

  /** Drives in which a commune reports, the first to end first. */
  ofCommune(reader: Reader, communeId: UnitId): Promise<DriveFacts[]> {
    return reader.rows<DriveFacts>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE d.id IN (SELECT u.drive_id FROM drive_units u WHERE u.commune_id = ANY(${withForerunners('$1')})) ORDER BY d.ends_on DESC, d.name, d.id`,
      [communeId],
    );
  }

  /**
   * The drives that somebody of this reach may open, as `refuseToSeeDrive` says it of one; the newest to begin first, behind one
   * (null: from the first).
   */
  after(
    reader: Reader,
    reach: Reach,
    after: { day: Day; id: string } | null,
    limit: number,
  ): Promise<(DriveFacts & { movementName: string })[]> {
    return reader.rows<DriveFacts & { movementName: string }>(
      `SELECT ${COLUMNS}, m.name AS "movementName" FROM ${FROM} JOIN movements m ON m.id = d.movement_id
        WHERE ${REACHED}
          AND ($1 NOT IN ('tree', 'commune') OR m.owner_unit_id = $2
               OR EXISTS (SELECT 1 FROM drive_units u WHERE u.drive_id = d.id AND ${unitsWithin('u', reach, 2).sql}))
          AND ($3::date IS NULL OR d.starts_on < $3 OR (d.starts_on = $3 AND d.id > $4::uuid))
        ORDER BY d.starts_on DESC, d.id LIMIT $5`,
      [...reachValues(reach), after?.day ?? null, after?.id ?? null, limit],
    );
  }

  /** Who reports within reach, in the order of the list, behind the one of this place; -1: from the first. */
  unitsAfter(reader: Reader, id: DriveId, reach: Reach, ordinal: number, limit: number): Promise<DriveUnitFacts[]> {
    const within = unitsWithin('u', reach, 2);
    return reader.rows<DriveUnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM drive_units u WHERE u.drive_id = $1 AND ${within.sql} AND u.ordinal > $3 ORDER BY u.ordinal LIMIT $4`,
      [id, ...within.values, ordinal, limit],
    );
  }

  /** Held against whoever changes its list or its words, until the act ends. */
  async hold(tx: Tx, id: string): Promise<DriveFacts | null> {
    await tx.rows(`SELECT 1 FROM drives WHERE id = $1 FOR UPDATE`, [id]);
    return this.byId(tx, id);
  }

  async insert(
    tx: Tx,
    one: DriveWords &
      Pick<
        DriveFacts,
        | 'id'
        | 'movementId'
        | 'template'
        | 'scopeUnitId'
        | 'unitsOn'
        | 'reporters'
        | 'keepsChecks'
        | 'keepsPledges'
        | 'sample'
      > & {
        madeAt: Instant;
        madeByName: string;
      },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO drives (id, movement_id, template, name, scope_unit_id, units_on, reporters, rhythm, due_weekday, confirms, starts_on, ends_on, link,
         link_name, guidance, keeps_checks, keeps_pledges, sample, made_at, made_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [
        one.id,
        one.movementId,
        one.template,
        one.name,
        one.scopeUnitId,
        one.unitsOn,
        one.reporters,
        one.rhythm,
        one.dueWeekday,
        one.confirms,
        one.startsOn,
        one.endsOn,
        one.link,
        one.linkName,
        one.guidance,
        one.keepsChecks,
        one.keepsPledges,
        one.sample,
        one.madeAt,
        one.madeByName,
      ],
    );
  }

  /** 0 when somebody was quicker. */
  update(tx: Tx, id: DriveId, version: number, words: DriveWords): Promise<number> {
    return tx.changed(
      `UPDATE drives SET name = $3, rhythm = $4, due_weekday = $5, confirms = $6, starts_on = $7, ends_on = $8, link = $9, link_name = $10, guidance = $11,
         version = version + 1 WHERE id = $1 AND version = $2`,
      [
        id,
        version,
        words.name,
        words.rhythm,
        words.dueWeekday,
        words.confirms,
        words.startsOn,
        words.endsOn,
        words.link,
        words.linkName,
        words.guidance,
      ],
    );
  }

  async addIndicators(tx: Tx, id: DriveId, indicators: readonly IndicatorFacts[]): Promise<void> {
    await tx.changed(
      `INSERT INTO drive_indicators (id, drive_id, ordinal, name, noun, whole, whole_name, target, due_on, only_grows, from_register)
         SELECT i.id, $1, i.ordinal, i.name, i.noun, i.whole, i."wholeName", i.target, i."dueOn", i."onlyGrows", i."fromRegister"
           FROM json_to_recordset($2::json) AS i (id uuid, ordinal smallint, name text, noun text, whole text, "wholeName" text, target integer, "dueOn" date, "onlyGrows" boolean, "fromRegister" text)`,
      [id, JSON.stringify(indicators)],
    );
  }

  /** Name, target and due day of indicators that are there; what they measure stays. */
  async retarget(
    tx: Tx,
    id: DriveId,
    indicators: readonly Pick<IndicatorFacts, 'id' | 'name' | 'target' | 'dueOn'>[],
  ): Promise<void> {
    await tx.changed(
      `UPDATE drive_indicators i SET name = n.name, target = n.target, due_on = n."dueOn"
         FROM json_to_recordset($2::json) AS n (id uuid, name text, target integer, "dueOn" date) WHERE i.id = n.id AND i.drive_id = $1`,
      [id, JSON.stringify(indicators)],
    );
  }

  async hasReports(reader: Reader, id: DriveId): Promise<boolean> {
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM drive_units u JOIN drive_reports r ON r.drive_unit_id = u.id WHERE u.drive_id = $1) AS found`,
      [id],
    );
    return row?.found ?? false;
  }

  async hasPledges(reader: Reader, id: DriveId): Promise<boolean> {
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM drive_units u JOIN drive_pledges p ON p.drive_unit_id = u.id WHERE u.drive_id = $1) AS found`,
      [id],
    );
    return row?.found ?? false;
  }

  /** Lays the list of who reports anew. */
  async replaceUnits(tx: Tx, id: DriveId, units: readonly NewDriveUnit[]): Promise<void> {
    await tx.changed(`DELETE FROM drive_units WHERE drive_id = $1`, [id]);
    await tx.changed(
      `INSERT INTO drive_units (id, drive_id, ordinal, commune_id, commune_name, district_id, district_name, district_sort_key, province_id, name, sort_key,
         required, controller_name)
         SELECT u.id, $1, u.ordinal, u."communeId", u."communeName", u."districtId", u."districtName", u."districtSortKey", u."provinceId", u.name,
                u."sortKey", u.required, u."controllerName"
           FROM json_to_recordset($2::json) AS u (id uuid, ordinal integer, "communeId" uuid, "communeName" text, "districtId" uuid, "districtName" text,
             "districtSortKey" text, "provinceId" uuid, name text, "sortKey" text, required integer, "controllerName" text)`,
      [id, JSON.stringify(units)],
    );
  }

  /** One page of who reports within reach, in the order of the list. `total` counts all pages. */
  async units(
    reader: Reader,
    id: DriveId,
    reach: Reach,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ units: DriveUnitFacts[]; total: number }> {
    const within = unitsWithin('u', reach, 2);
    const where = `u.drive_id = $1 AND ${within.sql}`;
    const [count, units] = await Promise.all([
      reader.one<{ total: number }>(`SELECT count(*)::int AS total FROM drive_units u WHERE ${where}`, [
        id,
        ...within.values,
      ]),
      reader.rows<DriveUnitFacts>(
        `SELECT ${UNIT_COLUMNS} FROM drive_units u WHERE ${where} ORDER BY u.ordinal LIMIT $3 OFFSET $4`,
        [id, ...within.values, limit, offset],
      ),
    ]);
    return { units, total: count?.total ?? 0 };
  }

  /** One of those who report, within reach. */
  unit(reader: Reader, id: DriveId, reach: Reach, unitId: string): Promise<DriveUnitFacts | null> {
    const within = unitsWithin('u', reach, 2);
    return reader.one<DriveUnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM drive_units u WHERE u.drive_id = $1 AND ${within.sql} AND u.id = $3`,
      [id, ...within.values, unitId],
    );
  }

  /** Who checks at the gate of an agency from now on. */
  async nameController(tx: Tx, unitId: DriveUnitId, name: string | null): Promise<void> {
    await tx.changed(`UPDATE drive_units SET controller_name = $2 WHERE id = $1`, [unitId, name]);
  }
}
