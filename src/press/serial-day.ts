const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of spreadsheets: 30/12/1899, because day 60 is the 29 February 1900 that never was. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
// Built-in formats of ECMA-376, 18.8.30, that show a day.
const BUILT_IN = new Set([14, 15, 16, 17, 22]);
const FIRST_CUSTOM = 164;

/** Does this number format show a day? `code` is the workbook's own, '' for a built-in one. */
export function isDayFormat(id: number, code: string): boolean {
  if (id < FIRST_CUSTOM) return BUILT_IN.has(id);
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

/** A spreadsheet's day number as dd/mm/yyyy; null for what lies outside 1900 to 9999. */
export function formatSerialDay(serial: number): string | null {
  if (serial < 1 || serial > 2_958_465) return null;
  const day = new Date(DAY_ZERO + Math.floor(serial) * DAY_MILLISECONDS);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
}
