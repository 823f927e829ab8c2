import type { Sharp } from 'sharp';
import { drawHeic } from './heic-pictures.js';
import { MAX_PIXELS } from './image-inspection.js';
import { pictureLibrary } from './picture-library.js';

/**
 * A photo of any kind we take, opened upright. `side` is how large it will be needed: a HEIC is decoded outside of the picture
 * library, no larger than that asks for. Nothing of what the camera noted goes along unless the caller asks for it.
 */
export async function openPicture(path: string, kind: string, side: number): Promise<Sharp> {
  const sharp = await pictureLibrary();
  if (kind === 'heic') {
    const { data, width, height } = await drawHeic(path, side);
    return sharp(data, { raw: { width, height, channels: 3 } });
  }
  return sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'none', sequentialRead: true })
    .autoOrient()
    .toColourspace('srgb');
}
