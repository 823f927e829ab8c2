/*
 * The thread in which HEIC photos are decoded. It runs as TypeScript too (in tests, Node strips the types itself), so it holds
 * nothing but types that can be erased, and imports no file of ours by value.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { HeicAnswer, HeicFaultCode, HeicTask } from './heic-pictures.js';

/** What the decoder may hold at once. A photo of 48 megapixels takes about 75 MB to check and 250 MB to draw. */
const MAX_HEAP_BYTES = 512 * 1024 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

// As in the thread of PDFs: WebAssembly's memory only grows, and Node's limits do not count it.
let heapBytes = 0;
interface GrowingMemory {
  buffer: ArrayBuffer;
  grow(pages: number): number;
}
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: { prototype: GrowingMemory } } };
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (delta) {
  if (this.buffer.byteLength + delta * 65_536 > MAX_HEAP_BYTES) throw new RangeError('the photo needs too much memory');
  const before = grow.call(this, delta);
  heapBytes = this.buffer.byteLength;
  return before;
};

/** Of libheif's C interface what is used here; functions that answer an error write it where their first argument points. */
interface Libheif {
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  _heif_context_alloc(): number;
  _heif_context_free(context: number): void;
  _heif_context_read_from_memory(error: number, context: number, at: number, bytes: number, options: number): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handleAt: number): void;
  _heif_image_handle_get_width(handle: number): number;
  _heif_image_handle_get_height(handle: number): number;
  _heif_image_handle_release(handle: number): void;
  _heif_decode_image(error: number, handle: number, imageAt: number, space: number, chroma: number, how: number): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly2(image: number, channel: number, strideAt: number): number;
  _heif_image_release(image: number): void;
}

// Numbers of libheif's header: as stored; RGB; three bytes a pixel, one after another.
const AS_STORED = 99;
const RGB = 1;
const INTERLEAVED_RGB = 10;
const INTERLEAVED = 10;

class Fault extends Error {
  readonly code: HeicFaultCode;
  constructor(code: HeicFaultCode) {
    super(code);
    this.code = code;
  }
}

/** Small places in the decoder's memory: two pointers, and an error of three words. */
interface Scratch {
  error: number;
  out: number;
}

function word(library: Libheif, at: number): number {
  return Buffer.from(library.HEAPU8.buffer).readUInt32LE(at);
}

function obey(library: Libheif, { error }: Scratch): void {
  if (word(library, error) !== 0) throw new Fault('unreadable');
}

/**
 * The photo made smaller by a whole number, each pixel the mean of those it stands for: straight from the decoder's memory,
 * so that 48 megapixels never exist twice.
 */
function shrink(library: Libheif, image: number, scratch: Scratch, side: number): HeicAnswer {
  const width = library._heif_image_get_width(image, INTERLEAVED);
  const height = library._heif_image_get_height(image, INTERLEAVED);
  const from = library._heif_image_get_plane_readonly2(image, INTERLEAVED, scratch.out);
  const stride = word(library, scratch.out);
  const heap = library.HEAPU8;
  const by = Math.max(1, Math.floor(Math.max(width, height) / side));
  const [w, h] = [Math.max(1, Math.floor(width / by)), Math.max(1, Math.floor(height / by))];
  const [stepX, stepY] = [Math.min(by, width), Math.min(by, height)];
  const data = new Uint8Array(w * h * 3);
  const sums = new Uint32Array(w * 3);
  for (let y = 0; y < h; y++) {
    sums.fill(0);
    for (let dy = 0; dy < stepY; dy++) {
      let at = from + (y * by + dy) * stride;
      for (let x = 0; x < w; x++) {
        for (let dx = 0; dx < stepX; dx++, at += 3) {
          sums[x * 3] = (sums[x * 3] ?? 0) + (heap[at] ?? 0);
          sums[x * 3 + 1] = (sums[x * 3 + 1] ?? 0) + (heap[at + 1] ?? 0);
          sums[x * 3 + 2] = (sums[x * 3 + 2] ?? 0) + (heap[at + 2] ?? 0);
        }
      }
    }
    for (let i = 0; i < sums.length; i++) data[y * w * 3 + i] = Math.round((sums[i] ?? 0) / (stepX * stepY));
  }
  return { bitmap: { data, width: w, height: h }, heapBytes };
}

function answer(library: Libheif, task: HeicTask): HeicAnswer {
  const bytes = readFileSync(task.path);
  if (bytes.length > MAX_FILE_BYTES) throw new Fault('too-large');
  const context = library._heif_context_alloc();
  const at = library._malloc(bytes.length);
  const scratch = { error: library._malloc(16), out: library._malloc(16) };
  let handle = 0;
  let image = 0;
  try {
    if (context === 0 || at === 0) throw new Fault('too-large');
    library.HEAPU8.set(bytes, at);
    library._heif_context_read_from_memory(scratch.error, context, at, bytes.length, 0);
    obey(library, scratch);
    library._heif_context_get_primary_image_handle(scratch.error, context, scratch.out);
    obey(library, scratch);
    handle = word(library, scratch.out);
    const width = library._heif_image_handle_get_width(handle);
    const height = library._heif_image_handle_get_height(handle);
    if (width * height > task.maxPixels) throw new Fault('too-many-pixels');
    const [space, chroma] = task.side === null ? [AS_STORED, AS_STORED] : [RGB, INTERLEAVED_RGB];
    library._heif_decode_image(scratch.error, handle, scratch.out, space, chroma, 0);
    obey(library, scratch);
    image = word(library, scratch.out);
    return task.side === null ? { width, height, heapBytes } : shrink(library, image, scratch, task.side);
  } finally {
    if (image !== 0) library._heif_image_release(image);
    if (handle !== 0) library._heif_image_handle_release(handle);
    library._heif_context_free(context);
    for (const place of [at, scratch.error, scratch.out]) library._free(place);
  }
}

function listen(port: MessagePort): void {
  const require = createRequire(import.meta.url);
  const start = require('libheif-js/libheif-wasm/libheif.js') as (parts: { wasmBinary: Buffer }) => Libheif;
  const library = start({ wasmBinary: readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm')) });
  port.on('message', (task: HeicTask) => {
    let reply: HeicAnswer;
    try {
      reply = answer(library, task);
    } catch (error) {
      reply = { fault: error instanceof Fault ? error.code : 'unreadable', heapBytes };
    }
    port.postMessage(reply, 'bitmap' in reply ? [reply.bitmap.data.buffer as ArrayBuffer] : []);
  });
}

if (parentPort !== null) listen(parentPort);
