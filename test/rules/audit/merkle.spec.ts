import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { merkleRoot, NO_LEAVES, withLeaf } from '../../../src/audit/merkle.js';

const treeOf = (leaves: readonly Buffer[]): string => merkleRoot(leaves.reduce(withLeaf, NO_LEAVES)).toString('hex');

/** RFC 6962 §2.1 as it is written there: split at the largest power of two below the number of leaves. */
function byTheBook(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = leaves;
  if (only === undefined) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), only);
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha(Buffer.of(1), byTheBook(leaves.slice(0, k)), byTheBook(leaves.slice(k)));
}

describe('The Merkle tree of the log', () => {
  it('has the roots of the test vectors that Certificate Transparency publishes with RFC 6962', () => {
    const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const grown = leaves.map((_, size) => treeOf(leaves.slice(0, size + 1).map((one) => Buffer.from(one, 'hex'))));
    expect(grown).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('of no leaves is the hash of nothing', () => {
    expect(treeOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('grown leaf by leaf is the tree split at powers of two, at every size', () => {
    const leaves = Array.from({ length: 130 }, (_, index) => Buffer.from(`event ${index}`));
    for (let size = 0; size <= leaves.length; size += 1)
      expect(treeOf(leaves.slice(0, size))).toBe(byTheBook(leaves.slice(0, size)).toString('hex'));
  });
});
