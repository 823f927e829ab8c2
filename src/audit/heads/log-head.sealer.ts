import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { plusMilliseconds } from '../../kernel/instant.js';
import { merkleRoot, withLeaf } from '../merkle.js';
import { SEAL, type Seal } from '../seal.js';
import { headText, type LogHead } from './log-head.js';
import { LogHeadRepository } from './log-head.repository.js';

const EVERY_SECONDS = 3_600;
const LEAVES_AT_ONCE = 5_000;
// An act takes the id of its event before it commits: one may come to light behind a head whose ids are higher. None works for a day.
const LATE_BY_MILLISECONDS = 24 * 3_600_000;

/** Signs every hour how the log stands, if anything was done since (TRUST S49, R30). */
@Injectable()
export class LogHeadSealer implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly heads: LogHeadRepository,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  onModuleInit(): void {
    this.handlers.every('audit.seal-head', EVERY_SECONDS, async () => void (await this.sealHead()));
  }

  /** Takes up every event that is committed and no leaf yet, and signs the root. Null when there is none. */
  sealHead(): Promise<LogHead | null> {
    return this.database.transaction(async (tx) => {
      await this.heads.hold(tx);
      let tree = await this.heads.tree(tx);
      const before = tree.size;
      let beyond = await this.heads.lastEventBefore(tx, plusMilliseconds(tx.now, -LATE_BY_MILLISECONDS));
      for (;;) {
        const leaves = await this.heads.newLeaves(tx, beyond, LEAVES_AT_ONCE);
        const last = leaves.at(-1);
        if (last === undefined) break;
        await this.heads.addLeaves(tx, tree.size, leaves);
        for (const { hash } of leaves) tree = withLeaf(tree, hash);
        beyond = last.id;
      }
      if (tree.size === before) return null;
      const told = { size: tree.size, root: merkleRoot(tree).toString('hex'), at: tx.now };
      const head = { ...told, publicKey: this.seal.publicKey, signature: this.seal.sign(Buffer.from(headText(told))) };
      await this.heads.addHead(tx, head, { peaks: tree.peaks, lastEvent: beyond });
      return head;
    });
  }
}
