import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

/** Does any of the patterns, each matching at most `longest` bytes, occur in the file? Reads it piece by piece, as latin-1. */
export async function occursInFile(file: FileHandle, patterns: readonly RegExp[], longest: number): Promise<boolean> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let kept = '';
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return false;
    position += bytesRead;
    const text = kept + buffer.toString('latin1', 0, bytesRead);
    if (patterns.some((pattern) => pattern.test(text))) return true;
    kept = text.slice(-longest);
  }
}
