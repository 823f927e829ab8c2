import { parseRational, type Rational, toDecimal, ZERO } from '../kernel/rational.js';
import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import type { Workings } from './workings.js';

const PLACES = { decimals: 6, mode: 'down' as const };

export const exactly = (text: string): Rational => parseRational(text) ?? ZERO;

/** "175/2" as "87,5"; a decimal that goes on beyond six places is cut there and ends in "…". */
export function figure(exact: string): string {
  const value = exactly(exact);
  const cut = toDecimal(value, PLACES);
  const back = exactly(cut);
  const isWhole = back.numerator * value.denominator === value.numerator * back.denominator;
  return isWhole ? formatDecimal(cut.replace(/\.?0+$/, '')) : `${formatDecimal(cut)}…`;
}

/** Penalties and bonuses, one after another; empty where there are none. */
export function adjustedLines(
  name: string | null,
  before: string,
  given: NonNullable<Workings['adjustments']>,
  after: string | undefined,
): string[] {
  if (given.length === 0 || after === undefined) return [];
  const signs = given.map(({ hundredths }) => `${hundredths < 0 ? '−' : '+'} ${formatPoints(Math.abs(hundredths))}`);
  const reasons = given.map(
    ({ hundredths, reason }) =>
      `${hundredths < 0 ? 'trừ' : 'cộng'} ${formatPoints(Math.abs(hundredths))} vì: ${reason}`,
  );
  const floor = after === '0' ? ' (không xuống dưới 0)' : '';
  return [
    `${name === null ? 'Cộng, trừ điểm' : `Phần “${name}”, cộng, trừ điểm`} (${reasons.join('; ')}): ${figure(before)} ${signs.join(' ')} = ${figure(after)}${floor}.`,
  ];
}
