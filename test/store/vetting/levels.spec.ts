import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isJudgeable } from '../../../src/entries/entry.facts.js';
import { JUDGEABLE_SQL } from '../../../src/entries/entry.conditions.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { type AssignmentId, newId, type UnitId } from '../../../src/kernel/ids.js';
import { NO_LIMITS } from '../../../src/vetting/queue.repository.js';
import { codeOf } from '../../fixtures/judging-room.js';
import {
  givenLying,
  givenPerson,
  givenRole,
  givenSecondLevel,
  openVettingRoom,
  seenNow,
  typedChecks,
  type VettingRoom,
} from '../../fixtures/vetting.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: VettingRoom;
let world: World;
let district: Actor;
let province: Actor;
let code: string;

beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
  district = world.actors.thamDinh;
  province = await givenSecondLevel(room.database, world);
  const [entry] = await givenLying(room.database, world, [
    { village: world.villages.banBo[0], commune: world.units.banBo },
  ]);
  code = entry?.number ?? '';
});
afterAll(() => room.close());

const accept = async (actor: Actor, number = code) =>
  room.decisions.accept(actBy(actor), number, await seenNow(room, actor, number));
const forward = (actor: Actor, level: number, codes: readonly string[] = [code]) =>
  room.forwarding.forward(actBy(actor), { contestId: world.contestId, level, codes, note: '' });
const opened = (actor: Actor) => room.opening.show(room.database.reader, actor, code, new Date(0));
const stages = async (actor: Actor, level: number) => {
  const [desk] = (await room.opening.desksOf(room.database.reader, actor)).filter((one) => one.level === level);
  if (desk === undefined) throw new Error('no such desk');
  const counts = await room.queue.counts(room.database.reader, desk, NO_LIMITS);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
};
const judgeable = async (): Promise<boolean> => {
  const rows = await room.database.reader.rows(`SELECT e.id FROM entries e WHERE e.number = $1 AND ${JUDGEABLE_SQL}`, [
    code,
  ]);
  const { entry, contest } = await opened(district);
  expect(isJudgeable(entry, contest)).toBe(rows.length === 1);
  return rows.length === 1;
};

describe('A dossier climbs two levels of vetting', () => {
  it('the second office does not know of it before the first has forwarded it', async () => {
    expect(await codeOf(opened(province))).toBe('not-found');
    await accept(district);
    expect(await codeOf(opened(province))).toBe('not-found');
    expect(await codeOf(accept(province))).toBe('not-found');
    expect([await stages(district, 1), await stages(province, 2)]).toEqual([{ passed: 1 }, {}]);
  });

  it('forwarded by the first, it waits at the second and is not yet the judges’', async () => {
    expect(await forward(district, 1)).toMatchObject({ number: 1, count: 1 });
    expect([await stages(district, 1), await stages(province, 2)]).toEqual([{ forwarded: 1 }, { waiting: 1 }]);
    expect(await judgeable()).toBe(false);
    expect(await codeOf(accept(district))).toBe('not-waiting');
  });

  it('returned by the second, it comes back to the second and not to the first', async () => {
    await room.checks.save(
      actBy(province),
      code,
      await typedChecks(room, province, code, { 'o.tom-tat': ['wrong', 'Nêu số hộ'] }),
    );
    await room.decisions.returnForSupplement(actBy(province), code, {
      ...(await seenNow(room, province, code)),
      dueAt: new Date('2021-11-25T17:00:00+07:00'),
      message: '',
    });
    expect([await stages(district, 1), await stages(province, 2)]).toEqual([{ forwarded: 1 }, { returned: 1 }]);
    const [point] = await room.entries.openPointsOf(room.database.reader, (await opened(province)).entry.id);
    expect(point).toMatchObject({
      slotId: null,
      fieldId: world.fields.summary,
      reasonKind: 'wrong',
      note: 'Nêu số hộ',
    });
    await room.database.transaction((tx) =>
      tx.changed(`UPDATE entries SET state = 'submitted', version = version + 1 WHERE number = $1`, [code]),
    );
    expect([await stages(district, 1), await stages(province, 2)]).toEqual([{ forwarded: 1 }, { waiting: 1 }]);
  });

  it('accepted and forwarded by the second, it is the judges’, and each decision cites level and rules', async () => {
    await room.checks.save(actBy(province), code, await typedChecks(room, province, code));
    await accept(province);
    expect(await judgeable()).toBe(false);
    expect(await forward(province, 2)).toMatchObject({ number: 1, count: 1 });
    expect(await judgeable()).toBe(true);
    const { entry } = await opened(district);
    const decisions = await room.decisionRows.ofEntry(room.database.reader, entry.id);
    expect(decisions.map(({ level, verb, rulesNumber, unitName }) => [level, verb, rulesNumber, unitName])).toEqual([
      [1, 'accept', 1, 'Huyện Tam Đường'],
      [2, 'return', 1, 'Tỉnh Lai Châu'],
      [2, 'accept', 1, 'Tỉnh Lai Châu'],
    ]);
  });

  it('each level’s desk is its own office’s alone', async () => {
    expect(await codeOf(forward(district, 2))).toBe('not-found');
    expect(await codeOf(forward(province, 1))).toBe('not-found');
  });
});

describe('Nobody decides on their own commune’s dossier', () => {
  it('an officer who is given a role there is stopped at the next press; a colleague goes on', async () => {
    const [entry] = await givenLying(
      room.database,
      world,
      [{ village: world.villages.binhLu[0], commune: world.units.binhLu }],
      {},
      50,
    );
    const number = entry?.number ?? '';
    const seen = await seenNow(room, district, number);
    await room.database.transaction((tx) =>
      givenRole(tx, {
        personId: district.personId,
        assignmentId: newId() as AssignmentId,
        role: 'commune',
        unitId: world.units.binhLu as UnitId,
      }),
    );
    expect(await codeOf(room.decisions.accept(actBy(district), number, seen))).toBe('own-commune');
    expect(await codeOf(room.checks.save(actBy(district), number, await typedChecks(room, district, number)))).toBe(
      'own-commune',
    );
    const choice = await room.forwarding.choiceOf(room.database.reader, district, await opened(district));
    expect(choice.leftOut.map((row) => row.code)).toEqual([number]);
    // Another officer of the same office goes on with it.
    const colleague = await room.database.transaction((tx) =>
      givenPerson(tx, 'Lù Thị Bạn', 'vetting', world.units.tamDuong, 'Huyện Tam Đường'),
    );
    expect(await codeOf(room.decisions.accept(actBy(colleague), number, seen))).toBe('done');
  });
});

describe('After the vetting window', () => {
  it.each([
    ['one millisecond before its until instant', '2021-12-10T23:59:59.999+07:00', 'done'],
    ['at the until instant', '2021-12-11T00:00:00.000+07:00', 'vetting-over'],
  ])('%s an acceptance answers', async (_when, at, expected) => {
    await setClock(room.database, world.contestId, at);
    const village = expected === 'done' ? 1 : 2;
    const [entry] = await givenLying(
      room.database,
      world,
      [{ village: world.villages.banBo[village], commune: world.units.banBo }],
      {},
      60 + village,
    );
    expect(await codeOf(accept(district, entry?.number))).toBe(expected);
  });
});
