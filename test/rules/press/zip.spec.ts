import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ZipFile, zipOf } from '../../../src/press/zip.js';
import { readZipDirectory, readZipMember } from '../../../src/storage/zip-directory.js';

const AT = new Date('2021-12-15T02:00:00Z');
const text = (path: string, ...pieces: string[]): ZipFile => ({
  path,
  open: () => pieces.map((one) => Buffer.from(one)),
});
const archive = (files: Iterable<ZipFile>): Promise<Buffer> => buffer(Readable.from(zipOf(files, AT)));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Reads it with the very reader that hostile archives meet: it refuses whatever is not laid out as it says. */
async function contentsOf(zip: Buffer): Promise<Record<string, string>> {
  const path = join(folder, 'x.zip');
  await writeFile(path, zip);
  const handle = await open(path, 'r');
  try {
    const members = await readZipDirectory(handle, zip.length);
    const read = members.map(async (one) => [one.name, (await readZipMember(handle, one, 1e7)).toString('latin1')]);
    return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
  } finally {
    await handle.close();
  }
}

describe('An archive', () => {
  it('gives back every file under its Vietnamese name, byte for byte, empty ones too', async () => {
    const noise = randomBytes(300_000);
    const files = [
      text('hồ sơ/Bản Hon 1.txt', 'a', 'b', ''),
      { path: 'b.bin', open: () => [noise.subarray(0, 65_000), noise.subarray(65_000)] },
      text('trống.txt'),
    ];
    expect(await contentsOf(await archive(files))).toEqual({
      'hồ sơ/Bản Hon 1.txt': 'ab',
      'b.bin': noise.toString('latin1'),
      'trống.txt': '',
    });
  });

  it('opens a file only when its turn comes, so that memory stays that of one piece', async () => {
    const seen: string[] = [];
    const file = (path: string): ZipFile => ({
      path,
      open() {
        seen.push(path);
        return [Buffer.from(path)];
      },
    });
    for await (const piece of zipOf([file('a'), file('b')], AT)) seen.push(`${piece.length} bytes`);
    // head 30 + name, content, descriptor 16; then two directory entries of 46 + name, and the end
    expect(seen).toEqual([
      '31 bytes',
      'a',
      '1 bytes',
      '16 bytes',
      '31 bytes',
      'b',
      '1 bytes',
      '16 bytes',
      '47 bytes',
      '47 bytes',
      '22 bytes',
    ]);
  });

  it('says in the wide fields what the plain ones cannot: seventy thousand files', async () => {
    const zip = await archive(Array.from({ length: 70_000 }, (_, i) => text(`${i}`)));
    expect(zip.readUInt16LE(zip.length - 22 + 10)).toBe(0xffff);
    expect(zip.readUInt32LE(zip.length - 98)).toBe(0x06064b50);
    expect(zip.readBigUInt64LE(zip.length - 98 + 32)).toBe(70_000n);
  });

  it('refuses two files of one name: the second would hide the first', async () => {
    await expect(archive([text('a', '1'), text('a', '2')])).rejects.toThrow('two files of an archive are called a');
  });
});
