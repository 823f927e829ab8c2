import { toBuffer } from 'qrcode';
import { formatPaperDate } from '../kernel/vietnamese/dates.js';
import { blankDay, blankNumber } from './blanks.js';
import { toDocxTable } from './docx-table.js';
import type { DocxBlock, DocxCell, DocxLayout, DocxLine, DocxSheet, DocxTable } from './docx-parts.js';
import { FRAMED_MARGINS, MARGINS, MILLIMETRE, MOTTO_RULE, widthOf } from './measures.js';
import type { Block, Code, Columns, Facts, Letterhead, Paper, Run, Signatures, Text, Title } from './paper.js';

/** A paper laid out for a word processor: its sheets, each a run of lines and tables. The same paper gives the same layout. */
export async function layOutDocx(paper: Paper): Promise<DocxLayout> {
  const { title, framed, foot } = paper;
  const margins = framed ? FRAMED_MARGINS : MARGINS;
  const sheets: DocxSheet[] = [{ landscape: paper.landscape, blocks: [] }];
  for (const block of paper.blocks) {
    if (block.kind === 'new-sheet') {
      sheets.push({ landscape: block.landscape, blocks: [] });
      continue;
    }
    const sheet = sheets.at(-1) as DocxSheet;
    // No signature stands alone on a page: the words before it go along, and the end of the table that they say the sum of.
    if (block.kind === 'signatures') keepLast(sheet.blocks);
    sheet.blocks.push(...(await toBlocks(block, widthOf(sheet.landscape, margins))));
  }
  return { title, madeAt: paper.madeAt.toISOString(), framed, margins, sheets, foot };
}

/** Lines between a table and the signature under it, beyond which they are a text of their own. */
const MOST_KEPT = 8;

function keepLast(blocks: DocxBlock[]): void {
  const table = blocks.findLastIndex(({ kind }) => kind !== 'line');
  const isSum = blocks[table]?.kind === 'table' && blocks.length - 1 - table <= MOST_KEPT;
  for (let at = isSum ? table : Math.max(0, blocks.length - 1); at < blocks.length; at += 1) {
    const block = blocks[at] as DocxBlock;
    if (block.kind === 'line') blocks[at] = { ...block, more: { ...block.more, keepNext: true } };
    else if (block.kind === 'table') blocks[at] = { ...block, keepsNext: true };
  }
}

async function toBlocks(block: Block, width: number): Promise<DocxBlock[]> {
  switch (block.kind) {
    case 'letterhead':
      return [toLetterhead(block, width), gap(), gap()];
    case 'title':
      return toTitle(block, width);
    case 'heading':
      return [line('heading', block.text, { keepNext: true })];
    case 'paragraph':
      return [line(block.indent ? 'body' : 'plain', block.text, { align: block.align })];
    case 'lines':
      return block.lines.map((words) => line('dash', [{ text: '- ', bold: false, italic: false }, ...runs(words)]));
    case 'facts':
      return [toFacts(block, width), gap()];
    case 'table':
      return [toDocxTable(block, width), gap()];
    case 'signatures':
      return [{ ...gap(), more: { keepNext: true } }, toSignatures(block, width), gap()];
    case 'code':
      return [gap(), await toCode(block, width), gap()];
    case 'cut':
      return [line('foot', block.text, { align: 'right', rule: { from: 0, to: 0, dashed: true } }), gap()];
    case 'page-break':
      return [{ kind: 'line', style: 'gap', runs: [], more: { newPage: true } }];
    case 'display':
      return block.as === 'watchword'
        ? [line(block.as, block.text), rule(width, (MOTTO_RULE * 1.1) / width)]
        : [line(block.as, block.text)];
    case 'columns':
      return [await toColumns(block, width), gap()];
    case 'new-sheet':
      throw new Error('a new sheet begins inside another block');
  }
}

const runs = (text: Text): readonly Run[] => (typeof text === 'string' ? [{ text, bold: false, italic: false }] : text);

const line = (style: DocxLine['style'], text: Text, more: DocxLine['more'] = {}): DocxLine => ({
  kind: 'line',
  style,
  runs: runs(text),
  more,
});

/** Word puts an empty line of its own between two tables; this one is lower. */
const gap = (): DocxLine => ({ kind: 'line', style: 'gap', runs: [], more: {} });

/** A rule `share` of `within` points long, in the middle. */
const rule = (within: number, share: number): DocxLine => {
  const side = (within * (1 - share)) / 2;
  return { kind: 'line', style: 'rule', runs: [], more: { rule: { from: side, to: side, dashed: false } } };
};

const bare = (widths: readonly number[], rows: readonly (readonly DocxCell[])[]): DocxTable => ({
  kind: 'table',
  ruled: false,
  widths,
  rows: rows.map((cells) => ({ cells, isHead: false })),
});

function toLetterhead(head: Letterhead, width: number): DocxTable {
  // 37–40 % to 60–63 % of the width (Decree 30/2020, appendix I, II.1)
  const [left, right] = [width * 0.4, width * 0.6];
  const ofIssuer: DocxBlock[] = [
    ...(head.parent === null ? [] : [line('parent', head.parent)]),
    line('organ', head.organ),
    rule(left, 0.4),
  ];
  if (head.number !== null) {
    const { value, symbol } = head.number;
    ofIssuer.push(line('number', `Số: ${value ?? blankNumber}/${symbol}`));
  }
  if (head.subject !== null) ofIssuer.push(line('letterSubject', head.subject));
  const ofNation: DocxBlock[] = [
    line('nation', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
    line('motto', 'Độc lập - Tự do - Hạnh phúc'),
    rule(right, MOTTO_RULE / right),
  ];
  if (head.issued !== null) {
    const { place, on } = head.issued;
    ofNation.push(line('issued', `${place}, ${on === null ? blankDay : formatPaperDate(on)}`));
  }
  return bare([left, right], [[cell(ofIssuer), cell(ofNation)]]);
}

const cell = (blocks: readonly DocxBlock[]): DocxCell => ({ span: 1, blocks });

const toTitle = ({ text, subject }: Title, width: number): DocxBlock[] => [
  line('title', text, { keepNext: true }),
  ...(subject === null ? [] : [line('subject', subject, { keepNext: true }), rule(width, 0.3)]),
  gap(),
];

const EMPTY = '–';
const toFacts = ({ rows }: Facts, width: number): DocxTable =>
  bare(
    [width * 0.34, width * 0.66],
    rows.map(({ label, value }) => [
      cell([line('fact', label)]),
      cell([line('fact', [{ text: value ?? EMPTY, bold: true, italic: false }])]),
    ]),
  );

/** In one row that is not torn, and whose lines keep to one another, so that who signs stands on one page. */
function toSignatures({ recipients, columns }: Signatures, width: number): DocxTable {
  const ofRecipients: DocxBlock[][] =
    recipients.length === 0
      ? []
      : [[line('recipientsHead', 'Nơi nhận:'), ...recipients.map((to) => line('recipient', `- ${to}`))]];
  const ofSigners = columns.map(({ powers, note, name }): DocxBlock[] => [
    ...powers.map((power) => line('power', power)),
    ...(note === null ? [] : [line('signNote', note)]),
    line('signer', name ?? '\u00a0'),
  ]);
  const cells = [...ofRecipients, ...ofSigners];
  return bare(
    cells.map(() => width / cells.length),
    [cells.map(cell)],
  );
}

async function toCode({ content, sideMm, beside }: Code, width: number): Promise<DocxTable> {
  const side = sideMm * MILLIMETRE;
  const own = width - side - 14;
  const blocks: DocxBlock[] = [];
  for (const block of beside) blocks.push(...(await toBlocks(block, own)));
  // Eight pictures' points a square: sharp at 32 mm on every printer.
  // Rows as they are, packed as a whole: all bars alike need no filter, which would cost ten times the rest.
  const rendererOpts = { filterType: 0, deflateStrategy: 0 } as const;
  const png = await toBuffer(content, { errorCorrectionLevel: 'M', margin: 0, scale: 8, rendererOpts });
  const picture: DocxBlock = { kind: 'picture', png: new Uint8Array(png), side, words: `Mã QR: ${content}` };
  return bare([side + 14, own], [[cell([picture]), cell(blocks)]]);
}

async function toColumns({ columns }: Columns, width: number): Promise<DocxTable> {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (width * share) / whole);
  const cells: DocxCell[] = [];
  for (const [index, { blocks }] of columns.entries()) {
    const own: DocxBlock[] = [];
    for (const block of blocks) own.push(...(await toBlocks(block, widths[index] ?? 0)));
    cells.push(cell(own));
  }
  return bare(widths, [cells]);
}
