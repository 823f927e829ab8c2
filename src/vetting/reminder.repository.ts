import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { DeskFacts } from './vetting.facts.js';

export interface LastReminder {
  communeId: UnitId;
  byName: string;
  at: Instant;
  count: number;
}

/** A dossier that was sent back and can still be supplemented. */
export interface AwaitedDossier {
  communeId: UnitId;
  code: string;
  villageName: string;
  dueAt: Instant;
}

/** A draft that was given more time by an extension of its own. */
export interface ExtendedDraft {
  id: EntryId;
  communeId: UnitId;
  villageName: string;
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

  /** What the communes of a desk were asked and can still answer, the nearest due instant first. */
  async awaitedOf(reader: Reader, desk: DeskFacts, now: Instant): Promise<AwaitedDossier[]> {
    return reader.rows<AwaitedDossier>(
      `SELECT d.commune_id AS "communeId", d.number AS code, v.name AS "villageName", e.supplement_due_at AS "dueAt"
         FROM desk_dossiers d JOIN entries e ON e.id = d.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        WHERE d.contest_id = $1 AND d.ordinal = $2 AND d.unit_id = $3 AND d.stage = 'returned' AND e.supplement_due_at > $4
        ORDER BY e.supplement_due_at, d.number`,
      [desk.contestId, desk.level, desk.unitId, now],
    );
  }

  /** The drafts of a desk's communes that an extension names, by village; at the first level only, where dossiers come in. */
  async extendedDraftsOf(reader: Reader, desk: DeskFacts): Promise<ExtendedDraft[]> {
    if (desk.level !== 1) return [];
    return reader.rows<ExtendedDraft>(
      `SELECT e.id, e.commune_id AS "communeId", v.name AS "villageName"
         FROM contest_vetters t JOIN entries e ON e.contest_id = t.contest_id AND e.commune_id = t.commune_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        WHERE t.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3 AND e.state = 'draft'
          AND EXISTS (SELECT FROM window_extensions x WHERE x.contest_id = e.contest_id AND x.entry_id = e.id)
        ORDER BY v.name, e.id`,
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
