/*
 * The thread in which documents are made. It runs as TypeScript too (in tests, Node strips the types itself), so it holds nothing
 * but types that can be erased, and imports no file of ours by value.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  type IParagraphStyleOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DocxSettings } from './docx.js';
import type { DocxBlock, DocxCell, DocxLayout, DocxLine, DocxPicture, DocxTable } from './docx-parts.js';
import type { StyleSheet } from './docx-styles.js';
import type { Alignment, Run } from './paper.js';
import type { PressTask } from './press-thread.js';

const { styles, a4, fontName } = workerData as DocxSettings;

/** Word counts in twentieths of a point, in halves of one (letters), in 240ths of a line and in picture points of 1/96 inch. */
const twentieths = (points: number): number => points * 20;
const twips = (points: number): number => Math.round(twentieths(points));
const halves = (points: number): number => points * 2;
const lines = (between: number): number => Math.round(between * 240);
const pixels = (points: number): number => Math.round((points * 96) / 72);

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Alignment, string>;

/** Apart from Word's own styles, which are called "Title" and the like. */
const styleId = (style: string): string => `HoiThi_${style}`;

const toStyle = (style: string, sheet: StyleSheet): IParagraphStyleOptions => ({
  id: styleId(style),
  name: sheet.name,
  basedOn: 'Normal',
  quickFormat: true,
  run: {
    size: halves(sheet.size),
    bold: sheet.bold,
    italics: sheet.italic,
    ...(sheet.colour === null ? {} : { color: sheet.colour }),
  },
  paragraph: {
    alignment: ALIGNMENTS[sheet.align],
    keepNext: sheet.keepNext,
    spacing: {
      before: twips(sheet.before),
      after: twips(sheet.after),
      line: lines(sheet.between),
      lineRule: LineRuleType.AUTO,
    },
    indent: {
      left: twips(sheet.left),
      ...(sheet.firstLine === 0 ? {} : { firstLine: twips(sheet.firstLine) }),
      ...(sheet.hanging === 0 ? {} : { hanging: twips(sheet.hanging) }),
    },
  },
});

/** Signs that XML cannot hold at all: with one of them in it Word opens no document. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const writable = (text: string): string => text.replace(UNWRITABLE, '');

/** Text is only ever text; a new line in it begins one. */
const toRuns = ({ text, bold, italic }: Run): TextRun[] =>
  writable(text)
    .split('\n')
    .map(
      (words, index) =>
        new TextRun({
          text: words,
          ...(bold ? { bold } : {}),
          ...(italic ? { italics: italic } : {}),
          ...(index === 0 ? {} : { break: 1 }),
        }),
    );

const toParagraph = ({ style, runs, more }: DocxLine, isKept: boolean): Paragraph =>
  new Paragraph({
    style: styleId(style),
    children: runs.flatMap(toRuns),
    ...(more.align === undefined ? {} : { alignment: ALIGNMENTS[more.align] }),
    ...(more.keepNext === true || isKept ? { keepNext: true } : {}),
    ...(more.newPage === true ? { pageBreakBefore: true } : {}),
    ...(more.rule === undefined
      ? {}
      : {
          indent: { left: twips(more.rule.from), right: twips(more.rule.to) },
          border: {
            bottom: { style: more.rule.dashed ? BorderStyle.DASHED : BorderStyle.SINGLE, size: 6, space: 1 },
          },
        }),
  });

const toPicture = ({ png, side, words }: DocxPicture): Paragraph =>
  new Paragraph({
    style: styleId('plain'),
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: pixels(side), height: pixels(side) },
        altText: { name: words, description: words, title: words },
      }),
    ],
  });

const toBlock = (block: DocxBlock, isKept: boolean): Paragraph | Table => {
  if (block.kind === 'line') return toParagraph(block, isKept);
  return block.kind === 'table' ? toTable(block) : toPicture(block);
};

function toTable({ ruled, widths, rows, keepsNext }: DocxTable): Table {
  const edges = twips(ruled ? 4 : 3);
  const widthOf = (first: number, span: number): number =>
    twips(widths.slice(first, first + span).reduce((sum, width) => sum + width, 0));
  const toCells = (cells: readonly DocxCell[], isKept: boolean): TableCell[] => {
    let column = 0;
    return cells.map(({ span, blocks }) => {
      const size = widthOf(column, span);
      column += span;
      const children = blocks.map((block) => toBlock(block, isKept));
      // A cell must end with a paragraph, or Word calls the file broken.
      if (children.at(-1) instanceof Table || children.length === 0)
        children.push(new Paragraph({ style: styleId('gap') }));
      return new TableCell({ width: { size, type: WidthType.DXA }, columnSpan: span, children });
    });
  };
  const isBandRow = (cells: readonly DocxCell[]): boolean => ruled && cells.some(({ span }) => span > 1);
  // A total alone on a page would say of what it is no more.
  const isTotal = (index: number): boolean => index === rows.length - 1 && isBandRow(rows[index]?.cells ?? []);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widthOf(0, widths.length), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    // The rules of a table stand at the text's edges, as the lines of the text do.
    indent: { size: ruled ? 0 : -edges, type: WidthType.DXA },
    margins: { left: edges, right: edges, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    ...(ruled ? {} : { borders: TableBorders.NONE }),
    rows: rows.map(
      ({ cells, isHead }, index) =>
        new TableRow({
          ...(isHead ? { tableHeader: true } : {}),
          cantSplit: true,
          // A band keeps to the row below it, and rows that sign to one another.
          children: toCells(
            cells,
            isHead || (index < rows.length - 1 ? !ruled || isBandRow(cells) || isTotal(index + 1) : keepsNext === true),
          ),
        }),
    ),
  });
}

const FRAME = {
  pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
  ...Object.fromEntries(
    ['Top', 'Right', 'Bottom', 'Left'].map((side) => [
      `pageBorder${side}`,
      { style: BorderStyle.THICK_THIN_MEDIUM_GAP, size: 24, space: 26, color: '000000' },
    ]),
  ),
};

function toSections({ framed, margins, sheets, foot }: DocxLayout): ISectionOptions[] {
  const footer = new Footer({ children: foot === null ? [] : [new Paragraph({ style: styleId('foot'), text: foot })] });
  // Decree 30/2020, appendix I, II.9: Arabic, centred in the top margin, from the second page on; each appendix counts its own
  const numbered = new Header({
    children: [new Paragraph({ style: styleId('page'), children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
  const empty = new Header({ children: [new Paragraph({ style: styleId('page') })] });
  return sheets.map(({ landscape, blocks }, index) => ({
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        size: {
          width: twips(a4.short),
          height: twips(a4.long),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        // rounded up: a margin is a least one
        margin: {
          left: Math.ceil(twentieths(margins.left)),
          top: Math.ceil(twentieths(margins.top)),
          right: Math.ceil(twentieths(margins.right)),
          bottom: Math.ceil(twentieths(margins.bottom)),
          header: twips(margins.top / 2 - 9),
          footer: twips(22),
        },
        pageNumbers: { start: 1 },
        ...(framed ? { borders: FRAME } : {}),
      },
    },
    // The sheets behind the first go on with its head and foot.
    ...(index === 0
      ? { headers: { default: numbered, first: empty }, footers: { default: footer, first: footer } }
      : {}),
    children: blocks.map((block) => toBlock(block, false)),
  }));
}

const escaped = (text: string): string =>
  writable(text).replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

/** Made when the paper was, not when the thread came to it. */
const coreOf = ({ title, madeAt }: DocxLayout): string => {
  const at = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>Hội Thi</dc:creator><dc:language>vi-VN</dc:language>`,
    `<cp:lastModifiedBy>Hội Thi</cp:lastModifiedBy>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
};

const documentOf = (layout: DocxLayout): Document =>
  new Document({
    title: layout.title,
    creator: 'Hội Thi',
    styles: {
      default: {
        document: {
          run: { font: fontName, size: halves(styles.body.size), language: { value: 'vi-VN' } },
        },
      },
      paragraphStyles: Object.entries(styles).map(([style, sheet]) => toStyle(style, sheet)),
    },
    sections: toSections(layout),
  });

function listen(port: MessagePort): void {
  port.on('message', ({ id, layout }: PressTask<DocxLayout>) => {
    Promise.resolve()
      .then(() => Packer.toBuffer(documentOf(layout), undefined, [{ path: 'docProps/core.xml', data: coreOf(layout) }]))
      .then((paper) => port.postMessage({ id, paper }))
      .catch((error: unknown) =>
        port.postMessage({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
}

if (parentPort !== null) listen(parentPort);
