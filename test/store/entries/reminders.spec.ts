import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryReminders } from '../../../src/entries/entry.reminders.js';
import { newId } from '../../../src/kernel/ids.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import { Notices } from '../../../src/notices/notices.js';
import { givenLying, type LyingEntry, openVettingRoom, type VettingRoom } from '../../fixtures/vetting.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let room: VettingRoom;
let world: World;
let reminders: EntryReminders;
beforeAll(async () => {
  room = await openVettingRoom();
  world = await buildWorld(room.database);
  reminders = new EntryReminders(room.database, room.contests, new Notices(true), new JobHandlers());
});
afterAll(() => room.close());
afterEach(async () => {
  await room.database.pool.query('DELETE FROM notices');
  await room.database.pool.query('DELETE FROM entry_receipts');
  await room.database.pool.query('DELETE FROM entries');
});

const change = (sql: string, values: unknown[]): Promise<unknown> => room.database.pool.query(sql, values);

/** Every subject that this person was told, in the order told; looked for twice each time, because a duty comes back. */
async function remindedAt(clock: string, username = 'xa', about = 'bổ sung'): Promise<string[]> {
  await setClock(room.database, world.contestId, clock);
  await reminders.remind();
  await reminders.remind();
  const rows = await room.database.reader.rows<{ subject: string }>(
    `SELECT n.subject FROM notices n JOIN persons p ON p.id = n.person_id
      WHERE p.username = $1 AND n.event = 'reminder' AND n.subject LIKE $2 ORDER BY n.at, n.subject`,
    [username, `%${about}%`],
  );
  return rows.map(({ subject }) => subject);
}

describe('A dossier returned until 17:00 on 25/11', () => {
  const given = async (): Promise<LyingEntry> => {
    const [entry] = await givenLying(
      room.database,
      world,
      [{ village: world.villages.banBo[0], commune: world.units.banBo }],
      { state: 'returned' },
    );
    if (entry === undefined) throw new Error('no dossier');
    return entry;
  };
  const left = (words: string): string => `Còn không quá ${words} để bổ sung ZALO21-211118-0001`;

  it('is reminded of 72, 24 and 3 hours before, once each, and not from the due instant on', async () => {
    await given();
    expect(await remindedAt('2021-11-22T16:59:59.999+07:00')).toEqual([]);
    expect(await remindedAt('2021-11-22T17:00:00+07:00')).toEqual([left('3 ngày')]);
    expect(await remindedAt('2021-11-24T17:00:00+07:00')).toEqual([left('3 ngày'), left('1 ngày')]);
    expect(await remindedAt('2021-11-25T14:00:00+07:00')).toHaveLength(3);
    expect(await remindedAt('2021-11-25T17:00:00+07:00')).toHaveLength(3);
    expect(await remindedAt('2021-11-25T17:00:00+07:00', 'xa2')).toEqual([]);
  });

  it('is reminded of on the last hour alone when it was returned with an hour to go', async () => {
    await given();
    expect(await remindedAt('2021-11-25T16:00:00+07:00')).toEqual([left('3 giờ')]);
  });

  it('tells the person what is missing where, until when, and leads to the supplement', async () => {
    await given();
    await remindedAt('2021-11-24T18:00:00+07:00');
    const told = await room.database.reader.rows(
      `SELECT n.paragraphs, n.action_path AS path, n.at FROM notices n JOIN persons p ON p.id = n.person_id
        WHERE p.username = 'xa' AND n.subject LIKE '%bổ sung%'`,
    );
    expect(told).toEqual([
      {
        paragraphs: [
          'Hồ sơ ZALO21-211118-0001, Bản Hợp Nhất, chưa gửi bổ sung. Từng mục cần bổ sung ghi ở trang hồ sơ.',
          'Hạn bổ sung: trước 17:00 ngày 25/11/2021.',
        ],
        path: '/nop/ZALO21-211118-0001/bo-sung',
        at: new Date('2021-11-24T18:00:00+07:00'),
      },
    ]);
  });

  it('is reminded of after the submission window has closed: its due instant is its own', async () => {
    const { id } = await given();
    await change(`UPDATE entries SET supplement_due_at = '2021-12-05T17:00:00+07:00' WHERE id = $1`, [id]);
    expect(await remindedAt('2021-12-04T18:00:00+07:00')).toEqual([left('1 ngày')]);
  });

  it('is reminded of anew by a due instant that was moved', async () => {
    const { id } = await given();
    await remindedAt('2021-11-24T18:00:00+07:00');
    await change(`UPDATE entries SET supplement_due_at = '2021-11-28T17:00:00+07:00' WHERE id = $1`, [id]);
    expect(await remindedAt('2021-11-25T16:00:00+07:00')).toEqual([left('1 ngày')]);
    expect(await remindedAt('2021-11-25T17:00:00+07:00')).toEqual([left('1 ngày'), left('3 ngày')]);
  });

  it('is reminded of anew when it comes back a second time with the same due instant', async () => {
    const { id } = await given();
    await remindedAt('2021-11-24T18:00:00+07:00');
    await change(
      `INSERT INTO entry_receipts (id, entry_id, round, received_at, received_by, secret, check_value, body)
       SELECT gen_random_uuid(), entry_id, 2, received_at, received_by, 'ABCDEFGJ', 'ABCDEFGHJK', body FROM entry_receipts WHERE entry_id = $1`,
      [id],
    );
    expect(await remindedAt('2021-11-24T19:00:00+07:00')).toEqual([left('1 ngày'), left('1 ngày')]);
  });

  it.each([
    ['supplemented', `UPDATE entries SET state = 'submitted', supplement_due_at = NULL WHERE id = $1`],
    ['withdrawn', `UPDATE entries SET state = 'withdrawn', supplement_due_at = NULL WHERE id = $1`],
  ])('is not reminded of once it is %s', async (_what, sql) => {
    const { id } = await given();
    await change(sql, [id]);
    expect(await remindedAt('2021-11-25T16:00:00+07:00')).toEqual([]);
  });

  it('is not reminded of in a contest that was put away', async () => {
    await given();
    await change(`UPDATE contests SET state = 'archived' WHERE id = $1`, [world.contestId]);
    expect(await remindedAt('2021-11-25T16:00:00+07:00')).toEqual([]);
    await change(`UPDATE contests SET state = 'open' WHERE id = $1`, [world.contestId]);
  });
});

describe('A draft with an extension of its own, until 17:00 on 06/12', () => {
  const given = async (): Promise<void> => {
    await draft(0);
    const id = await draft(1);
    await extend(id, '2021-12-06T17:00:00+07:00');
  };
  const draft = async (village: number): Promise<string> => {
    const id = newId<'entry'>();
    await change(
      `INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, state, created_by, created_at, changed_at, changed_by_name)
       VALUES ($1, $2, $3, $4, $5, 'draft', $6, '2021-11-18T08:00:00+07:00', '2021-11-18T08:00:00+07:00', 'Lò Văn Bo')`,
      [
        id,
        world.contestId,
        world.villages.banBo[village],
        world.units.banBo,
        `DRAFT${village}`,
        world.actors.xa.personId,
      ],
    );
    return id;
  };
  const extend = (entryId: string, until: string): Promise<unknown> =>
    change(
      `INSERT INTO window_extensions (id, contest_id, kind, entry_id, until_at, document_number, reason, granted_by, granted_at)
       VALUES (gen_random_uuid(), $1, 'submission', $2, $3, '15/BTC', 'Mưa lũ', $4, now())`,
      [world.contestId, entryId, until, world.actors.organiser.personId],
    );
  const left = (words: string): string => `Còn không quá ${words} để nộp hồ sơ nháp DRAFT1`;

  it('is no longer counted among the drafts that its commune is reminded of by the end of all', async () => {
    await given();
    await remindedAt('2021-11-30T12:00:00+07:00');
    const told = await room.database.reader.rows<{ paragraphs: string[] }>(
      `SELECT n.paragraphs FROM notices n JOIN persons p ON p.id = n.person_id WHERE p.username = 'xa' ORDER BY n.subject`,
    );
    expect(told.map(({ paragraphs }) => paragraphs[0])).toEqual([
      'Xã Bản Bo: đã nộp 0/6 bản theo chỉ tiêu, còn thiếu 6; còn 1 hồ sơ nháp chưa nộp.',
    ]);
  });

  it('is reminded of by its own end, after that of all has passed', async () => {
    await given();
    expect(await remindedAt('2021-11-30T23:00:00+07:00', 'xa', 'nháp')).toEqual([]);
    expect(await remindedAt('2021-12-03T16:59:59.999+07:00', 'xa', 'nháp')).toEqual([]);
    expect(await remindedAt('2021-12-03T17:00:00+07:00', 'xa', 'nháp')).toEqual([left('3 ngày')]);
    expect(await remindedAt('2021-12-05T17:00:00+07:00', 'xa', 'nháp')).toEqual([left('3 ngày'), left('1 ngày')]);
    expect(await remindedAt('2021-12-06T14:00:00+07:00', 'xa', 'nháp')).toHaveLength(3);
    expect(await remindedAt('2021-12-06T17:00:00+07:00', 'xa', 'nháp')).toHaveLength(3);
    expect(await remindedAt('2021-12-06T16:00:00+07:00', 'xa2', 'nháp')).toEqual([]);
  });

  it('is its commune’s again when the commune is given as much time', async () => {
    await given();
    await change(
      `INSERT INTO window_extensions (id, contest_id, kind, unit_id, until_at, document_number, reason, granted_by, granted_at)
       VALUES (gen_random_uuid(), $1, 'submission', $2, '2021-12-06T17:00:00+07:00', '16/BTC', 'Mưa lũ', $3, now())`,
      [world.contestId, world.units.banBo, world.actors.organiser.personId],
    );
    expect(await remindedAt('2021-12-06T16:00:00+07:00', 'xa', 'nháp')).toEqual([]);
    expect(await remindedAt('2021-12-06T16:00:00+07:00', 'xa', '3 giờ')).toHaveLength(1);
    await change(`DELETE FROM window_extensions WHERE unit_id IS NOT NULL`, []);
  });
});

describe('A reminder whose mail still waits', () => {
  const mails = (): Promise<{ state: string }[]> =>
    room.database.reader.rows<{ state: string }>(`SELECT state FROM notice_mails`);

  it('is not mailed once the dossier has come in; the notice stays on its page', async () => {
    const { units, villages, actors } = world;
    const [entry] = await givenLying(room.database, world, [{ village: villages.nongHeo[0], commune: units.nongHeo }], {
      state: 'returned',
    });
    await change(`UPDATE contests SET rehearsal = false, clock_at = NULL WHERE id = $1`, [world.contestId]);
    await change(`UPDATE entries SET supplement_due_at = now() + interval '20 hours' WHERE id = $1`, [entry?.id]);
    await change(
      `INSERT INTO notice_addresses (person_id, email, by_email, changed_at) VALUES ($1, 'xa3@nongheo.vn', true, now())`,
      [actors.xa3.personId],
    );
    await reminders.remind();
    await reminders.remind();
    expect(await mails()).toEqual([{ state: 'waiting' }]);
    await change(`UPDATE entries SET state = 'submitted', supplement_due_at = NULL WHERE id = $1`, [entry?.id]);
    await reminders.remind();
    expect(await mails()).toEqual([{ state: 'late' }]);
    const told = await room.database.reader.rows(`SELECT 1 FROM notices WHERE event = 'reminder'`);
    expect(told).toHaveLength(1);
  });
});
