import { describe, expect, it } from '@jest/globals';
import type { FieldFacts, SlotFacts } from '../../../src/contests/contest.facts.js';
import { fillStock, placesOf, readChecks } from '../../../src/vetting/check.form.js';
import { readDecision, readReturn } from '../../../src/vetting/decision.form.js';
import { suggestDue } from '../../../src/vetting/decision.view.js';
import { changesBetween } from '../../../src/vetting/dossier.changes.js';
import { letterHeadOf } from '../../../src/units/letterhead.reader.js';
import { readStockReason } from '../../../src/vetting/stock-reason.form.js';
import { offeredAt } from '../../../src/vetting/stock-reason.view.js';
import type { StockReason } from '../../../src/vetting/stock-reason.facts.js';
import { readQueueQuery, toQueryText } from '../../../src/vetting/queue.form.js';
import { toBoard } from '../../../src/vetting/progress.view.js';
import type { CommuneProgress } from '../../../src/vetting/progress.repository.js';

const fields = [{ id: 'f1', code: 'tom-tat', label: 'Tóm tắt' }] as FieldFacts[];
const slots = [
  { id: 's1', code: 'bao-cao', title: 'Báo cáo' },
  { id: 's2', code: 'anh', title: 'Ảnh' },
] as SlotFacts[];
const places = placesOf(fields, slots);
const faultsOf = (body: Record<string, string>): string[] => readChecks(places, body).faults.map(({ field }) => field);

describe('The checklist form', () => {
  it('reads each place by its own name, and leaves what was not marked as it is', () => {
    const form = readChecks(places, {
      version: '3',
      checklist: '2',
      'verdict[o.tom-tat]': 'pass',
      'verdict[muc.anh]': 'fail',
      'reason[muc.anh]': 'unreadable',
      'note[muc.anh]': ' Chụp lại ',
      then: 'next',
    });
    expect(form.meaning).toEqual({
      entryVersion: 3,
      checklistVersion: 2,
      checks: [
        { ...places[0], verdict: 'pass', reasonKind: null, note: '' },
        { ...places[2], verdict: 'fail', reasonKind: 'unreadable', note: 'Chụp lại' },
      ],
      then: 'next',
    });
  });

  it.each([
    ['a failed place without a reason', { 'verdict[muc.anh]': 'fail' }, ['reason[muc.anh]']],
    ['a reason of no known kind', { 'verdict[muc.anh]': 'fail', 'reason[muc.anh]': 'ugly' }, ['reason[muc.anh]']],
    ['“another reason” without words', { 'verdict[muc.anh]': 'fail', 'reason[muc.anh]': 'other' }, ['note[muc.anh]']],
    ['a reason without a mark', { 'reason[muc.anh]': 'missing' }, ['verdict[muc.anh]']],
    ['a note of 501 signs', { 'verdict[muc.anh]': 'pass', 'note[muc.anh]': 'x'.repeat(501) }, ['note[muc.anh]']],
    ['a note of 500 signs', { 'verdict[muc.anh]': 'pass', 'note[muc.anh]': 'x'.repeat(500) }, []],
    ['a place that the contest does not have', { 'verdict[muc.lạ]': 'fail' }, []],
  ])('asks back %s', (_what, body, expected) => {
    expect(faultsOf(body)).toEqual(expected);
  });
});

describe('Ready sentences', () => {
  const blurred: StockReason = {
    id: 'a',
    place: 'muc.anh',
    reasonKind: 'unreadable',
    sentence: 'Ảnh mờ. Chụp lại.',
    shipped: true,
  };
  const anywhere: StockReason = {
    id: 'b',
    place: null,
    reasonKind: 'missing',
    sentence: 'Chưa có tệp.',
    shipped: false,
  };
  const fill = (body: Record<string, string>) => fillStock(places, body, [blurred, anywhere]);

  it.each([
    ['into an empty note, with its kind', {}, ['Ảnh mờ. Chụp lại.', 'unreadable', '']],
    ['before what was typed', { 'note[muc.anh]': 'Trang 2.' }, ['Ảnh mờ. Chụp lại. Trang 2.', 'unreadable', '']],
    ['beside a kind that the officer chose', { 'reason[muc.anh]': 'wrong' }, ['Ảnh mờ. Chụp lại.', 'wrong', '']],
    ['nowhere when the place is in order', { 'verdict[muc.anh]': 'pass' }, [undefined, undefined, 'a']],
    ['nowhere when it is not offered', { 'stock[muc.anh]': 'z' }, [undefined, undefined, 'z']],
  ])('go %s', (_where, words, expected) => {
    const filled = fill({ 'stock[muc.anh]': 'a', ...words });
    expect([filled['note[muc.anh]'], filled['reason[muc.anh]'], filled['stock[muc.anh]']]).toEqual(expected);
  });

  it('are asked back when a colleague has left them out meanwhile', () => {
    expect(faultsOf({ 'verdict[muc.anh]': 'fail', 'stock[muc.anh]': 'z' })).toEqual(['stock[muc.anh]']);
    expect(faultsOf({ 'verdict[muc.anh]': 'pass', 'stock[muc.anh]': 'z' })).toEqual([]);
  });

  it('are offered where they belong, by kind in the order of the checklist', () => {
    expect(offeredAt('muc.anh', [blurred, anywhere])).toEqual([
      { label: 'Thiếu', options: [{ id: 'b', kind: 'missing', sentence: 'Chưa có tệp.' }] },
      { label: 'Không đọc được', options: [{ id: 'a', kind: 'unreadable', sentence: 'Ảnh mờ. Chụp lại.' }] },
    ]);
    expect(offeredAt('o.tom-tat', [blurred])).toEqual([]);
  });

  it.each([
    ['no kind', { sentence: 'Ảnh mờ' }, ['kind']],
    ['no words', { kind: 'wrong', sentence: ' ' }, ['sentence']],
    ['301 signs', { kind: 'wrong', sentence: 'ờ'.repeat(301) }, ['sentence']],
    ['300 signs', { kind: 'wrong', sentence: 'ờ'.repeat(300) }, []],
    ['a place that no contest of the office has', { kind: 'wrong', sentence: 'Sai', place: 'muc.la' }, ['place']],
    ['a place that it has', { kind: 'wrong', sentence: 'Sai', place: 'muc.anh' }, []],
  ])('are read from the page: %s', (_what, body, expected) => {
    expect(readStockReason(body, ['muc.anh']).faults.map(({ field }) => field)).toEqual(expected);
  });
});

describe('The form of a decision', () => {
  it.each([
    ['nothing chosen', {}, ['decision']],
    ['a rejection without a reason', { decision: 'reject', reason: '  ' }, ['reason']],
    ['a rejection with one', { decision: 'reject', reason: 'Không đúng đối tượng' }, []],
    ['an acceptance', { decision: 'accept' }, []],
  ])('%s', (_what, body, faults) => {
    expect(readDecision(body).faults.map(({ field }) => field)).toEqual(faults);
  });

  it.each([
    ['no such day', { dueDate: '31/02/2021', dueTime: '17:00' }, ['dueDate']],
    ['no such hour', { dueDate: '25/11/2021', dueTime: '24:00' }, ['dueTime']],
    ['both right', { dueDate: '25/11/2021', dueTime: '17:00' }, []],
  ])('a due instant with %s', (_what, body, faults) => {
    expect(readReturn(body).faults.map(({ field }) => field)).toEqual(faults);
  });
});

describe('The due instant that the form starts from', () => {
  const now = new Date('2021-11-20T09:00:00+07:00');
  it.each([
    ['17:00 three days on', '2021-12-11T00:00:00+07:00', { dueDate: '23/11/2021', dueTime: '17:00' }],
    [
      'a day before the window ends, when that is sooner',
      '2021-11-23T00:00:00+07:00',
      { dueDate: '22/11/2021', dueTime: '00:00' },
    ],
    ['the end of the window on its last day', '2021-11-21T00:00:00+07:00', { dueDate: '21/11/2021', dueTime: '00:00' }],
  ])('is %s', (_what, until, expected) => {
    expect(suggestDue(now, new Date(until))).toEqual(expected);
  });
});

describe('What a supplement changed', () => {
  const file = (slotCode: string, sha256: string, name: string) => ({
    slotCode,
    slot: '',
    name,
    kind: 'pdf',
    size: 1,
    sha256,
    pages: 1,
  });
  it('is told by bytes and words, in the order of the page, and says nothing of what stayed', () => {
    const answer = (stored: string) => ({ code: 'tom-tat', label: 'Tóm tắt', stored, text: stored });
    const before = {
      answers: [answer('cũ')],
      files: [file('bao-cao', 'a', 'Báo cáo.pdf'), file('anh', 'c', 'Ảnh.jpg')],
    };
    const after = {
      answers: [answer('mới')],
      files: [file('bao-cao', 'b', 'Báo cáo.pdf'), file('anh', 'c', 'Ảnh đổi tên.jpg')],
    };
    expect(changesBetween(before, after, { fields, slots })).toEqual([
      {
        slotId: null,
        fieldId: 'f1',
        title: 'Tóm tắt',
        added: [],
        removed: [],
        members: null,
        words: { before: 'cũ', after: 'mới' },
      },
      {
        slotId: 's1',
        fieldId: null,
        title: 'Báo cáo',
        added: ['Báo cáo.pdf'],
        removed: ['Báo cáo.pdf'],
        members: null,
        words: null,
      },
    ]);
  });
});

describe('The address of the queue', () => {
  it('keeps what was chosen and drops what means nothing', () => {
    const query = readQueueQuery({ 'trang-thai': 'cho-bo-sung', xa: 'x', tuoi: '7', sap: '; DROP', trang: '0' });
    expect(toQueryText(query)).toEqual({
      chon: null,
      'cuoc-thi': null,
      cap: null,
      'trang-thai': 'cho-bo-sung',
      xa: null,
      tuoi: 7,
      giao: null,
      sap: null,
      trang: null,
    });
  });
});

describe('The progress board', () => {
  const row = (communeName: string, villages: number, entered: number): CommuneProgress =>
    ({ communeName, villages, entered, missing: ['Bản A', 'Bản B'] }) as CommuneProgress;
  it('puts the commune that lacks most first, and the others in the order given', () => {
    const contest = { quota: { percent: 50, strict: true }, villageNoun: 'bản', slug: 's' };
    // Over 50 % of 11 is 6, of 4 is 3, of 5 is 3.
    const board = toBoard(contest, [row('Bản Bo', 11, 6), row('Bình Lư', 4, 2), row('Noong Hẻo', 5, 0)]);
    expect(board.map(({ communeName, needed, short }) => [communeName, needed, short])).toEqual([
      ['Noong Hẻo', 3, 3],
      ['Bình Lư', 3, 1],
      ['Bản Bo', 6, 0],
    ]);
    // Villages that have not handed in are named, quota reached or not.
    expect(board.map(({ missingText }) => missingText)).toEqual(Array(3).fill('Bản A, Bản B'));
  });
});

describe('The head of a covering list', () => {
  it.each([
    [
      { level: 'district', name: 'Huyện Tam Đường', parentName: 'Tỉnh Lai Châu' },
      'ỦY BAN NHÂN DÂN',
      'HUYỆN TAM ĐƯỜNG',
      'Tam Đường',
    ],
    [
      { level: 'office', name: 'Sở Văn hóa, Thể thao và Du lịch', parentName: 'Tỉnh Lai Châu' },
      'UBND TỈNH LAI CHÂU',
      'SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH',
      'Lai Châu',
    ],
  ])('%j', (unit, parent, organ, place) => {
    expect(letterHeadOf(unit)).toMatchObject({ parent, organ, place });
  });
});
