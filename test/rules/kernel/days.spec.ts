import { describe, expect, it } from '@jest/globals';
import { dayBefore, dayOf, formatDay, parseDay } from '../../../src/kernel/vietnamese/days.js';

describe('A day of the calendar', () => {
  it.each([
    ['01/07/2025', '2025-07-01'],
    ['1/7/2025', '2025-07-01'],
    ['2025-07-01', '2025-07-01'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2025', null],
    ['2025-02-29', null],
    ['31/04/2021', null],
    ['hôm qua', null],
    ['', null],
  ])('typed %s is %s', (typed, day) => {
    expect(parseDay(typed)).toBe(day);
  });

  it.each([
    ['2021-11-30T16:59:59.999Z', '2021-11-30'],
    ['2021-11-30T17:00:00.000Z', '2021-12-01'],
    ['2021-11-30T17:00:00.001Z', '2021-12-01'],
  ])('at %s is %s in Viet Nam', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });

  it('has a day before it, over months, years and leap days', () => {
    expect(['2025-07-01', '2025-01-01', '2024-03-01'].map(dayBefore)).toEqual([
      '2025-06-30',
      '2024-12-31',
      '2024-02-29',
    ]);
    expect(formatDay('2025-07-01')).toBe('01/07/2025');
  });
});
