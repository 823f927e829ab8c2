import { createHash } from 'node:crypto';

/** Passes pieces on as they come and, when all have gone by, tells `told` their size in bytes and their SHA-256 in hexadecimal. */
export async function* hashedPieces(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  told: (whole: { size: number; sha256: string }) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
    yield piece;
  }
  told({ size, sha256: hash.digest('hex') });
}
