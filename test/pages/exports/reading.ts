import { parse } from 'csv-parse/sync';
import { attribute, walkXml } from '../../../src/press/xml-text.js';
import { unzip } from '../../fixtures/workbooks.js';
import { wordsOfPdf } from '../../fixtures/papers.js';
import { actsInPdf, faultOfXml, markupIn } from './shapes.js';

/** What a reader found in a file: pieces of text (cells, paragraphs, leaves), and what is wrong with the file itself. */
export interface Found {
  kind: string;
  texts: string[];
  faults: string[];
}

const MOST_PDFS = 10;
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** Opens a file of any kind that the house gives out, archives with everything in them. */
export async function read(bytes: Buffer, type: string, name: string): Promise<Found[]> {
  const kind = kindOf(type, name);
  const text = bytes.toString('utf8');
  switch (kind) {
    case 'xlsx':
      return [readWorkbook(unzip(bytes))];
    case 'docx':
      return [readDocument(unzip(bytes))];
    case 'pdf':
      return [{ kind, texts: [joined(await wordsOfPdf(bytes))], faults: actsInPdf(bytes) }];
    case 'zip':
      return readArchive(bytes);
    case 'csv':
      return [readTable(text)];
    case 'json':
      return [{ kind, texts: leavesOf(JSON.parse(text)), faults: [] }];
    case 'lines':
      return [
        {
          kind,
          texts: text.split('\n').flatMap((line) => (line === '' ? [] : leavesOf(JSON.parse(line)))),
          faults: [],
        },
      ];
    case 'xml':
      return [readXml(text)];
    case 'html':
      return [{ kind, texts: [], faults: markupIn(text) }];
    case 'text':
      return [{ kind, texts: [text], faults: [] }];
    default:
      return [{ kind, texts: [], faults: [] }];
  }
}

/** Pages one behind the other without their numbers, which are read first or last: a name may go on overleaf. */
const joined = (pages: readonly string[]): string =>
  pages.map((page, index) => page.replace(new RegExp(`^${index + 1} | ${index + 1}$`), '')).join(' ');

function kindOf(type: string, name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (type.includes('spreadsheetml') || ending === 'xlsx') return 'xlsx';
  if (type.includes('wordprocessingml') || ending === 'docx') return 'docx';
  if (type.includes('pdf') || ending === 'pdf') return 'pdf';
  if (type.includes('zip') || ending === 'zip') return 'zip';
  if (type.includes('csv') || ending === 'csv') return 'csv';
  if (ending === 'ndjson' || ending === 'jsonl') return 'lines';
  if (type.includes('json') || ending === 'json') return 'json';
  if (type.includes('html') || ending === 'html') return 'html';
  if (/xml|rss|svg/.test(type) || /^(?:xml|rss|svg)$/.test(ending)) return 'xml';
  if (type.includes('calendar') || ending === 'ics') return 'text';
  if (type.startsWith('text/') || /^(?:txt|md|js|mjs|pem)$/.test(ending)) return 'text';
  return 'bytes';
}

/** Cells of text are text by their type; a formula there is none, nor a link to anywhere. */
function readWorkbook(parts: Map<string, Buffer>): Found {
  const found: Found = { kind: 'xlsx', texts: [], faults: faultsOfParts(parts) };
  const shared = textsOf(parts.get('xl/sharedStrings.xml')?.toString('utf8') ?? '', 'si');
  for (const [path, bytes] of parts) {
    if (/externalLinks|vbaProject|connections|webExtension/.test(path)) found.faults.push(`${path} in a workbook`);
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(path)) continue;
    let [cell, value, inline, formula] = ['', '', '', null as string | null];
    walkXml(bytes.toString('utf8'), {
      open(name, attributes) {
        if (name === 'hyperlink') found.faults.push(`a link in ${path}`);
        if (name === 'c') [cell, value, inline] = [attribute(attributes, 't') ?? 'n', '', ''];
        if (name === 'f') formula = '';
      },
      text(piece) {
        if (formula !== null) formula += piece;
        else if (cell === 'inlineStr') inline += piece;
        else value += piece;
      },
      close(name) {
        if (name === 'f') found.faults.push(`a formula in ${path}: ${formula}`);
        if (name === 'f') formula = null;
        if (name !== 'c') return;
        if (cell === 's') found.texts.push(shared[Number(value)] ?? '');
        else if (cell === 'inlineStr') found.texts.push(inline);
        // Text that stands in its cell instead of in the list of shared ones; a formula's result is called so too, but here is none.
        else if (cell === 'str') found.texts.push(value);
        else if (cell !== 'n' || !/^\s*(?:-?\d+(?:\.\d+)?(?:e-?\d+)?)?\s*$/i.test(value))
          found.faults.push(`a cell of type ${cell} in ${path}: ${value}`);
        cell = '';
      },
    });
  }
  return found;
}

/** Paragraphs; the only field is the page's number, and nothing leads out of the document. */
function readDocument(parts: Map<string, Buffer>): Found {
  const found: Found = { kind: 'docx', texts: [], faults: faultsOfParts(parts) };
  for (const [path, bytes] of parts) {
    const xml = bytes.toString('utf8');
    if (/vbaProject|embeddings|altChunk|activeX/.test(path)) found.faults.push(`${path} in a document`);
    if (!path.endsWith('.xml')) continue;
    let instruction = false;
    walkXml(xml, {
      open: (name) => {
        instruction = name === 'instrText';
        if (['fldSimple', 'hyperlink', 'object', 'altChunk'].includes(name)) found.faults.push(`${name} in ${path}`);
      },
      text: (piece) => {
        if (instruction && piece.trim() !== 'PAGE') found.faults.push(`the field ${piece} in ${path}`);
      },
      close: () => (instruction = false),
    });
    // As one text: lines of a note stand in paragraphs of their own.
    if (path.startsWith('word/')) found.texts.push(textsOf(xml, 'p').join('\n'));
  }
  return found;
}

function faultsOfParts(parts: Map<string, Buffer>): string[] {
  return [...parts].flatMap(([path, bytes]) => {
    if (!/\.(?:xml|rels)$/.test(path)) return [];
    const xml = bytes.toString('utf8');
    const fault = faultOfXml(xml);
    return [
      ...(fault === null ? [] : [`${path}: ${fault}`]),
      ...(path.endsWith('.rels') && /TargetMode\s*=\s*"External"/.test(xml) ? [`${path} leads out of the file`] : []),
    ];
  });
}

/** The text inside each element of this name. */
function textsOf(xml: string, element: string): string[] {
  const texts: string[] = [];
  let [depth, text] = [0, ''];
  walkXml(xml, {
    open: (name) => {
      if (name === element) depth += 1;
      if (name === 'br') text += '\n';
    },
    text: (piece) => (text += depth > 0 ? piece : ''),
    close: (name) => {
      if (name !== element) return;
      depth -= 1;
      texts.push(text);
      text = '';
    },
  });
  return texts;
}

/** No field begins as a formula does. */
function readTable(csv: string): Found {
  const fields = (parse(csv, { bom: true, relax_column_count: true }) as string[][]).flat();
  const isNumber = (field: string): boolean => /^-\d+(?:\.\d+)?$/.test(field);
  return {
    kind: 'csv',
    texts: fields,
    faults: fields.filter((field) => FORMULA.test(field) && !isNumber(field)).map((field) => `runs: ${field}`),
  };
}

function readXml(xml: string): Found {
  const fault = faultOfXml(xml);
  return {
    kind: 'xml',
    texts: ['title', 'description', 'link', 'text', 'desc'].flatMap((name) => textsOf(xml, name)),
    faults: fault === null ? [] : [fault],
  };
}

/** Every string of a JSON value, keys too; JSON that is kept as a text (facts of the log, papers) is read as what it says. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const inner = /^[{[]/.test(value) ? parsed(value) : null;
    return inner === null ? [value] : leavesOf(inner);
  }
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...leavesOf(one)]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // somebody's words that only begin like that
  }
}

/** Paths stay inside the folder they are opened in; every file is read as what it is. */
async function readArchive(zip: Buffer): Promise<Found[]> {
  const found: Found = { kind: 'zip', texts: [], faults: [] };
  const all = [found];
  let pdfs = 0;
  for (const [path, bytes] of unzip(zip)) {
    found.texts.push(path);
    if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\\\p{Cc}\u202a-\u202e\u2066-\u2069<>:"|?*]/iu.test(path))
      found.faults.push(`the path ${JSON.stringify(path)}`);
    // A dossier's own papers are as they came in, and slow to read: the first ones tell of all.
    if (path.endsWith('.pdf') && ++pdfs > MOST_PDFS) continue;
    all.push(...(await read(bytes, '', path)));
  }
  return all;
}
