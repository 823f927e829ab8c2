import { constants, type FileHandle, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { hashOfFile } from './file-hash.js';
import { inspectFile } from './file-inspection.js';
import { FileStore } from './file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';
import type { ReceivedFile } from './upload.engine.js';

export type { FileHandle };
export type ArrivingId = Id<'arriving-file'>;

/**
 * Files that come piece by piece, each below `arriving/` under an id of ours until it is whole. Who may send, how much has come
 * and whose turn it is to write is the caller's to know and to guard; here bytes are put where they belong and made durable.
 */
@Injectable()
export class ArrivingFiles {
  constructor(
    private readonly store: FileStore,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /** Opens the file for writing, made when it is not there. The caller closes it. */
  async open(id: ArrivingId): Promise<FileHandle> {
    await this.store.ensureFolder(this.folder);
    const file = await open(this.pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o640);
    // Its name must outlive a crash as its bytes do.
    if ((await file.stat()).size === 0) await this.store.syncFolder(this.folder);
    return file;
  }

  /** Puts a slice at its place and waits until the disk has it. Throws Refused (`storage-full`) when there is no room. */
  async write(file: FileHandle, slice: Buffer, at: number): Promise<void> {
    try {
      for (let done = 0; done < slice.length;) {
        done += (await file.write(slice, done, slice.length - done, at + done)).bytesWritten;
      }
      await file.datasync();
    } catch (fault) {
      throw isFull(fault) ? new Refused({ code: 'storage-full' }) : fault;
    }
  }

  /** Looks at a file that is whole: its hash, read from the disk as it lies there, and what it is. Throws Refused as `inspectFile` does. */
  async inspect(id: ArrivingId, file: { name: string; size: number }, kinds: readonly string[]): Promise<ReceivedFile> {
    const path = this.pathOf(id);
    const facts = await stat(path);
    if (facts.size !== file.size) throw new Error(`arriving file ${id} holds ${facts.size} of ${file.size} bytes`);
    const inspected = await inspectFile(path, file.size, file.name, kinds);
    return { ...inspected, size: file.size, sha256: await hashOfFile(path) };
  }

  /** Makes it a stored file. Done already, before a crash for one: nothing happens. */
  async keep(id: ArrivingId, sha256: string): Promise<void> {
    try {
      await this.store.keep(this.pathOf(id), sha256);
    } catch (fault) {
      const isKept = (fault as NodeJS.ErrnoException).code === 'ENOENT' && (await this.store.sizeOf(sha256)) !== null;
      if (!isKept) throw isFull(fault) ? new Refused({ code: 'storage-full' }) : fault;
    }
  }

  async discard(id: ArrivingId): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Bytes that the disk under the store would still take for us. */
  async freeBytes(): Promise<number> {
    await this.store.ensureFolder(this.folder);
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  /** Removes what nobody has written to since `before`: left over when a process died between a row and its file. Answers how many. */
  async sweep(before: Instant): Promise<number> {
    let swept = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const facts = await stat(path).catch(() => null);
      if (facts === null || facts.mtime >= before) continue;
      await rm(path, { force: true });
      swept += 1;
    }
    return swept;
  }

  private get folder(): string {
    return join(this.settings.uploadsDir, 'arriving');
  }

  private pathOf(id: ArrivingId): string {
    if (!isId(id)) throw new Error(`not an arriving file: ${id}`);
    return join(this.folder, id);
  }
}

const isFull = (fault: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((fault as NodeJS.ErrnoException | null)?.code ?? '');
