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

/** A slot of a tick or of the list as one number: minutes since the first day, $8. */
const minuteOf = (row: string): string => `((${row}.slot_on - $8::date) * 1440 + ${row}.slot_minute)`;

/**
 * $1 and $2 the reach, $3 to $6 the slots, $7 one commune, $8 and $9 the first and last day of the slots. `said` is what stands of these slots
 * alone: a plan that was stopped keeps other ticks. A correction replaces what stands, so that what was written last of a slot stands.
 *
 * Statements are prepared, and a plan that is kept guesses how long the lists are: two long lists joined here would be read row by row. So
 * each station carries the slots of its plan, and nothing long is joined to anything long.
 */
const COUNTED = `WITH slots AS (
    SELECT * FROM unnest($3::uuid[], $4::date[], $5::smallint[], $6::boolean[]) AS s (plan_id, slot_on, slot_minute, is_due)
  ), plans AS MATERIALIZED (
    SELECT plan_id, array_agg(${minuteOf('slots')}) AS all_slots, coalesce(array_agg(${minuteOf('slots')}) FILTER (WHERE is_due), '{}') AS due_slots
      FROM slots GROUP BY plan_id
  ), mine AS MATERIALIZED (
    SELECT u.id, u.plan_id, u.commune_id, n.all_slots, n.due_slots
      FROM plans n JOIN propaganda_plan_units u ON u.plan_id = n.plan_id JOIN propaganda_plans p ON p.id = u.plan_id
      JOIN propaganda_items i ON i.id = p.item_id
     WHERE ${UNIT_REACHED} AND ($7::uuid IS NULL OR u.commune_id = $7)
  ), said AS MATERIALIZED (
    SELECT m.commune_id, m.plan_id, l.* FROM mine m CROSS JOIN LATERAL (
      SELECT DISTINCT ON (t.slot_on, t.slot_minute) t.slot_on, t.slot_minute, t.outcome, ${minuteOf('t')} = ANY(m.due_slots) AS is_due
        FROM propaganda_ticks t
       WHERE t.plan_unit_id = m.id AND t.slot_on BETWEEN $8::date AND $9::date AND ${minuteOf('t')} = ANY(m.all_slots)
       ORDER BY t.slot_on, t.slot_minute, t.seq DESC) l
  )`;

const valuesOf = ({ reach, slots, communeId }: WeekScope): unknown[] => [
  ...reachValues(reach),
  slots.map(({ planId }) => planId),
  slots.map(({ on }) => on),
  slots.map(({ minute }) => minute),
  slots.map(({ isDue }) => isDue),
  communeId,
  slots.map(({ on }) => on).sort()[0] ?? null,
  slots
    .map(({ on }) => on)
    .sort()
    .at(-1) ?? null,
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
      `${COUNTED} SELECT s.plan_id AS "planId", s.slot_on AS "on", s.slot_minute AS minute, n.units, coalesce(a.done, 0) AS done, coalesce(a.failed, 0) AS failed
         FROM slots s JOIN (SELECT plan_id, count(*)::int AS units FROM mine GROUP BY plan_id) n ON n.plan_id = s.plan_id
         LEFT JOIN (SELECT plan_id, slot_on, slot_minute, (count(*) FILTER (WHERE outcome = 'done'))::int AS done,
                           (count(*) FILTER (WHERE outcome = 'failed'))::int AS failed
                      FROM said GROUP BY 1, 2, 3) a ON a.plan_id = s.plan_id AND a.slot_on = s.slot_on AND a.slot_minute = s.slot_minute
`,
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
         SELECT commune_id AS id, sum(slots)::int AS slots, sum(due)::int AS due, sum(done)::int AS done, sum(failed)::int AS failed,
                (sum(due) - sum(told))::int AS missed
           FROM (SELECT commune_id, cardinality(all_slots) AS slots, cardinality(due_slots) AS due, 0 AS done, 0 AS failed, 0 AS told FROM mine
                 UNION ALL
                 SELECT commune_id, 0, 0, (outcome = 'done')::int, (outcome = 'failed')::int, is_due::int FROM said) x
          GROUP BY commune_id)
       SELECT r.*, c.name, json_build_object('total', count(*) OVER (), 'behind', count(*) FILTER (WHERE r.missed > 0) OVER (), 'done', sum(r.done) OVER (),
                'failed', sum(r.failed) OVER (), 'missed', sum(r.missed) OVER ()) AS sums
         FROM rows r JOIN units c ON c.id = r.id ORDER BY r.missed DESC, c.sort_key, c.id LIMIT $10 OFFSET $11`,
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
