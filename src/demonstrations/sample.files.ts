import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { FileStore } from '../storage/file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { type FileTask, keyOf, makeAndStore, type MadeFiles } from './file.making.js';

/** Files of the sample dossiers on their way into the store; each part is there as soon as it is made. */
export class FilesToCome {
  private readonly parts = new Map<string, PromiseWithResolvers<ReceivedFile[]>>();

  constructor(tasks: readonly FileTask[]) {
    for (const task of tasks) {
      const part = Promise.withResolvers<ReceivedFile[]>();
      // Whoever asks for it hears of a fault; nobody may ever ask, and that is no fault of its own.
      part.promise.catch(() => undefined);
      this.parts.set(keyOf(task), part);
    }
  }

  /** Waits for the files of one part. */
  of(task: FileTask): Promise<ReceivedFile[]> {
    const part = this.parts.get(keyOf(task));
    if (part === undefined) throw new Error(`nobody makes ${keyOf(task)}`);
    return part.promise;
  }

  arrive({ key, files }: MadeFiles): void {
    this.parts.get(key)?.resolve(files);
  }

  fail(fault: Error): void {
    for (const { reject } of this.parts.values()) reject(fault);
  }
}

/**
 * Makes the files of the sample dossiers and puts them into the store. They are the same at every load, so what was made once
 * and still lies there is taken again.
 */
@Injectable()
export class SampleFiles {
  constructor(
    private readonly store: FileStore,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /** Begins to make what is not there yet, and answers at once. `done` settles when everything has been made or something failed. */
  async begin(tasks: readonly FileTask[]): Promise<{ files: FilesToCome; done: Promise<void> }> {
    const files = new FilesToCome(tasks);
    const shelf = await this.readShelf();
    const missing: FileTask[] = [];
    for (const task of tasks) {
      const kept = shelf.get(keyOf(task));
      if (kept !== undefined && (await this.isStored(kept))) files.arrive({ key: keyOf(task), files: kept });
      else missing.push(task);
    }
    const arrive = (made: MadeFiles): void => {
      shelf.set(made.key, made.files);
      files.arrive(made);
    };
    const done = this.make(missing, arrive).then(
      () => (missing.length === 0 ? undefined : this.writeShelf(shelf)),
      (fault: Error) => {
        files.fail(fault);
        throw fault;
      },
    );
    done.catch(() => undefined);
    return { files, done };
  }

  private async make(tasks: readonly FileTask[], arrive: (made: MadeFiles) => void): Promise<void> {
    if (tasks.length === 0) return;
    // Uncompiled, as the tests read it, there is nothing that a process of its own could run.
    if (import.meta.url.endsWith('.ts')) await makeAndStore(this.store, tasks, arrive);
    else await makeElsewhere({ settings: this.settings, tasks }, arrive);
  }

  private async isStored(files: readonly ReceivedFile[]): Promise<boolean> {
    for (const { sha256, size } of files) if ((await this.store.sizeOf(sha256)) !== size) return false;
    return true;
  }

  /** What was made by the very code that would make it now; empty when there is no such note. */
  private async readShelf(): Promise<Map<string, ReceivedFile[]>> {
    try {
      const { code, files } = JSON.parse(await readFile(this.shelfPath(), 'utf8')) as Shelf;
      return code === (await fingerprintOfCode()) ? new Map(files) : new Map();
    } catch {
      return new Map(); // not made yet, or swept away with the other derived files
    }
  }

  private async writeShelf(files: ReadonlyMap<string, ReceivedFile[]>): Promise<void> {
    const shelf: Shelf = { code: await fingerprintOfCode(), files: [...files] };
    await mkdir(dirname(this.shelfPath()), { recursive: true });
    await writeFile(`${this.shelfPath()}.new`, JSON.stringify(shelf));
    await rename(`${this.shelfPath()}.new`, this.shelfPath());
  }

  private shelfPath(): string {
    return join(this.settings.uploadsDir, 'derived', 'demonstration-files.json');
  }
}

interface Shelf {
  code: string;
  files: [string, ReceivedFile[]][];
}

/** What the process of its own is told. */
export interface MakingOrder {
  settings: StorageSettings;
  tasks: readonly FileTask[];
}

/**
 * In a process of its own: drawing pictures and papers takes 400 MB, which a thread would leave with the server for good
 * (measured: 46 MB before, 395 to 456 MB after a thread had ended).
 */
function makeElsewhere(order: MakingOrder, arrive: (made: MadeFiles) => void): Promise<void> {
  const child = fork(new URL('./file.making.process.js', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    serialization: 'advanced', // instants stay instants
  });
  return new Promise((resolve, reject) => {
    child.on('message', arrive as (message: unknown) => void);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`the sample files were not made: the process ended with ${code ?? 'a signal'}`)),
    );
    child.send(order, (fault) => (fault === null ? undefined : reject(fault)));
  });
}

let fingerprint: string | null = null;

/** SHA-256 over the code that makes the files: another version makes them anew. */
async function fingerprintOfCode(): Promise<string> {
  if (fingerprint !== null) return fingerprint;
  const folder = join(import.meta.dirname, 'materials');
  const hash = createHash('sha256');
  for (const name of (await readdir(folder, { recursive: true })).filter((one) => /\.[jt]s$/.test(one)).sort())
    hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  fingerprint = hash.digest('hex');
  return fingerprint;
}
