import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { PlannedRoundFacts } from '../../contests/round-plan.facts.js';
import type { Reader } from '../../database/tx.js';
import { JudgingResults } from '../judging.results.js';
import type { MatrixRow } from '../results.facts.js';
import type { RoundFacts } from '../round.facts.js';
import { type Advance, type AdvanceChoice, planAdvance } from './advancing.js';

/** What opening the next round would do. */
export interface PlannedAdvance {
  /** The closed round, line by line in the order of its ranking. */
  rows: MatrixRow[];
  advance: Advance;
  /** Tells this outcome from every other: an act says which one its page showed. */
  mark: string;
}

/** Applies a round's rule of advancing to what the closed round came to. */
@Injectable()
export class AdvancePlanner {
  constructor(private readonly results: JudgingResults) {}

  async plan(
    reader: Reader,
    contest: ContestFacts,
    { round, planned }: { round: RoundFacts; planned: Pick<PlannedRoundFacts, 'advancing'> },
    choice: AdvanceChoice,
  ): Promise<PlannedAdvance> {
    const everything = { order: 'place', limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const;
    const { rows } = await this.results.matrix(reader, contest, round.id, everything);
    const standings = rows.map(({ number, rank, score, exact }) => ({
      entry: number,
      rank,
      value: contest.ranking.rankOn === 'rounded' ? score : exact,
    }));
    const advance = planAdvance(standings, planned.advancing, choice);
    const told = JSON.stringify([round.id, round.version, standings, advance.going]);
    return { rows, advance, mark: createHash('sha256').update(told).digest('hex').slice(0, 16) };
  }
}
