import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { readCountedSheets, writeSheets } from '../../../src/awards/bundle/bundle.sheets.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { AdvancePlanner } from '../../../src/judging/advance/advance.planner.js';
import { AdvanceRepository } from '../../../src/judging/advance/advance.repository.js';
import { AdvanceService } from '../../../src/judging/advance/advance.service.js';
import { GivenRepository } from '../../../src/judging/given/given.repository.js';
import { OutsideRepository } from '../../../src/judging/outside/outside.repository.js';
import { OutsideService } from '../../../src/judging/outside/outside.service.js';
import { ContestResults } from '../../../src/judging/result/contest.results.js';
import { SignedVersions } from '../../../src/judging/result/signed.versions.js';
import { ResultsRepository } from '../../../src/judging/results.repository.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { workingsOf } from '../../../src/judging/workings.js';
import { newId } from '../../../src/kernel/ids.js';
import { allVillages, givenEntries, givenPanel, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { FINAL, givenPlan, PRELIMINARY } from '../../fixtures/rounds.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];
let service: OutsideService;
let advance: AdvanceService;
let planner: AdvancePlanner;

const numberOf = (index: number): string => entries[index]?.number ?? '';
const newest = async () => (await room.rounds.all(room.database.reader, world.contestId)).at(-1)!;
const contest = async () => (await room.contests.byId(room.database.reader, world.contestId))!;
const close = async (): Promise<string> =>
  codeOf(room.judging.close(actBy(world.actors.secretary), { version: (await newest()).version, reason: 'Hết giờ' }));
const words = (rows: readonly string[], reason = '') => ({
  text: ['entry,points', ...rows].join('\n'),
  source: 'Bình chọn trên Cổng thông tin',
  reason,
});
/** Takes a table in as somebody does who has just looked at its preview. */
const take = async (rows: readonly string[], reason = '', seen: string | null = null): Promise<string> => {
  const { mark } = await service.preview(room.database.reader, await contest(), await newest(), words(rows).text);
  return codeOf(service.take(actBy(world.actors.secretary), words(rows, reason), seen ?? mark));
};

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 3));
  const [, second] = await givenPlan(room.database, world, [
    { ...PRELIMINARY, weight: '0.7', advancing: { by: 'all' } },
    // A quorum of judges means nothing where nobody judges.
    {
      ...FINAL,
      name: 'Bình chọn',
      kind: 'outside',
      weight: '0.3',
      quorum: { judges: 2, signedPercent: 80, under: 'refuse' },
    },
  ]);
  const version = newId<'rubric-version'>();
  await room.database.transaction(async (tx) => {
    await tx.changed(
      `INSERT INTO rubric_versions (id, contest_id, number, in_force_at, planned_round_id)
       SELECT $1, contest_id, 1, in_force_at, $2 FROM rubric_versions WHERE contest_id = $3 AND planned_round_id IS NULL LIMIT 1`,
      [version, second, world.contestId],
    );
    await tx.changed(
      `INSERT INTO criteria (id, rubric_version_id, code, title, help, max_hundredths, weight, step_hundredths, sort_order)
       VALUES (gen_random_uuid(), $1, 'V', 'Điểm bình chọn', '', 10000, 1, 1, 1)`,
      [version],
    );
    await tx.changed(`UPDATE contests SET aggregate_method = 'median' WHERE id = $1`, [world.contestId]);
  });
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2], entries);
  service = new OutsideService(
    room.database,
    new Audit(),
    room.contests,
    room.judging,
    room.rounds,
    new ResultsRepository(),
    new GivenRepository(),
    new OutsideRepository(),
  );
  planner = new AdvancePlanner(room.results);
  advance = new AdvanceService(
    room.database,
    new Audit(),
    room.contests,
    room.rounds,
    planner,
    new AdvanceRepository(),
  );
  await setClock(room.database, world.contestId, '2021-12-12T09:00:00+07:00');
});
afterAll(() => room.close());

it('A round that a panel judges takes no points from outside', async () => {
  const table = words([`${numberOf(0)},50`]);
  expect(await codeOf(service.take(actBy(world.actors.secretary), table, ''))).toBe('not-from-outside');
});

describe('A round whose points come from outside', () => {
  beforeAll(async () => {
    for (const judge of [world.actors.judge1, world.actors.judge2]) {
      for (const [index, a] of ['40', '30', '20'].entries())
        await score(room, world, judge, numberOf(index), [a, '30', '30']);
      await room.sheets.sign(actBy(judge), { leaveIncomplete: false });
    }
    expect(await close()).toBe('done');
    const round = await newest();
    const [planned] = await room.contests.plannedRounds(room.database.reader, world.contestId);
    const choice = { tie: null, added: [], leftOut: [] };
    const { mark } = await planner.plan(room.database.reader, await contest(), { round, planned: planned! }, choice);
    await advance.open(actBy(world.actors.secretary), { choice, keepPanel: true, reason: 'Theo thể lệ', seen: mark });
    await setClock(room.database, world.contestId, '2021-12-17T09:00:00+07:00');
  });

  it('has no panel, and nobody is put on one', async () => {
    const round = await newest();
    expect(await room.panelRows.judges(room.database.reader, round.id)).toEqual([]);
    const { secretary, judge1 } = world.actors;
    expect(await codeOf(room.panel.addJudge(actBy(secretary), { personId: judge1.personId, unitId: null }))).toBe(
      'round-from-outside',
    );
  });

  it('takes a table whole or not at all, and only from its secretary', async () => {
    expect(await take([`${numberOf(0)},50`, 'ZALO21-211124-9999,10'])).toBe('table-faulty');
    expect(await codeOf(service.take(actBy(world.actors.judge1), words([`${numberOf(0)},50`]), ''))).toBe('not-found');
    expect(await take([`${numberOf(0)},50`], '', 'another')).toBe('outside-moved');
    const round = await newest();
    expect(await room.results.compute(room.database.reader, await contest(), round.id)).toMatchObject([
      { rank: null },
      { rank: null },
      { rank: null },
    ]);
    expect(await take([`${numberOf(0)},50`, `${numberOf(1)},80.5`])).toBe('done');
  });

  it('is replaced with a reason only; the former table is kept and no longer counts', async () => {
    const rows = [`${numberOf(0)},50`, `${numberOf(1)},100`, `${numberOf(2)},0`];
    const { plan } = await service.preview(room.database.reader, await contest(), await newest(), words(rows).text);
    expect([plan.changed, plan.added, plan.removed]).toEqual([[numberOf(1)], [numberOf(2)], []]);
    expect(await take(rows)).toBe('outside-reason');
    expect(await take(rows, 'Cổng thông tin gửi lại bảng đã bỏ phiếu trùng')).toBe('done');
    const kept = await room.database.reader.rows(
      `SELECT i.number, i.reason, count(*)::int AS marks FROM outside_imports i JOIN outside_marks m ON m.import_id = i.id
        GROUP BY 1, 2 ORDER BY 1`,
    );
    expect(kept).toEqual([
      { number: 1, reason: null, marks: 2 },
      { number: 2, reason: 'Cổng thông tin gửi lại bảng đã bỏ phiếu trùng', marks: 3 },
    ]);
    const round = await newest();
    expect(await room.progress.totals(room.database.reader, world.contestId, round.id, 1)).toEqual({
      entries: 3,
      unassigned: 0,
      belowQuorum: 0,
    });
  });

  it('is closed without a quorum of judges, and takes nothing afterwards', async () => {
    expect(await close()).toBe('done');
    expect(await take([`${numberOf(0)},99`], 'Quên')).toBe('round-closed');
  });
});

describe('The result with a part from outside', () => {
  const result = async () => {
    const found = await new ContestResults(room.contests, room.rounds, room.results).of(
      room.database.reader,
      await contest(),
    );
    if (found === null) throw new Error('no result');
    return found;
  };

  it('adds up by weights, recounted here by hand', async () => {
    const judged = [100, 90, 80]; // both judges gave the same, so the median is theirs
    const outside = [50, 100, 0];
    const expected = judged
      .map((points, index) => ({ entry: numberOf(index), value: (7 * points + 3 * (outside[index] ?? 0)) / 10 }))
      .sort((one, other) => other.value - one.value);
    expect(expected.map(({ value }) => value)).toEqual([93, 85, 56]);
    const { tally, judges } = await result();
    expect(tally.ranking.map(({ entry, score: points }) => [entry, Number(points)])).toEqual(
      expected.map(({ entry, value }) => [entry, value]),
    );
    expect([...judges]).toEqual([
      ['1.GK1', 'Trần Thị Một'],
      ['1.GK2', expect.any(String)],
      ['2.NGOAI', 'Điểm từ bên ngoài: Bình chọn trên Cổng thông tin'],
    ]);
  });

  it('is the same from the files that `hoithi tally` reads', async () => {
    const { tally } = await result();
    const { entries: scored, rules } = tally.input;
    const scores = writeScoresFile(scored, rules.scoring.criteria);
    expect(scores).toContain(`${numberOf(1)},2.NGOAI,2.V,100`);
    const recounted = tallyFiles({ scores: Buffer.from(scores), rules: Buffer.from(writeRulesFile(rules)) });
    expect(
      'report' in recounted && recounted.report.ranking.map(({ entry, rank, exact }) => [entry, rank, exact]),
    ).toEqual(tally.ranking.map(({ entry, rank, exact }) => [entry, rank, exact]));
  });

  it('is worked out with the part by its name, its points and its weight', async () => {
    const { tally } = await result();
    const { groups } = workingsOf({
      entries: tally.input.entries,
      scoring: tally.input.rules.scoring,
      ranking: tally.ranking,
    })(numberOf(1));
    expect(groups.map(({ name, weight, method, value }) => [name, weight, method, value])).toEqual([
      ['1. Sơ khảo', '7/10', 'median', '90'],
      ['2. Bình chọn', '3/10', 'mean', '100'],
    ]);
  });

  it('stands among the sheets of the results bundle, the table that counts as counted', async () => {
    const { tally, isCombined } = await result();
    const versions = await new SignedVersions().of(room.database.reader, world.contestId, { isCombined });
    const outside = versions.filter(({ judge }) => judge === '2.NGOAI');
    expect(new Set(outside.map(({ version, isInForce }) => `${version} ${isInForce}`)).size).toBeGreaterThan(1);
    const counted = readCountedSheets(writeSheets(outside, tally.input.entries));
    expect([...(counted ?? [])].map(([place, points]) => [place.split(' ').slice(1).join(' '), points])).toEqual([
      ['2.NGOAI 2.V', 5000],
      ['2.NGOAI 2.V', 10000],
      ['2.NGOAI 2.V', 0],
    ]);
  });
});
