import { ReaderThread, type ThreadAnswer } from './reader-thread.js';

/** Why a HEIC photo cannot be drawn: broken, too large a file, too many pixels, or it took too long. */
export type HeicFaultCode = 'unreadable' | 'too-large' | 'too-many-pixels' | 'too-slow';

export class HeicFault extends Error {
  constructor(readonly code: HeicFaultCode) {
    super(`this HEIC cannot be drawn: ${code}`);
    this.name = 'HeicFault';
  }
}

/** The largest that phones write; more pixels than this are no photo of a phone. */
export const HEIC_MAX_PIXELS = 50_000_000;

/** What is asked of the decoding thread: to decode the photo and say how large it is (`side` null), or to draw it; refused above `maxPixels`. */
export interface HeicTask {
  path: string;
  side: number | null;
  maxPixels: number;
}
export type HeicResult =
  { width: number; height: number } | { bitmap: { data: Uint8Array; width: number; height: number } };
export type HeicAnswer = ThreadAnswer<HeicResult, HeicFaultCode>;

/** A photo of 48 megapixels takes about six seconds to decode on a slow core; four of them may wait for one another. */
const TIME_LIMIT = 30_000;

const reader = new ReaderThread<HeicTask, HeicResult, HeicFaultCode>({
  file: 'heic-pictures.worker',
  fault: (code) => new HeicFault(code),
  timeLimit: TIME_LIMIT,
});

/** Decodes the photo to its end in a thread of its own, and keeps nothing of it. Throws a HeicFault when it cannot be. */
export async function checkHeic(path: string): Promise<void> {
  await reader.ask({ path, side: null, maxPixels: HEIC_MAX_PIXELS });
}

/**
 * The photo as plain RGB, upright as its maker turned it, its longer side between `side` and twice that (less where the photo
 * is smaller). Throws a HeicFault when it cannot be drawn.
 */
export async function drawHeic(
  path: string,
  side: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  const result = await reader.ask({ path, side, maxPixels: HEIC_MAX_PIXELS });
  if (!('bitmap' in result)) throw new HeicFault('unreadable');
  return result.bitmap;
}

/** Ends the decoding thread, if there is one: for an orderly stop. The next photo starts another. */
export const stopHeicReader = (): Promise<void> => reader.stop();
