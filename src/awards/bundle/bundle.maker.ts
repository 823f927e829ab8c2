import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditChains } from '../../audit/audit.chains.js';
import { merkleRoot, NO_LEAVES, withLeaf } from '../../audit/merkle.js';
import { SEAL, type Seal } from '../../audit/seal.js';
import { projectFolder } from '../../config/project.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { AwardListId, ContestId } from '../../kernel/ids.js';
import { FileStore } from '../../storage/file-store.js';
import { hashOfFile } from '../../storage/file-hash.js';
import { noteStoredFile } from '../../storage/stored-files.js';
import { AwardRepository } from '../award.repository.js';
import { type BundleSource, sealedArchive } from './bundle.archive.js';
import { toBundleLine } from './bundle.events.js';
import { BUNDLE_PATHS } from './bundle.files.js';
import { type BundleJob, MAKE_BUNDLE } from './bundle.keeper.js';
import { bundleReadme } from './bundle.readme.js';
import { BundleRepository } from './bundle.repository.js';

/** The second verifier as everybody gets it: plain JavaScript for any Node, without a dependency. */
const VERIFIER = join(projectFolder(), 'src', 'awards', 'bundle', BUNDLE_PATHS.verifier);

/** Makes the results bundle of a published list: an archive in the store, made once. */
@Injectable()
export class BundleMaker implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
    private readonly bundles: BundleRepository,
    private readonly chains: AuditChains,
    private readonly store: FileStore,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  onModuleInit(): void {
    this.handlers.on<BundleJob>(MAKE_BUNDLE, ({ listId }) => this.make(listId));
  }

  /** Makes it unless it is there; the same list gives the same bytes, so twice does no harm. */
  async make(listId: AwardListId): Promise<void> {
    const { reader } = this.database;
    const list = await this.awards.byId(reader, listId);
    if (list === null || list.publishedAt === null || (await this.bundles.made(reader, listId)) !== null) return;
    const contest = await this.contests.byId(reader, list.contestId);
    if (contest === null) throw new Error(`list ${listId} is of no contest`);
    const about = { id: list.id, number: list.number, publishedAt: list.publishedAt.toISOString() };
    const kept = await this.bundles.kept(reader, listId);
    const verifier = await readFile(VERIFIER);
    let tree = NO_LEAVES;
    const told = (hash: Buffer): void => {
      tree = withLeaf(tree, hash);
    };
    const sources: BundleSource[] = [
      { path: BUNDLE_PATHS.readme, pour: () => [Buffer.from(bundleReadme(contest, about))] },
      ...kept.map(({ path, content }) => ({ path, pour: () => [Buffer.from(content)] })),
      { path: BUNDLE_PATHS.audit, pour: () => this.eventLines(listId, contest.id, told) },
      { path: BUNDLE_PATHS.verifier, pour: () => [verifier] },
    ];
    const { slug, code, name, rehearsal } = contest;
    const audit = () => ({ events: tree.size, root: merkleRoot(tree).toString('hex') });
    const facts = { contest: { slug, code, name, rehearsal }, list: about, audit };
    const draft = await this.store.begin();
    try {
      await pipeline(Readable.from(sealedArchive(sources, facts, this.seal)), draft.stream);
      const sha256 = await hashOfFile(draft.path);
      await this.store.keep(draft.path, sha256);
      const size = (await this.store.sizeOf(sha256)) ?? 0;
      await this.database.transaction(async (tx) => {
        await noteStoredFile(tx, { sha256, size, kind: 'zip' });
        await this.bundles.note(tx, listId, { sha256, size });
      });
    } finally {
      await this.store.discard(draft.path);
    }
  }

  /** The lines of audit.jsonl, a batch at a time. */
  private async *eventLines(listId: AwardListId, contestId: ContestId, told: (hash: Buffer) => void) {
    for await (const rows of this.chains.upTo({ act: 'award-list.publish', subjectId: listId }, contestId)) {
      for (const row of rows) told(row.hash);
      yield Buffer.from(rows.map((row) => `${JSON.stringify(toBundleLine(row, contestId))}\n`).join(''));
    }
  }
}
