import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Jobs } from '../../jobs/jobs.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import { Notices } from '../../notices/notices.js';
import { ArrivingFiles } from '../../storage/arriving-files.js';
import { FileStore } from '../../storage/file-store.js';
import { hashOfFile } from '../../storage/file-hash.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../../storage/storage.settings.js';
import { entryPaths } from '../entry.paths.js';
import { refuseToOverlook } from '../entry.policy.js';
import { DossierPack, type PackManifest } from './dossier.pack.js';
import { packFailedNotice, packMadeNotice } from './pack.notices.js';
import { type PackedDossiers, type PackFacts, type PackFailure, PackRepository } from './pack.repository.js';
import type { PackStanding } from './pack.view.js';

export const PACK_DOSSIERS = 'entries.pack-dossiers';
/** What of the store's own making the archive is: swept away a day after it was made, and in no backup. */
export const PACK_VARIANT = 'goi-ho-so';
type PackJob = { packId: string };
/** A dossier's PDF weighs about what its files do. */
const BOOKS_WEIGH = 2;

/** Has the dossiers of a contest, or of one vetting office, put into one archive, in the queue. */
@Injectable()
export class PackService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly packs: PackRepository,
    private readonly pack: DossierPack,
    private readonly store: FileStore,
    private readonly arriving: ArrivingFiles,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  onModuleInit(): void {
    this.handlers.on<PackJob>(PACK_DOSSIERS, ({ packId }, { signal }) => this.make(packId, signal));
  }

  /** Asks for an archive of all dossiers of a contest, for those who oversee it by name. */
  async ask(act: Act, slug: string, { withBooks }: { withBooks: boolean }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const contest = await this.contestOf(tx, act.actor, slug);
      await this.order(tx, act, contest, { desk: null, withBooks });
    });
  }

  /**
   * In the act of somebody who may have these dossiers: an archive of them is to be made. While one of the same is being made there is no other
   * (`pack-in-making`). Told to the log: it takes everything out.
   */
  async order(
    tx: Tx,
    act: Act,
    contest: ContestFacts,
    { desk, withBooks }: Pick<PackedDossiers, 'desk'> & { withBooks: boolean },
  ): Promise<void> {
    const id = newId();
    if ((await this.packs.insert(tx, act, { id, of: { contestId: contest.id, desk }, withBooks })) === 0)
      throw new Refused({ code: 'pack-in-making' });
    await this.jobs.add(tx, { kind: PACK_DOSSIERS, about: { packId: id } satisfies PackJob, once: id });
    const { now } = await this.contests.calendarOf(tx, contest, tx.now);
    await this.audit.record(tx, act, {
      act: 'dossier-pack.ask',
      subjectKind: 'dossier-pack',
      subjectId: id,
      contestId: contest.id,
      contestAt: contest.rehearsal ? now : null,
      facts: { withBooks },
    });
  }

  /** The contest for those who oversee it by name, an organiser or an auditor; to all others it does not exist. */
  async contestOf(reader: Reader, actor: Actor, slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOverlook(actor, contest));
    return contest;
  }

  /** How the archive of these dossiers stands: the last that was asked for, whether it still lies there, and how much the next would hold. */
  async standing(reader: Reader, of: PackedDossiers): Promise<PackStanding> {
    const [last, measure] = [await this.packs.last(reader, of), await this.packs.measure(reader, of)];
    return { last, lies: last !== null && (await this.lying(last)) !== null, measure };
  }

  /** An archive of these dossiers that is made and still lies there; anything else is "not found". */
  async finished(of: PackedDossiers, id: string): Promise<{ path: string; size: number }> {
    const pack = isId(id) ? await this.packs.byId(this.database.reader, id) : null;
    const isOfThese =
      pack !== null &&
      pack.contestId === of.contestId &&
      pack.officeId === (of.desk?.unitId ?? null) &&
      pack.officeLevel === (of.desk?.level ?? null);
    const lies = isOfThese ? await this.lying(pack) : null;
    if (lies === null) throw new Refused({ code: 'not-found' });
    return lies;
  }

  /** Where a made archive lies; null when it was swept away, or is not made. */
  private async lying({ sha256, size }: PackFacts): Promise<{ path: string; size: number } | null> {
    if (sha256 === null || size === null) return null;
    const lies = (await this.store.derivedSizeOf(sha256, PACK_VARIANT)) === size;
    return lies ? { path: this.store.derivedPathOf(sha256, PACK_VARIANT), size } : null;
  }

  private async make(packId: string, signal: AbortSignal): Promise<void> {
    const { reader } = this.database;
    const pack = await this.packs.byId(reader, packId);
    const contest = pack === null ? null : await this.contests.byId(reader, pack.contestId);
    if (pack === null || contest === null || pack.madeAt !== null || pack.failure !== null) return;
    const desk =
      pack.officeId === null || pack.officeLevel === null ? null : { unitId: pack.officeId, level: pack.officeLevel };
    const { dossiers: total, bytes } = await this.packs.measure(reader, { contestId: contest.id, desk });
    const needs = bytes * (pack.withBooks ? BOOKS_WEIGH : 1);
    if ((await this.arriving.freeBytes()) - needs < this.settings.keepFreeBytes)
      return this.fail(contest, pack, 'no-room');
    const told = async (done: number): Promise<void> => {
      signal.throwIfAborted();
      await this.database.transaction((tx) => this.packs.progress(tx, packId, { done, total }));
    };
    await told(0);
    const { now: madeAt } = await this.contests.calendarOf(reader, contest, this.clock.now());
    const { slug, code, name } = contest;
    const manifest: PackManifest = {
      format: 'hoithi-dossiers-1',
      contest: { slug, code, name },
      office: desk === null ? null : { name: pack.officeName ?? '', level: desk.level },
      madeAt: isoLocal(madeAt),
      dossiers: [],
      files: [],
      leftOut: [],
    };
    const draft = await this.store.begin();
    try {
      const pieces = this.pack.pour(contest, manifest, { desk, withBooks: pack.withBooks, madeAt, told });
      await pipeline(Readable.from(pieces), draft.stream, { signal });
      const sha256 = await hashOfFile(draft.path);
      await this.store.keepDerived(draft.path, sha256, PACK_VARIANT);
      const size = (await this.store.derivedSizeOf(sha256, PACK_VARIANT)) ?? 0;
      const leftOut = manifest.leftOut.length;
      await this.database.transaction(async (tx) => {
        await this.packs.made(tx, packId, { sha256, size, leftOut });
        await this.tell(tx, contest, packMadeNotice(pack, { dossiers: total, path: pageOfPack(contest, pack) }));
      });
    } catch (fault) {
      // A process that stops leaves it to the next one; anything else is seen on the page, and in the log of the queue.
      if (!signal.aborted) await this.fail(contest, pack, 'broken');
      throw fault;
    } finally {
      await this.store.discard(draft.path);
    }
  }

  private async fail(contest: ContestFacts, pack: PackFacts, failure: PackFailure): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.packs.failed(tx, pack.id, failure);
      await this.tell(tx, contest, packFailedNotice(pack, { failure, path: pageOfPack(contest, pack) }));
    });
  }

  private async tell(tx: Tx, contest: ContestFacts, notice: NewNotice): Promise<void> {
    const { now } = await this.contests.calendarOf(tx, contest, tx.now);
    this.notices.tell(tx, contest, now, notice);
  }
}

/** The page where an archive is fetched, by whose dossiers it holds. */
const pageOfPack = ({ slug }: Pick<ContestFacts, 'slug'>, { officeId, officeLevel }: PackFacts): string =>
  officeId === null || officeLevel === null ? entryPaths.pack(slug) : entryPaths.officePack(slug, officeLevel);
