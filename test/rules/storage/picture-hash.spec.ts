import { describe, expect, it } from '@jest/globals';
import { differenceHash, HASH_HEIGHT, HASH_WIDTH } from '../../../src/storage/picture-hash.js';

const greys = (shade: (column: number, row: number) => number): Uint8Array =>
  Uint8Array.from({ length: HASH_WIDTH * HASH_HEIGHT }, (_, i) => shade(i % HASH_WIDTH, Math.floor(i / HASH_WIDTH)));

describe('What a picture looks like', () => {
  it.each([
    ['growing lighter to the right: every bit is set, -1 as a signed number', (c: number) => c * 20, -1n],
    ['growing darker to the right: none is', (c: number) => 200 - c * 20, 0n],
    [
      'a light last column: the last bit of each of eight rows, 0x0101…01',
      (c: number) => (c === 8 ? 200 : 0),
      0x0101010101010101n,
    ],
    [
      'a light second column in the first row alone: its first bit, the sign',
      (c: number, r: number) => (c === 1 && r === 0 ? 200 : 0),
      -(2n ** 63n),
    ],
    ['of one colour: nothing', () => 120, null],
    ['of shades that differ by seven: nothing', (c: number) => 100 + (c % 2) * 7, null],
  ])('%s', (_what, shade, expected) => {
    expect(differenceHash(greys(shade))).toBe(expected);
  });

  it('stays the same when the whole picture grows lighter', () => {
    const shade = (c: number, r: number): number => ((c * 37 + r * 91) % 100) + 20;
    expect(differenceHash(greys((c, r) => shade(c, r) + 60))).toBe(differenceHash(greys(shade)));
  });

  it('is not told from another number of shades', () => {
    expect(() => differenceHash(new Uint8Array(71))).toThrow('expected 72 greys');
  });
});
