import { describe, expect, it } from '@jest/globals';
import { allocateFunds } from '../../../src/awards/fund-allocation.js';

const commune = (name: string, amount: number) => ({ name, districtName: null, count: 1, amount });
const source = (name: string, amount: number) => ({ name, amount, documentNumber: '' });
const TALLY = { byCommune: [commune('A', 15), commune('B', 10), commune('C', 5)], total: 30 };

describe('Prize money is allocated to communes by source', () => {
  it('uses sources up in their order: a commune draws on two only where one ends', () => {
    const { units, sources, uncovered } = allocateFunds(TALLY, [source('Ngân sách', 20), source('Xã hội hóa', 15)]);
    expect(units.map(({ bySource }) => bySource)).toEqual([
      [15, 0],
      [5, 5],
      [0, 5],
    ]);
    expect(sources.map(({ allocated, left }) => [allocated, left])).toEqual([
      [20, 0],
      [10, 5],
    ]);
    expect(uncovered).toBe(0);
  });

  it('leaves out a commune that receives no money', () => {
    const tally = { byCommune: [commune('A', 0), commune('B', 10)], total: 10 };
    expect(allocateFunds(tally, [source('x', 10)]).units.map(({ name }) => name)).toEqual(['B']);
  });

  it.each([
    ['without a source', [], [15, 10, 5], 30],
    ['of one that ends just where a commune does', [15], [0, 10, 5], 15],
    ['of one đồng too little', [29], [0, 0, 1], 1],
    ['of just enough', [30], [0, 0, 0], 0],
  ])('says what no source covers: %s', (_, amounts, open, uncovered) => {
    const allocation = allocateFunds(
      TALLY,
      amounts.map((amount) => source('x', amount)),
    );
    expect([allocation.units.map((unit) => unit.uncovered), allocation.uncovered]).toEqual([open, uncovered]);
  });
});
