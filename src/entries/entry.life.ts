import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { formatDateTime, isoLocal } from '../kernel/vietnamese/dates.js';
import { Notices } from '../notices/notices.js';
import { ENTRY_MOVES } from './entry.moves.js';
import type { EntryFacts, EntryState } from './entry.facts.js';
import { moveNotice } from './entry.notices.js';
import { EntryReader } from './entry.reader.js';

// A returned dossier is the commune's until its due instant ($6 is the contest's present moment).
const MAY_DECIDE = `(state <> 'returned' OR supplement_due_at <= $6)`;

/** The contest's present moment, and what the audit line should hold besides the move itself. */
interface Step {
  /** `calendar.now` of the entry's contest. */
  at: Instant;
  facts?: Readonly<Record<string, unknown>>;
}

/**
 * The moves of a dossier that other rooms decide. Each is one guarded write and one audit event inside the caller's own
 * transaction; who may decide is the caller's policy. When the dossier has moved on since `entry` was read, the move is
 * refused as `stale` (409) and the caller's transaction undone.
 */
@Injectable()
export class EntryLife {
  constructor(
    private readonly audit: Audit,
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
  ) {}

  /** The office of this level (from 1) passes the dossier. It waits there for forwarding. */
  async accept(tx: Tx, act: Act, entry: EntryFacts, step: Step & { level: number }): Promise<EntryFacts> {
    const { from, to } = ENTRY_MOVES.accept;
    const changed = await tx.changed(
      `UPDATE entries SET state = $4, vetted_level = $5, decided_at = $6, reason = NULL, supplement_due_at = NULL,
              changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3) AND vetted_level = $5 - 1 AND forwarded_level = $5 - 1 AND ${MAY_DECIDE}`,
      [entry.id, entry.version, from, to, step.level, step.at, act.actor.name],
    );
    return this.told(tx, act, entry, changed, { verb: 'accept', to, reason: null, ...step });
  }

  /** The office of this level turns the dossier down for good. */
  async reject(
    tx: Tx,
    act: Act,
    entry: EntryFacts,
    step: Step & { level: number; reason: string },
  ): Promise<EntryFacts> {
    const { from, to } = ENTRY_MOVES.reject;
    const changed = await tx.changed(
      `UPDATE entries SET state = $4, decided_at = $6, reason = $8, supplement_due_at = NULL,
              changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3) AND vetted_level = $5 - 1 AND forwarded_level = $5 - 1 AND ${MAY_DECIDE}`,
      [entry.id, entry.version, from, to, step.level, step.at, act.actor.name, step.reason],
    );
    return this.told(tx, act, entry, changed, { verb: 'reject', to, ...step });
  }

  /**
   * The office of this level gives the dossier back until `dueAt` (the instant itself is too late). The points that open
   * again are rows of `supplement_points`, written by the caller in the same transaction.
   */
  async returnForSupplement(
    tx: Tx,
    act: Act,
    entry: EntryFacts,
    step: Step & { level: number; reason: string; dueAt: Instant },
  ): Promise<EntryFacts> {
    const { from, to } = ENTRY_MOVES.return;
    const changed = await tx.changed(
      `UPDATE entries SET state = $4, reason = $8, supplement_due_at = $9, changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3) AND vetted_level = $5 - 1 AND forwarded_level = $5 - 1 AND ${MAY_DECIDE}`,
      [entry.id, entry.version, from, to, step.level, step.at, act.actor.name, step.reason, step.dueAt],
    );
    return this.told(tx, act, entry, changed, {
      verb: 'return',
      to,
      ...step,
      facts: { dueAt: isoLocal(step.dueAt), ...step.facts },
    });
  }

  /**
   * Puts words and files back as the last receipt lists them: what a commune changed after a request and never sent has not come
   * in. Files it had taken out stand again, files it had put in are taken out; nothing is lost, and what is there already stays.
   */
  async restoreReceived(tx: Tx, entry: Pick<EntryFacts, 'id'>, at: Instant): Promise<void> {
    const RECEIVED = `(SELECT body FROM entry_receipts WHERE entry_id = $1 ORDER BY round DESC LIMIT 1)`;
    const IN_RECEIPT = `EXISTS (SELECT 1 FROM json_array_elements((${RECEIVED})::json -> 'files') r JOIN contest_slots s ON s.id = f.slot_id
      WHERE r ->> 'slotCode' = s.code AND r ->> 'sha256' = f.sha256 AND r ->> 'name' = f.name)`;
    await tx.changed(
      `UPDATE entries e SET answers = coalesce((SELECT jsonb_object_agg(a ->> 'code', a ->> 'stored')
         FROM jsonb_array_elements((${RECEIVED})::jsonb -> 'answers') a WHERE a ->> 'stored' <> ''), '{}')
        WHERE e.id = $1 AND EXISTS ${RECEIVED}`,
      [entry.id],
    );
    await tx.changed(
      `UPDATE entry_files f SET removed_at = $2 WHERE f.entry_id = $1 AND f.removed_at IS NULL AND NOT ${IN_RECEIPT}`,
      [entry.id, at],
    );
    await tx.changed(
      `UPDATE entry_files f SET removed_at = NULL WHERE f.entry_id = $1 AND f.removed_at IS NOT NULL AND ${IN_RECEIPT}
          AND NOT EXISTS (SELECT 1 FROM entry_files o WHERE o.entry_id = f.entry_id AND o.slot_id = f.slot_id AND o.sha256 = f.sha256
                AND o.name = f.name AND (o.removed_at IS NULL OR (o.removed_at, o.id) > (f.removed_at, f.id)))`,
      [entry.id],
    );
  }

  /** The office of this level takes back its last decision: the dossier waits there again as the decision found it. */
  async takeBack(
    tx: Tx,
    act: Act,
    entry: EntryFacts,
    step: Step & { level: number; to: 'submitted' | 'accepted'; decidedAt: Instant | null },
  ): Promise<EntryFacts> {
    const verb = step.to === 'submitted' ? 'take-back' : 'take-back-above';
    const { from, to } = ENTRY_MOVES[verb];
    const changed = await tx.changed(
      `UPDATE entries SET state = $4, vetted_level = $5 - 1, decided_at = $8, reason = NULL, supplement_due_at = NULL,
              changed_at = $6, changed_by_name = $7, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3) AND forwarded_level = $5 - 1`,
      [entry.id, entry.version, from, to, step.level, step.at, act.actor.name, step.decidedAt],
    );
    const { at, level, facts = {} } = step;
    return this.told(tx, act, entry, changed, { verb, to, reason: null, at, level, facts });
  }

  /** The office of this level, having accepted it, sends the dossier upwards. No change of state: it is a batch row of vetting. */
  async forward(tx: Tx, act: Act, entry: EntryFacts, step: Step & { level: number }): Promise<EntryFacts> {
    const changed = await tx.changed(
      `UPDATE entries SET forwarded_level = $3, changed_at = $4, changed_by_name = $5, version = version + 1
        WHERE id = $1 AND version = $2 AND state = 'accepted' AND vetted_level = $3 AND forwarded_level = $3 - 1`,
      [entry.id, entry.version, step.level, step.at, act.actor.name],
    );
    return this.told(tx, act, entry, changed, { verb: 'forward', to: entry.state, reason: null, ...step });
  }

  /** The committee takes an accepted dossier out of the contest. */
  async disqualify(tx: Tx, act: Act, entry: EntryFacts, step: Step & { reason: string }): Promise<EntryFacts> {
    const { from, to } = ENTRY_MOVES.disqualify;
    const changed = await tx.changed(
      `UPDATE entries SET state = $4, decided_at = $5, reason = $7, changed_at = $5, changed_by_name = $6, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($3)`,
      [entry.id, entry.version, from, to, step.at, act.actor.name, step.reason],
    );
    return this.told(tx, act, entry, changed, { verb: 'disqualify', to, ...step });
  }

  private async told(
    tx: Tx,
    act: Act,
    entry: EntryFacts,
    changed: number,
    step: Step & { verb: string; to: EntryState; reason: string | null; level?: number; dueAt?: Instant },
  ): Promise<EntryFacts> {
    const now = await this.entries.byId(tx, entry.id);
    if (changed === 0 || now === null) throw new Refused(staleEntry(now ?? entry));
    await this.audit.record(tx, act, {
      act: `entry.${step.verb}`,
      subjectKind: 'entry',
      subjectId: entry.id,
      contestId: entry.contestId,
      entryId: entry.id,
      reason: step.reason,
      contestAt: step.at,
      facts: { number: entry.number, from: entry.state, to: step.to, level: step.level ?? null, ...step.facts },
    });
    await this.tellCommune(tx, now, step);
    return now;
  }

  private async tellCommune(
    tx: Tx,
    entry: EntryFacts,
    step: { verb: string; at: Instant; dueAt?: Instant },
  ): Promise<void> {
    const notice = moveNotice(entry, step.verb, step.dueAt ?? null);
    if (notice === null) return;
    const contest = await this.contests.byId(tx, entry.contestId);
    if (contest !== null) this.notices.tell(tx, contest, step.at, notice);
  }
}

/** 409: the dossier is no longer as the page showed it. Names who changed it last and when. */
export const staleEntry = (entry: EntryFacts): Refusal => ({
  code: 'stale',
  changedBy: entry.changedByName,
  changedAtText: formatDateTime(entry.changedAt),
});
