import { describe, expect, it } from '@jest/globals';
import { type GivenCase, planGiven, readPairs } from '../../../src/judging/given/given.plan.js';
import { readPastedTable } from '../../../src/judging/pasted-table.js';
import type { EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';

const person = (name: string): PersonId => name as PersonId;
const entry = (number: string, commune: string) => ({
  id: number as EntryId,
  number,
  villageId: `v-${number}` as UnitId,
  communeId: commune as UnitId,
  districtId: null,
});
const pair = (personId: string, entryId: string) => ({ personId: person(personId), entryId: entryId as EntryId });
const sheet = (judge: string, number: string, progress: 'none' | 'draft' | 'signed' | 'recused' = 'none') => ({
  ...pair(judge, number),
  number,
  judgeCode: judge.toUpperCase(),
  progress,
  begun: progress !== 'none',
});

/** E1 and E2 of commune c1, E3 of c2; E9 is in the contest and not in the round. GK1 is from c2, GK2 declared E1, an off the panel. */
const CASE: GivenCase = {
  found: {
    entries: [entry('E1', 'c1'), entry('E2', 'c1'), entry('E3', 'c2')],
    judges: [
      { personId: person('gk1'), unitId: 'c2' as UnitId },
      { personId: person('gk2'), unitId: null },
    ],
    conflicts: [{ ...pair('gk2', 'E1'), kind: 'declared' }],
    given: [],
  },
  people: [
    { personId: person('gk1'), username: 'hoa.tran', code: 'GK1', onPanel: true },
    { personId: person('gk2'), username: 'binh', code: 'GK2', onPanel: true },
    { personId: person('an'), username: 'an', code: null, onPanel: false },
  ],
  numbers: new Set(['E1', 'E2', 'E3', 'E9']),
  sheets: [],
};
const plan = (lines: string[], way: 'add' | 'replace' = 'add', of: Partial<GivenCase> = {}) =>
  planGiven(readPairs(['entry,judge', ...lines].join('\n')), { ...CASE, ...of }, way);
const told = (lines: string[]): string[] => plan(lines).faults.map(({ line, message }) => `${line}: ${message}`);

describe('A table of entries and judges', () => {
  it('names a judge by code or by user name, in letters of any size', () => {
    const { pairs, faults } = plan(['E1,GK1', 'e2,HOA.TRAN', 'E3,gk2']);
    expect(faults).toEqual([]);
    expect(pairs).toEqual([pair('gk1', 'E1'), pair('gk1', 'E2'), pair('gk2', 'E3')]);
  });

  it('tells every fault with its line, and gives nothing out by itself', () => {
    expect(
      told(['E7,GK1', 'E9,GK1', 'E1,GK8', 'E1,an', 'E3,GK1', 'E1,GK2', 'E1,GK1', 'E1,hoa.tran', 'E2', 'E2,GK1,x']),
    ).toEqual([
      '2: không có hồ sơ nào mang mã E7 trong cuộc thi.',
      '3: hồ sơ E9 không được chấm ở vòng này.',
      '4: không có giám khảo nào mang mã hoặc tên đăng nhập GK8 trong cuộc thi.',
      '5: an không ở trong Ban Giám khảo của vòng này.',
      '6: E3, GK1: hồ sơ cùng đơn vị với giám khảo.',
      '7: E1, GK2: giám khảo đã khai xung đột lợi ích với hồ sơ này.',
      '9: E1, hoa.tran đã có ở dòng 8.',
      '10: ô judge còn trống.',
      '11: có 3 ô, dòng tên cột có 2.',
    ]);
  });

  it('tells both of a row whose entry and judge are unknown', () => {
    expect(told(['E7,GK8'])).toEqual([
      '2: không có hồ sơ nào mang mã E7 trong cuộc thi. không có giám khảo nào mang mã hoặc tên đăng nhập GK8 trong cuộc thi.',
    ]);
  });

  it('does not bring back who declined an entry', () => {
    const { faults } = plan(['E2,GK2'], 'add', { sheets: [sheet('gk2', 'E2', 'recused')] });
    expect(faults).toEqual([{ line: 2, message: 'E2, GK2: giám khảo đã không chấm hồ sơ này vì xung đột lợi ích.' }]);
  });

  describe('with sheets that are there already', () => {
    // GK1 has E1 (signed) and E2 (nothing on it), GK2 has E2 (begun) and declined E1
    const sheets = [
      sheet('gk1', 'E1', 'signed'),
      sheet('gk2', 'E1', 'recused'),
      sheet('gk1', 'E2'),
      sheet('gk2', 'E2', 'draft'),
    ];
    const given = [pair('gk1', 'E1'), pair('gk1', 'E2'), pair('gk2', 'E2')];
    const of = { sheets, found: { ...CASE.found, given } };

    it('adds what is not there and takes nothing away', () => {
      const found = plan(['E1,GK1', 'E3,GK2'], 'add', of);
      expect(found.pairs).toEqual([pair('gk2', 'E3')]);
      expect([found.already, found.taken, found.staying]).toEqual([1, [], []]);
      expect([...found.load.values()]).toEqual([2, 2]);
      expect([...found.judgesOf.values()]).toEqual([1, 2, 1]);
    });

    it('as the whole assignment takes back what nobody began and leaves what somebody wrote on', () => {
      const found = plan(['E3,GK2'], 'replace', of);
      expect(found.taken.map(({ judgeCode, number }) => `${judgeCode} ${number}`)).toEqual(['GK1 E2']);
      expect(found.staying.map(({ judgeCode, number }) => `${judgeCode} ${number}`)).toEqual(['GK1 E1', 'GK2 E2']);
      // GK1 keeps the signed E1 and loses E2; GK2 keeps E2 and gets E3
      expect([...found.load.values()]).toEqual([1, 2]);
      expect([...found.judgesOf.values()]).toEqual([1, 1, 1]);
    });
  });
});

describe('A pasted table', () => {
  const HEADINGS = [['entry', 'judge']] as const;
  const faultsOf = (text: string): string[] =>
    readPastedTable(text, HEADINGS).faults.map(({ line, message }) => `${line}: ${message}`);

  it.each([
    ['commas', 'entry,judge\nE1,GK1\n'],
    ['semicolons, as Excel saves it here', '\uFEFFentry;judge\r\nE1;GK1\r\n'],
    ['tabs, as Excel copies it, columns the other way round', 'Judge\tEntry\nGK1\tE1'],
    ['an empty line and a column left empty at the end', 'entry,judge,\n\nE1,GK1,\n'],
  ])('is read with %s', (_how, text) => {
    const { rows, faults } = readPastedTable(text, HEADINGS);
    expect(faults).toEqual([]);
    expect(rows.map(({ words }) => words)).toEqual([{ entry: 'E1', judge: 'GK1' }]);
  });

  it.each([
    ['', '1: chưa có dòng nào. Dòng đầu ghi tên cột: entry,judge.'],
    ['entry,judge\n', '2: chưa có dòng nào dưới dòng tên cột.'],
    ['E1,GK1\n', '1: dòng đầu phải ghi đúng tên cột: entry,judge. Đang ghi: e1, gk1.'],
    ['entry,judge\nE1,"GK1\n', '2: dấu ngoặc kép mở, đóng không khớp.'],
  ])('%j is at fault as a whole', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });
});
