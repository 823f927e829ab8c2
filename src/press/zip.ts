import { crc32 } from 'node:zlib';
import type { Instant } from '../kernel/instant.js';
import { localTime } from '../kernel/vietnamese/dates.js';

/** One file of an archive: where it stands in it ("ho-so/a.pdf", no leading slash), and its bytes, opened when its turn comes. */
export interface ZipFile {
  path: string;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

interface Written {
  path: Buffer;
  crc: number;
  size: number;
  offset: number;
}

const UTF8_WITH_DESCRIPTOR = 0x0808;
/** Version that a reader needs: 2.0 for folders and descriptors, 4.5 for the wide fields. */
const [PLAIN, WIDE] = [20, 45];
const FULL_32 = 0xffffffff;
const FULL_16 = 0xffff;

/**
 * A ZIP archive of these files, piece by piece as they are read: memory stays that of one piece, whatever the archive weighs.
 * Stored and not packed, since photos, films and PDFs are packed already. Names are UTF-8; beyond 4 GB or 65,535 files the
 * ZIP64 fields are written. One file must stay below 4 GB. Two of one path are a fault of the caller's. (PKWARE APPNOTE 6.3.10.)
 */
export async function* zipOf(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
  madeAt: Instant,
): AsyncGenerator<Buffer, void, undefined> {
  const stamp = dosTime(madeAt);
  const written: Written[] = [];
  const paths = new Set<string>();
  let offset = 0;
  for await (const file of files) {
    if (paths.has(file.path)) throw new Error(`two files of an archive are called ${file.path}`);
    paths.add(file.path);
    const one: Written = { path: Buffer.from(file.path), crc: 0, size: 0, offset };
    const head = localHead(one, stamp);
    yield head;
    for await (const piece of file.open()) {
      one.crc = crc32(piece, one.crc);
      one.size += piece.length;
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    }
    if (one.size >= FULL_32) throw new Error(`${file.path} is too large for a plain entry`);
    const tail = descriptor(one);
    yield tail;
    offset += head.length + one.size + tail.length;
    written.push(one);
  }
  const directoryAt = offset;
  let directoryLength = 0;
  for (const one of written) {
    const entry = directoryEntry(one, stamp);
    directoryLength += entry.length;
    yield entry;
  }
  yield end({ count: written.length, directoryAt, directoryLength });
}

function localHead({ path }: Written, stamp: number): Buffer {
  const head = Buffer.alloc(30 + path.length);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(PLAIN, 4);
  head.writeUInt16LE(UTF8_WITH_DESCRIPTOR, 6);
  head.writeUInt32LE(stamp, 10);
  head.writeUInt16LE(path.length, 26);
  path.copy(head, 30);
  return head;
}

function descriptor({ crc, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(size, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryEntry({ path, crc, size, offset }: Written, stamp: number): Buffer {
  const isFar = offset >= FULL_32;
  const extra = isFar ? 12 : 0;
  const entry = Buffer.alloc(46 + path.length + extra);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(isFar ? WIDE : PLAIN, 4);
  entry.writeUInt16LE(isFar ? WIDE : PLAIN, 6);
  entry.writeUInt16LE(UTF8_WITH_DESCRIPTOR, 8);
  entry.writeUInt32LE(stamp, 12);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(size, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(path.length, 28);
  entry.writeUInt16LE(extra, 30);
  entry.writeUInt32LE(isFar ? FULL_32 : offset, 42);
  path.copy(entry, 46);
  if (isFar) {
    entry.writeUInt16LE(1, 46 + path.length);
    entry.writeUInt16LE(8, 48 + path.length);
    entry.writeBigUInt64LE(BigInt(offset), 50 + path.length);
  }
  return entry;
}

/** The end of the archive, with the wide end and its locator ahead of it where the plain one is too narrow. */
function end({
  count,
  directoryAt,
  directoryLength,
}: Record<'count' | 'directoryAt' | 'directoryLength', number>): Buffer {
  const isWide = count >= FULL_16 || directoryAt >= FULL_32 || directoryLength >= FULL_32;
  const wide = Buffer.alloc(isWide ? 76 : 0);
  if (isWide) {
    wide.writeUInt32LE(0x06064b50, 0);
    wide.writeBigUInt64LE(44n, 4);
    wide.writeUInt16LE(WIDE, 12);
    wide.writeUInt16LE(WIDE, 14);
    wide.writeBigUInt64LE(BigInt(count), 24);
    wide.writeBigUInt64LE(BigInt(count), 32);
    wide.writeBigUInt64LE(BigInt(directoryLength), 40);
    wide.writeBigUInt64LE(BigInt(directoryAt), 48);
    wide.writeUInt32LE(0x07064b50, 56);
    wide.writeBigUInt64LE(BigInt(directoryAt + directoryLength), 64);
    wide.writeUInt32LE(1, 72);
  }
  const plain = Buffer.alloc(22);
  plain.writeUInt32LE(0x06054b50, 0);
  plain.writeUInt16LE(Math.min(count, FULL_16), 8);
  plain.writeUInt16LE(Math.min(count, FULL_16), 10);
  plain.writeUInt32LE(Math.min(directoryLength, FULL_32), 12);
  plain.writeUInt32LE(Math.min(directoryAt, FULL_32), 16);
  return Buffer.concat([wide, plain]);
}

/** Time in the low half, day in the high half, as DOS wrote them; years before 1980 cannot be said. */
function dosTime(at: Instant): number {
  const { year, month, day, hour, minute, second } = localTime(at);
  const date = ((Math.max(year, 1980) - 1980) << 9) | (month << 5) | day;
  return ((date << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0;
}
