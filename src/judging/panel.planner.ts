import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import type { Reader } from '../database/tx.js';
import type { RoundId } from '../kernel/ids.js';
import { type AssignmentCase, type AssignmentPlan, type AssignmentRule, planAssignment } from './assignment.js';
import { balanceInThread } from './assignment/balance.thread.js';
import { type EachPlan, planEach } from './assignment/each.plan.js';
import { planRooms, type RoomsPlan } from './assignment/rooms.plan.js';
import { EntryHands } from '../entries/entry.hands.js';
import { PanelRepository } from './panel.repository.js';
import type { PanelJudge } from './round.facts.js';

/** A plan with the judges it is for and how many entries there are. */
export interface Planned {
  judges: PanelJudge[];
  entries: number;
  plan: AssignmentPlan | EachPlan | RoomsPlan;
  /** Stands for the case the plan was made of: another one when anything it looked at has changed. */
  caseMark: string;
  /** Stands for the pairs of the plan: what is applied must be what was seen. */
  mark: string;
}

/** Reads what an assignment depends on and plans it; writes nothing. */
@Injectable()
export class PanelPlanner {
  constructor(
    private readonly panel: PanelRepository,
    private readonly hands: EntryHands,
  ) {}

  /** What a rule would do now. So many judges an entry takes seconds in a large contest: never inside a transaction. */
  async plan(
    reader: Reader,
    contest: Pick<ContestFacts, 'id'>,
    roundId: RoundId,
    rule: AssignmentRule,
  ): Promise<Planned> {
    const { judges, found } = await this.caseOf(reader, contest, roundId);
    const plan =
      rule.kind === 'each'
        ? await planEach(found, rule, balanceInThread)
        : rule.kind === 'rooms'
          ? planRooms(found, rule)
          : planAssignment(found, rule);
    return { judges, entries: found.entries.length, plan, caseMark: markOf(found), mark: markOf(plan.pairs) };
  }

  /** The mark of the case as it is in this transaction. */
  async caseMark(reader: Reader, contest: Pick<ContestFacts, 'id'>, roundId: RoundId): Promise<string> {
    const { found } = await this.caseOf(reader, contest, roundId);
    return markOf(found);
  }

  /** What an assignment depends on: the panel, everything the round judges, what is given, and every conflict. */
  async caseOf(
    reader: Reader,
    contest: Pick<ContestFacts, 'id'>,
    roundId: RoundId,
  ): Promise<{ judges: PanelJudge[]; found: AssignmentCase }> {
    const judges = await this.panel.judges(reader, roundId);
    const conflicts = await this.panel.conflicts(reader, roundId);
    const people = judges.map(({ personId }) => personId);
    const authors = await this.hands.authors(reader, contest.id, people);
    const vetters = await this.hands.vetters(reader, contest.id, people);
    const given = await this.panel.given(reader, roundId);
    const found: AssignmentCase = {
      entries: await this.panel.entries(reader, contest.id, roundId),
      judges: judges.map(({ personId, unitId }) => ({ personId, unitId })),
      // The last of a pair says why: what somebody wrote down before what was found.
      conflicts: [
        ...authors.map((pair) => ({ ...pair, kind: 'authored' as const })),
        ...vetters.map((pair) => ({ ...pair, kind: 'vetted' as const })),
        ...conflicts.map(({ personId, entryId, kind }) => ({ personId, entryId, kind })),
      ],
      given,
    };
    return { judges, found };
  }
}

/** Tells this from every other, as sixteen signs. */
export const markOf = (what: unknown): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
