import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { bindJpegs, type JpegPicture } from './jpeg-book.js';
import { openPicture } from './picture-opening.js';

/** A stored picture, by its bytes. */
export interface StoredPicture {
  sha256: string;
  kind: string;
}

/** A photographed page of A4 at some 150 dots an inch: stamps and small print stay legible. Pixels of the longer side. */
const SIDE = 1754;
/** With the usual tables of codes: tables of its own would make it 2 % smaller and hold the whole picture in memory to find them. */
const AS_JPEG = { quality: 78, optimiseCoding: false };
const BOOK = 'gop-';

/** Under what these photos in this order are kept as one PDF: beside the first of them. At least one. */
export function placeOfBook(pictures: readonly Pick<StoredPicture, 'sha256'>[]): { sha256: string; variant: string } {
  const [first] = pictures;
  if (first === undefined) throw new Error('a book of no photos');
  const hashes = pictures.map(({ sha256 }) => sha256).join(' ');
  return { sha256: first.sha256, variant: `${BOOK}${createHash('sha256').update(hashes).digest('hex').slice(0, 16)}` };
}

/** Is what is kept under this name such a PDF? */
export const isBook = (variant: string): boolean => variant.startsWith(BOOK);

/** Several photos as one PDF, a page each, in their order. Made once for each order and kept; the photos themselves stay. */
@Injectable()
export class PhotoBooks {
  constructor(private readonly store: FileStore) {}

  /**
   * The pictures as one PDF of A4 pages, upright or across as each picture is, without the place, time and owner that a phone
   * writes into its photos and without their names. At least one picture; one that cannot be decoded is a fault.
   */
  async bookOf(pictures: readonly StoredPicture[]): Promise<Buffer> {
    const { sha256: first, variant } = placeOfBook(pictures);
    const kept = await readFile(this.store.derivedPathOf(first, variant)).catch(() => null);
    if (kept !== null) return kept;
    const book = await this.make(pictures);
    const { path, stream } = await this.store.begin();
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject).on('close', resolve).end(book);
    });
    await this.store.keepDerived(path, first, variant);
    return book;
  }

  /** One picture as a page of its own, for a book that is made of more than photos; nothing is kept. */
  pageOf(picture: StoredPicture): Promise<Buffer> {
    return this.make([picture]);
  }

  private async make(pictures: readonly StoredPicture[]): Promise<Buffer> {
    const drawn: JpegPicture[] = [];
    for (const { sha256, kind } of pictures) {
      const picture = await openPicture(this.store.pathOf(sha256), kind, SIDE);
      const { data, info } = await picture
        .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg(AS_JPEG)
        .toBuffer({ resolveWithObject: true });
      drawn.push({ data, width: info.width, height: info.height, channels: info.channels });
    }
    return bindJpegs(drawn, 'Các ảnh theo thứ tự');
  }
}
