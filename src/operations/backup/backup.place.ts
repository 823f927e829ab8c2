import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Cipher, NO_CIPHER } from './backup.cipher.js';
import { Measure, readManifest, type SnapshotManifest } from './backup.manifest.js';

/** A snapshot in a place: what it is called (the instant it was made, so that names sort by age) and what it holds. */
export interface KeptSnapshot {
  name: string;
  manifest: SnapshotManifest;
}

const NAME = /^\d{4}-\d{2}-\d{2}T\d{9}Z$/;

/** "2026-11-28T120000123Z": an instant as the name of a snapshot. */
export const snapshotName = (at: Date): string => at.toISOString().replaceAll(/[:.]/g, '');

/** The instant that a name was made of. */
export const instantOfName = (name: string): Date =>
  new Date(name.replace(/T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, 'T$1:$2:$3.$4Z'));

/**
 * A folder of backups: `snapshots/<name>/` with the tables and a manifest each, and `files/aa/<sha256>` with stored files, which snapshots share: a
 * new one costs what is new. Where the place is encrypted everything but the names of files is.
 */
export class BackupPlace {
  constructor(
    readonly folder: string,
    private readonly cipher: Cipher = NO_CIPHER,
  ) {}

  pathOfFile = (sha256: string): string => join(this.folder, 'files', sha256.slice(0, 2), sha256);
  pathOfTable = (snapshot: string, table: string): string =>
    join(this.folder, 'snapshots', snapshot, 'tables', `${table}.copy`);

  /** Names of the finished snapshots, the oldest first; none of a folder that is not there. */
  async names(): Promise<string[]> {
    const found = await readdir(join(this.folder, 'snapshots')).catch(() => []);
    return found.filter((name) => NAME.test(name)).sort();
  }

  /** The snapshot's manifest; null where it is missing, or not the one that was signed. */
  async manifestOf(name: string): Promise<SnapshotManifest | null> {
    const folder = join(this.folder, 'snapshots', name);
    try {
      const bytes = await this.cipher.open(await readFile(join(folder, 'manifest.json')));
      return readManifest(bytes, await readFile(join(folder, 'manifest.sig')));
    } catch {
      return null;
    }
  }

  /** Begins a snapshot out of sight; `finish` puts it in its place. */
  async begin(name: string): Promise<Draft> {
    const draft = join(this.folder, 'snapshots', `.${name}.draft`);
    await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 });
    return {
      table: (table, pieces) => this.write(join(draft, 'tables', `${table}.copy`), pieces),
      finish: async ({ bytes, signature }) => {
        await writeFile(join(draft, 'manifest.json'), await this.cipher.close(bytes), { mode: 0o600, flush: true });
        await writeFile(join(draft, 'manifest.sig'), signature, { mode: 0o600, flush: true });
        await rename(draft, join(this.folder, 'snapshots', name));
        await syncFolder(join(this.folder, 'snapshots'));
      },
      drop: () => rm(draft, { recursive: true, force: true }),
    };
  }

  /** An error where files that are not here yet would leave less than so many bytes of the disk free. */
  async refuseWithoutRoom(files: readonly { sha256: string; size: number }[], leaveFree: number): Promise<void> {
    let needed = 0;
    for (const { sha256, size } of files) if (!(await this.hasFile(sha256))) needed += size;
    const { bavail, bsize } = await statfs(this.folder);
    if (needed > 0 && bavail * bsize - needed < leaveFree)
      throw new Error(`no room for a snapshot in ${this.folder}: ${needed} bytes of new files, ${bavail * bsize} free`);
  }

  async hasFile(sha256: string): Promise<boolean> {
    return (await stat(this.pathOfFile(sha256)).catch(() => null)) !== null;
  }

  /** Puts a file into the place; answers false, and puts nothing, when its bytes are not those of its name. */
  async putFile(sha256: string, pieces: AsyncIterable<Buffer>): Promise<boolean> {
    const target = this.pathOfFile(sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const draft = `${target}.draft`;
    const { sha256: found } = await this.write(draft, pieces);
    if (found === sha256) await rename(draft, target);
    else await rm(draft, { force: true });
    return found === sha256;
  }

  /** A file or a table as it was put in. Ends in an error where an encrypted one was changed. */
  read = (path: string): AsyncIterable<Buffer> => this.cipher.pourOpen(path);

  /** Removes snapshots beyond the newest `keep`, unfinished ones, and files that no snapshot names any more. Answers the names that are gone. */
  async prune(keep: number): Promise<string[]> {
    const folder = join(this.folder, 'snapshots');
    const names = await this.names();
    const gone = names.slice(0, Math.max(0, names.length - keep));
    const drafts = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.draft'));
    for (const name of [...gone, ...drafts]) await rm(join(folder, name), { recursive: true, force: true });
    const used = new Set<string>();
    for (const name of await this.names()) {
      const manifest = await this.manifestOf(name);
      // What a snapshot holds that cannot be read is not known: then nothing is known to be needless.
      if (manifest === null) return gone;
      for (const { sha256 } of manifest.files) used.add(sha256);
    }
    for (const part of await readdir(join(this.folder, 'files')).catch(() => []))
      for (const name of await readdir(join(this.folder, 'files', part)).catch(() => []))
        if (!used.has(name)) await rm(join(this.folder, 'files', part, name), { force: true });
    return gone;
  }

  private async write(
    path: string,
    pieces: AsyncIterable<Buffer>,
  ): Promise<{ rows: number; bytes: number; sha256: string }> {
    const measure = new Measure();
    const out = createWriteStream(path, { mode: 0o600, flush: true });
    await pipeline(Readable.from(this.cipher.pourClosed(measured(pieces, measure))), out);
    return { rows: measure.lines, bytes: measure.bytes, sha256: measure.sha256() };
  }
}

/** A snapshot that is being written. */
export interface Draft {
  table(name: string, pieces: AsyncIterable<Buffer>): Promise<{ rows: number; bytes: number; sha256: string }>;
  finish(manifest: { bytes: Buffer; signature: Buffer }): Promise<void>;
  drop(): Promise<void>;
}

export async function* measured(pieces: AsyncIterable<Buffer>, measure: Measure): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    measure.take(piece);
    yield piece;
  }
}

/** What flows by, measured and let go. */
export async function measureOf(pieces: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
  const measure = new Measure();
  for await (const piece of pieces) measure.take(piece);
  return { bytes: measure.bytes, sha256: measure.sha256() };
}

export const pour = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 1024 * 1024 });

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
