import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { type TestApp, startApp } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await buildWorld(app.database);
});
afterAll(() => app.close());

const hashOf = async (username: string): Promise<string> =>
  (
    await app.database.reader.one<{ hash: string }>(`SELECT password_hash AS hash FROM persons WHERE username = $1`, [
      username,
    ])
  )?.hash ?? '';

describe('One’s own account', () => {
  it('shows who one is and in which roles', async () => {
    const page = await (await app.signedIn('xa')).get('/tai-khoan');
    expect(page.status).toBe(200);
    for (const text of ['Lò Văn Bo', 'Xã Bản Bo', 'Đang dùng']) expect(page.text).toContain(text);
  });

  it('is told on a page that does not exist, and the way home with it; a stranger is offered the door and the look-up', async () => {
    const own = await (await app.signedIn('xa')).get('/khong-co');
    expect(own.status).toBe(404);
    for (const text of ['Lò Văn Bo', 'href="/viec"', 'href="/nop"']) expect(own.text).toContain(text);
    expect(own.text).not.toContain('Đăng nhập');
    const strangers = await app.visitor().get('/khong-co');
    expect(strangers.text).toContain('href="/dang-nhap"');
    expect(strangers.text).toContain('href="/tra-cuu"');
    expect(strangers.text).not.toContain('href="/viec"');
  });

  it('gets a new password for the old one: this session goes on, the others end', async () => {
    const [here, there] = [await app.signedIn('xa'), await app.signedIn('xa')];
    const answer = await here.send(
      '/tai-khoan/mat-khau',
      { old: 'hoithi-demo', fresh: 'nương ngô trên núi' },
      '/tai-khoan',
    );
    expect([answer.status, answer.headers['location']]).toEqual([303, '/tai-khoan']);
    expect((await here.get('/viec')).status).toBe(200);
    expect((await there.get('/viec')).status).toBe(303);
    expect((await app.visitor().send('/dang-nhap', { username: 'xa', password: 'hoithi-demo' })).status).toBe(422);
    await app.signedIn('xa', 'nương ngô trên núi');
  });

  it.each([
    ['the wrong old one', 'sai-mat-khau', 'nương ngô trên núi', 'Mật khẩu đang dùng chưa đúng.'],
    ['one of seven signs', 'hoithi-demo', 'bảy ký.', 'ít nhất 8 ký tự'],
    ['a word of every list', 'hoithi-demo', 'matkhau123', 'quá dễ đoán'],
    ['the user name', 'hoithi-demo', 'tham-dinh', 'không được là tên đăng nhập'],
    ['nothing', '', '', 'Nhập mật khẩu mới.'],
  ])('refuses %s, beside its field, and changes nothing', async (_what, old, fresh, sentence) => {
    const before = await hashOf('tham-dinh');
    const visitor = await app.signedIn('tham-dinh');
    const answer = await visitor.send('/tai-khoan/mat-khau', { old, fresh }, '/tai-khoan');
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
    expect(answer.text).not.toContain('sai-mat-khau');
    expect(await hashOf('tham-dinh')).toBe(before);
  });
});

describe('A password hash', () => {
  it('made with less work than today’s floor is replaced at sign-in; the session goes on as any other', async () => {
    const weak = await hash('hoithi-demo', { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE persons SET password_hash = $1 WHERE username = 'xa2'`, [weak]),
    );
    const visitor = await app.signedIn('xa2');
    expect(await hashOf('xa2')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await visitor.get('/viec')).status).toBe(200);
    await app.signedIn('xa2');
  });
});

describe('An administrator’s session', () => {
  it('lasts 30 minutes idle, anybody else’s 8 hours, or 30 minutes on a shared machine', async () => {
    const minutesOf = async (username: string, words: Record<string, string> = {}): Promise<number> => {
      const visitor = app.visitor();
      const answer = await visitor.send('/dang-nhap', { username, password: 'hoithi-demo', ...words });
      const cookie = [answer.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('hoithi=')) ?? '';
      const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
      return Math.round((expires - Date.parse(answer.headers['date'] ?? '')) / 60_000);
    };
    expect(await minutesOf('quan-tri')).toBe(30);
    expect(await minutesOf('kiem-tra')).toBe(480);
    expect(await minutesOf('kiem-tra', { sharedMachine: '1' })).toBe(30);
  });
});

describe('Twelve hours after signing in', () => {
  it.each([
    ['one minute before', 12 * 60 - 1, 200],
    ['at the limit', 12 * 60, 303],
    ['one minute after', 12 * 60 + 1, 303],
  ])('a session in constant use is over: %s', async (_when, minutes, status) => {
    const visitor = await app.signedIn('kiem-tra');
    await app.database.transaction((tx) =>
      tx.changed(
        `UPDATE sessions SET sess = jsonb_set(sess::jsonb, '{signedInAt}', to_jsonb((sess->>'signedInAt')::bigint - $1::bigint * 60000))::json`,
        [minutes],
      ),
    );
    expect((await visitor.get('/viec')).status).toBe(status);
  });
});
