import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { Clock } from '../kernel/clock.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { FileStore } from './file-store.js';
import { placeOfBook, isBook, type StoredPicture } from './photo-books.js';

const HOUR = 3_600_000;
/** The slowest line we know of sends 200 MB in about two and a half hours; a day later nobody is still sending. */
const UNFINISHED_AFTER_MILLISECONDS = 24 * HOUR;
/** Pictures are asked for within minutes of being made; whatever is as young may belong to a file whose act is not over yet. */
const PICTURES_AFTER_MILLISECONDS = 24 * HOUR;
const PICTURES_EVERY_SECONDS = 24 * 3_600;

/** What a room shows pictures of: stored files by their hash, and photos that are read as one PDF, in their order. */
export interface PicturesInUse {
  files: readonly string[];
  books: readonly (readonly Pick<StoredPicture, 'sha256'>[])[];
}

/** Clears away uploads that broke off, and pictures made from files that nobody looks at any more. Harmless in several processes at once. */
@Injectable()
export class StorageSweep implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private readonly users: ((reader: Reader) => Promise<PicturesInUse>)[] = [];

  constructor(
    private readonly store: FileStore,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every(
      'storage.sweep-pictures',
      PICTURES_EVERY_SECONDS,
      async () => void (await this.sweepPictures()),
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), HOUR);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** A room that shows pictures of its files. Pictures that no room names are swept. */
  keepPicturesOf(user: (reader: Reader) => Promise<PicturesInUse>): void {
    this.users.push(user);
  }

  /** One sweep; answers how many unfinished files are gone. */
  sweep(): Promise<number> {
    return this.store.sweepUnfinished(plusMilliseconds(this.clock.now(), -UNFINISHED_AFTER_MILLISECONDS));
  }

  /**
   * Removes pictures, older than a day, of files that no room shows any more: taken out, of a withdrawn dossier, isolated. A file
   * that another dossier holds keeps its pictures, and what is gone is made again when somebody looks. Answers how many are gone.
   */
  async sweepPictures(): Promise<number> {
    if (this.users.length === 0) return 0;
    const [files, books] = [new Set<string>(), new Set<string>()];
    for (const user of this.users) {
      const used = await user(this.database.reader);
      for (const sha256 of used.files) files.add(sha256);
      for (const photos of used.books) {
        const book = placeOfBook(photos);
        books.add(`${book.sha256}.${book.variant}`);
      }
    }
    return this.store.sweepDerived(
      plusMilliseconds(this.clock.now(), -PICTURES_AFTER_MILLISECONDS),
      (sha256, variant) => (isBook(variant) ? books.has(`${sha256}.${variant}`) : files.has(sha256)),
    );
  }
}
