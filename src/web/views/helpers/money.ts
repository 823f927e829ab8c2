import type { Dong } from '../../../kernel/money.js';
import { formatMoney } from '../../../kernel/vietnamese/numbers.js';

/** `{{money amount}}`: "15.000.000 đồng"; "–" for null. */
export const money = (amount: Dong | null): string => (amount === null ? '–' : formatMoney(amount));
