import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { FileStore } from './file-store.js';

/** A file that is here only while it is read. */
export interface PassingFile {
  path: string;
  size: number;
  sha256: string;
  /** As its sender called it; text only. */
  originalName: string;
}

/** How multer hands over a file that is not kept: streamed to a temporary file, hashed on the way, looked at, removed. */
export class LookEngine<Seen> implements StorageEngine {
  seen: { result: Seen; sha256: string } | null = null;

  constructor(
    private readonly store: Pick<FileStore, 'begin' | 'discard'>,
    private readonly look: (file: PassingFile) => Promise<Seen>,
  ) {}

  _handleFile(_req: Request, file: Express.Multer.File, done: (error?: unknown) => void): void {
    this.pass(file).then(() => done(null), done);
  }

  // The temporary file is gone by the time anybody could ask.
  _removeFile(_req: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  private async pass(file: Express.Multer.File): Promise<void> {
    const { path, stream } = await this.store.begin();
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
      const sha256 = hash.digest('hex');
      this.seen = { result: await this.look({ path, size, sha256, originalName: file.originalname }), sha256 };
    } finally {
      await this.store.discard(path);
    }
  }
}
