import { describe, expect, it } from '@jest/globals';
import type { PrizeDecisions } from '../../../src/awards/allocation.js';
import { THREE_TIERS, allocate, ranking, tier } from './allocating.js';

describe('People decide over a drafted list', () => {
  // first | second second | third third third
  const ranked = ranking(['90', 'E1'], ['80', 'E2', 'E3', 'E4'], ['70', 'E5']);
  const tied = { tiers: ['second', 'third'], entries: ['E2', 'E3', 'E4'] };
  const decide = (decisions: Partial<PrizeDecisions>) =>
    allocate(ranked, THREE_TIERS, 'decide', { ties: [], withheldTiers: [], ...decisions });

  it('to share: as the rule “share” would have done', () => {
    expect(decide({ ties: [{ ...tied, choice: 'share' }] })).toEqual(allocate(ranked, THREE_TIERS, 'share'));
  });

  it('to extend: as the rule “extend” would have done', () => {
    expect(decide({ ties: [{ ...tied, choice: 'extend' }] })).toEqual(allocate(ranked, THREE_TIERS, 'extend'));
  });

  it('in an order of the jury: the first two get the seconds, the last the third', () => {
    expect(decide({ ties: [{ ...tied, choice: 'order', order: ['E4', 'E2', 'E3'] }] })).toEqual({
      awards: ['E1 first 15000000', 'E2 second 10500000', 'E3 third 7500000', 'E4 second 10500000', 'E5 third 7500000'],
      undecided: [],
      withheld: ['1 third'],
      total: 51_000_000,
      stale: 0,
    });
  });

  it('in an order of the jury for the last prize: who comes behind its positions gets nothing', () => {
    const two = { tiers: ['first'], entries: ['E1', 'E2'], choice: 'order' as const, order: ['E2', 'E1'] };
    expect(
      allocate(ranking(['90', 'E1', 'E2']), [tier('first', 1, 100)], 'decide', { ties: [two], withheldTiers: [] }),
    ).toMatchObject({ awards: ['E2 first 100'], withheld: [], undecided: [], total: 100 });
  });

  it('to give the group nothing: its positions are withheld', () => {
    expect(decide({ ties: [{ ...tied, choice: 'withhold' }] })).toEqual({
      awards: ['E1 first 15000000', 'E5 third 7500000'],
      undecided: [],
      withheld: ['2 second', '2 third'], // covered: both seconds and one third; one third was never filled
      total: 22_500_000,
      stale: 0,
    });
  });

  it('to withhold a whole tier: nobody wins it and the groups go on to the next', () => {
    expect(decide({ withheldTiers: ['first'] })).toEqual({
      awards: ['E1 second 10500000', 'E5 third 7500000'],
      undecided: ['E2+E3+E4 over second+third'],
      withheld: ['1 first'], // second: E1 and one held back; third: two held back and E5
      total: 18_000_000,
      stale: 0,
    });
  });

  it.each([
    ['other entries', { ...tied, entries: ['E2', 'E3'], choice: 'share' as const }],
    ['other tiers', { ...tied, tiers: ['second'], choice: 'share' as const }],
    ['an order that leaves somebody out', { ...tied, choice: 'order' as const, order: ['E2', 'E3'] }],
    ['an order that names a stranger', { ...tied, choice: 'order' as const, order: ['E2', 'E3', 'E9'] }],
    ['an order that names somebody twice', { ...tied, choice: 'order' as const, order: ['E2', 'E3', 'E3'] }],
  ])('has no effect, and is told as stale, when it was taken about %s', (_what, decision) => {
    expect(decide({ ties: [decision] })).toEqual({ ...allocate(ranked, THREE_TIERS), stale: 1 });
  });

  it('cannot overrule rules that already say what happens at a boundary', () => {
    const decisions = { ties: [{ ...tied, choice: 'withhold' as const }], withheldTiers: [] };
    expect(allocate(ranked, THREE_TIERS, 'share', decisions)).toEqual({
      ...allocate(ranked, THREE_TIERS, 'share'),
      stale: 1,
    });
  });
});
