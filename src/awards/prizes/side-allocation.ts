import type { RankedEntry } from '../../judging/ranked-entry.js';
import type { Criterion, ScoredEntry } from '../../judging/scoring-rules.js';
import { criterionMeans } from '../../judging/tally.js';
import { type Dong, sumDong } from '../../kernel/money.js';
import { type Rational, compareRationals, parseRational, rationalText } from '../../kernel/rational.js';
import type { SidePrizeBasis } from '../../contests/side-prize.facts.js';

/** A prize beside the tiers as the allocation takes it: points exact, `quantity` null with `floor` alone. */
export interface SidePrize {
  code: string;
  basis: SidePrizeBasis;
  quantity: number | null;
  amount: Dong;
  criterion: string | null;
  minimum: Rational | null;
  besideRank: boolean;
}

/** Whom people chose for a prize: the entries by number; none means that it is not given. */
export interface SideChoice {
  prize: string;
  entries: readonly string[];
}

export interface SideAward {
  prize: string;
  entry: string;
  rank: number;
  amount: Dong;
  basis: SidePrizeBasis;
  /** Exact mean of the prize's criterion ("49/2") where that decided; else null. */
  mean: string | null;
}

/** A prize that people have yet to decide: how many are left, and among whom; null: whoever has a rank and may get it. */
export interface OpenSidePrize {
  prize: string;
  left: number;
  candidates: string[] | null;
}

export interface SideAllocation {
  /** Prize by prize in the order of the contest, each by rank and then by number. */
  awards: SideAward[];
  open: OpenSidePrize[];
  /** What people decided not to give, and what nobody could get. */
  withheld: { prize: string; quantity: number }[];
  total: Dong;
}

/** Who is there to be given a prize: the ranking, the sheets behind it, and who has a prize by rank. */
export interface SideField {
  ranking: readonly RankedEntry[];
  entries: readonly ScoredEntry[];
  criteria: readonly Criterion[];
  awarded: ReadonlySet<string>;
}

/**
 * Gives the prizes beside the tiers. By `criterion`: the highest exact means over all sheets of the entry that have it, unweighted; who is
 * equal across the last place is left to people. By `choice`: whomever people chose. By `floor`: all whose ranking value reaches it. A
 * prize that is not `besideRank` passes over who has a prize by rank. A criterion that the rules do not know is left to people. Of several choices for one prize
 * the last counts, and one that names somebody who may not get it, or more than are left, counts for nothing: the prize is open again.
 */
export function allocateSidePrizes(
  prizes: readonly SidePrize[],
  field: SideField,
  choices: readonly SideChoice[],
): SideAllocation {
  const chosen = new Map(choices.map((choice) => [choice.prize, choice]));
  const given: SideAllocation = { awards: [], open: [], withheld: [], total: 0 };
  for (const prize of prizes) {
    const eligible = field.ranking.filter(({ entry }) => prize.besideRank || !field.awarded.has(entry));
    const { sure, tied, left } = standingsOf(prize, eligible, field);
    const choice = chosen.get(prize.code);
    const picked = left === 0 || choice === undefined ? null : pick(choice, tied ?? eligible, left);
    const winners = new Set([...sure, ...(picked ?? [])]);
    const means = prize.basis === 'criterion' ? meansOf(prize.criterion ?? '', field) : null;
    for (const { entry, rank } of eligible)
      if (winners.has(entry))
        given.awards.push({
          prize: prize.code,
          entry,
          rank,
          amount: prize.amount,
          basis: prize.basis,
          mean: textOf(means?.get(entry)),
        });
    const ungiven = (prize.quantity ?? winners.size) - winners.size;
    const isOpen = left > 0 && picked === null && (tied ?? eligible).length > 0;
    if (isOpen) given.open.push({ prize: prize.code, left, candidates: tied });
    else if (ungiven > 0) given.withheld.push({ prize: prize.code, quantity: ungiven });
  }
  given.total = sumDong(given.awards.map(({ amount }) => amount));
  return given;
}

interface Standings {
  /** Who has it whatever people say. */
  sure: string[];
  /** Equals for what is left; null: anybody. */
  tied: string[] | null;
  left: number;
}

function standingsOf(prize: SidePrize, eligible: readonly RankedEntry[], field: SideField): Standings {
  const quantity = prize.quantity ?? 0;
  if (prize.basis === 'floor') {
    const reaches = ({ rankingValue }: RankedEntry): boolean =>
      compareRationals(parseRational(rankingValue) as Rational, prize.minimum as Rational) >= 0;
    return { sure: eligible.filter(reaches).map(({ entry }) => entry), tied: null, left: 0 };
  }
  const means = prize.basis === 'criterion' ? meansOf(prize.criterion ?? '', field) : null;
  if (means === null) return { sure: [], tied: null, left: quantity };
  const valued = eligible.flatMap(({ entry }) => {
    const mean = means.get(entry);
    return mean === undefined ? [] : [{ entry, mean }];
  });
  valued.sort((a, b) => compareRationals(b.mean, a.mean));
  const last = valued[quantity - 1];
  if (last === undefined) return { sure: valued.map(({ entry }) => entry), tied: null, left: 0 };
  const above = valued.filter(({ mean }) => compareRationals(mean, last.mean) > 0).map(({ entry }) => entry);
  const level = valued.filter(({ mean }) => compareRationals(mean, last.mean) === 0).map(({ entry }) => entry);
  const left = quantity - above.length;
  return level.length === left
    ? { sure: [...above, ...level], tied: null, left: 0 }
    : { sure: above, tied: level.sort(), left };
}

/** The exact mean of a criterion by entry; null for a criterion that the rules do not know. Who has no points for it is left out. */
function meansOf(code: string, { entries, criteria }: SideField): Map<string, Rational> | null {
  const column = criteria.findIndex((criterion) => criterion.code === code);
  if (column === -1) return null;
  const asked = { criteria, tieBreak: [code] };
  return new Map(
    entries
      .filter(({ sheets }) => sheets.some((sheet) => (sheet[column] ?? null) !== null))
      .flatMap((entry) => criterionMeans(entry, asked).map((mean) => [entry.entry, mean] as const)),
  );
}

const textOf = (mean: Rational | undefined): string | null => (mean === undefined ? null : rationalText(mean));

/** Whom the choice gives it to; null where it fits no longer. */
function pick(
  { entries }: SideChoice,
  among: readonly (string | RankedEntry)[],
  left: number,
): readonly string[] | null {
  const known = new Set(among.map((one) => (typeof one === 'string' ? one : one.entry)));
  const isFit =
    entries.length <= left && new Set(entries).size === entries.length && entries.every((one) => known.has(one));
  return isFit ? entries : null;
}
