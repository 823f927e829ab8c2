import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { FileStore } from './file-store.js';
import { MAX_PIXELS } from './image-inspection.js';

/** Thumb: beside a file's name. View: to look at on a page; about 100 to 200 KB. Longest side in pixels. */
const SIZES = { thumb: { side: 160, quality: 70 }, view: { side: 1280, quality: 74 } } as const;
export type PictureSize = keyof typeof SIZES;

/**
 * Small JPEG pictures of stored images, made once and kept. They are drawn anew: upright, and without the place, time and
 * owner that a phone writes into its photos.
 */
@Injectable()
export class Pictures {
  constructor(private readonly store: FileStore) {}

  /** The picture of a stored JPG, PNG or WEBP. An image that cannot be decoded is a fault: it was looked at when it came in. */
  async pictureOf(sha256: string, size: PictureSize): Promise<Buffer> {
    const kept = await readFile(this.store.derivedPathOf(sha256, size)).catch(() => null);
    if (kept !== null) return kept;
    const { side, quality } = SIZES[size];
    const picture = await sharp(this.store.pathOf(sha256), {
      limitInputPixels: MAX_PIXELS,
      failOn: 'none',
      sequentialRead: true,
    })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality, progressive: true })
      .toBuffer();
    await this.keep(picture, sha256, size);
    return picture;
  }

  private async keep(picture: Buffer, sha256: string, size: PictureSize): Promise<void> {
    const { path, stream } = await this.store.begin();
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject).end(picture, () => resolve());
    });
    await this.store.keepDerived(path, sha256, size);
  }
}
