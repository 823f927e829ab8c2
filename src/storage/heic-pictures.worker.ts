/*
 * The thread in which HEIC photos are decoded. It runs as TypeScript too (in tests, Node strips the types itself), so it holds
 * nothing but types that can be erased, and imports no file of ours by value.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { HeicAnswer, HeicFaultCode, HeicTask } from './heic-pictures.js';

/** What the decoder may hold at once. A photo of 48 megapixels takes about 75 MB to check or to draw. */
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
  _heif_image_get_colorspace(image: number): number;
  _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
  _heif_image_get_nclx_color_profile(error: number, image: number, profileAt: number): void;
  _heif_nclx_color_profile_free(profile: number): void;
  _heif_image_get_plane_readonly2(image: number, channel: number, strideAt: number): number;
  _heif_image_release(image: number): void;
}

// Numbers of libheif's header: how colours are stored, and the planes that there are for each way.
const AS_STORED = 99;
const RGB = 1;
const MONOCHROME = 2;
const [LUMA, BLUE_DIFFERENCE, RED_DIFFERENCE] = [0, 1, 2] as const;
const [RED, GREEN, BLUE] = [3, 4, 5] as const;

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

/** One plane of a decoded image: so many bits for each of its samples, which lie in one byte or, above eight bits, in two. */
interface Plane {
  at: number;
  stride: number;
  width: number;
  height: number;
  bits: number;
}

function planeOf(library: Libheif, image: number, channel: number, scratch: Scratch): Plane {
  const at = library._heif_image_get_plane_readonly2(image, channel, scratch.out);
  if (at === 0) throw new Fault('unreadable');
  return {
    at,
    stride: word(library, scratch.out),
    width: library._heif_image_get_width(image, channel),
    height: library._heif_image_get_height(image, channel),
    bits: library._heif_image_get_bits_per_pixel_range(image, channel),
  };
}

/** A plane made `w` × `h`, each sample the mean of those it stands for, brought to eight bits; fractions are kept. */
function shrinkPlane(library: Libheif, plane: Plane, w: number, h: number): Float32Array {
  const { at, stride, width, height, bits } = plane;
  const heap = library.HEAPU8;
  const wide = bits > 8;
  const scale = 1 / 2 ** (bits - 8);
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const top = Math.min(height - 1, Math.floor((y * height) / h));
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / h));
    for (let x = 0; x < w; x++) {
      const left = Math.min(width - 1, Math.floor((x * width) / w));
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / w));
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        const line = at + row * stride;
        if (wide)
          for (let i = line + 2 * left; i < line + 2 * right; i += 2) sum += (heap[i] ?? 0) + 256 * (heap[i + 1] ?? 0);
        else for (let i = line + left; i < line + right; i++) sum += heap[i] ?? 0;
      }
      out[y * w + x] = (sum * scale) / ((bottom - top) * (right - left));
    }
  }
  return out;
}

/** How a photo's brightness and two colour differences become red, green and blue. */
interface ColourRule {
  kr: number;
  kb: number;
  isFullRange: boolean;
}

/** Shares of red and blue in the brightness, by the numbers of ITU-T H.273, table 4; photos that say nothing are made as BT.601 says. */
const SHARES: Readonly<Record<number, readonly [kr: number, kb: number]>> = {
  1: [0.2126, 0.0722],
  4: [0.3, 0.11],
  7: [0.212, 0.087],
  9: [0.2627, 0.0593],
  10: [0.2627, 0.0593],
};

function colourRuleOf(library: Libheif, image: number, scratch: Scratch): ColourRule {
  library._heif_image_get_nclx_color_profile(scratch.error, image, scratch.out);
  // Read before freeing: a byte of version, three numbers of four bytes, a byte for the range.
  const profile = word(library, scratch.error) === 0 ? word(library, scratch.out) : 0;
  const [matrix, range] = profile === 0 ? [6, 1] : [word(library, profile + 12), library.HEAPU8[profile + 16]];
  if (profile !== 0) library._heif_nclx_color_profile_free(profile);
  const [kr, kb] = SHARES[matrix] ?? [0.299, 0.114];
  return { kr, kb, isFullRange: range !== 0 };
}

/**
 * The photo made smaller by a whole number, straight from the planes it is stored in: twelve megapixels never exist as RGB,
 * which would be twice their size again.
 */
function shrink(library: Libheif, image: number, scratch: Scratch, side: number): HeicAnswer {
  const isGrey = library._heif_image_get_colorspace(image) === MONOCHROME;
  const isRgb = library._heif_image_get_colorspace(image) === RGB;
  const channels = isGrey ? [LUMA] : isRgb ? [RED, GREEN, BLUE] : [LUMA, BLUE_DIFFERENCE, RED_DIFFERENCE];
  const planes = channels.map((channel) => planeOf(library, image, channel, scratch));
  const [{ width, height }] = planes as [Plane];
  const by = Math.max(1, Math.floor(Math.max(width, height) / side));
  const [w, h] = [Math.max(1, Math.floor(width / by)), Math.max(1, Math.floor(height / by))];
  const [first, second, third] = planes.map((plane) => shrinkPlane(library, plane, w, h)) as [
    Float32Array,
    Float32Array | undefined,
    Float32Array | undefined,
  ];
  const { kr, kb, isFullRange } = colourRuleOf(library, image, scratch);
  // Rounded and cut at both ends by the array itself.
  const data = new Uint8ClampedArray(w * h * 3);
  for (let i = 0, at = 0; i < first.length; i++, at += 3) {
    const light = first[i] ?? 0;
    const [a, b] = [second?.[i] ?? 128, third?.[i] ?? 128];
    if (isRgb) {
      [data[at], data[at + 1], data[at + 2]] = [light, a, b];
      continue;
    }
    const y = isFullRange ? light : ((light - 16) * 255) / 219;
    const stretch = isFullRange ? 1 : 255 / 224;
    const [cb, cr] = [(a - 128) * stretch, (b - 128) * stretch];
    data[at] = y + 2 * (1 - kr) * cr;
    data[at + 1] = y - (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / (1 - kr - kb);
    data[at + 2] = y + 2 * (1 - kb) * cb;
  }
  return { bitmap: { data: new Uint8Array(data.buffer), width: w, height: h }, heapBytes };
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
    library._heif_decode_image(scratch.error, handle, scratch.out, AS_STORED, AS_STORED, 0);
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
