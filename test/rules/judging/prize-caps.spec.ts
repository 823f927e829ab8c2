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
    expect(cappedPrizes(THREE_TIERS, TIERS, ranked).map(({ quantity }) => quantity)).toEqual(quantities);
  });
});
