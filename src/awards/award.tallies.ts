import { RECIPIENT_KINDS, RECIPIENT_WORDS, type RecipientKind } from '../contests/recipient-kind.js';
import { type Dong, sumDong } from '../kernel/money.js';
import type { AwardLine, AwardLineKind, CashTally } from './award.facts.js';

/** The cash of a list, counted four ways; every way adds up to the same total. */
export interface CashTallies {
  /** Best tier first, behind them prizes beside the tiers and reward forms. Two tiers may bear one name; `code` tells them apart. */
  byTier: (CashTally & { code: string; kind: AwardLineKind })[];
  /** Groups, then people, then households; of a kind that receives nothing there is no row. */
  byRecipient: (CashTally & { kind: RecipientKind })[];
  /** By Vietnamese name order; communes without a district stand under the province as one group named "Trực thuộc tỉnh". */
  byDistrict: CashTally[];
  /** By district, then commune, in Vietnamese name order. */
  byCommune: (CashTally & { districtName: string | null })[];
  total: Dong;
  count: number;
}

/** Counts a list's cash by tier, kind of recipient, district and commune, each by what it is and not by its name. Lines come in list order: best tier first. */
export function tallyCash(lines: readonly AwardLine[]): CashTallies {
  const bySortKey = [...lines].sort(
    (a, b) =>
      compare(a.districtSortKey ?? '', b.districtSortKey ?? '') ||
      compare(a.districtId ?? '', b.districtId ?? '') ||
      compare(a.communeSortKey, b.communeSortKey),
  );
  return {
    byTier: grouped(
      lines,
      (line) => line.tierCode,
      ({ tierCode, tierName, kind }) => ({ code: tierCode, name: tierName, kind }),
    ),
    byRecipient: grouped(
      RECIPIENT_KINDS.flatMap((kind) => lines.filter(({ recipientKind }) => recipientKind === kind)),
      ({ recipientKind }) => recipientKind,
      ({ recipientKind }) => ({ kind: recipientKind, name: RECIPIENT_WORDS[recipientKind] }),
    ),
    byDistrict: grouped(
      bySortKey,
      (line) => line.districtId ?? '',
      (line) => ({ name: line.districtName ?? 'Trực thuộc tỉnh' }),
    ),
    byCommune: grouped(
      bySortKey,
      (line) => line.communeId,
      (line) => ({ name: line.communeName, districtName: line.districtName }),
    ),
    total: sumDong(lines.map(({ amount }) => amount)),
    count: lines.length,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function grouped<Named extends { name: string }>(
  lines: readonly AwardLine[],
  keyOf: (line: AwardLine) => string,
  named: (line: AwardLine) => Named,
): (Named & { count: number; amount: Dong })[] {
  const groups = Map.groupBy(lines, keyOf);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...named(first), count: group.length, amount: sumDong(group.map(({ amount }) => amount)) }];
  });
}
