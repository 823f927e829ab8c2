import {
  compareRationals,
  parseRational,
  rational,
  type Rational,
  subtract,
  toDecimal,
  ZERO,
} from '../kernel/rational.js';
import type { EntryId } from '../kernel/ids.js';
import type { EntryPlace, MatrixRow, RoundTally } from './results.facts.js';
import type { SignedSheet } from './results.repository.js';

/** An entry's sheets, GK2 before GK10. */
export type SheetsOfEntries = ReadonlyMap<EntryId, readonly SignedSheet[]>;

/** Every line of the matrix entries × judges: every signed sheet, those that do not count too, in the order of the ranking, entries without a rank last. */
export function matrixOf(tally: RoundTally, sheets: SheetsOfEntries): MatrixRow[] {
  const line = (place: EntryPlace): Pick<MatrixRow, 'totals' | 'low' | 'high' | 'spread' | keyof EntryPlace> => {
    const mine = Object.fromEntries(
      (sheets.get(place.entryId) ?? []).map(({ judgeCode, totalHundredths }) => [
        judgeCode,
        pointsText(hundredthsRational(totalHundredths)),
      ]),
    );
    const values = Object.values(mine)
      .map((text) => parseRational(text) ?? rational(0))
      .sort(compareRationals);
    const [low, high] = [values[0], values.at(-1)];
    if (low === undefined || high === undefined) return { ...place, totals: mine, low: null, high: null, spread: null };
    return {
      ...place,
      totals: mine,
      low: pointsText(low),
      high: pointsText(high),
      spread: pointsText(subtract(high, low)),
    };
  };
  const adjusted = Map.groupBy(tally.input.rules.scoring.adjustments ?? [], ({ entry }) => entry);
  const ranked = tally.ranking.map((one): MatrixRow => {
    const place = tally.places.get(one.entry);
    if (place === undefined) throw new Error(`the tally answered an unknown entry ${one.entry}`);
    const { rank, score, exact, judges, tieBreak } = one;
    const given = adjusted.get(one.entry)?.map(({ hundredths, reason }) => ({ hundredths, reason }));
    return {
      ...line(place),
      rank,
      score,
      exact,
      judges,
      tieBreak,
      ...(given && { adjustments: given }),
      ...uncountedOf(tally, one.entry),
    };
  });
  const rest = tally.unranked.map(({ signed, judges: _, sheets: __, ...place }): MatrixRow => ({
    ...line(place),
    rank: null,
    score: null,
    exact: null,
    judges: signed,
    tieBreak: [],
  }));
  return [...ranked, ...rest];
}

const hundredthsRational = (text: string): Rational => {
  const value = parseRational(text);
  if (value === null) throw new Error(`not a total: ${text}`);
  return rational(value.numerator, value.denominator * 100n);
};

/** Points as exact decimal text without needless zeros; weights give six decimals at most. */
const pointsText = (value: Rational): string =>
  toDecimal(value, { decimals: 6, mode: 'half-up' }).replace(/\.?0+$/, '');

function uncountedOf({ uncounted }: RoundTally, entry: string): Pick<MatrixRow, 'uncounted'> {
  const found = uncounted.get(entry);
  return found === undefined ? {} : { uncounted: found.map(({ judge, by, reason }) => ({ judge, by, reason })) };
}

/** Points in hundredths for the database to sort by; "0" for none. */
export const hundredthsOf = (points: string | null): string => {
  const value = points === null ? null : parseRational(points);
  return value === null
    ? '0'
    : toDecimal(rational(value.numerator * 100n, value.denominator), { decimals: 4, mode: 'half-up' });
};

/** Widest spread first. */
export const bySpread = (a: MatrixRow, b: MatrixRow): number =>
  compareRationals(parseRational(b.spread ?? '0') ?? ZERO, parseRational(a.spread ?? '0') ?? ZERO);
