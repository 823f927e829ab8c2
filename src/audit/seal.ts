import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Signs what leaves the platform, with the one key of this installation (Ed25519, RFC 8032). */
export interface Seal {
  /** The public key as text: 32 bytes in base64. */
  publicKey: string;
  /** The same shortened for people to compare: the first 16 bytes of its SHA-256, in groups of four signs. */
  fingerprint: string;
  /** 64 bytes in base64; the same bytes give the same signature. */
  sign(bytes: Uint8Array): string;
}

export const SEAL = Symbol('seal');

// PKCS #8 and SPKI wrappings of a bare Ed25519 key (RFC 8410 §7 and §4).
const PRIVATE_WRAPPING = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_WRAPPING = Buffer.from('302a300506032b6570032100', 'hex');

/** The seal whose private key is the SHA-256 of a secret kept on this machine. Same secret, same key. */
export function sealOf(secret: string): Seal {
  const seed = createHash('sha256').update('hoithi results key\n').update(secret).digest();
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_WRAPPING, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC_WRAPPING.length)
    .toString('base64');
  return {
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes) => sign(null, bytes, key).toString('base64'),
  };
}

/** "3f2a 91c0 …": what two people read to each other to see that they mean the same key. */
export const fingerprintOf = (publicKey: string): string =>
  (createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ?? []).join(
    ' ',
  );

/** Whether the signature over these bytes is the one of this public key; false for anything that is no key or no signature. */
export function isSealed(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  const given = Buffer.from(signature, 'base64');
  // Base64 has several texts for the same bytes: only the one we write is a signature.
  if (raw.length !== 32 || given.length !== 64 || given.toString('base64') !== signature) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_WRAPPING, raw]), format: 'der', type: 'spki' });
  return verify(null, bytes, key, given);
}
