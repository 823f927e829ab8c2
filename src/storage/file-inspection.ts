import { type FileHandle, open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { Refused } from '../kernel/refusal.js';
import { type FileKind, KIND_FACTS, sayKinds } from './file-kinds.js';
import { readFileName } from './file-name.js';
import { inspectHeic, inspectImage } from './image-inspection.js';
import { inspectOffice } from './office-inspection.js';
import { beginsAsPdf, inspectPdf } from './pdf-inspection.js';
import { occursInFile } from './search-in-file.js';
import { inspectVideo } from './video-inspection.js';

/** What a file turned out to be: name and content agree, and it can be opened. */
export interface InspectedFile {
  name: string;
  kind: FileKind;
  /** Pages of a PDF; null for other kinds, and where counting took too long. */
  pages: number | null;
}

// What file-type may call a kind of ours.
const KIND_OF_TYPE: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  jpg: 'jpg',
  png: 'png',
  apng: 'png',
  webp: 'webp',
  heic: 'heic',
  mp4: 'mp4',
  m4v: 'mp4',
  mov: 'mov',
  '3gp': '3gp',
  '3g2': '3gp',
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
  const refuse = (code: string, facts: Readonly<Record<string, number>> = {}): never => {
    throw new Refused({ ...facts, code, name, wanted: sayKinds(kinds) });
  };
  if (size === 0) refuse('file-empty');
  const file = await open(path, 'r');
  try {
    const found = await kindByContent(file, size, refuse);
    // Phones name films as they please: a .mp4 of an old one is 3GP inside, a .3gp of a new one MP4. All are boxes alike.
    const kind = isVideo(found) && isVideo(claimed) ? claimed : found;
    if (kind !== claimed) refuse('file-kind-differs');
    if (!kinds.includes(kind)) refuse('file-kind-not-here');
    const pages = kind === 'pdf' ? await inspectPdf(path, file, size, refuse) : null;
    if (kind === 'jpg' || kind === 'png' || kind === 'webp') await inspectImage(path, file, kind, refuse);
    if (kind === 'heic') await inspectHeic(path, file, refuse);
    if (isVideo(kind)) await inspectVideo(file, size, refuse);
    if (kind !== 'docx' && kind !== 'xlsx' && (await opensAsZip(file, size))) refuse('file-two-kinds');
    return { name, kind, pages };
  } finally {
    await file.close();
  }
}

async function kindByContent(file: FileHandle, size: number, refuse: (code: string) => never): Promise<FileKind> {
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await file.read(head, 0, head.length, 0);
  if (head.subarray(0, 4).equals(ZIP)) return inspectOffice(file, size, refuse);
  if (head.subarray(0, 8).equals(COMPOUND))
    return refuse((await isLockedOffice(file)) ? 'file-locked' : 'file-old-office');
  if (beginsAsPdf(head)) return 'pdf';
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return KIND_OF_TYPE[found?.ext ?? ''] ?? refuse('file-kind-unknown');
}

/** Word and Excel of today behind a password: the old container with one part of this name; else they are of before 2007. */
const isLockedOffice = (file: FileHandle): Promise<boolean> =>
  occursInFile(file, [/E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0/], 64);

const isVideo = (kind: FileKind): boolean => KIND_FACTS[kind].shape === 'video';

/**
 * An archive is read from its end: whatever has a directory there can be opened as one, whatever it began as. Most programs
 * are not strict about what follows the directory, so neither is this.
 */
async function opensAsZip(file: FileHandle, size: number): Promise<boolean> {
  const tail = Buffer.alloc(Math.min(size, 22 + 0xffff));
  await file.read(tail, 0, tail.length, size - tail.length);
  for (let at = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'); at >= 0;) {
    if (at + 22 <= tail.length) {
      if (at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
      const head = Buffer.alloc(4);
      const begin = size - tail.length + at - tail.readUInt32LE(at + 12);
      if (begin >= 0) await file.read(head, 0, 4, begin);
      if (head.readUInt32LE(0) === 0x02014b50) return true;
    }
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1');
  }
  return false;
}
