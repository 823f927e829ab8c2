import { describe, expect, it } from '@jest/globals';
import { cappedPrizes } from '../../../src/judging/prize-caps.js';
import { THREE_TIERS } from '../tally/allocating.js';

/** 1 first, 2 second, 3 third; the third capped at 20% of the entries that have a rank. */
const TIERS = [
  { code: 'first', mostPercent: null },
  { code: 'third', mostPercent: 20 },
];

describe('A tier capped by a share of the ranked entries', () => {
  it.each([
    ['4 entries: 0,8 of a prize is none', 4, [1, 2, 0]],
    ['5 entries: just one', 5, [1, 2, 1]],
    ['9 entries: 1,8 is one', 9, [1, 2, 1]],
    ['15 entries: as many as planned', 15, [1, 2, 3]],
    ['100 entries: never more than planned', 100, [1, 2, 3]],
  ])('%s', (_, ranked, quantities) => {
    expect(
      cappedPrizes(THREE_TIERS, TIERS, { mostAwardedPercent: null }, ranked).map(({ quantity }) => quantity),
    ).toEqual(quantities);
  });
});

describe('All prizes by rank capped by a share of the ranked entries', () => {
  it.each([
    // 40% of 4 entries are 1,6: one prize, the first.
    ['4 entries: the best tier is served first', 4, 40, [1, 0, 0]],
    ['5 entries: two whole prizes', 5, 40, [1, 1, 0]],
    ['9 entries: 3,6 are three; of the third tier its own cap leaves one, this one nothing', 9, 40, [1, 2, 0]],
    ['10 entries: four', 10, 40, [1, 2, 1]],
    ['100 entries: never more than planned', 100, 40, [1, 2, 3]],
    ['no entries: none', 0, 40, [0, 0, 0]],
  ])('%s', (_, ranked, mostAwardedPercent, quantities) => {
    const capped = cappedPrizes(THREE_TIERS, TIERS, { mostAwardedPercent }, ranked);
    expect(capped.map(({ quantity }) => quantity)).toEqual(quantities);
  });
});
