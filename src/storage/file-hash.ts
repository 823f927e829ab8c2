import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const READ_BYTES = 256 * 1024;

/** SHA-256 of a file in hexadecimal, read from the disk as it lies there. One buffer serves the whole file, however many are read at once. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
