import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goodFiles } from '../../fixtures/corpus/good.js';
import type { CorpusFile } from '../../fixtures/corpus/corpus.file.js';
import { hostileFiles } from '../../fixtures/corpus/hostile.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { inspectFile } from '../../../src/storage/file-inspection.js';
import { FILE_KINDS } from '../../../src/storage/file-kinds.js';
import { stopHeicReader } from '../../../src/storage/heic-pictures.js';
import { stopPdfReader } from '../../../src/storage/pdf-pages.js';
import { STORAGE_WORDINGS } from '../../../src/storage/storage.wording.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-corpus-'));
});
afterAll(async () => {
  await Promise.all([stopPdfReader(), stopHeicReader()]);
  await rm(folder, { recursive: true });
});

/** "taken", or the code of the refusal; anything that is no refusal is a crash and fails the test. */
async function outcomeOf({ name, make }: CorpusFile): Promise<string> {
  const bytes = await make();
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  try {
    await inspectFile(path, bytes.length, name, FILE_KINDS);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.refusal.code;
  }
}
const outcomesOf = async (files: readonly CorpusFile[]): Promise<{ file: string; outcome: string }[]> => {
  const outcomes = [];
  for (const file of files) {
    outcomes.push({ file: `${file.name.slice(0, 40)}: ${file.what}`, outcome: await outcomeOf(file) });
  }
  return outcomes;
};

describe('The corpus', () => {
  it('of more than 120 hostile files: every one is refused with a sentence', async () => {
    expect(hostileFiles.length).toBeGreaterThanOrEqual(120);
    const outcomes = await outcomesOf(hostileFiles);
    expect(outcomes.filter(({ outcome }) => STORAGE_WORDINGS[outcome] === undefined)).toEqual([]);
  }, 120_000);

  it('of more than 60 good ones, as communes have them: every one is taken', async () => {
    expect(goodFiles.length).toBeGreaterThanOrEqual(60);
    const outcomes = await outcomesOf(goodFiles);
    expect(outcomes.filter(({ outcome }) => outcome !== 'taken')).toEqual([]);
  }, 120_000);
});
