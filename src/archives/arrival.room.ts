import { Inject, Injectable } from '@nestjs/common';
import { CommandFault } from '../kernel/command-fault.js';
import { ArrivingFiles } from '../storage/arriving-files.js';
import { FileStore } from '../storage/file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { ARCHIVE_PATHS, type ArchiveManifest } from './archive.format.js';

/** Is this part of an archive a file of the store afterwards? */
export const isKept = (path: string): boolean => path.startsWith('files/') || path === ARCHIVE_PATHS.audit;

const megabytes = (bytes: number): string => `${Math.ceil(Math.max(bytes, 0) / 1e6)} MB`;

/** Whether the disk has room for a contest that arrives. */
@Injectable()
export class ArrivalRoom {
  constructor(
    private readonly store: FileStore,
    private readonly arriving: ArrivingFiles,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /**
   * Asked before a byte is written: the files that are not here yet must leave the disk the room that is always kept free. Rows are left out of the sum:
   * beside files they weigh little, and the database may stand on another disk. A CommandFault says what is needed and what there is.
   */
  async refuse({ files }: Pick<ArchiveManifest, 'files'>): Promise<void> {
    let needed = 0;
    for (const { path, sha256, size } of files)
      if (isKept(path) && (await this.store.sizeOf(sha256)) === null) needed += size;
    const free = (await this.arriving.freeBytes()) - this.settings.keepFreeBytes;
    if (needed <= free) return;
    const fault = `no room: the files of the archive need ${megabytes(needed)}, the disk of the store has ${megabytes(free)} beside what is kept free; nothing was taken in`;
    throw new CommandFault([fault], false);
  }
}
