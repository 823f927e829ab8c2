import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import PDFDocument from 'pdfkit';
import { bindPdfs, stopPdfBinder } from '../../../src/storage/pdf-binding.js';
import { PdfFault } from '../../../src/storage/pdf-pages.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-binding-'));
});
afterAll(async () => {
  await stopPdfBinder();
  await rm(folder, { recursive: true });
});

/** A PDF of pages that say so; `options` as pdfkit takes them. */
function pdfOf(pages: readonly string[], options: object = {}): Promise<Buffer> {
  const document = new PDFDocument({ ...options, autoFirstPage: false });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
  });
  for (const words of pages) document.addPage({ size: 'A4' }).text(words);
  document.end();
  return whole;
}

/** PDFium's C interface to bookmarks. */
interface Insides {
  documentIdx: number;
  module: {
    HEAPU8: Uint8Array;
    wasmExports: { malloc(bytes: number): number };
    _FPDFBookmark_GetFirstChild(document: number, mark: number): number;
    _FPDFBookmark_GetNextSibling(document: number, mark: number): number;
    _FPDFBookmark_GetTitle(mark: number, at: number, bytes: number): number;
    _FPDFBookmark_GetDest(document: number, mark: number): number;
    _FPDFDest_GetDestPageIndex(document: number, destination: number): number;
  };
}
type Mark = [title: string, page: number, below: Mark[]];

/** The words of each page, and the bookmarks as a viewer shows them. */
async function readBack(path: string): Promise<{ pages: string[]; marks: Mark[] }> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await readFile(path));
  const { documentIdx: handle, module } = document as unknown as Insides;
  const below = (mark: number): Mark[] => {
    const found: Mark[] = [];
    for (
      let one = module._FPDFBookmark_GetFirstChild(handle, mark);
      one !== 0;
      one = module._FPDFBookmark_GetNextSibling(handle, one)
    ) {
      const at = module.wasmExports.malloc(1024);
      const bytes = module._FPDFBookmark_GetTitle(one, at, 1024);
      const title = Buffer.from(module.HEAPU8.subarray(at, at + bytes - 2)).toString('utf16le');
      found.push([
        title,
        module._FPDFDest_GetDestPageIndex(handle, module._FPDFBookmark_GetDest(handle, one)),
        below(one),
      ]);
    }
    return found;
  };
  const pages = Array.from({ length: document.getPageCount() }, (_, index) => document.getPage(index).getText().trim());
  const marks = below(0);
  document.destroy();
  library.destroy();
  return { pages, marks };
}

const outPath = (name: string): string => join(folder, name);

describe('Several PDFs bound into one', () => {
  it('follow each other page after page, each under its bookmark, those of one slot under the slot', async () => {
    const path = outPath('report.pdf');
    await writeFile(path, await pdfOf(['R1', 'R2', 'R3']));
    const out = outPath('whole.pdf');
    const bound = await bindPdfs({
      out,
      title: 'ZALO21-211109-0001',
      parts: [
        { pdf: { bytes: await pdfOf(['COVER']) }, title: 'Tờ bìa', under: null },
        { pdf: { path }, title: 'Báo cáo thành tích (1/2)', under: 'Báo cáo thành tích' },
        { pdf: { bytes: await pdfOf(['S1', 'S2']) }, title: 'Báo cáo thành tích (2/2)', under: 'Báo cáo thành tích' },
        { pdf: { bytes: await pdfOf(['P1']) }, title: 'Ảnh <</X>> (\\) “ỹ” 😀', under: null },
      ],
    });
    expect(bound).toMatchObject({ pages: [1, 3, 2, 1], faults: [null, null, null, null] });
    expect(await readBack(out)).toEqual({
      pages: ['COVER', 'R1', 'R2', 'R3', 'S1', 'S2', 'P1'],
      marks: [
        ['Tờ bìa', 0, []],
        [
          'Báo cáo thành tích',
          1,
          [
            ['Báo cáo thành tích (1/2)', 1, []],
            ['Báo cáo thành tích (2/2)', 4, []],
          ],
        ],
        ['Ảnh <</X>> (\\) “ỹ” 😀', 6, []],
      ],
    });
  });

  it('leave out what cannot be opened and say why; the bookmarks of the others still lead to their pages', async () => {
    const out = outPath('without.pdf');
    const bound = await bindPdfs({
      out,
      title: 'x',
      parts: [
        { pdf: { bytes: await pdfOf(['A']) }, title: 'A', under: null },
        { pdf: { bytes: await pdfOf(['locked'], { userPassword: 'x' }) }, title: 'Khóa', under: 'Mục' },
        { pdf: { bytes: Buffer.from('%PDF-1.7 broken') }, title: 'Hỏng', under: 'Mục' },
        { pdf: { bytes: await pdfOf(['B', 'C']) }, title: 'B', under: 'Mục' },
      ],
    });
    expect(bound).toMatchObject({ pages: [1, 0, 0, 2], faults: [null, 'encrypted', 'unreadable', null] });
    expect(await readBack(out)).toEqual({
      pages: ['A', 'B', 'C'],
      marks: [
        ['A', 0, []],
        ['Mục', 1, [['B', 1, []]]],
      ],
    });
  });

  it('hold several hundred pages', async () => {
    const parts = await Promise.all(
      Array.from({ length: 30 }, async (_, part) => ({
        pdf: { bytes: await pdfOf(Array.from({ length: 20 }, (_, page) => `${part}-${page}`)) },
        title: `Phần ${part}`,
        under: null,
      })),
    );
    const out = outPath('long.pdf');
    await bindPdfs({ out, title: 'x', parts });
    const { pages, marks } = await readBack(out);
    expect([pages.length, pages[599], marks.map(([, page]) => page)]).toEqual([
      600,
      '29-19',
      parts.map((_, part) => part * 20),
    ]);
  });

  it('bring no script along', async () => {
    const document = new PDFDocument();
    const chunks: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve) => {
      document.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    });
    document.addNamedJavaScript('run', 'app.alert(1)');
    document.text('words').link(0, 0, 100, 100, 'https://example.com');
    document.end();
    expect((await whole).toString('latin1')).toContain('app.alert');
    const out = outPath('plain.pdf');
    await bindPdfs({ out, title: 'x', parts: [{ pdf: { bytes: await whole }, title: 'a', under: null }] });
    expect((await readFile(out)).toString('latin1')).not.toMatch(/JavaScript|app\.alert|\/URI/);
  });

  it('make nothing when none can be opened', async () => {
    const parts = [{ pdf: { bytes: Buffer.from('nothing') }, title: 'a', under: null }];
    await expect(bindPdfs({ out: outPath('none.pdf'), title: 'x', parts })).rejects.toEqual(new PdfFault('unreadable'));
  });
});
