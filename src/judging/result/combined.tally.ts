import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Rational } from '../../kernel/rational.js';
import { Refused } from '../../kernel/refusal.js';
import type { RoundTally, UncountedSheet, UnrankedEntry } from '../results.facts.js';
import {
  type Aggregate,
  COUNTED_METHODS,
  type CountedAggregate,
  type ScoredEntry,
  type Sheet,
} from '../scoring-rules.js';
import { rankEntries } from '../tally.js';

/** A closed round as it counts in the contest's result. */
export interface CountedRound {
  number: number;
  name: string;
  /** How many times its value counts; more than 0. */
  weight: Rational;
  tally: RoundTally;
  criteria: readonly CriterionFacts[];
}

/** The code of a round's criterion or judge among those of all rounds: "2.B", "2.GK1". */
export const codeInRound = ({ number }: Pick<CountedRound, 'number'>, code: string): string => `${number}.${code}`;

/** What a round is called among the parts of the sum. */
const partName = ({ number, name }: Pick<CountedRound, 'number' | 'name'>): string => `${number}. ${name}`;

/** The criteria of all rounds that count, in order, each with its round before its code and title. */
export const combinedCriteria = (rounds: readonly CountedRound[]): CriterionFacts[] =>
  rounds.flatMap((round) =>
    round.criteria.map((one) => ({ ...one, code: codeInRound(round, one.code), title: `${round.name}: ${one.title}` })),
  );

/** Only a value of the judges' totals can be a part of a sum; points for places cannot. */
const isCounted = (aggregate: Aggregate): aggregate is CountedAggregate =>
  COUNTED_METHODS.some((method) => method === aggregate.method);

/** How a round makes one value of its sheets; points from outside are a mean of one, whatever the contest's method. */
function countedAggregate({ input }: RoundTally): CountedAggregate {
  const { aggregate } = input.rules.scoring;
  if (!isCounted(aggregate)) throw new Refused({ code: 'rounds-method' });
  return aggregate;
}

/**
 * Several closed rounds as one tally, which `hoithi tally` recounts from its files: each round is a part of a weighted value, with
 * criteria and judges of its own ("2.B", "2.GK1"). What is ranked are the entries of `last`, the contest's last
 * round, that have a rank in every round that counts; the others of `last` are `unranked`. Ties are broken by the criteria of the
 * last round where it counts. Refuses `rounds-method` where the contest's method gives places instead of points.
 */
export function combineRounds(
  rounds: readonly CountedRound[],
  last: Pick<CountedRound, 'number' | 'tally'>,
): RoundTally {
  const { scoring, prizes, atBoundary } = last.tally.input.rules;
  const aggregates = rounds.map(({ tally }) => countedAggregate(tally));
  const rules = {
    scoring: {
      ...scoring,
      criteria: rounds.flatMap((round) =>
        round.tally.input.rules.scoring.criteria.map((one) => ({ ...one, code: codeInRound(round, one.code) })),
      ),
      aggregate: {
        method: 'weighted' as const,
        parts: rounds.map((round, index) => ({
          name: partName(round),
          weight: round.weight,
          criteria: round.tally.input.rules.scoring.criteria.map(({ code }) => codeInRound(round, code)),
          judges: judgesOf(round).map((judge) => codeInRound(round, judge)),
          aggregate: aggregates[index] ?? { method: 'mean' },
        })),
      },
      tieBreak: rounds
        .filter(({ number }) => number === last.number)
        .flatMap((round) => scoring.tieBreak.map((code) => codeInRound(round, code))),
    },
    prizes,
    atBoundary,
  };
  const columns = sheetsByEntry(rounds);
  const entries: ScoredEntry[] = [];
  const unranked: UnrankedEntry[] = [];
  const rankedSomewhere = rounds.map(({ tally }) => new Set(tally.input.entries.map(({ entry }) => entry)));
  for (const place of last.tally.places.values()) {
    const scored = columns(place.number);
    if (rankedSomewhere.every((ranked) => ranked.has(place.number))) entries.push(scored);
    else unranked.push({ ...place, judges: scored.judges, sheets: scored.sheets, signed: scored.sheets.length });
  }
  const known = new Set(entries.map(({ entry }) => entry));
  const adjustments = rounds
    .flatMap((round) =>
      (round.tally.input.rules.scoring.adjustments ?? []).map((one) => ({ ...one, part: partName(round) })),
    )
    .filter(({ entry }) => known.has(entry));
  const scored = { ...rules, scoring: { ...rules.scoring, adjustments } };
  return {
    input: { entries, rules: scored },
    ranking: rankEntries(entries, scored.scoring),
    places: last.tally.places,
    unranked,
    uncounted: uncountedOf(rounds),
  };
}

/** The judges who scored anything in a round, by code. */
function judgesOf({ tally }: CountedRound): string[] {
  const codes = [...tally.input.entries, ...tally.unranked].flatMap(({ judges }) => judges);
  return [...new Set(codes)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** What the rule about gaps left out in any of the rounds, by entry, first round first. */
function uncountedOf(rounds: readonly CountedRound[]): Map<string, UncountedSheet[]> {
  const widenOf = widening(rounds);
  const left = new Map<string, UncountedSheet[]>();
  for (const [index, round] of rounds.entries())
    for (const [entry, sheets] of round.tally.uncounted) {
      const mine = sheets.map((one) => ({
        ...one,
        judge: codeInRound(round, one.judge),
        sheet: widenOf(index)(one.sheet),
      }));
      left.set(entry, [...(left.get(entry) ?? []), ...mine]);
    }
  return left;
}

/** How a sheet of the round at a place becomes one on the criteria of all rounds: points on its own alone. */
function widening(rounds: readonly CountedRound[]): (place: number) => (sheet: Sheet) => Sheet {
  const lengths = rounds.map(({ tally }) => tally.input.rules.scoring.criteria.length);
  const sumOf = (some: readonly number[]): number => some.reduce((sum, length) => sum + length, 0);
  return (place) => {
    const from = sumOf(lengths.slice(0, place));
    return (sheet) => Array.from({ length: sumOf(lengths) }, (_, column) => sheet[column - from] ?? null);
  };
}

/** Gathers an entry's sheets of all rounds, first round first, each on the criteria of its own round alone. */
function sheetsByEntry(rounds: readonly CountedRound[]): (entry: string) => ScoredEntry {
  const widenOf = widening(rounds);
  const byRound = rounds.map((round, place) => {
    const { input, unranked } = round.tally;
    const scored = new Map<string, Pick<ScoredEntry, 'judges' | 'sheets'>>([
      ...input.entries.map((one) => [one.entry, one] as const),
      ...unranked.map((one) => [one.number, one] as const),
    ]);
    return { round, scored, widen: widenOf(place) };
  });
  return (entry) => {
    const mine = byRound.flatMap(({ round, scored, widen }) => {
      const { judges = [], sheets = [] } = scored.get(entry) ?? {};
      return judges.map((judge, index) => ({ judge: codeInRound(round, judge), sheet: widen(sheets[index] ?? []) }));
    });
    return { entry, judges: mine.map(({ judge }) => judge), sheets: mine.map(({ sheet }) => sheet) };
  };
}
