import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlreadyDone } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import type { OpenedDesk } from '../../../src/vetting/vetting.opening.js';
import { codeOf } from '../../fixtures/judging-room.js';
import {
  givenLying,
  givenPerson,
  givenRole,
  type LyingEntry,
  openVettingRoom,
  seenNow,
  typedChecks,
  type VettingRoom,
} from '../../fixtures/vetting.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

// What lies in these dossiers has no files, so the slots that must be filled and the text fields are what is looked at.
let room: VettingRoom;
let world: World;
let officer: Actor;
let colleague: Actor;
let lying: LyingEntry[];

beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
  officer = world.actors.thamDinh;
  colleague = await room.database.transaction((tx) =>
    givenPerson(tx, 'Lù Thị Bạn', 'vetting', world.units.tamDuong, 'Huyện Tam Đường'),
  );
  lying = await givenLying(
    room.database,
    world,
    world.villages.banBo.map((village) => ({ village, commune: world.units.banBo })),
  );
  await givenLying(
    room.database,
    world,
    [{ village: world.villages.nongHeo[0], commune: world.units.nongHeo }],
    {},
    100,
  );
  for (const index of [0, 1, 2, 3, 5, 6, 7]) await check(index);
  await check(4, { 'muc.anh': ['missing', 'Chưa có ảnh'] });
});
afterAll(() => room.close());

const numberOf = (index: number): string => lying[index]?.number ?? '';
const check = async (index: number, failed: Parameters<typeof typedChecks>[3] = {}): Promise<unknown> =>
  room.checks.save(actBy(officer), numberOf(index), await typedChecks(room, officer, numberOf(index), failed));
const seenAll = (indexes: readonly number[]) =>
  Promise.all(
    indexes.map(async (index) => ({ code: numberOf(index), ...(await seenNow(room, officer, numberOf(index))) })),
  );
const accept = (dossiers: Awaited<ReturnType<typeof seenAll>>, actor = officer, formKey: string | null = null) =>
  room.bulkAcceptance.accept(actBy(actor, formKey), { contestId: world.contestId, level: 1, dossiers });
const statesOf = async (indexes: readonly number[]): Promise<string[]> => {
  const entries = await room.entries.byNumbers(room.database.reader, world.contestId, indexes.map(numberOf));
  return indexes.map((index) => entries.find(({ code }) => code === numberOf(index))?.state ?? 'none');
};
const opened = async (): Promise<OpenedDesk> => {
  const desk = await room.opening.desk(room.database.reader, officer, { slug: null, level: null }, new Date(0));
  if (desk === null) throw new Error('the officer has no desk');
  return desk;
};

describe('Before several dossiers are accepted', () => {
  it('each is told its fate: accepted, or which places still stand in the way', async () => {
    const codes = [0, 4, 8].map(numberOf);
    const found = await room.bulkAcceptance.candidatesOf(room.database.reader, officer, await opened(), codes);
    expect(new Map(found.map(({ entry, refusal }) => [entry.code, refusal]))).toEqual(
      new Map<string, unknown>([
        [numberOf(0), null],
        [numberOf(4), { code: 'places-failed', places: ['Ảnh hoạt động'] }],
        [
          numberOf(8),
          {
            code: 'places-unchecked',
            places: ['Tên nhóm Zalo', 'Tóm tắt cách làm', 'Báo cáo thành tích'],
          },
        ],
      ]),
    );
  });

  it('one that is not of this desk hides the whole list', async () => {
    const codes = [numberOf(0), 'ZALO21-211118-0100'];
    const asked = room.bulkAcceptance.candidatesOf(room.database.reader, officer, await opened(), codes);
    expect(await codeOf(asked)).toBe('not-found');
  });
});

describe('Several dossiers are accepted', () => {
  it('all of them or none, and each that stands in the way is named', async () => {
    const seen = await seenAll([0, 1, 4]);
    const refused = await accept(seen).catch((error: { refusal: unknown }) => error.refusal);
    expect(refused).toMatchObject({
      code: 'acceptance-blocked',
      blocked: [{ code: numberOf(4), refusal: { code: 'places-failed' } }],
    });
    expect(await statesOf([0, 1, 4])).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('not when one has moved or been checked again since it was seen', async () => {
    const seen = await seenAll([0, 1]);
    await check(1);
    const refused = await accept(seen).catch((error: { refusal: unknown }) => error.refusal);
    expect(refused).toMatchObject({
      code: 'acceptance-blocked',
      blocked: [{ code: numberOf(1), refusal: { code: 'checklist-stale' } }],
    });
    expect(await statesOf([0, 1])).toEqual(['submitted', 'submitted']);
  });

  it('each with its own decision and its own line in the log, once however often the button is pressed', async () => {
    const seen = await seenAll([0, 1]);
    const key = `${newId()}.x`;
    expect(await accept(seen, officer, key)).toBe(2);
    await expect(accept(seen, officer, key)).rejects.toBeInstanceOf(AlreadyDone);
    expect(await statesOf([0, 1])).toEqual(['accepted', 'accepted']);
    const told = await room.database.reader.rows<{ decisions: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM vetting_decisions WHERE entry_id = e.id) AS decisions,
              (SELECT count(*)::int FROM audit_events a WHERE a.entry_id = e.id AND a.act = 'entry.accept') AS events
         FROM entries e WHERE e.number = ANY($1)`,
      [[numberOf(0), numberOf(1)]],
    );
    expect(told).toEqual([
      { decisions: 1, events: 1 },
      { decisions: 1, events: 1 },
    ]);
  });

  it('by two colleagues with lists that overlap: one list goes, the other is told', async () => {
    const [mine, theirs] = [await seenAll([2, 3, 5]), await seenAll([6, 5, 7])];
    const answers = await Promise.all([codeOf(accept(mine)), codeOf(accept(theirs, colleague))]);
    expect(answers.sort()).toEqual(['acceptance-blocked', 'done']);
    const states = await statesOf([2, 3, 5, 6, 7]);
    expect([states.slice(0, 2), states.slice(3)].map((list) => new Set(list).size)).toEqual([1, 1]);
    expect(states[0]).not.toBe(states[3]);
  });

  it('but never none, nor more than a page shows', async () => {
    expect(await codeOf(accept([]))).toBe('nothing-ticked');
    const many = Array.from({ length: 51 }, (_, i) => ({ code: `X${i}`, entryVersion: 1, checklistVersion: 1 }));
    expect(await codeOf(accept(many))).toBe('too-many-ticked');
  });

  it('and not by who works in the commune', async () => {
    const both = await room.database.transaction(async (tx) => {
      const actor = await givenPerson(tx, 'Hai Vai', 'vetting', world.units.tamDuong, 'Huyện Tam Đường');
      await givenRole(tx, {
        personId: actor.personId,
        assignmentId: newId(),
        role: 'commune',
        unitId: world.units.banBo,
      });
      return actor;
    });
    const seen = [{ code: numberOf(8), ...(await seenNow(room, officer, numberOf(8))) }];
    const refused = await accept(seen, both).catch((error: { refusal: unknown }) => error.refusal);
    expect(refused).toMatchObject({ blocked: [{ refusal: { code: 'own-commune' } }] });
  });
});
