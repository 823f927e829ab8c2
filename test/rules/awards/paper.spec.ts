import { describe, expect, it } from '@jest/globals';
import type { AwardLine } from '../../../src/awards/award.facts.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';
import { toBlocks } from '../../../src/awards/paper.view.js';

const line = (position: number, tierCode: string, amount: number): AwardLine =>
  ({
    position,
    tierCode,
    tierName: 'Giải Khuyến khích',
    amount,
    communeSortKey: '',
    tieBreak: [],
    score: '1.00',
  }) as never;

describe('The printed award list', () => {
  it('prints every line once, under its own tier, when two tiers bear one name', () => {
    const lines = [
      line(1, 'kk-tap-the', 2_000_000),
      line(2, 'kk-ca-nhan', 1_000_000),
      line(3, 'kk-ca-nhan', 1_000_000),
    ];
    const blocks = toBlocks(lines, tallyCash(lines)).map((block) => ({
      amount: block.amount,
      positions: block.lines.map(({ position }) => position),
    }));
    expect(blocks).toEqual([
      { amount: 2_000_000, positions: [1] },
      { amount: 2_000_000, positions: [2, 3] },
    ]);
  });
});
