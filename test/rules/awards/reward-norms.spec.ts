import { describe, expect, it } from '@jest/globals';
import type { BaseSalary, RewardNorm } from '../../../src/awards/rewards/reward.facts.js';
import { baseOn, priceReward, rewardAmount } from '../../../src/awards/rewards/reward-norms.js';

const BASES: BaseSalary[] = [
  { inForceFrom: '2023-07-01', amount: 1_800_000, document: 'Nghị định 24/2023/NĐ-CP' },
  { inForceFrom: '2019-07-01', amount: 1_490_000, document: 'Nghị định 38/2019/NĐ-CP' },
  { inForceFrom: '2026-07-01', amount: 2_530_000, document: '' },
];
const NORM: RewardNorm = {
  form: 'khen:giay-khen',
  name: 'Giấy khen',
  recipientKind: 'individual',
  multipleHundredths: 30,
  rounding: 'none',
  document: 'Nghị định 152/2025/NĐ-CP',
  article: 'Điều 54',
  inForceFrom: '2025-07-01',
  inForceUntil: '2026-12-31',
  caveat: '',
};
const priced = (decidedOn: string, changed: Partial<RewardNorm> = {}) =>
  priceReward(
    { norms: [{ ...NORM, ...changed }], bases: BASES },
    { form: 'khen:giay-khen', recipientKind: 'individual', recipient: 'Lò Thị Mẫu', decidedOn },
  );

describe('What a reward form is worth', () => {
  it.each([
    // DOMAIN §3: 0,15 × 1.490.000 = 223.500, by article 68 up to the next ten thousand.
    ['0,15 × 1.490.000, rounded up', 15, 1_490_000, 'up-ten-thousand', 230_000],
    ['0,15 × 1.490.000, as it is', 15, 1_490_000, 'none', 223_500],
    ['1 × 1.490.000, which is whole ten thousands already', 100, 1_490_000, 'up-ten-thousand', 1_490_000],
    ['one đồng more', 100, 1_490_001, 'up-ten-thousand', 1_500_000],
    ['0,6 × 2.340.000', 60, 2_340_000, 'none', 1_404_000],
    ['a part of a đồng counts as a whole one', 33, 1_000_001, 'none', 330_001],
  ] as const)('%s', (_, multipleHundredths, base, rounding, amount) => {
    expect(rewardAmount({ multipleHundredths, base, rounding })).toBe(amount);
  });

  it.each([
    ['the day before the first step', '2019-06-30', null],
    ['the first day of a step', '2019-07-01', 1_490_000],
    ['the last day before the next', '2023-06-30', 1_490_000],
    ['the first day of the next', '2023-07-01', 1_800_000],
  ])('goes by the base salary of its day: %s', (_, on, amount) => {
    expect(baseOn(BASES, on)?.amount ?? null).toBe(amount);
  });

  it.each([
    ['the day before the norm begins', '2025-06-30', 'reward-norm-missing'],
    ['its first day', '2025-07-01', 540_000],
    ['its last day', '2026-12-31', 759_000],
    ['the day after', '2027-01-01', 'reward-norm-missing'],
  ])('is refused where no norm is known, never taken from another time: %s', (_, on, told) => {
    const answer = priced(on);
    expect('refusal' in answer ? answer.refusal.code : rewardAmount(answer.reward)).toBe(told);
  });

  it('is refused before the first base salary that is known', () => {
    const answer = priced('2019-06-30', { inForceFrom: '2017-10-01' });
    expect('refusal' in answer && answer.refusal.code).toBe('base-salary-missing');
  });

  it('says what is not certain about it: a base salary without a paper, a norm with a caveat', () => {
    const caveats = (on: string, caveat = '') => {
      const answer = priced(on, { caveat });
      return 'reward' in answer ? answer.reward.caveats : null;
    };
    expect([caveats('2026-06-30'), caveats('2026-07-01', 'Chưa rõ cách làm tròn.')]).toEqual([
      [],
      ['Mức lương cơ sở 2.530.000 đồng từ ngày 01/07/2026: chưa có văn bản dẫn.', 'Chưa rõ cách làm tròn.'],
    ]);
  });
});
