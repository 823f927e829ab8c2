import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** "`rankEntries` in `src/judging/tally.ts`" */
const SIGNPOST = /`(\w+)` in `(src\/[^`]+)`/g;

describe('A stranger who looks for the line that decides', () => {
  it.each(['README.md', 'CONTRIBUTING.md'])('is led by %s to functions that are there', (paper) => {
    const posts = [...textOf(paper).matchAll(SIGNPOST)].map(([, name = '', file = '']) => ({ name, file }));
    expect(posts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['phaseOf', 'rankEntries', 'allocatePrizes', 'refuseToSeeScores']),
    );
    const lost = posts.filter(({ name, file }) => !new RegExp(`(function|const) ${name}\\b`).test(textOf(file)));
    expect(lost).toEqual([]);
  });
});
