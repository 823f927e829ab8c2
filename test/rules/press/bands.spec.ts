import { afterAll, describe, expect, it } from '@jest/globals';
import { pressDocx } from '../../../src/press/docx.js';
import { line, type Paper } from '../../../src/press/paper.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import { partOf, wordsOfPdf } from '../../fixtures/papers.js';

afterAll(stopPresses);

/** Of one table: a band, so many rows, another band, two rows. 37 rows and bands fit below the head of a page. */
const paperOf = (rows: number): Paper => ({
  title: 'Danh sách',
  madeAt: new Date('2021-12-22T09:00:00+07:00'),
  landscape: false,
  framed: false,
  foot: null,
  blocks: [
    {
      kind: 'table',
      columns: [
        { head: 'STT', share: 1, align: 'center' },
        { head: 'Giải', share: 5, align: 'left' },
        { head: 'Số tiền', share: 2, align: 'right' },
      ],
      rows: [
        { label: 'Giải Ba', span: 2, rest: ['1'] },
        ...Array.from({ length: rows }, (_, i) => [String(i + 1), 'Giải Ba', '7.500.000']),
        { label: 'Giải Khuyến khích', span: 2, rest: ['2'] },
        ['901', 'Giải Khuyến khích', '4.500.000'],
        ['902', 'Giải Khuyến khích', '4.500.000'],
      ],
      closing: null,
    },
  ],
});

describe('A band of a table in a PDF', () => {
  it.each([
    ['two rows of its own fit below it', 33, 0],
    ['one row of its own fits below it', 34, 0],
    ['it would stand last on the page', 35, 1],
    ['it goes to the next page by itself', 36, 1],
    ['it would stand last on a page that bears a number', 72, 2],
  ])('has its first row with it: %s', async (_, rows, page) => {
    const pages = await wordsOfPdf(await pressPdf(paperOf(rows)));
    expect(pages.findIndex((words) => words.includes('Giải Khuyến khích 2'))).toBe(page);
    expect(pages[page]).toContain('Giải Khuyến khích 2 901 Giải Khuyến khích');
    // Every row is there once, in order, and every page begins with the head.
    const numbers = pages.flatMap((words) => words.match(/(?<![.\d])\d+(?= Giải)/g) ?? []);
    expect(numbers.slice(-2 - rows)).toEqual([
      ...Array.from({ length: rows }, (_row, i) => String(i + 1)),
      '901',
      '902',
    ]);
    expect(pages.every((words) => words.includes('STT Giải Số tiền'))).toBe(true);
  });
});

describe('The end of a table above a signature', () => {
  const signed = (rows: number): Paper => {
    const [table] = paperOf(rows).blocks;
    if (table?.kind !== 'table') throw new Error('there is no table');
    return {
      ...paperOf(rows),
      blocks: [
        { ...table, rows: table.rows.slice(1, 1 + rows), closing: { label: 'Tổng cộng', span: 2, rest: ['7'] } },
        line('(Bằng chữ: Bảy đồng)', 'left'),
        { kind: 'signatures', recipients: [], columns: [{ powers: ['TRƯỞNG BAN'], note: null, name: 'Lò Văn Mẫu' }] },
      ],
    };
  };

  it.each([
    ['all fit on one page', 28, 1],
    ['the signature alone would go to the next page', 33, 2],
    ['the words of the sum would go with it', 34, 2],
    ['the last row would', 37, 2],
    ['rows go there by themselves', 38, 2],
    ['the words of the sum would go with it, a row later', 35, 2],
    ['the total would', 36, 2],
  ])('stands on its page: %s', async (_, rows, count) => {
    const pages = await wordsOfPdf(await pressPdf(signed(rows)));
    expect(pages).toHaveLength(count);
    expect(pages.at(-1)).toMatch(
      new RegExp(`${rows} Giải Ba 7.500.000 Tổng cộng 7 \\(Bằng chữ: Bảy đồng\\) TRƯỞNG BAN Lò Văn Mẫu( 2)?$`),
    );
    const numbers = pages.flatMap((words) => words.match(/(?<![.\d])\d+(?= Giải Ba)/g) ?? []);
    expect(numbers).toEqual(Array.from({ length: rows }, (_row, i) => String(i + 1)));
    // The head stands once on every page: above the last row too where that begins one.
    expect(pages.map((words) => words.split('STT Giải Số tiền').length - 1)).toEqual(pages.map(() => 1));
  });

  it('is kept with it in a word processor: the last row, the total and the words', async () => {
    const paragraphs = partOf(await pressDocx(signed(3)), 'word/document.xml').match(/<w:p>.*?<\/w:p>/gs) ?? [];
    const isKept = (words: string): boolean =>
      paragraphs.some((one) => one.includes(`>${words}<`) && one.includes('<w:keepNext/>'));
    expect(['2', '3', 'Tổng cộng', '(Bằng chữ: Bảy đồng)'].map(isKept)).toEqual([false, true, true, true]);
  });
});

describe('The total of a table without a signature below it', () => {
  it.each([
    ['all fit on one page', 35, 1],
    ['the total alone would go to the next page', 37, 2],
    ['rows go there by themselves', 38, 2],
  ])('has the last row before it: %s', async (_, rows, count) => {
    const [table] = paperOf(rows).blocks;
    if (table?.kind !== 'table') throw new Error('there is no table');
    const summed = {
      ...table,
      rows: table.rows.slice(1, 1 + rows),
      closing: { label: 'Tổng cộng', span: 2, rest: ['7'] },
    };
    const pages = await wordsOfPdf(await pressPdf({ ...paperOf(rows), blocks: [summed, line('Hết.', 'left')] }));
    expect(pages).toHaveLength(count);
    expect(pages.at(-1)).toMatch(new RegExp(`STT Giải Số tiền .*${rows} Giải Ba 7.500.000 Tổng cộng 7 Hết.( 2)?$`));
    expect(pages.map((words) => words.split('STT Giải Số tiền').length - 1)).toEqual(pages.map(() => 1));
  });
});
