import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { openPicture } from './picture-opening.js';

/** A stored picture, by its bytes. */
export interface StoredPicture {
  sha256: string;
  kind: string;
}

/** A photographed page of A4 at some 150 dots an inch: stamps and small print stay legible. Pixels of the longer side. */
const SIDE = 1754;
const JPEG_QUALITY = 78;
const A4 = { short: 595.28, long: 841.89 };
const MARGIN = 14; // points, some 5 mm: what a printer leaves white
/** The same pictures make the same file, whenever it is made; and nobody reads from it when that was. */
const NO_DATE = new Date(0);

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
    const { default: PDFDocument } = await import('pdfkit'); // with its fonts, for those who have photos to bind only
    const document = new PDFDocument({
      autoFirstPage: false,
      info: { Title: 'Các ảnh theo thứ tự', CreationDate: NO_DATE, Producer: '', Creator: '' },
    });
    const chunks: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve, reject) => {
      document.on('data', (chunk: Buffer) => chunks.push(chunk));
      document.on('error', reject).on('end', () => resolve(Buffer.concat(chunks)));
    });
    for (const { sha256, kind } of pictures) {
      const picture = await openPicture(this.store.pathOf(sha256), kind, SIDE);
      const { data, info } = await picture
        .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: JPEG_QUALITY })
        .toBuffer({ resolveWithObject: true });
      const size: [number, number] = info.width > info.height ? [A4.long, A4.short] : [A4.short, A4.long];
      const fit: [number, number] = [size[0] - 2 * MARGIN, size[1] - 2 * MARGIN];
      document.addPage({ size, margin: 0 }).image(data, MARGIN, MARGIN, { fit, align: 'center', valign: 'center' });
    }
    document.end();
    return whole;
  }
}
