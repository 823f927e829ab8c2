import { describe, expect, it } from '@jest/globals';
import type { AwardLine } from '../../../src/awards/award.facts.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';

const line = (of: Partial<AwardLine>): AwardLine =>
  ({ tierCode: 'nhat', tierName: 'Giải Nhất', amount: 1, ...of }) as never;

/** A commune of a district; its order follows its name. */
const won = (commune: string, district: [id: string, name: string] | null, amount: number): AwardLine =>
  line({
    communeId: commune as never,
    communeName: commune,
    communeSortKey: commune,
    districtId: (district?.[0] ?? null) as never,
    districtName: district?.[1] ?? null,
    districtSortKey: district?.[1] ?? null,
    amount,
  });

describe('The cash of a list is counted by unit', () => {
  it('keeps two districts of one name apart, each with its own communes together', () => {
    const lines = [
      won('Xã A', ['d1', 'Huyện Châu Thành'], 100),
      won('Xã B', ['d2', 'Huyện Châu Thành'], 20),
      won('Xã C', ['d1', 'Huyện Châu Thành'], 3),
    ];
    const { byDistrict, byCommune } = tallyCash(lines);
    expect(byDistrict).toEqual([
      { name: 'Huyện Châu Thành', count: 2, amount: 103 },
      { name: 'Huyện Châu Thành', count: 1, amount: 20 },
    ]);
    expect(byCommune.map(({ name }) => name)).toEqual(['Xã A', 'Xã C', 'Xã B']);
  });

  it('gathers communes without a district under the province, before the districts', () => {
    const { byDistrict } = tallyCash([won('Xã A', ['d1', 'Huyện X'], 5), won('Xã B', null, 7), won('Xã C', null, 1)]);
    expect(byDistrict).toEqual([
      { name: 'Trực thuộc tỉnh', count: 2, amount: 8 },
      { name: 'Huyện X', count: 1, amount: 5 },
    ]);
  });
});
