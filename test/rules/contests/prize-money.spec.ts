import { describe, expect, it } from '@jest/globals';
import { ceilingWarnings, type PrizeCeiling, saySources } from '../../../src/contests/prize-money.js';

const ceiling = (of: Partial<PrizeCeiling>): PrizeCeiling => ({
  prize: 'nhat',
  amount: 15_000_000,
  document: 'Thông tư 56/2023/TT-BTC',
  article: '',
  inForceFrom: '2023-10-06',
  inForceUntil: null,
  ...of,
});
const first = (amount: number) => [{ code: 'nhat', name: 'Giải Nhất', amount }];

describe('A prize against the ceiling of a paper', () => {
  it.each([
    ['one đồng below', 14_999_999, []],
    ['the ceiling itself', 15_000_000, []],
    [
      'one đồng above',
      15_000_001,
      ['Giải Nhất: 15.000.001 đồng cao hơn mức trần 15.000.000 đồng theo Thông tư 56/2023/TT-BTC.'],
    ],
  ])('%s', (_, amount, said) => {
    expect(ceilingWarnings(first(amount), [ceiling({})], '2024-01-01')).toEqual(said);
  });

  it.each([
    ['the day before it holds', '2023-10-05', false],
    ['its first day', '2023-10-06', true],
    ['its last day', '2024-12-31', true],
    ['the day after it', '2025-01-01', false],
  ])('is asked on the days on which the paper holds alone: %s', (_, on, isAsked) => {
    const [said] = ceilingWarnings(first(20_000_000), [ceiling({ inForceUntil: '2024-12-31' })], on);
    expect([said?.includes('cao hơn mức trần'), said?.includes('không có hiệu lực')]).toEqual([isAsked, !isAsked]);
  });

  it('without days always holds, and a prize without a ceiling is not spoken of', () => {
    const always = ceiling({ inForceFrom: null, article: 'Điều 5' });
    expect(ceilingWarnings(first(16_000_000), [always], '1990-01-01')).toHaveLength(1);
    expect(ceilingWarnings([{ code: 'phu:x', name: 'Giải phụ', amount: 1 }], [always], '1990-01-01')).toEqual([]);
  });
});

it('The sources of a budget are told with their sums and papers', () => {
  const sources = [
    { name: 'Ngân sách tỉnh', amount: 60_000_000, documentNumber: '12/QĐ-STC' },
    { name: 'Xã hội hóa', amount: 30_000_000, documentNumber: '' },
  ];
  expect(saySources(sources)).toBe('Ngân sách tỉnh 60.000.000 đồng (12/QĐ-STC); Xã hội hóa 30.000.000 đồng');
});
