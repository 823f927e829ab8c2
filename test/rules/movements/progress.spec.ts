import { describe, expect, it } from '@jest/globals';
import { sayPlanNumber } from '../../../src/movements/movement.facts.js';
import type { MovementFacts } from '../../../src/movements/movement.facts.js';
import type { ProgressFacts, ProgressIndicator } from '../../../src/movements/reports/progress.facts.js';
import { readPeriod, readWords } from '../../../src/movements/reports/progress.form.js';
import {
  indicatorTable,
  sayBehind,
  sayIndicator,
  sayRoles,
  toProgressPaper,
} from '../../../src/movements/reports/progress.paper.js';
import { asOfDay, eveOf, sayPeriod, weekBefore, weekOf } from '../../../src/movements/reports/progress.period.js';
import type { OpenedReport } from '../../../src/movements/reports/progress.service.js';
import { usualWords } from '../../../src/movements/reports/progress.words.js';

const MOVEMENT = {
  name: 'Nhóm Zalo cộng đồng',
  startsOn: '2021-10-25',
  endsOn: '2021-11-25',
  planNumber: '3417/KH-UBND',
  planDatedOn: '2021-10-22',
  standingAgency: 'Sở Thông tin và Truyền thông',
} as MovementFacts;

describe('The period of a report', () => {
  it.each([
    ['a Sunday', '2021-11-14', '2021-11-08', '2021-11-14'],
    ['a Monday', '2021-11-15', '2021-11-15', '2021-11-21'],
    ['a Tuesday', '2021-11-16', '2021-11-15', '2021-11-21'],
    ['the last days of a year', '2021-12-31', '2021-12-27', '2022-01-02'],
  ])('%s lies in the week from Monday to Sunday', (_day, day, fromOn, toOn) => {
    expect(weekOf(day)).toEqual({ kind: 'weekly', fromOn, toOn });
  });

  it('before a week is the one that ended the day before', () => {
    expect(weekBefore('2021-11-16')).toEqual({ kind: 'weekly', fromOn: '2021-11-08', toOn: '2021-11-14' });
    expect(eveOf(weekOf('2021-11-16'))).toBe('2021-11-14');
  });

  it.each([
    ['while it lasts, by today', '2021-11-18', '2021-11-18'],
    ['on its last day', '2021-11-21', '2021-11-21'],
    ['afterwards, by its last day', '2021-11-22', '2021-11-21'],
  ])('is read %s', (_when, today, asOf) => {
    expect(asOfDay(weekOf('2021-11-16'), today)).toBe(asOf);
  });

  it.each([
    ['begun today', '22/11/2021', null],
    ['of next week', '29/11/2021', 'week'],
    ['left empty', '', 'week'],
  ])('%s', (_what, week, fault) => {
    const { faults } = readPeriod({ kind: 'weekly', week }, MOVEMENT, '2021-11-22');
    expect(faults[0]?.field ?? null).toBe(fault);
  });

  it('of the whole movement asks for no week', () => {
    const read = readPeriod({ kind: 'final', week: '' }, MOVEMENT, '2021-11-22');
    expect(read.meaning?.period).toEqual({ kind: 'final', fromOn: '2021-10-25', toOn: '2021-11-25' });
    expect(sayPeriod(read.meaning?.period ?? weekOf('2021-11-22'))).toBe(
      'toàn phong trào từ ngày 25/10/2021 đến ngày 25/11/2021',
    );
  });
});

const INDICATOR: ProgressIndicator = {
  name: 'Số người quan tâm',
  target: 'Chỉ tiêu: 40 người',
  hasTarget: true,
  units: 3,
  reported: 2,
  reached: 1,
  late: 1,
  total: '75 người',
  before: '40 người',
  rowsAre: 'Xã hiện nay',
  rows: [
    {
      name: 'Xã Bản Bo',
      inside: ['Xã Nà Tăm', 'Xã Bản Bo'],
      measured: '45 người',
      needed: 80,
      rank: 1,
      units: 2,
      reported: 2,
      reached: 1,
      status: 'Còn thiếu 35',
      share: 56,
    },
  ],
  rowsTotal: 1,
  behind: [
    { name: 'Xã Bình Lư', above: 'Huyện Tam Đường', why: 'Còn thiếu 1.012' },
    { name: 'Xã Hồ Thầu', above: null, why: 'Còn thiếu 5' },
    { name: 'Xã Noong Hẻo', above: 'Huyện Sìn Hồ', why: 'Chưa báo cáo' },
  ],
  behindTotal: 5,
};
const FACTS: ProgressFacts = {
  asOf: '2021-11-21',
  drives: [{ name: 'Quan tâm OA', scope: 'Huyện Tam Đường', sample: false, indicators: [INDICATOR] }],
  roles: { communes: 3, lacking: [{ name: 'Tổ trưởng', communes: 2 }] },
  observed: { merits: 2, shortcomings: 1 },
  parts: [
    {
      heading: 'Hồ sơ dự thi',
      lines: ['1/3 xã đủ tỷ lệ.'],
      behind: [{ name: 'Xã Bình Lư', above: null, why: 'Còn thiếu 2' }],
    },
  ],
};

describe('What a report says of the data', () => {
  it('names who is behind by what, and how many more there are', () => {
    expect(sayBehind(INDICATOR.behind, 5)).toEqual([
      'Còn thiếu: Xã Bình Lư (huyện Tam Đường; 1.012), Xã Hồ Thầu (5);',
      'Chưa báo cáo: Xã Noong Hẻo (huyện Sìn Hồ);',
      'và 2 đơn vị khác.',
    ]);
    expect(sayBehind([], 0)).toEqual([]);
    const school = { name: 'Trường THCS Bình Lư', above: 'Xã Bình Lư, Huyện Tam Đường', why: 'Chưa báo cáo' };
    expect(sayBehind([school], 1)).toEqual(['Chưa báo cáo: Trường THCS Bình Lư (xã Bình Lư, huyện Tam Đường).']);
  });

  it('says reports, targets, what came late and where it began', () => {
    expect(sayIndicator(INDICATOR)).toBe(
      'Chỉ tiêu: 40 người. 2/3 đơn vị đã báo cáo, 1 đơn vị đạt chỉ tiêu, 1 báo cáo gửi muộn. Cộng 75 người; đầu kỳ 40 người.',
    );
    expect(sayIndicator({ ...INDICATOR, hasTarget: false, target: 'Chưa có chỉ tiêu', reported: 0, late: 0 })).toBe(
      'Chưa có chỉ tiêu. 0/3 đơn vị đã báo cáo.',
    );
  });

  it('names the old communes inside that of today', () => {
    expect(indicatorTable(INDICATOR).rows[0]).toEqual([
      '1',
      'Xã Bản Bo (gồm xã Nà Tăm, xã Bản Bo)',
      '2/2',
      '45 người',
      '80',
      '1',
      'Còn thiếu 35',
    ]);
  });

  it.each([
    ['lacking', 2, '3 xã có nhóm phải đủ vai trò; số xã còn thiếu: Tổ trưởng 2.'],
    ['complete', 0, '3 xã có nhóm phải đủ vai trò; chưa ghi nhận xã nào thiếu.'],
  ])('roles %s', (_what, communes, said) => {
    expect(sayRoles({ communes: 3, lacking: [{ name: 'Tổ trưởng', communes }] })).toBe(said);
  });
});

describe('The paper of a report', () => {
  const period = weekOf('2021-11-16');
  const words = usualWords(MOVEMENT, period, 'UBND huyện Tam Đường');
  const at = new Date('2021-11-22T09:00:00+07:00');
  const opened = (more: object) =>
    ({
      movement: MOVEMENT,
      now: at,
      report: { ...period, words, issuedAt: null, sample: false, ...more },
    }) as unknown as OpenedReport;
  const head = {
    parent: 'ỦY BAN NHÂN DÂN',
    organ: 'HUYỆN TAM ĐƯỜNG',
    place: 'Tam Đường',
    signs: 'TM.',
    sender: 'UBND huyện Tam Đường',
  };
  const headingsOf = (more: object): string[] =>
    toProgressPaper(opened(more), FACTS, head).blocks.flatMap((block) =>
      block.kind === 'heading' && /^\d\. /.test(block.text) ? [block.text] : [],
    );

  it('numbers the sections that have something to say', () => {
    expect(headingsOf({})).toEqual([
      '1. Số liệu đến hết ngày 21/11/2021',
      '2. Việc đã làm, kết quả',
      '3. Tồn tại, đơn vị chậm và chưa đạt',
      '4. Nhiệm vụ thời gian tới',
    ]);
    expect(headingsOf({ words: { ...words, done: '', asks: 'Cấp thêm loa' } })).toEqual([
      '1. Số liệu đến hết ngày 21/11/2021',
      '2. Tồn tại, đơn vị chậm và chưa đạt',
      '3. Nhiệm vụ thời gian tới',
      '4. Kiến nghị',
    ]);
  });

  it('says that it is a draft until it is issued', () => {
    const text = (more: object): string => JSON.stringify(toProgressPaper(opened(more), FACTS, head).blocks);
    expect(text({})).toContain('Dự thảo, số liệu chưa chốt.');
    expect(text({ issuedAt: at })).not.toContain('Dự thảo, số liệu chưa chốt.');
  });

  it('begins with words in which no figure of the data stands', () => {
    expect(words.opening).toContain('tuần từ ngày 15/11/2021 đến ngày 21/11/2021');
    expect(`${words.done}${words.behind}${words.next}`).not.toMatch(/\d/);
  });

  it('needs somebody to go to', () => {
    expect(readWords({ ...words, addressee: '' }).faults).toEqual([
      { field: 'addressee', text: 'Nhập nơi nhận báo cáo.' },
    ]);
  });
});

describe('The plan of a movement', () => {
  it('is called by its kind, as its symbol says it', () => {
    expect(['3417/KH-UBND', '12/KH', '3417', '3225/UBND-VHTT'].map(sayPlanNumber)).toEqual([
      'Kế hoạch số 3417/KH-UBND',
      'Kế hoạch số 12/KH',
      'Kế hoạch số 3417',
      'Văn bản số 3225/UBND-VHTT',
    ]);
  });
});
