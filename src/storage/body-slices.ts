import type { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import { TUS_CHUNK_TYPE } from './tus.headers.js';

/** Bytes of a slice: large enough that the disk is not asked to flush for every packet, small enough for many senders at once. */
export const SLICE_BYTES = 256 * 1024;
/** On a slow line a slice is put away after so long, however small: a server that is killed loses no more than this. */
const SLICE_MILLISECONDS = 1_000;
/** Read before anybody has asked who sends: twice what a line that breaks every 64 KiB brings, and little enough for strangers. */
const AHEAD_BYTES = 128 * 1024;

const aheads = new WeakMap<Readable, ReadAhead>();

/**
 * Begins to read chunks of files at once, before session and rights are looked up. A stream forgets what it holds when its line
 * breaks, and on a line that breaks often that would be everything: nothing would ever arrive.
 */
export const readChunksAhead: RequestHandler = (req, res, next) => {
  if (req.headers['content-type'] === TUS_CHUNK_TYPE) {
    const ahead = new ReadAhead(req);
    aheads.set(req, ahead);
    // Whoever was refused may send the rest of the chunk: it is let go by, so that the connection can be used again.
    res.once('finish', () => ahead.letGo());
  }
  next();
};

/**
 * Reads a body in slices of about SLICE_BYTES or one second, whichever comes first. When the line breaks, what had come is
 * still handed on as the last slice, and the reading ends quietly: an upload that can be resumed has use for every byte.
 */
export async function* slicesOf(body: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let begunAt = 0;
  const take = (): Buffer => {
    const slice = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, bytes);
    [parts, bytes] = [[], 0];
    return slice;
  };
  for await (const part of aheads.get(body) ?? new ReadAhead(body)) {
    if (bytes === 0) begunAt = performance.now();
    parts.push(part);
    bytes += part.length;
    if (bytes >= SLICE_BYTES || performance.now() - begunAt >= SLICE_MILLISECONDS) yield take();
  }
  if (bytes > 0) yield take();
}

/** A body being read, a little ahead of its reader. Ends where the body ends or breaks; what came before is still read. */
class ReadAhead implements AsyncIterable<Buffer> {
  private parts: Buffer[] = [];
  private bytes = 0;
  private hasEnded = false;
  private isLetGo = false;
  private wake: () => void = () => undefined;

  constructor(private readonly body: Readable) {
    body.on('data', (part: Buffer) => this.hold(part));
    for (const over of ['end', 'error', 'close'] as const) body.once(over, () => this.end());
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const parts = this.parts;
      [this.parts, this.bytes] = [[], 0];
      this.body.resume();
      yield* parts;
      if (this.parts.length > 0) continue;
      if (this.hasEnded) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  letGo(): void {
    this.isLetGo = true;
    this.parts = [];
    this.body.resume();
  }

  private hold(part: Buffer): void {
    if (this.isLetGo) return;
    this.parts.push(part);
    this.bytes += part.length;
    if (this.bytes >= AHEAD_BYTES) this.body.pause();
    this.wake();
  }

  private end(): void {
    this.hasEnded = true;
    this.wake();
  }
}
