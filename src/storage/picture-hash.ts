/** The picture is looked at in nine by eight shades of grey: eight differences in each of eight rows. */
export const HASH_WIDTH = 9;
export const HASH_HEIGHT = 8;
// A picture of one colour has no look: its differences are the noise of compression, and would equal anybody's.
const LEAST_CONTRAST = 8;

/**
 * The difference hash of a picture: for each of 64 pairs of neighbours, row by row from the left above, one bit that says whether
 * the right one is lighter. Copies that were resized, recompressed or made a little lighter differ in few bits. `greys` are 72
 * bytes; null when they hardly differ at all. As a signed number of 64 bits, the way the database keeps it.
 * Source of the method: Neal Krawetz, "Kind of Like That", hackerfactor.com, 2013.
 */
export function differenceHash(greys: Uint8Array): bigint | null {
  if (greys.length !== HASH_WIDTH * HASH_HEIGHT) throw new Error(`expected 72 greys, got ${greys.length}`);
  if (Math.max(...greys) - Math.min(...greys) < LEAST_CONTRAST) return null;
  let hash = 0n;
  for (let row = 0; row < HASH_HEIGHT; row++) {
    for (let column = 0; column < HASH_WIDTH - 1; column++) {
      const at = row * HASH_WIDTH + column;
      hash = (hash << 1n) | ((greys[at] ?? 0) < (greys[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return BigInt.asIntN(64, hash);
}
