import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, PersonId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { DEMONSTRATION, DEMONSTRATION_REQUEST } from './demonstration.facts.js';

/** Somebody whom an earlier load entered. */
export interface KnownPerson {
  id: PersonId;
  username: string;
}

/**
 * Every table of a contest, those that refer to others first. Tables that go with their parents (ON DELETE CASCADE) are not
 * named. `award_lines_are_frozen` lets the lines of a rehearsal go, and of nothing else.
 */
const CLEARING: readonly string[] = [
  `DELETE FROM award_lines WHERE list_id IN (SELECT id FROM award_lists WHERE contest_id = $1)`,
  `DELETE FROM award_lists WHERE contest_id = $1`,
  ...['paper_scans', 'paper_typings', 'paper_sheets', 'score_sheet_versions'].map(
    (table) => `DELETE FROM ${table} WHERE sheet_id IN
     (SELECT s.id FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id WHERE r.contest_id = $1)`,
  ),
  `DELETE FROM score_sheets WHERE round_id IN (SELECT id FROM judging_rounds WHERE contest_id = $1)`,
  `DELETE FROM judging_rounds WHERE contest_id = $1`,
  `DELETE FROM forwarded_entries WHERE batch_id IN (SELECT id FROM forwarding_batches WHERE contest_id = $1)`,
  `DELETE FROM forwarding_batches WHERE contest_id = $1`,
  `DELETE FROM supplement_points WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM vetting_decisions WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM vetting_checks WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM vetting_checklists WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM entry_receipts WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM slot_links WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM entry_files WHERE entry_id IN (SELECT id FROM entries WHERE contest_id = $1)`,
  `DELETE FROM entries WHERE contest_id = $1`,
  // Sample propaganda goes with the sample movement, and what people put into that movement too; the rest of what they made stays.
  `DELETE FROM propaganda_items i WHERE i.sample OR EXISTS (SELECT 1 FROM movements m WHERE m.id = i.movement_id AND m.sample
      AND NOT EXISTS (SELECT 1 FROM movement_contests c WHERE c.movement_id = m.id AND c.contest_id <> $1))`,
  // The sample movement goes with its contest, or with a load that was cut off before it had one; what people made stays.
  `DELETE FROM movements m WHERE m.sample AND NOT EXISTS (SELECT 1 FROM movement_contests c WHERE c.movement_id = m.id AND c.contest_id <> $1)`,
  `DELETE FROM session_moves WHERE assignment_id IN (SELECT id FROM role_assignments WHERE contest_id = $1)`,
  `DELETE FROM program_keys WHERE assignment_id IN (SELECT id FROM role_assignments WHERE contest_id = $1)`,
  `DELETE FROM role_assignments WHERE contest_id = $1`,
  `DELETE FROM contests WHERE id = $1`,
];

/** What only the demonstration does to the tables of other rooms: it knows them all, and takes its own contest out of them. */
@Injectable()
export class DemonstrationRepository {
  /**
   * The demonstration contest, its row held; null when there is none. What an earlier load made is told from what people made
   * by its creation in the log. Refuses `demonstration-not-ours` when the slug is anybody else's, or the contest is no rehearsal.
   */
  async holdContest(tx: Tx): Promise<ContestId | null> {
    const found = await tx.one<{ id: ContestId; isOurs: boolean }>(
      `SELECT c.id, c.rehearsal AND c.template = $2 AND EXISTS (SELECT 1 FROM audit_events a
                WHERE a.subject_kind = 'contest' AND a.subject_id = c.id::text AND a.act = 'contest.create' AND a.request_id = $3) AS "isOurs"
         FROM contests c WHERE c.slug = $1 FOR UPDATE OF c`,
      [DEMONSTRATION.slug, DEMONSTRATION.template, DEMONSTRATION_REQUEST],
    );
    if (found === null) return null;
    if (!found.isOurs) throw new Refused({ code: 'demonstration-not-ours', slug: DEMONSTRATION.slug });
    return found.id;
  }

  /** Removes a contest with everything in it. Events stay in the log, people and units where they are, files in the store. */
  async clear(tx: Tx, contestId: ContestId): Promise<void> {
    for (const sql of CLEARING) await tx.changed(sql, [contestId]);
  }

  /** Of these user names those that exist: entered by an earlier load, or somebody else's. */
  async peopleNamed(
    reader: Reader,
    usernames: readonly string[],
  ): Promise<{ known: KnownPerson[]; foreign: KnownPerson[] }> {
    const rows = await reader.rows<KnownPerson & { isOurs: boolean }>(
      `SELECT p.id, p.username, EXISTS (SELECT 1 FROM audit_events a WHERE a.subject_kind = 'person' AND a.subject_id = p.id::text
                AND a.act = 'demonstration.add-person') AS "isOurs"
         FROM persons p WHERE p.username = ANY($1) ORDER BY p.username`,
      [usernames],
    );
    return { known: rows.filter(({ isOurs }) => isOurs), foreign: rows.filter(({ isOurs }) => !isOurs) };
  }

  /** Is there a demonstration contest, and has the last load come to its end? */
  async standing(reader: Reader): Promise<{ isLoaded: boolean; isInterrupted: boolean; isEmpty: boolean }> {
    const row = await reader.one<{ isLoaded: boolean; isInterrupted: boolean; isEmpty: boolean }>(
      `WITH last AS (SELECT (SELECT max(id) FROM audit_events WHERE act = 'demonstration.begin') AS begun,
                            (SELECT max(id) FROM audit_events WHERE act = 'demonstration.load') AS done)
       SELECT coalesce(done > begun, false) AND EXISTS (SELECT 1 FROM contests WHERE slug = $1 AND rehearsal) AS "isLoaded",
              begun IS NOT NULL AND coalesce(done < begun, true) AS "isInterrupted",
              NOT EXISTS (SELECT 1 FROM contests) AND NOT EXISTS (SELECT 1 FROM persons) AS "isEmpty"
         FROM last`,
      [DEMONSTRATION.slug],
    );
    if (row === null) throw new Error('the database tells nothing of itself');
    return row;
  }
}
