import type { Sharp } from 'sharp';
import { pictureLibrary } from './picture-library.js';
import { webpWithin } from './webp.js';
import { ReaderThread, type ThreadAnswer } from './reader-thread.js';

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

/**
 * What is asked of the reading thread: the number of pages; or one page (index from 0) drawn this many pixels wide; or the words
 * on these first pages, at most so many signs.
 */
export interface PdfTask {
  pdf: PdfSource;
  want: 'count' | { page: { index: number; width: number } } | { text: { pages: number; signs: number } };
}
export type PdfResult =
  | { pages: number; carriesCode: boolean }
  | { text: string }
  | { bitmap: { data: Uint8Array; width: number; height: number } };
export type PdfAnswer = ThreadAnswer<PdfResult, PdfFaultCode>;

/** Pages behind this one are not drawn: nobody judges by page 301, and a file of 100 000 empty pages must cost nothing. */
export const MAX_PDF_PAGES = 300;
const MAX_WIDTH = 2400;
const MAX_TEXT_SIGNS = 2_000_000;

/**
 * How many pages a PDF has, and whether it brings code along: scripts of the document, or a program among its attachments.
 * A `PdfFault` when it cannot be opened.
 */
export async function examinePdf(pdf: PdfSource): Promise<{ pages: number; carriesCode: boolean }> {
  const answer = await reader.ask({ pdf, want: 'count' });
  if (!('pages' in answer)) throw new PdfFault('unreadable');
  return answer;
}

export const countPdfPages = async (pdf: PdfSource): Promise<number> => (await examinePdf(pdf)).pages;

/**
 * The words of a PDF as far as they are words in it, page after page, at most 300 pages and two million signs; '' for scans,
 * which are pictures of words. Throws PdfFault.
 */
export async function readPdfText(pdf: PdfSource): Promise<string> {
  const answer = await reader.ask({ pdf, want: { text: { pages: MAX_PDF_PAGES, signs: MAX_TEXT_SIGNS } } });
  if (!('text' in answer)) throw new PdfFault('unreadable');
  return answer.text;
}

/**
 * One page as a WebP picture `widthPx` wide (at most 2400, less where the page would exceed 12 megapixels), form fields and
 * annotations included, upright, on white, of at most `maxBytes`. Drawn in a thread of its own, one page after another, so that
 * the server answers others meanwhile. A `PdfFault` instead of a picture, never both.
 */
export async function renderPdfPage(
  pdf: PdfSource,
  pageIndex: number,
  widthPx: number,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  return webpWithin(await drawPdfPage(pdf, pageIndex, widthPx), maxBytes);
}

/** The same as a PNG in greys without its empty edges but for a narrow margin: a paper to be sent on as a picture. */
export async function renderPdfPagePng(pdf: PdfSource, pageIndex: number, widthPx: number): Promise<Buffer> {
  const sharp = await pictureLibrary();
  const drawn = (await drawPdfPage(pdf, pageIndex, widthPx)).greyscale().raw();
  // Two steps: edges are found in a picture that is finished.
  const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info })
    .trim({ background: '#ffffff' })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#ffffff' })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

async function drawPdfPage(pdf: PdfSource, pageIndex: number, widthPx: number): Promise<Sharp> {
  if (!Number.isInteger(pageIndex) || pageIndex < 0 || pageIndex >= MAX_PDF_PAGES) throw new PdfFault('no-such-page');
  const width = Math.max(1, Math.min(Math.round(widthPx), MAX_WIDTH));
  const answer = await reader.ask({ pdf, want: { page: { index: pageIndex, width } } });
  if (!('bitmap' in answer)) throw new PdfFault('unreadable');
  const { data, width: drawnWidth, height } = answer.bitmap;
  const sharp = await pictureLibrary();
  return sharp(data, { raw: { width: drawnWidth, height, channels: 4 } }).flatten({ background: '#ffffff' });
}

/** Ends the reading thread, if there is one, and refuses what still waits: for an orderly stop. The next task starts another. */
export const stopPdfReader = (): Promise<void> => reader.stop();

/** The thread that reads PDFs; `timeLimit` in milliseconds a task. */
export class PdfReader extends ReaderThread<PdfTask, PdfResult, PdfFaultCode> {
  constructor(timeLimit?: number) {
    super({ file: 'pdf-pages.worker', fault: (code) => new PdfFault(code), timeLimit });
  }
}

const reader = new PdfReader();
