import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, startApp } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';
import { Client, cookiesOf, csrfIn, type Heard, inParallel, keysOf } from '../rights/client.js';

let app: TestApp;
let client: Client;
let world: World;
beforeAll(async () => {
  app = await startApp();
  client = new Client(app.url);
  world = await buildWorld(app.database);
});
afterAll(async () => {
  client.close();
  await app.close();
});

const change = (sql: string, parameters: unknown[]) => app.database.transaction((tx) => tx.changed(sql, parameters));

describe('A revoked role (S13)', () => {
  it('opens nothing to any request that begins after the revocation, also in the middle of fifty', async () => {
    const own = await keysOf(client, 'to-chuc');
    const asked = Array.from({ length: 50 }, (_, number) => number);
    let revokedAt = Number.POSITIVE_INFINITY;
    const revoked = Promise.withResolvers<void>();
    const heard = await inParallel(asked, 10, async (number) => {
      if (number === 15) {
        await change(`UPDATE role_assignments SET revoked_at = now() WHERE id = $1`, [
          world.actors.organiser.assignmentId,
        ]);
        revokedAt = performance.now();
        revoked.resolve();
      }
      if (number >= 40) await revoked.promise; // however slow the revocation, some come after it
      const beganAt = performance.now();
      const { status } = await client.send({ path: `/to-chuc/${world.slug}/thiet-lap`, cookie: own.cookie });
      return { status, isAfter: beganAt > revokedAt };
    });
    expect(heard.filter(({ isAfter }) => isAfter).length).toBeGreaterThan(5);
    expect(heard.filter(({ status, isAfter }) => isAfter && status !== 303)).toEqual([]);
  });

  it('disabling the account does the same to a button', async () => {
    const own = await keysOf(client, 'to-chuc-2');
    await change(`UPDATE persons SET disabled_at = now() WHERE id = $1`, [world.actors.organiser2.personId]);
    const answer = await client.form(
      { path: `/to-chuc/${world.slug}/dong-ho`, cookie: own.cookie },
      { _csrf: own.csrf, version: '1', press: 'follow' },
    );
    // Refused, with the typed words and the way to the door on the page: a session that was ended by time looks the same.
    expect([answer.status, answer.text.includes('Đăng nhập lại ở thẻ mới')]).toEqual([403, true]);
    expect(await app.database.reader.rows(`SELECT 1 FROM contests WHERE clock_at IS NULL`, [])).toEqual([]);
  });
});

describe('A session (S15, S18)', () => {
  it('planted by somebody else before signing in is not the one that is signed in', async () => {
    // The attacker's own living session, put into the victim's browser.
    const attacker = await keysOf(client, 'xa2');
    await client.form({ path: '/dang-xuat', cookie: attacker.cookie }, { _csrf: attacker.csrf });
    const planted = attacker.cookie.split('; ')[0] ?? '';
    const door = await client.send({ path: '/dang-nhap', cookie: planted });
    const entered = await client.form(
      { path: '/dang-nhap', cookie: [planted, ...cookiesOf(door)].join('; ') },
      { username: 'xa', password: 'hoithi-demo', _csrf: csrfIn(door.text) },
    );
    expect(entered.status).toBe(303);
    expect(cookiesOf(entered)).not.toContain(planted);
    expect((await client.send({ path: '/viec', cookie: planted })).status).toBe(303);
  });

  it('is told to browsers never to be kept: after signing out "Back" shows nothing', async () => {
    const own = await keysOf(client, 'xa3');
    for (const path of ['/viec', '/nop', '/tai-khoan', '/khong-co']) {
      expect([path, (await client.send({ path, cookie: own.cookie })).headers['cache-control']]).toEqual([
        path,
        'no-store',
      ]);
    }
    await client.form({ path: '/dang-xuat', cookie: own.cookie }, { _csrf: own.csrf });
    const after = await client.send({ path: '/nop', cookie: own.cookie });
    expect([after.status, after.headers.location]).toEqual([303, '/dang-nhap?ve=%2Fnop']);
  });

  it('has at least 128 random bits in its id, and none before signing in', async () => {
    const sessions = await app.database.reader.rows<{ sid: string }>('SELECT sid FROM sessions', []);
    expect(sessions.length).toBeGreaterThan(0);
    for (const { sid } of sessions) expect(sid).toMatch(/^[\w-]{32}$/); // 24 bytes in base64url
    const before = sessions.length;
    for (const path of ['/', '/dang-nhap', '/cuoc-thi', '/viec']) await client.send({ path });
    expect(await app.database.reader.rows('SELECT sid FROM sessions', [])).toHaveLength(before);
  });
});

describe('Behind HTTPS (S16)', () => {
  const SECURE = { 'x-forwarded-proto': 'https', host: 'hoithi.example' };
  let safe: TestApp;
  let line: Client;
  beforeAll(async () => {
    safe = await startApp({ baseUrl: () => 'https://hoithi.example', trustedHops: 1 });
    line = new Client(safe.url);
    await buildWorld(safe.database);
  });
  afterAll(async () => {
    line.close();
    await safe.close();
  });
  const setCookies = ({ headers }: Heard): string[] => headers['set-cookie'] ?? [];

  it('every cookie carries __Host-, Secure, HttpOnly, SameSite and no Domain; the page asks for HTTPS for a year', async () => {
    const door = await line.send({ path: '/dang-nhap', headers: SECURE });
    const entered = await line.form(
      {
        path: '/dang-nhap',
        cookie: cookiesOf(door).join('; '),
        headers: { ...SECURE, origin: 'https://hoithi.example' },
      },
      { username: 'xa', password: 'hoithi-demo', _csrf: csrfIn(door.text) },
    );
    expect(entered.status).toBe(303);
    const home = await line.send({ path: '/viec', cookie: cookiesOf(entered).join('; '), headers: SECURE });
    expect(home.status).toBe(200);
    const left = await line.form(
      { path: '/dang-xuat', cookie: [...cookiesOf(entered), ...cookiesOf(home)].join('; '), headers: SECURE },
      { _csrf: csrfIn(home.text) },
    );
    const all = [door, entered, home, left].flatMap(setCookies);
    expect(all.map((cookie) => cookie.split('=')[0])).toEqual(
      expect.arrayContaining(['__Host-hoithi', '__Host-hoithi.form', '__Host-hoithi.told']),
    );
    for (const cookie of all) {
      expect(cookie).toMatch(/^__Host-hoithi/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=(Lax|Strict)/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    expect(home.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    // No token stands in an address, where logs and neighbours would read it.
    expect([entered, left].map(({ headers }) => headers.location)).toEqual(['/viec', '/dang-nhap']);
    expect(home.text).not.toMatch(/(?:href|action)="[^"]*(?:_csrf|token|session)=/);
  });

  it('what was said after an act is shown once', async () => {
    const told = `__Host-hoithi.told=${Buffer.from(JSON.stringify({ tone: 'success', text: 'Đã lưu <b>thử</b>.' })).toString('base64url')}`;
    const door = await line.send({ path: '/dang-nhap', cookie: told, headers: SECURE });
    expect(door.text).toContain('Đã lưu &lt;b&gt;thử&lt;/b&gt;.');
    expect(setCookies(door).find((cookie) => cookie.startsWith('__Host-hoithi.told=;'))).toMatch(/; Secure/);
  });
});
