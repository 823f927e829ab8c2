import type { Dong } from '../kernel/money.js';
import { type Day, formatDay } from '../kernel/vietnamese/days.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';

/** The most that a paper lets one prize of a kind be, and the days on which it holds. */
export interface PrizeCeiling {
  /** Code of a tier, or of a prize beside the tiers. */
  prize: string;
  amount: Dong;
  document: string;
  /** '' where it is not given. */
  article: string;
  /** First and last day; null: not known, or not ended. */
  inForceFrom: Day | null;
  inForceUntil: Day | null;
}

/** Where prize money comes from, and how much of it. */
export interface BudgetSource {
  name: string;
  amount: Dong;
  /** The paper that grants it; '' where there is none yet. */
  documentNumber: string;
}

interface Priced {
  code: string;
  name: string;
  amount: Dong;
}

const isInForce = ({ inForceFrom, inForceUntil }: PrizeCeiling, on: Day): boolean =>
  (inForceFrom === null || inForceFrom <= on) && (inForceUntil === null || on <= inForceUntil);

/** "Thông tư 56/2023/TT-BTC, Điều 5". */
export const sayPaper = ({ document, article }: Pick<PrizeCeiling, 'document' | 'article'>): string =>
  [document, article].filter((words) => words !== '').join(', ');

/**
 * What is to be said of prizes against their ceilings on a day, a sentence each, in the order of the prizes: those above a ceiling that holds then, and
 * ceilings that do not hold then and so were not asked. A warning and no more: whether a paper applies is for people to say.
 */
export function ceilingWarnings(prizes: readonly Priced[], ceilings: readonly PrizeCeiling[], on: Day): string[] {
  return prizes.flatMap(({ code, name, amount }) =>
    ceilings
      .filter(({ prize }) => prize === code)
      .flatMap((ceiling) => {
        if (!isInForce(ceiling, on))
          return [`${name}: định mức theo ${sayPaper(ceiling)} không có hiệu lực ngày ${formatDay(on)} nên không so.`];
        if (amount <= ceiling.amount) return [];
        const most = formatMoney(ceiling.amount);
        return [`${name}: ${formatMoney(amount)} cao hơn mức trần ${most} theo ${sayPaper(ceiling)}.`];
      }),
  );
}

/** "Ngân sách tỉnh 60.000.000 đồng; xã hội hóa 30.000.000 đồng"; '' without any. */
export const saySources = (sources: readonly BudgetSource[]): string =>
  sources
    .map(({ name, amount, documentNumber }) =>
      [name, formatMoney(amount), ...(documentNumber === '' ? [] : [`(${documentNumber})`])].join(' '),
    )
    .join('; ');
