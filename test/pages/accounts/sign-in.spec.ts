import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { type TestApp, startApp } from '../../app.js';
import { type World, buildWorld } from '../../fixtures/world.js';

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
});
afterAll(() => app.close());

const cookiesOf = (headers: Record<string, unknown>): string[] => [headers['set-cookie'] ?? []].flat() as string[];
const sessionCookie = (headers: Record<string, unknown>): string =>
  cookiesOf(headers).find((cookie) => cookie.startsWith('hoithi=')) ?? '';

describe('Signing in', () => {
  it('leads from a page that asks for it to the door, and from there to that page', async () => {
    const visitor = app.visitor();
    const turnedAway = await visitor.get('/tai-khoan?x=1');
    expect([turnedAway.status, turnedAway.headers['location']]).toEqual([303, '/dang-nhap?ve=%2Ftai-khoan%3Fx%3D1']);
    const answer = await visitor.send(
      '/dang-nhap',
      { username: 'xa', password: 'hoithi-demo' },
      turnedAway.headers['location'],
    );
    expect([answer.status, answer.headers['location']]).toEqual([303, '/tai-khoan?x=1']);
  });

  it('without a wanted page leads to the tasks, and the header says who works in which role for which unit', async () => {
    const visitor = app.visitor();
    const answer = await visitor.send('/dang-nhap', { username: ' XA ', password: 'hoithi-demo' });
    expect(answer.headers['location']).toBe('/viec');
    const home = await visitor.get('/viec');
    expect(home.status).toBe(200);
    expect(home.text).toContain('Lò Văn Bo');
    expect(home.text).toContain('Cán bộ cấp xã – Xã Bản Bo');
    expect(home.headers['cache-control']).toBe('no-store');
  });

  it('works with the telephone number, however it is typed', async () => {
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE persons SET phone = '+84912345678' WHERE username = 'xa2'`),
    );
    for (const username of ['0912 345 678', '0912.345.678', '+84 912345678']) {
      const answer = await app.visitor().send('/dang-nhap', { username, password: 'hoithi-demo' });
      expect([username, answer.status]).toEqual([username, 303]);
    }
  });

  it.each([
    ['a wrong password', 'xa', 'hoithi-demp'],
    ['an unknown name', 'khong-co-ai', 'hoithi-demo'],
    ['a disabled account', 'xa3', 'hoithi-demo'],
  ])('answers %s with one and the same sentence', async (_what, username, password) => {
    await app.database.transaction((tx) => tx.changed(`UPDATE persons SET disabled_at = now() WHERE username = 'xa3'`));
    const answer = await app.visitor().send('/dang-nhap', { username, password });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Tên đăng nhập hoặc mật khẩu chưa đúng.');
    expect(answer.text).toContain(`value="${username}"`);
    expect(answer.text).not.toContain(password);
  });

  it('asks for both words, each beside its field', async () => {
    const answer = await app.visitor().send('/dang-nhap', { username: '', password: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-username"');
    expect(answer.text).toContain('Nhập mật khẩu.');
  });

  it('gives a new session id, whatever cookie came along', async () => {
    const first = await app.signedIn('tham-dinh');
    const before = (await first.get('/viec')).headers;
    const planted = sessionCookie(before);
    const second = app.visitor();
    const page = await second.agent.get('/dang-nhap').set('Cookie', planted.split(';')[0] ?? '');
    expect(page.status).toBe(303); // that cookie is a living session: it is told so, and signing in again means signing out first
    const third = app.visitor();
    const forged = 's%3Aforged.signature';
    await third.agent.get('/dang-nhap').set('Cookie', `hoithi=${forged}`);
    const answer = await third.send('/dang-nhap', { username: 'tham-dinh', password: 'hoithi-demo' });
    const cookie = sessionCookie(answer.headers);
    expect(cookie).not.toContain(forged);
    expect(cookie).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  });

  it('goes nowhere outside: a foreign place to return to becomes the home page', async () => {
    const answer = await app
      .visitor()
      .send('/dang-nhap', { username: 'tham-dinh', password: 'hoithi-demo', ve: '//ke-xau.example/nop' });
    expect(answer.headers['location']).toBe('/viec');
  });

  it('is refused without the form’s own token', async () => {
    const answer = await app
      .visitor()
      .agent.post('/dang-nhap')
      .type('form')
      .send({ username: 'xa', password: 'hoithi-demo' });
    expect(answer.status).toBe(403);
  });

  it('offers no demonstration accounts unless somebody says that it is loaded', async () => {
    const page = await app.visitor().get('/dang-nhap');
    expect(page.text).not.toContain('hoithi-demo');
  });
});

describe('After five wrong tries at one account', () => {
  it('the sixth is not looked at, even with the right password, and says when to come back', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      const wrong = await app.visitor().send('/dang-nhap', { username: 'thu-ky', password: `sai-${tries}` });
      expect(wrong.status).toBe(422);
    }
    const sixth = await app.visitor().send('/dang-nhap', { username: 'thu-ky', password: 'hoithi-demo' });
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(sixth.headers['retry-after'])).toBeLessThanOrEqual(15);
    expect(sixth.text).toMatch(/Thử lại sau \d+ giây, từ \d\d:\d\d trở đi\./);
  });
});

describe('Signing out', () => {
  it('ends the session in the database: the old cookie opens nothing', async () => {
    const visitor = await app.signedIn('kiem-tra');
    const cookie = sessionCookie((await visitor.get('/viec')).headers).split(';')[0] ?? '';
    const answer = await visitor.send('/dang-xuat', {}, '/viec');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/dang-nhap']);
    const again = await app.visitor().agent.get('/viec').set('Cookie', cookie).redirects(0);
    expect([again.status, again.headers['location']]).toEqual([303, '/dang-nhap?ve=%2Fviec']);
  });

  it('everywhere ends the sessions on other machines too', async () => {
    const [here, there] = [await app.signedIn('giam-khao-1'), await app.signedIn('giam-khao-1')];
    expect((await here.send('/dang-xuat/moi-noi', {}, '/tai-khoan')).status).toBe(303);
    expect((await there.get('/viec')).status).toBe(303);
  });
});

describe('Somebody with two roles', () => {
  it('changes between them under a new session id, and cannot take a role of somebody else', async () => {
    const second = newId<'role-assignment'>();
    await app.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO role_assignments (id, person_id, role, contest_id, granted_at) VALUES ($1, $2, 'auditor', NULL, now())`,
        [second, world.actors.organiser.personId],
      ),
    );
    const visitor = await app.signedIn('to-chuc');
    const before = await visitor.get('/viec');
    expect(before.text).toContain('Đổi vai trò');
    const oldCookie = sessionCookie(before.headers).split(';')[0] ?? '';
    const stolen = await visitor.send('/vai-tro', { assignmentId: world.actors.admin.assignmentId }, '/viec');
    expect(stolen.status).toBe(404);
    const answer = await visitor.send('/vai-tro', { assignmentId: second }, '/viec');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/viec']);
    expect(sessionCookie(answer.headers).split(';')[0]).not.toBe(oldCookie);
    expect((await visitor.get('/viec')).text).toContain('Kiểm tra');
    expect((await app.visitor().agent.get('/viec').set('Cookie', oldCookie).redirects(0)).status).toBe(303);
  });

  it('loses a revoked role at the next page', async () => {
    const visitor = await app.signedIn('giam-khao-2');
    expect((await visitor.get('/viec')).status).toBe(200);
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET revoked_at = now() WHERE id = $1`, [world.actors.judge2.assignmentId]),
    );
    expect((await visitor.get('/viec')).status).toBe(303);
  });
});
