/*
 * The thread in which papers are drawn. It runs as TypeScript too (in tests, Node strips the types itself), so it holds nothing
 * but types that can be erased, and imports no file of ours by value.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Font } from 'fontkit';
import pdfmake from 'pdfmake';
import type { Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PdfSettings } from './pdf.js';
import type { PdfLayout } from './pdf-layout.js';
import type { PressTask } from './press-thread.js';

const { size, bandLevel, tailLevel } = workerData as PdfSettings;
const require = createRequire(import.meta.url);
const fonts = dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
const { create } = require('fontkit') as typeof import('fontkit'); // the very library that draws, not its second build
const face = (name: string): string => join(fonts, name, `Tinos_${name}.ttf`);

pdfmake.setFonts({
  Tinos: {
    normal: face('400Regular'),
    bold: face('700Bold'),
    italics: face('400Regular_Italic'),
    bolditalics: face('700Bold_Italic'),
  },
});
// Each face is read and taken apart once for all papers of the thread: with a short paper that is most of the work.
const faces = new Map<string, Face>();
/** A face, with what the library remembers of its glyphs; its types leave that out. */
type Face = Font & { _glyphs: object };
function openedFace(path: string): Font {
  let face = faces.get(path);
  if (face === undefined) faces.set(path, (face = create(readFileSync(path)) as Face));
  // A glyph remembers the letters it was first met for, and none when it was met as part of another ("o" in "ờ"): kept from one
  // paper to the next, that would print well and be copied out wrong.
  face._glyphs = {};
  return face;
}
Object.assign(pdfmake, {
  virtualfs: { existsSync: (path: string) => path.startsWith(fonts), readFileSync: openedFace },
});
// A paper brings nothing from outside: no address is fetched, no file read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setTableLayouts({
  bare: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : 6),
    paddingRight: () => 0,
    paddingTop: () => 1,
    paddingBottom: () => 2,
  },
  ruled: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0.5,
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: () => 2,
    paddingBottom: () => 3,
  },
});

/** Two lines round a certificate, the outer one heavy. */
const frameOf = (width: number, height: number): Content => ({
  canvas: [
    { type: 'rect', x: FRAME, y: FRAME, w: width - 2 * FRAME, h: height - 2 * FRAME, lineWidth: 2.5 },
    { type: 'rect', x: FRAME + 5, y: FRAME + 5, w: width - 2 * FRAME - 10, h: height - 2 * FRAME - 10, lineWidth: 0.7 },
  ],
});
const FRAME = 30; // points from the paper's edge

function definitionOf(
  { title, madeAt, framed, margins, sheets, foot }: PdfLayout,
  found: { bandAlone: (band: number, rows: number) => void; tailBegins: (tail: number) => void },
): TDocumentDefinitions {
  // On which page each sheet begins. A paper is laid out again and again until its breaks stand still, from page 1 each time.
  const begins = new Map<number, number>();
  // On which page each mark beside the end of a table stands (`headTail`).
  const pages = new Map<number, number>();
  // Decree 30/2020, appendix I, II.9: Arabic, centred in the top margin, from the second page on; each appendix counts its own
  const numberOf =
    (sheet: number) =>
    (page: number): Content => {
      if (page === 1) begins.clear();
      const first = begins.get(sheet) ?? page;
      begins.set(sheet, first);
      if (page === first) return '';
      const text = String(page - first + 1);
      const margin: [number, number, number, number] = [margins.left, margins.top / 2 - 7, margins.right, 0];
      return { text, fontSize: size.page, alignment: 'center', margin };
    };
  const small = (width: number | '*', text: string, alignment: 'left' | 'right'): Column => ({
    width,
    text,
    fontSize: size.foot,
    alignment,
  });
  return {
    // Archives ask for PDF/A: fonts inside, colours described, nothing that runs.
    version: '1.7',
    subset: 'PDF/A-2b',
    pageSize: 'A4',
    pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    language: 'vi-VN',
    displayTitle: true,
    info: { title, creator: 'Hội Thi', producer: 'Hội Thi', creationDate: new Date(madeAt), modDate: new Date(madeAt) },
    defaultStyle: { font: 'Tinos', fontSize: size.body, lineHeight: 1.12 },
    content: sheets.map(({ landscape, content }, index) => ({
      section: content,
      pageOrientation: landscape ? 'landscape' : 'portrait',
      header: numberOf(index),
    })),
    ...(framed
      ? { background: (_page: number, { width, height }: { width: number; height: number }) => frameOf(width, height) }
      : {}),
    footer: (page: number, pages: number): Content =>
      foot === null
        ? ''
        : {
            columns: [small('*', foot, 'left'), small(60, pages > 1 ? `${page}/${pages}` : '', 'right')],
            margin: [margins.left, 14, margins.right, 0],
          },
    // A heading at the foot of a page with nothing below it goes to the next.
    pageBreakBefore: ({ headlineLevel, pageNumbers }, { getFollowingNodesOnPage, getNodesOnNextPage }) => {
      if (headlineLevel === 1) return getFollowingNodesOnPage().length === 0;
      if (headlineLevel !== undefined && headlineLevel > bandLevel) {
        const below = getFollowingNodesOnPage().filter((one) => one.headlineLevel === ROW);
        const rows = new Set(below.map(({ startPosition }) => startPosition.top)).size;
        if (rows === 0 || (rows === 1 && getNodesOnNextPage().length > 0)) found.bandAlone(headlineLevel, rows);
      }
      if (headlineLevel !== undefined && headlineLevel <= tailLevel) {
        const before = pages.get(headlineLevel + 1);
        if (before !== undefined && before !== pageNumbers[0]) found.tailBegins(headlineLevel + 1);
        pages.set(headlineLevel, pageNumbers[0] ?? 0);
      }
      return false;
    },
  } as TDocumentDefinitions;
}

/** The level of the cells of every other row of a table: page numbers and what stands below a table have none. */
const ROW = -1;

interface TableNode {
  table: { headerRows?: number; body: { headlineLevel?: number }[][] };
  margin: [number, number, number, number];
  pageBreak?: 'before';
}

/**
 * The layout with a level of its own for every band, and its tables parted before the bands of `parted`, which begin a page under the repeated head. A break
 * inside a row would leave the row's empty rules behind.
 */
function partTables(layout: PdfLayout, parted: ReadonlySet<number>, headed: ReadonlySet<number>): PdfLayout {
  let [level, tail] = [bandLevel as number, tailLevel as number];
  /**
   * The end of a table that goes with a signature: without its head, unless it was found to begin a page. A mark before and one behind tell on which pages
   * they stand, because what is kept in one piece is told as of the page that it was tried on.
   */
  const headTail = (tailed: { stack: unknown[] }): unknown[] => {
    tail -= 3; // the levels of two neighbours never meet
    const [before, behind] = [tail + 1, tail];
    const mark = (headlineLevel: number) => ({ text: ' ', fontSize: 0.1, headlineLevel });
    const [{ table, ...node }, ...rest] = tailed.stack as [TableNode, ...unknown[]];
    const [head = [], ...rows] = table.body;
    const hasHead = headed.has(before);
    const plain = head.map(({ headlineLevel: _, ...cell }) => cell);
    const end = { ...node, table: { ...table, headerRows: hasHead ? 1 : 0, body: hasHead ? [plain, ...rows] : rows } };
    return [mark(before), { ...tailed, stack: [end, ...rest] }, mark(behind)];
  };
  const parts = (node: TableNode): TableNode[] => {
    const [head = [], ...rows] = node.table.body;
    const all: TableNode[] = [{ ...node, table: { ...node.table, body: [head] } }];
    for (const row of rows) {
      const isBand = row[0]?.headlineLevel === bandLevel;
      if (isBand) level += 1;
      if (isBand && parted.has(level)) {
        (all.at(-1) as TableNode).margin = [0, 0, 0, 0];
        all.push({ ...node, table: { ...node.table, body: [structuredClone(head)] }, pageBreak: 'before' });
      }
      const own = isBand ? level : ROW;
      const levelled = row.map((cell) => ('text' in cell ? { ...cell, headlineLevel: own } : cell));
      (all.at(-1) as TableNode).table.body.push(levelled);
    }
    return all;
  };
  const isTable = (node: unknown): node is TableNode => typeof node === 'object' && node !== null && 'table' in node;
  const isTail = (node: unknown): node is TableNode =>
    isTable(node) && node.table.body[0]?.[0]?.headlineLevel === tailLevel;
  const isTailed = (node: unknown): node is { stack: unknown[] } =>
    typeof node === 'object' && node !== null && 'stack' in node && Array.isArray(node.stack) && isTail(node.stack[0]);
  const laid = (node: unknown): unknown[] => (isTable(node) ? parts(node) : isTailed(node) ? headTail(node) : [node]);
  // pdfmake writes into what it is given, and it is given the same paper more than once.
  const sheets = structuredClone(layout.sheets).map(({ content, ...sheet }) => ({
    ...sheet,
    content: (content as unknown[]).flatMap(laid) as typeof content,
  }));
  return { ...layout, sheets };
}

/**
 * Draws a paper, again for every band that is found alone at the foot of a page, and for every end of a table that begins a page with its signature. A row that did not fit and was carried over is still told as of the page that
 * it was tried on, as the last there: so one row below a band, with more on the next page, is none, unless the next page begins with a parted band.
 */
async function draw(layout: PdfLayout): Promise<Buffer> {
  const [parted, headed] = [new Set<number>(), new Set<number>()];
  for (;;) {
    const found: { alone?: number; begins?: number } = {};
    const definition = definitionOf(partTables(layout, parted, headed), {
      bandAlone: (band, rows) => {
        if (!parted.has(band) && !(rows === 1 && parted.has(band + 1))) found.alone ??= band;
      },
      tailBegins: (tail) => {
        if (!headed.has(tail)) found.begins ??= tail;
      },
    });
    const pdf = await pdfmake.createPdf(definition).getBuffer();
    if (found.alone !== undefined) parted.add(found.alone);
    else if (found.begins !== undefined) headed.add(found.begins);
    else return pdf;
  }
}

function listen(port: MessagePort): void {
  port.on('message', ({ id, layout }: PressTask<PdfLayout>) => {
    draw(layout)
      .then((pdf) => port.postMessage({ id, paper: pdf }))
      .catch((error: unknown) =>
        port.postMessage({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
}

if (parentPort !== null) listen(parentPort);
