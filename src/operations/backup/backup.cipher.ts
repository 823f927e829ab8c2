import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** How a place of backups keeps its bytes. What was changed does not open: reading it ends in an error. */
export interface Cipher {
  close(bytes: Buffer): Promise<Buffer>;
  open(bytes: Buffer): Promise<Buffer>;
  pourClosed(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  pourOpen(path: string): AsyncIterable<Buffer>;
}

const PIECE_BYTES = 1024 * 1024;

/** As they are. */
export const NO_CIPHER: Cipher = {
  close: (bytes) => Promise.resolve(bytes),
  open: (bytes) => Promise.resolve(bytes),
  pourClosed: (pieces) => pieces,
  pourOpen: (path) => createReadStream(path, { highWaterMark: PIECE_BYTES }),
};

/** What a place says of its encryption: how the key is made of a passphrase, and by what a wrong one is told. */
export interface Encryption {
  kdf: 'scrypt';
  salt: string;
  /** First 16 digits of the SHA-256 of the key. */
  check: string;
}

const [IV_BYTES, TAG_BYTES] = [12, 16];
const keyOf = (passphrase: string, salt: string): Buffer =>
  scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 });
const checkOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** A new encryption under a passphrase. */
export function newEncryption(passphrase: string): { encryption: Encryption; cipher: Cipher } {
  const salt = randomBytes(16).toString('base64');
  const key = keyOf(passphrase, salt);
  return { encryption: { kdf: 'scrypt', salt, check: checkOf(key) }, cipher: aesOf(key) };
}

/** The cipher of a place; null for a passphrase that is not the one it was begun with. */
export function cipherOf({ salt, check }: Encryption, passphrase: string): Cipher | null {
  const key = keyOf(passphrase, salt);
  return checkOf(key) === check ? aesOf(key) : null;
}

/** AES-256-GCM: 12 bytes of a random IV, the sealed bytes, 16 bytes of their tag (NIST SP 800-38D). */
function aesOf(key: Buffer): Cipher {
  async function* pourClosed(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    yield iv;
    for await (const piece of pieces) yield cipher.update(piece);
    yield cipher.final();
    yield cipher.getAuthTag();
  }
  async function* pourOpen(path: string): AsyncGenerator<Buffer> {
    const { size } = await stat(path);
    if (size < IV_BYTES + TAG_BYTES) throw new Error(`${path} is too short`);
    const [iv, tag] = [Buffer.alloc(IV_BYTES), Buffer.alloc(TAG_BYTES)];
    const file = await open(path);
    try {
      await file.read(iv, 0, IV_BYTES, 0);
      await file.read(tag, 0, TAG_BYTES, size - TAG_BYTES);
    } finally {
      await file.close();
    }
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    decipher.setAuthTag(tag);
    if (size > IV_BYTES + TAG_BYTES) {
      const sealed = createReadStream(path, { start: IV_BYTES, end: size - TAG_BYTES - 1, highWaterMark: PIECE_BYTES });
      for await (const piece of sealed as AsyncIterable<Buffer>) yield decipher.update(piece);
    }
    yield decipher.final();
  }
  return {
    close: async (bytes) => {
      const pieces: Buffer[] = [];
      for await (const piece of pourClosed(one(bytes))) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    open: (bytes) => {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      const sealed = bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES);
      return Promise.resolve(Buffer.concat([decipher.update(sealed), decipher.final()]));
    },
    pourClosed,
    pourOpen,
  };
}

async function* one(piece: Buffer): AsyncGenerator<Buffer> {
  yield piece;
}
