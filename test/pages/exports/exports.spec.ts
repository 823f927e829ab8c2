import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYLOADS, STEERING } from '../../fixtures/corpus/payloads.js';
import { buildExportWorld, type ExportWorld } from './export-world.js';
import { EXPORTS, EXPORTS_WHILE_JUDGING, NOT_WALKED } from './exports.table.js';
import { fileRoutes, liveInPages, walk, type Walked } from './walk.js';

// The demonstration is loaded once, and some hundred and twenty files are read to the last word.
const LONG = 480_000;

describe('Whatever people type comes out of every file as text', () => {
  let world: ExportWorld;
  let pages: Awaited<ReturnType<typeof liveInPages>>;
  let walked: Walked[];
  beforeAll(async () => {
    world = await buildExportWorld();
    pages = await liveInPages(world);
    walked = await walk(world);
  }, LONG);
  afterAll(() => world.close());

  it('every route that may answer with a file has its line in the table, and no line is without a route', () => {
    const lines = [EXPORTS, EXPORTS_WHILE_JUDGING, NOT_WALKED].flatMap((table) => [...table.keys()]);
    expect([...lines].sort()).toEqual([...fileRoutes(world)].sort());
  });

  it('words of nearly every table are replaced by payloads, and no column refuses them', () => {
    expect([...world.garden.refused]).toEqual([]);
    expect(world.garden.places.size).toBeGreaterThan(150);
  });

  it('no file runs, links or breaks anything, and each payload is shown as it was typed', () => {
    expect(walked.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('every payload was met in workbooks, documents, PDFs and for programs', () => {
    const met = new Set(walked.flatMap(({ shown }) => shown));
    const missed = (kind: string): string[] =>
      [...PAYLOADS, ...STEERING].map(({ what }) => `${kind}: ${what}`).filter((one) => !met.has(one));
    expect(['xlsx', 'docx', 'pdf', 'json', 'lines'].flatMap(missed)).toEqual([]);
    // Tables of the open data hold few words, and which rows they are is left to chance: nearly every payload is among them.
    expect(missed('csv').length).toBeLessThan(8);
  });

  it('the pages that list them show them as text', () => {
    expect(pages.live).toEqual([]);
    expect(pages.opened).toBeGreaterThan(80);
  });
});
