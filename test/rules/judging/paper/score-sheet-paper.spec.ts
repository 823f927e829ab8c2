import { describe, expect, it } from '@jest/globals';
import type { CriterionFacts } from '../../../../src/contests/contest.facts.js';
import { toSheetsPaper, toTablePaper } from '../../../../src/judging/paper/score-sheet.paper.js';
import type { PrintedSheet } from '../../../../src/judging/paper/sheet-print.repository.js';
import type { Block, Table } from '../../../../src/press/paper.js';

const criterion = (code: string, title: string, max: number, weight = '1'): CriterionFacts =>
  ({ id: code, code, title, help: '', max, step: 50, weight }) as CriterionFacts;
const criteria = [criterion('A', 'Nội dung', 4000), criterion('B', 'Hình thức', 3000, '2')];
const of = {
  contest: {
    code: 'ZALO21',
    name: 'Nhóm Zalo',
    noun: 'Cuộc thi',
    organiserName: 'UBND tỉnh Lai Châu',
    sampleNotes: '',
    blind: { isBlind: false, showsFiles: false, hides: [], hidesSlots: [] },
  },
  round: { name: 'Vòng chấm' },
  criteria,
  madeAt: new Date('2021-12-15T02:00:00Z'),
};
const blank = (judge: number, entry: number): PrintedSheet => ({
  judgeCode: `GK${judge}`,
  judgeName: `Giám khảo ${judge}`,
  number: `ZALO21-211124-000${entry}`,
  villageName: `Bản ${entry}`,
  communeName: 'Xã Bản Bo',
  districtName: 'Huyện Tam Đường',
  words: null,
});
const signed = (judge: number, entry: number): PrintedSheet => ({
  ...blank(judge, entry),
  words: {
    points: { A: 3500, B: 2550 },
    comments: { A: 'Đủ ý' },
    comment: 'Nên phổ biến.',
    totalHundredths: '8600',
    signedAt: new Date('2021-12-15T02:00:00Z'),
  },
});
type PlainTable = Omit<Table, 'rows'> & { rows: readonly (readonly string[])[] };
const tablesOf = (blocks: readonly Block[]): PlainTable[] =>
  blocks.filter((block) => block.kind === 'table') as PlainTable[];
const breaks = (blocks: readonly Block[]): number => blocks.filter(({ kind }) => kind === 'page-break').length;

describe('Score sheets on paper', () => {
  it('are one page a dossier, with judge, code and place printed and every score left open', () => {
    const { blocks } = toSheetsPaper(of, [blank(1, 1), blank(1, 2), blank(2, 1)]);
    expect(breaks(blocks)).toBe(2);
    expect(blocks.find(({ kind }) => kind === 'facts')).toEqual({
      kind: 'facts',
      rows: [
        { label: 'Vòng', value: 'Vòng chấm' },
        { label: 'Mã hồ sơ', value: 'ZALO21-211124-0001' },
        { label: 'Đơn vị dự thi', value: 'Bản 1, xã Bản Bo, huyện Tam Đường' },
        { label: 'Giám khảo', value: 'Giám khảo 1 (GK1)' },
      ],
    });
    const [table] = tablesOf(blocks);
    // 40 + 2 × 30 = 100
    expect(table?.closing).toEqual(['', 'Tổng điểm', '100', '', '']);
    expect(table?.rows.map((row) => row.slice(0, 4))).toEqual([
      ['1', 'Nội dung', '40', ''],
      ['2', 'Hình thức (hệ số 2)', '30', ''],
    ]);
  });

  it('say what was signed, in digits and in words', () => {
    const { blocks } = toSheetsPaper(of, [signed(1, 1)]);
    const [table] = tablesOf(blocks);
    expect(table?.rows).toEqual([
      ['1', 'Nội dung', '40', '35', 'Đủ ý'],
      ['2', 'Hình thức (hệ số 2)', '30', '25,5', ''],
    ]);
    // 35 + 2 × 25,5 = 86
    expect(table?.closing).toEqual(['', 'Tổng điểm', '100', '86', '']);
    expect(JSON.stringify(blocks)).toContain('Tám mươi sáu');
    expect(JSON.stringify(blocks)).toContain('Nhận xét chung: Nên phổ biến.');
  });

  it('are one table a judge when asked so, the dossiers below one another and one signature each', () => {
    const { blocks, landscape } = toTablePaper(of, [signed(1, 1), signed(1, 2), signed(2, 1)]);
    expect([landscape, breaks(blocks)]).toEqual([true, 1]);
    expect(tablesOf(blocks).map(({ rows }) => rows.map((row) => [row[1], ...row.slice(3, 6)]))).toEqual([
      [
        ['ZALO21-211124-0001', '35', '25,5', '86'],
        ['ZALO21-211124-0002', '35', '25,5', '86'],
      ],
      [['ZALO21-211124-0001', '35', '25,5', '86']],
    ]);
    expect(blocks.filter(({ kind }) => kind === 'signatures').length).toBe(2);
  });

  it('say the code alone where judging is blind: no row and no column for a place', () => {
    const blind = { ...of, contest: { ...of.contest, blind: { ...of.contest.blind, isBlind: true } } };
    const coded = { ...blank(1, 1), number: 'K0123456789', villageName: 'Hồ sơ K0123456789', communeName: '' };
    const sheet = toSheetsPaper(blind, [coded]).blocks.find(({ kind }) => kind === 'facts');
    expect(sheet).toEqual({
      kind: 'facts',
      rows: [
        { label: 'Vòng', value: 'Vòng chấm' },
        { label: 'Mã hồ sơ', value: 'K0123456789' },
        { label: 'Giám khảo', value: 'Giám khảo 1 (GK1)' },
      ],
    });
    const [table] = tablesOf(toTablePaper(blind, [coded]).blocks);
    expect(table?.columns.map(({ head }) => head)).not.toContain('Đơn vị dự thi');
    expect(table?.rows).toEqual([['1', 'K0123456789', '', '', '', '']]);
  });
});
