import { Injectable } from '@nestjs/common';
import type { RulesVersionId } from '../contests/contest.facts.js';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryState } from '../entries/entry.facts.js';
import type { EntryHand } from '../entries/entry.hands.js';
import type { ContestId, EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { DecisionFacts, DecisionPoint, DecisionVerb } from './vetting.facts.js';

/** A decision as it is written: who, at which level, citing which version of the rules. */
export interface NewDecision {
  id: string;
  entryId: EntryId;
  level: number;
  unitId: UnitId;
  unitName: string;
  verb: DecisionVerb;
  reason: string | null;
  dueAt: Instant | null;
  rulesVersionId: RulesVersionId | null;
  decidedBy: PersonId;
  decidedByName: string;
  decidedAt: Instant;
  fromState: EntryState;
  fromDecidedAt: Instant | null;
  entryVersion: number;
}

@Injectable()
export class DecisionRepository {
  /** Who of these people checked or decided on which dossiers of a contest, each pair once, by dossier and person. */
  vettersOf(reader: Reader, contestId: ContestId, people: readonly PersonId[]): Promise<EntryHand[]> {
    return reader.rows<EntryHand>(
      `SELECT d.decided_by AS "personId", e.id AS "entryId" FROM vetting_decisions d JOIN entries e ON e.id = d.entry_id
        WHERE e.contest_id = $1 AND d.decided_by = ANY($2)
       UNION
       SELECT c.changed_by, e.id FROM vetting_checklists c JOIN entries e ON e.id = c.entry_id
        WHERE e.contest_id = $1 AND c.changed_by = ANY($2) ORDER BY 2, 1`,
      [contestId, people],
    );
  }

  async insert(tx: Tx, decision: NewDecision): Promise<void> {
    await tx.changed(
      `INSERT INTO vetting_decisions (id, entry_id, ordinal, unit_id, unit_name, verb, reason, due_at, rules_version_id, decided_by, decided_by_name, decided_at,
         from_state, from_decided_at, entry_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        decision.id,
        decision.entryId,
        decision.level,
        decision.unitId,
        decision.unitName,
        decision.verb,
        decision.reason,
        decision.dueAt,
        decision.rulesVersionId,
        decision.decidedBy,
        decision.decidedByName,
        decision.decidedAt,
        decision.fromState,
        decision.fromDecidedAt,
        decision.entryVersion,
      ],
    );
  }

  /** The decision no longer stands; it stays on record with who took it back. */
  async undo(tx: Tx, id: string, by: { personId: PersonId; name: string; at: Instant }): Promise<void> {
    await tx.changed(`UPDATE vetting_decisions SET undone_at = $2, undone_by = $3, undone_by_name = $4 WHERE id = $1`, [
      id,
      by.at,
      by.personId,
      by.name,
    ]);
  }

  /** Closes what was asked and not answered in time; the decision that follows takes its place. */
  async lapsePoints(tx: Tx, entryId: EntryId, at: Instant): Promise<void> {
    await tx.changed(
      `UPDATE supplement_points SET lapsed_at = $2 WHERE entry_id = $1 AND answered_at IS NULL AND lapsed_at IS NULL`,
      [entryId, at],
    );
  }

  /** Opens the named places of a returned dossier, and no others. */
  async openPoints(
    tx: Tx,
    { decisionId, entryId }: { decisionId: string; entryId: EntryId },
    points: readonly (Omit<DecisionPoint, 'answered'> & { id: string })[],
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO supplement_points (id, decision_id, entry_id, slot_id, field_id, reason_kind, note)
       SELECT p.id, $1, $2, p."slotId", p."fieldId", p."reasonKind", p.note
         FROM json_to_recordset($3::json) AS p(id uuid, "slotId" uuid, "fieldId" uuid, "reasonKind" text, note text)`,
      [decisionId, entryId, JSON.stringify(points)],
    );
  }

  /** All decisions on a dossier, at every level, first taken first. */
  async ofEntry(reader: Reader, entryId: EntryId): Promise<DecisionFacts[]> {
    return reader.rows<DecisionFacts>(
      `SELECT d.id, d.ordinal AS level, d.unit_name AS "unitName", d.verb, d.reason, d.due_at AS "dueAt", r.number AS "rulesNumber",
              d.decided_by_name AS "decidedByName", d.decided_at AS "decidedAt",
              d.from_state AS "fromState", d.from_decided_at AS "fromDecidedAt", d.entry_version AS "entryVersion",
              d.undone_at AS "undoneAt", d.undone_by_name AS "undoneByName",
              coalesce((SELECT json_agg(json_build_object('slotId', p.slot_id, 'fieldId', p.field_id, 'reasonKind', p.reason_kind,
                                 'note', p.note, 'answered', p.answered_at IS NOT NULL)
                                 ORDER BY p.slot_id IS NULL, s.sort_order, w.sort_order, p.id)
                          FROM supplement_points p LEFT JOIN contest_slots s ON s.id = p.slot_id LEFT JOIN contest_fields w ON w.id = p.field_id
                         WHERE p.decision_id = d.id), '[]') AS points
         FROM vetting_decisions d LEFT JOIN rules_versions r ON r.id = d.rules_version_id
        WHERE d.entry_id = $1 ORDER BY d.seq`,
      [entryId],
    );
  }
}
