import { decimalText } from './integers.js';

/** Points are whole hundredths: 8.75 points are 875. */
export type Hundredths = number;

const POINTS = /^(\d+)(?:\.(\d{1,2}))?$/;

/**
 * Reads points as machines write them: digits, then at most two decimals behind a point ("8", "8.5", "8.75"). Null for
 * anything else: a comma, a sign, a third decimal, an exponent, and a number too large to be exact. People's typing is read by `parseTypedPoints`.
 */
export function parseFilePoints(text: string): Hundredths | null {
  const match = POINTS.exec(text);
  if (!match) return null;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(hundredths) ? hundredths : null;
}

/** Points as machines read them, without needless zeros: 875 is "8.75", 850 is "8.5", 800 is "8". */
export function filePoints(hundredths: Hundredths): string {
  const text = decimalText(hundredths, 2);
  return text.replace(/\.?0+$/, '');
}
