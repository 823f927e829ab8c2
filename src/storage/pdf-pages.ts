import { Worker } from 'node:worker_threads';
import type { Sharp } from 'sharp';
import { pictureLibrary } from './picture-library.js';

/**
 * Why a page cannot be shown: it needs a password; the file is broken; it is too large to be drawn here; it took too long;
 * there is no such page. A person can still be offered the file itself.
 */
export type PdfFaultCode = 'encrypted' | 'unreadable' | 'too-large' | 'too-slow' | 'no-such-page';

export class PdfFault extends Error {
  constructor(readonly code: PdfFaultCode) {
    super(`this PDF cannot be shown: ${code}`);
    this.name = 'PdfFault';
  }
}

/** A PDF in memory, or where it lies on disk: then it is read in the other thread and never crosses this one. */
export type PdfSource = { bytes: Uint8Array } | { path: string };

/** What is asked of the reading thread: the number of pages, or one page (index from 0) drawn this many pixels wide. */
export interface PdfTask {
  pdf: PdfSource;
  page: { index: number; width: number } | null;
}
/** `heapBytes` is what the reader holds afterwards; it cannot give memory back except by ending. */
export type PdfAnswer = { heapBytes: number } & (
  { pages: number } | { bitmap: { data: Uint8Array; width: number; height: number } } | { fault: PdfFaultCode }
);

/** Pages behind this one are not drawn: nobody judges by page 301, and a file of 100 000 empty pages must cost nothing. */
export const MAX_PDF_PAGES = 300;
const MAX_WIDTH = 2400;
const TIME_LIMIT = 20_000; // milliseconds for one task, the thread's own start included
const IDLE_LIMIT = 30_000; // milliseconds after which the thread ends and gives its memory back
/** A reader that has grown beyond this is replaced before the next task. */
const TIRED_HEAP_BYTES = 192 * 1024 * 1024;

/** How many pages a PDF has. A `PdfFault` when it cannot be opened. */
export async function countPdfPages(pdf: PdfSource): Promise<number> {
  const answer = await reader.ask({ pdf, page: null });
  return 'pages' in answer ? answer.pages : 0;
}

/**
 * One page as a WebP picture `widthPx` wide (at most 2400, less where the page would exceed 12 megapixels), form fields and
 * annotations included, upright, on white. Drawn in a thread of its own, one page after another, so that the server answers
 * others meanwhile. A `PdfFault` instead of a picture, never both.
 */
export async function renderPdfPage(pdf: PdfSource, pageIndex: number, widthPx: number): Promise<Buffer> {
  return (await drawPdfPage(pdf, pageIndex, widthPx)).webp({ quality: 60, effort: 2 }).toBuffer();
}

/** The same as a PNG without its empty edges but for a narrow margin: a paper to be sent on as a picture. */
export async function renderPdfPagePng(pdf: PdfSource, pageIndex: number, widthPx: number): Promise<Buffer> {
  const sharp = await pictureLibrary();
  const words = await (await drawPdfPage(pdf, pageIndex, widthPx)).png().toBuffer();
  // Two steps: edges are found in a picture that is finished.
  return sharp(words)
    .trim({ background: '#ffffff' })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#ffffff' })
    .png({ palette: true, colours: 32, effort: 4 })
    .toBuffer();
}

async function drawPdfPage(pdf: PdfSource, pageIndex: number, widthPx: number): Promise<Sharp> {
  if (!Number.isInteger(pageIndex) || pageIndex < 0 || pageIndex >= MAX_PDF_PAGES) throw new PdfFault('no-such-page');
  const width = Math.max(1, Math.min(Math.round(widthPx), MAX_WIDTH));
  const answer = await reader.ask({ pdf, page: { index: pageIndex, width } });
  if (!('bitmap' in answer)) throw new PdfFault('unreadable');
  const { data, width: drawnWidth, height } = answer.bitmap;
  const sharp = await pictureLibrary();
  return sharp(data, { raw: { width: drawnWidth, height, channels: 4 } }).flatten({ background: '#ffffff' });
}

/** Ends the reading thread, if there is one, and refuses what still waits: for an orderly stop. The next task starts another. */
export const stopPdfReader = (): Promise<void> => reader.stop();

interface Waiting {
  task: PdfTask;
  resolve: (answer: PdfAnswer) => void;
  reject: (fault: Error) => void;
}

/** One thread with a queue before it. It starts with the first task, and ends when idle, tired, broken or too slow. */
export class PdfReader {
  private worker: Worker | null = null;
  private current: Waiting | null = null;
  private readonly queue: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** `timeLimit` in milliseconds a task. */
  constructor(private readonly timeLimit = TIME_LIMIT) {}

  /** Gives the task to the thread when those before it are done. A `PdfFault` when it has none to give back. */
  ask(task: PdfTask): Promise<PdfAnswer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ task, resolve, reject });
      this.next();
    });
  }

  async stop(): Promise<void> {
    const lost = [...(this.current === null ? [] : [this.current]), ...this.queue.splice(0)];
    this.current = null;
    for (const { reject } of lost) reject(new Error('the reader of PDFs was stopped'));
    await this.end();
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    const worker = this.worker;
    this.worker = null;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined); // a thread that is being ended has nothing more to tell
    await worker?.terminate();
  }

  private next(): void {
    if (this.current !== null) return;
    const waiting = this.queue.shift();
    clearTimeout(this.timer);
    if (waiting === undefined) {
      this.worker?.unref(); // waiting for work keeps no process alive
      this.timer = setTimeout(() => void this.end(), IDLE_LIMIT).unref();
      return;
    }
    this.current = waiting;
    this.worker ??= this.start();
    this.worker.ref();
    this.timer = setTimeout(() => this.giveUp(new PdfFault('too-slow')), this.timeLimit);
    this.worker.postMessage(waiting.task);
  }

  private start(): Worker {
    // Compiled, this file and the thread's are .js; in tests both are read as they are.
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./pdf-pages.worker.${ending}`, import.meta.url), {
      stdout: true, // PDFium talks about every odd file; nobody listens
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (answer: PdfAnswer) => this.finish(answer));
    worker.on('error', () => this.giveUp(new PdfFault('unreadable')));
    worker.on('exit', () => this.giveUp(new PdfFault('unreadable')));
    return worker;
  }

  private finish(answer: PdfAnswer): void {
    const done = this.current;
    this.current = null;
    const fault = 'fault' in answer ? answer.fault : null;
    // A broken file may have thrown PDFium off its balance in the middle of its work; other faults are found before.
    if (fault === 'unreadable' || answer.heapBytes > TIRED_HEAP_BYTES) void this.end();
    if (fault !== null) done?.reject(new PdfFault(fault));
    else done?.resolve(answer);
    this.next();
  }

  private giveUp(fault: PdfFault): void {
    const lost = this.current;
    this.current = null;
    void this.end();
    lost?.reject(fault);
    this.next();
  }
}

const reader = new PdfReader();
