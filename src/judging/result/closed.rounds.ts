import { Injectable } from '@nestjs/common';
import type { ContestFacts, CriterionFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { Reader } from '../../database/tx.js';
import type { AdjustmentFacts } from '../adjustment/adjustment.facts.js';
import { AdjustmentRepository } from '../adjustment/adjustment.repository.js';
import { JudgingResults } from '../judging.results.js';
import type { RoundTally } from '../results.facts.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import type { ContestResult } from './contest.results.js';

/** A closed round as it stands by itself, whatever it weighs in the contest's result. */
export interface ClosedRound extends Pick<RoundFacts, 'number' | 'name'> {
  /** Decimal text; "0" of a round that only chose who goes on. */
  weight: string;
  tally: RoundTally;
  criteria: readonly CriterionFacts[];
  /** Names by judge code. */
  judges: ReadonlyMap<string, string>;
  /** By entry number, each entry's in the order they were written; of entries without a rank too. */
  adjustments: ReadonlyMap<string, readonly AdjustmentFacts[]>;
}

/** Everything that was scored in a contest, round by round. Reads scores: for closed rounds only. */
@Injectable()
export class ClosedRounds {
  constructor(
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly adjustments: AdjustmentRepository,
  ) {}

  /**
   * The closed rounds of a contest in order; rounds that are still open are left out. `result` is the contest's own: of a single
   * round it is that round's tally, and is not computed a second time.
   */
  async of(reader: Reader, contest: ContestFacts, { tally }: Pick<ContestResult, 'tally'>): Promise<ClosedRound[]> {
    const rounds = (await this.rounds.all(reader, contest.id)).filter(({ closedAt }) => closedAt !== null);
    const plans = await this.contests.plannedRounds(reader, contest.id);
    return Promise.all(
      rounds.map(async ({ id, number, name, rubricVersionId }) => ({
        number,
        name,
        weight: plans.find((plan) => plan.number === number)?.weight ?? '1',
        tally: rounds.length === 1 ? tally : await this.results.rankingOf(reader, contest, id),
        criteria: (await this.contests.rubricVersion(reader, rubricVersionId))?.criteria ?? [],
        judges: await this.results.judgeNames(reader, id),
        adjustments: Map.groupBy(await this.adjustments.ofRound(reader, id), (one) => one.number),
      })),
    );
  }
}
