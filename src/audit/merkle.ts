import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** A tree's size and the roots of its whole subtrees, largest first: all that is needed to let it grow. */
export interface MerklePeaks {
  size: number;
  peaks: readonly Buffer[];
}

export const NO_LEAVES: MerklePeaks = { size: 0, peaks: [] };

/** The tree with one leaf more; `content` is what the leaf stands for, not its hash (RFC 6962 §2.1: SHA-256 of 0x00 and the content). */
export function withLeaf({ size, peaks }: MerklePeaks, content: Uint8Array): MerklePeaks {
  const grown = [...peaks];
  let right = sha256(LEAF, content);
  // As many whole subtrees of the right edge are joined as the old size has ones at its end.
  for (let left = size; left % 2 === 1; left = (left - 1) / 2) right = sha256(NODE, grown.pop() ?? right, right);
  return { size: size + 1, peaks: [...grown, right] };
}

/** The Merkle tree hash of RFC 6962 §2.1: of no leaves SHA-256 of nothing; a tree that is not whole is split at the largest power of two. */
export function merkleRoot({ peaks }: MerklePeaks): Buffer {
  const root = peaks.reduceRight<Buffer | null>(
    (right, left) => (right === null ? left : sha256(NODE, left, right)),
    null,
  );
  return root ?? sha256();
}
