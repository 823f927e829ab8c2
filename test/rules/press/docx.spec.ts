import { afterAll, describe, expect, it } from '@jest/globals';
import { pressDocx } from '../../../src/press/docx.js';
import { type Block, bold, italic, line, type Paper, paragraph, plain } from '../../../src/press/paper.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import { partOf, wordsOfDocx, wordsOfPdf } from '../../fixtures/papers.js';
import { unzip } from '../../fixtures/workbooks.js';

const HOSTILE = '=HYPERLINK("http://x") <w:p/> &amp; {{name}} ]]> MERGEFIELD x';
const head: Block = {
  kind: 'letterhead',
  parent: 'ỦY BAN NHÂN DÂN TỈNH LAI CHÂU',
  organ: 'BAN TỔ CHỨC CUỘC THI',
  number: { value: null, symbol: 'TTr-BTC' },
  subject: null,
  issued: { place: 'Lai Châu', on: null },
};
const table: Block = {
  kind: 'table',
  columns: [
    { head: 'STT', share: 1, align: 'center' },
    { head: 'Tên nhóm', share: 6, align: 'left' },
    { head: 'Số tiền (đồng)', share: 3, align: 'right' },
  ],
  rows: [{ label: 'Giải Nhất', span: 2, rest: ['15.000.000'] }, ['1', `Nhóm bản Nà Khuy ${HOSTILE}`, '15.000.000']],
  closing: { label: 'Tổng cộng', span: 2, rest: ['15.000.000'] },
};
const signatures: Block = {
  kind: 'signatures',
  recipients: ['Như trên;', 'Lưu: VT.'],
  columns: [{ powers: ['TM. BAN TỔ CHỨC', 'TRƯỞNG BAN'], note: null, name: 'Nguyễn Văn Ủy' }],
};
const paper: Paper = {
  title: 'Tờ trình <1>',
  madeAt: new Date('2021-12-20T09:00:00+07:00'),
  landscape: false,
  framed: false,
  blocks: [
    head,
    { kind: 'title', text: 'TỜ TRÌNH', subject: 'Về việc khen thưởng' },
    paragraph([italic('Căn cứ Thể lệ số 01/TL-BTC;')]),
    paragraph([bold('Điều 1. '), plain('Tặng giải.')]),
    { kind: 'lines', lines: ['Một;', 'Hai.'] },
    signatures,
    { kind: 'new-sheet', landscape: true },
    { kind: 'facts', rows: [{ label: 'Vòng', value: null }] },
    table,
    line([italic('(Bằng chữ: Mười lăm triệu đồng)')], 'left'),
    { kind: 'code', content: 'https://hoithi.example/x', sideMm: 30, beside: [line('Quét mã', 'left')] },
  ],
  foot: null,
};

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

afterAll(stopPresses);

describe('A paper as a document for a word processor', () => {
  const pressed = pressDocx(paper);

  it('says what the PDF says, word for word, and takes no sign for a command', async () => {
    const [docx, pdf] = [wordsOfDocx(await pressed), (await wordsOfPdf(await pressPdf(paper))).join(' ')];
    // Readers find the words of a page in another order: letterheads stand side by side, and so do signatures.
    const sorted = (text: string): string[] =>
      text
        .split(/\s+/)
        .filter((word) => word !== '')
        .sort();
    expect(sorted(docx)).toEqual(sorted(pdf));
    expect(docx).toContain(HOSTILE);
    expect(partOf(await pressed, 'word/document.xml')).not.toMatch(/fldSimple|instrText|w:hyperlink/);
  });

  it('leaves out signs that XML cannot hold, for which Word would refuse the whole document', async () => {
    const odd = await pressDocx({ ...paper, blocks: [line('Bản\u0007 Nà\ufffe Kh\ud800uy 🎉', 'left')] });
    expect(partOf(odd, 'word/document.xml')).toContain('>Bản Nà Khuy 🎉<');
  });

  it('is A4 with the margins of the decree, and its appendix lies on its side', async () => {
    const sections = partOf(await pressed, 'word/document.xml').match(/<w:sectPr>.*?<\/w:sectPr>/g) ?? [];
    // twentieths of a point: 20 mm = 1134, 30 mm = 1701, 15 mm = 851; A4 = 11906 × 16838
    const margins = sections.map((one) => /<w:pgMar[^>]*>/.exec(one)?.[0] ?? '');
    for (const side of ['top="1134"', 'bottom="1134"', 'left="1701"', 'right="851"']) {
      expect(margins.map((one) => one.includes(`w:${side}`))).toEqual([true, true]);
    }
    expect(sections.map((one) => /<w:pgSz[^>]*>/.exec(one)?.[0].match(/w="\d+"|h="\d+"|orient="\w+"/g))).toEqual([
      ['w="11906"', 'h="16838"', 'orient="portrait"'],
      ['w="16838"', 'h="11906"', 'orient="landscape"'],
    ]);
  });

  it('numbers its pages in the middle of the top margin from the second on, the appendix from one again', async () => {
    const document = partOf(await pressed, 'word/document.xml');
    expect([count(document, /<w:titlePg\/>/g), count(document, /<w:pgNumType w:start="1"\/>/g)]).toEqual([2, 2]);
    const heads = [...unzip(await pressed)]
      .filter(([path]) => path.startsWith('word/header'))
      .map(([, part]) => part.toString('utf8'));
    expect(heads.map((one) => count(one, /PAGE/g)).sort()).toEqual([0, 1]);
    expect(styleOf(await pressed, 'Số trang')).toMatch(/w:jc w:val="center".*w:sz w:val="28"/); // 14 points
  });

  it('repeats the head of a table on every page, and tears neither a row nor the signatures', async () => {
    const document = partOf(await pressed, 'word/document.xml');
    expect(count(document, /<w:tblHeader/g)).toBe(1);
    expect(count(document, /<w:tr>/g)).toBe(count(document, /<w:cantSplit/g));
    // band and closing row reach across the first two columns
    expect(count(document, /<w:gridSpan w:val="2"\/>/g)).toBe(2);
  });

  it('is set in Times New Roman, with a style of its own for every part of a state paper', async () => {
    const styles = partOf(await pressed, 'word/styles.xml');
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styleOf(await pressed, 'Quốc hiệu')).toMatch(/w:jc w:val="center".*<w:b\/>.*w:sz w:val="24"/);
    expect(styleOf(await pressed, 'Nội dung')).toMatch(/w:firstLine="567".*w:jc w:val="both".*w:sz w:val="26"/);
    const used = [...partOf(await pressed, 'word/document.xml').matchAll(/<w:pStyle w:val="([^"]+)"/g)];
    const known = new Set([...styles.matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id));
    expect(used.map(([, id]) => id).filter((id) => !known.has(id))).toEqual([]);
    expect(count(partOf(await pressed, 'word/document.xml'), /<w:p>(?!<w:pPr><w:pStyle)/g)).toBe(0);
  });

  it('was made when the paper was, and bears its title', async () => {
    const core = partOf(await pressed, 'docProps/core.xml');
    expect(core).toContain('<dc:title>Tờ trình &lt;1&gt;</dc:title>');
    expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2021-12-20T02:00:00Z</dcterms:created>');
  });

  it('carries its code as a picture with words for those who cannot see it', async () => {
    const pictures = [...unzip(await pressed).keys()].filter((path) => path.startsWith('word/media/'));
    expect(pictures.length).toBe(1);
    expect(partOf(await pressed, 'word/document.xml')).toContain('descr="Mã QR: https://hoithi.example/x"');
  });
});

function styleOf(docx: Buffer, name: string): string {
  const found = new RegExp(`<w:style [^>]*><w:name w:val="${name}"/>.*?</w:style>`).exec(
    partOf(docx, 'word/styles.xml'),
  );
  return found?.[0] ?? '';
}
