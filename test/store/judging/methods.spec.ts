import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allocatePrizes } from '../../../src/awards/allocation.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import type { RankingPart, RankingMethod } from '../../../src/contests/contest.facts.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { type JudgingRoom, openJudgingRoom } from '../../fixtures/judging-room.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];

/** Points of three judges on A (40), B (30), C (30); the last entry lacks the third judge, who comes from its commune. */
const POINTS: (readonly [number, number, number] | null)[][] = [
  [
    [40, 20, 20],
    [30, 25, 25],
    [20, 10, 10],
  ],
  [
    [30, 30, 10],
    [35, 20, 15],
    [38, 29, 30],
  ],
  [
    [30, 30, 20],
    [38, 20, 22],
    [10, 10, 20],
  ],
  [[35, 25, 25], [20, 10, 10], null],
];

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, POINTS.length));
  const judges = [world.actors.judge1, world.actors.judge2, world.actors.judge3];
  await givenPanel(room.database, world, judges, entries);
  await room.database.transaction(async (tx) => {
    for (const [e, sheets] of POINTS.entries()) {
      for (const [j, sheet] of sheets.entries()) {
        if (sheet === null) continue;
        const [A, B, C] = sheet.map((points) => points * 100);
        await tx.changed(
          `UPDATE score_sheets SET points = $3, total_hundredths = $4, state = 'signed', signed_at = $5, saved_at = $5
            WHERE entry_id = $1 AND person_id = $2`,
          [entries[e]?.id, judges[j]?.personId, JSON.stringify({ A, B, C }), A! + B! + C!, tx.now],
        );
      }
    }
    await tx.changed(`UPDATE judging_rounds SET closed_at = $1, closed_by_name = 'Ký', close_reason = 'Đủ phiếu'`, [
      tx.now,
    ]);
  });
});
afterAll(() => room.close());

const part = (name: string, changes: Partial<RankingPart>): RankingPart => ({
  name,
  weight: '1',
  criteria: [],
  judges: [],
  drop: 0,
  ...changes,
});

async function tallyBy(method: RankingMethod, parts: RankingPart[] = []) {
  await room.database.transaction((tx) =>
    tx.changed(`UPDATE contests SET aggregate_method = $1, aggregate_parts = $2`, [method, JSON.stringify(parts)]),
  );
  const { reader } = room.database;
  const contest = (await room.contests.byId(reader, world.contestId))!;
  const round = (await room.rounds.latest(reader, world.contestId))!;
  const tally = await room.results.rankingOf(reader, contest, round.id);
  return { tally, matrix: await room.results.compute(reader, contest, round.id) };
}
const placeOf = (number: string): number => entries.findIndex((entry) => entry.number === number) + 1;

const EXPERTS = [
  part('Chuyên môn', { weight: '0.7', judges: ['GK1', 'GK2'] }),
  part('Đại biểu', { weight: '0.3', judges: ['GK3'], criteria: ['C'] }),
];

describe('A contest by its rule', () => {
  it.each([
    // totals: 80 80 40 / 70 70 97 / 80 80 40 / 85 40; equal to the last, so criterion B decides: 20 against 55/3
    ['median-majority', [], ['1 #3 80', '2 #1 80', '3 #2 70', '4 #4 40']],
    // 0,7 × (80 + 80)/2 + 0,3 × C of GK3: 56 + 3, 49 + 9, 56 + 6; the fourth has nobody in the second part
    ['weighted', EXPERTS, ['1 #3 62', '2 #1 59', '3 #2 58']],
    // GK1: 85 > 80 = 80 > 70; GK2: 80 = 80 > 70 > 40; GK3 of three: 97 > 40 = 40
    // shares: #1 ½ 5/6 ¼, #2 0 ⅓ 1, #3 ½ 5/6 ¼, #4 1 0; mean × 3 × 3
    ['borda', [], ['1 #3 19/4', '2 #1 19/4', '3 #4 9/2', '4 #2 4']],
  ] as const)(
    '%s ranks as the files of its round do when they are recounted, to the đồng',
    async (method, parts, wanted) => {
      const { tally, matrix } = await tallyBy(method, [...parts]);
      const { scoring, prizes, atBoundary } = tally.input.rules;
      const recount = tallyFiles({
        scores: Buffer.from(writeScoresFile(tally.input.entries, scoring.criteria)),
        rules: Buffer.from(writeRulesFile(tally.input.rules)),
      });
      if ('faults' in recount) throw new Error(JSON.stringify(recount.faults));
      const shown = (list: readonly { rank: number | null; entry: string; exact: string | null }[]): string[] =>
        list.map(({ rank, entry, exact }) => `${rank} #${placeOf(entry)} ${exact}`);
      expect(scoring.tieBreak).toEqual(['B', 'A']);
      expect(shown(recount.report.ranking)).toEqual(shown(tally.ranking));
      const ranked = matrix
        .filter(({ rank }) => rank !== null)
        .map(({ number, ...row }) => ({ ...row, entry: number }));
      expect(shown(ranked)).toEqual(shown(tally.ranking));
      const allocation = allocatePrizes(tally.ranking, { prizes, atBoundary });
      expect(recount.report.awards).toEqual(
        allocation.awards.map(({ entry, tier, amount }) => ({ entry, tier, amount })),
      );
      expect(recount.report.total).toBe(allocation.total);
      expect(shown(tally.ranking)).toEqual(wanted);
    },
  );

  it('leaves an entry without a rank that a part has no judge for, and its sheets in the tables', async () => {
    const { tally, matrix } = await tallyBy('weighted', EXPERTS);
    expect(tally.unranked.map(({ number, judges, signed }) => [placeOf(number), judges, signed])).toEqual([
      [4, ['GK1', 'GK2'], 2],
    ]);
    expect(matrix.at(-1)).toMatchObject({ rank: null, judges: 2, totals: { GK1: '85', GK2: '40' } });
  });

  it('cannot say weighted without parts, nor have parts beside another method', async () => {
    await expect(tallyBy('weighted', [])).rejects.toThrow('weighted_has_parts');
    await expect(tallyBy('mean', EXPERTS)).rejects.toThrow('weighted_has_parts');
  });
});
