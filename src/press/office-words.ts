import { attribute, walkXml } from './xml-text.js';

/** The parts of a DOCX or XLSX package: their paths, and the bytes of one. */
export interface OfficeParts {
  paths: readonly string[];
  part(path: string): Promise<Buffer>;
}

/** Parts that people write words in: pages, sheets, notes, and what the program says of the document and its maker. */
const WRITTEN =
  /^(?:word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)|xl\/(?:workbook|sharedStrings|comments\d*|worksheets\/sheet\d+|drawings\/drawing\d+)|docProps\/(?:core|app))\.xml$/i;
/** Elements whose text is words; numbers of cells, styles and formulas are not. */
const WORDS: ReadonlySet<string> = new Set([
  't',
  ...['creator', 'lastModifiedBy', 'title', 'subject', 'description', 'keywords', 'category'],
  ...['Company', 'Manager', 'oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'],
]);
/** Elements behind which other words begin. A run of Word's is none: it may end in the middle of a word. */
const LINES: ReadonlySet<string> = new Set(
  ['p', 'si', 'is', 'v', 'br', 'cr', 'tab', ...WORDS].filter((name) => name !== 't'),
);
const MOST_PARTS = 200;

/**
 * The words of a Word or Excel document, a line for each paragraph or cell, at most `mostSigns`: pages, headers, notes, sheets and
 * their names, and what is told of its maker. Nothing is evaluated and nothing outside the package is followed. Throws TableFault
 * for what is no XML.
 */
export async function officeWords({ paths, part }: OfficeParts, { mostSigns }: { mostSigns: number }): Promise<string> {
  let words = '';
  for (const path of paths.filter((one) => WRITTEN.test(one)).slice(0, MOST_PARTS)) {
    if (words.length >= mostSigns) break;
    words += `${wordsOf((await part(path)).toString('utf8'), mostSigns - words.length)}\n`;
  }
  return words.slice(0, mostSigns);
}

function wordsOf(xml: string, mostSigns: number): string {
  const pieces: string[] = [];
  let [inWords, isTextCell, signs] = [false, false, 0];
  const take = (piece: string): void => {
    if (signs >= mostSigns) return;
    pieces.push(piece);
    signs += piece.length;
  };
  walkXml(xml, {
    open(name, attributes) {
      // The result of a formula, or what a program wrote without the list of shared texts, stands where numbers do.
      if (name === 'c') isTextCell = attribute(attributes, 't') === 'str';
      inWords = WORDS.has(name) || (name === 'v' && isTextCell);
      if (name === 'sheet') take(`${attribute(attributes, 'name') ?? ''}\n`);
    },
    text(piece) {
      if (inWords) take(piece);
    },
    close(name) {
      inWords = false;
      if (LINES.has(name)) take('\n');
    },
  });
  return pieces.join('');
}
