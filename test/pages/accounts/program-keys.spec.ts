import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { startApp, type TestApp } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { buildWorld, type World } from '../../fixtures/world.js';
import { faultsOf } from '../api/describing.js';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
});
afterAll(() => app.close());

const PAGE = '/tai-khoan/khoa-api';
const ALL = '/quan-tri/khoa-api';
const WORDS = { name: 'Trang tin xã', scopes: 'entries', days: '90', password: 'hoithi-demo' };

const ask = async (token: string, path = '/api/v1/key') => {
  const answer = await app.visitor().get(path).set('Authorization', `Bearer ${token}`);
  return { status: answer.status, body: answer.body as Record<string, unknown>, answer };
};
const tokenIn = (html: string): string => /hoithi_[\w-]{43}/.exec(html)?.[0] ?? '';
const change = (sql: string, ...values: unknown[]): Promise<number> =>
  app.database.transaction((tx) => tx.changed(sql, values));

describe('A key for a program', () => {
  it('is shown once, kept as a hash alone, and lets in as its maker in one role', async () => {
    const commune = await app.signedIn('xa');
    const made = await commune.send(PAGE, WORDS);
    const token = tokenIn(made.text);
    expect([made.status, token.length, made.headers['cache-control']]).toEqual([200, 50, 'no-store']);
    expect((await commune.get(PAGE)).text).not.toContain(token);
    const stored = await app.database.reader.rows<{ text: string }>(
      `SELECT t::text AS text FROM program_keys t UNION ALL SELECT e::text FROM audit_events e`,
    );
    expect(stored.filter(({ text }) => text.includes(token))).toEqual([]);
    const { status, body, answer } = await ask(token);
    expect([status, body]).toEqual([
      200,
      { person: 'Lò Văn Bo', role: 'commune', unit: 'Xã Bản Bo', contest: null, scopes: ['entries'] },
    ]);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(faultsOf('/api/v1/key', status, answer.type, body)).toEqual([]);
    const list = await commune.get(PAGE);
    for (const text of ['Trang tin xã', 'Đang dùng', 'Hồ sơ']) expect(list.text).toContain(text);
    const events = await app.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE act LIKE 'program-key.%'`,
    );
    expect(events).toEqual([{ act: 'program-key.make' }]);
  });

  it.each([
    ['without a name', { name: ' ' }, 'Nhập tên chương trình'],
    ['that opens nothing', { scopes: '' }, 'Chọn ít nhất một phần'],
    ['that opens more than the role sees', { scopes: 'log' }, 'Vai trò đang dùng không xem được'],
    ['for ever', { days: '' }, 'Chọn thời hạn'],
    ['for longer than a year', { days: '366' }, 'Chọn một thời hạn trong danh sách'],
    ['without the password', { password: '' }, 'Nhập mật khẩu đang dùng'],
    ['with a wrong password', { password: 'sai-mat-khau' }, 'Mật khẩu đang dùng chưa đúng'],
  ])('%s is not made; what was typed stays, but for the password', async (_what, words, sentence) => {
    const before = await app.database.reader.rows('SELECT id FROM program_keys');
    const commune = await app.signedIn('xa2');
    const answer = await commune.send(PAGE, { ...WORDS, ...words });
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
    expect(answer.text).not.toContain('hoithi_');
    expect(answer.text).not.toContain('sai-mat-khau');
    if (!('name' in words)) expect(answer.text).toContain('value="Trang tin xã"');
    expect(await app.database.reader.rows('SELECT id FROM program_keys')).toHaveLength(before.length);
  });

  it('lives a month at most where an administrator makes it', async () => {
    const admin = await app.signedIn('quan-tri');
    expect((await admin.send(PAGE, { ...WORDS, scopes: 'log', days: '90' })).status).toBe(422);
    const made = await admin.send(PAGE, { ...WORDS, scopes: 'log', days: '30' });
    expect((await ask(tokenIn(made.text))).status).toBe(200);
  });

  it('opens the scopes that were chosen and no other, in that role alone', async () => {
    const guard = '/api/v1/key';
    const token = await givenKey(app, world.actors.xa2);
    expect((await ask(token, guard)).status).toBe(200);
    // A page for people takes no key.
    const page = await app.visitor().get('/viec').set('Authorization', `Bearer ${token}`);
    expect([page.status, page.headers['location']]).toEqual([303, '/dang-nhap?ve=%2Fviec']);
    // A session opens nothing for programs.
    expect((await (await app.signedIn('xa2')).get(guard)).status).toBe(401);
  });
});

describe('A key opens nothing any more, at any address for programs,', () => {
  const nothing = () => Promise.resolve();
  const ENDS: [string, (actor: Actor) => Promise<unknown>, (actor: Actor) => Promise<unknown>][] = [
    [
      'once it has expired',
      () => change(`UPDATE program_keys SET expires_at = made_at + interval '1 millisecond'`),
      nothing,
    ],
    [
      'once its role has ended',
      ({ assignmentId }) => change('UPDATE role_assignments SET revoked_at = now() WHERE id = $1', assignmentId),
      ({ assignmentId }) => change('UPDATE role_assignments SET revoked_at = NULL WHERE id = $1', assignmentId),
    ],
    [
      'while the account is disabled',
      ({ personId }) => change('UPDATE persons SET disabled_at = now() WHERE id = $1', personId),
      ({ personId }) => change('UPDATE persons SET disabled_at = NULL WHERE id = $1', personId),
    ],
    [
      'once its owner has signed out everywhere',
      async () => (await app.signedIn('xa3')).send('/dang-xuat/moi-noi', {}, '/tai-khoan'),
      nothing,
    ],
    [
      'once its owner has revoked it',
      async () => {
        const own = await app.signedIn('xa3');
        const page = await own.get(PAGE);
        const action = /action="(\/tai-khoan\/khoa-api\/[0-9a-f-]+\/thu-hoi)"/.exec(page.text)?.[1] ?? '';
        expect((await own.send(action, {}, PAGE)).status).toBe(303);
      },
      nothing,
    ],
  ];
  it.each(ENDS)('%s', async (_when, end, mend) => {
    const actor = world.actors.xa3;
    const token = await givenKey(app, actor);
    expect((await ask(token)).status).toBe(200);
    await end(actor);
    for (const path of ['/api/v1/key', '/api/v1/contests']) {
      const { status, body, answer } = await ask(token, path);
      expect([status, body['code'], answer.type]).toEqual([401, 'key-refused', 'application/problem+json']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    await mend(actor);
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic eGE6aG9pdGhpLWRlbW8=', `Bearer ${'x'.repeat(500)}`])(
    'and what is no key is none: “%s”',
    async (said) => {
      const { status, body } = await app.visitor().get('/api/v1/key').set('Authorization', said);
      expect([status, (body as { code: string }).code]).toEqual([401, 'key-refused']);
    },
  );

  it('and no key at all is told to bring one', async () => {
    const { status, body } = await app.visitor().get('/api/v1/key');
    expect([status, (body as { code: string }).code]).toEqual([401, 'sign-in-first']);
  });
});

describe('A busy program', () => {
  it('is asked to wait after three hundred requests in a minute', async () => {
    const token = await givenKey(app, world.actors.thamDinh, ['vetting']);
    expect((await ask(token)).status).toBe(200);
    await change('UPDATE program_keys SET minute_count = 299 WHERE person_id = $1', world.actors.thamDinh.personId);
    expect((await ask(token)).status).toBe(200);
    const { status, body, answer } = await ask(token);
    expect([status, body['code']]).toEqual([429, 'key-too-busy']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    await change(`UPDATE program_keys SET minute_at = minute_at - interval '1 minute'`);
    expect((await ask(token)).status).toBe(200);
  });

  it('that tries wrong keys waits as somebody does who tries passwords', async () => {
    const tried = new Set<number>();
    for (let attempt = 0; attempt < 45; attempt += 1) tried.add((await ask('sai')).status);
    expect([...tried]).toEqual([401, 429]);
    // Whoever brings a right one is not kept out by it.
    expect((await ask(await givenKey(app, world.actors.auditor, ['log']))).status).toBe(200);
    await change('DELETE FROM sign_in_delays');
  });
});

describe('Those who oversee', () => {
  const actions = (html: string): string[] =>
    [...html.matchAll(/action="(\/quan-tri\/khoa-api\/[0-9a-f-]+\/thu-hoi)"/g)].map(([, action]) => action ?? '');

  it('an administrator sees every key and ends one', async () => {
    const token = await givenKey(app, world.actors.thamDinh2, ['vetting']);
    const admin = await app.signedIn('quan-tri');
    const page = await admin.get(ALL);
    expect(actions(page.text).length).toBeGreaterThan(1);
    for (const action of actions(page.text)) expect((await admin.send(action, {}, ALL)).status).toBe(303);
    expect((await ask(token)).status).toBe(401);
    const after = await admin.get(ALL);
    expect(actions(after.text)).toEqual([]);
    expect(after.text).toContain('Đã thu hồi');
  });

  it('an organiser sees those of the own contest, and no other’s', async () => {
    const other = await buildWorld(app.database, 'hai-cap-2022', 'HAI22');
    await givenKey(app, other.actors.judge1, ['judging']);
    const foreign = await app.database.reader.one<{ id: string }>(`SELECT id FROM program_keys WHERE person_id = $1`, [
      other.actors.judge1.personId,
    ]);
    const own = await givenKey(app, world.actors.judge1, ['judging']);
    const organiser = await app.signedIn('to-chuc');
    const seen = actions((await organiser.get(ALL)).text);
    expect(seen).toHaveLength(1);
    expect((await organiser.send(`${ALL}/${foreign?.id ?? ''}/thu-hoi`, {}, ALL)).status).toBe(404);
    expect((await organiser.send(seen[0] ?? '', {}, ALL)).status).toBe(303);
    expect((await ask(own)).status).toBe(401);
  });
});
