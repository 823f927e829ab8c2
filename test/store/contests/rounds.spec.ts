import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { ContestReader } from '../../../src/contests/contest.reader.js';
import { NO_GUIDANCE } from '../../../src/contests/contest.facts.js';
import { ContestUse, type RoundUse } from '../../../src/contests/contest.use.js';
import { PartService } from '../../../src/contests/parts/part.service.js';
import { ROUND_CRITERIA_PART } from '../../../src/contests/parts/round-criteria.part.js';
import { ROUNDS_PART } from '../../../src/contests/parts/rounds.part.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { Notices } from '../../../src/notices/notices.js';
import { freshDatabase, type FreshDatabase } from '../../database.js';
import { FINAL, givenPlan, PRELIMINARY } from '../../fixtures/rounds.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let database: Database;
let world: World;
let service: PartService;
let judged: RoundUse[] = [];
const reader = new ContestReader();

beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
  world = await buildWorld(database);
  const use = new ContestUse();
  use.countRoundsBy(() => Promise.resolve(judged)); // counted by the room above; here it is told
  service = new PartService(database, new Audit(), reader, use, new Notices(false));
});
beforeEach(async () => {
  judged = [];
  await database.transaction((tx) => tx.changed(`DELETE FROM planned_rounds WHERE contest_id = $1`, [world.contestId]));
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

const act = () => actBy(world.actors.organiser);
const contest = async () => (await reader.bySlug(database.reader, world.slug))!;
const change = async () => ({ slug: world.slug, version: (await contest()).version, reason: 'Theo thể lệ' });
const plan = () => reader.plannedRounds(database.reader, world.contestId);
const planned = async () => (await plan()).map(({ number, name }) => `${number} ${name}`);
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error as Error)),
  );
const add = async (round = PRELIMINARY) => code(service.addRow(act(), ROUNDS_PART, await change(), round));
const save = async (number: number, round: typeof PRELIMINARY) => {
  const id = (await plan())[number - 1]!.id;
  return code(service.changeRow(act(), ROUNDS_PART, { ...(await change()), id }, round));
};
const at = (text: string) => new Date(text);

describe('The rounds of a contest', () => {
  it('are planned one after another, put in another order, taken out, and stay counted from 1', async () => {
    expect([await add(), await add(FINAL), await add({ ...FINAL, name: 'Thực địa', kind: 'field' })]).toEqual(
      Array(3).fill('done'),
    );
    const [, second, third] = await plan();
    await service.moveRow(act(), ROUNDS_PART, { ...(await change()), id: third!.id, direction: 'up' });
    expect(await planned()).toEqual(['1 Sơ khảo', '2 Thực địa', '3 Chung khảo']);
    await service.removeRow(act(), ROUNDS_PART, { ...(await change()), id: third!.id });
    expect(await planned()).toEqual(['1 Sơ khảo', '2 Chung khảo']);
    expect((await plan())[1]).toEqual({ ...FINAL, id: second!.id, number: 2 });
  });

  it('give each round of judging its window; a contest without a plan keeps the one window of judging', async () => {
    const window = async (number: number) =>
      (await reader.calendarOf(database.reader, await contest(), new Date())).roundWindow(number);
    const own = { kind: 'judging', from: at('2021-12-11T00:00:00+07:00'), until: at('2021-12-21T00:00:00+07:00') };
    expect(await window(1)).toEqual({ ...own, printed: 'trước ngày 21/12/2021' });
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    expect([await window(1), await window(2)]).toEqual(
      [PRELIMINARY, FINAL].map(({ from, until, printed }) => ({ kind: 'judging', from, until, printed })),
    );
  });

  it('move later and never nearer once the contest is open, and their beginning stays once it is past', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    await setClock(database, world.contestId, '2021-12-12T09:00:00+07:00');
    expect(await save(1, { ...PRELIMINARY, until: at('2021-12-15T23:59:00+07:00') })).toBe('window-shortened');
    expect(await save(1, { ...PRELIMINARY, from: at('2021-12-11T08:00:00+07:00') })).toBe('window-start-moved');
    expect(await save(1, { ...PRELIMINARY, until: at('2021-12-16T12:00:00+07:00') })).toBe('done');
    expect(await save(2, { ...FINAL, from: at('2021-12-17T00:00:00+07:00') })).toBe('done');
  });

  it('tell the judges of a later end of an open contest, and of nothing else', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    const [, second] = await plan();
    const desk = await service.desk(database.reader, world.actors.organiser, world.slug, new Date());
    const told = (round: typeof FINAL) => ROUNDS_PART.noticeOfChange?.(second!, round, desk) ?? null;
    expect(told({ ...FINAL, until: at('2021-12-24T00:00:00+07:00') })).toMatchObject({
      subject: 'Gia hạn chấm vòng 2 đến hết ngày 23/12/2021',
      to: { kind: 'contest', roles: ['judge'] },
    });
    expect(told({ ...FINAL, name: 'Chung kết' })).toBeNull();
  });

  it('stay as they are once a sheet has a score: only the name and a later end are left; a closed round has not even that', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    judged = [{ number: 1, scored: true, closed: false }];
    const later = at('2021-12-18T00:00:00+07:00');
    expect(await add({ ...FINAL, name: 'Chung kết' })).toBe('planned-rounds-scored');
    expect(await save(2, { ...FINAL, weight: '0.5' })).toBe('planned-rounds-scored');
    expect(await save(1, { ...PRELIMINARY, advancing: { by: 'rank', count: 11 } })).toBe('planned-rounds-scored');
    expect(await save(1, { ...PRELIMINARY, name: 'Sơ khảo cấp tỉnh', until: later })).toBe('done');
    const [first] = await plan();
    const removal = { ...(await change()), id: first!.id };
    expect(await code(service.removeRow(act(), ROUNDS_PART, removal))).toBe('planned-rounds-scored');
    judged = [{ number: 1, scored: true, closed: true }];
    expect(await save(1, { ...PRELIMINARY, name: 'Sơ khảo', until: later })).toBe('planned-round-closed');
    expect(await save(2, { ...FINAL, name: 'Chung kết' })).toBe('done');
  });
});

describe('A round', () => {
  const criterion = {
    code: 'T',
    title: 'Thuyết trình',
    help: '',
    guidance: NO_GUIDANCE,
    max: 6000,
    step: 50,
    weight: '1',
    round: 2,
  };
  const addCriterion = async (given = criterion) =>
    code(service.addRow(act(), ROUND_CRITERIA_PART, await change(), given));
  const codesOf = async (round: number) =>
    (await reader.currentRubricOfRound(database.reader, world.contestId, round))?.criteria.map((one) => one.code);

  it('is scored by the contest’s criteria unless it has its own, which never become the contest’s', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    expect([await addCriterion(), await addCriterion({ ...criterion, code: 'A' })]).toEqual(['done', 'done']);
    expect([await codesOf(1), await codesOf(2)]).toEqual([
      ['A', 'B', 'C'],
      ['T', 'A'],
    ]);
    const common = await reader.currentRubric(database.reader, world.contestId);
    expect(common?.criteria.map((one) => one.code)).toEqual(['A', 'B', 'C']);
    expect(await addCriterion()).toBe('criterion-code-taken');
    expect(await addCriterion({ ...criterion, round: 3 })).toBe('unknown-round');
  });

  it('goes back to the contest’s when its own are taken out, one by one', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    await addCriterion();
    const [own] = await ROUND_CRITERIA_PART.rows(database.reader, await contest());
    await service.removeRow(act(), ROUND_CRITERIA_PART, { ...(await change()), id: own!.id });
    expect(await codesOf(2)).toEqual(['A', 'B', 'C']);
  });

  it('keeps its criteria once it has a score, own ones or the contest’s; rounds still to come do not', async () => {
    await givenPlan(database, world, [PRELIMINARY, FINAL]);
    judged = [{ number: 1, scored: true, closed: true }];
    expect(await addCriterion({ ...criterion, round: 1 })).toBe('round-criteria-scored');
    expect(await addCriterion()).toBe('done');
  });
});

describe('A round as it is typed', () => {
  const typed = {
    name: ' Chung  khảo ',
    kind: 'live',
    from: '16/12/2021',
    fromTime: '',
    until: '21/12/2021',
    untilTime: '',
    printed: '',
    weight: '0,6',
    advancing: 'threshold',
    count: '',
    minimum: '80,5',
    judges: '3',
    signedPercent: '75',
    under: 'refuse',
  };
  it('is read in Vietnamese habits', () => {
    expect(ROUNDS_PART.read(typed, null as never).meaning).toEqual({
      name: 'Chung khảo',
      kind: 'live',
      from: at('2021-12-16T00:00:00+07:00'),
      until: at('2021-12-21T00:00:00+07:00'),
      printed: expect.stringContaining('16/12/2021'),
      weight: '0.6',
      advancing: { by: 'threshold', minimum: 8050 },
      quorum: { judges: 3, signedPercent: 75, under: 'refuse' },
    });
  });

  it.each([
    ['a round that ends before it begins', { until: '15/12/2021' }, 'until'],
    ['a round without a beginning', { from: '' }, 'from'],
    ['a rank without a number', { advancing: 'rank' }, 'count'],
    ['a threshold without points', { minimum: '' }, 'minimum'],
    ['a negative weight', { weight: '-1' }, 'weight'],
  ])('refuses %s, beside its field', (_what, change, field) => {
    expect(ROUNDS_PART.read({ ...typed, ...change }, null as never).faults.map((fault) => fault.field)).toEqual([
      field,
    ]);
  });
});
