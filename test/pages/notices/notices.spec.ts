import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryReminders } from '../../../src/entries/entry.reminders.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let commune: Visitor;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  commune = await test.signedIn('xa');
});
afterAll(() => test.close());

const subjects = async (username: string): Promise<string[]> =>
  (
    await test.database.reader.rows<{ subject: string }>(
      `SELECT n.subject FROM notices n JOIN persons p ON p.id = n.person_id WHERE p.username = $1 ORDER BY n.told_at, n.subject`,
      [username],
    )
  ).map(({ subject }) => subject);

describe('A commune', () => {
  it('is told that its dossier has come in, on its page and on its home page, until it has read so', async () => {
    const number = await submitOne(commune, world.villages.banBo[0]);
    expect(await subjects('xa')).toEqual([`Đã nhận hồ sơ ${number}`]);
    expect((await commune.get('/viec')).text).toContain('Có 1 thông báo chưa đọc.');
    expect((await commune.get('/thong-bao')).text).toContain(`Đã nhận hồ sơ ${number}`);
    const answer = await commune.send('/thong-bao/da-doc', { viec: 'tat-ca' }, '/thong-bao');
    expect(answer.status).toBe(303);
    expect((await commune.get('/viec')).text).not.toContain('chưa đọc');
  });

  it('never sees or marks what another was told', async () => {
    const other = await test.signedIn('xa2');
    await test.database.pool.query('UPDATE notices SET read_at = NULL');
    const page = await other.get('/thong-bao');
    expect(page.text).toContain('Chưa có thông báo.');
    const theirs = await test.database.reader.one<{ id: string }>('SELECT id FROM notices');
    const words = { viec: 'chon', chon: theirs?.id ?? '' };
    expect((await other.send('/thong-bao/da-doc', words, '/tai-khoan/kenh-thong-bao')).status).toBe(303);
    const unread = await test.database.reader.one<{ n: number }>(
      'SELECT count(*) AS n FROM notices WHERE read_at IS NULL',
    );
    expect(unread?.n).toBe(1);
  });

  it('chooses mail with an address, and is told when the address cannot be one', async () => {
    // Whoever types a first address wants letters sent there, without having to look for the tick.
    expect((await commune.get('/tai-khoan/kenh-thong-bao')).text).toMatch(/name="byEmail"[^>]* checked/);
    const wrong = await commune.send('/tai-khoan/kenh-thong-bao', { email: 'xã@', byEmail: '1' });
    expect([wrong.status, wrong.text.includes('Địa chỉ thư điện tử chưa đúng.')]).toEqual([422, true]);
    const right = await commune.send('/tai-khoan/kenh-thong-bao', { email: 'xa@banbo.vn', byEmail: '1' });
    expect(right.status).toBe(303);
    const saved = (await commune.get('/tai-khoan/kenh-thong-bao')).text;
    for (const words of ['value="xa@banbo.vn"', 'Thông báo được gửi thêm đến xa@banbo.vn.'])
      expect(saved).toContain(words);
    await commune.send('/tai-khoan/kenh-thong-bao', { email: 'xa@banbo.vn', byEmail: '' });
    const silent = (await commune.get('/tai-khoan/kenh-thong-bao')).text;
    expect(silent).not.toMatch(/name="byEmail"[^>]* checked/);
    expect(silent).toContain('Thông báo không gửi qua thư điện tử.');
    await commune.send('/tai-khoan/kenh-thong-bao', { email: 'xa@banbo.vn', byEmail: '1' });
  });
});

describe('Communes that have not finished', () => {
  it.each([
    ['four days before', '2021-11-27T00:00:00+07:00', 0],
    ['72 hours before', '2021-11-28T00:00:00+07:00', 1],
    ['an hour later', '2021-11-28T01:00:00+07:00', 1],
    ['24 hours before', '2021-11-30T00:00:00+07:00', 2],
    ['three hours before', '2021-11-30T21:00:00+07:00', 3],
    ['at the deadline', '2021-12-01T00:00:00+07:00', 3],
  ])('are reminded by the contest’s clock: %s', async (_when, clock, reminders) => {
    await setClock(test.database, world.contestId, clock);
    await test.app.get(EntryReminders).remind();
    expect((await subjects('xa2')).length).toBe(reminders);
  });
});

describe('The organiser', () => {
  it('reads what went to whom, and that a rehearsal mails nobody', async () => {
    const organiser = await test.signedIn('to-chuc');
    const page = await organiser.get(`/to-chuc/${world.slug}/thong-bao`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Vàng Thị Lư');
    expect(page.text).toContain('Cuộc diễn tập không gửi thư điện tử');
    const mails = await test.database.reader.one<{ n: number }>('SELECT count(*) AS n FROM notice_mails');
    expect(mails?.n).toBe(0);
  });
});
