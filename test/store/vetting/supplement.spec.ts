import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { givenLying, openVettingRoom, seenNow, typedChecks, type VettingRoom } from '../../fixtures/vetting.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

const DUE = '2021-11-25T17:00:00+07:00';
let room: VettingRoom;
let world: World;
let officer: Actor;
let number: string;
let id: string;

beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
  officer = world.actors.thamDinh;
  const [entry] = await givenLying(room.database, world, [
    { village: world.villages.banBo[0], commune: world.units.banBo },
  ]);
  number = entry?.number ?? '';
  id = entry?.id ?? '';
});
afterAll(() => room.close());

const at = (instant: string) => setClock(room.database, world.contestId, instant);
const fail = async (key: string): Promise<void> => {
  await room.checks.save(
    actBy(officer),
    number,
    await typedChecks(room, officer, number, { [key]: ['wrong', 'Sửa lại'] }),
  );
};
const pass = async (): Promise<void> => {
  await room.checks.save(actBy(officer), number, await typedChecks(room, officer, number));
};
const sendBack = async (dueAt: string) =>
  room.decisions.returnForSupplement(actBy(officer), number, {
    ...(await seenNow(room, officer, number)),
    dueAt: new Date(dueAt),
    message: '',
  });
const accept = async () => room.decisions.accept(actBy(officer), number, await seenNow(room, officer, number));
const points = () =>
  room.database.reader.rows<{ answered: boolean; lapsed: boolean }>(
    `SELECT answered_at IS NOT NULL AS answered, lapsed_at IS NOT NULL AS lapsed FROM supplement_points WHERE entry_id = $1 ORDER BY lapsed_at NULLS LAST`,
    [id],
  );
const change = (sql: string, values: unknown[] = []) => room.database.transaction((tx) => tx.changed(sql, values));

describe('A dossier that nobody supplemented in time', () => {
  it('is the commune’s until one millisecond before the due instant, and the office’s from the instant itself', async () => {
    await fail('o.tom-tat');
    await sendBack(DUE);
    await at('2021-11-25T16:59:59.999+07:00');
    expect(await codeOf(fail('o.tom-tat'))).toBe('not-waiting');
    expect(await codeOf(accept())).toBe('not-waiting');
    await at(DUE);
    expect(await codeOf(fail('o.ten-nhom'))).toBe('done');
  });

  it('may be sent back with a new due instant; what was asked before has lapsed and was not answered', async () => {
    const [desk] = await room.opening.desksOf(room.database.reader, officer);
    if (desk === undefined) throw new Error('the officer has no desk');
    expect(await room.queue.lapsed(room.database.reader, desk, new Date(DUE))).toBe(1);
    await sendBack('2021-11-27T17:00:00+07:00');
    expect(await points()).toEqual([
      { answered: false, lapsed: true },
      { answered: false, lapsed: false },
    ]);
    expect(await room.queue.lapsed(room.database.reader, desk, new Date(DUE))).toBe(0);
    expect((await room.entries.openPointsOf(room.database.reader, id as never)).map(({ fieldId }) => fieldId)).toEqual([
      world.fields.groupName,
    ]);
  });

  it('is accepted as it was received: what the commune changed and never sent has not come in', async () => {
    await change(
      `UPDATE entry_receipts SET body = body || '{"answers":[{"code":"tom-tat","stored":"Đã nhận"}],
         "files":[{"slotCode":"anh","name":"cu.jpg","sha256":"${'b'.repeat(64)}"}]}' WHERE entry_id = $1`,
      [id],
    );
    await change(`UPDATE entries SET answers = '{"tom-tat":"Sửa dở"}' WHERE id = $1`, [id]);
    for (const [sha256, name, removed] of [
      ['b'.repeat(64), 'cu.jpg', DUE],
      ['c'.repeat(64), 'moi.jpg', null],
    ] as const) {
      await change(`INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, 10, 'jpg', now())`, [sha256]);
      await change(
        `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_by, uploaded_at, removed_at)
         VALUES ($1, $2, $3, $4, $5, 'jpg', 10, 1, $6, '2021-11-18', $7)`,
        [newId(), id, world.slots.photos, sha256, name, world.actors.xa.personId, removed],
      );
    }
    await at('2021-11-27T17:00:00+07:00');
    expect(await codeOf(accept())).toBe('check-failed');
    await pass();
    const entry = await accept();
    expect(entry.state).toBe('accepted');
    const { answers } = (await room.opening.show(room.database.reader, officer, number, new Date(0))).entry;
    expect(answers).toEqual({ 'tom-tat': 'Đã nhận' });
    expect((await room.entries.filesOf(room.database.reader, entry.id)).map(({ name }) => name)).toEqual(['cu.jpg']);
    expect(await points()).toEqual([
      { answered: false, lapsed: true },
      { answered: false, lapsed: true },
    ]);
  });
});

describe('The rules limit how often a dossier is sent back', () => {
  it('a second request after one supplement is refused where they allow one', async () => {
    await change(`UPDATE contests SET supplement_rounds = 1`);
    await change(`UPDATE entries SET state = 'submitted', vetted_level = 0 WHERE id = $1`, [id]);
    await change(
      `INSERT INTO entry_receipts (id, entry_id, round, received_at, received_by, secret, check_value, body)
       SELECT $2, entry_id, 2, received_at, received_by, secret, check_value, body FROM entry_receipts WHERE entry_id = $1`,
      [id, newId()],
    );
    await fail('o.tom-tat');
    expect(await codeOf(sendBack('2021-11-29T17:00:00+07:00'))).toBe('supplement-rounds-used');
    await change(`UPDATE contests SET supplement_rounds = 2`);
    expect(await codeOf(sendBack('2021-11-29T17:00:00+07:00'))).toBe('done');
  });
});

describe('Communes are reminded', () => {
  it('in words that name what is missing, recorded with who and when; others’ communes are nobody here', async () => {
    const at = { contestId: world.contestId, level: 1 };
    expect(await codeOf(room.reminders.record(actBy(officer), { ...at, communeIds: [world.units.nongHeo] }))).toBe(
      'nobody-late',
    );
    expect(await room.reminders.record(actBy(officer), { ...at, communeIds: [world.units.banBo] })).toBe(1);
    const [written] = await room.database.reader.rows<{ body: string; byName: string }>(
      `SELECT body, reminded_by_name AS "byName" FROM commune_reminders`,
    );
    expect(written?.byName).toBe(officer.name);
    expect(written?.body).toContain('Huyện Tam Đường nhắc Xã Bản Bo');
    // Eleven villages, more than half is six; one has entered, and that one was sent back.
    expect(written?.body).toContain('Còn thiếu 5 hồ sơ.');
    expect(written?.body).toContain(`Bổ sung hồ sơ ${number} (`);
    expect(written?.body).toContain('https://hoithi.vn/nop');
    // Past the submission window and the due instant there is nothing that the commune could still do.
    await setClock(room.database, world.contestId, '2021-12-01T00:00:00+07:00');
    expect(await codeOf(room.reminders.record(actBy(officer), { ...at, communeIds: [world.units.banBo] }))).toBe(
      'nobody-late',
    );
  });
});
