import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync(join(import.meta.dirname, '../../../views/assets/hoithi.css'), 'utf8');
const root = css.slice(css.indexOf(':root {'), css.indexOf('}'));
const TOKENS = new Map(
  [...root.matchAll(/--([\w-]+): (#[0-9a-f]{3,6})/g)].map((match) => [String(match[1]), String(match[2])]),
);

/** Relative luminance and contrast as WCAG 2.2 defines them (understanding 1.4.3). */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const part = parseInt(full.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};
const token = (name: string): string => {
  const hex = TOKENS.get(name);
  if (hex === undefined) throw new Error(`no colour --${name}`);
  return hex;
};

describe('Words can be read (WCAG 1.4.3: 4,5 to 1)', () => {
  it.each([
    ['text', 'paper'],
    ['text', 'panel'],
    ['muted', 'paper'],
    ['muted', 'panel'],
    ['primary', 'paper'],
    ['primary', 'panel'],
    ['primary', 'info-tint'],
    ['primary-dark', 'paper'],
    ['visited', 'paper'],
    ['error', 'paper'],
    ['error', 'panel'],
    ['error-dark', 'error-tint'],
    ['success', 'paper'],
    ['success-dark', 'success-tint'],
    ['amber', 'amber-tint'],
    ['info', 'info-tint'],
    ['grey', 'grey-tint'],
    ['teal', 'teal-tint'],
    ['violet', 'violet-tint'],
    ['indigo', 'indigo-tint'],
    ['paper', 'strip'],
    ['gold', 'strip'],
    ['text', 'gold'],
  ])('%s on %s', (words, ground) => expect(contrast(token(words), token(ground))).toBeGreaterThanOrEqual(4.5));
});

describe('Edges and drawings can be seen (WCAG 1.4.11: 3 to 1)', () => {
  it.each([
    ['edge', 'paper'],
    ['edge', 'panel'],
    ['chart-1', 'paper'],
    ['chart-2', 'paper'],
    ['chart-3', 'paper'],
    ['chart-5', 'paper'],
    ['chart-2', 'amber-tint'],
  ])('%s on %s', (edge, ground) => expect(contrast(token(edge), token(ground))).toBeGreaterThanOrEqual(3));

  it.each(['paper', 'panel', 'primary', 'strip', 'error', 'success', 'gold'])(
    'of the two focus rings one stands out on %s',
    (ground) => {
      expect(
        Math.max(contrast(token('text'), token(ground)), contrast(token('gold'), token(ground))),
      ).toBeGreaterThanOrEqual(3);
    },
  );
});
