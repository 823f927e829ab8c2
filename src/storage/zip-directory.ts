import type { FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

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

// A Word file with a thousand pictures has about as many members; more than this is no document of ours.
const MAX_MEMBERS = 4096;
const MAX_DIRECTORY_BYTES = 1024 * 1024;
const MAX_INFLATED_BYTES = 400 * 1024 * 1024;
// Sheets of repeated cells reach about 100 : 1. Deflate's end is near 1030 : 1, and only bombs go there.
const MAX_RATIO = 250;
const RATIO_MATTERS_FROM_BYTES = 1024 * 1024;
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;

/**
 * Reads the directory of a ZIP archive of `size` bytes and no more: at most 1 MB, nothing inflated. The archive must begin at
 * byte 0 and end with its directory; no member may be encrypted, be a link, lie outside or over another, leave its folder by
 * its name, or promise more than 400 MB together or 250 times its packed size. Otherwise a ZipFault.
 */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ZipMember[]> {
  const end = await readEnd(file, size);
  const directory = await readAt(file, end.directoryOffset, end.directoryLength);
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < end.count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new ZipFault('broken');
    members.push(readMember(directory, at));
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (at !== directory.length) throw new ZipFault('broken');
  checkLayout(members, end.directoryOffset);
  return members;
}

/** Inflates one member into at most `maxBytes`. */
export async function readZipMember(file: FileHandle, member: ZipMember, maxBytes: number): Promise<Buffer> {
  if (member.size > maxBytes || member.compressedSize > maxBytes) throw new ZipFault('too-large');
  const head = await readAt(file, member.offset, LOCAL_LENGTH);
  if (head.readUInt32LE(0) !== 0x04034b50) throw new ZipFault('broken');
  const start = member.offset + LOCAL_LENGTH + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = await readAt(file, start, member.compressedSize);
  if (member.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch {
    throw new ZipFault('broken');
  }
}

async function readEnd(
  file: FileHandle,
  size: number,
): Promise<{ count: number; directoryOffset: number; directoryLength: number }> {
  const length = Math.min(size, END_LENGTH + 0xffff);
  const tail = await readAt(file, size - length, length);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + END_LENGTH + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const count = tail.readUInt16LE(at + 10);
    const [directoryLength, directoryOffset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    // 0xffff and 0xffffffff lead to ZIP64, which no document of a few hundred megabytes needs.
    if (count > MAX_MEMBERS || directoryLength > MAX_DIRECTORY_BYTES) throw new ZipFault('too-large');
    const isPlain = tail.readUInt16LE(at + 4) === 0 && tail.readUInt16LE(at + 8) === count;
    if (!isPlain || directoryOffset + directoryLength !== size - length + at) throw new ZipFault('broken');
    return { count, directoryOffset, directoryLength };
  }
  throw new ZipFault('broken');
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
  return {
    name,
    method,
    compressedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  };
}

function checkLayout(members: readonly ZipMember[], directoryOffset: number): void {
  let inflated = 0;
  let free = 0;
  for (const member of [...members].sort((a, b) => a.offset - b.offset)) {
    if (free === 0 && member.offset !== 0) throw new ZipFault('broken');
    if (member.offset < free) throw new ZipFault('broken');
    free = member.offset + LOCAL_LENGTH + member.compressedSize;
    inflated += member.size;
    const isDense = member.size > RATIO_MATTERS_FROM_BYTES && member.size > member.compressedSize * MAX_RATIO;
    if (isDense || inflated > MAX_INFLATED_BYTES) throw new ZipFault('too-large');
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
