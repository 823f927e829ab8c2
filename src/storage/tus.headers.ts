import { createHash, type Hash } from 'node:crypto';
import { Refused } from '../kernel/refusal.js';

/** The protocol of resumable uploads, https://tus.io/protocols/resumable-upload, and the parts of it that are spoken here. */
export const TUS_VERSION = '1.0.0';
export const TUS_EXTENSIONS = 'creation,termination,expiration,checksum';
export const TUS_CHECKSUMS = 'sha1,sha256';
export const TUS_CHUNK_TYPE = 'application/offset+octet-stream';

/** A header of a request, undefined when it is not there. */
type Header = string | undefined;

/** Refuses whoever speaks another version, or none. */
export function obeyVersion(header: Header): void {
  if (header !== TUS_VERSION) throw new Refused({ code: 'tus-version' });
}

/** Upload-Length or Upload-Offset: a whole number of bytes; refuses everything else. */
export function readBytes(header: Header): number {
  if (header === undefined || !/^\d{1,15}$/.test(header)) throw new Refused({ code: 'malformed' });
  return Number(header);
}

/** Upload-Metadata, `key base64,key base64`: texts by key, NFC. A key without a value is ''. Refuses doubled keys and what is no base64. */
export function readMetadata(header: Header): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (header === undefined || header === '') return texts;
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...more] = pair.trim().split(' ');
    const isRight = /^[\x21-\x7e]+$/.test(key) && /^[A-Za-z0-9+/]*={0,2}$/.test(value) && more.length === 0;
    if (!isRight || texts.has(key)) throw new Refused({ code: 'malformed' });
    texts.set(key, Buffer.from(value, 'base64').toString('utf8').normalize('NFC'));
  }
  return texts;
}

/** What a chunk should be by its sender's count. */
export interface Checksum {
  hash: Hash;
  digest: string;
}

/** Upload-Checksum, `sha1 base64` or `sha256 base64`; null without one. */
export function readChecksum(header: Header): Checksum | null {
  if (header === undefined) return null;
  const [, algorithm, digest] = /^(sha1|sha256) ([A-Za-z0-9+/]+={0,2})$/.exec(header) ?? [];
  if (algorithm === undefined || digest === undefined) throw new Refused({ code: 'malformed' });
  return { hash: createHash(algorithm), digest };
}
