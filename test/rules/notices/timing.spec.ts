import { describe, expect, it } from '@jest/globals';
import { isoLocal } from '../../../src/kernel/vietnamese/dates.js';
import { reminderDue, whenItStands, whenToSend } from '../../../src/notices/notice.timing.js';

const at = (text: string): Date => new Date(`${text}+07:00`);
const said = (text: string, deadline: string | null): string =>
  isoLocal(whenToSend(at(text), deadline === null ? null : at(deadline))).slice(0, 16);

describe('A mail that is told', () => {
  it.each([
    ['as the day begins', '2021-11-29T07:00', '2021-11-29T07:00'],
    ['in the last minute of the evening', '2021-11-29T20:59', '2021-11-29T20:59'],
    ['as quiet begins', '2021-11-29T21:00', '2021-11-30T07:00'],
    ['after midnight', '2021-11-30T00:30', '2021-11-30T07:00'],
    ['in the last quiet minute', '2021-11-30T06:59', '2021-11-30T07:00'],
  ])('%s leaves by day, or at seven', (_when, told, leaves) => {
    expect(said(told, null)).toBe(leaves);
  });

  it.each([
    ['2021-11-30T21:30', '2021-12-01T00:00', '2021-11-30T21:30'], // two and a half hours left: at once
    ['2021-11-30T21:30', '2021-12-01T02:00', '2021-11-30T23:00'], // at seven it would be too late: three hours before
    ['2021-11-29T22:00', '2021-12-01T00:00', '2021-11-30T07:00'], // 26 hours left: the morning will do
    ['2021-11-30T02:00', '2021-11-30T10:00', '2021-11-30T07:00'], // three hours before is the morning itself
  ])('by night (%s) for the deadline %s leaves at %s', (told, deadline, leaves) => {
    expect(said(told, deadline)).toBe(leaves);
  });
});

describe('A deadline is reminded of', () => {
  const deadline = at('2021-12-01T00:00:00');
  it.each([
    [72, -1, null],
    [72, 0, 72],
    [24, -1, 72],
    [24, 0, 24],
    [3, -1, 24],
    [3, 0, 3],
    [0, -1, 3],
    [0, 0, null],
    [0, 1, null],
  ] as const)('%i hours before it, %i second(s) further on: stage %s', (hours, seconds, stage) => {
    expect(reminderDue(new Date(deadline.getTime() - hours * 3_600_000 + seconds * 1000), deadline)).toBe(stage);
  });
});

describe('The mail about a decision that may still be taken back', () => {
  const now = new Date('2021-11-20T09:00:00+07:00');
  it.each([
    ['without a deadline', null, '2021-11-20T09:10:00+07:00'],
    ['with a deadline far ahead', '2021-11-25T17:00:00+07:00', '2021-11-20T09:10:00+07:00'],
    ['with a deadline just after it stands', '2021-11-20T09:10:00.001+07:00', '2021-11-20T09:10:00+07:00'],
    [
      'with a deadline at the moment it stands: it cannot wait',
      '2021-11-20T09:10:00+07:00',
      '2021-11-20T09:00:00+07:00',
    ],
  ])('%s', (_what, deadline, expected) => {
    expect(whenItStands(now, deadline === null ? null : new Date(deadline))).toEqual(new Date(expected));
  });
});
