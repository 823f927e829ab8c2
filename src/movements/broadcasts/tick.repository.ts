import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Outcome, PlanUnitId, Tick, TickId } from './plan.facts.js';
import type { Slot } from './plan.slots.js';

/** A tick as it comes in. */
export interface NewTick {
  id: TickId;
  planUnitId: PlanUnitId;
  on: Day;
  minute: number;
  outcome: Outcome;
  edition: number;
  doneAt: Instant | null;
  note: string;
  replacesId: TickId | null;
  reason: string | null;
}

const COLUMNS = `t.id, t.plan_unit_id AS "planUnitId", t.slot_on AS "on", t.slot_minute AS "minute", t.outcome, t.edition, t.done_at AS "doneAt",
  t.ticked_at AS "tickedAt", t.by_name AS "byName", t.note, t.replaces_id AS "replacesId", t.reason`;
const STANDS = `NOT EXISTS (SELECT 1 FROM propaganda_ticks n WHERE n.replaces_id = t.id)`;

/** Ticks: only ever added. */
@Injectable()
export class TickRepository {
  /** The ticks that stand for these units in a span of days. One query, however many. */
  standing(
    reader: Reader,
    planUnitIds: readonly PlanUnitId[],
    { from, until }: { from: Day; until: Day },
  ): Promise<Tick[]> {
    return reader.rows<Tick>(
      `SELECT ${COLUMNS} FROM propaganda_ticks t WHERE t.plan_unit_id = ANY($1::uuid[]) AND t.slot_on BETWEEN $2 AND $3 AND ${STANDS}`,
      [planUnitIds, from, until],
    );
  }

  /** Everything that was written down of one slot, the newest first. */
  ofSlot(reader: Reader, planUnitId: PlanUnitId, { on, minute }: Slot): Promise<Tick[]> {
    return reader.rows<Tick>(
      `SELECT ${COLUMNS} FROM propaganda_ticks t WHERE t.plan_unit_id = $1 AND t.slot_on = $2 AND t.slot_minute = $3 ORDER BY t.seq DESC`,
      [planUnitId, on, minute],
    );
  }

  /** Adds ticks in one statement; answers how many came in: those of slots that somebody has ticked meanwhile are left out. */
  insert(tx: Tx, ticks: readonly NewTick[], by: { at: Instant; name: string; role: string }): Promise<number> {
    return tx.changed(
      `INSERT INTO propaganda_ticks (id, plan_unit_id, slot_on, slot_minute, outcome, edition, done_at, ticked_at, by_name, by_role, note, replaces_id, reason)
         SELECT n.id, n."planUnitId", n."on", n.minute, n.outcome, n.edition, n."doneAt", $2, $3, $4, n.note, n."replacesId", n.reason
           FROM json_to_recordset($1::json) AS n (id uuid, "planUnitId" uuid, "on" date, minute smallint, outcome text, edition integer,
             "doneAt" timestamptz, note text, "replacesId" uuid, reason text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(ticks), by.at, by.name, by.role],
    );
  }
}
