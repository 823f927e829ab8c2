import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { withForerunners } from '../forerunners.js';
import type { Reach } from '../movement.facts.js';
import { reachValues } from '../movement.repository.js';
import type { PropagandaItemId } from './item.facts.js';
import type { AirPlan, AirPlanId, Channel, PlanUnitId, PlanWords, QuietHours, UnitPlan } from './plan.facts.js';

/** A unit as it goes on the list of a plan. */
export interface NewPlanUnit {
  id: PlanUnitId;
  ordinal: number;
  communeId: UnitId;
  communeName: string;
  districtId: UnitId | null;
  districtName: string | null;
  provinceId: UnitId | null;
}

const COLUMNS = `p.id, p.item_id AS "itemId", e.title, e.source_name AS "sourceName", i.edition, e.loud_text AS "loudText", e.zalo_text AS "zaloText",
  p.channel, p.starts_on AS "startsOn", p.ends_on AS "endsOn", p.weekdays, p.minutes, p.repeats, p.note, p.scope_name AS "scopeName",
  p.stopped_at AS "stoppedAt", p.stop_reason AS "stopReason", e.valid_until AS "validUntil", i.movement_id AS "movementId", m.name AS "movementName", k.clock_at AS "clockAt",
  p.sample, p.made_by_name AS "madeByName"`;
const FROM = `propaganda_plans p JOIN propaganda_items i ON i.id = p.item_id JOIN propaganda_editions e ON e.item_id = i.id AND e.edition = i.edition
  LEFT JOIN movements m ON m.id = i.movement_id
  LEFT JOIN LATERAL (SELECT max(c.clock_at) FILTER (WHERE c.rehearsal) AS clock_at FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id
    WHERE mc.movement_id = i.movement_id) k ON true`;
const OF_UNIT = FROM.replace(
  'propaganda_plans p',
  'propaganda_plan_units u JOIN propaganda_plans p ON p.id = u.plan_id',
);
const UNIT_COLUMNS = `${COLUMNS}, 1 AS units, u.id AS "planUnitId", u.commune_id AS "communeId", u.commune_name AS "communeName"`;
/** The present day of a plan: of its rehearsal's clock, or of the real one, $2. */
const TODAY = `(coalesce(k.clock_at, $2) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;
/** Is the unit `u` of the plan's item `i` within reach? $1 kind, $2 the id that goes with it; a commune reaches what it took over from. */
export const UNIT_REACHED = `($1 = 'all'
  OR ($1 = 'contest' AND EXISTS (SELECT 1 FROM movement_contests mc WHERE mc.movement_id = i.movement_id AND mc.contest_id = $2::uuid))
  OR ($1 = 'tree' AND $2::uuid IN (u.commune_id, u.district_id, u.province_id))
  OR ($1 = 'commune' AND u.commune_id = ANY(${withForerunners('$2')})))`;

@Injectable()
export class PlanRepository {
  /** The plans of an item, the first to begin first. */
  ofItem(reader: Reader, itemId: PropagandaItemId): Promise<AirPlan[]> {
    return reader.rows<AirPlan>(
      `SELECT ${COLUMNS}, (SELECT count(*)::int FROM propaganda_plan_units u WHERE u.plan_id = p.id) AS units
         FROM ${FROM} WHERE p.item_id = $1 ORDER BY p.starts_on, p.channel, p.id`,
      [itemId],
    );
  }

  /** Plans within reach that have a day in a span, by item; `units` counts those within reach. One query. */
  between(reader: Reader, reach: Reach, { from, until }: { from: Day; until: Day }): Promise<AirPlan[]> {
    return reader.rows<AirPlan>(
      `SELECT ${COLUMNS}, n.units FROM ${FROM} CROSS JOIN LATERAL (
           SELECT count(*)::int AS units FROM propaganda_plan_units u WHERE u.plan_id = p.id AND ${UNIT_REACHED}) n
        WHERE p.ends_on >= $3::date AND p.starts_on <= $4::date AND n.units > 0 ORDER BY e.title, p.channel, p.id`,
      [...reachValues(reach), from, until],
    );
  }

  /** The clock of the rehearsal by which plans within reach go; null when none does. */
  async rehearsedAt(reader: Reader, reach: Reach): Promise<Instant | null> {
    const row = await reader.one<{ at: Instant | null }>(
      `SELECT max(c.clock_at) AS at FROM propaganda_items i JOIN movement_contests mc ON mc.movement_id = i.movement_id
         JOIN contests c ON c.id = mc.contest_id AND c.rehearsal
        WHERE EXISTS (SELECT 1 FROM propaganda_plans p JOIN propaganda_plan_units u ON u.plan_id = p.id WHERE p.item_id = i.id AND ${UNIT_REACHED})`,
      reachValues(reach),
    );
    return row?.at ?? null;
  }

  /** Plans of one commune and of what it took over from that have a day within `days` of their own present day; by time. One query. */
  aroundToday(reader: Reader, communeId: UnitId, now: Instant, days: number): Promise<UnitPlan[]> {
    return reader.rows<UnitPlan>(
      `SELECT ${UNIT_COLUMNS} FROM ${OF_UNIT}
        WHERE u.commune_id = ANY(${withForerunners('$1')}) AND p.ends_on >= ${TODAY} - $3::int AND p.starts_on <= ${TODAY} + $3::int ORDER BY p.minutes[1], e.title, p.id`,
      [communeId, now, days],
    );
  }

  /** One unit of a plan, within reach. */
  unit(reader: Reader, reach: Reach, planUnitId: string): Promise<UnitPlan | null> {
    return reader.one<UnitPlan>(`SELECT ${UNIT_COLUMNS} FROM ${OF_UNIT} WHERE ${UNIT_REACHED} AND u.id = $3`, [
      ...reachValues(reach),
      planUnitId,
    ]);
  }

  /** Units of plans by their ids, those within reach. One query. */
  unitPlans(reader: Reader, reach: Reach, planUnitIds: readonly PlanUnitId[]): Promise<UnitPlan[]> {
    return reader.rows<UnitPlan>(
      `SELECT ${UNIT_COLUMNS} FROM ${OF_UNIT} WHERE ${UNIT_REACHED} AND u.id = ANY($3::uuid[])`,
      [...reachValues(reach), planUnitIds],
    );
  }

  /** Units of these plans within reach, in the order of their lists. One query. */
  unitsOf(
    reader: Reader,
    reach: Reach,
    planIds: readonly AirPlanId[],
  ): Promise<{ planId: AirPlanId; planUnitId: PlanUnitId; communeId: UnitId; communeName: string }[]> {
    return reader.rows(
      `SELECT u.plan_id AS "planId", u.id AS "planUnitId", u.commune_id AS "communeId", u.commune_name AS "communeName"
         FROM propaganda_plan_units u JOIN propaganda_plans p ON p.id = u.plan_id JOIN propaganda_items i ON i.id = p.item_id
        WHERE u.plan_id = ANY($3::uuid[]) AND ${UNIT_REACHED} ORDER BY u.plan_id, u.ordinal`,
      [...reachValues(reach), planIds],
    );
  }

  async insert(
    tx: Tx,
    plan: PlanWords & { id: AirPlanId; itemId: PropagandaItemId; scopeName: string; sample: boolean },
    units: readonly NewPlanUnit[],
    by: { at: Instant; name: string },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO propaganda_plans (id, item_id, channel, starts_on, ends_on, weekdays, minutes, repeats, note, scope_name, sample, made_at, made_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        plan.id,
        plan.itemId,
        plan.channel,
        plan.startsOn,
        plan.endsOn,
        plan.weekdays,
        plan.minutes,
        plan.repeats,
        plan.note,
        plan.scopeName,
        plan.sample,
        by.at,
        by.name,
      ],
    );
    await tx.changed(
      `INSERT INTO propaganda_plan_units (id, plan_id, ordinal, commune_id, commune_name, district_id, district_name, province_id)
         SELECT u.id, $1, u.ordinal, u."communeId", u."communeName", u."districtId", u."districtName", u."provinceId"
           FROM json_to_recordset($2::json) AS u (id uuid, ordinal integer, "communeId" uuid, "communeName" text, "districtId" uuid,
             "districtName" text, "provinceId" uuid)`,
      [plan.id, JSON.stringify(units)],
    );
  }

  /** Ends a plan; 0 when it was stopped already. */
  stop(tx: Tx, id: AirPlanId, by: { at: Instant; name: string; reason: string }): Promise<number> {
    return tx.changed(
      `UPDATE propaganda_plans SET stopped_at = $2, stopped_by_name = $3, stop_reason = $4 WHERE id = $1 AND stopped_at IS NULL`,
      [id, by.at, by.name, by.reason],
    );
  }

  /** Ends all plans of an item that go on. */
  async stopAllOf(tx: Tx, itemId: PropagandaItemId, by: { at: Instant; name: string; reason: string }): Promise<void> {
    await tx.changed(
      `UPDATE propaganda_plans SET stopped_at = $2, stopped_by_name = $3, stop_reason = $4 WHERE item_id = $1 AND stopped_at IS NULL`,
      [itemId, by.at, by.name, by.reason],
    );
  }

  /** The quiet hours of every channel. */
  quietHours(reader: Reader): Promise<QuietHours[]> {
    return reader.rows<QuietHours>(
      `SELECT channel, from_minute AS "fromMinute", until_minute AS "untilMinute", source, changed_at AS "changedAt", changed_by_name AS "changedByName",
              version FROM propaganda_quiet_hours
        ORDER BY array_position('{loudspeaker,van,visual,word,zalo,oa}'::text[], channel)`,
    );
  }

  /** 0 when somebody was quicker. */
  setQuiet(
    tx: Tx,
    at: { channel: Channel; version: number },
    hours: Pick<QuietHours, 'fromMinute' | 'untilMinute' | 'source'>,
    byName: string,
  ): Promise<number> {
    return tx.changed(
      `UPDATE propaganda_quiet_hours SET from_minute = $3, until_minute = $4, source = $5, changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE channel = $1 AND version = $2`,
      [at.channel, at.version, hours.fromMinute, hours.untilMinute, hours.source, tx.now, byName],
    );
  }
}
