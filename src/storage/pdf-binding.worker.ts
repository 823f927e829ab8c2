/*
 * The thread in which PDFs become one. It runs as TypeScript too (in tests, Node strips the types itself), so it holds nothing
 * but types that can be erased, and imports no file of ours by value.
 */
import { closeSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { BindingAnswer, BindingTask, BoundPart } from './pdf-binding.js';
import type { PdfFaultCode } from './pdf-pages.js';

/** PDFium's C interface as far as it is used here: the package does not name it, but it is there. */
interface Pdfium {
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  wasmExports: {
    malloc(bytes: number): number;
    free(at: number): void;
    __indirect_function_table: { set(index: number, value: unknown): void };
  };
  _FPDF_CreateNewDocument(): number;
  _FPDF_LoadMemDocument(at: number, bytes: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDFPage_Flatten(page: number, usage: number): number;
  _FPDF_ImportPagesByIndex(to: number, from: number, indices: number, length: number, at: number): number;
  _FPDF_SaveAsCopy(document: number, writer: number, flags: number): number;
  _FPDF_CloseDocument(document: number): void;
}
interface GrowingMemory {
  buffer: ArrayBuffer;
  grow(pages: number): number;
}
// The compiler's library of ES2023 does not name WebAssembly.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Memory: { prototype: GrowingMemory };
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { exports: { f: unknown } };
  };
};

/** What the binder may hold at once: the pages of a dossier, and one of its files besides. Growth beyond it is refused, as on a full machine. */
const MAX_HEAP_BYTES = 1024 * 1024 * 1024;
let heapBytes = 0;
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (delta) {
  if (this.buffer.byteLength + delta * 65_536 > MAX_HEAP_BYTES) throw new RangeError('the pages need too much memory');
  const before = grow.call(this, delta);
  heapBytes = this.buffer.byteLength;
  return before;
};

/** PDFium's error for a password that is missing, and for an encryption that it does not know. */
const [NEEDS_PASSWORD, UNKNOWN_SECURITY] = [4, 5];
const [FOR_DISPLAY, FLATTEN_FAILED] = [0, 0];

/** A function of ours as one that WebAssembly can call: (i32, i32, i32) -> i32. The smallest module that passes it through. */
function callable(f: (self: number, at: number, bytes: number) => number): unknown {
  const passing = Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7f, 0x7f, 0x7f, 0x01, 0x7f], // its type
    ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00], // imports it as e.f
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00], // exports it as f
  );
  return new WebAssembly.Instance(new WebAssembly.Module(passing), { e: { f } }).exports.f;
}

/** Appends all pages of a PDF; answers how many, or why none. */
function take(pdfium: Pdfium, whole: number, { pdf }: BoundPart, at: number): number | PdfFaultCode {
  const bytes = 'path' in pdf ? readFileSync(pdf.path) : pdf.bytes;
  const room = pdfium.wasmExports.malloc(bytes.length);
  if (room === 0) return 'too-large';
  pdfium.HEAPU8.set(bytes, room);
  const source = pdfium._FPDF_LoadMemDocument(room, bytes.length, 0);
  try {
    if (source === 0)
      return [NEEDS_PASSWORD, UNKNOWN_SECURITY].includes(pdfium._FPDF_GetLastError()) ? 'encrypted' : 'unreadable';
    const count = pdfium._FPDF_GetPageCount(source);
    for (let index = 0; index < count; index += 1) {
      const page = pdfium._FPDF_LoadPage(source, index);
      const isFlat = page !== 0 && pdfium._FPDFPage_Flatten(page, FOR_DISPLAY) !== FLATTEN_FAILED;
      if (page !== 0) pdfium._FPDF_ClosePage(page);
      if (!isFlat) return 'unreadable';
    }
    const isTaken = count > 0 && pdfium._FPDF_ImportPagesByIndex(whole, source, 0, 0, at) !== 0;
    return isTaken ? count : 'unreadable';
  } finally {
    if (source !== 0) pdfium._FPDF_CloseDocument(source);
    pdfium.wasmExports.free(room);
  }
}

function save(pdfium: Pdfium, whole: number, out: string): void {
  const file = openSync(out, 'wx', 0o640);
  try {
    const write = callable((_self, at, bytes) => {
      writeSync(file, pdfium.HEAPU8.subarray(at, at + bytes));
      return 1;
    });
    // The table of functions cannot grow. Its first place is that of the null pointer, which nobody ever calls: ours stands there.
    pdfium.wasmExports.__indirect_function_table.set(0, write);
    const writer = pdfium.wasmExports.malloc(8);
    pdfium.HEAP32.set([1, 0], writer >> 2); // FPDF_FILEWRITE: version 1, and which function
    const isSaved = pdfium._FPDF_SaveAsCopy(whole, writer, 0) !== 0;
    pdfium.wasmExports.free(writer);
    if (!isSaved) throw new Error('the pages could not be written');
  } finally {
    closeSync(file);
  }
}

interface Bookmark {
  title: string;
  page: number;
  below: Bookmark[];
}

/** A bookmark for each part that was taken, those of one slot under one. */
function bookmarksOf(parts: readonly BoundPart[], pages: readonly number[]): Bookmark[] {
  const marks: Bookmark[] = [];
  let page = 0;
  let above: string | null = null;
  for (const [index, { title, under }] of parts.entries()) {
    const count = pages[index] ?? 0;
    if (count === 0) continue;
    const mark = { title, page, below: [] };
    const last = marks.at(-1);
    if (under === null) marks.push(mark);
    else if (under === above && last !== undefined) last.below.push(mark);
    else marks.push({ title: under, page, below: [mark] });
    above = under;
    page += count;
  }
  return marks;
}

/** Reads what PDFium has just written: its objects stand as text, its table of places is a plain one. */
class Written {
  private readonly file: number;
  readonly size: number;
  readonly tableAt: number;
  private readonly places: number[];
  readonly trailer: string;

  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.size = statSync(path).size;
    const tail = this.text(Math.max(0, this.size - 1024), 1024);
    this.tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
    const table = this.text(this.tableAt, this.size - this.tableAt);
    const lines = /^xref\s+0 (\d+)\s+/.exec(table);
    if (lines === null) throw new Error('the table of the pages is not a plain one');
    const count = Number(lines[1]);
    this.places = Array.from({ length: count }, (_, n) => Number(table.slice(lines[0].length + n * 20).slice(0, 10)));
    this.trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(table)?.[1] ?? '';
  }

  close(): void {
    closeSync(this.file);
  }

  get count(): number {
    return this.places.length;
  }

  /** The words of an object between `obj` and `endobj`; only asked of dictionaries, which hold no bytes. */
  object(number: number): string {
    for (let length = 4096; ; length *= 4) {
      const text = this.text(this.places[number] ?? 0, length);
      const found = /^\d+ 0 obj\s*([\s\S]*?)\s*endobj/.exec(text);
      if (found !== null) return found[1] ?? '';
      if (length > this.size * 4) throw new Error(`object ${number} has no end`);
    }
  }

  private text(at: number, length: number): string {
    const room = Buffer.alloc(Math.min(length, Math.max(0, this.size - at)));
    readSync(this.file, room, 0, room.length, at);
    return room.toString('latin1');
  }
}

const refOf = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? Number.NaN);

/** The numbers of the pages' objects, in their order. */
function pagesBelow(written: Written, number: number): number[] {
  const node = written.object(number);
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
  if (kids === undefined) return [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pagesBelow(written, Number(kid)));
}

/** Words in a PDF: UTF-16 with its mark, as hexadecimal, so that no sign of them means anything. */
const hexOf = (words: string): string => `<FEFF${Buffer.from(words, 'utf16le').swap16().toString('hex')}>`;

/** Adds the bookmarks at the end of the file, as PDF lets changes be added: new objects, and a table that follows the first (ISO 32000-1, 7.5.6, 12.3.3). */
function mark(path: string, title: string, marks: readonly Bookmark[]): void {
  const written = new Written(path);
  const root = refOf(written.trailer, 'Root');
  const catalog = written.object(root);
  const pages = pagesBelow(written, refOf(catalog, 'Pages'));
  written.close();
  const objects = new Map<number, string>();
  let last = written.count - 1;
  const lay = (level: readonly Bookmark[], parent: number): [first: number, last: number] => {
    const numbers = level.map(() => (last += 1));
    for (const [index, { title: words, page, below }] of level.entries()) {
      const own = numbers[index] ?? 0;
      const inner = below.length === 0 ? null : lay(below, own);
      const fields = [
        `/Title ${hexOf(words)} /Parent ${parent} 0 R /Dest [${pages[page]} 0 R /Fit]`,
        ...(index > 0 ? [`/Prev ${numbers[index - 1]} 0 R`] : []),
        ...(index < level.length - 1 ? [`/Next ${numbers[index + 1]} 0 R`] : []),
        ...(inner === null ? [] : [`/First ${inner[0]} 0 R /Last ${inner[1]} 0 R /Count ${below.length}`]),
      ];
      objects.set(own, `<< ${fields.join(' ')} >>`);
    }
    return [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  };
  const outline = (last += 1);
  const [first, end] = lay(marks, outline);
  const shown = marks.reduce((sum, { below }) => sum + 1 + below.length, 0);
  objects.set(outline, `<< /Type /Outlines /First ${first} 0 R /Last ${end} 0 R /Count ${shown} >>`);
  const about = (last += 1);
  objects.set(about, `<< /Title ${hexOf(title)} >>`);
  const opened = catalog.replace(
    />>$/,
    ` /Outlines ${outline} 0 R /PageMode /UseOutlines /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  objects.set(root, opened);
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let text = '\n';
  for (const number of numbers) {
    places.set(number, written.size + text.length);
    text += `${number} 0 obj\n${objects.get(number)}\nendobj\n`;
  }
  const tableAt = written.size + text.length;
  text += 'xref\n';
  for (const number of numbers) text += `${number} 1\n${String(places.get(number)).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${last + 1} /Root ${root} 0 R /Info ${about} 0 R /Prev ${written.tableAt} >>\nstartxref\n${tableAt}\n%%EOF\n`;
  const file = openSync(path, 'a');
  try {
    writeSync(file, text, null, 'latin1');
  } finally {
    closeSync(file);
  }
}

function bind(pdfium: Pdfium, { parts, out, title }: BindingTask): BindingAnswer {
  const whole = pdfium._FPDF_CreateNewDocument();
  try {
    const pages: number[] = [];
    const faults: (PdfFaultCode | null)[] = [];
    let at = 0;
    for (const part of parts) {
      const taken = take(pdfium, whole, part, at);
      pages.push(typeof taken === 'number' ? taken : 0);
      faults.push(typeof taken === 'number' ? null : taken);
      at += pages.at(-1) ?? 0;
    }
    if (at === 0) return { fault: 'unreadable', heapBytes };
    save(pdfium, whole, out);
    mark(out, title, bookmarksOf(parts, pages));
    return { pages, faults, heapBytes };
  } finally {
    pdfium._FPDF_CloseDocument(whole);
  }
}

async function listen(port: MessagePort): Promise<void> {
  const library = await PDFiumLibrary.init();
  const { module } = library as unknown as { module: Pdfium };
  port.on('message', (task: BindingTask) => port.postMessage(bind(module, task)));
}

if (parentPort !== null) await listen(parentPort);
