import type { FileHandle } from 'node:fs/promises';
import { checkHeic, HEIC_MAX_PIXELS, HeicFault } from './heic-pictures.js';
import { pictureLibrary } from './picture-library.js';
import { FOREIGN, occursInFile } from './search-in-file.js';

/** The largest phone cameras take 108 megapixels; a bomb of 17 000 × 17 000 has 289. */
export const MAX_PIXELS = 120_000_000;
/** Pictures whose pixels come in several passes are held whole while they are decoded: 40 megapixels are some 120 MB. */
const MAX_PIXELS_WHOLE = 40_000_000;
const MAX_FRAMES = 50;

type Kind = 'jpg' | 'png' | 'webp';
/** Refuses the file by its code; `facts` are the figures that the sentence names. */
type Refuse = (code: string, facts?: Readonly<Record<string, number>>) => never;

/** A picture whose pixels, counted before any is decoded, are within the cap, which decodes to its end and is nothing else as well. */
export async function inspectImage(path: string, file: FileHandle, kind: Kind, refuse: Refuse): Promise<void> {
  const sharp = await pictureLibrary();
  const facts = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (facts === null || facts.format !== (kind === 'jpg' ? 'jpeg' : kind)) return refuse('file-broken');
  const maxPixels = kind === 'webp' || facts.isProgressive === true ? MAX_PIXELS_WHOLE : MAX_PIXELS;
  if (facts.width * facts.height > maxPixels) return refuse('image-too-large', { maxPixels });
  const frames = kind === 'png' ? await pngFrames(file) : (facts.pages ?? 1);
  if (frames > MAX_FRAMES) return refuse('image-has-many-frames', { maxFrames: MAX_FRAMES });
  try {
    // For JPEG this decodes at an eighth of the size: tens of milliseconds for a photo, and the whole file is read.
    await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', sequentialRead: true })
      .resize(64, 64, { fit: 'inside' })
      .toBuffer();
  } catch {
    return refuse('file-cut-off');
  }
  if ((await isScript(file)) || (await occursInFile(file, FOREIGN, 48))) refuse('file-two-kinds');
}

/** A HEIC photo that decodes; what cannot be is refused with the way out that every phone has. */
export async function inspectHeic(path: string, file: FileHandle, refuse: Refuse): Promise<void> {
  try {
    await checkHeic(path);
  } catch (fault) {
    if (!(fault instanceof HeicFault)) throw fault;
    if (fault.code === 'too-many-pixels') return refuse('image-too-large', { maxPixels: HEIC_MAX_PIXELS });
    return refuse('heic-broken');
  }
  if (await occursInFile(file, FOREIGN, 48)) refuse('file-two-kinds');
}

/** A JPEG whose first segment is 0x2f2a bytes long is the comment of a script as well. */
async function isScript(file: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(6);
  await file.read(head, 0, 6, 0);
  return head.toString('latin1', 4, 6) === '/*';
}

/** How many frames an animated PNG says it has (`acTL`, ahead of the pixels); 1 for a plain one. */
async function pngFrames(file: FileHandle): Promise<number> {
  const head = Buffer.alloc(12);
  for (let at = 8, chunks = 0; chunks < 200; chunks++) {
    const { bytesRead } = await file.read(head, 0, 12, at);
    const type = head.toString('latin1', 4, 8);
    if (bytesRead < 12 || type === 'IDAT') return 1;
    if (type === 'acTL') return head.readUInt32BE(8);
    at += head.readUInt32BE(0) + 12;
  }
  return 1;
}
