import type { DocxLayout } from './docx-parts.js';
import type { Paper } from './paper.js';
import { STYLES } from './docx-styles.js';
import { A4 } from './measures.js';
import { PressThread } from './press-thread.js';

/** What the thread is started with. */
export interface DocxSettings {
  styles: typeof STYLES;
  a4: typeof A4;
  fontName: string;
}

const thread = new PressThread<DocxLayout>('docx.worker', {
  styles: STYLES,
  a4: A4,
  fontName: 'Times New Roman',
} satisfies DocxSettings);

/**
 * A paper as a document for a word processor, to be edited before it is signed: A4, Times New Roman, every kind of line with a
 * style of its own, heads of tables repeated, pages numbered from the second on. What it says is what `pressPdf` prints. Made in a
 * thread of its own. Throws on a fault of ours only.
 */
export async function pressDocx(paper: Paper): Promise<Buffer> {
  const { layOutDocx } = await import('./docx-layout.js'); // with the library of QR codes, for those who print only
  return thread.make(await layOutDocx(paper));
}
