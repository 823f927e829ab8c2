import type { CanvasRect, Column, Content, ContentText, TableCell } from 'pdfmake/interfaces.js';
import { formatPaperDate } from '../kernel/vietnamese/dates.js';
import { qrBars } from './qr.js';
import { blankDay, blankNumber } from './blanks.js';
import { AROUND, FRAMED_MARGINS, MARGINS, MILLIMETRE, MOTTO_RULE, RED, SIZE, widthOf } from './measures.js';
import type {
  Block,
  Code,
  Columns,
  Display,
  Facts,
  Letterhead,
  Paper,
  Run,
  Signatures,
  Table,
  Text,
  Title,
} from './paper.js';
import { partTable, toTable } from './pdf-table.js';

const SIGNING_ROOM = 62; // points: about 2.2 cm for a signature and a seal
const GAP = 6; // points: between paragraphs at least 6 (same place, II.7)
const INDENT = 28.35; // 1 cm

/** What the drawing thread is given: data only, because a function cannot cross to it. */
export interface PdfLayout {
  title: string;
  madeAt: string;
  framed: boolean;
  margins: typeof MARGINS;
  /** Each begins on a page of its own and counts its pages from one. */
  sheets: PdfSheet[];
  foot: string | null;
}
export interface PdfSheet {
  landscape: boolean;
  content: Content[];
}

/** What is short enough to go to the next page with a signature. */
const SHORT: ReadonlySet<Block['kind']> = new Set(['paragraph', 'lines']);

/** A paper laid out for pdfmake, by the measures of Decree 30/2020. Pure: the same paper gives the same layout. */
export function layOut(paper: Paper): PdfLayout {
  const { title, landscape, framed, foot } = paper;
  const margins = framed ? FRAMED_MARGINS : MARGINS;
  const sheets: PdfSheet[] = [{ landscape, content: [] }];
  paper.blocks.forEach((block, index) => {
    const sheet = sheets.at(-1) as PdfSheet;
    if (block.kind === 'new-sheet') sheets.push({ landscape: block.landscape, content: [] });
    else {
      const width = widthOf(sheet.landscape, margins);
      const content = toContent(block, width);
      const carried = block.kind === 'signatures' ? carry(sheet.content, paper.blocks.slice(0, index), width) : [];
      if (carried.length > 0) sheet.content.push({ stack: [...carried, content], unbreakable: true });
      else if (block.kind === 'table' && block.closing !== null) sheet.content.push(...withTotal(block, width));
      else sheet.content.push(content);
    }
  });
  return { title, madeAt: paper.madeAt.toISOString(), framed, margins, sheets, foot };
}

/** A table whose total stands on the page of its last row. */
function withTotal(table: Table, width: number): Content[] {
  const { body, tail } = partTable(table, width);
  return body === null ? [tail] : [body, { stack: [tail], unbreakable: true }];
}

/** Words between a table and the signature under it, beyond which they are a text of their own. */
const MOST_CARRIED = 4;

/**
 * Takes what goes to a signature's page out of the content before it: no signature stands alone on a page, the words before it go along. Where they are the
 * words under a table (its sum), its last row and its total go along too, so that nobody signs under words that say a sum of nothing.
 */
function carry(content: Content[], before: readonly Block[], width: number): Content[] {
  const last = before.findLastIndex(({ kind }) => !SHORT.has(kind));
  const [above, words] = [before[last], before.length - 1 - last];
  if (above?.kind !== 'table' || words > MOST_CARRIED) return words === 0 ? [] : content.splice(-1);
  const carried = content.splice(content.length - words);
  const { body, tail } = partTable(above, width);
  content.splice(above.closing === null || body === null ? -1 : -2); // it stands there whole, or parted already
  if (body !== null) content.push(body);
  return [tail, ...carried];
}

function toContent(block: Block, width: number): Content {
  switch (block.kind) {
    case 'letterhead':
      return toLetterhead(block, width);
    case 'title':
      return toTitle(block, width);
    case 'heading':
      return { text: block.text, bold: true, margin: [0, GAP * 1.5, 0, GAP], headlineLevel: 1 };
    case 'paragraph':
      return {
        text: toText(block.text),
        alignment: block.align,
        leadingIndent: block.indent ? INDENT : 0,
        margin: [0, 0, 0, GAP],
      };
    case 'lines':
      return {
        stack: block.lines.map((words): Content => ({ text: [{ text: '- ' }, ...runs(words)], margin: [0, 0, 0, 3] })),
        margin: [INDENT, 0, 0, GAP],
      };
    case 'facts':
      return toFacts(block);
    case 'table':
      return toTable(block, width);
    case 'signatures':
      return toSignatures(block);
    case 'code':
      return toCode(block, width);
    case 'cut':
      return {
        stack: [
          { text: block.text, fontSize: SIZE.foot, italics: true, alignment: 'right' },
          rule(0, width, { dash: true }),
        ],
        margin: [0, GAP * 2, 0, GAP * 2],
      };
    case 'page-break':
      // Before an empty line of no height: one that ends a full page would stand on a page of its own.
      return { text: '', fontSize: 0.1, pageBreak: 'before' };
    case 'new-sheet':
      throw new Error('a new sheet begins inside another block');
    case 'display':
      return toDisplay(block, width);
    case 'columns':
      return toColumns(block, width);
  }
}

function toDisplay({ text, as }: Display, width: number): Content {
  const isRed = as === 'giver' || as === 'name';
  const [above, below] = AROUND[as];
  const words = centred(text, SIZE[as], {
    bold: as !== 'words',
    ...(isRed ? { color: `#${RED}` } : {}),
    margin: [0, above, 0, below],
    lineHeight: 1.1,
  });
  return as === 'watchword' ? { stack: [words, centredRule(width, MOTTO_RULE * 1.1)] } : words;
}

function toColumns({ columns }: Columns, width: number): Content {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  return {
    columns: columns.map(({ share, blocks }): Column => {
      const own = (width * share) / whole;
      return { width: own, stack: blocks.map((block) => toContent(block, own - GAP * 2)) };
    }),
    unbreakable: true,
    margin: [0, GAP, 0, 0],
  };
}

const runs = (text: Text): ContentText[] =>
  (typeof text === 'string' ? [{ text, bold: false, italic: false }] : text).map((run: Run) => ({
    text: run.text,
    bold: run.bold,
    italics: run.italic,
  }));
const toText = (text: Text): string | ContentText[] => (typeof text === 'string' ? text : runs(text));

/** A horizontal rule `length` points long that begins at `from`. */
const rule = (from: number, length: number, { dash }: { dash: boolean } = { dash: false }): Content => ({
  canvas: [
    {
      type: 'line',
      x1: from,
      y1: 2,
      x2: from + length,
      y2: 2,
      lineWidth: 0.7,
      ...(dash ? { dash: { length: 4, space: 3 } } : {}),
    },
  ],
});
const centredRule = (within: number, length: number): Content => rule((within - length) / 2, length);

const centred = (text: string, size: number, more: Partial<ContentText> = {}): Content => ({
  text,
  fontSize: size,
  alignment: 'center',
  ...more,
});

function toLetterhead(head: Letterhead, width: number): Content {
  // 37–40 % to 60–63 % of the width (same place, II.1)
  const [left, right] = [width * 0.4, width * 0.6];
  const ofIssuer: Content[] = [
    ...(head.parent === null ? [] : [centred(head.parent, SIZE.nation)]),
    centred(head.organ, SIZE.nation, { bold: true }),
    centredRule(left, left * 0.4),
  ];
  if (head.number !== null) {
    const { value, symbol } = head.number;
    ofIssuer.push(centred(`Số: ${value ?? blankNumber}/${symbol}`, SIZE.motto, { margin: [0, GAP, 0, 0] }));
  }
  if (head.subject !== null) ofIssuer.push(centred(head.subject, SIZE.nation, { margin: [0, GAP, 0, 0] }));
  const ofNation: Content[] = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', SIZE.nation, { bold: true, noWrap: true }),
    centred('Độc lập - Tự do - Hạnh phúc', SIZE.motto, { bold: true, noWrap: true }),
    centredRule(right, MOTTO_RULE),
  ];
  if (head.issued !== null) {
    const { place, on } = head.issued;
    const day = on === null ? blankDay : formatPaperDate(on);
    ofNation.push(centred(`${place}, ${day}`, SIZE.motto, { italics: true, margin: [0, GAP, 0, 0] }));
  }
  return {
    columns: [
      { width: left, stack: ofIssuer },
      { width: right, stack: ofNation },
    ],
    margin: [0, 0, 0, GAP * 2],
  };
}

function toTitle({ text, subject }: Title, width: number): Content {
  return {
    stack: [
      centred(text, SIZE.title, { bold: true }),
      ...(subject === null ? [] : [centred(subject, SIZE.subject, { bold: true }), centredRule(width, width * 0.3)]),
    ],
    margin: [0, GAP, 0, GAP * 2],
  };
}

const EMPTY = '–';
const toFacts = ({ rows }: Facts): Content => ({
  table: {
    widths: ['34%', '*'],
    dontBreakRows: true,
    body: rows.map(({ label, value }): TableCell[] => [{ text: label }, { text: value ?? EMPTY, bold: true }]),
  },
  layout: 'bare',
  margin: [0, 0, 0, GAP],
});

function toSignatures({ recipients, columns }: Signatures): Content {
  const ofRecipients: Column[] =
    recipients.length === 0
      ? []
      : [
          {
            width: '*',
            stack: [
              { text: 'Nơi nhận:', fontSize: SIZE.nation, bold: true, italics: true },
              ...recipients.map((to): Content => ({ text: `- ${to}`, fontSize: SIZE.small })),
            ],
          },
        ];
  return {
    columns: [
      ...ofRecipients,
      ...columns.map(({ powers, note, name }): Column => ({
        width: '*',
        stack: [
          ...powers.map((power) => centred(power, SIZE.motto, { bold: true })),
          ...(note === null ? [] : [centred(note, SIZE.small, { italics: true })]),
          centred(name ?? ' ', SIZE.motto, { bold: true, margin: [0, SIGNING_ROOM, 0, 0] }),
        ],
      })),
    ],
    columnGap: 12,
    unbreakable: true,
    margin: [0, GAP * 2, 0, 0],
  };
}

function toCode({ content, sideMm, beside }: Code, width: number): Content {
  const side = sideMm * MILLIMETRE;
  return {
    columns: [
      { width: side, canvas: squares(content, side) },
      { width: '*', stack: beside.map((block) => toContent(block, width - side - 14)) },
    ],
    columnGap: 14,
    margin: [0, GAP, 0, GAP],
  };
}

/** pdfmake's own codes come in whole points only: up to a third too small. */
function squares(content: string, side: number): CanvasRect[] {
  const { size, bars } = qrBars(content);
  const unit = side / size;
  return bars.map(({ x, y, length }): CanvasRect => ({
    type: 'rect',
    x: x * unit,
    y: y * unit,
    w: length * unit,
    h: unit * 1.02, // a hair taller than its row, so that no viewer shows white lines between rows
    color: 'black',
  }));
}
