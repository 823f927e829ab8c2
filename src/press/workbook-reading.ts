import { formatSerialDay, isDayFormat } from './serial-day.js';
import {
  EMPTY_CELL,
  MOST_CELL_SIGNS,
  type ReadCell,
  type ReadRow,
  type ReadTable,
  TableFault,
  type TableLimits,
} from './table.js';
import { attribute, walkXml } from './xml-text.js';

/** The parts of an XLSX package by their path ("xl/workbook.xml"): at most `maxBytes` of one, null when it is not there. */
export interface WorkbookParts {
  part(path: string, maxBytes: number): Promise<Buffer | null>;
}

const MB = 1024 * 1024;
const SMALL_PART_BYTES = 1 * MB;
// 5,000 rows of six words are some 2 MB; text of both bytes takes twice that while it is read.
const SHEET_BYTES = 12 * MB;
const STRINGS_BYTES = 6 * MB;
const MOST_SHEETS = 10;
const MOST_STRINGS = 200_000;

/**
 * Reads the sheets of an XLSX workbook, in its order, hidden ones left out, at most ten. Text as it is shown: numbers as
 * digits, days as dd/mm/yyyy, a formula as its stored result; nothing is evaluated and nothing outside the package is followed.
 * Own code over bounded parts, since the writing library reads whole packages into objects: 5,000 rows took ten times the memory
 * there, and its bounds are not ours to set. Throws TableFault: `broken`, `too-large`, `too-many-rows`.
 */
export async function readWorkbook(parts: WorkbookParts, limits: TableLimits): Promise<ReadTable[]> {
  const sheets = sheetsOf(await text(parts, 'xl/workbook.xml'));
  const targets = targetsOf(await text(parts, 'xl/_rels/workbook.xml.rels'));
  const strings = stringsOf(await text(parts, 'xl/sharedStrings.xml', STRINGS_BYTES, ''), signsOf(limits));
  const days = dayStylesOf(await text(parts, 'xl/styles.xml', SMALL_PART_BYTES, ''));
  const tables: ReadTable[] = [];
  for (const { name, relation } of sheets.slice(0, MOST_SHEETS)) {
    const target = targets.get(relation);
    if (target === undefined || !/worksheets\//.test(target)) continue;
    const xml = await text(parts, target, SHEET_BYTES);
    tables.push({ name, rows: rowsOf(xml, strings, days, limits) });
  }
  if (tables.length === 0) throw new TableFault('broken');
  return tables;
}

const signsOf = ({ cellSigns = MOST_CELL_SIGNS }: TableLimits): number => cellSigns;

async function text(
  parts: WorkbookParts,
  path: string,
  maxBytes = SMALL_PART_BYTES,
  missing: string | null = null,
): Promise<string> {
  const bytes = await parts.part(path, maxBytes);
  if (bytes === null) {
    if (missing !== null) return missing;
    throw new TableFault('broken');
  }
  // UTF-8 by the standard of the format; a part in anything else does not come from a spreadsheet program.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableFault('broken');
  }
}

function sheetsOf(xml: string): { name: string; relation: string }[] {
  const sheets: { name: string; relation: string }[] = [];
  walkXml(xml, {
    open(name, attributes) {
      if (name !== 'sheet') return;
      const state = attribute(attributes, 'state');
      if (state === 'hidden' || state === 'veryHidden') return;
      sheets.push({ name: attribute(attributes, 'name') ?? '', relation: attribute(attributes, 'id') ?? '' });
    },
  });
  return sheets;
}

function targetsOf(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  walkXml(xml, {
    open(name, attributes) {
      const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')];
      if (name !== 'Relationship' || id === null || target === null) return;
      if (attribute(attributes, 'TargetMode') === 'External') return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

/** The shared texts in order; the pronunciation that East Asian files put beside a text (rPh) is none of it. */
function stringsOf(xml: string, signs: number): string[] {
  const strings: string[] = [];
  let [isText, isAside, own] = [false, false, ''];
  walkXml(xml, {
    open(name) {
      if (name === 'si') own = '';
      if (name === 'rPh') isAside = true;
      isText = name === 't' && !isAside;
    },
    text(piece) {
      if (isText && own.length < signs) own += piece;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') isAside = false;
      if (name === 'si') strings.push(own.slice(0, signs));
      if (strings.length > MOST_STRINGS) throw new TableFault('too-large');
    },
  });
  return strings;
}

/** Which cell styles, by their index, show a number as a day. */
function dayStylesOf(xml: string): ReadonlySet<number> {
  const formats = new Map<number, string>();
  const days = new Set<number>();
  let [inStyles, index] = [false, 0];
  walkXml(xml, {
    open(name, attributes) {
      const format = Number(attribute(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt') formats.set(format, attribute(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inStyles = true;
      if (name !== 'xf' || !inStyles) return;
      if (isDayFormat(format, formats.get(format) ?? '')) days.add(index);
      index += 1;
    },
    close(name) {
      if (name === 'cellXfs') inStyles = false;
    },
  });
  return days;
}

/** A cell while its parts are read. */
interface OpenCell {
  column: number;
  type: string;
  style: number;
  hasFormula: boolean;
  value: string;
}

function rowsOf(xml: string, strings: readonly string[], days: ReadonlySet<number>, limits: TableLimits): ReadRow[] {
  const rows: ReadRow[] = [];
  const signs = signsOf(limits);
  let [line, column, inValue, isAside] = [0, -1, false, false];
  let cells: ReadCell[] = [];
  let cell: OpenCell | null = null;
  const endRow = (): void => {
    if (!cells.some(({ text: own, isUnreadable }) => own.trim() !== '' || isUnreadable)) return;
    if (rows.length >= limits.rows) throw new TableFault('too-many-rows', line);
    rows.push({ line, cells: Array.from(cells, (one) => one ?? EMPTY_CELL) });
  };
  walkXml(xml, {
    open(name, attributes, isEmpty) {
      if (name === 'row') {
        const told = Number(attribute(attributes, 'r') ?? NaN);
        line = Number.isSafeInteger(told) && told > 0 ? told : line + 1;
        [cells, column] = [[], -1];
      } else if (name === 'c') {
        column = columnOf(attribute(attributes, 'r')) ?? column + 1;
        const style = Number(attribute(attributes, 's') ?? 0);
        cell = { column, type: attribute(attributes, 't') ?? 'n', style, hasFormula: false, value: '' };
      } else if (name === 'f' && cell !== null) cell.hasFormula = true;
      else if (name === 'rPh') isAside = true;
      inValue = !isEmpty && !isAside && (name === 'v' || name === 't');
    },
    text(piece) {
      if (inValue && cell !== null && cell.value.length < signs) cell.value += piece;
    },
    close(name) {
      inValue = false;
      if (name === 'rPh') isAside = false;
      if (name === 'c' && cell !== null) {
        if (cell.column < limits.columns) cells[cell.column] = cellOf(cell, strings, days, signs);
        cell = null;
      }
      if (name === 'row') endRow();
    },
  });
  return rows;
}

function cellOf(cell: OpenCell, strings: readonly string[], days: ReadonlySet<number>, signs: number): ReadCell {
  const isUnreadable = cell.type === 'e' || (cell.hasFormula && cell.value === '');
  const own = isUnreadable ? '' : textOf(cell, strings, days).slice(0, signs);
  return { text: own, isUnreadable, isFormula: cell.hasFormula };
}

function textOf({ type, value, style }: OpenCell, strings: readonly string[], days: ReadonlySet<number>): string {
  if (type === 's') return tidy(strings[Number(value)] ?? '');
  const number = type !== 'n' || value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(number)) return tidy(value);
  return (days.has(style) ? formatSerialDay(number) : null) ?? String(number).replace('.', ',');
}

/** Excel writes control characters as "_x000D_"; none of them is a text. */
const tidy = (text: string): string => text.replace(/_x00(?:0[0-9a-f]|1[0-9a-f]|7f)_/gi, ' ').replaceAll('\0', '');

/** "AB14" is column 27; null when the cell does not say where it stands. */
function columnOf(reference: string | null): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
