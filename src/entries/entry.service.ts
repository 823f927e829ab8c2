import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import type { ContestId, EntryId, UnitId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { type Answers, changedCodes, type TypedAnswers } from './entry.answers.js';
import { EntryDrafts } from './entry.drafts.js';
import type { EntryFacts } from './entry.facts.js';
import { staleEntry } from './entry.life.js';
import { ENTRY_MOVES } from './entry.moves.js';
import { EntryOpening } from './entry.opening.js';
import { refuseToCreate, refuseToEdit, refuseToEditPlace, refuseToWithdraw } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { EntryRepository } from './entry.repository.js';

/** What a commune does with the words of a dossier. Files and submission have services of their own. */
@Injectable()
export class EntryService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly drafts: EntryDrafts,
    private readonly repository: EntryRepository,
  ) {}

  /**
   * Begins a dossier for a village of the actor's commune and answers its code. Refused when the contest does not take any
   * now, when no village of the commune was chosen, and (`village-already-entered`, with the code of the one there is) when
   * the village has as many as the rules allow; under a race too.
   */
  async createDraft(act: Act, contestId: ContestId, villageId: string): Promise<string> {
    return this.database.act(act, async (tx) => {
      const contest = await this.contests.holdById(tx, contestId);
      if (contest === null) throw new Refused({ code: 'not-found' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      obey(refuseToCreate(act.actor, contest, calendar));
      const of = { communeId: act.actor.unitId as UnitId, villageId };
      const { draftCode } = await this.drafts.begin(tx, act, { contest, calendar }, of);
      return draftCode;
    });
  }

  /**
   * Writes the answers that the form carried; others stay. Of a returned dossier only the fields that the office named may
   * change. Refused as `stale` when the words were changed elsewhere since `typed.version`.
   */
  async saveAnswers(act: Act, code: string, typed: TypedAnswers): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const { entry, contest, calendar } = opened;
      obey(refuseToEdit(act.actor, entry, contest, calendar));
      if (typed.version !== entry.version) throw new Refused(staleEntry(entry));
      const fields = await this.contests.fields(tx, contest.id);
      const points = await this.entries.openPointsOf(tx, entry.id);
      const known = new Set(fields.map((field) => field.code));
      const answers: Answers = {
        ...entry.answers,
        ...Object.fromEntries(Object.entries(typed.answers).filter(([name]) => known.has(name))),
      };
      const changed = changedCodes(entry.answers, answers);
      for (const field of fields.filter((one) => changed.includes(one.code))) {
        obey(refuseToEditPlace(act.actor, entry, contest, calendar, points, { fieldId: field.id }));
      }
      const rows = await this.repository.saveAnswers(tx, entry, answers, {
        at: calendar.now,
        byName: act.actor.name,
      });
      if (rows === 0) throw new Refused(staleEntry(entry));
      const facts = changed.map((name) => [name, { from: entry.answers[name] ?? '', to: answers[name] ?? '' }]);
      await this.opening.record(tx, act, opened, 'entry.write', Object.fromEntries(facts));
      return this.again(tx, entry);
    });
  }

  /** Takes the dossier back, with the reason. Its number, files and receipts stay; the village may begin another. */
  async withdraw(act: Act, code: string, form: { version: number; reason: string }): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const { entry, contest, calendar } = opened;
      obey(refuseToWithdraw(act.actor, entry, contest, calendar));
      if (form.version !== entry.version) throw new Refused(staleEntry(entry));
      const { from, to } = ENTRY_MOVES.withdraw;
      const rows = await this.repository.withdraw(
        tx,
        entry,
        { from, state: to, reason: form.reason },
        { at: calendar.now, byName: act.actor.name },
      );
      if (rows === 0) throw new Refused(staleEntry(entry));
      const facts = { number: entry.number, from: entry.state, to };
      await this.opening.record(tx, act, opened, 'entry.withdraw', facts, form.reason);
      return this.again(tx, entry);
    });
  }

  private async again(tx: Parameters<EntryReader['byId']>[0], { id }: { id: EntryId }): Promise<EntryFacts> {
    const entry = await this.entries.byId(tx, id);
    if (entry === null) throw new Error(`entry ${id} vanished in its own transaction`);
    return entry;
  }
}
