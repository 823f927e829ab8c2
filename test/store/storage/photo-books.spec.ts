import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { FileStore } from '../../../src/storage/file-store.js';
import { countPdfPages, renderPdfPage, stopPdfReader } from '../../../src/storage/pdf-pages.js';
import { PhotoBooks, type StoredPicture } from '../../../src/storage/photo-books.js';
import type { StorageSettings } from '../../../src/storage/storage.settings.js';

let folder: string;
let store: FileStore;
let books: PhotoBooks;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-books-'));
  store = new FileStore({ uploadsDir: folder } as StorageSettings);
  books = new PhotoBooks(store);
});
afterAll(async () => {
  await stopPdfReader();
  await rm(folder, { recursive: true, force: true });
});

/** A stored photo of one colour with what a phone writes into it; `turned` photos lie on their side and say so. */
async function photo(
  background: string,
  { width = 400, height = 300, turned = false, grey = false } = {},
): Promise<StoredPicture> {
  const drawn = sharp({ create: { width, height, channels: 3, background } });
  const bytes = await (
    grey
      ? drawn.toColourspace('b-w')
      : drawn.withExif({ IFD0: { Make: 'MAY ANH BI MAT' } }).withMetadata(turned ? { orientation: 6 } : {})
  )
    .jpeg()
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(dirname(store.pathOf(sha256)), { recursive: true });
  await writeFile(store.pathOf(sha256), bytes);
  return { sha256, kind: 'jpg' };
}

/** What a page shows: its shape, and the colour in its middle as thirds of full. */
async function pageOf(bytes: Buffer, page: number): Promise<string> {
  const picture = await renderPdfPage({ bytes }, page, 300);
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  const colour = [...data.subarray(at, at + 3)].map((value) => Math.round(value / 85)).join('');
  return `${info.width > info.height ? 'across' : 'upright'} ${colour}`;
}

describe('Several photos as one PDF', () => {
  it('have a page each in their order, upright or across as they are', async () => {
    const [red, green, blue] = [
      await photo('#ff0000'),
      await photo('#00ff00', { width: 300, height: 400 }),
      await photo('#0000ff', { turned: true }),
    ];
    const book = await books.bookOf([blue, red, green]);
    expect(await countPdfPages({ bytes: book })).toBe(3);
    expect([await pageOf(book, 0), await pageOf(book, 1), await pageOf(book, 2)]).toEqual([
      'upright 003',
      'across 300',
      'upright 030',
    ]);
    expect(await pageOf(await books.bookOf([green, blue]), 0)).toBe('upright 030');
  });

  it('keep their greys', async () => {
    const grey = await photo('#555555', { grey: true });
    expect((await sharp(store.pathOf(grey.sha256)).metadata()).channels).toBe(1);
    const book = await books.bookOf([grey, await photo('#ff0000')]);
    expect([await pageOf(book, 0), await pageOf(book, 1)]).toEqual(['across 111', 'across 300']);
  });

  it('say nothing of where, when and with what they were taken, nor when they were bound', async () => {
    const pictures = [await photo('#111111'), await photo('#eeeeee')];
    const [first] = pictures;
    expect((await readFile(store.pathOf(first?.sha256 ?? ''))).includes('BI MAT')).toBe(true);
    const book = await books.bookOf(pictures);
    expect(book.includes('BI MAT')).toBe(false);
    expect(book.toString('latin1')).not.toMatch(/D:\d{4}|Date/);
  });

  it('are bound once and kept; what is lost is made again, byte for byte', async () => {
    const pictures = [await photo('#123456'), await photo('#654321')];
    const first = await books.bookOf(pictures);
    for (const name of await readdir(join(folder, 'derived'), { recursive: true }))
      if (name.includes('.gop-')) await rm(join(folder, 'derived', name));
    expect((await books.bookOf(pictures)).equals(first)).toBe(true);
  });
});
