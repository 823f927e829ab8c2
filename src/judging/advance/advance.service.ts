import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { contestAtOf } from '../judging.service.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import { AdvancePlanner } from './advance.planner.js';
import { refuseToOpenNext, refuseToUndoOpening } from './advance.policy.js';
import { AdvanceRepository } from './advance.repository.js';
import { type Advance, type AdvanceChoice } from './advancing.js';

/** What the secretary asks: who besides the rule, whether the same judges judge on, on what grounds. `seen` is the mark of the preview. */
export interface OpeningAsked {
  choice: AdvanceChoice;
  keepPanel: boolean;
  reason: string;
  seen: string;
}

/** The acts between two rounds: opening the next one, and taking that back. */
@Injectable()
export class AdvanceService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly planner: AdvancePlanner,
    private readonly advances: AdvanceRepository,
  ) {}

  /**
   * Opens the next planned round with the entries that go on. Refused: `round-not-closed-yet`, `no-next-round`, `no-criteria`,
   * `cut-undecided`, `entries-unknown`, `nobody-advances`, and `advance-moved` when the outcome is no longer the one previewed.
   * Conflicts of interest go with their entries; sheets do not: the new round is assigned anew.
   */
  async open(act: Act, asked: OpeningAsked): Promise<{ round: RoundFacts; going: number }> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const plans = await this.contests.plannedRounds(tx, contest.id);
      const next = plans.find(({ number }) => number === round.number + 1) ?? null;
      obey(refuseToOpenNext(act.actor, contest, round, next));
      const planned = plans.find(({ number }) => number === round.number);
      const rubric = await this.contests.currentRubricOfRound(tx, contest.id, round.number + 1);
      if (next === null || planned === undefined) throw new Refused({ code: 'no-next-round' });
      if (rubric === null || rubric.criteria.length === 0) throw new Refused({ code: 'no-criteria' });
      const { rows, advance, mark } = await this.planner.plan(tx, contest, { round, planned }, asked.choice);
      refuseUnclear(advance);
      if (mark !== asked.seen) throw new Refused({ code: 'advance-moved' });
      const made = await this.insertRound(tx, { former: round, name: next.name, rubricVersionId: rubric.versionId });
      const idOf = new Map(rows.map(({ number, entryId }) => [number, entryId]));
      await this.advances.insertEntries(
        tx,
        made.id,
        advance.going.flatMap(({ entry, way }) => {
          const entryId = idOf.get(entry);
          return entryId === undefined ? [] : [{ entryId, way }];
        }),
      );
      const way = { from: round.id, to: made.id };
      const judges = asked.keepPanel && next.kind !== 'outside' ? await this.advances.copyPanel(tx, way) : 0;
      await this.advances.copyConflicts(tx, way);
      await this.audit.record(tx, act, {
        act: 'round.advance',
        subjectKind: 'round',
        subjectId: made.id,
        contestId: contest.id,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: {
          number: made.number,
          rubric: rubric.number,
          rule: planned.advancing,
          going: advance.going.length,
          of: rows.length,
          tie: advance.tie === null ? null : { ...advance.tie, said: asked.choice.tie },
          added: advance.going.filter((one) => one.way === 'hand').map(({ entry }) => entry),
          leftOut: asked.choice.leftOut,
          judges,
        },
      });
      return { round: made, going: advance.going.length };
    });
  }

  /** Takes the opening of the newest round back: the round, its panel and its list are gone, the former is the newest again. */
  async undo(act: Act, asked: { version: number; reason: string }): Promise<{ number: number }> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const { entries, ...work } = await this.advances.counts(tx, round.id);
      obey(refuseToUndoOpening(act.actor, contest, round, work));
      if ((await this.advances.deleteRound(tx, { id: round.id, version: asked.version })) === 0)
        throw new Refused({ code: 'round-moved' });
      await this.audit.record(tx, act, {
        act: 'round.advance-undo',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { number: round.number, name: round.name, entries },
      });
      return { number: round.number };
    });
  }

  private async insertRound(
    tx: Tx,
    { former, name, rubricVersionId }: { former: RoundFacts; name: string } & Pick<RoundFacts, 'rubricVersionId'>,
  ): Promise<RoundFacts> {
    const id = newId<'round'>();
    const { contestId } = former;
    await this.rounds.insert(tx, { id, contestId, number: former.number + 1, name, rubricVersionId });
    const made = await this.rounds.byId(tx, id);
    if (made === null) throw new Refused({ code: 'round-moved' });
    return made;
  }

  private async hold(tx: Tx, act: Act): Promise<{ contest: ContestFacts; calendar: Calendar; round: RoundFacts }> {
    const { contestId } = placeOf(act);
    const round = await this.rounds.holdLatest(tx, contestId);
    const contest = round === null ? null : await this.contests.holdById(tx, contestId);
    if (contest === null || round === null) throw new Refused({ code: 'not-found' });
    return { contest, round, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }
}

/** What keeps an outcome from being carried out, whatever the rule. */
export function refuseUnclear(advance: Advance): void {
  if (advance.unknown.length > 0) throw new Refused({ code: 'entries-unknown', entries: advance.unknown });
  if (advance.tieUndecided)
    throw new Refused({ code: 'cut-undecided', entries: advance.tie?.entries ?? [], field: 'bang' });
  if (advance.going.length === 0) throw new Refused({ code: 'nobody-advances' });
}
