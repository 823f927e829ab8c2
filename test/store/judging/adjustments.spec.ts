import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { EntryReader } from '../../../src/entries/entry.reader.js';
import { readAdjustment } from '../../../src/judging/adjustment/adjustment.form.js';
import { AdjustmentRepository } from '../../../src/judging/adjustment/adjustment.repository.js';
import { AdjustmentService } from '../../../src/judging/adjustment/adjustment.service.js';
import { openWorkOf } from '../../../src/judging/open.work.js';
import { ContestResults } from '../../../src/judging/result/contest.results.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];
let service: AdjustmentService;
const rows = new AdjustmentRepository();

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world).slice(0, 3));
  await givenPanel(room.database, world, [world.actors.judge1], entries);
  service = new AdjustmentService(room.database, new Audit(), room.contests, room.rounds, new EntryReader(), rows);
});
afterAll(() => room.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const roundNow = async () => (await room.rounds.latest(room.database.reader, world.contestId))!;
const contestNow = async () => (await room.contests.byId(room.database.reader, world.contestId))!;
const late = (number: string, hundredths = -50) => ({
  number,
  kind: 'late' as const,
  hundredths,
  reason: 'Nộp muộn một ngày',
});
const ranking = async () => {
  const tally = await room.results.rankingOf(room.database.reader, await contestNow(), (await roundNow()).id);
  return tally.ranking.map(({ entry, rank, score: points }) => `${rank} ${entry} ${points}`);
};

describe('Penalties and bonuses of a round', () => {
  it('are the secretary’s, for entries that the round judges, each with its reason in the log', async () => {
    const { secretary, organiser, judge1 } = world.actors;
    expect(await codeOf(service.add(actBy(organiser), late(numberOf(0))))).toBe('not-found');
    expect(await codeOf(service.add(actBy(judge1), late(numberOf(0))))).toBe('not-found');
    expect(await codeOf(service.add(actBy(secretary), late('ZALO21-211124-9999')))).toBe('no-such-entry');
    // typed as it is read from a paper
    expect(await codeOf(service.add(actBy(secretary), late(numberOf(0).toLowerCase().replaceAll('-', ' '))))).toBe(
      'done',
    );
    const event = await room.database.reader.one(`SELECT reason, facts FROM audit_events WHERE act = 'adjustment.add'`);
    expect(event).toEqual({
      reason: 'Nộp muộn một ngày',
      facts: { number: numberOf(0), round: 1, kind: 'late', hundredths: -50 },
    });
  });

  it('count before ranking and stand in the matrix; one of an entry without a rank waits', async () => {
    const { secretary, judge1 } = world.actors;
    await service.add(actBy(secretary), {
      number: numberOf(1),
      kind: 'bonus',
      hundredths: 25,
      reason: 'Có sáng kiến mới',
    });
    await service.add(actBy(secretary), late(numberOf(2)));
    for (const index of [0, 1]) await score(room, world, judge1, numberOf(index), ['30', '30', '30']);
    await room.sheets.sign(actBy(judge1), { leaveIncomplete: true });
    // 90 each: + 0,25 and − 0,5
    expect(await ranking()).toEqual([`1 ${numberOf(1)} 90.25`, `2 ${numberOf(0)} 89.50`]);
    // One of an entry that nobody has signed a sheet for would count for nothing; with a quorum of two none would count.
    const idle = async (quorum: number): Promise<number> =>
      (await openWorkOf(room.database.reader, (await roundNow()).id, quorum)).idleAdjustments;
    expect([await idle(1), await idle(2)]).toEqual([1, 3]);
    const matrix = await room.results.compute(room.database.reader, await contestNow(), (await roundNow()).id);
    expect(matrix.map(({ number, adjustments }) => [number, adjustments])).toEqual([
      [numberOf(1), [{ hundredths: 25, reason: 'Có sáng kiến mới' }]],
      [numberOf(0), [{ hundredths: -50, reason: 'Nộp muộn một ngày' }]],
      [numberOf(2), undefined],
    ]);
  });

  it('are taken back with a reason, what they were stays in the log', async () => {
    const { secretary } = world.actors;
    const round = await roundNow();
    const [first] = await rows.page(room.database.reader, round.id, { limit: 1, offset: 0 });
    expect(await codeOf(service.remove(actBy(secretary), 'x', { reason: 'Ghi nhầm' }))).toBe('not-found');
    expect(await codeOf(service.remove(actBy(secretary), first!.id, { reason: 'Ghi nhầm hồ sơ' }))).toBe('done');
    expect(await ranking()).toEqual([`1 ${numberOf(1)} 90.25`, `2 ${numberOf(0)} 90.00`]);
    const event = await room.database.reader.one<{ facts: unknown }>(
      `SELECT facts FROM audit_events WHERE act = 'adjustment.remove'`,
    );
    expect(event?.facts).toMatchObject({ was: 'Nộp muộn một ngày', by: secretary.name, hundredths: -50 });
  });

  it('are over with the round, and go into the result and its files', async () => {
    const { secretary } = world.actors;
    await service.add(actBy(secretary), late(numberOf(0), -25));
    await room.judging.close(actBy(secretary), { version: (await roundNow()).version, reason: 'Hết giờ chấm' });
    expect(await codeOf(service.add(actBy(secretary), late(numberOf(1))))).toBe('round-closed');
    const results = new ContestResults(room.contests, room.rounds, room.results);
    const result = await results.of(room.database.reader, await contestNow());
    expect(result?.tally.input.rules.scoring.adjustments).toEqual([
      { entry: numberOf(0), hundredths: -25, reason: 'Nộp muộn một ngày', part: null },
      { entry: numberOf(1), hundredths: 25, reason: 'Có sáng kiến mới', part: null },
    ]);
  });
});

describe('As it is typed', () => {
  const typed = { number: 'ZALO21-211124-0001', kind: 'qua-gio', points: '0,5', reason: 'Quá giờ một phút' };
  it.each([
    ['qua-gio', 'over-time', -50],
    ['muon', 'late', -50],
    ['thuong', 'bonus', 50],
    ['tru-khac', 'other', -50],
    ['cong-khac', 'other', 50],
  ])('“%s” is %s and counts %i hundredths', (kind, is, hundredths) => {
    expect(readAdjustment({ ...typed, kind }).meaning).toMatchObject({ kind: is, hundredths });
  });

  it.each([
    ['no points', { points: '0' }, 'points'],
    ['points below zero', { points: '-1' }, 'points'],
    ['a third decimal', { points: '0,125' }, 'points'],
    ['no kind', { kind: '' }, 'kind'],
    ['no reason', { reason: '' }, 'reason'],
  ])('refuses %s beside its field', (_what, change, field) => {
    expect(readAdjustment({ ...typed, ...change }).faults.map((fault) => fault.field)).toEqual([field]);
  });
});
