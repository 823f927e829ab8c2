import type { Dong } from '../../../kernel/money.js';
import { amountInWords } from '../../../kernel/vietnamese/amount-in-words.js';

/** `{{moneyInWords amount}}`: "Mười lăm triệu đồng"; "–" for null. */
export const moneyInWords = (amount: Dong | null): string => (amount === null ? '–' : amountInWords(amount));
