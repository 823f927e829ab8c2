import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlreadyDone } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { NO_LIMITS, type OwnerLimit, QUEUE_SORTS } from '../../../src/vetting/queue.repository.js';
import type { DeskFacts } from '../../../src/vetting/vetting.facts.js';
import { codeOf } from '../../fixtures/judging-room.js';
import {
  givenLying,
  givenPerson,
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
let colleague: Actor;
let desk: DeskFacts;
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
    world.villages.nongHeo.map((village) => ({ village, commune: world.units.nongHeo })),
    {},
    100,
  );
  const [first] = await room.opening.desksOf(room.database.reader, officer);
  if (first === undefined) throw new Error('the officer has no desk');
  desk = first;
});
afterAll(() => room.close());

const numberOf = (index: number): string => lying[index]?.number ?? '';
const ALL = { stage: null, ...NO_LIMITS };
const accept = async (actor: Actor, number: string) =>
  room.decisions.accept(actBy(actor), number, await seenNow(room, actor, number));
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.refusal : Promise.reject(error)),
  );
const count = async (sql: string): Promise<number> =>
  (await room.database.reader.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))?.n ?? -1;

describe('The queue', () => {
  it('holds the office’s own communes alone, whatever is asked of it', async () => {
    const rows = await room.queue.page(room.database.reader, desk, ALL, { sort: 'ma', limit: 50, offset: 0 });
    expect(rows.map(({ code }) => code)).toEqual(lying.map(({ number }) => number));
    const foreign = await room.queue.page(
      room.database.reader,
      desk,
      { ...ALL, communeId: world.units.nongHeo },
      { sort: 'ma', limit: 50, offset: 0 },
    );
    expect(foreign).toEqual([]);
  });

  it('leads from one to the next and back, the oldest first, and ends at its ends', async () => {
    const { reader } = room.database;
    const order = await room.queue.page(
      reader,
      desk,
      { ...ALL, stage: 'waiting' },
      { sort: 'nop', limit: 50, offset: 0 },
    );
    const around = await Promise.all(order.map((row) => room.queue.neighbours(reader, desk, row)));
    expect(around.map(({ next }) => next)).toEqual([...order.slice(1).map(({ code }) => code), null]);
    expect(around.map(({ previous }) => previous)).toEqual([null, ...order.slice(0, -1).map(({ code }) => code)]);
  });

  it.each(Object.entries(QUEUE_SORTS))('is read off one index in the order “%s”', async (_sort, order) => {
    await room.database.transaction(async (tx) => {
      await tx.rows(`SET LOCAL enable_seqscan = off`);
      await tx.rows(`SET LOCAL enable_sort = off`);
      const plan = await tx.rows<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT d.* FROM desk_dossiers d WHERE d.contest_id = '${world.contestId}' AND d.ordinal = 1
          AND d.unit_id = '${world.units.tamDuong}' AND d.stage = 'waiting' ORDER BY ${order} LIMIT 50`,
      );
      const said = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(said).toMatch(/desk_dossiers_by_/);
      expect(said).not.toContain('Sort');
    });
  });
});

describe('A checklist', () => {
  it('is one, whoever saves it; the second of two hands is refused and told whose it was', async () => {
    const [mine, theirs] = [
      await typedChecks(room, officer, numberOf(0), { 'muc.anh': ['missing', ''] }),
      await typedChecks(room, colleague, numberOf(0)),
    ];
    await room.checks.save(actBy(officer), numberOf(0), mine);
    const refused = await refusalOf(room.checks.save(actBy(colleague), numberOf(0), theirs));
    expect(refused).toMatchObject({ code: 'checklist-stale', by: officer.name });
    const again = await typedChecks(room, colleague, numberOf(0));
    await room.checks.save(actBy(colleague), numberOf(0), again);
    const stored = await room.checkRows.checklist(room.database.reader, lying[0]?.id as never, 1);
    expect([stored.version, stored.changedByName, stored.checks.length]).toEqual([2, colleague.name, 6]);
  });

  it('saved by two at one instant lands once', async () => {
    const typed = await typedChecks(room, officer, numberOf(1));
    const answers = await Promise.all(
      [officer, colleague, officer, colleague].map((actor) =>
        codeOf(room.checks.save(actBy(actor), numberOf(1), typed)),
      ),
    );
    expect(answers.sort()).toEqual(['checklist-stale', 'checklist-stale', 'checklist-stale', 'done']);
  });
});

describe('A decision', () => {
  it('rests on the checklist that was seen: a colleague’s later save must be read first', async () => {
    const seen = await seenNow(room, officer, numberOf(2));
    await room.checks.save(actBy(colleague), numberOf(2), await typedChecks(room, colleague, numberOf(2)));
    expect(await codeOf(room.decisions.accept(actBy(officer), numberOf(2), seen))).toBe('checklist-stale');
  });

  it('is refused to the second of two colleagues, who is told what the first one did', async () => {
    const seen = await seenNow(room, officer, numberOf(3));
    await room.decisions.reject(actBy(colleague), numberOf(3), { ...seen, reason: 'Không đúng đối tượng' });
    const refused = await refusalOf(room.decisions.accept(actBy(officer), numberOf(3), seen));
    expect(refused).toMatchObject({ code: 'acted-meanwhile', by: colleague.name, stage: 'rejected' });
    expect(await count(`vetting_decisions WHERE entry_id = '${lying[3]?.id}'`)).toBe(1);
  });

  it('of twenty presses at once takes effect once', async () => {
    const seen = await seenNow(room, officer, numberOf(4));
    const presses = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? officer : colleague));
    const answers = await Promise.all(
      presses.map((actor) => codeOf(room.decisions.accept(actBy(actor), numberOf(4), seen))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'acted-meanwhile']));
    expect(await count(`audit_events WHERE act = 'entry.accept' AND entry_id = '${lying[4]?.id}'`)).toBe(1);
  });

  it('pressed twice through one form is answered twice and done once', async () => {
    const seen = await seenNow(room, officer, numberOf(5));
    const key = `${newId()}.x`;
    await room.decisions.accept(actBy(officer, key), numberOf(5), seen);
    await expect(room.decisions.accept(actBy(officer, key), numberOf(5), seen)).rejects.toBeInstanceOf(AlreadyDone);
  });

  it('to return opens exactly the failed places, and nothing when none failed', async () => {
    const dueAt = new Date('2021-11-25T17:00:00+07:00');
    const bare = { ...(await seenNow(room, officer, numberOf(6))), dueAt, message: '' };
    expect(await codeOf(room.decisions.returnForSupplement(actBy(officer), numberOf(6), bare))).toBe(
      'nothing-to-return',
    );
    const typed = await typedChecks(room, officer, numberOf(6), {
      'muc.anh': ['unreadable', 'Chụp lại'],
      'o.ten-nhom': ['wrong', ''],
    });
    await room.checks.save(actBy(officer), numberOf(6), typed);
    const seen = { ...(await seenNow(room, officer, numberOf(6))), dueAt, message: '' };
    expect(await codeOf(room.decisions.accept(actBy(officer), numberOf(6), seen))).toBe('check-failed');
    const entry = await room.decisions.returnForSupplement(actBy(officer), numberOf(6), seen);
    expect(entry).toMatchObject({
      state: 'returned',
      supplementDueAt: dueAt,
      reason: 'Bổ sung 2 mục: Tên nhóm Zalo (sai); Ảnh hoạt động (không đọc được).',
    });
    const points = await room.entries.openPointsOf(room.database.reader, entry.id);
    expect(points.map(({ slotId, fieldId, reasonKind, note }) => ({ slotId, fieldId, reasonKind, note }))).toEqual([
      { slotId: world.slots.photos, fieldId: null, reasonKind: 'unreadable', note: 'Chụp lại' },
      { slotId: null, fieldId: world.fields.groupName, reasonKind: 'wrong', note: '' },
    ]);
  });
});

describe('A batch', () => {
  const forward = (actor: Actor, codes: readonly string[], formKey: string | null = null) =>
    room.forwarding.forward(actBy(actor, formKey), { contestId: world.contestId, level: 1, codes, note: 'Đợt thử' });

  it('goes whole or not at all, and names what cannot go and why', async () => {
    const refused = await refusalOf(forward(officer, [numberOf(4), numberOf(6), numberOf(7)]));
    expect(refused).toMatchObject({
      code: 'batch-blocked',
      blocked: [
        { code: numberOf(6), refusal: { code: 'not-passed', stage: 'returned' } },
        { code: numberOf(7), refusal: { code: 'not-passed', stage: 'waiting' } },
      ],
    });
    expect(await count('forwarding_batches')).toBe(0);
    expect(await count('entries WHERE forwarded_level > 0')).toBe(0);
  });

  it('does not take what is another office’s, nor say that it exists', async () => {
    expect(await codeOf(forward(officer, [numberOf(4), 'ZALO21-211118-0100']))).toBe('not-found');
    expect(await codeOf(forward(officer, [numberOf(4), 'ZALO21-211118-9999']))).toBe('not-found');
    expect(await codeOf(forward(officer, []))).toBe('nothing-ticked');
  });

  it('sent by two at once leaves once; the next is the next number, and keeps who stayed behind', async () => {
    const answers = await Promise.all([officer, colleague].map((actor) => codeOf(forward(actor, [numberOf(4)]))));
    expect(answers.sort()).toEqual(['batch-blocked', 'done']);
    await accept(officer, numberOf(8));
    const second = await forward(officer, [numberOf(5)]);
    expect(second).toMatchObject({ number: 2, count: 1 });
    const batch = await room.batches.ofUnit(room.database.reader, second.id, world.units.tamDuong);
    expect(batch).toMatchObject({ note: 'Đợt thử', entryCount: 1, forwardedByName: officer.name });
    const stayed = new Map(batch?.leftOut.map(({ code, why }) => [code, why]));
    expect(stayed.get(numberOf(8))).toBe('Đủ điều kiện, chuyển đợt sau');
    expect(stayed.get(numberOf(6))).toBe('Chờ xã bổ sung, hạn 17:00 ngày 25/11/2021');
    expect(stayed.has(numberOf(4))).toBe(false);
    expect(await room.batches.ofUnit(room.database.reader, second.id, world.units.sinHo)).toBeNull();
  });
});

describe('A dossier is given to a colleague', () => {
  const give = (codes: readonly string[], to: string | null) =>
    room.assignments.assign(actBy(officer), { contestId: world.contestId, level: 1, codes, to });
  const ofColleague = async () =>
    (
      await room.queue.page(
        room.database.reader,
        desk,
        { ...ALL, owner: { kind: 'officer', id: colleague.personId } },
        { sort: 'ma', limit: 50, offset: 0 },
      )
    ).map(({ code, assignedToName }) => [code, assignedToName]);

  it('who is of the same office, all of them or none, and is handed back when absent', async () => {
    expect(await codeOf(give([], colleague.personId))).toBe('nothing-ticked');
    expect(await codeOf(give([numberOf(9)], world.actors.xa.personId))).toBe('not-a-colleague');
    expect(await codeOf(give([numberOf(9), 'ZALO21-211118-0100'], colleague.personId))).toBe('not-found');
    expect(await ofColleague()).toEqual([]);
    await give([numberOf(9), numberOf(10)], colleague.personId);
    expect(await ofColleague()).toEqual([
      [numberOf(9), colleague.name],
      [numberOf(10), colleague.name],
    ]);
    const counts = await room.queue.counts(room.database.reader, desk, {
      ...NO_LIMITS,
      owner: { kind: 'officer', id: colleague.personId },
    });
    expect(counts.waiting).toBe(2);
    await give([numberOf(9)], null);
    expect(await ofColleague()).toEqual([[numberOf(10), colleague.name]]);
  });

  it('and is found as left behind once that colleague vets there no longer; beside it what is nobody’s', async () => {
    const { reader } = room.database;
    const of = async (owner: OwnerLimit) =>
      (await room.queue.page(reader, desk, { ...ALL, owner }, { sort: 'ma', limit: 50, offset: 0 })).map(
        ({ code }) => code,
      );
    const everyone = [officer.personId, colleague.personId];
    expect(await room.queue.leftBehind(reader, desk, everyone)).toBe(0);
    expect(await room.queue.leftBehind(reader, desk, [officer.personId])).toBe(1);
    expect(await of({ kind: 'gone', present: [officer.personId] })).toEqual([numberOf(10)]);
    expect(await of({ kind: 'gone', present: everyone })).toEqual([]);
    const nobodys = await of({ kind: 'nobody' });
    expect([nobodys.includes(numberOf(9)), nobodys.includes(numberOf(10))]).toEqual([true, false]);
  });
});

describe('Files that lie in two dossiers', () => {
  it('are hinted at: by number within the office’s communes, by no more than a count beyond them', async () => {
    const sha256 = 'a'.repeat(64);
    const foreign = await room.database.reader.one<{ id: string }>(
      `SELECT id FROM entries WHERE number = 'ZALO21-211118-0100'`,
    );
    await room.database.transaction(async (tx) => {
      await tx.changed(`INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, 10, 'jpg', $2)`, [
        sha256,
        tx.now,
      ]);
      for (const id of [lying[9]?.id, lying[10]?.id, foreign?.id])
        await tx.changed(
          `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_by, uploaded_at)
           VALUES ($1, $2, $3, $4, 'Ảnh.jpg', 'jpg', 10, 1, $5, $6)`,
          [newId(), id, world.slots.photos, sha256, world.actors.xa.personId, tx.now],
        );
    });
    const found = await room.checkRows.duplicates(room.database.reader, lying[9]?.id as never, desk);
    expect(found).toEqual([{ sha256, codes: [numberOf(10)], elsewhere: 1 }]);
  });
});

describe('The progress of the communes', () => {
  it('counts villages with a dossier that stands, names the others, and sees no other office’s communes', async () => {
    const [banBo, binhLu, ...more] = await room.progress.ofDesk(room.database.reader, desk);
    expect(more).toEqual([]);
    // Eleven submitted, one of them rejected above.
    expect(banBo).toMatchObject({
      communeName: 'Xã Bản Bo',
      villages: 11,
      entered: 10,
      rejected: 1,
      forwarded: 2,
      passed: 1,
    });
    expect(banBo?.missing).toEqual(['Bản Nà Khuy']);
    expect(binhLu).toMatchObject({ communeName: 'Xã Bình Lư', villages: 4, entered: 0, waiting: 0 });
  });
});
