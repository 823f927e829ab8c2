import type { BudgetSource } from '../contests/prize-money.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import type { Column, Sheet } from '../press/sheet.js';
import { heading, type SheetHead } from './award.sheets.js';
import type { CashTallies } from './award.tallies.js';
import { allocateFunds, type UnitFunds } from './fund-allocation.js';

/** How much each commune receives out of each source: a column a source, and one for what no source covers. */
export function allocationSheet(
  head: SheetHead,
  tallies: CashTallies,
  sources: readonly BudgetSource[],
): Sheet<UnitFunds> {
  const { units, total, uncovered, sources: allocated } = allocateFunds(tallies, sources);
  const money = (header: string, value: (unit: UnitFunds) => number): Column<UnitFunds> => ({
    header: `${header} (đồng)`,
    kind: 'money',
    width: 20,
    value,
  });
  return {
    name: 'Phân bổ theo đơn vị',
    heading: heading(head, 'PHÂN BỔ KINH PHÍ THEO ĐƠN VỊ'),
    columns: [
      { header: 'Xã', kind: 'text', width: 24, value: ({ name }) => name },
      { header: 'Huyện', kind: 'text', width: 24, value: ({ districtName }) => districtName },
      ...sources.map(({ name }, index) => money(name, ({ bySource }) => bySource[index] ?? 0)),
      ...(sources.length === 0 ? [] : [money('Chưa có nguồn', (unit) => unit.uncovered)]),
      money('Cộng', ({ amount }) => amount),
    ],
    rows: units,
    closing: [
      'Tổng cộng',
      null,
      ...allocated.map((one) => one.allocated),
      ...(sources.length === 0 ? [] : [uncovered]),
      total,
    ],
    footing: ['', `(Bằng chữ: ${amountInWords(total)})`],
    landscape: true,
  };
}
