/** The page asked for in an address, from 1; out of range is page 1 (UX 1a, row 14). */
export function pageNumberOf(typed: unknown, total: number, pageSize: number): number {
  if (typeof typed !== 'string' || !/^[1-9]\d{0,6}$/.test(typed)) return 1;
  return Number(typed) <= Math.max(1, Math.ceil(total / pageSize)) ? Number(typed) : 1;
}
