import { formatDecimal } from '../../../kernel/vietnamese/numbers.js';

/** `{{number villages}}`: "1.234"; decimal text as SQL gives it, "87.50", becomes "87,50"; "–" for null. */
export const number = (value: number | bigint | string | null): string =>
  value === null ? '–' : formatDecimal(value.toString());
