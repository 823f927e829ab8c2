import { describe, expect, it } from '@jest/globals';
import {
  bothReadings,
  isImpossibleQuota,
  quotaNeeded,
  sayQuotaRule,
  sayStanding,
  standingOf,
} from '../../../src/contests/quota.js';

const over = (percent: number) => ({ percent, strict: true });
const atLeast = (percent: number) => ({ percent, strict: false });

describe('A commune enters a share of its villages', () => {
  // floor(n/2) + 1 and ceil(n/2): they differ for even n alone
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 2, 2],
    [4, 3, 2],
    [5, 3, 3],
    [6, 4, 3],
    [7, 4, 4],
    [8, 5, 4],
    [10, 6, 5],
    [11, 6, 6],
    [12, 7, 6],
    [13, 7, 7],
    [100, 51, 50],
    [101, 51, 51],
  ])('of %i villages, “trên 50%%” is %i and “từ 50%% trở lên” is %i', (villages, strict, notStrict) => {
    expect([quotaNeeded(over(50), villages), quotaNeeded(atLeast(50), villages)]).toEqual([strict, notStrict]);
  });

  // 30 % of 10 is exactly 3; of 9 it is 2,7; of 11 it is 3,3
  it.each([
    [30, 9, 3, 3],
    [30, 10, 4, 3],
    [30, 11, 4, 4],
    [33, 100, 34, 33],
    [67, 3, 3, 3], // 2,01
    [66, 3, 2, 2], // 1,98
    [0, 7, 1, 0],
    [1, 7, 1, 1],
    [99, 7, 7, 7],
    [100, 7, 7, 7],
  ])('%i%% of %i villages is %i strictly and %i otherwise', (percent, villages, strict, notStrict) => {
    expect([quotaNeeded(over(percent), villages), quotaNeeded(atLeast(percent), villages)]).toEqual([
      strict,
      notStrict,
    ]);
  });

  it('is the least number that satisfies the words, for every percentage and up to 60 villages', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      for (let villages = 1; villages <= 60; villages += 1) {
        const counts = Array.from({ length: villages + 1 }, (_, k) => k);
        const strict = counts.find((k) => k * 100 > percent * villages) ?? villages; // “trên 100 %”: none, so all
        const notStrict = counts.find((k) => k * 100 >= percent * villages);
        expect([
          percent,
          villages,
          quotaNeeded(over(percent), villages),
          quotaNeeded(atLeast(percent), villages),
        ]).toEqual([percent, villages, strict, notStrict]);
      }
    }
  });

  it('owes nothing without villages', () => {
    expect([quotaNeeded(over(50), 0), quotaNeeded(atLeast(50), 0)]).toEqual([0, 0]);
  });

  it('knows that over 100 % cannot be reached, and that 99 % and “from 100 %” can', () => {
    expect([over(99), over(100), atLeast(100)].map(isImpossibleQuota)).toEqual([false, true, false]);
  });
});

describe('The quota is said in words', () => {
  const villages = (...entered: string[]) =>
    ['Nà Can', 'Nà Khum', 'Nà Ly', 'Nà Phát', 'Nà Út'].map((name) => ({ name, hasEntered: entered.includes(name) }));

  it('as the rule prints it', () => {
    expect([sayQuotaRule(over(50), 'bản'), sayQuotaRule(atLeast(50), 'thôn')]).toEqual([
      'trên 50% số bản',
      'từ 50% số thôn trở lên',
    ]);
  });

  it.each([
    [['Nà Can'], '1/5 bản, cần ít nhất 3; còn thiếu 2 trong số: Nà Khum, Nà Ly, Nà Phát, Nà Út'],
    [['Nà Can', 'Nà Út'], '2/5 bản, cần ít nhất 3; còn thiếu 1 trong số: Nà Khum, Nà Ly, Nà Phát'],
    [['Nà Can', 'Nà Ly', 'Nà Út'], '3/5 bản, cần ít nhất 3; đã đủ'],
    [['Nà Can', 'Nà Khum', 'Nà Ly', 'Nà Út'], '4/5 bản, cần ít nhất 3; đã đủ'],
  ])('with %j entered', (entered, sentence) => {
    expect(sayStanding(standingOf(over(50), villages(...entered)), 'bản')).toBe(sentence);
  });

  it('naming all that are missing when every one of them is needed', () => {
    expect(sayStanding(standingOf(atLeast(100), villages('Nà Can', 'Nà Khum', 'Nà Ly')), 'bản')).toBe(
      '3/5 bản, cần ít nhất 5; còn thiếu Nà Phát, Nà Út',
    );
  });

  it('where there is nothing to count', () => {
    expect(sayStanding(standingOf(over(50), []), 'bản')).toBe('Chưa có bản nào trong danh sách');
  });

  it('in both readings for a real commune', () => {
    expect(bothReadings(50, 14, 'bản')).toEqual([
      { strict: true, needed: 8, sentence: 'trên 50% số bản: 14 bản thì cần ít nhất 8' },
      { strict: false, needed: 7, sentence: 'từ 50% số bản trở lên: 14 bản thì cần ít nhất 7' },
    ]);
  });
});
