import { describe, expect, it } from '@jest/globals';
import { numbersMeant, secretMeant } from '../../../src/entries/look-up.words.js';

describe('A number that somebody types from a receipt', () => {
  it.each([
    ['ZALO21-211124-0007', 'ZALO21-211124-0007'],
    ['zalo21 211124 0007', 'ZALO21-211124-0007'],
    ['zalo212111240007', 'ZALO21-211124-0007'],
    ['  ZALO21–211124–0007 ', 'ZALO21-211124-0007'], // a dash that a phone made longer
    ['ＺＡＬＯ21-211124-0007', 'ZALO21-211124-0007'], // full-width letters
    ['zalo21-211124-7', undefined],
    ['ABC123', undefined],
    ['', undefined],
    ["ZALO21-211124-0007' OR 1=1", undefined],
  ])('%s means %s first', (typed, meant) => {
    expect(numbersMeant(typed)[0]).toBe(meant);
  });

  it('may be read in two ways where the code of the contest ends in digits: both are tried', () => {
    // the 10 007th of 24 November, or the 410 007th of a 12 November in a contest ZALO2; there is no day 111241
    expect(numbersMeant('ZALO21-211124-10007')).toEqual(['ZALO21-211124-10007', 'ZALO2-121112-410007']);
  });

  it('goes with a secret in any case and grouping', () => {
    expect(['abcd 2345', 'ABCD-2345', ' abcd2345'].map(secretMeant)).toEqual(['ABCD2345', 'ABCD2345', 'ABCD2345']);
  });
});
