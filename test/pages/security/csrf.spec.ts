import { isApiPath } from '../../../src/web/api.js';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoutes, type Route } from '../../../src/app.routes.js';
import type { Role } from '../../../src/kernel/actor.js';
import { type TestApp, startApp } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';
import {
  Client,
  cookiesOf,
  csrfIn,
  type Heard,
  inParallel,
  type Keys,
  keysOf,
  strangersKeys,
} from '../rights/client.js';
import { checksums } from '../rights/tables.js';

const ACCOUNT_OF: Record<Role, string> = {
  commune: 'xa',
  vetting: 'tham-dinh',
  judge: 'giam-khao-1',
  secretary: 'thu-ky',
  organiser: 'to-chuc',
  auditor: 'kiem-tra',
  admin: 'quan-tri',
};

let app: TestApp;
let client: Client;
let keys: Record<Role, Keys>;
let foreign: Keys;
let posts: { route: Route; path: string; own: Keys }[];

beforeAll(async () => {
  app = await startApp();
  client = new Client(app.url);
  await buildWorld(app.database);
  const signedIn = await inParallel(
    Object.entries(ACCOUNT_OF),
    7,
    async ([role, account]) => [role, await keysOf(client, account)] as const,
  );
  keys = Object.fromEntries(signedIn) as Record<Role, Keys>;
  foreign = await keysOf(client, 'to-chuc-2');
  const stranger = await strangersKeys(client);
  posts = listRoutes(app.app)
    .filter(({ method }) => method !== 'GET')
    .map((route) => {
      const role = route.allowed?.find((one) => one !== 'anyone-signed-in') ?? (route.isPublic ? null : 'commune');
      return { route, path: route.path.replace(/:[A-Za-z]+/g, 'mot'), own: role === null ? stranger : keys[role] };
    });
});
afterAll(async () => {
  client.close();
  await app.close();
});

/**
 * Presses every button of the house in this way; tells those that were not answered 403, and what changed in the tables. To an
 * address for programs whoever comes with cookies alone is nobody: 401.
 */
async function pressAll(press: (path: string, own: Keys) => Promise<Heard>): Promise<unknown> {
  const before = await checksums(app.database);
  const heard = await inParallel(posts, 8, ({ path, own }) => press(path, own));
  const after = await checksums(app.database);
  return {
    notRefused: heard.flatMap(({ status }, index) => {
      const { path = '', handler = '' } = posts[index]?.route ?? {};
      return status === (isApiPath(path) ? 401 : 403) ? [] : [`${handler}: ${status}`];
    }),
    changed: Object.keys(after).filter((table) => before[table] !== after[table]),
  };
}

const NOTHING = { notRefused: [], changed: [] };
const multipart = (fields: readonly string[]): { body: string; headers: Record<string, string> } => ({
  body: [...fields.map((field) => `--XX\r\nContent-Disposition: form-data; ${field}\r\n`), '--XX--\r\n'].join(''),
  headers: { 'content-type': 'multipart/form-data; boundary=XX' },
});

describe('Every button of the house (S19)', () => {
  it('is refused without a token', async () => {
    expect(await pressAll((path, own) => client.form({ path, cookie: own.cookie }, { version: '1' }))).toEqual(NOTHING);
  });

  it('is refused with the token of somebody else', async () => {
    expect(await pressAll((path, own) => client.form({ path, cookie: own.cookie }, { _csrf: foreign.csrf }))).toEqual(
      NOTHING,
    );
  });

  it('is refused with somebody else’s token even when their token cookie was planted beside it', async () => {
    const planted = foreign.cookie.split('; ')[1] ?? '';
    expect(
      await pressAll((path, own) =>
        client.form({ path, cookie: `${own.cookie.split('; ')[0]}; ${planted}` }, { _csrf: foreign.csrf }),
      ),
    ).toEqual(NOTHING);
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from a foreign origin', { origin: 'https://ke-xau.example' }],
    ['from our host on another port', { origin: 'http://127.0.0.1:1' }],
  ])('is refused %s, with the right token', async (_where, headers) => {
    expect(
      await pressAll((path, own) => client.form({ path, cookie: own.cookie, headers }, { _csrf: own.csrf })),
    ).toEqual(NOTHING);
  });

  it.each(['text/plain', 'application/json', 'application/octet-stream'])(
    'takes no token from a body of %s',
    async (type) => {
      expect(
        await pressAll((path, own) =>
          client.send({
            method: 'POST',
            path,
            cookie: own.cookie,
            headers: { 'content-type': type },
            body: type.includes('json') ? JSON.stringify({ _csrf: own.csrf }) : `_csrf=${own.csrf}`,
          }),
        ),
      ).toEqual(NOTHING);
    },
  );

  it('takes no token from the address', async () => {
    expect(
      await pressAll((path, own) =>
        client.form({ path: `${path}?_csrf=${own.csrf}`, cookie: own.cookie }, { version: '1' }),
      ),
    ).toEqual(NOTHING);
  });

  it('does nothing for a multipart form without a token', async () => {
    const told = (await pressAll((path, own) =>
      client.send({ method: 'POST', path, cookie: own.cookie, ...multipart(['name="version"\r\n\r\n1']) }),
    )) as typeof NOTHING;
    // A handler that takes files looks for the thing first: there is none here, and it says so without reading on.
    expect({ ...told, notRefused: told.notRefused.filter((one: string) => !one.endsWith(': 404')) }).toEqual(NOTHING);
  });
});

describe('A token', () => {
  it('from before signing in is worth nothing afterwards', async () => {
    const stranger = await strangersKeys(client);
    const entered = await client.form(
      { path: '/dang-nhap', cookie: stranger.cookie },
      { username: 'xa2', password: 'hoithi-demo', _csrf: stranger.csrf },
    );
    const session = cookiesOf(entered).find((cookie) => cookie.startsWith('hoithi=')) ?? '';
    const stale = await client.form(
      { path: '/dang-xuat', cookie: `${session}; ${stranger.cookie}` },
      { _csrf: stranger.csrf },
    );
    expect(stale.status).toBe(403);
    expect(stale.text).toContain('Tải lại trang rồi gửi lại.');
  });

  it('from before signing out is worth nothing afterwards', async () => {
    const own = await keysOf(client, 'xa3');
    expect((await client.form({ path: '/dang-xuat', cookie: own.cookie }, { _csrf: own.csrf })).status).toBe(303);
    const again = await client.form({ path: '/dang-xuat', cookie: own.cookie }, { _csrf: own.csrf });
    expect(again.status).toBe(403);
  });

  it('is asked for by the sign-in form too', async () => {
    const answer = await client.form({ path: '/dang-nhap' }, { username: 'xa', password: 'hoithi-demo' });
    expect(answer.status).toBe(403);
    expect(cookiesOf(answer).filter((cookie) => cookie.startsWith('hoithi='))).toEqual([]);
  });

  it('of one’s own page presses its button', async () => {
    const own = await keysOf(client, 'tham-dinh2');
    expect(csrfIn((await client.send({ path: '/viec', cookie: own.cookie })).text)).toBe(own.csrf);
    const answer = await client.form(
      { path: '/dang-xuat', cookie: own.cookie, headers: { origin: app.url, 'sec-fetch-site': 'same-origin' } },
      { _csrf: own.csrf },
    );
    expect(answer.status).toBe(303);
  });
});

describe('A form with a file', () => {
  const file = (content: string): string =>
    `name="tep"; filename="ghi chu.pdf"\r\nContent-Type: application/pdf\r\n\r\n${content}`;
  const token = (csrf: string): string => `name="_csrf"\r\n\r\n${csrf}`;
  let own: Keys;
  let path: string;
  beforeAll(async () => {
    own = await keysOf(client, 'xa');
    const village = await app.database.reader.one<{ id: string }>(
      `SELECT village_id AS id FROM contest_villages WHERE name = 'Bản Nà Can'`,
      [],
    );
    const made = await client.form(
      { path: '/nop/moi', cookie: own.cookie },
      { _csrf: own.csrf, cuocThi: 'zalo-lai-chau-2021', villageId: village?.id ?? '' },
    );
    expect(made.status).toBe(303);
    path = `${String(made.headers.location)}/tep/bao-cao`;
  });

  const storedFiles = async (): Promise<string[]> =>
    (await readdir(app.uploadsDir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it.each([
    ['without a token', (): string[] => [file('%PDF-1.4 khong token')]],
    ['with the token after the file', (): string[] => [file('%PDF-1.4 token sau'), token(own.csrf)]],
    ['with somebody else’s token', (): string[] => [token(foreign.csrf), file('%PDF-1.4 token la')]],
  ])('is refused %s, and not a byte of it is kept', async (_how, fields) => {
    const before = await checksums(app.database);
    const answer = await client.send({ method: 'POST', path, cookie: own.cookie, ...multipart(fields()) });
    expect(answer.status).toBe(403);
    expect(await checksums(app.database)).toEqual(before);
    expect(await storedFiles()).toEqual([]);
  });

  it('is read when its token comes first', async () => {
    const fields = [token(own.csrf), file('%PDF-1.4 rất ngắn')];
    const answer = await client.send({ method: 'POST', path, cookie: own.cookie, ...multipart(fields) });
    expect([303, 422]).toContain(answer.status);
  });
});
