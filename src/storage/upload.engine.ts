import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { inspectFile } from './file-inspection.js';
import type { FileKind } from './file-kinds.js';
import type { FileStore } from './file-store.js';

/** A file that has arrived whole, was looked at and is stored under its hash. */
export interface ReceivedFile {
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
  /** Pages of a PDF, where they could be counted. */
  pages: number | null;
}

/** What became of one file of a form: stored, or refused with the reason. */
export type Arrival = { file: ReceivedFile } | { refusal: Refusal };

/**
 * How multer stores a file here: hashed while it streams to a temporary file, flushed, looked at, and only then renamed to its
 * hash. Nothing is held in memory; whatever goes wrong, the temporary file is gone. A file that is refused for what it is does
 * not stop the others of the form.
 */
export class UploadEngine implements StorageEngine {
  private begun = 0;

  constructor(
    private readonly store: FileStore,
    private readonly kinds: readonly string[],
    private readonly arrivals: Arrival[],
  ) {}

  _handleFile(_req: Request, file: Express.Multer.File, done: (error?: unknown) => void): void {
    // One file may still be looked at while the next arrives: each keeps the place in which it was sent.
    const place = this.begun++;
    this.take(file).then(
      (arrival) => {
        this.arrivals[place] = arrival;
        done(null);
      },
      (error: unknown) => done(error),
    );
  }

  // Stored files are shared by their hash: an abandoned form takes none of them away.
  _removeFile(_req: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  private take(file: Express.Multer.File): Promise<Arrival> {
    return takeFile(this.store, this.kinds, file);
  }
}

/** A file on its way in: its bytes, and the name its sender gave it. */
export interface IncomingFile {
  stream: Readable;
  originalname: string;
}

/** Takes one file into the store as described above, whoever brings it: the one way by which files come to lie there. */
export async function takeFile(store: FileStore, kinds: readonly string[], file: IncomingFile): Promise<Arrival> {
  const { path, stream } = await store.begin();
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      size += chunk.length;
      next(null, chunk);
    },
  });
  try {
    await pipeline(file.stream, count, stream);
    // Cut at the limit; multer is already on its way to say so.
    if ((file.stream as { truncated?: boolean }).truncated === true) throw new Error('the file was cut at its limit');
    const inspected = await inspectFile(path, size, file.originalname, kinds);
    const sha256 = hash.digest('hex');
    await store.keep(path, sha256);
    return { file: { ...inspected, size, sha256 } };
  } catch (error) {
    await store.discard(path);
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}
