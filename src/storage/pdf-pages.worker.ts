/*
 * The thread in which PDFs are read. It runs as TypeScript too (in tests, Node strips the types itself), so it holds nothing
 * but types that can be erased, and imports no file of ours by value.
 */
import { readFileSync } from 'node:fs';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { PdfAnswer, PdfFaultCode, PdfTask } from './pdf-pages.js';

const MEGABYTE = 1024 * 1024;
/** What the reader may hold at once; a page that unfolds to more is given up. A page of a scan at 300 dpi takes 30 to 60 MB. */
const MAX_HEAP_BYTES = 512 * MEGABYTE;
/** Beyond this the copy of the file alone would fill the reader. */
const MAX_FILE_BYTES = 96 * MEGABYTE;
/** 12 megapixels: A4 at 330 dpi. Whatever is asked for, a page is never drawn larger. */
const MAX_PIXELS = 12_000_000;
/** WebP holds 16 383 pixels a side; a page that long is a ribbon, and nobody reads it at that height. */
const MAX_SIDE = 12_000;

// PDFium's memory only ever grows, up to 2 GB if a file asks for it. Refusing growth makes its allocation fail, as on a full machine.
let heapBytes = 0;
interface GrowingMemory {
  buffer: ArrayBuffer;
  grow(pages: number): number;
}
// The compiler's library of ES2023 does not name WebAssembly.
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: GrowingMemory } } };
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (delta) {
  if (this.buffer.byteLength + delta * 65_536 > MAX_HEAP_BYTES) throw new RangeError('the page needs too much memory');
  const before = grow.call(this, delta);
  heapBytes = this.buffer.byteLength;
  return before;
};

type Pages = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;
class Fault extends Error {
  readonly code: PdfFaultCode;
  constructor(code: PdfFaultCode) {
    super(code);
    this.code = code;
  }
}

/** PDFium's words for "needs a password" and "an encryption that it does not know"; everything else is a broken file. */
const faultOf = (error: unknown): PdfFaultCode => {
  if (error instanceof Fault) return error.code;
  return error instanceof Error && /password|security/i.test(error.message) ? 'encrypted' : 'unreadable';
};

async function drawPage(document: Pages, index: number, width: number): Promise<PdfAnswer> {
  if (index >= document.getPageCount()) throw new Fault('no-such-page');
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new Fault('unreadable');
  const scale = Math.min(
    width / originalWidth,
    MAX_SIDE / originalHeight,
    Math.sqrt(MAX_PIXELS / (originalWidth * originalHeight)),
  );
  const bitmap = await page.render({
    render: 'bitmap',
    renderFormFields: true, // what officials typed into a form is not part of the page itself
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
    scale: 1,
  });
  return { bitmap: { data: bitmap.data, width: bitmap.width, height: bitmap.height }, heapBytes };
}

/** Of PDFium's C interface, what the package does not name: it is there all the same. */
interface Insides {
  documentIdx: number;
  module: {
    HEAPU8: Uint8Array;
    wasmExports: { malloc(bytes: number): number; free(at: number): void };
    _FPDFDoc_GetJavaScriptActionCount(document: number): number;
    _FPDFDoc_GetAttachmentCount(document: number): number;
    _FPDFDoc_GetAttachment(document: number, index: number): number;
    _FPDFText_LoadPage(page: number): number;
    _FPDFText_CountChars(text: number): number;
    _FPDFText_GetUnicode(text: number, index: number): number;
    _FPDFText_ClosePage(text: number): void;
    _FPDFAttachment_GetName(attachment: number, at: number, bytes: number): number;
  };
}

const PROGRAM = /\.(exe|com|scr|pif|bat|cmd|msi|js|jse|vbs|vbe|wsf|hta|ps1|jar|lnk|dll|docm|xlsm|html?)$/i;
const MAX_NAME_BYTES = 1024;

/** Scripts that run when the document opens, or attachments whose name is a program's. */
function carriesCode(document: Pages): boolean {
  const { documentIdx: handle, module } = document as unknown as Insides;
  if (module._FPDFDoc_GetJavaScriptActionCount(handle) > 0) return true;
  const at = module.wasmExports.malloc(MAX_NAME_BYTES);
  try {
    const count = Math.min(module._FPDFDoc_GetAttachmentCount(handle), 100);
    return Array.from({ length: count }, (_, i) => {
      // UTF-16 with a zero behind; a name too long for the place is not written at all.
      const bytes = module._FPDFAttachment_GetName(module._FPDFDoc_GetAttachment(handle, i), at, MAX_NAME_BYTES);
      if (bytes > MAX_NAME_BYTES) return 'x.exe';
      return Buffer.from(module.HEAPU8.subarray(at, at + Math.max(0, bytes - 2))).toString('utf16le');
    }).some((name) => PROGRAM.test(name.trim()));
  } finally {
    module.wasmExports.free(at);
  }
}

/**
 * The first signs of a page, read one by one. PDFium's text of a whole page leaves out signs that stand for no letter – blanks for what a font
 * lacks, hyphens of word division – but counts them, and ends that many signs too early.
 */
function signsOf(document: Pages, index: number, most: number): string {
  const { module, pageIdx } = document.getPage(index) as unknown as Insides & { pageIdx: number };
  const page = module._FPDFText_LoadPage(pageIdx);
  try {
    const count = Math.min(module._FPDFText_CountChars(page), most);
    const signs = Array.from({ length: Math.max(0, count) }, (_, at) => module._FPDFText_GetUnicode(page, at));
    return signs.map((sign) => (sign === 0 ? '' : String.fromCodePoint(sign))).join('');
  } finally {
    module._FPDFText_ClosePage(page);
  }
}

function textOf(document: Pages, { pages, signs }: { pages: number; signs: number }): string {
  const parts: string[] = [];
  let left = signs;
  for (let index = 0; index < Math.min(pages, document.getPageCount()) && left > 0; index++) {
    const text = signsOf(document, index, left);
    parts.push(text);
    left -= text.length;
  }
  return parts.join('\n');
}

async function answer(library: PDFiumLibrary, task: PdfTask): Promise<PdfAnswer> {
  const bytes = 'path' in task.pdf ? readFileSync(task.pdf.path) : task.pdf.bytes;
  if (bytes.length > MAX_FILE_BYTES) throw new Fault('too-large');
  const document = await library.loadDocument(bytes);
  try {
    if (task.want === 'count') return { pages: document.getPageCount(), carriesCode: carriesCode(document), heapBytes };
    if ('text' in task.want) return { text: textOf(document, task.want.text), heapBytes };
    return await drawPage(document, task.want.page.index, task.want.page.width);
  } finally {
    document.destroy();
  }
}

async function listen(port: MessagePort): Promise<void> {
  const library = await PDFiumLibrary.init();
  port.on('message', (task: PdfTask) => {
    answer(library, task)
      .catch((error: unknown): PdfAnswer => ({ fault: faultOf(error), heapBytes }))
      .then((reply) => {
        port.postMessage(reply, 'bitmap' in reply ? [reply.bitmap.data.buffer as ArrayBuffer] : []);
      })
      .catch((error: unknown) => {
        throw error; // ends the thread, and with it the task
      });
  });
}

if (parentPort !== null) await listen(parentPort);
