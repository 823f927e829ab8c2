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
 * Reads a body in slices of SLICE_BYTES or what came in one second, whichever comes first. When the line breaks, what had come is
 * still handed on as the last slice, and the reading ends quietly: an upload that can be resumed has use for every byte.
 * A slice is its reader's until the next one is asked for.
 */
export const slicesOf = (body: Readable): AsyncIterable<Buffer> => aheads.get(body) ?? new ReadAhead(body);

/**
 * A body being read, a little ahead of its reader. Packets are copied at once into one of two buffers that take turns, one
 * filling while the other is written: with twenty senders, packets that wait would be old garbage faster than it is collected.
 */
class ReadAhead implements AsyncIterable<Buffer> {
  private filling: Buffer | null = null;
  private spare: Buffer | null = null;
  private filled = 0;
  private begunAt = 0;
  /** What did not fit any more of the packet that came last. */
  private rest: Buffer | null = null;
  private isRead = false;
  private hasEnded = false;
  private isLetGo = false;
  private wake: () => void = () => undefined;

  constructor(private readonly body: Readable) {
    body.on('data', (part: Buffer) => this.hold(part));
    for (const over of ['end', 'error', 'close'] as const) body.once(over, () => this.end());
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    this.isRead = true;
    for (;;) {
      while (!this.isDue()) {
        this.body.resume();
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
      const [full, bytes] = [this.filling, this.filled];
      if (full === null || bytes === 0) return;
      [this.filling, this.spare, this.filled] = [this.spare, null, 0];
      this.takeRest();
      this.body.resume();
      yield full.subarray(0, bytes);
      this.spare = full;
    }
  }

  letGo(): void {
    this.isLetGo = true;
    [this.filling, this.spare, this.rest, this.filled] = [null, null, null, 0];
    this.body.resume();
  }

  private isDue(): boolean {
    return (
      this.hasEnded ||
      this.filled === SLICE_BYTES ||
      (this.filled > 0 && performance.now() - this.begunAt >= SLICE_MILLISECONDS)
    );
  }

  private hold(part: Buffer): void {
    if (this.isLetGo) return;
    if (this.filled === 0) this.begunAt = performance.now();
    this.filling ??= Buffer.allocUnsafeSlow(SLICE_BYTES);
    const taken = part.copy(this.filling, this.filled);
    this.filled += taken;
    if (taken < part.length) this.rest = Buffer.concat([this.rest ?? Buffer.alloc(0), part.subarray(taken)]);
    if (this.filled === SLICE_BYTES || (!this.isRead && this.filled >= AHEAD_BYTES)) this.body.pause();
    this.wake();
  }

  private takeRest(): void {
    const { rest } = this;
    this.rest = null;
    if (rest !== null) this.hold(rest);
  }

  private end(): void {
    this.hasEnded = true;
    this.wake();
  }
}
