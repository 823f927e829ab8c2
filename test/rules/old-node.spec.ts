import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { refuseOldNode } from '../../src/app.node.js';

describe('A Node that is too old', () => {
  it.each([
    ['v16.20.2', true],
    ['v21.7.3', true],
    ['v22.0.0', false],
    ['v24.21.0', false],
  ])('%s', (version, isRefused) => {
    expect(refuseOldNode(version, 'npm start') !== null).toBe(isRefused);
  });

  it('is told what to do', () => {
    expect(refuseOldNode('v20.20.2', 'npm start')).toBe(
      'Hội Thi cần Node 22 trở lên, máy đang dùng v20.20.2. Trên Linux hãy chạy bằng: npm start (dùng Node đi kèm). ' +
        'Trên hệ điều hành khác hãy cài Node 22 trở lên.',
    );
  });

  it.each(['main.ts', 'cli.ts'])(
    'is told so before it stumbles over anything else: %s imports nothing of ours first',
    (file) => {
      const text = readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');
      const statically = [...text.matchAll(/^import .*from '([^']+)'/gm)].map(([, name]) => name);
      expect(statically.filter((name) => name !== './app.node.js' && name !== 'node:module')).toEqual([]);
    },
  );
});
