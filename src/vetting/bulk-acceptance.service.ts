import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { EntryLife } from '../entries/entry.life.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Act, Actor } from '../kernel/actor.js';
import type { ContestId } from '../kernel/ids.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { BatchRepository } from './batch.repository.js';
import { BulkAcceptanceRepository, type LaidDossier } from './bulk-acceptance.repository.js';
import { DecisionRepository } from './decision.repository.js';
import { failedPoints, newDecision, uncheckedPlaces } from './decision.service.js';
import type { Blocked } from './forwarding.service.js';
import type { SeenDossier } from './ticked.form.js';
import { standingChecks } from './vetting.facts.js';
import { type OpenedDesk, refusalIfMoved, VettingOpening } from './vetting.opening.js';
import { refuseOutsideVetting, refuseTicks, refuseToAcceptTogether } from './vetting.policy.js';

/** A ticked dossier: accepted when the button is pressed, or why not. */
export interface AcceptanceCandidate {
  entry: EntryFacts;
  checklistVersion: number;
  refusal: Refusal | null;
}

/**
 * Acceptance of several dossiers whose checklists are complete, in one act. All or nothing: the officer agreed to a list, and a
 * list of which a part has silently stayed behind would have to be compared by hand.
 */
@Injectable()
export class BulkAcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly opening: VettingOpening,
    private readonly entries: EntryReader,
    private readonly life: EntryLife,
    private readonly batches: BatchRepository,
    private readonly decisions: DecisionRepository,
    private readonly rows: BulkAcceptanceRepository,
  ) {}

  /** What would happen to each of the dossiers named, by commune and village. A number that is not of this desk makes all "not found". */
  async candidatesOf(
    reader: Reader,
    actor: Actor,
    opened: OpenedDesk,
    codes: readonly string[],
  ): Promise<AcceptanceCandidate[]> {
    const { desk, contest, calendar } = opened;
    const laid = await this.rows.laid(reader, desk, codes);
    if (laid.length !== codes.length) throw new Refused({ code: 'not-found' });
    const entries = new Map(
      (await this.entries.byNumbers(reader, contest.id, codes)).map((entry) => [entry.id as string, entry]),
    );
    const fields = await this.contests.fields(reader, contest.id);
    const slots = await this.contests.slots(reader, contest.id);
    const ownCommunes = await this.opening.ownCommunesOf(reader, actor);
    const others = await this.opening.othersFor(reader, actor, [...entries.values()], desk);
    return laid.flatMap((one): AcceptanceCandidate[] => {
      const entry = entries.get(one.id);
      if (entry === undefined) return [];
      const contents = { fields, slots, files: filesOf(one), standing: standingChecks(one.checks, one.round) };
      const refusal = refuseToAcceptTogether(
        actor,
        { entry, desk, contest, calendar, ownCommunes, others },
        {
          failed: failedPoints(contents).map(({ title }) => title),
          unchecked: uncheckedPlaces(contents).map(({ title }) => title),
        },
      );
      return [{ entry, checklistVersion: one.checklistVersion, refusal }];
    });
  }

  /**
   * Accepts the dossiers as they were seen, all of them or none, and answers how many. Refused: `acceptance-blocked` with each
   * that cannot be accepted (any more) and why; outside the window as every act of the office.
   */
  async accept(
    act: Act,
    wanted: { contestId: ContestId; level: number; dossiers: readonly SeenDossier[] },
  ): Promise<number> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.holdDesk(tx, act.actor, wanted);
      const { desk, contest, calendar } = opened;
      obey(refuseOutsideVetting(contest, desk.unitId, calendar));
      const codes = wanted.dossiers.map(({ code }) => code);
      obey(refuseTicks(codes.length));
      await this.batches.hold(tx, desk, codes);
      const candidates = await this.candidatesOf(tx, act.actor, opened, codes);
      const blocked = candidates.flatMap((found): Blocked[] => {
        const seen = wanted.dossiers.find(({ code }) => code === found.entry.code);
        const refusal =
          refusalIfMoved({ entry: found.entry, desk }, seen?.entryVersion ?? -1) ??
          found.refusal ??
          ifStale(found, seen);
        return refusal === null ? [] : [{ code: found.entry.code, refusal }];
      });
      if (blocked.length > 0) throw new Refused({ code: 'acceptance-blocked', blocked });
      const rules = await this.contests.rulesInForce(tx, contest.id, calendar.now);
      for (const { entry } of candidates) {
        const moved = await this.life.accept(tx, act, entry, {
          at: calendar.now,
          level: desk.level,
          facts: { rulesVersion: rules?.number ?? null, unchecked: [], together: candidates.length },
        });
        const decision = newDecision(
          act,
          { entry, desk, calendar },
          { verb: 'accept', reason: null, dueAt: null, rules, moved },
        );
        await this.decisions.insert(tx, decision);
      }
      return candidates.length;
    });
  }
}

const filesOf = ({ filledSlots }: LaidDossier) => filledSlots.map((slotId) => ({ slotId }));

const ifStale = ({ checklistVersion }: AcceptanceCandidate, seen: SeenDossier | undefined): Refusal | null =>
  seen?.checklistVersion === checklistVersion ? null : { code: 'checklist-stale' };
