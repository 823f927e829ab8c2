import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Reach } from '../movement.facts.js';
import { reachValues } from '../movement.repository.js';
import type { AirPlanId, PlanUnitId } from './plan.facts.js';
import { UNIT_REACHED } from './plan.repository.js';
import type { Slot } from './plan.slots.js';

/** A slot of a plan as it is counted; `isDue`: it has begun. */
export interface CountedSlot extends Slot {
  planId: AirPlanId;
  isDue: boolean;
}

/** Whose broadcasts are counted, in which slots; one commune's alone, or (null) those of all within reach. */
export interface WeekScope {
  reach: Reach;
  slots: readonly CountedSlot[];
  communeId: UnitId | null;
}

/** How many stations have a slot, and how many have said what of it. */
export interface SlotTally extends Slot {
  planId: AirPlanId;
  units: number;
  done: number;
  failed: number;
}

/** How one commune stands in the slots. */
export interface CommuneTally {
  id: UnitId;
  name: string;
  slots: number;
  due: number;
  done: number;
  failed: number;
  /** Slots that have begun and of which nothing was said. */
  missed: number;
}

/** The sums of all communes: how many there are, how many of them missed any slot, and what was said. */
export interface CommuneSums {
  total: number;
  behind: number;
  done: number;
  failed: number;
  missed: number;
}

/** A station of a plan. */
export interface PlanStation {
  planUnitId: PlanUnitId;
  planId: AirPlanId;
  communeId: UnitId;
}

/**
 * $1 and $2 the reach, $3 to $6 the slots, $7 one commune. Each station in reach carries, for each week, the slots of its plan and what is
 * kept of them (`propaganda_unit_weeks`), as bits: a plan that was stopped keeps ticks of other slots, which its bits leave out.
 *
 * Statements are prepared, and a plan that is kept guesses how long the lists are: two long lists joined here would be read row by row. So
 * what is kept is looked up by its key, and nothing long is joined to anything long.
 */
const COUNTED = `WITH slots AS MATERIALIZED (
    SELECT s.*, monday_of(s.slot_on) AS week_on, place_in_week(s.slot_on, s.slot_minute, p.minutes) AS place
      FROM unnest($3::uuid[], $4::date[], $5::smallint[], $6::boolean[]) AS s (plan_id, slot_on, slot_minute, is_due)
      JOIN propaganda_plans p ON p.id = s.plan_id
  ), weeks AS MATERIALIZED (
    SELECT plan_id, week_on, bit_or(set_bit(0::bit(84), place, 1)) AS all_slots,
           coalesce(bit_or(set_bit(0::bit(84), place, 1)) FILTER (WHERE is_due), 0::bit(84)) AS due_slots
      FROM slots GROUP BY plan_id, week_on
  ), mine AS MATERIALIZED (
    SELECT u.plan_id, u.commune_id, n.week_on, n.all_slots, n.due_slots, coalesce(k.done, 0::bit(84)) AS done, coalesce(k.failed, 0::bit(84)) AS failed
      FROM weeks n JOIN propaganda_plan_units u ON u.plan_id = n.plan_id JOIN propaganda_plans p ON p.id = u.plan_id
      JOIN propaganda_items i ON i.id = p.item_id
      LEFT JOIN LATERAL (SELECT w.done, w.failed FROM propaganda_unit_weeks w WHERE w.plan_unit_id = u.id AND w.week_on = n.week_on LIMIT 1) k ON true
     WHERE ${UNIT_REACHED} AND ($7::uuid IS NULL OR u.commune_id = $7)
  )`;

const valuesOf = ({ reach, slots, communeId }: WeekScope): unknown[] => [
  ...reachValues(reach),
  slots.map(({ planId }) => planId),
  slots.map(({ on }) => on),
  slots.map(({ minute }) => minute),
  slots.map(({ isDue }) => isDue),
  communeId,
];

/** Counts weeks of broadcasts where they lie. Every method is one query, however many communes. */
@Injectable()
export class WeekRepository {
  /** Communes within reach that have one of these plans, by name, at most `limit`; the one that is asked for is among them if it has any. */
  communes(
    reader: Reader,
    reach: Reach,
    planIds: readonly AirPlanId[],
    { asked, limit }: { asked: UnitId | null; limit: number },
  ): Promise<{ id: UnitId; name: string }[]> {
    return reader.rows(
      `WITH mine AS (
         SELECT DISTINCT u.commune_id FROM propaganda_plan_units u JOIN propaganda_plans p ON p.id = u.plan_id
           JOIN propaganda_items i ON i.id = p.item_id WHERE u.plan_id = ANY($3::uuid[]) AND ${UNIT_REACHED}
       ), offered AS (
         SELECT c.id, c.name, c.sort_key FROM mine m JOIN units c ON c.id = m.commune_id
          ORDER BY (c.id = $4::uuid) IS TRUE DESC, c.sort_key, c.id LIMIT $5)
       SELECT id, name FROM offered ORDER BY sort_key, id`,
      [...reachValues(reach), planIds, asked, limit],
    );
  }

  /** The slots that any station within the scope has, in no order. */
  tallies(reader: Reader, scope: WeekScope): Promise<SlotTally[]> {
    return reader.rows<SlotTally>(
      `${COUNTED}, alike AS (SELECT plan_id, week_on, done, failed, count(*) AS units FROM mine GROUP BY plan_id, week_on, done, failed)
       SELECT s.plan_id AS "planId", s.slot_on AS "on", s.slot_minute AS minute, sum(a.units)::int AS units,
              sum(a.units * get_bit(a.done, s.place))::int AS done, sum(a.units * get_bit(a.failed, s.place))::int AS failed
         FROM slots s JOIN alike a ON a.plan_id = s.plan_id AND a.week_on = s.week_on GROUP BY s.plan_id, s.slot_on, s.slot_minute`,
      valuesOf(scope),
    );
  }

  /** One page of the communes, those that missed most first, then by name; all else is of all pages: `behind` are communes that missed any. */
  async page(
    reader: Reader,
    scope: WeekScope,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ communes: CommuneTally[] } & CommuneSums> {
    const rows = await reader.rows<CommuneTally & { sums: CommuneSums }>(
      `${COUNTED}, rows AS (
         SELECT commune_id AS id, sum(bit_count(all_slots))::int AS slots, sum(bit_count(due_slots))::int AS due,
                sum(bit_count(done & all_slots))::int AS done, sum(bit_count(failed & all_slots))::int AS failed,
                sum(bit_count(due_slots & ~(done | failed)))::int AS missed
           FROM mine GROUP BY commune_id)
       SELECT r.*, c.name, json_build_object('total', count(*) OVER (), 'behind', count(*) FILTER (WHERE r.missed > 0) OVER (), 'done', sum(r.done) OVER (),
                'failed', sum(r.failed) OVER (), 'missed', sum(r.missed) OVER ()) AS sums
         FROM rows r JOIN units c ON c.id = r.id ORDER BY r.missed DESC, c.sort_key, c.id LIMIT $8 OFFSET $9`,
      [...valuesOf(scope), limit, offset],
    );
    const communes = rows.map(({ sums: _, ...row }) => row);
    return { communes, ...(rows[0]?.sums ?? { total: 0, behind: 0, done: 0, failed: 0, missed: 0 }) };
  }

  /** The stations of these plans in these communes. */
  stations(
    reader: Reader,
    reach: Reach,
    planIds: readonly AirPlanId[],
    communeIds: readonly UnitId[],
  ): Promise<PlanStation[]> {
    return reader.rows<PlanStation>(
      `SELECT u.id AS "planUnitId", u.plan_id AS "planId", u.commune_id AS "communeId"
         FROM propaganda_plan_units u JOIN propaganda_plans p ON p.id = u.plan_id JOIN propaganda_items i ON i.id = p.item_id
        WHERE u.plan_id = ANY($3::uuid[]) AND u.commune_id = ANY($4::uuid[]) AND ${UNIT_REACHED}`,
      [...reachValues(reach), planIds, communeIds],
    );
  }
}
