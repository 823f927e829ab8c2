import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { contestTime } from '../contests/contest.change.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { refuseToOrganise } from '../contests/contest.policy.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { Jobs } from '../jobs/jobs.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId, newId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { NewNotice } from '../notices/notice.facts.js';
import { Notices } from '../notices/notices.js';
import { ArrivingFiles } from '../storage/arriving-files.js';
import { hashOfFile } from '../storage/file-hash.js';
import { FileStore } from '../storage/file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { archiveFailedNotice, archiveMadeNotice } from './archive.notices.js';
import { ArchiveMaker } from './archive.maker.js';
import { ArchiveRepository } from './archive.repository.js';
import { type ArchiveFailure, type AskedArchive, AskedArchiveRepository } from './asked-archive.repository.js';

export const MAKE_ARCHIVE = 'archives.make';
/** What of the store's own making the archive is: swept away a day after it was made, and in no backup. */
export const ARCHIVE_VARIANT = 'ban-luu';
type ArchiveJob = { archiveId: string };
/** So many stored files go in between two notes of how far the archive is. */
const TOLD_EVERY_FILES = 100;

/** Has a whole contest put into one archive, in the queue. */
@Injectable()
export class ArchiveService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly archives: ArchiveRepository,
    private readonly asked: AskedArchiveRepository,
    private readonly maker: ArchiveMaker,
    private readonly store: FileStore,
    private readonly arriving: ArrivingFiles,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  onModuleInit(): void {
    this.handlers.on<ArchiveJob>(MAKE_ARCHIVE, ({ archiveId }, { signal }) => this.make(archiveId, signal));
  }

  /** Asks for an archive; while one is being made there is no other (`archive-in-making`), and none while a round is being judged (`archive-while-judging`) or a results bundle is not made yet (`archive-before-bundle`). Told to the log: it takes everything out. */
  async ask(act: Act, slug: string): Promise<void> {
    await this.database.act(act, async (tx) => {
      const contest = await this.contestOf(tx, act.actor, slug);
      obey(await this.archives.refuseToArchive(tx, contest.id));
      const id = newId();
      if ((await this.asked.insert(tx, act, { id, contestId: contest.id })) === 0)
        throw new Refused({ code: 'archive-in-making' });
      await this.jobs.add(tx, { kind: MAKE_ARCHIVE, about: { archiveId: id } satisfies ArchiveJob, once: id });
      await this.audit.record(tx, act, {
        act: 'contest-archive.ask',
        subjectKind: 'contest-archive',
        subjectId: id,
        contestId: contest.id,
        contestAt: contestTime(contest),
      });
    });
  }

  /** The contest for its organisers; to all others it does not exist. An archive holds what an auditor reads one by one, marks of judges and personal data of a whole contest: who holds the contest takes it out. */
  async contestOf(reader: Reader, actor: Actor, slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(reader, slug);
    obey(refuseToOrganise(actor, contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    return contest;
  }

  /** An archive that is made and still lies there; anything else is "not found". */
  async finished(actor: Actor, slug: string, id: string): Promise<{ path: string; size: number; name: string }> {
    const { reader } = this.database;
    const contest = await this.contestOf(reader, actor, slug);
    const archive = isId(id) ? await this.asked.byId(reader, id) : null;
    const lies = archive !== null && archive.contestId === contest.id ? await this.lying(archive) : null;
    if (lies === null) throw new Refused({ code: 'not-found' });
    return { ...lies, name: `${contest.slug}-ban-luu.zip` };
  }

  /** Where a made archive lies; null when it was swept away, or is not made. */
  async lying({ sha256, size }: AskedArchive): Promise<{ path: string; size: number } | null> {
    if (sha256 === null || size === null) return null;
    const lies = (await this.store.derivedSizeOf(sha256, ARCHIVE_VARIANT)) === size;
    return lies ? { path: this.store.derivedPathOf(sha256, ARCHIVE_VARIANT), size } : null;
  }

  private async make(archiveId: string, signal: AbortSignal): Promise<void> {
    const { reader } = this.database;
    const asked = await this.asked.byId(reader, archiveId);
    const contest = asked === null ? null : await this.contests.byId(reader, asked.contestId);
    if (asked === null || contest === null || asked.madeAt !== null || asked.failure !== null) return;
    const { bytes } = await this.archives.measure(reader, contest.id);
    if ((await this.arriving.freeBytes()) - bytes < this.settings.keepFreeBytes)
      return this.fail(contest, asked, 'no-room');
    const draft = await this.store.begin();
    try {
      await this.maker.write(contest, draft.stream, {
        now: this.clock.now(),
        signal,
        told: async ({ done, total }) => {
          if (done % TOLD_EVERY_FILES !== 0 && done !== total) return;
          await this.database.transaction((tx) => this.asked.progress(tx, archiveId, { done, total }));
        },
      });
      const sha256 = await hashOfFile(draft.path);
      await this.store.keepDerived(draft.path, sha256, ARCHIVE_VARIANT);
      const size = (await this.store.derivedSizeOf(sha256, ARCHIVE_VARIANT)) ?? 0;
      await this.database.transaction(async (tx) => {
        await this.asked.made(tx, archiveId, { sha256, size });
        await this.tell(tx, contest, archiveMadeNotice(asked, contest.slug));
      });
    } catch (fault) {
      // A process that stops leaves it to the next one; anything else is seen on the page, and in the log of the queue.
      if (!signal.aborted) await this.fail(contest, asked, 'broken');
      throw fault;
    } finally {
      await this.store.discard(draft.path);
    }
  }

  private async fail(contest: ContestFacts, asked: AskedArchive, failure: ArchiveFailure): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.asked.failed(tx, asked.id, failure);
      await this.tell(tx, contest, archiveFailedNotice(asked, contest.slug, failure));
    });
  }

  private async tell(tx: Tx, contest: ContestFacts, notice: NewNotice): Promise<void> {
    const { now } = await this.contests.calendarOf(tx, contest, tx.now);
    this.notices.tell(tx, contest, now, notice);
  }
}
