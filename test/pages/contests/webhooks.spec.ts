import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import type { EntryId } from '../../../src/kernel/ids.js';
import { MOST_TRIES, STOPPED_AFTER } from '../../../src/notices/webhooks/webhook.facts.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';
import { WebhookRepository } from '../../../src/notices/webhooks/webhook.repository.js';
import { WebhookSender } from '../../../src/notices/webhooks/webhook.sender.js';
import { keptSince } from '../../../src/notices/webhooks/webhook.sweep.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { givenLying } from '../../fixtures/vetting.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';
import { faultsOf } from '../api/describing.js';

/** Another system, in this process: it keeps what it hears, and answers as it is told to. */
let other: Server;
let port: number;
let answers = 200;
const heard: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];

let app: TestApp;
let world: World;
let organiser: Visitor;
let entry: { id: EntryId; code: string };
const PAGE = '/to-chuc/zalo-lai-chau-2021/bao-tin';
const API = '/api/v1/contests/zalo-lai-chau-2021/webhooks';

beforeAll(async () => {
  other = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString()));
    req.on('end', () => {
      heard.push({ path: req.url ?? '', headers: req.headers, body });
      res.writeHead(answers, answers === 302 ? { Location: '/elsewhere' } : {}).end('what is answered is not read');
    });
  });
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  port = (other.address() as AddressInfo).port;
  app = await startApp({ webhookHosts: ['127.0.0.1'] });
  world = await buildWorld(app.database);
  const [lying] = await givenLying(app.database, world, [
    { village: world.villages.banBo[0], commune: world.units.banBo },
  ]);
  entry = { id: lying?.id ?? ('' as EntryId), code: 'ZALO21-211118-0001' };
  organiser = await app.signedIn('to-chuc');
});
afterAll(async () => {
  await app.close();
  other.close();
});
beforeEach(async () => {
  answers = 200;
  heard.length = 0;
  await app.database.transaction((tx) => tx.changed('DELETE FROM webhooks'));
});

const urlOf = (path = '/hook'): string => `http://127.0.0.1:${port}${path}`;
const secretIn = (html: string): string => /hoithi_ky_[\w-]{43}/.exec(html)?.[0] ?? '';

async function add(events: string[] = ['entry.accepted']): Promise<{ secret: string; id: string }> {
  const { status, text } = await organiser.send(PAGE, { url: urlOf(), events });
  expect(status).toBe(200);
  const row = await app.database.reader.one<{ id: string }>('SELECT id FROM webhooks ORDER BY made_at DESC LIMIT 1');
  return { secret: secretIn(text), id: row?.id ?? '' };
}

/** Something that the log records, as the services do it. */
const happen = (act: string, contestId: string = world.contestId): Promise<void> =>
  app.database.act(actBy(world.actors.thamDinh), (tx) =>
    app.app.get(Audit, { strict: false }).record(tx, actBy(world.actors.thamDinh), {
      act,
      subjectKind: 'entry',
      subjectId: entry.id,
      contestId,
      entryId: entry.id,
      reason: 'LÝ-DO-KÍN',
      facts: { name: 'TÊN-KÍN' },
    }),
  );
const send = (): Promise<number> => app.app.get(WebhookSender, { strict: false }).sendDue(new AbortController().signal);
const dueNow = (): Promise<number> =>
  app.database.transaction((tx) =>
    tx.changed(`UPDATE webhook_deliveries SET not_before = now() WHERE state = 'waiting'`),
  );
const deliveries = (): Promise<{ id: string; state: string; tries: number; status: number | null; isDue: boolean }[]> =>
  app.database.reader.rows(
    `SELECT id, state, tries, status, not_before <= now() AS "isDue" FROM webhook_deliveries ORDER BY happened_at, again_of NULLS FIRST`,
  );

describe('A webhook', () => {
  it('is told what it asked for, signed with a secret that is shown once and stored nowhere', async () => {
    const { secret, id } = await add();
    expect(secret).toHaveLength(53);
    for (const address of [PAGE, `${PAGE}/${id}`]) expect((await organiser.get(address)).text).not.toContain(secret);
    await happen('entry.accept');
    await happen('entry.return');
    await happen('entry.accept', (await buildWorld(app.database, 'hai-cap-2022', 'HAI22')).contestId);
    expect(await send()).toBe(1);
    const [told] = heard;
    expect(heard).toHaveLength(1);
    const body = JSON.parse(told?.body ?? '') as Record<string, unknown>;
    const [delivery] = await deliveries();
    expect(body).toEqual({
      id: delivery?.id,
      event: 'entry.accepted',
      at: body['at'],
      contest: 'zalo-lai-chau-2021',
      rehearsal: true,
      entry: entry.code,
    });
    const [, seconds = '', mac = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(told?.headers['x-hoithi-signature'])) ?? [];
    expect(mac).toBe(
      createHmac('sha256', secret)
        .update(`${seconds}.${told?.body ?? ''}`)
        .digest('hex'),
    );
    expect(delivery).toMatchObject({ state: 'delivered', tries: 1, status: 200 });
    expect(await send()).toBe(0);
    const rows = await app.database.reader.rows<{ said: string }>(
      `SELECT w::text AS said FROM webhooks w UNION ALL SELECT e::text FROM audit_events e WHERE act LIKE 'webhook.%'`,
    );
    expect(rows.filter(({ said }) => said.includes(secret))).toEqual([]);
  });

  it('is told nothing of an act that did not stand', async () => {
    await add();
    const act = actBy(world.actors.thamDinh);
    const failed = app.database.act(act, async (tx) => {
      await app.app.get(Audit, { strict: false }).record(tx, act, {
        act: 'entry.accept',
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: world.contestId,
        entryId: entry.id,
      });
      throw new Error('afterwards');
    });
    await expect(failed).rejects.toThrow('afterwards');
    expect(await deliveries()).toEqual([]);
  });

  it.each([500, 404, 302])('that answers %d is asked again later, and follows nobody elsewhere', async (status) => {
    await add();
    await happen('entry.accept');
    answers = status;
    expect(await send()).toBe(1);
    expect(heard.map(({ path }) => path)).toEqual(['/hook']);
    expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 1, status, isDue: false }]);
    answers = 204;
    await dueNow();
    expect(await send()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', tries: 2, status: 204 }]);
    const [first, second] = heard.map(({ body }) => body);
    expect(second).toBe(first);
  });

  it('is given up on after so many tries, and sent again by hand', async () => {
    const { id } = await add();
    await happen('entry.accept');
    answers = 500;
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      await dueNow();
      expect(await send()).toBe(1);
    }
    await dueNow();
    expect(await send()).toBe(0);
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'failed', tries: MOST_TRIES });
    answers = 200;
    const page = await organiser.get(`${PAGE}/${id}`);
    for (const text of ['Không gửi được', 'HTTP 500', entry.code]) expect(page.text).toContain(text);
    const again = `${PAGE}/${id}/lan-gui/${failed?.id ?? ''}/gui-lai`;
    expect((await organiser.send(again, {}, `${PAGE}/${id}`)).status).toBe(303);
    expect(await send()).toBe(1);
    expect((await deliveries()).map(({ state }) => state)).toEqual(['failed', 'delivered']);
  });

  it('is stopped after too many failures in a row, and goes on when an organiser turns it on', async () => {
    const { id } = await add();
    await app.database.transaction((tx) => tx.changed('UPDATE webhooks SET failures = $1', [STOPPED_AFTER - 1]));
    await happen('entry.accept');
    answers = 500;
    await send();
    await dueNow();
    expect(await send()).toBe(0);
    expect((await organiser.get(`${PAGE}/${id}`)).text).toContain('Ngừng vì gửi hỏng nhiều lần');
    answers = 200;
    expect((await organiser.send(`${PAGE}/${id}/bat-lai`, {}, `${PAGE}/${id}`)).status).toBe(303);
    expect(await send()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  it('gets another secret, is stopped and taken out', async () => {
    const { id, secret } = await add();
    const page = `${PAGE}/${id}`;
    const changed = secretIn((await organiser.send(`${page}/khoa-ky`, {}, page)).text);
    expect([changed.length, changed === secret]).toEqual([53, false]);
    expect((await organiser.send(`${page}/tam-ngung`, {}, page)).status).toBe(303);
    await happen('entry.accept');
    expect(await deliveries()).toEqual([]);
    expect((await organiser.send(`${page}/bo`, {}, page)).headers['location']).toBe(PAGE);
    expect((await organiser.get(page)).status).toBe(404);
  });

  it.each([
    ['of this machine', 'https://localhost/hook', 'entry.accepted', 'mạng nội bộ'],
    ['of a network inside', 'https://192.168.1.1/hook', 'entry.accepted', 'mạng nội bộ'],
    ['without TLS', 'http://tinh.example.vn/hook', 'entry.accepted', 'https://'],
    ['that is none', 'tinh', 'entry.accepted', 'đầy đủ'],
    ['without an event', 'https://tinh.example.vn/hook', '', 'Chọn ít nhất một việc'],
  ])('with an address %s is refused, the words stay', async (_what, url, events, sentence) => {
    const { status, text } = await organiser.send(PAGE, { url, events });
    expect([status, text.includes(sentence), text.includes(`value="${url}"`)]).toEqual([422, true, true]);
    expect(await app.database.reader.rows('SELECT id FROM webhooks')).toEqual([]);
  });

  it('is one of ten at most', async () => {
    for (let made = 0; made < 10; made += 1) await add();
    const eleventh = await organiser.send(PAGE, { url: urlOf(), events: 'entry.accepted' });
    expect([eleventh.status, eleventh.text.includes('nhiều nhất 10')]).toEqual([422, true]);
  });
});

describe('Webhooks for programs', () => {
  it('are told without secrets, and tell again once for each Idempotency-Key', async () => {
    const { id } = await add();
    await happen('entry.accept');
    await send();
    const token = await givenKey(app, world.actors.organiser);
    const read = async (path: string, described: string) => {
      const { status, body, type } = await app.visitor().get(path).set('Authorization', `Bearer ${token}`);
      expect([status, faultsOf(described, status, type, body)]).toEqual([200, []]);
      return body as { webhooks: unknown[]; deliveries: { id: string }[] };
    };
    expect((await read(API, '/api/v1/contests/{slug}/webhooks')).webhooks).toHaveLength(1);
    const log = `${API}/${id}/deliveries`;
    const [first] = (await read(log, '/api/v1/contests/{slug}/webhooks/{webhook}/deliveries')).deliveries;
    const path = `${log}/${first?.id ?? ''}/redelivery`;
    const again = (key: string | null) => {
      const asked = app.visitor().agent.post(path).set('Authorization', `Bearer ${token}`);
      return key === null ? asked : asked.set('Idempotency-Key', key);
    };
    const told = await Promise.all([again('lan-1'), again('lan-1')]);
    expect(told.map(({ status }) => status)).toEqual([202, 202]);
    expect(told[0]?.body).toEqual(told[1]?.body);
    expect(await deliveries()).toHaveLength(2);
    expect((await again('lan-2')).body).not.toEqual(told[0]?.body);
    expect((await again(null)).status).toBe(202);
    expect(await deliveries()).toHaveLength(4);
  });

  it('take no word from a browser: no key, no act, whatever cookies come along', async () => {
    const { id } = await add();
    const path = `${API}/${id}/deliveries/${id}/redelivery`;
    const { status, body } = await organiser.agent.post(path).send('');
    expect([status, (body as { code: string }).code]).toEqual([401, 'sign-in-first']);
    expect((await organiser.agent.post(API)).status).toBe(405);
  });
});

describe('What a webhook was told long ago', () => {
  it.each([
    ['delivered', -1, 0],
    ['delivered', 0, 1],
    ['delivered', +1, 1],
    ['failed', -1, 0],
    // It is still to be told, whenever it happened.
    ['waiting', -1, 1],
  ])('%s, %d milliseconds from ninety days ago: %d stay', async (state, milliseconds, stay) => {
    await add();
    await happen('entry.accept');
    await app.database.transaction(async (tx) => {
      const at = plusMilliseconds(keptSince(tx.now), milliseconds);
      await tx.changed('UPDATE webhook_deliveries SET state = $1, happened_at = $2', [state, at]);
      await app.app.get(WebhookRepository, { strict: false }).sweep(tx, keptSince(tx.now));
    });
    expect(await deliveries()).toHaveLength(stay);
  });
});

describe('Taking a webhook out', () => {
  it('asks first, on a page that names it; then it is gone with all that it was told', async () => {
    const { id } = await add();
    await happen('entry.accept');
    const at = `${PAGE}/${id}/bo`;
    expect((await organiser.get(`${PAGE}/${id}`)).text).toContain(`href="${at}"`);
    const page = (await organiser.get(at)).text;
    for (const said of ['Bỏ địa chỉ nhận tin này?', urlOf(), `href="${PAGE}/${id}"`]) expect(page).toContain(said);
    expect(await deliveries()).toHaveLength(1);
    expect((await organiser.send(at, {})).headers['location']).toBe(PAGE);
    expect([await deliveries(), (await organiser.get(at)).status]).toEqual([[], 404]);
  });
});
