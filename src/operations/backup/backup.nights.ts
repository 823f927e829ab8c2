import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SEAL, type Seal } from '../../audit/seal.js';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Clock } from '../../kernel/clock.js';
import { type Instant, plusMilliseconds } from '../../kernel/instant.js';
import { startOfDay } from '../../kernel/vietnamese/dates.js';
import { FileStore } from '../../storage/file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../../storage/storage.settings.js';
import { makeSnapshot } from './backup.maker.js';
import { ensurePlace } from './backup.opening.js';
import { BackupPlace, instantOfName } from './backup.place.js';

/** Where snapshots are made by themselves; `folder` null: nowhere. */
export interface BackupSettings {
  folder: string | null;
  passphrase: string | null;
}
export const BACKUP_SETTINGS = Symbol('backup settings');

const LOOK_EVERY_SECONDS = 1_800;
/** One o'clock: after the last late worker, before the first early one. */
const NIGHT_MILLISECONDS = 3_600_000;
/** Who has just set the platform up is still looking around: nothing is there that could be lost. */
const FIRST_AFTER_MILLISECONDS = 1_800_000;
export const SNAPSHOTS_KEPT = 14;

/** Makes a snapshot every night, the first one as soon as the platform has run half an hour without any, and keeps fourteen. */
@Injectable()
export class BackupNights implements OnModuleInit {
  private firstAt: Instant = new Date(0);

  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    @Inject(SEAL) private readonly seal: Seal,
    @Inject(STORAGE_SETTINGS) private readonly storage: StorageSettings,
    @Inject(BACKUP_SETTINGS) private readonly settings: BackupSettings,
  ) {}

  onModuleInit(): void {
    this.firstAt = plusMilliseconds(this.clock.now(), FIRST_AFTER_MILLISECONDS);
    this.handlers.every('operations.back-up', LOOK_EVERY_SECONDS, async () => void (await this.makeIfDue()));
  }

  /** Instants of the snapshots, the newest first; null where none are made. */
  async kept(): Promise<Instant[] | null> {
    const { folder } = this.settings;
    if (folder === null) return null;
    // Names are in the clear: a page that is only looked at begins no place and makes no key.
    const names = await new BackupPlace(folder).names();
    return names.map(instantOfName).reverse();
  }

  /** Makes the snapshot of this night unless it is there. Answers its name, or null. Fails when files were lost: a job that fails is seen. */
  async makeIfDue(): Promise<string | null> {
    const { folder, passphrase } = this.settings;
    if (folder === null) return null;
    const now = this.clock.now();
    const last = (await new BackupPlace(folder).names()).at(-1);
    const isDue = last === undefined ? now >= this.firstAt : instantOfName(last) < nightBefore(now);
    if (!isDue) return null;
    const place = await ensurePlace(folder, passphrase);
    const bounds = { keep: SNAPSHOTS_KEPT, leaveFree: this.storage.keepFreeBytes };
    const made = await makeSnapshot(
      { database: this.database, store: this.store, seal: this.seal },
      place,
      now,
      bounds,
    );
    if (made.lost.length > 0) throw new Error(`stored files are lost: ${made.lost.join(', ')}`);
    return made.name;
  }
}

/** The last one o'clock in the morning that has struck. */
export function nightBefore(now: Instant): Instant {
  const tonight = plusMilliseconds(startOfDay(now), NIGHT_MILLISECONDS);
  return tonight <= now ? tonight : plusMilliseconds(tonight, -24 * 3_600_000);
}
