import { Inject, Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { type Holder, StorageUsage, THE_DISK } from '../storage/storage.usage.js';

/** Those whose room a file of a dossier takes. */
export interface RoomTakers {
  personId: string;
  communeId: string;
  contestId: ContestId;
}

const holdersOf = ({ personId, communeId, contestId }: RoomTakers): Omit<Holder, 'most'>[] => [
  { scope: 'person', id: personId },
  { scope: 'commune', id: communeId },
  { scope: 'contest', id: contestId },
];
const disk: Omit<Holder, 'most'> = { scope: 'disk', id: THE_DISK };

/** Room for files of dossiers: of the person, the commune, the contest, and on the disk (S41). */
@Injectable()
export class EntryUsage {
  constructor(
    private readonly usage: StorageUsage,
    private readonly contests: ContestReader,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /** Room for a file that has come; with `diskMost`, for one that will, so many bytes being the most the disk may promise. */
  async reserve(
    tx: Tx,
    takers: RoomTakers,
    { bytes, diskMost = null }: { bytes: number; diskMost?: number | null },
  ): Promise<void> {
    const most: Readonly<Record<string, number>> = {
      person: this.settings.personQuotaBytes,
      commune: this.settings.communeQuotaBytes,
      contest: await this.contests.storageBytes(tx, takers.contestId),
    };
    const holders = holdersOf(takers).map((one) => ({ ...one, most: most[one.scope] ?? 0 }));
    if (diskMost !== null) holders.push({ ...disk, most: Math.max(0, Math.floor(diskMost)) });
    await this.usage.reserve(tx, holders, bytes);
  }

  /** The file has come: what the disk had promised it, it has now. */
  async settle(tx: Tx, bytes: number): Promise<void> {
    await this.usage.release(tx, [disk], bytes);
  }

  /** The file will not come. */
  async release(tx: Tx, takers: RoomTakers, bytes: number): Promise<void> {
    await this.usage.release(tx, [...holdersOf(takers), disk], bytes);
  }
}
