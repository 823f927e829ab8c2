import { describe, expect, it } from '@jest/globals';
import type { CriterionFacts, RubricVersionId } from '../../../../src/contests/contest.facts.js';
import { differenceOf } from '../../../../src/judging/offline/return.difference.js';
import { readReturn } from '../../../../src/judging/offline/return.reading.js';
import { toScoreSheet } from '../../../../src/judging/offline/score-workbook.js';
import type { OwnSheet } from '../../../../src/judging/sheet.repository.js';
import { newId, type PersonId, type RoundId } from '../../../../src/kernel/ids.js';
import { lockedWorkbook } from '../../../../src/press/locked-workbook.js';
import type { ReadCell, ReadTable } from '../../../../src/press/table.js';
import { readWorkbook } from '../../../../src/press/workbook-reading.js';
import { partsOf } from '../../../fixtures/workbooks.js';

const criteria = (['A', 'B'] as const).map(
  (code) =>
    ({
      id: code,
      code,
      title: `Tiêu chí ${code}`,
      help: '',
      max: 4000,
      step: 50,
      weight: '1',
    }) as unknown as CriterionFacts,
);
const file = {
  roundId: newId() as RoundId,
  rubricVersionId: newId() as unknown as RubricVersionId,
  personId: newId() as PersonId,
};
const sheetOf = (index: number, words: Partial<OwnSheet> = {}): OwnSheet =>
  ({
    number: `ZALO21-211124-000${index}`,
    villageName: `Bản ${index}`,
    communeName: 'Xã Bản Bo',
    districtName: null,
    points: {},
    comments: {},
    comment: '',
    version: 1,
    judgeable: true,
    ...words,
  }) as OwnSheet;
const SHEETS = [sheetOf(1), sheetOf(2, { points: { A: 1750, B: 3000 }, comment: 'Được', version: 4 }), sheetOf(3)];

/** The table as a spreadsheet program would hand it back untouched: written by us, read by us. */
async function untouched(): Promise<ReadTable> {
  const workbook = await lockedWorkbook(toScoreSheet(file, { criteria, sheets: SHEETS, heading: ['Cuộc thi mẫu'] }));
  const [table] = await readWorkbook(partsOf(workbook), { rows: 100, columns: 50, cellSigns: 5001 });
  if (table === undefined) throw new Error('the workbook has no sheet');
  return table;
}
// Heading, mark, head: the first dossier stands in line 4. STT, code, place, mark, A, B, comment A, comment B, comment.
const [CODE, MARK, A, B, COMMENT] = [1, 3, 4, 5, 8];
const cell = (text: string, more: Partial<ReadCell> = {}): ReadCell => ({
  text,
  isUnreadable: false,
  isFormula: false,
  ...more,
});
const withCells = (table: ReadTable, ...changes: [line: number, column: number, to: ReadCell][]): ReadTable => ({
  ...table,
  rows: table.rows.map((row) => ({
    ...row,
    cells: Array.from({ length: 9 }, (_, column) => {
      const change = changes.find(([line, at]) => line === row.line && at === column);
      return change?.[2] ?? row.cells[column] ?? cell('');
    }),
  })),
});
const compare = (table: ReadTable, sheets = SHEETS, refused: Record<string, string> = {}) => {
  const read = readReturn([table], { ...file, criteria });
  if ('refusal' in read) throw new Error(read.refusal.code);
  const { lines, counts } = differenceOf(read.lines, {
    sheets: new Map(sheets.map((sheet) => [sheet.number, sheet])),
    criteria,
    refusalOf: ({ number }) => (refused[number] === undefined ? null : { code: refused[number] }),
  });
  return {
    counts,
    told: lines.map(({ line, fate, cells, faults, refusal }) => ({
      line,
      fate,
      cells: cells
        .filter(({ change }) => change !== 'same')
        .map(({ field, change, saved, given }) => `${field} ${change}: ${saved} > ${given}`),
      faults: [...faults, ...cells.flatMap(({ why }) => (why === null ? [] : [why]))],
      refusal: refusal?.code ?? null,
    })),
  };
};
const refusalOf = (table: ReadTable, of: Partial<typeof file> = {}): string => {
  const read = readReturn([table], { ...file, ...of, criteria });
  return 'refusal' in read ? read.refusal.code : 'read';
};

describe('A file of scores that comes back', () => {
  it('untouched, changes nothing', async () => {
    expect(compare(await untouched()).told.map(({ line, fate }) => [line, fate])).toEqual([
      [4, 'same'],
      [5, 'same'],
      [6, 'same'],
    ]);
  });

  it('is told cell by cell: what is new, changed and cleared; what is the same is not', async () => {
    const table = withCells(
      await untouched(),
      [4, A, cell('17,5')],
      [4, COMMENT, cell('Tốt')],
      [5, A, cell('20')],
      [5, COMMENT, cell('')],
    );
    expect(compare(table).told.slice(0, 2)).toEqual([
      { line: 4, fate: 'write', cells: ['points[A] new:  > 17,5', 'comment new:  > Tốt'], faults: [], refusal: null },
      {
        line: 5,
        fate: 'write',
        cells: ['points[A] changed: 17,5 > 20', 'comment cleared: Được > '],
        faults: [],
        refusal: null,
      },
    ]);
  });

  it('never overwrites a sheet that was saved on line meanwhile: both values are told', async () => {
    const table = withCells(await untouched(), [5, A, cell('20')], [4, A, cell('10')]);
    const meanwhile = [
      SHEETS[0] as OwnSheet,
      sheetOf(2, { points: { A: 1500, B: 3000 }, comment: 'Được', version: 5 }),
      SHEETS[2] as OwnSheet,
    ];
    expect(compare(table, meanwhile).told.map(({ fate, cells }) => [fate, cells])).toEqual([
      ['write', ['points[A] new:  > 10']],
      ['conflict', ['points[A] changed: 15 > 20']],
      ['same', []],
    ]);
  });

  it('has no quarrel with a sheet that was saved on line and says the very same', async () => {
    const table = withCells(await untouched(), [5, A, cell('20')]);
    const meanwhile = [sheetOf(2, { points: { A: 2000, B: 3000 }, comment: 'Được', version: 9 })];
    expect(compare(table, [SHEETS[0] as OwnSheet, ...meanwhile, SHEETS[2] as OwnSheet]).counts.same).toBe(3);
  });

  it('leaves a sheet alone that may not be written any more, and says why', async () => {
    const table = withCells(await untouched(), [4, A, cell('10')]);
    expect(compare(table, SHEETS, { 'ZALO21-211124-0001': 'sheet-signed' }).told[0]).toMatchObject({
      fate: 'closed',
      refusal: 'sheet-signed',
    });
  });

  it.each([
    ['40,5', 'nhập số từ 0 đến 40'],
    ['17,3', 'điểm đi theo bước 0,5'],
    ['mười', 'nhập số từ 0 đến 40'],
    ['-1', 'nhập số từ 0 đến 40'],
  ])('refuses the points %s in their cell, in words', async (typed, words) => {
    const { told, counts } = compare(withCells(await untouched(), [4, A, cell(typed)], [6, B, cell('10')]));
    expect([counts.faulty, told[0]?.faults[0]]).toEqual([1, expect.stringContaining(words)]);
  });

  it('refuses a formula whatever it came to', async () => {
    const { told } = compare(withCells(await untouched(), [4, A, cell('17,5', { isFormula: true })]));
    expect(told[0]).toMatchObject({ fate: 'faulty', faults: [expect.stringContaining('ô có công thức')] });
  });

  it.each([
    ['the code of a dossier', CODE, 'ZALO21-211124-0003'],
    ['its version', MARK, '9.aaaaaa'],
  ])('notices when a locked cell was changed: %s', async (_what, column, to) => {
    const { told } = compare(withCells(await untouched(), [4, column, cell(to)]));
    expect(told[0]).toMatchObject({ fate: 'faulty' });
    expect(told[0]?.faults[0]).toContain('Ô khóa của dòng này đã bị sửa');
  });

  it('takes a dossier once: the second line says where the first is', async () => {
    const table = await untouched();
    const [copied] = table.rows.filter(({ line }) => line === 4);
    const doubled = { ...table, rows: [...table.rows, { line: 7, cells: copied?.cells ?? [] }] };
    expect(compare(doubled).told[3]?.faults).toEqual([
      'Hồ sơ ZALO21-211124-0001 đã có ở dòng 4. Mỗi hồ sơ một dòng: xóa một trong hai.',
    ]);
  });

  it('may come back with fewer lines, in another order', async () => {
    const table = withCells(await untouched(), [6, A, cell('10')]);
    const fewer = {
      ...table,
      rows: [...table.rows.filter(({ line }) => line < 4), ...table.rows.filter(({ line }) => line === 6)],
    };
    expect(compare(fewer).counts).toEqual({ faulty: 0, conflict: 0, closed: 0, write: 1, same: 0 });
  });

  it('is refused whole when it is of another person, round, or version of the criteria, or none of ours', async () => {
    const table = await untouched();
    expect(refusalOf(table, { personId: newId() as PersonId })).toBe('return-other-person');
    expect(refusalOf(table, { roundId: newId() as RoundId })).toBe('return-other-round');
    expect(refusalOf(table, { rubricVersionId: newId() as unknown as RubricVersionId })).toBe('return-old-criteria');
    expect(refusalOf({ ...table, rows: table.rows.filter(({ line }) => line !== 2) })).toBe('return-not-ours');
    expect(refusalOf(withCells(table, [3, A, cell('Điểm khác')]))).toBe('return-columns-changed');
    expect(refusalOf({ ...table, rows: table.rows.filter(({ line }) => line <= 3) })).toBe('return-empty');
  });
});
