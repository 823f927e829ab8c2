import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { ConflictRepository } from '../../../src/judging/conflict/conflict.repository.js';
import { ConflictService } from '../../../src/judging/conflict/conflict.service.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { codeOf, type JudgingRoom, openJudgingRoom, score } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: JudgingRoom;
let world: World;
let entries: JudgedFixture[];
let secretary: Actor;
let conflicts: ConflictService;

const numberOf = (index: number): string => entries[index]?.number ?? '';
const pin = (index: number) =>
  room.panel.pinConflict(actBy(secretary), { judgeCode: 'GK1', number: numberOf(index), reason: 'Ghi theo đơn' });
const lift = (index: number, by: Actor = secretary) =>
  conflicts.lift(actBy(by), { judgeCode: 'GK1', number: numberOf(index), reason: 'Ghi nhầm mã hồ sơ' });
const sheetOf = (index: number) =>
  room.database.reader.one<{ state: string; recused: boolean; points: object }>(
    `SELECT state, recused_at IS NOT NULL AS recused, points FROM score_sheets WHERE person_id = $1 AND entry_id = $2`,
    [world.actors.judge1.personId, entries[index]?.id],
  );

beforeAll(async () => {
  room = await openJudgingRoom();
  world = await buildWorld(room.database);
  await setClock(room.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(room.database, world, allVillages(world).slice(9, 14));
  await givenPanel(room.database, world, [world.actors.judge1, world.actors.judge2], entries);
  secretary = world.actors.secretary;
  conflicts = new ConflictService(
    room.database,
    new Audit(),
    room.contests,
    room.rounds,
    room.panelRows,
    new ConflictRepository(),
  );
});
afterAll(() => room.close());

describe('A conflict of interest', () => {
  it('is lifted by the secretary of the contest alone, and only where there is one', async () => {
    expect(await codeOf(lift(0))).toBe('no-conflict');
    await pin(0);
    expect(await codeOf(lift(0, world.actors.judge1))).toBe('not-found');
    expect(await codeOf(lift(0))).toBe('done');
    expect(await codeOf(lift(0))).toBe('no-conflict');
  });

  it('once lifted lets the sheet come back with what was on it; a signed one has to be signed anew', async () => {
    await score(room, world, world.actors.judge1, numberOf(1), ['40', '30', '30']);
    await room.sheets.sign(actBy(world.actors.judge1), { leaveIncomplete: true });
    await pin(1);
    expect(await sheetOf(1)).toMatchObject({ state: 'reopened', recused: true });
    expect(await lift(1)).toEqual({ sheetIsBack: true });
    expect(await sheetOf(1)).toEqual({ state: 'reopened', recused: false, points: { A: 4000, B: 3000, C: 3000 } });
    await room.sheets.sign(actBy(world.actors.judge1), { leaveIncomplete: true });
    expect(await sheetOf(1)).toMatchObject({ state: 'signed', recused: false });
  });

  it('by the judge’s own unit stands while the judge comes from there, and goes when that was a mistake', async () => {
    const ofUnit = 3; // a village of Bình Lư
    await room.panel.setUnit(actBy(secretary), 'GK1', { unitId: world.units.binhLu });
    expect(await sheetOf(ofUnit)).toMatchObject({ recused: true });
    expect(await codeOf(lift(ofUnit))).toBe('own-unit');
    await room.panel.setUnit(actBy(secretary), 'GK1', { unitId: null });
    expect(await lift(ofUnit)).toEqual({ sheetIsBack: true });
    expect(await sheetOf(ofUnit)).toMatchObject({ recused: false });
  });

  it('is not lifted after closing; what was lifted stands in the log with what had been written', async () => {
    await pin(4);
    const round = await room.rounds.latest(room.database.reader, world.contestId);
    await room.judging.close(actBy(secretary), { version: round?.version ?? 0, reason: 'Hết thời gian chấm' });
    expect(await codeOf(lift(4))).toBe('round-closed');
    const [event] = await room.database.reader.rows<{ reason: string; facts: { was: object } }>(
      `SELECT reason, facts FROM audit_events WHERE act = 'conflict.lift' ORDER BY seq LIMIT 1`,
    );
    expect(event?.reason).toBe('Ghi nhầm mã hồ sơ');
    expect(event?.facts.was).toEqual({ kind: 'pinned', reason: 'Ghi theo đơn' });
  });
});
