import { describe, expect, it } from '@jest/globals';
import type { WaitingEntry } from '../../../../src/judging/results.facts.js';
import { spreadHref, toWaitingPage } from '../../../../src/judging/spread/spread.view.js';
import type { EntryId, UnitId } from '../../../../src/kernel/ids.js';

const waitingOf = (count: number): WaitingEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    place: {
      entryId: `e${index}` as EntryId,
      number: `ZALO21-${index + 1}`,
      villageName: 'Bản Nà Can',
      communeId: 'u' as UnitId,
      communeName: 'Xã Bản Bo',
      districtId: null,
      districtName: null,
    },
    waitsFor: 'third',
    markers: ['GK1', 'GK2'],
    opened: null,
  }));
const numbersOn = (count: number, waiting: number): string[] =>
  toWaitingPage(waitingOf(count), { pageSize: 3, at: { waiting, standing: 1 } }).lines.map(
    (line) => (line as { number: string }).number,
  );

describe('Entries whose marks lie apart, page by page', () => {
  it.each([
    ['all of them on one page', 3, 1, ['ZALO21-1', 'ZALO21-2', 'ZALO21-3']],
    ['the first page of two', 4, 1, ['ZALO21-1', 'ZALO21-2', 'ZALO21-3']],
    ['what is left on the second', 4, 2, ['ZALO21-4']],
  ])('%s', (_which, count, page, numbers) => {
    expect(numbersOn(count, page)).toEqual(numbers);
  });

  it('has links where one page is not enough, each keeping the place in the list of what was decided', () => {
    const at = { waiting: 2, standing: 4 };
    expect(toWaitingPage(waitingOf(3), { pageSize: 3, at }).paging).toBeNull();
    const { paging } = toWaitingPage(waitingOf(7), { pageSize: 3, at });
    expect([paging?.previous, paging?.next, paging?.summary]).toEqual([
      '/thu-ky/chenh-lech?trang=4',
      '/thu-ky/chenh-lech?cho=3&trang=4',
      'Hàng 4–6 trong 7',
    ]);
    expect(spreadHref({ waiting: 1, standing: 1 })).toBe('/thu-ky/chenh-lech');
  });
});
