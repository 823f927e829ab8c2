import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { RoundId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { PanelArrangement } from '../panel.arrangement.js';
import { markOf, PanelPlanner } from '../panel.planner.js';
import { PanelRepository } from '../panel.repository.js';
import type { AssignableEntry, PanelJudge } from '../round.facts.js';
import { type GivenPlan, type GivenWay, planGiven, readPairs } from './given.plan.js';
import { GivenRepository } from './given.repository.js';

/** An assignment as somebody wrote it down: the table's text, and whether it is the whole of it. */
export interface WrittenPairs {
  text: string;
  way: GivenWay;
}

/** What the rows would do now. */
export interface GivenPreview {
  plan: GivenPlan;
  judges: readonly PanelJudge[];
  entries: readonly AssignableEntry[];
  /** Tells this outcome from every other: what is applied must be what was seen. */
  mark: string;
}

/** Assignment by a table `entry,judge` that the secretary brings along: checked row by row, then all of it or nothing. */
@Injectable()
export class GivenAssignment {
  constructor(
    private readonly database: Database,
    private readonly arrangement: PanelArrangement,
    private readonly planner: PanelPlanner,
    private readonly panel: PanelRepository,
    private readonly given: GivenRepository,
  ) {}

  /** Checks and plans, and writes nothing. As many queries for a thousand rows as for one. */
  async preview(
    reader: Reader,
    contest: Pick<ContestFacts, 'id'>,
    roundId: RoundId,
    { text, way }: WrittenPairs,
  ): Promise<GivenPreview> {
    const table = readPairs(text);
    const { judges, found } = await this.planner.caseOf(reader, contest, roundId);
    const named = [...new Set(table.rows.map(({ words }) => words.entry.toUpperCase()))];
    const numbers = await this.given.numbers(reader, contest.id, named);
    const people = await this.given.people(reader, contest.id, roundId);
    const sheets = await this.given.sheets(reader, roundId);
    const plan = planGiven(table, { found, people, numbers, sheets }, way);
    const { pairs, taken, staying } = plan;
    return { plan, judges, entries: found.entries, mark: markOf([pairs, taken, staying]) };
  }

  /**
   * Gives out and takes back what the rows say. Refused: `table-faulty` with one fault or more, `assignment-moved` when it would come out
   * otherwise than it was shown; whatever anybody wrote on a sheet stays.
   */
  async assign(act: Act, written: WrittenPairs, seen: string): Promise<{ given: number; taken: number }> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const { contest, round } = arranged;
      const { plan, mark } = await this.preview(tx, contest, round.id, written);
      if (plan.faults.length > 0)
        throw new Refused({ code: 'table-faulty', field: 'bang', faults: plan.faults.length });
      if (mark !== seen) throw new Refused({ code: 'assignment-moved' });
      const taken = await this.given.takeBack(tx, round.id, plan.taken);
      const given = await this.panel.assign(tx, round.id, plan.pairs);
      // A judge saves under the round's row shared: nothing was begun between the plan and here, or the mark is not told true.
      if (taken !== plan.taken.length) throw new Refused({ code: 'assignment-moved' });
      await this.arrangement.record(tx, act, arranged, {
        act: 'judging.assign',
        facts: { rule: `given-${written.way}`, given, taken, already: plan.already, staying: plan.staying.length },
      });
      this.arrangement.tellJudges(tx, arranged, plan.pairs);
      return { given, taken };
    });
  }
}
