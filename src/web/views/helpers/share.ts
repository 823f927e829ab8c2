/** `<rect width="{{share 7 11}}%">`: a part of the whole as percent with two decimals, held within 0 and 100; 0 of nothing is 0. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return '0';
  return String(Math.round((Math.min(Math.max(part, 0), whole) / whole) * 10_000) / 100);
}
