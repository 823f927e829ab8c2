import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream, type WriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/instant.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';

const HASH = /^[0-9a-f]{64}$/;

/** Packets of the network are gathered into writes of so many bytes: a quarter of the work of writing each by itself. */
const GATHERED_BYTES = 1024 * 1024;

/**
 * Files on the local disk, each under the hash of its content: `aa/<sha256>`. No name that anybody typed ever becomes a path,
 * and what was stored is never changed, so two who send the same bytes share one file.
 */
@Injectable()
export class FileStore {
  private readonly ready = new Set<string>();

  constructor(@Inject(STORAGE_SETTINGS) private readonly settings: Pick<StorageSettings, 'uploadsDir'>) {}

  /** Where a stored file lies, for libraries that read files by path. It may not exist. */
  pathOf(sha256: string): string {
    if (!HASH.test(sha256)) throw new Error(`not a stored file: ${sha256}`);
    return join(this.settings.uploadsDir, sha256.slice(0, 2), sha256);
  }

  /** Where a picture made from a stored file is kept; `variant` is a word of ours. May be deleted at any time. */
  derivedPathOf(sha256: string, variant: string): string {
    if (!HASH.test(sha256) || !/^[a-z0-9-]+$/.test(variant)) throw new Error(`not a picture of ours: ${variant}`);
    return join(this.settings.uploadsDir, 'derived', sha256.slice(0, 2), `${sha256}.${variant}`);
  }

  /** Bytes of a stored file; null when it is not there. */
  async sizeOf(sha256: string): Promise<number | null> {
    const facts = await stat(this.pathOf(sha256)).catch(() => null);
    return facts?.isFile() === true ? facts.size : null;
  }

  /** Streams a stored file, or its bytes from `start` to `end`, both included. */
  read(sha256: string, range: { start: number; end: number } | null = null): ReadStream {
    return createReadStream(this.pathOf(sha256), range ?? {});
  }

  /** A new file for something that is arriving; flushed to the disk when it ends. The caller keeps or discards it. */
  async begin(): Promise<{ path: string; stream: WriteStream }> {
    const folder = join(this.settings.uploadsDir, 'tmp');
    await this.ensureFolder(folder);
    const path = join(folder, randomUUID());
    const options = { flags: 'wx', mode: 0o640, flush: true, highWaterMark: GATHERED_BYTES };
    return { path, stream: createWriteStream(path, options) };
  }

  /** Fails when nothing could be received now: the folder is gone, read-only or full. */
  async proveWritable(): Promise<void> {
    const { path, stream } = await this.begin();
    try {
      await new Promise<void>((resolve, reject) => stream.once('error', reject).end('.', resolve));
    } finally {
      await this.discard(path);
    }
  }

  /** Makes a file that arrived whole a stored one: from here on it survives a crash. */
  async keep(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    await this.ensureFolder(dirname(target));
    await rename(path, target);
    await this.syncFolder(dirname(target));
  }

  /** Puts a picture made from a stored file beside it; several who make the same one at once do no harm. */
  async keepDerived(path: string, sha256: string, variant: string): Promise<void> {
    const target = this.derivedPathOf(sha256, variant);
    await this.ensureFolder(dirname(target));
    await rename(path, target);
  }

  /** Bytes of something made from stored files; null when it is not there, or no longer. */
  async derivedSizeOf(sha256: string, variant: string): Promise<number | null> {
    const facts = await stat(this.derivedPathOf(sha256, variant)).catch(() => null);
    return facts?.isFile() === true ? facts.size : null;
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes what began to arrive before this instant and was never finished. Answers how many files. */
  async sweepUnfinished(before: Instant): Promise<number> {
    const folder = join(this.settings.uploadsDir, 'tmp');
    let swept = 0;
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const facts = await stat(path).catch(() => null);
      if (facts === null || facts.mtime >= before) continue;
      await this.discard(path);
      swept += 1;
    }
    return swept;
  }

  /** Removes pictures made before this instant of which `isKept` says no, by file and variant. Answers how many. */
  async sweepDerived(before: Instant, isKept: (sha256: string, variant: string) => boolean): Promise<number> {
    const folder = join(this.settings.uploadsDir, 'derived');
    let swept = 0;
    for (const part of await readdir(folder).catch(() => [])) {
      for (const name of await readdir(join(folder, part)).catch(() => [])) {
        const [sha256 = '', variant = ''] = name.split('.');
        if (!HASH.test(sha256) || isKept(sha256, variant)) continue;
        const path = join(folder, part, name);
        const facts = await stat(path).catch(() => null);
        if (facts === null || facts.mtime >= before) continue;
        await this.discard(path);
        swept += 1;
      }
    }
    return swept;
  }

  /** Makes a folder of the store, durably, when it is not there. */
  async ensureFolder(folder: string): Promise<void> {
    if (this.ready.has(folder)) return;
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) await this.syncFolder(dirname(made));
    this.ready.add(folder);
  }

  /** A new name or a rename is only durable once its folder is. */
  async syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
