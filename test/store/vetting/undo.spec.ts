import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlreadyDone } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { codeOf } from '../../fixtures/judging-room.js';
import {
  givenLying,
  givenSecondLevel,
  type LyingEntry,
  openVettingRoom,
  seenNow,
  typedChecks,
  type VettingRoom,
} from '../../fixtures/vetting.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let room: VettingRoom;
let world: World;
let officer: Actor;
let province: Actor;
let lying: LyingEntry[];
const DUE = new Date('2021-11-25T17:00:00+07:00');

beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
  officer = world.actors.thamDinh;
  lying = await givenLying(
    room.database,
    world,
    world.villages.banBo.map((village) => ({ village, commune: world.units.banBo })),
  );
  province = await givenSecondLevel(room.database, world);
});
afterAll(() => room.close());

const numberOf = (index: number): string => lying[index]?.number ?? '';
const entryOf = async (index: number) => {
  const entry = await room.entries.byCode(room.database.reader, numberOf(index));
  if (entry === null) throw new Error(`no dossier ${index}`);
  return entry;
};
const accept = async (index: number, actor = officer) =>
  room.decisions.accept(actBy(actor), numberOf(index), await seenNow(room, actor, numberOf(index)));
const reject = async (index: number, actor = officer) =>
  room.decisions.reject(actBy(actor), numberOf(index), {
    ...(await seenNow(room, actor, numberOf(index))),
    reason: 'Không đúng đối tượng',
  });
const sendBack = async (index: number) => {
  const number = numberOf(index);
  const failed = { 'muc.anh': ['missing', 'Chưa có ảnh'] } as const;
  await room.checks.save(actBy(officer), number, await typedChecks(room, officer, number, failed));
  const seen = await seenNow(room, officer, number);
  return room.decisions.returnForSupplement(actBy(officer), number, { ...seen, dueAt: DUE, message: '' });
};
const undo = async (index: number, actor = officer, formKey: string | null = null) =>
  room.undo.undo(actBy(actor, formKey), numberOf(index), (await entryOf(index)).version);
const standing = async (index: number) => {
  const { state, vettedLevel, forwardedLevel, reason, supplementDueAt, decidedAt, submittedAt } = await entryOf(index);
  return { state, vettedLevel, forwardedLevel, reason, supplementDueAt, decidedAt, submittedAt };
};
const noticesOf = (index: number) =>
  room.database.reader.rows<{ event: string }>(
    `SELECT event FROM notices WHERE once LIKE 'entry:' || $1 || ':%' ORDER BY once`,
    [lying[index]?.id],
  );

describe('A decision that nobody has seen is taken back', () => {
  it.each([
    ['acceptance', 0, accept],
    ['rejection', 1, reject],
    ['request for supplement', 2, sendBack],
  ] as const)('%s: the dossier stands as before, and its commune was told nothing', async (_what, index, decide) => {
    const before = await standing(index);
    await decide(index);
    expect(await noticesOf(index)).toHaveLength(1);
    expect(await standing(index)).not.toEqual(before);
    await undo(index);
    expect(await standing(index)).toEqual(before);
    expect(await noticesOf(index)).toEqual([]);
    expect(await room.entries.openPointsOf(room.database.reader, (await entryOf(index)).id)).toEqual([]);
    const [row] = await room.database.reader.rows<{ stage: string }>(
      `SELECT stage FROM desk_dossiers WHERE entry_id = $1 AND ordinal = 1`,
      [lying[index]?.id],
    );
    expect(row?.stage).toBe('waiting');
  });

  it('by its own act in the log, the decision staying on record', async () => {
    const events = await room.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE entry_id = $1 ORDER BY seq`,
      [lying[0]?.id],
    );
    expect(events.map(({ act }) => act)).toEqual(['entry.accept', 'entry.take-back']);
    const [decision] = await room.decisionRows.ofEntry(room.database.reader, (await entryOf(0)).id);
    expect(decision).toMatchObject({ verb: 'accept', undoneByName: officer.name });
    expect(decision?.undoneAt).not.toBeNull();
  });

  it('and can be made again, and again be taken back', async () => {
    await reject(0);
    await undo(0);
    await accept(0);
    expect((await entryOf(0)).state).toBe('accepted');
  });

  it('at the second level: the dossier waits there again as the first level left it', async () => {
    await room.forwarding.forward(actBy(officer), {
      contestId: world.contestId,
      level: 1,
      codes: [numberOf(0)],
      note: '',
    });
    const before = await standing(0);
    await accept(0, province);
    await undo(0, province);
    expect(await standing(0)).toEqual(before);
    await reject(0, province);
    await undo(0, province);
    expect(await standing(0)).toEqual(before);
  });

  it('once, however often its button is pressed', async () => {
    await accept(3);
    const { version } = await entryOf(3);
    const key = `${newId()}.x`;
    await room.undo.undo(actBy(officer, key), numberOf(3), version);
    await expect(room.undo.undo(actBy(officer, key), numberOf(3), version)).rejects.toBeInstanceOf(AlreadyDone);
    await accept(3);
    const now = (await entryOf(3)).version;
    const answers = await Promise.all([0, 1, 2, 3].map(() => codeOf(room.undo.undo(actBy(officer), numberOf(3), now))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect((await entryOf(3)).state).toBe('submitted');
  });
});

describe('A decision stands', () => {
  it('once the commune has opened the dossier', async () => {
    const moved = await accept(4);
    await room.sightings.note(moved, new Date('2021-11-20T09:00:00+07:00'));
    expect(await codeOf(undo(4))).toBe('undo-seen');
  });

  it('once the list of notices has shown it', async () => {
    await accept(5);
    await room.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO notice_showings (notice_id, at) SELECT id, $2 FROM notices WHERE once LIKE 'entry:' || $1 || ':%'`,
        [lying[5]?.id, tx.now],
      ),
    );
    expect(await codeOf(undo(5))).toBe('undo-seen');
    expect(await noticesOf(5)).toHaveLength(1);
  });

  it('though the commune had looked before it was made', async () => {
    await reject(6);
    const rejected = await entryOf(6);
    await undo(6);
    await room.sightings.note(rejected, new Date('2021-11-20T09:00:00+07:00'));
    await accept(6);
    expect(await codeOf(undo(6))).toBe('done');
  });

  it('once the dossier has been forwarded', async () => {
    await accept(7);
    await room.forwarding.forward(actBy(officer), {
      contestId: world.contestId,
      level: 1,
      codes: [numberOf(7)],
      note: '',
    });
    expect(await codeOf(undo(7))).toBe('nothing-to-undo');
  });

  it('when ten minutes of the contest’s clock are over', async () => {
    await accept(8);
    await room.database.transaction((tx) =>
      tx.changed(`UPDATE contests SET clock_at = clock_at + interval '10 minutes' WHERE id = $1`, [world.contestId]),
    );
    expect(await codeOf(undo(8))).toBe('undo-over');
  });

  it('for everybody who never saw it: another office is told nothing', async () => {
    expect(await codeOf(undo(8, world.actors.thamDinh2))).toBe('not-found');
  });
});
