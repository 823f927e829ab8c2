import { describe, expect, it } from '@jest/globals';
import {
  isLate,
  otherPeriods,
  periodOn,
  periodsUntil,
  sayPeriod,
} from '../../../src/movements/drives/drive.periods.js';
import { DRIVE_TEMPLATES } from '../../../src/movements/drives/drive.templates.js';
import { doubtsOf } from '../../../src/movements/drives/report.doubts.js';
import { parseCount } from '../../../src/movements/drives/report.reading.js';
import { placeAgencies, readAgencies } from '../../../src/movements/drives/unit.file.js';
import { sortKey } from '../../../src/kernel/vietnamese/sort-key.js';
import type { NewDriveUnit } from '../../../src/movements/drives/drive.repository.js';

// The movement of the letters: Monday 25/10/2021 to Thursday 25/11/2021.
const weekly = { rhythm: 'weekly', dueWeekday: 5, startsOn: '2021-10-25', endsOn: '2021-11-25' } as const;
const count = { whole: 'none', onlyGrows: true } as const;

describe('A drive asks for reports', () => {
  it.each([
    ['the day before it begins', '2021-10-24', []],
    ['its first day', '2021-10-25', ['2021-10-25']],
    ['the Sunday of its first week', '2021-10-31', ['2021-10-25']],
    ['the Monday after', '2021-11-01', ['2021-11-01', '2021-10-25']],
  ])('weekly: %s', (_when, today, expected) => {
    expect(periodsUntil(weekly, today, 100).map(({ on }) => on)).toEqual(expected);
  });

  it('offers beside the chosen period every one that is owed, however old, and of those reported on the eight newest', () => {
    const year = periodsUntil({ ...weekly, endsOn: '2022-10-25' }, '2022-01-30', 60);
    const [newest, oldest] = [year[0]?.on ?? '', year.at(-1)?.on ?? ''];
    expect(year).toHaveLength(14);
    const offered = (reportedOn: string[]) =>
      otherPeriods(year, { on: newest }, new Set(reportedOn)).map(({ period, isReported }) => [period.on, isReported]);
    expect(offered([])).toEqual(year.slice(1).map(({ on }) => [on, false]));
    const allButTheFirst = year.map(({ on }) => on).filter((on) => on !== oldest);
    expect(offered(allButTheFirst)).toEqual([...year.slice(1, 8).map(({ on }) => [on, true]), [oldest, false]]);
  });

  it('begins a week on its Monday though the drive begins later, and is due on the weekday, never after its end', () => {
    const middle = { ...weekly, startsOn: '2021-10-27' };
    expect(periodsUntil(middle, '2022-01-01', 100)).toEqual([
      // Week of 22/11: Friday 26/11 lies behind the end.
      { on: '2021-11-22', dueOn: '2021-11-25' },
      { on: '2021-11-15', dueOn: '2021-11-19' },
      { on: '2021-11-08', dueOn: '2021-11-12' },
      { on: '2021-11-01', dueOn: '2021-11-05' },
      { on: '2021-10-25', dueOn: '2021-10-29' },
    ]);
  });

  it('by day until it ends, and once until its last day', () => {
    const daily = { ...weekly, rhythm: 'daily', dueWeekday: null } as const;
    expect(periodsUntil(daily, '2021-11-30', 2)).toEqual([
      { on: '2021-11-25', dueOn: '2021-11-25' },
      { on: '2021-11-24', dueOn: '2021-11-24' },
    ]);
    const once = { ...weekly, rhythm: 'once', dueWeekday: null } as const;
    expect(periodsUntil(once, '2021-11-02', 100)).toEqual([{ on: '2021-10-25', dueOn: '2021-11-25' }]);
  });

  it('knows no period that begins on another day or has not begun', () => {
    expect(periodOn(weekly, '2021-11-02', '2021-11-20')).toBeNull();
    expect(periodOn(weekly, '2021-11-22', '2021-11-21')).toBeNull();
    expect(periodOn(weekly, '2021-11-22', '2021-11-22')).toEqual({ on: '2021-11-22', dueOn: '2021-11-25' });
  });

  it.each([
    ['the last moment of the day it was due, in Viet Nam', '2021-11-05T23:59:59.999+07:00', false],
    ['the first moment of the next', '2021-11-06T00:00:00.000+07:00', true],
  ])('late: %s', (_when, at, late) => {
    expect(isLate({ dueOn: '2021-11-05' }, new Date(at))).toBe(late);
  });

  it('calls periods by their days', () => {
    expect(sayPeriod(weekly, '2021-10-25')).toBe('Tuần 25/10–31/10/2021');
    expect(sayPeriod({ rhythm: 'daily' }, '2021-10-25')).toBe('Ngày 25/10/2021');
  });
});

describe('A figure is doubted, and taken all the same,', () => {
  const around = (previous: number | null, required: number | null = null) => ({
    indicator: { ...count, whole: required === null ? ('none' as const) : ('required' as const) },
    required,
    previous: previous === null ? null : { part: previous, whole: null },
  });
  const of = (part: number, previous: number | null, required: number | null = null) =>
    doubtsOf({ part, whole: null }, around(previous, required));

  it.each([
    ['one below the last where it may only grow', 29, 30, null, ['falls']],
    ['as many as last time', 30, 30, null, []],
    ['as many as must come', 60, 50, 60, []],
    ['one more than must come', 61, 50, 60, ['above-whole']],
    ['threefold', 90, 30, null, []],
    ['more than threefold', 91, 30, null, ['jumps']],
    ['more than threefold of little', 24, 5, null, []],
    ['a first report, however large', 5000, null, null, []],
    ['from nothing', 5000, 0, null, []],
  ])('%s', (_what, part, previous, required, doubts) => {
    expect(of(part, previous, required)).toEqual(doubts);
  });

  it('but not for falling where people may leave', () => {
    const indicator = { whole: 'none', onlyGrows: false } as const;
    expect(
      doubtsOf({ part: 10, whole: null }, { indicator, required: null, previous: { part: 30, whole: null } }),
    ).toEqual([]);
  });
});

it.each([
  ['0', 0],
  ['1.230', 1230],
  ['1230', 1230],
  ['1,5', null],
  ['1.5', null],
  ['-3', null],
  ['khoảng 30', null],
  ['', null],
])('reads the count “%s” as %s', (typed, expected) => {
  expect(parseCount(typed)).toBe(expected);
});

it('ships the drives of the letters and an open one, with no target that no letter sets', () => {
  expect(DRIVE_TEMPLATES.map(({ slug }) => slug)).toEqual([
    'quan-tam-oa',
    'cai-ung-dung',
    'nhom-noi-cu-tru',
    'to-truong-vao-nhom',
    'khac',
  ]);
  const [followers] = DRIVE_TEMPLATES;
  expect(followers?.indicators.map(({ target }) => target)).toEqual([null, null]);
});

describe('A list of agencies', () => {
  const table = (...rows: string[][]) => [
    {
      name: 'Sheet1',
      rows: rows.map((cells, index) => ({
        line: index + 1,
        cells: cells.map((text) => ({ text, isUnreadable: false, isFormula: false })),
      })),
    },
  ];
  const HEAD = ['Xã', 'Cơ quan', 'Số người phải thực hiện', 'Người kiểm soát'];
  const commune = (name: string) =>
    ({ communeId: name, communeName: name, name, sortKey: sortKey(name), ordinal: 1 }) as unknown as NewDriveUnit;
  const communes = [
    commune('Phường Tân Phong'),
    commune('Xã San Thàng'),
    commune('Xã Mường Tè'),
    commune('Thị trấn Mường Tè'),
  ];

  it('names every fault by its line', () => {
    const { agencies, faulty, faults } = readAgencies(
      table(HEAD, ['Tân Phong', 'Trường THCS', '45', ''], ['', 'Trạm Y tế', 'mười', ''], ['San Thàng', '', '0', '']),
    );
    expect(agencies.map(({ name, required }) => [name, required])).toEqual([['Trường THCS', 45]]);
    expect(faults.map(({ line }) => line)).toEqual([3, 3, 4, 4]);
    // Its commune is looked up all the same, so that everything wrong is told at once.
    expect(faulty.map(({ line, commune }) => [line, commune])).toEqual([[4, 'San Thàng']]);
  });

  it('finds communes with or without their type word; one name of two, an unknown one and a double are faults', () => {
    const rows = ['tan phong', 'Xã San Thàng', 'Mường Tè', 'Bản Bo', 'Phường Tân Phong'].map((name, index) => ({
      line: index + 2,
      commune: name,
      name: 'Trường THCS',
      required: null,
      controllerName: null,
    }));
    const { placed, faults } = placeAgencies(rows, communes);
    expect(placed.map(({ communeName }) => communeName)).toEqual(['Phường Tân Phong', 'Xã San Thàng']);
    expect(faults.map(({ line }) => line)).toEqual([4, 5, 6]);
  });
});
