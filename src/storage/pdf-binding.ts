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
  /** Where the one PDF is written; it is no file yet. */
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

const binder = new ReaderThread<BindingTask, Bound, PdfFaultCode>({
  file: 'pdf-binding.worker',
  fault: (code) => new PdfFault(code),
  timeLimit: TIME_LIMIT,
});

/**
 * Writes these PDFs, page after page, into one at `out`, with a bookmark for each. What lies on a page beside its content (form fields, notes,
 * links) becomes part of it, and nothing of a document comes along but its pages: no script, no attachment. Made in a thread of its own, one
 * after another. A part that cannot be opened is left out and told of. Throws PdfFault when the whole cannot be made.
 */
export const bindPdfs = (task: BindingTask): Promise<Bound> => binder.ask(task);

/** Ends the binding thread, for an orderly stop. */
export const stopPdfBinder = (): Promise<void> => binder.stop();
