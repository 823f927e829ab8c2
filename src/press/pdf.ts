import type { Paper } from './paper.js';
import { composed } from './composed.js';
import type { PdfLayout } from './pdf-layout.js';
import { BAND_LEVEL, SIZE, TAIL_LEVEL } from './measures.js';
import { PressThread } from './press-thread.js';

/** What the drawing thread is started with. */
export interface PdfSettings {
  size: typeof SIZE;
  bandLevel: typeof BAND_LEVEL;
  tailLevel: typeof TAIL_LEVEL;
}

const thread = new PressThread<PdfLayout>('pdf.worker', {
  size: SIZE,
  bandLevel: BAND_LEVEL,
  tailLevel: TAIL_LEVEL,
} satisfies PdfSettings);

/** Gives back what the drawing thread holds, unless a paper is being drawn: for work that goes on to hold something else. */
export const restPdfPress = (): Promise<void> => thread.rest();

/**
 * A paper as PDF: A4, PDF/A-2b, Times-like letters inside, heads of tables repeated, pages numbered from the second on. Drawn
 * in a thread of its own. The same paper gives the same pages. Throws on a fault of ours only.
 */
export async function pressPdf(paper: Paper): Promise<Buffer> {
  const { layOut } = await import('./pdf-layout.js'); // with the library of QR codes, for those who print only
  return thread.make(composed(layOut(paper)));
}
