import { describe, expect, it } from '@jest/globals';
import { dueFacts } from '../../../src/web/views/due.js';
import { faultyForm, fieldId, freshForm } from '../../../src/web/views/form-state.js';
import { date } from '../../../src/web/views/helpers/date.js';
import { deadline } from '../../../src/web/views/helpers/deadline.js';
import { fieldChosen, fieldError, fieldValue } from '../../../src/web/views/helpers/field.js';
import { numberParts } from '../../../src/web/views/helpers/number-parts.js';
import { nextIndex } from '../../../src/web/views/helpers/next-index.js';
import { number } from '../../../src/web/views/helpers/number.js';
import { paperDate } from '../../../src/web/views/helpers/paper-date.js';
import { points } from '../../../src/web/views/helpers/points.js';
import { share } from '../../../src/web/views/helpers/share.js';
import { statusTag } from '../../../src/web/views/helpers/status-tag.js';
import { pagingOf } from '../../../src/web/views/page.js';

const at = (text: string): Date => new Date(`${text}+07:00`);

describe('A deadline is said so that nobody takes it for another day', () => {
  it.each([
    ['midnight is the last minute of the day before', '2021-12-01T00:00:00', '23:59 thứ Ba, 30/11/2021 (giờ Việt Nam)'],
    ['another hour is itself too late', '2021-11-30T17:00:00', 'trước 17:00 thứ Ba, 30/11/2021 (giờ Việt Nam)'],
  ])('%s', (_rule, until, said) => expect(deadline(at(until))).toBe(said));

  it.each([
    ['72 hours before', '2021-11-28T00:00:00', 'far'],
    ['a second later', '2021-11-28T00:00:01', 'near'],
    ['24 hours before', '2021-11-30T00:00:00', 'near'],
    ['a second later still', '2021-11-30T00:00:01', 'soon'],
    ['an hour before', '2021-11-30T23:00:00', 'soon'],
    ['in the last hour', '2021-11-30T23:00:01', 'urgent'],
    ['at the bound itself', '2021-12-01T00:00:00', 'past'],
  ] as const)('and coloured by the time left: %s', (_when, now, tone) => {
    expect(dueFacts(at(now), at('2021-12-01T00:00:00')).tone).toBe(tone);
  });
});

describe('What is not there', () => {
  it('is a dash for figures and days, and blank for the clerk on papers', () => {
    expect([date(null), number(null), points(null), deadline(null)]).toEqual(['–', '–', '–', '–']);
    expect(paperDate(null)).toMatch(/^ngày\u00a0+tháng\u00a0+năm\u00a0+$/);
  });
});

describe('Figures', () => {
  it('are written the Vietnamese way', () => {
    expect([number(1234), number('87.50'), points(875), points(800)]).toEqual(['1.234', '87,50', '8,75', '8']);
  });

  it.each([
    ['Quyết định số 1234/QĐ-UBND ngày 22/12/2021', ['1234/QĐ-UBND', '22/12/2021']],
    ['Theo 152/2025/NĐ-CP, Điều 54', ['152/2025/NĐ-CP']],
    ['Hộ khẩu 5 - 7 tuổi', []],
  ])('of documents are told apart, and no sign is lost: %s', (text, numbers) => {
    const parts = numberParts(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.flatMap((part) => (part.isNumber ? [part.text] : []))).toEqual(numbers);
  });
  it('of rows are counted from one', () => expect(nextIndex(0)).toBe(1));

  it.each([
    [7, 11, '63.64'],
    [0, 11, '0'],
    [12, 11, '100'],
    [3, 0, '0'],
  ])('%i of %i is %s per cent of a bar', (part, whole, percent) => expect(share(part, whole)).toBe(percent));
});

describe('A state has its word from one table', () => {
  const words = { draft: { word: 'Nháp', tone: 'neutral' } } as const;
  it('and a state that the table lacks is a fault', () => {
    expect(statusTag(words, 'draft')).toEqual({ word: 'Nháp', tone: 'neutral' });
    expect(() => statusTag(words, 'constructor')).toThrow('no status word for "constructor"');
  });
});

describe('A form', () => {
  const form = faultyForm({ 'points[A]': '21', roles: ['head', 'police'], kind: 'photo' }, [
    { field: 'points[A]', text: 'Nhập số từ 0 đến 20.' },
    { field: 'points[A]', text: 'Điểm có nhiều nhất hai chữ số sau dấu phẩy.' },
    { field: 'kind', text: 'Chọn một hình thức.' },
  ]);

  it('comes back with the first message beside each field and all of them above, in order, each linked', () => {
    expect(form.errors).toEqual({ 'points[A]': 'Nhập số từ 0 đến 20.', kind: 'Chọn một hình thức.' });
    expect(form.summary.map((one) => one.href)).toEqual(['#f-points-A', '#f-points-A', '#f-kind']);
    expect(fieldId('points[A]')).toBe('f-points-A');
  });

  it('keeps the words as they were typed', () => {
    expect(fieldValue(form, 'points[A]')).toBe('21');
    expect([
      fieldChosen(form, 'roles', 'police'),
      fieldChosen(form, 'roles', 'party'),
      fieldChosen(form, 'kind', 'photo'),
    ]).toEqual([true, false, true]);
  });

  it('treats a field named like a part of JavaScript as any other', () => {
    expect(fieldValue(freshForm(), 'constructor')).toBe('');
    expect(fieldError(freshForm(), '__proto__')).toBeNull();
  });
});

describe('A paged list', () => {
  const paging = (page: number, total = 512) => pagingOf({ page, pageSize: 50, total, hrefOf: (n) => `?trang=${n}` });
  const shown = (page: number, total?: number) =>
    paging(page, total)
      .links.map((link) => (link.gap ? '…' : link.current ? `[${link.page}]` : String(link.page)))
      .join(' ');

  it.each([
    [1, '[1] 2 … 11'],
    [4, '1 … 3 [4] 5 … 11'],
    [11, '1 … 10 [11]'],
    [99, '1 … 10 [11]'],
  ])('on page %i links to its neighbours and both ends', (page, links) => expect(shown(page)).toBe(links));

  it('says which rows are seen', () => {
    expect(paging(4).summary).toBe('Hàng 151–200 trong 512');
    expect(paging(11).summary).toBe('Hàng 501–512 trong 512');
    expect(paging(1, 0).summary).toBe('Hàng 0–0 trong 0');
  });
});
