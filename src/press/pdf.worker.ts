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

const { size } = workerData as PdfSettings;
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

function definitionOf({ title, madeAt, framed, margins, sheets, foot }: PdfLayout): TDocumentDefinitions {
  // On which page each sheet begins. A paper is laid out again and again until its breaks stand still, from page 1 each time.
  const begins = new Map<number, number>();
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
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
  } as TDocumentDefinitions;
}

function listen(port: MessagePort): void {
  port.on('message', ({ id, layout }: PressTask<PdfLayout>) => {
    pdfmake
      .createPdf(definitionOf(layout))
      .getBuffer()
      .then((pdf) => port.postMessage({ id, paper: pdf }))
      .catch((error: unknown) =>
        port.postMessage({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
}

if (parentPort !== null) listen(parentPort);
