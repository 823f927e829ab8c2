import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

/**
 * What a second reader might take a picture or film for: a page, a script, an archive of PHP, a PDF, an archive, a program.
 * Each is long enough not to turn up by chance in the noise of a photo: six letters do once in a hundred thousand photos.
 */
export const FOREIGN: readonly RegExp[] = [
  /<script[\s>/]/i,
  /<html[\s>][\s\S]{0,20}</i,
  /<\?php\s/i,
  /__HALT_COMPILER\(\);/,
  /%PDF-[12]\.\d/,
  /Rar!\x1a\x07[\0\x01]/,
  /7z\xbc\xaf\x27\x1c\0/,
  /This program cannot be run in DOS mode/,
];

/**
 * Does any of the patterns, each matching at most `longest` bytes, occur in the first `within` bytes of the file (all, when left
 * out)? Reads it piece by piece, as latin-1.
 */
export async function occursInFile(
  file: FileHandle,
  patterns: readonly RegExp[],
  longest: number,
  within = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let kept = '';
  for (let position = 0; position < within;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK_BYTES, within - position), position);
    if (bytesRead === 0) return false;
    position += bytesRead;
    const text = kept + buffer.toString('latin1', 0, bytesRead);
    if (patterns.some((pattern) => pattern.test(text))) return true;
    kept = text.slice(-longest);
  }
  return false;
}
