import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { Paper } from '../../../src/press/paper.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import {
  MAX_PDF_PAGES,
  PdfFault,
  PdfReader,
  readPdfText,
  countPdfPages,
  renderPdfPage,
  stopPdfReader,
} from '../../../src/storage/pdf-pages.js';

/** A PDF whose pages are filled with these colours, one each. */
function pdfOf(colours: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false, ...options });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const colour of colours) document.addPage().rect(0, 0, 2000, 2000).fill(colour);
  return new Promise((resolve) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.end();
  });
}

/** A PDF of one page, written by hand: what the page shows, and the objects it needs, numbered from 5. */
function rawPdf(page: { mediaBox: string; content: string; resources?: string; objects?: Uint8Array[] }): Buffer {
  const bodies: Uint8Array[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [${page.mediaBox}] /Contents 4 0 R /Resources << ${page.resources ?? ''} >> >>`,
    ),
    Buffer.from(`<< /Length ${page.content.length} >>\nstream\n${page.content}\nendstream`),
    ...(page.objects ?? []),
  ];
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  bodies.forEach((body, index) => parts.push(Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')));
  parts.push(Buffer.from(`trailer << /Root 1 0 R /Size ${bodies.length + 1} >>\n%%EOF\n`));
  return Buffer.concat(parts);
}

const faultCode = async (attempt: Promise<unknown>): Promise<string> => {
  const fault: unknown = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  return fault instanceof PdfFault ? fault.code : `no fault but ${String(fault)}`;
};

/** The colour in the middle of a picture, as "r,g,b". */
async function middleOf(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const start = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(start, start + 3)].join(',');
}

afterAll(stopPresses);
afterAll(() => stopPdfReader());

describe('Pages of a PDF, shown as pictures', () => {
  it('each page is a WebP of the width asked for, in the proportions of the page', async () => {
    const bytes = await pdfOf(['#ffffff', '#ffffff']);
    expect(await countPdfPages({ bytes })).toBe(2);
    const picture = await renderPdfPage({ bytes }, 1, 800);
    // A4 is 595,28 × 841,89 points: 800 × 841,89 / 595,28 = 1131,4
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 800, height: 1131 });
  });

  it('pages keep their order and their colours', async () => {
    const bytes = await pdfOf(['#ff0000', '#0000ff']);
    const [first, second] = await Promise.all([0, 1].map((index) => renderPdfPage({ bytes }, index, 100)));
    const near = (colour: string, wanted: number[]): boolean =>
      colour.split(',').every((value, index) => Math.abs(Number(value) - (wanted[index] ?? 0)) < 8);
    expect(near(await middleOf(first ?? Buffer.alloc(0)), [255, 0, 0])).toBe(true);
    expect(near(await middleOf(second ?? Buffer.alloc(0)), [0, 0, 255])).toBe(true);
  });

  it('a file on disk is read where it lies', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pdf-pages-'));
    const path = join(folder, 'báo cáo.pdf');
    await writeFile(path, await pdfOf(['#00ff00']));
    expect(await countPdfPages({ path })).toBe(1);
    expect((await renderPdfPage({ path }, 0, 200)).length).toBeGreaterThan(100);
    await rm(folder, { recursive: true });
    expect(await faultCode(countPdfPages({ path }))).toBe('unreadable');
  });

  it.each([
    ['the last page', 2, 'no fault but null'],
    ['one behind the last', 3, 'no-such-page'],
    ['before the first', -1, 'no-such-page'],
    ['half a page', 0.5, 'no-such-page'],
  ])('of three pages, %s', async (_which, index, code) => {
    const bytes = await pdfOf(['#111111', '#222222', '#333333']);
    expect(await faultCode(renderPdfPage({ bytes }, index, 100))).toBe(code);
  });

  it('page 300 is the last that is shown, though all are counted', async () => {
    const bytes = await pdfOf(Array.from({ length: 302 }, () => '#ffffff'));
    expect(await countPdfPages({ bytes })).toBe(302);
    expect(await faultCode(renderPdfPage({ bytes }, MAX_PDF_PAGES - 1, 50))).toBe('no fault but null');
    expect(await faultCode(renderPdfPage({ bytes }, MAX_PDF_PAGES, 50))).toBe('no-such-page');
  });
});

describe('A PDF that cannot be shown', () => {
  it.each([
    ['RC4', '1.3'],
    ['AES-128', '1.6'],
    ['AES-256', '1.7ext3'],
  ] as const)('with a password, %s: encrypted', async (_cipher, pdfVersion) => {
    const bytes = await pdfOf(['#ffffff'], { userPassword: 'mat-khau', ownerPassword: 'chu', pdfVersion });
    expect(await faultCode(countPdfPages({ bytes }))).toBe('encrypted');
  });

  it('only closed to changes, without a password to open it: shown', async () => {
    const bytes = await pdfOf(['#ffffff'], { ownerPassword: 'chu', permissions: { modifying: false } });
    expect(await countPdfPages({ bytes })).toBe(1);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Đây không phải là tệp PDF')],
    ['a head without a body', Buffer.from('%PDF-1.7\n%%EOF\n')],
    ['zeros', Buffer.alloc(100_000)],
  ])('%s: unreadable', async (_what, bytes) => {
    expect(await faultCode(renderPdfPage({ bytes }, 0, 100))).toBe('unreadable');
  });

  it('cut off in the middle: a fault or what is left, and the next PDF is shown as ever', async () => {
    const whole = await pdfOf(['#ffffff', '#ffffff']);
    await renderPdfPage({ bytes: whole.subarray(0, whole.length / 2) }, 0, 100).catch(() => undefined);
    expect(await countPdfPages({ bytes: whole })).toBe(2);
  });

  it('larger than 96 MB: too large, and told as such', async () => {
    expect(await faultCode(countPdfPages({ bytes: Buffer.alloc(96 * 1024 * 1024 + 1) }))).toBe('too-large');
  });

  it('ten tasks at once, every other one broken: each gets its own answer', async () => {
    const good = await pdfOf(['#ffffff']);
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        faultCode(countPdfPages({ bytes: index % 2 === 0 ? good : Buffer.from('hỏng') })),
      ),
    );
    expect(codes).toEqual(Array.from({ length: 5 }, () => ['no fault but null', 'unreadable']).flat());
  });
});

describe('The words of a PDF', () => {
  const TIMES = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >>';

  it('are read page after page; a picture of words has none', async () => {
    const written = rawPdf({
      mediaBox: '0 0 600 800',
      content: 'BT /F1 24 Tf 72 700 Td (Ban Hon) Tj ET',
      resources: TIMES,
    });
    expect((await readPdfText({ bytes: written })).trim()).toBe('Ban Hon');
    expect(await readPdfText({ bytes: await pdfOf(['#ffffff', '#ffffff']) })).toBe('\n');
  });

  const paperOf = (...lines: string[]): Paper => ({
    title: 'Thử',
    madeAt: new Date('2021-12-15T02:00:00Z'),
    landscape: false,
    framed: false,
    blocks: [{ kind: 'lines', lines }],
    foot: '',
  });

  it('are those of our own papers, with every diacritic', async () => {
    const bytes = await pressPdf(paperOf('Bản Nậm Ngập, xã Phúc Khoa'));
    expect(await readPdfText({ bytes })).toContain('Bản Nậm Ngập, xã Phúc Khoa');
  });

  it('are there to the last one, though signs before it stand for no letter', async () => {
    const bytes = await pressPdf(
      paperOf(...Array.from({ length: 12 }, () => 'x\ufffe\u000by'), 'Trưởng bản Lò Văn Cuối'),
    );
    expect(await readPdfText({ bytes })).toContain('Trưởng bản Lò Văn Cuối');
  });

  it('are refused as its pages are, where it cannot be opened', async () => {
    await expect(readPdfText({ bytes: Buffer.from('%PDF-1.7 nothing') })).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('A PDF made to do harm', () => {
  it('a page of 5 × 5 metres is drawn no larger than 12 megapixels', async () => {
    const bytes = rawPdf({ mediaBox: '0 0 14400 14400', content: '1 0 0 rg 0 0 14400 14400 re f' });
    const { width = 0, height = 0 } = await sharp(await renderPdfPage({ bytes }, 0, 999_999)).metadata();
    expect(width).toBe(2400);
    expect(width * height).toBeLessThanOrEqual(12_000_000);
  });

  it('a page 3 points wide and 14.400 high still has a picture of bounded size', async () => {
    const bytes = rawPdf({ mediaBox: '0 0 3 14400', content: '' });
    const { width = 0, height = 0 } = await sharp(await renderPdfPage({ bytes }, 0, 2000)).metadata();
    expect(width).toBeGreaterThanOrEqual(1);
    expect(width * height).toBeLessThanOrEqual(12_100_000);
    expect(height).toBeLessThanOrEqual(16_383); // the most that WebP can hold
  });

  it('an image that unfolds from 1 MB to 1 GB takes no more memory than allowed, and the next PDF is shown', async () => {
    const packed = deflateSync(Buffer.alloc(1_000_000_000), { level: 9 });
    const image = Buffer.concat([
      Buffer.from(
        `<< /Type /XObject /Subtype /Image /Width 31000 /Height 32000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
      ),
      packed,
      Buffer.from('\nendstream'),
    ]);
    const bytes = rawPdf({
      mediaBox: '0 0 600 800',
      content: 'q 600 0 0 800 0 0 cm /I Do Q',
      resources: '/XObject << /I 5 0 R >>',
      objects: [image],
    });
    const before = process.memoryUsage().rss;
    await renderPdfPage({ bytes }, 0, 800).catch(() => undefined); // a blank page or a fault: both are harmless
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
    expect(await countPdfPages({ bytes: await pdfOf(['#ffffff']) })).toBe(1);
  });

  it('a page that takes too long is given up at the limit, and the task behind it is served', async () => {
    const strokes = 'q [0.01 0.01] 0 d 3 w 0 0 m 600 800 l 0 800 l 600 0 l h S Q\n'.repeat(4000);
    const slow = rawPdf({ mediaBox: '0 0 600 800', content: strokes });
    const good = await pdfOf(['#ffffff']);
    const reader = new PdfReader(1500);
    const [first, second] = await Promise.allSettled([
      reader.ask({ pdf: { bytes: slow }, want: { page: { index: 0, width: 1200 } } }),
      reader.ask({ pdf: { bytes: good }, want: 'count' }),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'too-slow' } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { pages: 1 } });
    await reader.stop();
  });

  it('the thread of the server stays free while a page is drawn', async () => {
    const strokes = 'q [0.5 0.5] 0 d 3 w 0 0 m 600 800 l 0 800 l 600 0 l h S Q\n'.repeat(60);
    const bytes = rawPdf({ mediaBox: '0 0 600 800', content: strokes });
    await countPdfPages({ bytes }); // the thread is up
    let isDrawn = false;
    const drawing = renderPdfPage({ bytes }, 0, 1600).finally(() => (isDrawn = true));
    let turns = 0;
    while (!isDrawn) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await drawing;
    expect(turns).toBeGreaterThan(20); // were it drawn on this thread, the loop would turn once or twice
  });
});

describe('Stopping the reader', () => {
  it('refuses what still waits, and a later task starts it anew', async () => {
    const bytes = await pdfOf(['#ffffff']);
    const reader = new PdfReader();
    const waiting = [reader.ask({ pdf: { bytes }, want: 'count' }), reader.ask({ pdf: { bytes }, want: 'count' })];
    const settled = Promise.allSettled(waiting);
    await reader.stop();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reader.ask({ pdf: { bytes }, want: 'count' })).toMatchObject({ pages: 1 });
    await reader.stop();
  });
});
