import { describe, expect, it } from '@jest/globals';
import { readAnswer, readObjection } from '../../../src/awards/objections/objection.form.js';
import { refuseToObject } from '../../../src/awards/objections/objection.policy.js';
import { sayContact, toPublicObjection } from '../../../src/awards/objections/objection.view.js';
import { answerDue, objectionWindow } from '../../../src/contests/objection-rule.js';
import { newId } from '../../../src/kernel/ids.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';

const at = (text: string): Date => new Date(`${text}+07:00`);
const RULE = { days: 10, answerDays: 5, takenFrom: 'everyone' } as const;
const list = { publishedAt: at('2021-12-24T08:00:00') };
const contest = { contactName: 'Lò Thị Mẫu', contactPhone: '+842133876501' };

describe('The days of objections', () => {
  it('ten days after a publication on the 24th end with the 3rd', () => {
    expect(objectionWindow(list.publishedAt, RULE)).toEqual({
      from: list.publishedAt,
      until: at('2022-01-04T00:00:00'),
    });
  });

  it.each([
    ['at the first moment of a day', '2021-12-27T00:00:00'],
    ['at its last', '2021-12-27T23:59:59.999'],
  ])('an objection received %s is answered within five whole days', (_when, received) => {
    expect(answerDue(at(received), RULE)).toEqual(at('2022-01-02T00:00:00'));
  });
});

describe('An objection', () => {
  const until = at('2022-01-04T00:00:00');
  const refused = (over: object, now = list.publishedAt) =>
    refuseToObject({ contest, rule: RULE, list, asCommune: false, ...over }, now);

  it.each([
    ['in the last millisecond', -1, null],
    ['at the end itself', 0, 'objection-window-over'],
    ['after it', 1, 'objection-window-over'],
  ])('%s', (_when, milliseconds, code) => {
    expect(refused({}, plusMilliseconds(until, milliseconds))?.code ?? null).toBe(code);
  });

  it.each([
    ['of anybody, where everybody may', {}, null],
    ['of anybody, where communes alone may', { rule: { ...RULE, takenFrom: 'communes' } }, 'objections-of-communes'],
    ['of a commune, where communes alone may', { rule: { ...RULE, takenFrom: 'communes' }, asCommune: true }, null],
    ['to a contest that takes none', { rule: null }, 'objections-not-taken'],
    ['before anything is published', { list: null }, 'results-unpublished'],
  ])('%s', (_what, over, code) => {
    expect(refused(over)?.code ?? null).toBe(code);
  });
});

describe('The form of an objection', () => {
  const typed = { name: 'Vàng A Mẫu', contact: '0912 345 678', words: 'Điểm B sai', about: '' };

  it('wants a name and a way to be reached of whoever has no account of a commune', () => {
    expect(readObjection({ words: 'x' }, false).faults.map(({ field }) => field)).toEqual(['name', 'contact']);
    expect(readObjection({ words: 'x' }, true).faults).toEqual([]);
    expect(readObjection(typed, false).meaning?.sender).toEqual({ name: 'Vàng A Mẫu', contact: '+84912345678' });
  });

  it.each(['0912', 'vang', 'vang@', 'vang@mau', `${'a'.repeat(200)}@mau.vn`])(
    'cannot reach anybody at %s',
    (contact) => {
      expect(readObjection({ ...typed, contact }, false).faults.map(({ field }) => field)).toEqual(['contact']);
    },
  );

  it.each([
    ['', ['words']],
    ['x'.repeat(4000), []],
    ['x'.repeat(4001), ['words']],
  ])('takes up to 4.000 signs', (words, fields) => {
    expect(readObjection({ ...typed, words }, false).faults.map(({ field }) => field)).toEqual(fields);
  });

  it('of an answer wants what came of it', () => {
    expect(readAnswer({ words: 'Đúng', outcome: 'won' }).faults.map(({ field }) => field)).toEqual(['outcome']);
    expect(readAnswer({ words: '', outcome: 'kept' }).faults.map(({ field }) => field)).toEqual(['words']);
  });
});

describe('What others read of an objection', () => {
  it('an auditor, the last four signs of how the sender is reached', () => {
    expect(sayContact({ senderContact: '+84912345678', erasedAt: null }, { role: 'auditor' })).toBe('••• 5678');
    expect(sayContact({ senderContact: '+84912345678', erasedAt: null }, { role: 'secretary' })).toBe('0912 345 678');
  });

  it('everybody, not which entry it is about when that has won nothing', () => {
    const one = {
      id: newId<'objection'>(),
      number: 3,
      listNumber: 1,
      entryNumber: null,
      isAboutUnplaced: true,
      receivedAt: at('2021-12-25T09:00:00'),
      dueAt: at('2022-01-05T00:00:00'),
      answers: [],
    };
    expect(toPublicObjection('hoi-thi', one)).toMatchObject({
      about: 'Hồ sơ không có trong danh sách số 1',
      dueText: 'hết ngày 04/01/2022',
      state: { word: 'Chưa trả lời' },
    });
  });
});
