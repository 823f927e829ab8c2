import { describe, expect, it } from '@jest/globals';
import { isSealed, sealOf } from '../../../src/audit/seal.js';

const words = Buffer.from('Danh sách số 1, tổng 36.000.000 đồng');

describe('The seal of an installation', () => {
  const seal = sealOf('a secret of this machine, long enough');

  it('of the same secret is the same key, and the same words get the same signature', () => {
    const again = sealOf('a secret of this machine, long enough');
    expect([again.publicKey, again.fingerprint, again.sign(words)]).toEqual([
      seal.publicKey,
      seal.fingerprint,
      seal.sign(words),
    ]);
    expect(seal.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });

  it('holds for its own words under its own key, and for nothing else', () => {
    const signature = seal.sign(words);
    expect(isSealed(words, signature, seal.publicKey)).toBe(true);
    expect(isSealed(Buffer.from('Danh sách số 1, tổng 36.000.001 đồng'), signature, seal.publicKey)).toBe(false);
    expect(isSealed(words, signature, sealOf('another machine, just as secret').publicKey)).toBe(false);
  });

  it.each([
    ['no signature', ''],
    ['a cut one', 'AAAA'],
    ['not base64', '***'],
  ])('%s is none', (_, signature) => expect(isSealed(words, signature, seal.publicKey)).toBe(false));

  it('written in other signs of base64 is refused, though its bytes are the same', () => {
    const signature = seal.sign(words);
    expect(isSealed(words, signature.replace(/=+$/, ''), seal.publicKey)).toBe(false);
    expect(isSealed(words, `${signature}\n`, seal.publicKey)).toBe(false);
  });
});
