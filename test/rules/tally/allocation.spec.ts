import { describe, expect, it } from '@jest/globals';
import { THREE_TIERS, allocate, ranking, tier } from './allocating.js';

describe('Ranked groups fill the prize positions in order', () => {
  it('gives each tier to as many as it has positions, and nothing to those behind the last', () => {
    const ranked = ranking(['90', 'E1'], ['80', 'E2'], ['70', 'E3'], ['60', 'E4']);
    expect(allocate(ranked, [tier('first', 1, 15_000_000), tier('second', 2, 10_500_000)])).toEqual({
      awards: ['E1 first 15000000', 'E2 second 10500000', 'E3 second 10500000'],
      undecided: [],
      withheld: [],
      total: 36_000_000, // 15 000 000 + 2 × 10 500 000
      stale: 0,
    });
  });

  it('awards sharers of a rank alike when they fit into what is left of the tier', () => {
    expect(allocate(ranking(['90', 'E1'], ['80', 'E2', 'E3'], ['70', 'E4']), THREE_TIERS)).toEqual({
      awards: ['E1 first 15000000', 'E2 second 10500000', 'E3 second 10500000', 'E4 third 7500000'],
      undecided: [],
      withheld: ['2 third'],
      total: 43_500_000, // 15 000 000 + 21 000 000 + 7 500 000
      stale: 0,
    });
  });

  it('withholds the positions that nobody fills', () => {
    expect(allocate(ranking(['90', 'E1']), THREE_TIERS)).toMatchObject({
      awards: ['E1 first 15000000'],
      withheld: ['2 second', '3 third'],
    });
    expect(allocate([], THREE_TIERS)).toMatchObject({
      awards: [],
      withheld: ['1 first', '2 second', '3 third'],
      total: 0,
    });
  });

  it('passes over a tier of which there is none, and never lists it', () => {
    const prizes = [
      tier('special', 0, 30_000_000, '95'),
      tier('first', 1, 15_000_000),
      tier('second', 0, 1),
      tier('third', 2, 7),
    ];
    expect(allocate(ranking(['90', 'E1'], ['80', 'E2']), prizes)).toMatchObject({
      awards: ['E1 first 15000000', 'E2 third 7'],
      withheld: ['1 third'],
    });
    // a tie of two over first and third: the empty second between them is not covered
    expect(allocate(ranking(['90', 'E1', 'E2']), prizes)).toMatchObject({ undecided: ['E1+E2 over first+third'] });
  });

  it('gives nothing and withholds nothing where there are no prizes', () => {
    expect(allocate(ranking(['90', 'E1']), [])).toEqual({
      awards: [],
      undecided: [],
      withheld: [],
      total: 0,
      stale: 0,
    });
  });
});

describe('A tier whose minimum is not reached is withheld from there on', () => {
  it.each([
    ['just below the minimum', '79.99', ['E1 second 10500000']],
    ['at the minimum', '80.00', ['E1 first 15000000']],
    ['just above it', '80.01', ['E1 first 15000000']],
  ])('%s', (_where, value, awards) => {
    const prizes = [tier('first', 1, 15_000_000, '80'), tier('second', 1, 10_500_000)];
    expect(allocate(ranking([value, 'E1']), prizes).awards).toEqual(awards);
  });

  it('compares exact values exactly: 239/3 lies below 79.67 and above 79.66', () => {
    const at = (minimum: string) => allocate(ranking(['239/3', 'E1']), [tier('first', 1, 5, minimum)]).awards;
    expect([at('79.66'), at('79.67')]).toEqual([['E1 first 5'], []]);
  });

  it('gives what is above the floor, withholds the rest of the tier, and the group goes on to the next tier', () => {
    const prizes = [tier('first', 3, 15_000_000, '80'), tier('second', 2, 10_500_000, '60')];
    const ranked = ranking(['85', 'E1'], ['79', 'E2'], ['65', 'E3'], ['59', 'E4']);
    expect(allocate(ranked, prizes)).toMatchObject({
      awards: ['E1 first 15000000', 'E2 second 10500000', 'E3 second 10500000'],
      withheld: ['2 first'],
    });
  });

  it('withholds several tiers one after another, down to all of them', () => {
    const prizes = [tier('first', 1, 3, '90'), tier('second', 2, 2, '80'), tier('third', 3, 1, '70')];
    expect(allocate(ranking(['75', 'E1']), prizes)).toMatchObject({
      awards: ['E1 third 1'],
      withheld: ['1 first', '2 second', '2 third'],
    });
    expect(allocate(ranking(['69', 'E1']), prizes)).toMatchObject({
      awards: [],
      withheld: ['1 first', '2 second', '3 third'],
    });
  });

  it('leaves a tier that is used up before the floor matters', () => {
    const prizes = [tier('first', 1, 3, '80'), tier('second', 1, 2)];
    expect(allocate(ranking(['80', 'E1'], ['10', 'E2']), prizes)).toMatchObject({
      awards: ['E1 first 3', 'E2 second 2'],
      withheld: [],
    });
  });
});

describe('A tie across a boundary, “decide”: nobody of the group is awarded and its positions are held back', () => {
  it('names the tiers and the entries, and later groups go on behind the positions held back', () => {
    // positions: first | second second | third third third; E2 to E4 cover second, second, third
    const ranked = ranking(['90', 'E1'], ['80', 'E2', 'E3', 'E4'], ['70', 'E5'], ['60', 'E6']);
    expect(allocate(ranked, THREE_TIERS)).toEqual({
      awards: ['E1 first 15000000', 'E5 third 7500000', 'E6 third 7500000'],
      undecided: ['E2+E3+E4 over second+third'],
      withheld: [], // what is held back is not withheld
      total: 30_000_000,
      stale: 0,
    });
  });

  it('covers three tiers when the group is that large', () => {
    expect(allocate(ranking(['90', 'E1', 'E2', 'E3', 'E4']), THREE_TIERS)).toMatchObject({
      undecided: ['E1+E2+E3+E4 over first+second+third'],
      withheld: ['2 third'], // 1 + 2 + 1 of 6 positions are covered
    });
  });

  it('holds back the last prize when more share a rank than it has positions', () => {
    const ranked = ranking(['90', 'E1'], ['80', 'E2'], ['70', 'E4', 'E7'], ['60', 'E8']);
    expect(allocate(ranked, [tier('first', 1, 15), tier('second', 2, 10)])).toEqual({
      awards: ['E1 first 15', 'E2 second 10'],
      undecided: ['E4+E7 over second'],
      withheld: [],
      total: 25,
      stale: 0,
    });
  });

  it('holds back all positions when the group is larger than all of them together', () => {
    const seven = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'];
    expect(allocate(ranking(['90', ...seven] as [string, ...string[]]), THREE_TIERS)).toEqual({
      awards: [],
      undecided: [`${seven.join('+')} over first+second+third`],
      withheld: [],
      total: 0,
      stale: 0,
    });
  });

  it('can have several groups undecided', () => {
    const ranked = ranking(['90', 'E1', 'E2'], ['80', 'E3', 'E4']);
    // first second | second third
    expect(allocate(ranked, THREE_TIERS)).toMatchObject({
      undecided: ['E1+E2 over first+second', 'E3+E4 over second+third'],
      withheld: ['2 third'],
    });
  });

  it('asks each tier for its floor: a group that fails the next tier covers only what it reaches, and the tier after', () => {
    // first has no floor, second wants 80, third none: the group of 75 covers first and third, both seconds are withheld
    const prizes = [tier('first', 1, 15), tier('second', 2, 10, '80'), tier('third', 3, 7)];
    expect(allocate(ranking(['75', 'E1', 'E2', 'E3'], ['70', 'E4']), prizes)).toEqual({
      awards: ['E4 third 7'],
      undecided: ['E1+E2+E3 over first+third'],
      withheld: ['2 second'],
      total: 7,
      stale: 0,
    });
  });

  it('covers the last position that its value reaches when all tiers behind are out of reach', () => {
    const prizes = [tier('first', 1, 15), tier('second', 2, 10, '80')];
    expect(allocate(ranking(['75', 'E1', 'E2']), prizes)).toMatchObject({
      undecided: ['E1+E2 over first'],
      withheld: ['2 second'],
    });
  });
});

describe('A tie across a boundary, “share”: the money of the covered positions is pooled and split equally', () => {
  it('shares the second to fourth prizes, 28 500 000 in all, among three, all under the highest tier covered', () => {
    // 2 × 10 500 000 + 7 500 000 = 28 500 000; / 3 = 9 500 000
    const ranked = ranking(['90', 'E1'], ['80', 'E2', 'E3', 'E4'], ['70', 'E5']);
    expect(allocate(ranked, THREE_TIERS, 'share')).toEqual({
      awards: ['E1 first 15000000', 'E2 second 9500000', 'E3 second 9500000', 'E4 second 9500000', 'E5 third 7500000'],
      undecided: [],
      withheld: ['1 third'],
      total: 51_000_000,
      stale: 0,
    });
  });

  it('gives the remaining đồng one each to the first entry codes', () => {
    // 3 000 000 + 2 000 000 = 5 000 000 over three: 1 666 666 each, 2 đồng left
    const prizes = [tier('first', 1, 3_000_000), tier('second', 1, 2_000_000)];
    expect(allocate(ranking(['90', 'E1', 'E10', 'E2']), prizes, 'share')).toMatchObject({
      awards: ['E1 first 1666667', 'E10 first 1666667', 'E2 first 1666666'],
      total: 5_000_000,
    });
  });

  it('splits the last prize among all who share its rank', () => {
    expect(allocate(ranking(['90', 'E1', 'E2', 'E3']), [tier('first', 1, 100)], 'share').awards).toEqual([
      'E1 first 34',
      'E2 first 33',
      'E3 first 33',
    ]);
  });

  it('leaves the money of a tier whose floor the group fails out of the pool', () => {
    // 15 + 7 are pooled over two: 11 each; the second of 10 is withheld
    const prizes = [tier('first', 1, 15), tier('second', 1, 10, '80'), tier('third', 2, 7)];
    expect(allocate(ranking(['75', 'E1', 'E2']), prizes, 'share')).toMatchObject({
      awards: ['E1 first 11', 'E2 first 11'],
      withheld: ['1 second', '1 third'],
      total: 22,
    });
  });
});

describe('A tie across a boundary, “extend”: all get the highest covered tier in full and the covered positions are used up', () => {
  it('gives three seconds where two are left, and the third prize covered goes to nobody else', () => {
    const ranked = ranking(['90', 'E1'], ['80', 'E2', 'E3', 'E4'], ['70', 'E5'], ['60', 'E6'], ['50', 'E7']);
    expect(allocate(ranked, THREE_TIERS, 'extend')).toEqual({
      awards: [
        'E1 first 15000000',
        'E2 second 10500000',
        'E3 second 10500000',
        'E4 second 10500000',
        'E5 third 7500000',
        'E6 third 7500000',
      ],
      undecided: [],
      withheld: [],
      total: 61_500_000, // 15 000 000 + 3 × 10 500 000 + 2 × 7 500 000
      stale: 0,
    });
  });

  it('gives the last prize to all who share its rank', () => {
    expect(allocate(ranking(['90', 'E1', 'E2', 'E3']), [tier('first', 1, 100)], 'extend')).toMatchObject({
      total: 300,
    });
  });
});
