import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FileStore } from './file-store.js';
import { MAX_PIXELS } from './image-inspection.js';
import { pictureLibrary } from './picture-library.js';
import { renderPdfPage, stopPdfReader } from './pdf-pages.js';

/** Thumb: beside a file's name. View: to look at on a page, about 100 to 200 KB. Longest side in pixels. */
const SIZES = { thumb: { side: 160, quality: 68 }, view: { side: 1280, quality: 74 } } as const;
export type PictureSize = keyof typeof SIZES;

/** Wide enough to read a scanned letter of 12 points on a phone held upright, and on half a desk screen. */
export const PAGE_WIDTH = 1000;

/** Small WebP pictures of stored files, made once and kept beside them. */
@Injectable()
export class Pictures implements OnModuleDestroy {
  constructor(private readonly store: FileStore) {}

  /**
   * The picture of a stored JPG, PNG or WEBP, drawn anew: upright, and without the place, time and owner that a phone writes
   * into its photos. An image that cannot be decoded is a fault: it was looked at when it came in.
   */
  pictureOf(sha256: string, size: PictureSize): Promise<Buffer> {
    const { side, quality } = SIZES[size];
    return this.keptOr(sha256, size, async () => {
      const sharp = await pictureLibrary();
      return sharp(this.store.pathOf(sha256), { limitInputPixels: MAX_PIXELS, failOn: 'none', sequentialRead: true })
        .autoOrient()
        .resize(side, side, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .webp({ quality, effort: 2 })
        .toBuffer();
    });
  }

  /** A page of a stored PDF, from 1. Throws PdfFault when there is no such page or it cannot be drawn. */
  pageOf(sha256: string, page: number): Promise<Buffer> {
    return this.keptOr(sha256, `trang-${page}`, () =>
      renderPdfPage({ path: this.store.pathOf(sha256) }, page - 1, PAGE_WIDTH),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await stopPdfReader();
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
