import { Injectable } from '@nestjs/common';
import type { ContestFacts, CriterionFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { PlannedRoundFacts } from '../../contests/round-plan.facts.js';
import type { Reader } from '../../database/tx.js';
import { compareRationals, ONE, parseRational, ZERO } from '../../kernel/rational.js';
import { cappedPrizes } from '../prize-caps.js';
import { JudgingResults } from '../judging.results.js';
import type { MatrixRow, RoundTally } from '../results.facts.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { codeInRound, combinedCriteria, combineRounds, type CountedRound } from './combined.tally.js';

/** An entry that did not go on beyond a round, with what that round made of it. */
export interface LeftBehind extends MatrixRow {
  round: Pick<RoundFacts, 'number' | 'name'>;
  /** Its place in the whole contest: behind all who went further; null without a rank in its round. */
  contestRank: number | null;
}

/** What a contest comes to, once its last round is closed. */
export interface ContestResult {
  /** The last round. */
  round: RoundFacts;
  /** The rounds that count, in order; a single one is counted as it is. */
  counted: readonly (Pick<RoundFacts, 'number' | 'name'> & { weight: string })[];
  /** Whether the tally is a sum over rounds, in which judges and criteria bear their round's number ("2.GK1", "2.B"). */
  isCombined: boolean;
  /** Of the entries of the last round: of one that counts alone its own tally, of several their weighted sum. */
  tally: RoundTally;
  /** The criteria of the tally, in its order. */
  criteria: readonly CriterionFacts[];
  /** Names by judge code, of every round that counts. */
  judges: ReadonlyMap<string, string>;
  /** Who did not come to the last round: those of a later round first, each round in the order of its own ranking. */
  behind: readonly LeftBehind[];
}

/** The one result that awards, publication and exports read (docs/decisions/0030). Reads scores: for closed rounds only. */
@Injectable()
export class ContestResults {
  constructor(
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
  ) {}

  /** The contest's result; null before the last round that its rules plan is closed. As many queries as rounds ask, however many entries. */
  async of(reader: Reader, contest: ContestFacts): Promise<ContestResult | null> {
    const rounds = await this.rounds.all(reader, contest.id);
    const plans = await this.contests.plannedRounds(reader, contest.id);
    const last = rounds.at(-1);
    if (last === undefined || last.closedAt === null || last.number < plans.length) return null;
    const counted = countedOf(rounds, plans, last);
    const own = await Promise.all(counted.map(({ round, weight }) => this.counted(reader, contest, round, weight)));
    const names = await Promise.all(counted.map(({ round }) => this.results.judgeNames(reader, round.id)));
    const [single] = own;
    const isLastAlone = single?.number === last.number && compareRationals(single.weight, ONE) === 0;
    const isPlain = rounds.length === 1 || (own.length === 1 && isLastAlone);
    const lastTally = own.find(({ number }) => number === last.number)?.tally;
    const whole =
      isPlain && single !== undefined
        ? single.tally
        : combineRounds(own, {
            number: last.number,
            tally: lastTally ?? (await this.results.rankingOf(reader, contest, last.id)),
          });
    const { rules, entries } = whole.input;
    const tiers = await this.contests.tiers(reader, contest.id);
    const prizes = cappedPrizes(rules.prizes, tiers, contest.ranking, whole.ranking.length);
    const tally = { ...whole, input: { entries, rules: { ...rules, prizes } } };
    return {
      round: last,
      counted: counted.map(({ round, weight }) => ({ number: round.number, name: round.name, weight })),
      isCombined: !isPlain || single === undefined,
      tally,
      criteria: isPlain ? (single?.criteria ?? []) : combinedCriteria(own),
      judges: new Map(
        counted.flatMap(({ round }, index) =>
          [...(names[index] ?? [])].map(([code, name]) => [isPlain ? code : codeInRound(round, code), name]),
        ),
      ),
      behind: await this.behind(reader, contest, rounds, tally),
    };
  }

  private async counted(
    reader: Reader,
    contest: ContestFacts,
    round: RoundFacts,
    weight: string,
  ): Promise<CountedRound> {
    const tally = await this.results.rankingOf(reader, contest, round.id);
    const rubric = await this.contests.rubricVersion(reader, round.rubricVersionId);
    const { number, name } = round;
    return { number, name, weight: parseRational(weight) ?? ZERO, tally, criteria: rubric?.criteria ?? [] };
  }

  private async behind(
    reader: Reader,
    contest: ContestFacts,
    rounds: readonly RoundFacts[],
    tally: RoundTally,
  ): Promise<LeftBehind[]> {
    const seen = new Set(tally.places.keys());
    const behind: LeftBehind[] = [];
    let ahead = tally.ranking.length;
    for (const round of rounds.slice(0, -1).reverse()) {
      const everything = { order: 'place', limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const;
      const { rows } = await this.results.matrix(reader, contest, round.id, everything);
      const left = rows.filter(({ number }) => !seen.has(number));
      // Equals of one round stay equals: the first of them counts all who are ahead.
      let [place, equalTo] = [ahead, null as { rank: number | null; contestRank: number } | null];
      for (const row of left) {
        if (row.rank !== null) place += 1;
        const contestRank = equalTo?.rank === row.rank ? equalTo.contestRank : place;
        if (row.rank !== null) equalTo = { rank: row.rank, contestRank };
        behind.push({ ...row, round, contestRank: row.rank === null ? null : contestRank });
        seen.add(row.number);
      }
      ahead = place;
    }
    return behind;
  }
}

/** The rounds that count with their weights; a contest that plans none has its single round once. */
function countedOf(
  rounds: readonly RoundFacts[],
  plans: readonly PlannedRoundFacts[],
  last: RoundFacts,
): { round: RoundFacts; weight: string }[] {
  if (rounds.length === 1) return [{ round: last, weight: '1' }];
  return rounds
    .map((round) => ({ round, weight: plans.find(({ number }) => number === round.number)?.weight ?? '0' }))
    .filter(({ weight }) => Number(weight) > 0);
}
