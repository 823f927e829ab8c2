import { bookmarksOf, markPdf } from './pdf-bookmarks.js';
import type { PdfFaultCode, PdfSource } from './pdf-pages.js';
import { PdfFault } from './pdf-pages.js';
import { ReaderThread, type ThreadAnswer } from './reader-thread.js';

/** One PDF of many that become one. */
export interface BoundPart {
  pdf: PdfSource;
  /** What its bookmark says. */
  title: string;
  /** The bookmark that its own stands under; null: it stands by itself. Neighbours of one such title share it. */
  under: string | null;
}

export interface BindingTask {
  parts: readonly BoundPart[];
  /** Where the one PDF is written; it is no file yet. Null: its parts are only counted. */
  out: string | null;
}

/** Many PDFs as one at `out`, which is no file yet, under this title. */
export interface BoundBook extends BindingTask {
  out: string;
  title: string;
}
/** How many pages each part has in it, in their order; 0: this part could not be taken in, and why. */
export interface Bound {
  pages: number[];
  faults: (PdfFaultCode | null)[];
}
export type BindingAnswer = ThreadAnswer<Bound, PdfFaultCode>;

/** Five hundred scanned pages take some ten seconds. */
const TIME_LIMIT = 120_000;
/** A dossier of phone photos and a report takes some 20 MB; after a heavy one the next begins with little again. */
const TIRED_HEAP_BYTES = 64 * 1024 * 1024;

const binder = new ReaderThread<BindingTask, Bound, PdfFaultCode>({
  file: 'pdf-binding.worker',
  fault: (code) => new PdfFault(code),
  timeLimit: TIME_LIMIT,
  tiredHeapBytes: TIRED_HEAP_BYTES,
});

/**
 * Writes these PDFs, page after page, into one at `out`, with a bookmark for each. What lies on a page beside its content (form fields, notes,
 * links) becomes part of it, and nothing of a document comes along but its pages: no script, no attachment. Made in a thread of its own, one
 * after another. A part that cannot be opened is left out and told of. Throws PdfFault when the whole cannot be made.
 */
export async function bindPdfs({ parts, out, title }: BoundBook): Promise<Bound> {
  const bound = await binder.ask({ parts, out });
  markPdf(out, title, bookmarksOf(parts, bound.pages));
  return bound;
}

/**
 * How many pages a PDF would have in the one, or why it could not be taken in. Asked of the thread that binds, so that a book needs no second reader
 * of PDFs in memory.
 */
export async function countPagesToBind(pdf: PdfSource): Promise<number | PdfFaultCode> {
  const { pages, faults } = await binder.ask({ parts: [{ pdf, title: '', under: null }], out: null });
  return faults[0] ?? pages[0] ?? 'unreadable';
}

/** Gives back what the binding thread holds, unless it binds: for work that goes on to hold something else. */
export const restPdfBinder = (): Promise<void> => binder.rest();

/** Ends the binding thread, for an orderly stop. */
export const stopPdfBinder = (): Promise<void> => binder.stop();
