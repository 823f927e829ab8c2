import type { BudgetSource } from '../contests/prize-money.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import type { CashTallies } from './award.tallies.js';
import { allocateFunds, type FundAllocation } from './fund-allocation.js';

/** What every paper and page says of a source: "Ngân sách tỉnh (QĐ 12): 60.000.000 đồng, phân bổ 43.500.000 đồng, còn 16.500.000 đồng". */
export const sayAllocated = (sources: FundAllocation['sources']): string[] =>
  sources.map(({ name, documentNumber, amount, allocated, left }) => {
    const paper = documentNumber === '' ? '' : ` (${documentNumber})`;
    return `${name}${paper}: ${formatMoney(amount)}, phân bổ ${formatMoney(allocated)}, còn ${formatMoney(left)}`;
  });

/** The allocation as the organisers' desk shows it; null where no source is written down or nothing is given. */
export function toAllocationView(
  tallies: Pick<CashTallies, 'byCommune' | 'total'>,
  sources: readonly BudgetSource[],
): object | null {
  if (sources.length === 0 || tallies.total === 0) return null;
  const { units, total, uncovered, ...allocation } = allocateFunds(tallies, sources);
  const hasGap = uncovered > 0;
  return {
    heads: [...sources.map(({ name }) => name), ...(hasGap ? ['Chưa có nguồn'] : [])],
    span: sources.length + (hasGap ? 1 : 0) + 3,
    units: units.map(({ name, districtName, amount, bySource, uncovered: open }) => ({
      name,
      districtName,
      amount,
      parts: [...bySource, ...(hasGap ? [open] : [])],
    })),
    totals: [...allocation.sources.map(({ allocated }) => allocated), ...(hasGap ? [uncovered] : [])],
    total,
    totalWords: amountInWords(total),
    sources: sayAllocated(allocation.sources),
  };
}
