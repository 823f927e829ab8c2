import { describe, expect, it } from '@jest/globals';
import {
  DAYS_TO_NEXT_YEAR,
  daysBetween,
  movedDay,
  movedInstant,
  movedWords,
} from '../../../src/contests/copy/copy.dates.js';
import { parseInstant } from '../../../src/kernel/instant.js';
import { formatWeekday, isoLocal } from '../../../src/kernel/vietnamese/dates.js';

const at = (text: string): Date => parseInstant(text) ?? new Date(Number.NaN);

describe('A date of a contest, moved to next year', () => {
  it.each([
    ['2021-12-01T00:00:00.000+07:00', '2022-11-30T00:00:00.000+07:00'],
    ['2021-11-30T23:59:59.999+07:00', '2022-11-29T23:59:59.999+07:00'],
    // Over the 29th of February: 52 weeks are one day of the calendar more to go back.
    ['2023-03-01T17:00:00.000+07:00', '2024-02-28T17:00:00.000+07:00'],
    ['2024-02-29T08:00:00.000+07:00', '2025-02-27T08:00:00.000+07:00'],
  ])('%s becomes %s: the same hour, the same day of the week', (before, after) => {
    const moved = movedInstant(at(before), DAYS_TO_NEXT_YEAR);
    expect([isoLocal(moved), formatWeekday(moved)]).toEqual([after, formatWeekday(at(before))]);
  });

  it('moves days as days, and counts the days between', () => {
    expect([movedDay('2021-10-25', 364), movedDay('2021-03-01', -1)]).toEqual(['2022-10-24', '2021-02-28']);
    expect([
      daysBetween(at('2021-10-25T00:00:00+07:00'), '2022-10-24'),
      daysBetween(at('2021-10-25T23:59:59.999+07:00'), '2021-10-25'),
      daysBetween(at('2021-10-25T06:59:00+07:00'), '2021-10-24'),
    ]).toEqual([364, 0, -1]);
  });
});

describe('The words that are printed of a window', () => {
  const span = { from: at('2022-10-24T00:00:00+07:00'), until: at('2022-11-30T00:00:00+07:00') };
  const words = (printed: string, reads: 'span' | 'deadline' = 'deadline') => movedWords(printed, 364, span, reads);

  it('keep their own reading: “trước ngày” stays “trước ngày”, of the moved day', () => {
    expect(words('trước ngày 01/12/2021')).toBe('trước ngày 30/11/2022');
    expect(words('từ ngày 25/10/2021 đến hết ngày 30/11/2021 (mẫu)')).toBe(
      'từ ngày 24/10/2022 đến hết ngày 29/11/2022 (mẫu)',
    );
  });

  it.each([
    ['', 'deadline', 'hết ngày 29/11/2022'],
    ['cuối tháng Mười một', 'deadline', 'hết ngày 29/11/2022'],
    // A date without its year would be left behind as last year's.
    ['từ 25/10 đến ngày 30/11/2021', 'span', 'từ ngày 24/10/2022 đến hết ngày 29/11/2022'],
    ['trước ngày 31/02/2021', 'deadline', 'hết ngày 29/11/2022'],
  ] as const)('“%s” is written anew', (printed, reads, expected) => {
    expect(words(printed, reads)).toBe(expected);
  });
});
