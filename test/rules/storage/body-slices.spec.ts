import { createHash, randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { SLICE_BYTES, slicesOf } from '../../../src/storage/body-slices.js';

/** Sends a body in packets of these sizes while it is read; answers the sizes of the slices, and whether every byte came in its place. */
async function sent(
  packets: readonly number[],
  { breaks = false } = {},
): Promise<{ sizes: number[]; isWhole: boolean }> {
  const body = new PassThrough({ highWaterMark: 64 * 1024 });
  const bytes = packets.map((size) => randomBytes(size));
  const sending = (async () => {
    for (const part of bytes) if (!body.write(part)) await new Promise((resolve) => body.once('drain', resolve));
    if (breaks) setTimeout(() => body.destroy(new Error('the line broke')), 20);
    else body.end();
  })();
  const [sizes, hash] = [[] as number[], createHash('sha256')];
  for await (const slice of slicesOf(body)) {
    await new Promise(setImmediate);
    hash.update(slice); // as the disk would have it, at the end of its turn
    sizes.push(slice.length);
  }
  await sending;
  const isWhole = hash.digest('hex') === createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
  return { sizes, isWhole };
}

describe('A body read in slices', () => {
  it.each([
    ['nothing', [], []],
    ['one packet', [1000], [1000]],
    ['a slice to the byte', [SLICE_BYTES / 2, SLICE_BYTES / 2], [SLICE_BYTES]],
    ['a byte more', [SLICE_BYTES / 2, SLICE_BYTES / 2 + 1], [SLICE_BYTES, 1]],
    ['packets across the bounds', Array<number>(20).fill(60_001), [...Array<number>(4).fill(SLICE_BYTES), 151_444]],
  ])('gives %s in full slices and a last one', async (_what, packets, sizes) => {
    expect(await sent(packets)).toEqual({ sizes, isWhole: true });
  });

  it('gives what had come when the line breaks, and ends quietly', async () => {
    expect(await sent([1000, 2000], { breaks: true })).toEqual({ sizes: [3000], isWhole: true });
  });

  it('gives a slow line’s bytes after a second, however few', async () => {
    const body = new PassThrough();
    const slices = slicesOf(body)[Symbol.asyncIterator]();
    const first = slices.next();
    body.write('chậm');
    setTimeout(() => body.write('!'), 1_050);
    expect((await first).value?.toString()).toBe('chậm!');
    body.end();
    expect((await slices.next()).done).toBe(true);
  });
});
