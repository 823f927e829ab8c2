import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportService } from '../../../src/awards/export.service.js';
import { writeExport } from '../../../src/awards/export.files.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

const numberOf = (index: number): string => entries[index]?.number ?? '';
/** Points of two judges for A (40), B (30) and C (30). */
const POINTS = [
  [
    ['40', '12,5', '30'],
    ['35', '20', '25'],
  ],
  [
    ['30', '30', '21'],
    ['33', '28', '20,5'],
  ],
  [
    ['38', '25', '10'],
    ['20', '30', '30'],
  ],
] as const;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 3));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

describe('A round of weighted parts, from set-up to the recount', () => {
  it('is set up by the organiser', async () => {
    const organiser = await app.signedIn('to-chuc');
    const path = `/to-chuc/${world.slug}/xep-hang`;
    const saved = await organiser.send(path, {
      method: 'weighted',
      drop: '0',
      decimals: '2',
      mode: 'half-up',
      rankOn: 'rounded',
      tieBreak1: 'A',
      atBoundary: 'decide',
      part1Name: 'Hồ sơ',
      part1Weight: '0,4',
      part1Criteria: 'A, B',
      part2Name: 'Sân khấu',
      part2Weight: '0,6',
      part2Criteria: 'C',
      reason: 'Theo thể lệ sửa đổi',
    });
    expect(saved.status).toBe(303);
  });

  it('is scored on the judges’ own forms, signed and closed', async () => {
    for (const [index, name] of ['giam-khao-1', 'giam-khao-2'].entries()) {
      const judge = await app.signedIn(name);
      for (const [entry, sheets] of POINTS.entries()) {
        const [a = '', b = '', c = ''] = sheets[index] ?? [];
        const saved = await judge.send(`/cham/${numberOf(entry)}`, { 'points[A]': a, 'points[B]': b, 'points[C]': c });
        expect(saved.status).toBe(303);
      }
      expect((await judge.send('/cham/tong-ket', {})).status).toBe(303);
    }
    expect((await secretary.send('/thu-ky/khoa', { reason: 'Các giám khảo đã chốt' })).status).toBe(303);
  });

  it('comes to what plain arithmetic says, on the page of workings and from the exported files', async () => {
    const value = (text: string): number => Number(text.replace(',', '.'));
    const wanted = POINTS.map((sheets, entry) => {
      const mean = (part: readonly (0 | 1 | 2)[]): number =>
        sheets.reduce((sum, sheet) => sum + part.reduce<number>((all, at) => all + value(sheet[at]), 0), 0) /
        sheets.length;
      return { entry: numberOf(entry), points: 0.4 * mean([0, 1]) + 0.6 * mean([2]) };
    }).sort((one, other) => other.points - one.points);
    // 0.4 × 53.75 + 0.6 × 27.5 = 38; 0.4 × 60.5 + 0.6 × 20.75 = 36.65; 0.4 × 56.5 + 0.6 × 20 = 34.6
    expect(wanted.map(({ points }) => points.toFixed(2))).toEqual(['38.00', '36.65', '34.60']);
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-tally-'));
    try {
      const results = await app.app.get(ExportService).results(world.slug, new Date('2021-12-15T02:00:00Z'));
      await writeExport(results, 'tally', folder);
      const [scores, rules] = [await readFile(join(folder, 'scores.csv')), await readFile(join(folder, 'rules.json'))];
      const recount = tallyFiles({ scores, rules });
      expect('report' in recount && recount.report.ranking.map(({ entry, score }) => [entry, score])).toEqual(
        wanted.map(({ entry, points }) => [entry, points.toFixed(2)]),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
    const page = await secretary.get(`/thu-ky/tong-hop/${wanted[1]?.entry ?? ''}`);
    const text = page.text.replaceAll('&#x3D;', '=');
    expect(text).toContain('hạng 2');
    expect(text).toContain('Nhân hệ số rồi cộng các phần: 0,4 × 60,5 + 0,6 × 20,75 = 36,65.');
  });
});
