import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';

/** What is wrong with an archive, before anything in it was inflated. */
export class ZipFault extends Error {
  constructor(readonly kind: 'broken' | 'encrypted' | 'too-large') {
    super(`zip is ${kind}`);
    this.name = 'ZipFault';
  }
}

export interface ZipMember {
  name: string;
  compressedSize: number;
  size: number;
  method: number;
  offset: number;
}

/** How much an archive may hold before it is refused unread; bytes, inflated ones for all members together. */
export interface ZipBounds {
  members: number;
  directoryBytes: number;
  inflatedBytes: number;
}
// A Word file with a thousand pictures has about as many members; more than this is no document of ours.
const DOCUMENT: ZipBounds = { members: 4096, directoryBytes: 1024 * 1024, inflatedBytes: 400 * 1024 * 1024 };
// Sheets of repeated cells reach about 100 : 1. Deflate's end is near 1030 : 1, and among texts only bombs go there.
const MAX_RATIO = 250;
const RATIO_MATTERS_FROM_BYTES = 1024 * 1024;
// A white page pasted into an old Word is a bitmap of some megabytes that packs to nothing; nobody unpacks it here.
const PICTURE = /\.(?:bmp|emf|wmf|tiff?)$/i;
const DENSE_PICTURE_BYTES = 64 * 1024 * 1024;
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;

/**
 * Reads the directory of a ZIP archive of `size` bytes and no more: at most 1 MB of a document, nothing inflated. The archive must begin at
 * byte 0 and end with its directory; no member may be encrypted, be a link, lie outside or over another, leave its folder by
 * its name, or promise more than the bounds (400 MB together in a document) or 250 times its packed size. Otherwise a ZipFault.
 */
export async function readZipDirectory(
  file: FileHandle,
  size: number,
  bounds: ZipBounds = DOCUMENT,
): Promise<ZipMember[]> {
  const end = await readEnd(file, size, bounds);
  const directory = await readAt(file, end.directoryOffset, end.directoryLength);
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < end.count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new ZipFault('broken');
    members.push(readMember(directory, at));
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (at !== directory.length) throw new ZipFault('broken');
  checkLayout(members, end.directoryOffset, bounds);
  return members;
}

/** Inflates one member into at most `maxBytes`. */
export async function readZipMember(file: FileHandle, member: ZipMember, maxBytes: number): Promise<Buffer> {
  if (member.size > maxBytes || member.compressedSize > maxBytes) throw new ZipFault('too-large');
  const packed = await readAt(file, await contentOf(file, member), member.compressedSize);
  if (member.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch {
    throw new ZipFault('broken');
  }
}

/**
 * Inflates one member piece by piece. A ZipFault when it does not inflate, or gives another number of bytes than the directory
 * says: a bomb that lies about its size stops at that size.
 */
export async function* pourZipMember(file: FileHandle, member: ZipMember): AsyncGenerator<Buffer> {
  const start = await contentOf(file, member);
  const packed = Readable.from(slices(file, start, start + member.compressedSize));
  const poured = member.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 64 * 1024 }));
  let size = 0;
  try {
    for await (const piece of poured as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > member.size) throw new ZipFault('broken');
      yield piece;
    }
  } catch (fault) {
    throw fault instanceof ZipFault ? fault : new ZipFault('broken');
  } finally {
    packed.destroy();
    poured.destroy();
  }
  if (size !== member.size) throw new ZipFault('broken');
}

async function* slices(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += 64 * 1024) yield readAt(file, at, Math.min(64 * 1024, to - at));
}

/** Where the bytes of a member begin: behind its local header, whose names and extras have lengths of their own. */
async function contentOf(file: FileHandle, member: ZipMember): Promise<number> {
  const head = await readAt(file, member.offset, LOCAL_LENGTH);
  if (head.readUInt32LE(0) !== 0x04034b50) throw new ZipFault('broken');
  return member.offset + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28);
}

async function readEnd(
  file: FileHandle,
  size: number,
  bounds: ZipBounds,
): Promise<{ count: number; directoryOffset: number; directoryLength: number }> {
  const length = Math.min(size, END_LENGTH + 0xffff);
  const tail = await readAt(file, size - length, length);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + END_LENGTH + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const wide = readWideEnd(tail, at);
    const count = wide?.count ?? tail.readUInt16LE(at + 10);
    const directoryLength = wide?.directoryLength ?? tail.readUInt32LE(at + 12);
    const directoryOffset = wide?.directoryOffset ?? tail.readUInt32LE(at + 16);
    if (count > bounds.members || directoryLength > bounds.directoryBytes) throw new ZipFault('too-large');
    const isPlain = tail.readUInt16LE(at + 4) === 0 && tail.readUInt16LE(at + 8) === tail.readUInt16LE(at + 10);
    const directoryEnd = size - length + (wide?.at ?? at);
    if (!isPlain || directoryOffset + directoryLength !== directoryEnd) throw new ZipFault('broken');
    return { count, directoryOffset, directoryLength };
  }
  throw new ZipFault('broken');
}

/**
 * The ZIP64 end that some writers (Java's and .NET's streaming ones) put ahead of the plain one, also where nothing is large:
 * 56 bytes, then a locator of 20. Null when there is none.
 */
function readWideEnd(
  tail: Buffer,
  plainAt: number,
): { at: number; count: number; directoryOffset: number; directoryLength: number } | null {
  const at = plainAt - 76;
  if (at < 0 || tail.readUInt32LE(plainAt - 20) !== 0x07064b50 || tail.readUInt32LE(at) !== 0x06064b50) return null;
  const [count, directoryLength, directoryOffset] = [32, 40, 48].map((from) => Number(tail.readBigUInt64LE(at + from)));
  return { at, count: count ?? 0, directoryLength: directoryLength ?? 0, directoryOffset: directoryOffset ?? 0 };
}

/** Sizes and offset as the plain fields say them, or the ZIP64 field (id 1) where these are full of ones, in this order. */
function readSizes(directory: Buffer, at: number): { size: number; compressedSize: number; offset: number } {
  const plain = [24, 20, 42].map((from) => directory.readUInt32LE(at + from));
  const extraAt = at + 46 + directory.readUInt16LE(at + 28);
  const extraEnd = Math.min(directory.length, extraAt + directory.readUInt16LE(at + 30));
  let next = extraEnd;
  let wideEnd = extraEnd;
  for (let field = extraAt; field + 4 <= extraEnd; field += 4 + directory.readUInt16LE(field + 2)) {
    if (directory.readUInt16LE(field) !== 1) continue;
    next = field + 4;
    wideEnd = Math.min(extraEnd, next + directory.readUInt16LE(field + 2));
    break;
  }
  const [size = 0, compressedSize = 0, offset = 0] = plain.map((value) => {
    if (value !== 0xffffffff) return value;
    if (next + 8 > wideEnd) throw new ZipFault('broken');
    next += 8;
    return Number(directory.readBigUInt64LE(next - 8));
  });
  return { size, compressedSize, offset };
}

function readMember(directory: Buffer, at: number): ZipMember {
  const flags = directory.readUInt16LE(at + 8);
  const nameLength = directory.readUInt16LE(at + 28);
  const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
  // Upper half of the external attributes: the Unix mode, whose type 0xA000 is a symbolic link.
  const isLink = directory.readUInt32LE(at + 38) >>> 28 === 0xa;
  if ((flags & 0x41) !== 0) throw new ZipFault('encrypted');
  const leaves = name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\\') || name.split('/').includes('..');
  if (isLink || leaves || name.includes('\0')) throw new ZipFault('broken');
  const method = directory.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw new ZipFault('broken');
  return { name, method, ...readSizes(directory, at) };
}

function checkLayout(members: readonly ZipMember[], directoryOffset: number, { inflatedBytes }: ZipBounds): void {
  let inflated = 0;
  let free = 0;
  for (const member of [...members].sort((a, b) => a.offset - b.offset)) {
    if (free === 0 && member.offset !== 0) throw new ZipFault('broken');
    if (member.offset < free) throw new ZipFault('broken');
    free = member.offset + LOCAL_LENGTH + member.compressedSize;
    inflated += member.size;
    const mayBeDense = PICTURE.test(member.name) ? DENSE_PICTURE_BYTES : RATIO_MATTERS_FROM_BYTES;
    const isDense = member.size > mayBeDense && member.size > member.compressedSize * MAX_RATIO;
    if (isDense || inflated > inflatedBytes) throw new ZipFault('too-large');
  }
  if (members.length === 0 || free > directoryOffset) throw new ZipFault('broken');
  if (new Set(members.map(({ name }) => name.toLowerCase())).size !== members.length) throw new ZipFault('broken');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new ZipFault('broken');
  return buffer;
}
