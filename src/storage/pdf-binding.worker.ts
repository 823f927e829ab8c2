/*
 * The thread in which PDFs become one. It runs as TypeScript too (in tests, Node strips the types itself), so it holds nothing
 * but types that can be erased, and imports no file of ours by value.
 */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { BindingAnswer, BindingTask, BoundPart } from './pdf-binding.js';
import type { PdfFaultCode, PdfSource } from './pdf-pages.js';

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
  _FPDF_LoadCustomDocument(access: number, password: number): number;
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

/**
 * A function of ours that takes so many numbers, as one that WebAssembly can call: (i32, …) -> i32. The smallest module that passes it through.
 */
function callable(numbers: number, f: (...given: number[]) => number): unknown {
  const i32 = 0x7f;
  const passing = Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 5 + numbers, 0x01, 0x60, numbers, ...Array.from({ length: numbers }, () => i32), 0x01, i32], // its type
    ...[0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00], // imports it as e.f
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00], // exports it as f
  );
  return new WebAssembly.Instance(new WebAssembly.Module(passing), { e: { f } }).exports.f;
}

/**
 * Lets PDFium call `f` while `work` runs, in which it finds it at place 0. The table of functions cannot grow; its first place is that of the null
 * pointer, which nobody ever calls: ours stands there, the one that reads and the one that writes by turns.
 */
function lending<Result>(pdfium: Pdfium, f: unknown, work: () => Result): Result {
  const table = pdfium.wasmExports.__indirect_function_table;
  table.set(0, f);
  try {
    return work();
  } finally {
    table.set(0, null);
  }
}

/** A PDF as PDFium asks for it, piece by piece: the file is never in memory as a whole. */
interface Pieces {
  size: number;
  /** Fills `into` with what stands at `from`; false where the file has no more. */
  read(from: number, into: Uint8Array): boolean;
  close(): void;
}

function piecesOf(pdf: PdfSource): Pieces {
  if ('bytes' in pdf) {
    const read = (from: number, into: Uint8Array): boolean =>
      Buffer.from(pdf.bytes.buffer, pdf.bytes.byteOffset, pdf.bytes.length).copy(into, 0, from, from + into.length) ===
      into.length;
    return { size: pdf.bytes.length, read, close: () => undefined };
  }
  const file = openSync(pdf.path, 'r');
  const read = (from: number, into: Uint8Array): boolean => {
    for (let done = 0; done < into.length;) {
      const more = readSync(file, into, done, into.length - done, from + done);
      if (more === 0) return false;
      done += more;
    }
    return true;
  };
  return { size: statSync(pdf.path).size, read, close: () => closeSync(file) };
}

/** Opens a PDF for as long as `work` runs on it; answers what that answers, or why it cannot be opened. */
function opened<Result>(
  pdfium: Pdfium,
  pdf: PdfSource,
  work: (source: number) => Result | PdfFaultCode,
): Result | PdfFaultCode {
  const pieces = piecesOf(pdf);
  const read = callable(4, (_self, from = 0, at = 0, bytes = 0) =>
    pieces.read(from >>> 0, pdfium.HEAPU8.subarray(at, at + bytes)) ? 1 : 0,
  );
  const access = pdfium.wasmExports.malloc(12);
  try {
    return lending(pdfium, read, () => {
      pdfium.HEAP32.set([pieces.size, 0, 0], access >> 2); // FPDF_FILEACCESS: its size, which function, and what for
      const source = pdfium._FPDF_LoadCustomDocument(access, 0);
      if (source === 0)
        return [NEEDS_PASSWORD, UNKNOWN_SECURITY].includes(pdfium._FPDF_GetLastError()) ? 'encrypted' : 'unreadable';
      try {
        return work(source);
      } finally {
        pdfium._FPDF_CloseDocument(source);
      }
    });
  } finally {
    pdfium.wasmExports.free(access);
    pieces.close();
  }
}

/** How many pages a PDF has, or why none can be taken of it. */
const count = (pdfium: Pdfium, { pdf }: BoundPart): number | PdfFaultCode =>
  opened<number>(pdfium, pdf, (source) => pdfium._FPDF_GetPageCount(source) || 'unreadable');

/** Appends all pages of a PDF; answers how many, or why none. */
const take = (pdfium: Pdfium, whole: number, { pdf }: BoundPart, at: number): number | PdfFaultCode =>
  opened<number>(pdfium, pdf, (source) => {
    const pages = pdfium._FPDF_GetPageCount(source);
    for (let index = 0; index < pages; index += 1) {
      const page = pdfium._FPDF_LoadPage(source, index);
      const isFlat = page !== 0 && pdfium._FPDFPage_Flatten(page, FOR_DISPLAY) !== FLATTEN_FAILED;
      if (page !== 0) pdfium._FPDF_ClosePage(page);
      if (!isFlat) return 'unreadable';
    }
    const isTaken = pages > 0 && pdfium._FPDF_ImportPagesByIndex(whole, source, 0, 0, at) !== 0;
    return isTaken ? pages : 'unreadable';
  });

function save(pdfium: Pdfium, whole: number, out: string): void {
  const file = openSync(out, 'wx', 0o640);
  try {
    const write = callable(3, (_self, at = 0, bytes = 0) => {
      writeSync(file, pdfium.HEAPU8.subarray(at, at + bytes));
      return 1;
    });
    const writer = pdfium.wasmExports.malloc(8);
    pdfium.HEAP32.set([1, 0], writer >> 2); // FPDF_FILEWRITE: version 1, and which function
    const isSaved = lending(pdfium, write, () => pdfium._FPDF_SaveAsCopy(whole, writer, 0) !== 0);
    pdfium.wasmExports.free(writer);
    if (!isSaved) throw new Error('the pages could not be written');
  } finally {
    closeSync(file);
  }
}

function bind(pdfium: Pdfium, { parts, out }: BindingTask): BindingAnswer {
  const pages: number[] = [];
  const faults: (PdfFaultCode | null)[] = [];
  const told = (taken: number | PdfFaultCode): void => {
    pages.push(typeof taken === 'number' ? taken : 0);
    faults.push(typeof taken === 'number' ? null : taken);
  };
  if (out === null) {
    for (const part of parts) told(count(pdfium, part));
    return { pages, faults, heapBytes };
  }
  const whole = pdfium._FPDF_CreateNewDocument();
  try {
    let at = 0;
    for (const part of parts) {
      told(take(pdfium, whole, part, at));
      at += pages.at(-1) ?? 0;
    }
    if (at === 0) return { fault: 'unreadable', heapBytes };
    save(pdfium, whole, out);
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
