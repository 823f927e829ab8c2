import type { Sharp } from 'sharp';
import { pictureLibrary } from './picture-library.js';

// From good to just legible; below the last the picture is made smaller instead.
const QUALITIES = [72, 58, 44, 32];
const SMALLER = 0.75;
const MAX_STEPS = 8;

/**
 * A drawn picture as WebP of at most `maxBytes`, on white and without a word about where and by whom it was taken: as good as
 * the budget allows, and smaller where even a poor one would not fit.
 */
export async function webpWithin(drawn: Sharp, maxBytes: number): Promise<Buffer> {
  const sharp = await pictureLibrary();
  const { data, info } = await drawn.flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels as 1 | 3 };
  let last = Buffer.alloc(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const quality = QUALITIES[Math.min(step, QUALITIES.length - 1)] ?? 32;
    const scale = SMALLER ** Math.max(0, step - QUALITIES.length + 1);
    const picture = sharp(data, { raw });
    if (scale < 1) picture.resize(Math.max(1, Math.round(raw.width * scale)));
    last = await picture.webp({ quality, effort: 2 }).toBuffer();
    if (last.length <= maxBytes) return last;
  }
  return last;
}
