import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { DeskFacts } from './vetting.facts.js';

export interface LastReminder {
  communeId: UnitId;
  byName: string;
  at: Instant;
  count: number;
}

@Injectable()
export class ReminderRepository {
  /** The latest reminder of each commune of a desk and how many there have been; communes never reminded are absent. */
  async lastOfDesk(reader: Reader, desk: DeskFacts): Promise<LastReminder[]> {
    return reader.rows<LastReminder>(
      `SELECT DISTINCT ON (r.commune_id) r.commune_id AS "communeId", r.reminded_by_name AS "byName", r.reminded_at AS at,
              count(*) OVER (PARTITION BY r.commune_id) AS count
         FROM commune_reminders r WHERE r.contest_id = $1 AND r.ordinal = $2 AND r.unit_id = $3
        ORDER BY r.commune_id, r.reminded_at DESC, r.id`,
      [desk.contestId, desk.level, desk.unitId],
    );
  }

  async insert(
    tx: Tx,
    desk: DeskFacts,
    reminders: readonly { id: string; communeId: UnitId; body: string }[],
    by: { personId: PersonId; name: string; at: Instant },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO commune_reminders (id, contest_id, ordinal, unit_id, commune_id, body, reminded_by, reminded_by_name, reminded_at)
       SELECT r.id, $1, $2, $3, r."communeId", r.body, $5, $6, $7
         FROM json_to_recordset($4::json) AS r(id uuid, "communeId" uuid, body text)`,
      [desk.contestId, desk.level, desk.unitId, JSON.stringify(reminders), by.personId, by.name, by.at],
    );
  }
}
