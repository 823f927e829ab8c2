import type { FileHandle } from 'node:fs/promises';
import { pictureLibrary } from './picture-library.js';
import { occursInFile } from './search-in-file.js';

/** The largest phone cameras take 108 megapixels; a bomb of 17 000 × 17 000 has 289. */
export const MAX_PIXELS = 120_000_000;
const MAX_FRAMES = 50;
// What a second reader might take the picture for: a page, a script, an archive of PHP.
const FOREIGN = [/<script\b/i, /<html\b/i, /<\?php\b/i, /__HALT_COMPILER\(\);/];

/** A picture whose pixels, counted before any is decoded, are within the cap, which decodes to its end and is nothing else as well. */
export async function inspectImage(
  path: string,
  file: FileHandle,
  kind: 'jpg' | 'png' | 'webp',
  refuse: (code: string) => never,
): Promise<void> {
  const sharp = await pictureLibrary();
  const facts = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (facts === null || facts.format !== (kind === 'jpg' ? 'jpeg' : kind)) return refuse('file-broken');
  if (facts.width * facts.height > MAX_PIXELS || (facts.pages ?? 1) > MAX_FRAMES) return refuse('image-too-large');
  try {
    // For JPEG this decodes at an eighth of the size: tens of milliseconds for a photo, and the whole file is read.
    await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', sequentialRead: true })
      .resize(64, 64, { fit: 'inside' })
      .toBuffer();
  } catch {
    return refuse('file-cut-off');
  }
  if (await occursInFile(file, FOREIGN, 32)) refuse('file-two-kinds');
}
