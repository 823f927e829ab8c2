import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import { merkleRoot, NO_LEAVES, withLeaf } from '../merkle.js';
import { isHeadSealed, type LogHead } from './log-head.js';
import { LogHeadRepository } from './log-head.repository.js';

/**
 * What is wrong with a head: its `signature` is not over it, the log is `shorter` than it says, or has another `root` at its size: what it
 * covers was rewritten, or the database is an older one that went on by itself.
 */
export type HeadFault = 'signature' | 'shorter' | 'root';

export type HeadsVerification =
  | { intact: true; heads: number; leaves: number }
  | { intact: false; head: LogHead; from: 'log' | 'given'; fault: HeadFault };

const LEAVES_AT_ONCE = 10_000;

/** Computes the tree of the log anew and holds it against every head that was signed. */
@Injectable()
export class LogHeadVerifier {
  constructor(
    private readonly database: Database,
    private readonly heads: LogHeadRepository,
  ) {}

  /** Against the heads of this database and those that somebody kept elsewhere, by size; names the first one that does not hold. */
  verify(given: readonly LogHead[]): Promise<HeadsVerification> {
    return this.verifyIn(this.database.reader, given);
  }

  /** The same of the log as this reader sees it. */
  async verifyIn(reader: Reader, given: readonly LogHead[]): Promise<HeadsVerification> {
    const own = (await this.heads.all(reader)).map((head) => ({ head, from: 'log' as const }));
    const all = [...own, ...given.map((head) => ({ head, from: 'given' as const }))].sort(
      (a, b) => a.head.size - b.head.size,
    );
    const forged = all.find(({ head }) => !isHeadSealed(head));
    if (forged !== undefined) return { intact: false, ...forged, fault: 'signature' };
    let tree = NO_LEAVES;
    let left = all;
    for (;;) {
      const leaves = left.length === 0 ? [] : await this.heads.leaves(reader, tree.size, LEAVES_AT_ONCE);
      for (const { position, hash } of leaves) {
        // A place that is missing, or whose event is: the tree ends here, and every head beyond covers what is gone.
        if (position !== tree.size || hash === null) return shorter(left, tree.size);
        tree = withLeaf(tree, hash);
        while (left[0]?.head.size === tree.size) {
          const [one] = left;
          if (merkleRoot(tree).toString('hex') !== one.head.root) return { intact: false, ...one, fault: 'root' };
          left = left.slice(1);
        }
      }
      if (leaves.length < LEAVES_AT_ONCE) break;
    }
    return left.length === 0 ? { intact: true, heads: all.length, leaves: tree.size } : shorter(left, tree.size);
  }
}

function shorter(left: readonly { head: LogHead; from: 'log' | 'given' }[], size: number): HeadsVerification {
  const one = left.find(({ head }) => head.size > size);
  return one === undefined ? { intact: true, heads: 0, leaves: size } : { intact: false, ...one, fault: 'shorter' };
}
