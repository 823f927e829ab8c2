import { afterAll, describe, expect, it } from '@jest/globals';

import { type Block, bold, line, type Paper, paragraph, plain } from '../../../src/press/paper.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import { wordsOfPdf } from '../../fixtures/papers.js';

const paperOf = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  title: 'Giấy biên nhận',
  madeAt: new Date('2021-11-24T09:41:00+07:00'),
  landscape: false,
  framed: false,
  blocks,
  foot: 'ZALO21-211124-0007',
  ...more,
});

const tableOf = (rows: number): Block => ({
  kind: 'table',
  columns: [
    { head: 'STT', share: 1, align: 'right' },
    { head: 'Tên nhóm', share: 6, align: 'left' },
    { head: 'Số tiền', share: 2, align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, i) => [
    `${i + 1}`,
    `Nhóm Zalo ${'cộng đồng '.repeat(8)}số ${i + 1}.`,
    '500.000',
  ]),
  closing: ['', 'Tổng cộng', '45.000.000'],
});

afterAll(stopPresses);

describe('A paper that leaves the press', () => {
  it('carries the head of its table on every page, tears no row, and numbers its pages from the second on', async () => {
    const pages = await wordsOfPdf(await pressPdf(paperOf([tableOf(60)])));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((page) => page.includes('STT Tên nhóm Số tiền'))).toEqual(pages.map(() => true));
    // A whole row ends with its number and its amount: torn ones would not stand together on one page.
    const whole = pages.flatMap((page) => [...page.matchAll(/số (\d+)\. 500\.000/g)].map((match) => Number(match[1])));
    expect(whole).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    // Readers find the number of the top margin after the table, just before the small print at the foot.
    const beforeFoot = pages.map((page) => / (\S+) ZALO21-211124-0007 \d+\/\d+$/.exec(page)?.[1]);
    expect(beforeFoot).toEqual(['500.000', ...pages.slice(1).map((_, i) => `${i + 2}`)]);
    expect(pages.at(-1)).toContain('Tổng cộng 45.000.000');
  });

  it('is copied out as it was typed, also what was typed with marks apart from their letters', async () => {
    const typed = 'Nhóm Zalo tiếng Việt ở Bản Hợp Nhất'.normalize('NFD');
    const [page] = await wordsOfPdf(await pressPdf(paperOf([paragraph(typed), tableOf(1)])));
    expect(page).toContain('Nhóm Zalo tiếng Việt ở Bản Hợp Nhất'.normalize('NFC'));
  });

  it('bears the state letterhead, with room for the number and the day that a clerk will write', async () => {
    const head: Block = {
      kind: 'letterhead',
      parent: 'UBND HUYỆN TAM ĐƯỜNG',
      organ: 'PHÒNG VĂN HÓA VÀ THÔNG TIN',
      number: { value: null, symbol: 'VHTT' },
      subject: 'V/v bổ sung hồ sơ dự thi',
      issued: { place: 'Tam Đường', on: null },
    };
    const signatures: Block = {
      kind: 'signatures',
      recipients: ['Như trên;', 'Lưu: VT.'],
      columns: [{ powers: ['TRƯỞNG PHÒNG'], note: null, name: 'Nguyễn Văn Ủy' }],
    };
    const [page] = await wordsOfPdf(await pressPdf(paperOf([head, signatures])));
    expect(page).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(page).toContain('Độc lập - Tự do - Hạnh phúc');
    expect(page).toMatch(/Số: \/VHTT/);
    expect(page).toMatch(/Tam Đường, ngày tháng năm/);
    expect(page).toContain('Nơi nhận: - Như trên; - Lưu: VT.');
    expect(page).toContain('Nguyễn Văn Ủy');
  });

  it('prints every Vietnamese letter and takes no sign for a command', async () => {
    const letters = 'Ằắẳẵặ Ầấẩẫậ Ềếểễệ Ồốổỗộ Ờớởỡợ Ừứửữự Ỳýỷỹỵ Đđ ₫ “”–…';
    const hostile = '{"text":"x"} <b>không đậm</b> #let x = 1 \\begin $1+1$ {{name}}';
    const [page] = await wordsOfPdf(
      await pressPdf(paperOf([line(letters, 'left'), paragraph([bold('Điều 1. '), plain(hostile)])])),
    );
    expect(page?.normalize('NFC')).toContain(letters);
    expect(page).toContain(`Điều 1. ${hostile}`);
  });

  it('is the same to the byte when made twice, and says that it is an archive copy', async () => {
    const paper = paperOf([
      { kind: 'code', content: 'https://hoithi.example/h/ZALO21-211124-0007', sideMm: 30, beside: [line('x', 'left')] },
    ]);
    const [first, second] = [await pressPdf(paper), await pressPdf(paper)];
    expect(first.equals(second)).toBe(true);
    expect(first.toString('latin1')).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
  });

  it('tells nothing of the papers pressed before it', async () => {
    const plainOne = paperOf([line('o e a u i', 'left'), paragraph([bold('Ao cá')])]);
    const alone = await pressPdf(plainOne);
    // Composed letters are drawn out of the plain ones.
    await pressPdf(paperOf([line('ờ ệ ẫ ử ị', 'left'), paragraph([bold('Ầ ố')])]));
    expect((await pressPdf(plainOne)).equals(alone)).toBe(true);
    expect((await wordsOfPdf(alone))[0]).toContain('o e a u i Ao cá');
  });
});
