import type { FileHandle } from 'node:fs/promises';
import { countPdfPages, PdfFault } from './pdf-pages.js';
import { occursInFile } from './search-in-file.js';

const TAIL_BYTES = 8192;

/**
 * A PDF begins at byte 0 (else it is something else as well), has its end, and opens without a password. Answers its pages;
 * null when they could not be counted in time.
 */
export async function inspectPdf(
  path: string,
  file: FileHandle,
  size: number,
  refuse: (code: string) => never,
): Promise<number | null> {
  const head = Buffer.alloc(Math.min(8, size));
  await file.read(head, 0, head.length, 0);
  if (!/^%PDF-[12]\.\d/.test(head.toString('latin1'))) refuse('file-broken');
  const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
  await file.read(tail, 0, tail.length, size - tail.length);
  if (!tail.includes('%%EOF', 0, 'latin1')) refuse('file-cut-off');
  if (await occursInFile(file, [/\/Encrypt(?:\s+\d+\s+\d+\s+R|\s*<<)/], 64)) refuse('file-locked');
  try {
    return await countPdfPages({ path });
  } catch (fault) {
    if (!(fault instanceof PdfFault)) throw fault;
    if (fault.code === 'encrypted') return refuse('file-locked');
    return fault.code === 'unreadable' ? refuse('file-broken') : null;
  }
}
