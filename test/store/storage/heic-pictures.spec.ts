import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawHeic, stopHeicReader } from '../../../src/storage/heic-pictures.js';
import { heicQuarters } from '../../fixtures/heic-colours.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-heic-'));
});
afterAll(async () => {
  await stopHeicReader();
  await rm(folder, { recursive: true });
});

const COLOURS = [
  [200, 30, 30],
  [30, 150, 50],
  [30, 60, 200],
  [240, 200, 50],
];
const GREYS = [
  [102, 102, 102],
  [130, 130, 130],
  [78, 78, 78],
  [203, 203, 203],
];

describe('A HEIC photo', () => {
  it.each([
    ['colours at half the size', COLOURS, 64],
    ['colours at full size', COLOURS, 64],
    ['ten bits a sample', COLOURS, 64],
    ['grey alone', GREYS, 64],
    ['colours at half the size', COLOURS, 16],
    ['ten bits a sample', COLOURS, 16],
  ] as const)('with %s is drawn in its colours, made smaller too', async (way, colours, side) => {
    const path = join(folder, 'a.heic');
    await writeFile(path, heicQuarters(way));
    const { data, width, height } = await drawHeic(path, side);
    expect([width, height]).toEqual([side, side]);
    const seen = [0.25, 0.75].flatMap((y) =>
      [0.25, 0.75].map((x) => {
        const at = (y * side * width + x * side) * 3;
        return [...data.subarray(at, at + 3)];
      }),
    );
    for (const [i, colour] of seen.entries())
      for (const [k, value] of colour.entries())
        expect(Math.abs(value - (colours[i]?.[k] ?? 0))).toBeLessThanOrEqual(2);
  });
});
