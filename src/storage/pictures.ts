import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { stopHeicReader } from './heic-pictures.js';
import { stopPdfBinder } from './pdf-binding.js';
import { renderPdfPage, stopPdfReader } from './pdf-pages.js';
import { differenceHash, HASH_HEIGHT, HASH_WIDTH } from './picture-hash.js';
import { pictureLibrary } from './picture-library.js';
import { openPicture } from './picture-opening.js';
import { webpWithin } from './webp.js';

/** What a picture to look at may weigh, be it of a photo or of a page (UX §2). */
export const PICTURE_MAX_BYTES = 90_000;
/** Thumb: beside a file's name. View: to look at on a page. Longest side in pixels, and what it may weigh. */
const SIZES = { thumb: { side: 160, maxBytes: 12_000 }, view: { side: 1280, maxBytes: PICTURE_MAX_BYTES } } as const;
export type PictureSize = keyof typeof SIZES;

/** Wide enough to read a scanned letter of 12 points on a phone held upright, and on half a desk screen. */
export const PAGE_WIDTH = 1000;

/** Small WebP pictures of stored files, made once and kept beside them. */
@Injectable()
export class Pictures implements OnModuleDestroy {
  constructor(private readonly store: FileStore) {}

  /**
   * The picture of a stored JPG, PNG, WEBP or HEIC, drawn anew: upright, and without the place, time and owner that a phone
   * writes into its photos. An image that cannot be decoded is a fault: it was looked at when it came in.
   */
  pictureOf({ sha256, kind }: { sha256: string; kind: string }, size: PictureSize): Promise<Buffer> {
    const { side, maxBytes } = SIZES[size];
    return this.keptOr(sha256, size, async () => {
      const image = await openPicture(this.store.pathOf(sha256), kind, side);
      return webpWithin(image.resize(side, side, { fit: 'inside', withoutEnlargement: true }), maxBytes);
    });
  }

  /** What the picture looks like, told from its small copy (`differenceHash`); null for one of a single colour. */
  async hashOf(file: { sha256: string; kind: string }): Promise<bigint | null> {
    const sharp = await pictureLibrary();
    const greys = await sharp(await this.pictureOf(file, 'thumb'))
      .greyscale()
      .resize(HASH_WIDTH, HASH_HEIGHT, { fit: 'fill' })
      .raw()
      .toBuffer();
    return differenceHash(greys);
  }

  /** A page of a stored PDF, from 1. Throws PdfFault when there is no such page or it cannot be drawn. */
  pageOf(sha256: string, page: number): Promise<Buffer> {
    return this.keptOr(sha256, `trang-${page}`, () =>
      renderPdfPage({ path: this.store.pathOf(sha256) }, page - 1, PAGE_WIDTH, PICTURE_MAX_BYTES),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([stopPdfReader(), stopPdfBinder(), stopHeicReader()]);
  }

  private async keptOr(sha256: string, variant: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = await readFile(this.store.derivedPathOf(sha256, variant)).catch(() => null);
    if (kept !== null) return kept;
    const picture = await make();
    const { path, stream } = await this.store.begin();
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject).on('close', resolve).end(picture);
    });
    await this.store.keepDerived(path, sha256, variant);
    return picture;
  }
}
