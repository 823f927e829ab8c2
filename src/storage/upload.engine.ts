import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { inspectFile } from './file-inspection.js';
import { readFileName } from './file-name.js';
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

/** What one file field of a form may bring. */
export interface FieldLimits {
  /** Bytes of one file. */
  maxBytes: number;
  /** So many are stored; what comes behind them is read past and named. */
  maxFiles: number;
  /** File kinds ('pdf', 'jpg' …) that are taken. */
  kinds: readonly string[];
}

/**
 * How multer stores a file here: hashed while it streams to a temporary file, flushed, looked at, and only then renamed to its
 * hash. Nothing is held in memory; whatever goes wrong, the temporary file is gone. A file that is refused for what it is does
 * not stop the others of the form.
 */
export class UploadEngine implements StorageEngine {
  private readonly begun = new Map<string, number>();

  /** `fields` are the form's file fields by name; what arrives in each is put into `arrivals` under the same name. */
  constructor(
    private readonly store: FileStore,
    private readonly fields: ReadonlyMap<string, FieldLimits>,
    private readonly arrivals: Map<string, Arrival[]>,
  ) {}

  _handleFile(_req: Request, file: Express.Multer.File, done: (error?: unknown) => void): void {
    // One file may still be looked at while the next arrives: each keeps the place in which it was sent.
    const place = this.begun.get(file.fieldname) ?? 0;
    this.begun.set(file.fieldname, place + 1);
    this.take(file, place).then(
      (arrival) => {
        const own = this.arrivals.get(file.fieldname) ?? [];
        own[place] = arrival;
        this.arrivals.set(file.fieldname, own);
        done(null);
      },
      (error: unknown) => done(error),
    );
  }

  // Stored files are shared by their hash: an abandoned form takes none of them away.
  _removeFile(_req: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  private async take(file: Express.Multer.File, place: number): Promise<Arrival> {
    const limits = this.fields.get(file.fieldname);
    if (limits === undefined) throw new Refused({ code: 'malformed' });
    if (place >= limits.maxFiles) {
      file.stream.resume();
      await finished(file.stream);
      const read = readFileName(file.originalname);
      const name = 'refusal' in read ? read.refusal['name'] : read.name;
      return { refusal: { code: 'file-too-many', name, most: limits.maxFiles } };
    }
    const arrival = await takeFile(this.store, limits.kinds, file);
    // The reader stops at the most that any field takes; this one may take less.
    if ('refusal' in arrival || arrival.file.size <= limits.maxBytes) return arrival;
    const { name, size } = arrival.file;
    return { refusal: { code: 'file-too-large', maxBytes: limits.maxBytes, bytes: size, name } };
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
