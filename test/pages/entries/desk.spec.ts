import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Task } from '../../../src/accounts/task.source.js';
import { EntryTasks } from '../../../src/entries/entry.tasks.js';
import { startApp, type TestApp } from '../../app.js';
import { begin, returnEntry, submitOne } from '../../fixtures/entries.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
});
afterAll(() => house.close());

describe('What waits for a commune', () => {
  it('is villages for the quota first, then its drafts, then what an office gave back', async () => {
    const xa2 = await house.signedIn('xa2');
    expect((await xa2.get('/viec')).text).toContain('Tạo hồ sơ cho bản chưa tham gia');
    const draft = await begin(xa2, world.villages.binhLu[1]);
    expect((await xa2.get('/viec')).text).toContain(`href="${draft}"`);
    const number = await submitOne(xa2, world.villages.binhLu[0]);
    await returnEntry(house.database, world, number, [{ slotId: world.slots.report, note: 'mờ' }]);
    const tasks = (await xa2.get('/viec')).text;
    expect(tasks).toContain(`Bổ sung hồ sơ ${number}`);
    expect(tasks).toContain('Hạn bổ sung: trước 17:00 ngày 25/11/2021');
  });

  it('is nothing but what was returned once the window is over', async () => {
    await setClock(house.database, world.contestId, '2021-12-01T00:00:00+07:00');
    const xa3 = await house.signedIn('xa3');
    expect((await xa3.get('/viec')).text).toContain('Không có việc cần làm');
    const desk = await xa3.get('/nop');
    expect(desk.text).toContain('0/5 bản, cần ít nhất 3');
    expect(desk.text).not.toContain('href="/nop/moi');
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });

  it('is a draft that was given more time, by its own end, after that of all has passed too', async () => {
    const xa = await house.signedIn('xa');
    const usual = await begin(xa, world.villages.banBo[0]);
    const extended = await begin(xa, world.villages.banBo[1]);
    await house.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO window_extensions (id, contest_id, kind, entry_id, until_at, document_number, reason, granted_by, granted_at)
         SELECT gen_random_uuid(), $1, 'submission', id, '2021-12-06T17:00:00+07:00', '15/BTC', 'Mưa lũ', $3, now()
           FROM entries WHERE draft_code = $2`,
        [world.contestId, extended.slice('/nop/'.length), world.actors.organiser.personId],
      ),
    );
    const tasksOf = (): Promise<Task[]> =>
      house.app.get(EntryTasks, { strict: false }).tasksFor({ ...world.actors.xa });
    const drafts = (tasks: Task[]): [string, string | null][] =>
      tasks.filter(({ title }) => title.includes('hồ sơ nháp')).map(({ href, dueText }) => [href, dueText]);
    expect(drafts(await tasksOf())).toEqual([
      [usual, 'Hạn nộp: hết ngày 30/11/2021'],
      [extended, 'Hạn nộp: trước 17:00 ngày 06/12/2021'],
    ]);
    for (const [clock, open] of [
      ['2021-12-06T16:59:59.999+07:00', true],
      ['2021-12-06T17:00:00+07:00', false],
    ] as const) {
      await setClock(house.database, world.contestId, clock);
      expect(drafts(await tasksOf())).toEqual(open ? [[extended, 'Hạn nộp: trước 17:00 ngày 06/12/2021']] : []);
      expect((await xa.get('/viec')).text.includes(`href="${extended}"`)).toBe(open);
    }
    const desk = (await xa.get('/nop')).text;
    expect(desk.match(/Hạn nộp riêng: [^<]*/g)).toEqual([
      'Hạn nộp riêng: trước 17:00 thứ Hai, 06/12/2021 (giờ Việt Nam)',
    ]);
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });

  it('a dossier is not begun in a contest that the commune does not take part in', async () => {
    const xa3 = await house.signedIn('xa3');
    const answer = await xa3.send('/nop/moi', { cuocThi: 'khong-co', villageId: world.villages.nongHeo[0] ?? '' });
    expect(answer.status).toBe(404);
  });
});

describe('A name that could be a page', () => {
  it('is never sent to the database as it stands', async () => {
    const xa = await house.signedIn('xa');
    for (const code of [
      "'; DROP TABLE entries; --",
      '../../etc/passwd',
      'ZALO21-211120-0001%00',
      'moi2',
      '%E2%80%AE',
    ]) {
      expect((await xa.get(`/nop/${encodeURIComponent(code)}`)).status).toBe(404);
    }
  });
});

describe('The desk of a commune in two contests', () => {
  it('begins with the contest that still takes dossiers, whichever was opened first', async () => {
    const { database } = house;
    const second = await buildWorld(database, 'hoi-thi-hai', 'HAI22');
    await database.transaction(async (tx) => {
      await tx.changed(`UPDATE role_assignments SET contest_id = NULL WHERE person_id = $1`, [
        world.actors.xa3.personId,
      ]);
      await tx.changed(
        `INSERT INTO contest_communes (contest_id, commune_id, name, sort_key, district_id, district_name, district_sort_key, village_count)
         SELECT $1, commune_id, name, sort_key, district_id, district_name, district_sort_key, village_count
           FROM contest_communes WHERE contest_id = $2 AND commune_id = $3`,
        [second.contestId, world.contestId, world.units.nongHeo],
      );
    });
    const xa3 = await house.signedIn('xa3');
    const [open, over] = ['2021-11-20T09:00:00+07:00', '2021-12-01T00:00:00+07:00'];
    for (const [ended, going] of [
      [world, second],
      [second, world],
    ] as const) {
      await setClock(database, ended.contestId, over);
      await setClock(database, going.contestId, open);
      const { text } = await xa3.get('/nop');
      expect(text.indexOf(`href="/nop/moi?cuoc-thi&#x3D;${going.slug}"`)).toBeGreaterThan(0);
      expect(text.indexOf('Đã hết hạn nộp')).toBeGreaterThan(text.indexOf('href="/nop/moi'));
    }
  });
});
