/*
 * A second, slow and simple-minded tally, written from the text of the contract and sharing no line with src/: fractions that
 * are never reduced, ranks by counting who is better, prize positions laid out one by one. It exists to disagree.
 */
export interface NaiveRules {
  criteria: { code: string; max: number; weight: number }[];
  aggregate: { method: string; drop?: number };
  rounding: { decimals: number; mode: string };
  rankOn: string;
  tieBreak: string[];
  atBoundary: string;
  minimum: Record<string, number>;
  prizes: { tier: string; quantity: number; amount: number }[];
}

export interface NaiveRow {
  entry: string;
  judge: string;
  criterion: string;
  points: string;
}

type Fraction = [bigint, bigint];

const fractionOf = (decimal: string): Fraction => {
  const [whole = '', places = ''] = decimal.split('.');
  return [BigInt(whole + places), 10n ** BigInt(places.length)];
};
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, count: number): Fraction => [a, b * BigInt(count)];
const order = ([a, b]: Fraction, [c, d]: Fraction): number => Number(a * d - c * b > 0n) - Number(a * d - c * b < 0n);
const sum = (all: Fraction[]): Fraction => all.reduce(plus, [0n, 1n]);

const valueOf = (totals: Fraction[], { method, drop = 0 }: NaiveRules['aggregate']): Fraction => {
  let left = [...totals].sort(order);
  if (method === 'trimmed-mean') for (let k = 0; k < drop; k += 1) left = left.slice(1, -1);
  if (method === 'median') while (left.length > 2) left = left.slice(1, -1);
  return over(sum(left), left.length);
};

const rounded = ([a, b]: Fraction, { decimals, mode }: NaiveRules['rounding']): string => {
  const ten = 10n ** BigInt(decimals);
  let below = 0n;
  for (let step = 1n << 80n; step > 0n; step >>= 1n) if ((below + step) * b <= a * ten) below += step;
  const isWhole = below * b === a * ten;
  const half = order([a * ten * 2n, b], [below * 2n + 1n, 1n]);
  const goesUp: Record<string, boolean> = {
    up: true,
    down: false,
    'half-up': half >= 0,
    'half-down': half > 0,
    'half-even': half > 0 || (half === 0 && below % 2n === 1n),
  };
  const digits = String(!isWhole && goesUp[mode] ? below + 1n : below).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, digits.length - decimals)}.${digits.slice(-decimals)}`;
};

const lowest = ([a, b]: Fraction): string => {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return b / x === 1n ? String(a / x) : `${a / x}/${b / x}`;
};

export function naiveTally(rows: NaiveRow[], rules: NaiveRules) {
  const known = [...new Set(rows.map((row) => row.entry))].map((entry) => {
    const mine = rows.filter((row) => row.entry === entry);
    const judges = [...new Set(mine.map((row) => row.judge))];
    const totals = judges.map((judge) =>
      sum(
        rules.criteria.map(({ code, weight }) => {
          const row = mine.find((each) => each.judge === judge && each.criterion === code);
          return times(fractionOf(row?.points ?? 'missing'), fractionOf(String(weight)));
        }),
      ),
    );
    const exact = valueOf(totals, rules.aggregate);
    const score = rounded(exact, rules.rounding);
    const chain = rules.tieBreak.map((step) => {
      const points = mine.filter((row) => `criterion:${row.criterion}` === step).map((row) => fractionOf(row.points));
      return over(sum(points), judges.length);
    });
    return {
      entry,
      judges: judges.length,
      exact,
      score,
      keys: [rules.rankOn === 'exact' ? exact : fractionOf(score), ...chain],
    };
  });
  type Known = (typeof known)[number];
  const against = (a: Known, b: Known): number =>
    a.keys.map((key, i) => order(b.keys[i]!, key)).find((each) => each !== 0) ?? 0;
  const ranked = known.map((one) => ({
    ...one,
    rank: 1 + known.filter((other) => against(one, other) > 0).length,
    steps: rules.tieBreak.filter((_, i) =>
      known.some(
        (other) => other !== one && one.keys.slice(0, i + 1).every((key, j) => order(key, other.keys[j]!) === 0),
      ),
    ),
  }));
  ranked.sort((a, b) => a.rank - b.rank || (a.entry < b.entry ? -1 : 1));
  return {
    ranking: ranked.map(({ entry, rank, score, exact, judges, steps }) => ({
      entry,
      rank,
      score,
      exact: lowest(exact),
      judges,
      tieBreak: steps,
    })),
    ...naiveAllocation(
      ranked.map(({ entry, rank, keys }) => ({ entry, rank, value: keys[0]! })),
      rules,
    ),
  };
}

function naiveAllocation(ranked: { entry: string; rank: number; value: Fraction }[], rules: NaiveRules) {
  const seats = rules.prizes.flatMap((prize) =>
    Array.from({ length: prize.quantity }, () => ({ ...prize, isWithheld: true })),
  );
  const awards: { entry: string; tier: string; amount: number }[] = [];
  const undecided: { tiers: string[]; entries: string[] }[] = [];
  let next = 0;
  for (const rank of new Set(ranked.map((one) => one.rank))) {
    const group = ranked.filter((one) => one.rank === rank);
    const mine: typeof seats = [];
    for (const { value } of group) {
      while (seats[next] && order(value, fractionOf(String(rules.minimum[seats[next]!.tier] ?? 0))) < 0) next += 1;
      const seat = seats[next];
      if (seat) mine.push(seat);
      next += 1;
    }
    const [best] = mine;
    if (!best) continue;
    for (const seat of mine) seat.isWithheld = false;
    const fits = mine.length === group.length && mine.every((seat) => seat.tier === best.tier);
    if (!fits && rules.atBoundary === 'decide') {
      undecided.push({ tiers: [...new Set(mine.map((seat) => seat.tier))], entries: group.map((one) => one.entry) });
      continue;
    }
    const purse = group.map(() => 0);
    if (!fits && rules.atBoundary === 'share') {
      let pool = mine.reduce((all, seat) => all + seat.amount, 0);
      const each = Math.floor(pool / group.length);
      pool -= each * group.length;
      group.forEach((_, i) => (purse[i] = each + (i < pool ? 1 : 0)));
    } else purse.fill(best.amount);
    group.forEach((one, i) => awards.push({ entry: one.entry, tier: best.tier, amount: purse[i]! }));
  }
  const withheld = rules.prizes
    .map(({ tier }) => ({ tier, quantity: seats.filter((seat) => seat.tier === tier && seat.isWithheld).length }))
    .filter(({ quantity }) => quantity > 0);
  return { awards, undecided, withheld, total: awards.reduce((all, award) => all + award.amount, 0) };
}
