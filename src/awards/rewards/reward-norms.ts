import type { RecipientKind } from '../../contests/recipient-kind.js';
import { sayPaper } from '../../contests/prize-money.js';
import type { RankedEntry } from '../../judging/ranked-entry.js';
import { type Dong, isDong, sumDong } from '../../kernel/money.js';
import type { Refusal } from '../../kernel/refusal.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger, formatMoney, formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { BaseSalary, GrantedReward, RewardNorm } from './reward.facts.js';

const TEN_THOUSAND = 10_000;

/**
 * Multiple × base salary, rounded as the norm says; without a rule a part of a đồng counts as a whole one. A RangeError for a sum that cannot be exact.
 */
export function rewardAmount({
  multipleHundredths,
  base,
  rounding,
}: Pick<GrantedReward, 'multipleHundredths' | 'base' | 'rounding'>): Dong {
  const step = rounding === 'up-ten-thousand' ? TEN_THOUSAND : 1;
  const product = multipleHundredths * base;
  // Whole numbers below 2^53 divide without an error that could lift an exact multiple to the next step.
  const amount = Math.ceil(product / (100 * step)) * step;
  if (!isDong(product) || !isDong(amount)) throw new RangeError(`not a sum of money: ${multipleHundredths} × ${base}`);
  return amount;
}

/** The base salary of a day; null before the first step that is known. Steps in any order. */
export function baseOn(steps: readonly BaseSalary[], on: Day): BaseSalary | null {
  const begun = steps.filter(({ inForceFrom }) => inForceFrom <= on);
  return begun.reduce<BaseSalary | null>(
    (last, one) => (last === null || last.inForceFrom < one.inForceFrom ? one : last),
    null,
  );
}

/** The norm of a form for a kind of recipient on a day; null where none is known. */
export const normOn = (
  norms: readonly RewardNorm[],
  asked: { form: string; recipientKind: RecipientKind },
  on: Day,
): RewardNorm | null =>
  norms.find(
    ({ form, recipientKind, inForceFrom, inForceUntil }) =>
      form === asked.form &&
      recipientKind === asked.recipientKind &&
      inForceFrom <= on &&
      (inForceUntil === null || on <= inForceUntil),
  ) ?? null;

/** "Mức lương cơ sở 2.530.000 đồng từ ngày 01/07/2026: chưa có văn bản dẫn." */
export const sayBase = ({ amount, inForceFrom, document }: BaseSalary): string =>
  `Mức lương cơ sở ${formatMoney(amount)} từ ngày ${formatDay(inForceFrom)}: ${document === '' ? 'chưa có văn bản dẫn' : document}.`;

/**
 * What a form is worth by the papers in force on the day of the decision. Refuses `reward-norm-missing`, `base-salary-missing`: nothing is computed from
 * a norm of another time. What is uncertain about either goes with the answer as `caveats`, to be said wherever the sum is.
 */
export function priceReward(
  book: { norms: readonly RewardNorm[]; bases: readonly BaseSalary[] },
  asked: { form: string; recipientKind: RecipientKind; recipient: string; decidedOn: Day },
): { reward: GrantedReward } | { refusal: Refusal } {
  const { recipientKind, recipient, decidedOn } = asked;
  const norm = normOn(book.norms, asked, decidedOn);
  if (norm === null) return { refusal: { code: 'reward-norm-missing', on: decidedOn, field: 'form' } };
  const base = baseOn(book.bases, decidedOn);
  if (base === null) return { refusal: { code: 'base-salary-missing', on: decidedOn, field: 'decidedOn' } };
  return {
    reward: {
      name: norm.name,
      recipientKind,
      recipient,
      decidedOn,
      multipleHundredths: norm.multipleHundredths,
      base: base.amount,
      rounding: norm.rounding,
      normPaper: sayPaper(norm),
      basePaper: base.document,
      caveats: [...(base.document === '' ? [sayBase(base)] : []), ...(norm.caveat === '' ? [] : [norm.caveat])],
    },
  };
}

/** "0,15 × 1.490.000 đồng, làm tròn lên hàng chục nghìn": by what a sum came about, on the list. */
export const sayProduct = ({
  multipleHundredths,
  base,
  rounding,
}: Pick<GrantedReward, 'multipleHundredths' | 'base' | 'rounding'>): string =>
  `${formatPoints(multipleHundredths)} × ${formatInteger(base)}${rounding === 'none' ? '' : ', làm tròn lên hàng chục nghìn'}`;

/** A grant as the allocation takes it. */
export interface RewardGrant extends Pick<
  GrantedReward,
  'name' | 'recipientKind' | 'recipient' | 'multipleHundredths' | 'base' | 'rounding'
> {
  form: string;
  entry: string;
}

export interface RewardAward {
  grant: RewardGrant;
  entry: string;
  rank: number;
  amount: Dong;
}

export interface RewardAllocation {
  /** Form by form in the order in which each was first granted; within one by rank and number, then as granted. */
  awards: RewardAward[];
  /** Grants to entries that have no rank any more. */
  stale: RewardGrant[];
  total: Dong;
}

/** The reward forms that people granted, to entries that have a rank. */
export function grantRewards(grants: readonly RewardGrant[], ranking: readonly RankedEntry[]): RewardAllocation {
  const ranked = new Set(ranking.map(({ entry }) => entry));
  const forms = Map.groupBy(grants, ({ form }) => form);
  const awards = [...forms.values()].flatMap((ofForm) =>
    ranking.flatMap(({ entry, rank }) =>
      ofForm
        .filter((grant) => grant.entry === entry)
        .map((grant) => ({ grant, entry, rank, amount: rewardAmount(grant) })),
    ),
  );
  return {
    awards,
    stale: grants.filter(({ entry }) => !ranked.has(entry)),
    total: sumDong(awards.map(({ amount }) => amount)),
  };
}
