import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareFirstUse } from '../../../src/app.first-use.js';
import type { FirstUse } from '../../../src/app.welcome.js';
import { readSettings, type Settings } from '../../../src/config/settings.js';
import { startApp, type TestApp } from '../../app.js';

// One load with its files made for the first time: ten seconds on a machine that does nothing else.
const LONG = 120_000;

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

function settingsOf(env: Record<string, string>): Settings {
  const read = readSettings(env, () => '');
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.settings;
}
const start = (
  env: Record<string, string>,
  { embedded, stop = new AbortController().signal }: { embedded: boolean; stop?: AbortSignal },
): Promise<FirstUse> =>
  prepareFirstUse(
    test.app,
    settingsOf(env),
    { database: test.database, embedded, close: () => Promise.resolve() },
    stop,
  );
async function count(sql: string): Promise<number> {
  const row = await test.database.reader.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
  return row?.count ?? 0;
}
const buttons = async (): Promise<number> =>
  ((await test.visitor().get('/dang-nhap')).text.match(/name="password" value="hoithi-demo"/g) ?? []).length;

describe('The first start', () => {
  it('on a server of the operator’s own loads nothing by itself, and offers a way in', async () => {
    const { demonstration, adminLink } = await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: false });
    expect([demonstration, adminLink?.startsWith('/kich-hoat/')]).toEqual([false, true]);
    expect(await count('contests')).toBe(0);
    expect((await test.visitor().get(adminLink ?? '')).status).toBe(200);
  });

  it('without a demonstration gives a new link each time, until somebody can administer', async () => {
    const { adminLink: first } = await start({ DEMO: 'off', HOST: '0.0.0.0' }, { embedded: true });
    const { adminLink: second } = await start({ DEMO: 'off', HOST: '0.0.0.0' }, { embedded: true });
    expect(second).not.toBe(first);
    expect(await count(`persons`)).toBe(1);
  });

  it(
    'that was cut off in the middle of a load begins it again, and lets the administrator keep the own password',
    async () => {
      const stop = AbortSignal.abort();
      expect(await start({ DEMO: 'on', HOST: '0.0.0.0' }, { embedded: true, stop })).toEqual({
        demonstration: false,
        adminLink: null,
      });
      expect([await count('contests'), await count('entries')]).toEqual([1, 0]);
      const again = await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: true });
      expect([again.demonstration, again.adminLink?.startsWith('/kich-hoat/')]).toEqual([true, true]);
      expect([await count('contests'), await count('entries')]).toEqual([1, 46]);
      expect(await count(`persons WHERE username = 'quan-tri' AND password_hash IS NULL`)).toBe(1);
    },
    LONG,
  );

  it('is the only one that loads: the next finds everything there', async () => {
    const loads = `audit_events WHERE act LIKE 'demonstration.%'`;
    const events = await count(loads);
    expect((await start({ DEMO: 'on', HOST: '0.0.0.0' }, { embedded: true })).demonstration).toBe(true);
    expect((await start({ DEMO: 'auto', HOST: '0.0.0.0' }, { embedded: true })).demonstration).toBe(true);
    expect(await count(loads)).toBe(events);
  });

  it('offers the accounts as buttons only where nobody else can reach them, and only those that the load made', async () => {
    expect(await buttons()).toBe(0);
    await start({ DEMO: 'auto', HOST: '127.0.0.1' }, { embedded: true });
    expect(await buttons()).toBe(13); // fourteen of the contract without quan-tri, who was there before
  });
});
