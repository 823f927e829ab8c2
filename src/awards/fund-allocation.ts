import type { BudgetSource } from '../contests/prize-money.js';
import { type Dong, sumDong } from '../kernel/money.js';
import type { CashTallies } from './award.tallies.js';

/** What a commune that receives money is given, and out of which source how much of it. */
export interface UnitFunds {
  name: string;
  districtName: string | null;
  amount: Dong;
  /** One sum a source, in their order. */
  bySource: Dong[];
  /** What no source covers. */
  uncovered: Dong;
}

export interface FundAllocation {
  /** By district, then commune, as the tally has them. */
  units: UnitFunds[];
  sources: (BudgetSource & { allocated: Dong; left: Dong })[];
  total: Dong;
  uncovered: Dong;
}

/**
 * Allocates the cash of a list to communes by source: sources are used up in the contest's order, communes take from them in the order of the tally, so
 * that a commune draws on two sources only where one ends. A commune that receives no money is left out. Sums by unit and by source both come to the list's total, to the đồng. What sources do not
 * cover is `uncovered`; without any source all of it is.
 */
export function allocateFunds(
  { byCommune, total }: Pick<CashTallies, 'byCommune' | 'total'>,
  sources: readonly BudgetSource[],
): FundAllocation {
  const left = sources.map(({ amount }) => amount);
  const paid = byCommune.filter(({ amount }) => amount > 0);
  const units = paid.map(({ name, districtName, amount }): UnitFunds => {
    let open = amount;
    const bySource = left.map((available, index) => {
      const taken = Math.min(available, open);
      left[index] = available - taken;
      open -= taken;
      return taken;
    });
    return { name, districtName, amount, bySource, uncovered: open };
  });
  return {
    units,
    sources: sources.map((source, index) => {
      const rest = left[index] ?? 0;
      return { ...source, allocated: source.amount - rest, left: rest };
    }),
    total,
    uncovered: sumDong(units.map(({ uncovered }) => uncovered)),
  };
}
