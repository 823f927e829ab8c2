import { type FileHandle, open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { Refused } from '../kernel/refusal.js';
import { type FileKind, sayKinds } from './file-kinds.js';
import { readFileName } from './file-name.js';
import { inspectImage } from './image-inspection.js';
import { inspectOffice } from './office-inspection.js';
import { inspectPdf } from './pdf-inspection.js';

/** What a file turned out to be: name and content agree, and it can be opened. */
export interface InspectedFile {
  name: string;
  kind: FileKind;
  /** Pages of a PDF; null for other kinds, and where counting took too long. */
  pages: number | null;
}

// What file-type may call a kind of ours; MP4 has several brands.
const KIND_OF_TYPE: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  jpg: 'jpg',
  png: 'png',
  apng: 'png',
  webp: 'webp',
  heic: 'heic',
  mp4: 'mp4',
  m4v: 'mp4',
};
const HEAD_BYTES = 4100;
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Looks at a file that has arrived whole at `path`: its kind by content must be the kind its name claims and one of `kinds`,
 * and it must be sound (S34–S36). Throws Refused with a code of storage.wording and the name in it; keeps nothing open.
 */
export async function inspectFile(
  path: string,
  size: number,
  typedName: string,
  kinds: readonly string[],
): Promise<InspectedFile> {
  const read = readFileName(typedName);
  if ('refusal' in read) throw new Refused({ ...read.refusal, wanted: sayKinds(kinds) });
  const { name, kind: claimed } = read;
  const refuse = (code: string): never => {
    throw new Refused({ code, name, wanted: sayKinds(kinds) });
  };
  if (size === 0) refuse('file-empty');
  const file = await open(path, 'r');
  try {
    const kind = await kindByContent(file, size, refuse);
    if (kind !== claimed) refuse('file-kind-differs');
    if (!kinds.includes(kind)) refuse('file-kind-not-here');
    const pages = kind === 'pdf' ? await inspectPdf(path, file, size, refuse) : null;
    if (kind === 'jpg' || kind === 'png' || kind === 'webp') await inspectImage(path, file, kind, refuse);
    if (kind !== 'docx' && kind !== 'xlsx' && (await endsAsZip(file, size))) refuse('file-two-kinds');
    return { name, kind, pages };
  } finally {
    await file.close();
  }
}

async function kindByContent(file: FileHandle, size: number, refuse: (code: string) => never): Promise<FileKind> {
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await file.read(head, 0, head.length, 0);
  if (head.subarray(0, 4).equals(ZIP)) return inspectOffice(file, size, refuse);
  // Word and Excel of before 2007, or of today behind a password.
  if (head.subarray(0, 8).equals(COMPOUND)) return refuse('file-old-office');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return KIND_OF_TYPE[found?.ext ?? ''] ?? refuse('file-kind-unknown');
}

/** An archive is read from its end: whatever ends as one can be opened as one, whatever it began as. */
async function endsAsZip(file: FileHandle, size: number): Promise<boolean> {
  const tail = Buffer.alloc(Math.min(size, 22 + 0xffff));
  await file.read(tail, 0, tail.length, size - tail.length);
  for (let at = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'); at >= 0;) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1');
  }
  return false;
}
