import { describe, expect, it } from '@jest/globals';
import { doubtOf, growthChart } from '../../../src/communities/groups/growth.js';

describe('A number of members is doubted', () => {
  const before = { countedOn: '2021-11-08', members: 40 };
  it.each([
    ['just below three times', 119, null],
    ['three times as many', 120, 'tăng đột ngột so với 40 người ngày 08/11/2021'],
    ['a third, by fewer than thirty people', 13, null],
  ])('%s of forty', (_when, members, doubt) => {
    expect(doubtOf(members, { before, population: null })).toBe(doubt);
  });

  it('when it falls to a third, and never for a handful of people', () => {
    const ninety = { countedOn: '2021-11-08', members: 90 };
    expect(doubtOf(31, { before: ninety, population: null })).toBeNull();
    expect(doubtOf(30, { before: ninety, population: null })).toBe('giảm đột ngột so với 90 người ngày 08/11/2021');
    expect(doubtOf(31, { before: { countedOn: '2021-11-08', members: 2 }, population: null })).toBeNull();
    expect(doubtOf(32, { before: { countedOn: '2021-11-08', members: 2 }, population: null })).not.toBeNull();
  });

  it('when it is more than the people who live there', () => {
    expect(doubtOf(431, { before: null, population: 431 })).toBeNull();
    expect(doubtOf(432, { before: null, population: 431 })).toBe('nhiều hơn số dân của địa bàn (431)');
  });
});

describe('The plot of growth', () => {
  it('needs two counts, and says in one sentence what is to be seen', () => {
    expect(growthChart([{ countedOn: '2021-10-25', members: 61 }])).toBeNull();
    const chart = growthChart([
      { countedOn: '2021-11-15', members: 83 },
      { countedOn: '2021-10-25', members: 61 },
    ]);
    expect(chart?.finding).toBe('Từ ngày 25/10/2021 đến ngày 15/11/2021 số thành viên tăng 22 người, từ 61 lên 83.');
    expect(chart?.bars.map(({ label }) => label)).toEqual(['25/10/2021', '15/11/2021']);
  });
});
