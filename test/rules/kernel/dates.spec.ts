import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Instant, parseInstant, plusMilliseconds } from '../../../src/kernel/instant.js';
import {
  describeDeadline,
  describeSpan,
  formatDate,
  formatDateTime,
  formatDateTimeLong,
  formatPaperDate,
  formatPaperTime,
  formatTime,
  isoLocal,
  localTime,
  parseDate,
  parseDateAndTime,
  startOfDay,
  timeLeft,
} from '../../../src/kernel/vietnamese/dates.js';

/** An instant by Viet Nam's clock: "2021-11-30T23:59:59.999". */
function at(local: string): Instant {
  const instant = parseInstant(`${local}+07:00`);
  if (instant === null) throw new Error(`not an instant: ${local}`);
  return instant;
}

describe('Instants are shown by the clock of Viet Nam, whatever zone the machine is in', () => {
  const eve = at('2021-11-30T23:59:59.999');

  it('short, long and for state papers', () => {
    expect(formatDate(eve)).toBe('30/11/2021');
    expect(formatTime(eve)).toBe('23:59');
    expect(formatDateTime(eve)).toBe('23:59 ngày 30/11/2021');
    expect(formatDateTimeLong(eve)).toBe('23:59 thứ Ba, 30/11/2021');
    expect(formatDateTimeLong(at('2021-12-05T07:05:00'))).toBe('07:05 Chủ nhật, 05/12/2021');
    expect(formatPaperTime(at('2021-12-05T16:30:00'))).toBe('16 giờ 30 phút');
    expect(isoLocal(eve)).toBe('2021-11-30T23:59:59.999+07:00');
  });

  it.each([
    ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
    ['2022-01-31', 'ngày 31 tháng 01 năm 2022'],
    ['2021-03-09', 'ngày 09 tháng 3 năm 2021'],
    ['2021-09-10', 'ngày 10 tháng 9 năm 2021'],
    ['2021-12-01', 'ngày 01 tháng 12 năm 2021'],
  ])('papers pad days below 10 and months 1 and 2 only: %s is %s', (day, written) => {
    expect(formatPaperDate(at(`${day}T00:00:00`))).toBe(written);
  });

  it('the day changes at midnight in Viet Nam, 17:00 UTC', () => {
    const midnight = at('2021-12-01T00:00:00');
    expect(midnight.toISOString()).toBe('2021-11-30T17:00:00.000Z');
    expect([-1, 0, 1].map((ms) => formatDate(plusMilliseconds(midnight, ms)))).toEqual([
      '30/11/2021',
      '01/12/2021',
      '01/12/2021',
    ]);
    expect(startOfDay(eve)).toEqual(at('2021-11-30T00:00:00'));
    expect(startOfDay(midnight)).toEqual(midnight);
  });

  it('agrees with the time zone tables of Asia/Ho_Chi_Minh', () => {
    const zone = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          const { second } = localTime(instant);
          const ours = `${formatDate(instant)}, ${formatTime(instant)}:${String(second).padStart(2, '0')}`;
          expect(ours).toBe(zone.format(instant));
          expect(parseInstant(isoLocal(instant))).toEqual(instant);
        },
      ),
    );
  });
});

describe('A bound that is itself too late is told so that nobody takes it for another day', () => {
  it.each([
    ['2021-12-01T00:00:00', 'hết ngày 30/11/2021'],
    ['2022-01-01T00:00:00', 'hết ngày 31/12/2021'],
    ['2021-11-30T17:00:00', 'trước 17:00 ngày 30/11/2021'],
    ['2021-11-30T23:59:00', 'trước 23:59 ngày 30/11/2021'],
    ['2021-11-30T23:59:59', 'trước 23:59:59 ngày 30/11/2021'],
    ['2021-12-01T00:00:00.001', 'trước 00:00:00,001 ngày 01/12/2021'],
  ])('%s: %s', (until, told) => {
    expect(describeDeadline(at(until))).toBe(told);
  });

  it('and so is a window', () => {
    expect(describeSpan({ from: at('2021-10-25T00:00:00'), until: at('2021-11-26T00:00:00') })).toBe(
      'từ ngày 25/10/2021 đến hết ngày 25/11/2021',
    );
    expect(describeSpan({ from: at('2021-10-25T07:30:00'), until: at('2021-11-25T17:00:00') })).toBe(
      'từ 07:30 ngày 25/10/2021 đến trước 17:00 ngày 25/11/2021',
    );
  });

  it.each([
    ['2021-11-28T20:00:00', 'Còn 2 ngày 4 giờ'],
    ['2021-11-28T20:00:00.001', 'Còn 2 ngày 3 giờ'],
    ['2021-11-29T00:00:00', 'Còn 2 ngày'],
    ['2021-11-29T23:59:59.999', 'Còn 1 ngày'],
    ['2021-11-30T00:00:00', 'Còn 1 ngày'],
    ['2021-11-30T00:00:00.001', 'Còn 23 giờ 59 phút'],
    ['2021-11-30T23:48:00', 'Còn 12 phút'],
    ['2021-11-30T23:59:00', 'Còn 1 phút'],
    ['2021-11-30T23:59:00.001', 'Còn dưới 1 phút'],
    ['2021-11-30T23:59:59.999', 'Còn dưới 1 phút'],
    ['2021-12-01T00:00:00', 'Đã hết hạn'],
    ['2021-12-01T00:00:00.001', 'Đã hết hạn'],
  ])('at %s the time left until 01/12/2021 is “%s”, never more than there is', (now, told) => {
    expect(timeLeft(at(now), at('2021-12-01T00:00:00'))).toBe(told);
  });
});

describe('A typed day is a day of the calendar', () => {
  it.each([
    ['30/11/2021', '2021-11-30T00:00:00'],
    [' 1/9/2021 ', '2021-09-01T00:00:00'],
    ['29/02/2024', '2024-02-29T00:00:00'],
  ])('%s', (typed, day) => {
    expect(parseDate(typed)).toEqual(at(day));
  });

  it.each([
    '31/02/2021',
    '29/02/2021',
    '31/11/2021',
    '00/01/2021',
    '01/13/2021',
    '2021-11-30',
    '30/11/21',
    '30.11.2021',
    '',
    '30/11/0021',
  ])('%s is none', (typed) => {
    expect(parseDate(typed)).toBeNull();
  });

  it('and has times from 00:00 to 23:59', () => {
    const typed = (time: string) => parseDateAndTime({ date: '30/11/2021', time });
    expect(['00:00', '7:05', ' 17:00 ', '23:59'].map(typed)).toEqual(
      ['00:00', '07:05', '17:00', '23:59'].map((time) => at(`2021-11-30T${time}:00`)),
    );
    expect(['7h30', '17h', '17 giờ', '7 giờ 05', '17 giờ 30 phút', '7H5'].map(typed)).toEqual(
      ['07:30', '17:00', '17:00', '07:05', '17:30', '07:05'].map((time) => at(`2021-11-30T${time}:00`)),
    );
    const none = ['24:00', '24h', '12:60', '12h60', '12', '12:5', '', '-1:00', '7h30 sáng'];
    expect(none.map(typed)).toEqual(none.map(() => null));
    expect(parseDateAndTime({ date: '31/02/2021', time: '12:00' })).toBeNull();
  });
});
