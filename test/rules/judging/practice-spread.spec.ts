import { describe, expect, it } from '@jest/globals';
import { spreadOf } from '../../../src/judging/practice/practice.spread.js';

describe('The spread of a panel’s practice marks', () => {
  it('is lowest, median and highest of every criterion; between two middles, half a hundredth up', () => {
    const marks = [
      { A: 3000, B: 10 },
      { A: 2000, B: 20 },
      { A: 3500, B: 30 },
      { A: 2500, B: 25 },
    ];
    expect(spreadOf(marks, [{ code: 'A' }, { code: 'B' }])).toEqual([
      { code: 'A', judges: 4, lowest: 2000, middle: 2750, highest: 3500 },
      { code: 'B', judges: 4, lowest: 10, middle: 23, highest: 30 },
    ]);
  });

  it('is one mark three times where one judge has marked, and nothing where nobody has', () => {
    expect(spreadOf([{ A: 100 }], [{ code: 'A' }, { code: 'B' }])).toEqual([
      { code: 'A', judges: 1, lowest: 100, middle: 100, highest: 100 },
    ]);
  });
});
