import type { FileHandle } from 'node:fs/promises';
import { FOREIGN, occursInFile } from './search-in-file.js';

/** A film is a row of boxes, each with its length and four letters (ISO/IEC 14496-12 §4.2). */
interface Box {
  type: string;
  /** Where its content begins and ends. */
  from: number;
  to: number;
}

const MAX_TOP_BOXES = 8_000; // a film in fragments of one second, an hour long, has about that many
const MAX_INDEX_BYTES = 32 * 1024 * 1024;
const HEAD_BYTES = 256 * 1024;
// QuickTime of before 2005 begins without saying what it is.
const FIRST_BOXES = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

/**
 * MP4, MOV or 3GP: its boxes follow one another to the end of the file, there is an index (`moov`) with at least one picture
 * track and a length greater than nothing, and there are pictures (`mdat`). A recording that was broken off lacks its index.
 */
export async function inspectVideo(file: FileHandle, size: number, refuse: (code: string) => never): Promise<void> {
  const boxes = await topBoxes(file, size, refuse);
  if (!FIRST_BOXES.has(boxes[0]?.type ?? '')) refuse('file-broken');
  const index = boxes.find(({ type }) => type === 'moov');
  // Phones write the index last: without it the recording, or its way here, was broken off.
  if (index === undefined || !boxes.some(({ type }) => type === 'mdat')) return refuse('file-cut-off');
  if (index.to - index.from > MAX_INDEX_BYTES) refuse('file-broken');
  const moov = Buffer.alloc(index.to - index.from);
  await file.read(moov, 0, moov.length, index.from);
  const inner = innerBoxes(moov);
  const isFragmented = inner.some(({ type }) => type === 'mvex');
  const hasPictures = inner.some((box) => box.type === 'trak' && isPictureTrack(box.content));
  const length = lengthOf(inner.find(({ type }) => type === 'mvhd')?.content);
  if (!hasPictures || length === null || (length === 0 && !isFragmented)) refuse('video-without-pictures');
  if (await occursInFile(file, FOREIGN, 40, HEAD_BYTES)) refuse('file-two-kinds');
}

async function topBoxes(file: FileHandle, size: number, refuse: (code: string) => never): Promise<Box[]> {
  const boxes: Box[] = [];
  const head = Buffer.alloc(16);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(head, 0, 16, at);
    // Some cameras fill up to a whole sector with nothing.
    if (head.subarray(0, bytesRead).every((byte) => byte === 0)) break;
    if (bytesRead < 8) return refuse('file-cut-off');
    const type = head.toString('latin1', 4, 8);
    if (!/^[\w©.\- ]{4}$/.test(type) || boxes.length > MAX_TOP_BOXES) return refuse('file-broken');
    const short = head.readUInt32BE(0);
    const length = short === 0 ? size - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    const header = short === 1 ? 16 : 8;
    if (length < header) return refuse('file-broken');
    if (at + length > size) return refuse('file-cut-off');
    boxes.push({ type, from: at + header, to: at + length });
    at += length;
  }
  return boxes;
}

/** The boxes inside one that is in memory; stops where they no longer make sense. */
function innerBoxes(content: Buffer): { type: string; content: Buffer }[] {
  const boxes: { type: string; content: Buffer }[] = [];
  for (let at = 0; at + 8 <= content.length;) {
    const length = content.readUInt32BE(at);
    if (length < 8 || at + length > content.length) break;
    boxes.push({ type: content.toString('latin1', at + 4, at + 8), content: content.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

function isPictureTrack(track: Buffer): boolean {
  const media = innerBoxes(track).find(({ type }) => type === 'mdia');
  const handler = media && innerBoxes(media.content).find(({ type }) => type === 'hdlr');
  return handler !== undefined && handler.content.length >= 12 && handler.content.toString('latin1', 8, 12) === 'vide';
}

/** Units of time that the film lasts; null when its header is broken. */
function lengthOf(header: Buffer | undefined): number | null {
  if (header === undefined || header.length < 20) return null;
  const isLong = header[0] === 1;
  if (isLong && header.length < 32) return null;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return scale === 0 ? null : length;
}
