import { type Dong, sumDong } from '../../kernel/money.js';
import { Refused } from '../../kernel/refusal.js';
import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import type { Reader } from '../../database/tx.js';
import type { ContestFacts } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { writeBudget } from '../contest.repository.js';
import { sourceRows } from '../prize-money.repository.js';
import { tierRows } from '../prize-tier.repository.js';
import { sidePrizeRows } from '../side-prize.repository.js';
import { costOf } from '../tier.sums.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

/** The sum of all prizes in digits and in words, and what the budget leaves over or lacks. */
export async function costFacts(
  reader: Reader,
  { id, budget }: Pick<ContestFacts, 'id' | 'budget'>,
): Promise<{ label: string; value: string }[]> {
  const beside = await sidePrizeRows(reader, id);
  const cost = costOf([...(await tierRows(reader, id)), ...beside]);
  const uncounted = beside.filter(({ quantity, amount }) => quantity === null && amount > 0);
  return [
    { label: 'Tổng tiền thưởng', value: `${formatMoney(cost)} (${amountInWords(cost)})` },
    ...(uncounted.length === 0
      ? []
      : [{ label: 'Chưa tính trong tổng', value: uncounted.map(({ name }) => `${name} (theo điểm sàn)`).join('; ') }]),
    { label: 'Kinh phí', value: budget === null ? 'Chưa nhập' : formatMoney(budget) },
    ...(budget === null
      ? []
      : [
          cost > budget
            ? { label: 'Vượt kinh phí', value: formatMoney(cost - budget) }
            : { label: 'Còn lại', value: formatMoney(budget - cost) },
        ]),
  ];
}

/** The money that there is for prizes; with sources it is their sum and nothing else. */
export const BUDGET_PART: FormPart<{ budget: Dong | null }> = {
  path: PARTS.budget,
  deed: 'contest.budget',
  heading: 'Kinh phí giải thưởng',
  lead: 'Tổng tiền thưởng được kiểm tra với số này trước khi mở và trước khi xác nhận danh sách.',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.budgetSources), label: 'Nguồn kinh phí' },
    { href: contestPaths.part(contest.slug, PARTS.prizes), label: 'Cơ cấu giải thưởng' },
  ],
  note: () => null,
  facts: (reader, { contest }) => costFacts(reader, contest),
  fields: () => [
    field.text('budget', 'Kinh phí', {
      hint: 'Số đồng, ví dụ 90.000.000. Để trống nếu chưa có.',
      width: 'medium',
      optional: true,
    }),
  ],
  load: (_reader, { contest }) => Promise.resolve({ budget: contest.budget }),
  wordsOf: ({ budget }) => ({ budget: budget === null ? '' : formatInteger(budget) }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({ budget: words.money('budget', { label: 'Kinh phí', empty: null }) });
  },
  refuse: () => null,
  async write(tx, contest, { budget }) {
    const sources = await sourceRows(tx, contest.id);
    const sum = sumDong(sources.map(({ amount }) => amount));
    if (sources.length > 0 && budget !== sum) throw new Refused({ code: 'budget-from-sources', sum, field: 'budget' });
    await writeBudget(tx, contest.id, budget);
  },
};
