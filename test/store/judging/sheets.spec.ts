import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, deskOf as deskOfRoom, type JudgingRoom, openJudgingRoom } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world));
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2, world.actors.judge3], entries);
});
afterAll(() => room.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const deskOf = (judge: Actor, number: string) => deskOfRoom(room, world, judge, number);
/** The form as the page would send it now. */
const words = async (judge: Actor, number: string, typed: Record<string, string>) => ({
  version: String((await deskOf(judge, number)).sheet.version),
  rubric: world.rubricVersionId,
  ...typed,
});
const FULL = { 'points[A]': '35', 'points[B]': '25,5', 'points[C]': '20.25' };
const counts = async (judge: Actor) =>
  (await room.panelRows.byPerson(room.database.reader, world.roundId as never, judge.personId))?.counts;

describe('A judge saves a sheet', () => {
  it('with points as typed, total exact, and a log that knows no points', async () => {
    const { judge1 } = world.actors;
    const typed = { ...FULL, 'comments[A]': 'Rõ', comment: 'Tốt' };
    const saved = await room.sheets.save(actBy(judge1), numberOf(0), await words(judge1, numberOf(0), typed));
    expect(saved.missing).toEqual([]);
    const { sheet } = await deskOf(judge1, numberOf(0));
    expect({
      points: sheet.points,
      comments: sheet.comments,
      comment: sheet.comment,
      total: sheet.totalHundredths,
    }).toEqual({
      points: { A: 3500, B: 2550, C: 2025 },
      comments: { A: 'Rõ' },
      comment: 'Tốt',
      total: '8075',
    });
    const events = await room.database.reader.rows<{ facts: unknown; act: string }>(
      `SELECT act, facts FROM audit_events WHERE entry_id = $1`,
      [entries[0]?.id],
    );
    expect(events).toEqual([
      { act: 'sheet.save', facts: { number: numberOf(0), filled: ['A', 'B', 'C'], missing: [], version: 2 } },
    ]);
  });

  it('not quite: it stays a draft, and is counted as one', async () => {
    const { judge1 } = world.actors;
    await room.sheets.save(actBy(judge1), numberOf(1), await words(judge1, numberOf(1), { 'points[A]': '10' }));
    expect(await counts(judge1)).toEqual({ none: 18, draft: 1, done: 1, signed: 0, recused: 0 });
  });

  it('faulty: nothing is written, and every fault is told', async () => {
    const { judge1 } = world.actors;
    const before = await deskOf(judge1, numberOf(1));
    const bad = await words(judge1, numberOf(1), { ...FULL, 'points[B]': '30,25' });
    expect(await codeOf(room.sheets.save(actBy(judge1), numberOf(1), bad))).toBe('points-faulty');
    expect((await deskOf(judge1, numberOf(1))).sheet).toEqual(before.sheet);
  });

  it('from two windows: the second is refused, nothing is overwritten (R14)', async () => {
    const { judge1 } = world.actors;
    const [one, two] = [
      await words(judge1, numberOf(2), { 'points[A]': '11' }),
      await words(judge1, numberOf(2), { 'points[A]': '12' }),
    ];
    await room.sheets.save(actBy(judge1), numberOf(2), one);
    expect(await codeOf(room.sheets.save(actBy(judge1), numberOf(2), two))).toBe('sheet-stale');
    expect((await deskOf(judge1, numberOf(2))).sheet.points).toEqual({ A: 1100 });
  });

  it('by twenty hands at once: exactly one effect a version, no lost update (R5, R13)', async () => {
    const { judge2 } = world.actors;
    const typed = await words(judge2, numberOf(3), FULL);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(room.sheets.save(actBy(judge2), numberOf(3), typed))),
    );
    expect(answers.filter((answer) => answer === 'done').length).toBe(1);
    expect(answers.filter((answer) => answer === 'sheet-stale').length).toBe(19);
    expect((await deskOf(judge2, numberOf(3))).sheet.version).toBe(2);
  });

  it('on a form of other criteria: refused with nothing stored (R15)', async () => {
    const { judge1 } = world.actors;
    const old = { ...(await words(judge1, numberOf(4), FULL)), rubric: '00000000-0000-4000-8000-000000000000' };
    expect(await codeOf(room.sheets.save(actBy(judge1), numberOf(4), old))).toBe('rubric-changed');
    expect((await deskOf(judge1, numberOf(4))).sheet.points).toEqual({});
  });

  it('of an entry not given to this judge, or of none: the same answer (S4)', async () => {
    const { judge1, secretary } = world.actors;
    expect(await codeOf(room.sheets.save(actBy(judge1), 'ZALO21-211124-9999', FULL))).toBe('not-found');
    expect(await codeOf(room.sheets.save(actBy(judge1), `x' OR 1=1`, FULL))).toBe('not-found');
    expect(await codeOf(room.sheets.save(actBy(secretary), numberOf(0), FULL))).toBe('not-found');
  });
});

describe('A judge declines an entry', () => {
  it('and the next request is refused at once; what was written stays and counts for nothing (S10)', async () => {
    const { judge1 } = world.actors;
    await room.sheets.save(actBy(judge1), numberOf(5), await words(judge1, numberOf(5), FULL));
    const open = await words(judge1, numberOf(5), FULL);
    await room.sheets.recuse(actBy(judge1), numberOf(5), { reason: 'Em ruột là trưởng bản' });
    expect(await codeOf(room.sheets.save(actBy(judge1), numberOf(5), open))).toBe('sheet-recused');
    const { sheet } = await deskOf(judge1, numberOf(5));
    expect([sheet.progress, sheet.points['A'], sheet.recusedReason]).toEqual([
      'recused',
      3500,
      'Em ruột là trưởng bản',
    ]);
    const conflicts = await room.panelRows.conflicts(room.database.reader, world.roundId as never);
    expect(conflicts.map(({ judgeCode, entryNumber, kind }) => [judgeCode, entryNumber, kind])).toEqual([
      ['GK1', numberOf(5), 'declared'],
    ]);
  });
});

describe('A judge signs the round', () => {
  it('not while sheets are incomplete, unless those are left aside; each signed sheet is kept as a version', async () => {
    const { judge3 } = world.actors;
    for (const index of [0, 1])
      await room.sheets.save(actBy(judge3), numberOf(index), await words(judge3, numberOf(index), FULL));
    expect(await codeOf(room.sheets.sign(actBy(judge3), { leaveIncomplete: false }))).toBe('sheets-incomplete');
    expect(await counts(judge3)).toEqual({ none: 18, draft: 0, done: 2, signed: 0, recused: 0 });
    expect(await room.sheets.sign(actBy(judge3), { leaveIncomplete: true })).toEqual({ signed: 2, left: 18 });
    expect(await counts(judge3)).toEqual({ none: 18, draft: 0, done: 0, signed: 2, recused: 0 });
    const locked = await words(judge3, numberOf(0), { ...FULL, 'points[A]': '1' });
    expect(await codeOf(room.sheets.save(actBy(judge3), numberOf(0), locked))).toBe('sheet-signed');
    expect(await versionsOf(judge3, 0)).toEqual([{ number: 1, points: FULL_POINTS, reopened: null }]);
  });

  it('again after the secretary reopened one sheet: both versions stay, the first with the reason', async () => {
    const { judge3, secretary } = world.actors;
    const { sheet } = await deskOf(judge3, numberOf(0));
    const of = { judgeCode: 'GK3', number: numberOf(0) };
    const asked = { version: sheet.version, reason: 'Nhập nhầm ô' };
    expect(await codeOf(room.sheets.reopen(actBy(judge3), of, asked))).toBe('not-found');
    await room.sheets.reopen(actBy(secretary), of, asked);
    expect(await codeOf(room.sheets.reopen(actBy(secretary), of, asked))).toBe('sheet-not-signed');
    await room.sheets.save(
      actBy(judge3),
      numberOf(0),
      await words(judge3, numberOf(0), { ...FULL, 'points[A]': '36' }),
    );
    await room.sheets.sign(actBy(judge3), { leaveIncomplete: true });
    expect(await versionsOf(judge3, 0)).toEqual([
      { number: 1, points: FULL_POINTS, reopened: 'Nhập nhầm ô' },
      { number: 2, points: { ...FULL_POINTS, A: 3600 }, reopened: null },
    ]);
  });
});

const FULL_POINTS = { A: 3500, B: 2550, C: 2025 };
const versionsOf = async (judge: Actor, index: number) =>
  room.database.reader.rows<{ number: number; points: unknown; reopened: string | null }>(
    `SELECT v.number, v.body -> 'points' AS points, v.reopened_reason AS reopened FROM score_sheet_versions v
       JOIN score_sheets s ON s.id = v.sheet_id WHERE s.person_id = $1 AND s.entry_id = $2 ORDER BY v.number`,
    [judge.personId, entries[index]?.id],
  );

describe('“Next”', () => {
  it('is the next sheet in the judge’s own order that lacks points, from the start again after the last', async () => {
    const { judge2 } = world.actors;
    const all = await room.sheetRows.list(
      room.database.reader,
      { roundId: world.roundId as never, personId: judge2.personId },
      { progress: ['none', 'draft', 'done'], limit: 50, offset: 0 },
    );
    const order = all.map(({ number }) => number);
    expect([...order].sort()).toEqual(entries.map(({ number }) => number));
    const done = order.indexOf(numberOf(3));
    const before = await deskOf(judge2, order.at(done - 1) ?? '');
    const last = await deskOf(judge2, order.at(-1) ?? '');
    const left = order.filter((number) => number !== numberOf(3));
    const after = [...order.slice(done + 1), ...order.slice(0, done)][0];
    if (done > 0) expect((await room.sheetRows.neighbours(room.database.reader, before.sheet)).nextLeft).toBe(after);
    const wrapped = await room.sheetRows.neighbours(room.database.reader, last.sheet);
    expect([wrapped.next, wrapped.nextLeft]).toEqual([null, left[0]]);
    expect(await room.sheetRows.firstLeft(room.database.reader, world.roundId as never, judge2.personId)).toBe(left[0]);
  });
});
