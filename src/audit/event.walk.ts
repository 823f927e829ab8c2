import { createHash } from 'node:crypto';
import { type AuditRow, canonicalText, nextHash, nextHashOfDigest, startOfChain } from './audit.event.js';
import { merkleRoot, NO_LEAVES, withLeaf } from './merkle.js';

/**
 * One place of a chain as it leaves the platform: `text` is the canonical text of an event that is told, `digest` the SHA-256 of one that is not, so
 * that the chain can be walked without learning what else somebody did.
 */
export type EventLine = { chain: string; seq: number; hash: string } & ({ text: string } | { digest: string });

/** The line of an event, told or not. */
export function toEventLine(row: AuditRow, isTold: boolean): EventLine {
  const text = canonicalText(row);
  const place = { chain: row.chain, seq: row.seq, hash: row.hash.toString('hex') };
  if (isTold) return { ...place, text };
  return { ...place, digest: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** Walks whole chains line by line, each from its first place, and lets a Merkle tree grow over their hashes (RFC 6962), in the order given. */
export class EventWalk {
  private last: { chain: string; seq: number; hash: Buffer } = { chain: '', seq: 0, hash: Buffer.alloc(0) };
  private readonly seen = new Set<string>();
  private tree = NO_LEAVES;

  /** What is wrong with the next line; null when it follows. */
  take(line: EventLine): string | null {
    if (line.chain !== this.last.chain || this.seen.size === 0) {
      if (this.seen.has(line.chain)) return 'its chain was left before';
      this.seen.add(line.chain);
      this.last = { chain: line.chain, seq: 0, hash: startOfChain(line.chain) };
    }
    if (line.seq !== this.last.seq + 1) return `place ${this.last.seq + 1} of its chain is missing`;
    const hash =
      'text' in line
        ? nextHash(this.last.hash, line.seq, line.text)
        : nextHashOfDigest(this.last.hash, line.seq, Buffer.from(line.digest, 'hex'));
    if (hash.toString('hex') !== line.hash) return 'it does not match its hash';
    this.last = { chain: line.chain, seq: line.seq, hash };
    this.tree = withLeaf(this.tree, hash);
    return null;
  }

  /** How many events were walked, and the root over their hashes. */
  get told(): { events: number; root: string } {
    return { events: this.tree.size, root: merkleRoot(this.tree).toString('hex') };
  }
}
