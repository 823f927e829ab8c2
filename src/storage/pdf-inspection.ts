import type { FileHandle } from 'node:fs/promises';
import { examinePdf, PdfFault } from './pdf-pages.js';
import { FOREIGN, occursInFile } from './search-in-file.js';

const TAIL_BYTES = 8192;
const END = '%%EOF';
// A mark of UTF-8 or a line break ahead of it is what some scanners and portals write; anything else is another file in front.
const BEGINNING = /^(?:\u00ef\u00bb\u00bf)?[\r\n\t \0]{0,16}%PDF-[12]\.\d/;
const LOCKED = /\/Encrypt(?:\s+\d+\s+\d+\s+R|\s*<<)/;
// Actions that run a script or a program. Those in packed objects are PDFium's to find.
const ACTION = /\/S\s*\/(?:JavaScript|Launch)\b/;

export const beginsAsPdf = (head: Buffer): boolean => BEGINNING.test(head.toString('latin1', 0, 32));

/**
 * A PDF begins with its sign (else it is something else as well), has its end with nothing of another kind behind it, opens
 * without a password and brings no code along. Answers its pages; null when they could not be counted in time.
 */
export async function inspectPdf(
  path: string,
  file: FileHandle,
  size: number,
  refuse: (code: string) => never,
): Promise<number | null> {
  const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
  await file.read(tail, 0, tail.length, size - tail.length);
  const text = tail.toString('latin1');
  const end = text.lastIndexOf(END);
  if (end < 0) refuse('file-cut-off');
  if (FOREIGN.some((pattern) => pattern.test(text.slice(end + END.length)))) refuse('file-two-kinds');
  if (await occursInFile(file, [LOCKED], 64)) refuse('file-locked');
  if (await occursInFile(file, [ACTION], 64)) refuse('pdf-has-script');
  try {
    const { pages, carriesCode } = await examinePdf({ path });
    if (carriesCode) refuse('pdf-has-script');
    return pages === 0 ? refuse('file-broken') : pages;
  } catch (fault) {
    if (!(fault instanceof PdfFault)) throw fault;
    if (fault.code === 'encrypted') return refuse('file-locked');
    return fault.code === 'unreadable' ? refuse('file-broken') : null;
  }
}
