import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { hiddenFields, Visitor } from '../app.js';
import { begin, WORDS } from '../fixtures/entries.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../fixtures/judging.js';
import { setClock } from '../fixtures/world.js';
import { Platform } from '../process.js';
import { openSharedWorld, sameBrowserAt, type SharedWorld, signIn } from './shared-world.js';

/*
 * Two server processes on one database and one file store, as an operator runs them behind a balancer: whatever happened at
 * one is so at the other with the very next request, for neither remembers anything by itself.
 */
const SLUG = 'zalo-lai-chau-2021';
let shared: SharedWorld;
let a: Platform;
let b: Platform;

beforeAll(async () => {
  shared = await openSharedWorld();
  // Both start in the same moment and make the secret that signs sessions between them: it lies under DATA_DIR.
  [a, b] = await Promise.all([Platform.start(shared.env), Platform.start(shared.env)]);
});
afterAll(() => shared.close());

/** What the database holds, counted. */
const count = async (sql: string, parameters: readonly unknown[] = []): Promise<number> =>
  (await shared.database.reader.one<{ n: number }>(`SELECT count(*)::int AS n ${sql}`, parameters))?.n ?? -1;

describe('Who signed in at one process', () => {
  it('is known at the other, and signed out at both', async () => {
    const atA = await signIn(a.url, 'xa');
    const atB = sameBrowserAt(atA, b.url);
    expect((await atB.get('/nop')).text).toContain('Lò Văn Bo');
    const form = await atB.get('/nop');
    expect((await atB.send('/dang-xuat', hiddenFields(form.text, '/dang-xuat'), '/nop')).status).toBe(303);
    expect((await atA.get('/nop')).headers['location']).toBe('/dang-nhap?ve=%2Fnop');
  });

  it('carries a form from the one to the other', async () => {
    const atA = await signIn(a.url, 'xa');
    const atB = sameBrowserAt(atA, b.url);
    const page = await atA.get('/nop/moi');
    const words = { ...hiddenFields(page.text, '/nop/moi'), villageId: shared.world.villages.banBo[0] ?? '' };
    const answer = await atB.agent.post('/nop/moi').redirects(0).type('form').send(words);
    expect([answer.status, answer.headers['location']]).toEqual([303, expect.stringMatching(/^\/nop\/[0-9A-Z]{6}$/)]);
  });

  it('loses a role at both in the moment it is revoked at one', async () => {
    const judge = await signIn(b.url, 'giam-khao-3');
    expect((await judge.get('/cham')).status).toBe(200);
    const admin = await signIn(a.url, 'quan-tri');
    const { personId, assignmentId } = shared.world.actors.judge3;
    const person = `/quan-tri/nguoi-dung/${personId}`;
    expect((await admin.send(`${person}/vai-tro/${assignmentId}/thu-hoi`, {}, person)).status).toBe(303);
    expect((await judge.get('/cham')).headers['location']).toBe('/dang-nhap?ve=%2Fcham');
  });
});

describe('A session that ends while somebody types', () => {
  it('lets nothing be written, and says so', async () => {
    const xa = await signIn(a.url, 'xa');
    const entry = await begin(xa, shared.world.villages.banBo[4]);
    const form = hiddenFields((await xa.get(`${entry}/thong-tin`)).text, `${entry}/thong-tin`);
    await sameBrowserAt(xa, b.url).send('/dang-xuat', {}, '/nop');
    const late = await xa.agent
      .post(`${entry}/thong-tin`)
      .redirects(0)
      .type('form')
      .send({ ...form, ...WORDS });
    expect([late.status, late.text.includes('chưa ghi gì')]).toEqual([403, true]);
    expect(await count(`FROM entries WHERE village_id = $1 AND answers = '{}'`, [shared.world.villages.banBo[4]])).toBe(
      1,
    );
  });
});

describe('Wrong passwords', () => {
  it('are counted over both: four slips are free, the fifth brings a wait that both keep', async () => {
    const tries: number[] = [];
    for (const at of [a, b, a, b, a, b, a]) {
      const answer = await new Visitor(at.url).send('/dang-nhap', { username: 'xa3', password: 'không phải' });
      tries.push(answer.status);
    }
    expect(tries).toEqual([422, 422, 422, 422, 422, 429, 429]);
    const right = await new Visitor(b.url).send('/dang-nhap', { username: 'xa3', password: 'hoithi-demo' });
    expect(right.status).toBe(429);
  });
});

describe('The rehearsal’s clock', () => {
  it('moved at one process is obeyed by the other at once', async () => {
    const organiser = await signIn(a.url, 'to-chuc');
    const commune = await signIn(b.url, 'xa2');
    const clock = `/to-chuc/${SLUG}/dong-ho`;
    const move = async (at: string, atTime: string): Promise<void> => {
      expect((await organiser.send(clock, { press: 'set', at, atTime })).status).toBe(303);
    };
    const words = { villageId: shared.world.villages.binhLu[0] ?? '' };
    const before = hiddenFields((await commune.get('/nop/moi')).text, '/nop/moi');
    await move('01/12/2021', '00:00');
    const late = await commune.agent
      .post('/nop/moi')
      .redirects(0)
      .type('form')
      .send({ ...before, ...words });
    expect([late.status, late.text.includes('Đã hết hạn nộp')]).toEqual([409, true]);
    await move('30/11/2021', '23:59');
    const inTime = await commune.agent
      .post('/nop/moi')
      .redirects(0)
      .type('form')
      .send({ ...before, ...words });
    expect(inTime.status).toBe(303);
    await move('20/11/2021', '09:00');
  });
});

describe('A form', () => {
  it('sent to both at once does its work once, and both say where it led', async () => {
    const atA = await signIn(a.url, 'xa');
    const atB = sameBrowserAt(atA, b.url);
    const page = await atA.get('/nop/moi');
    const words = { ...hiddenFields(page.text, '/nop/moi'), villageId: shared.world.villages.banBo[1] ?? '' };
    const answers = await Promise.all(
      [atA, atB, atA, atB].map((at) => at.agent.post('/nop/moi').redirects(0).type('form').send(words)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => String(headers['location']))).size).toBe(1);
    expect(answers[0]?.headers['location']).toMatch(/^\/nop\/[0-9A-Z]{6}$/);
    expect(await count('FROM entries WHERE village_id = $1', [words.villageId])).toBe(1);
  });

  it('of somebody else does not do its work with the same key', async () => {
    const key = randomUUID();
    const one = await signIn(a.url, 'xa');
    const other = await signIn(b.url, 'xa2');
    const send = async (who: Visitor, villageId: string | undefined) => {
      const hidden = hiddenFields((await who.get('/nop/moi')).text, '/nop/moi');
      const words = { ...hidden, _key: key, villageId: villageId ?? '' };
      return who.agent.post('/nop/moi').redirects(0).type('form').send(words);
    };
    const [mine, theirs] = [
      await send(one, shared.world.villages.banBo[2]),
      await send(other, shared.world.villages.binhLu[1]),
    ];
    expect(theirs.headers['location']).toMatch(/^\/nop\/[0-9A-Z]{6}$/);
    expect(theirs.headers['location']).not.toBe(mine.headers['location']);
  });
});

describe('Two tabs, one at each process', () => {
  it('on the words of a dossier: the later one is shown both and overwrites nothing unseen', async () => {
    const atA = await signIn(a.url, 'xa');
    const atB = sameBrowserAt(atA, b.url);
    const entry = await begin(atA, shared.world.villages.banBo[3]);
    const at = `${entry}/thong-tin`;
    const opened = hiddenFields((await atA.get(at)).text, at);
    expect((await atB.send(at, { ...WORDS, 'answers[ten-nhom]': 'Nhóm của máy hai' })).status).toBe(303);
    const late = await atA.agent
      .post(at)
      .redirects(0)
      .type('form')
      .send({ ...opened, ...WORDS, 'answers[ten-nhom]': 'Nhóm của máy một' });
    expect(late.status).toBe(409);
    for (const words of ['Nhóm của máy một', 'Nhóm của máy hai']) expect(late.text).toContain(words);
    expect((await atB.get(at)).text).not.toContain('Nhóm của máy một');
  });

  it('on a score sheet: what was saved at one stands at the other, and a stale page shows both values', async () => {
    const { database, world } = shared;
    const [entry] = await givenEntries(database, world, allVillages(world).slice(19));
    await givenPanel(database, world, [world.actors.judge1], entry === undefined ? [] : [entry]);
    await setClock(database, world.contestId, JUDGING_DAY);
    const atA = await signIn(a.url, 'giam-khao-1');
    const atB = sameBrowserAt(atA, b.url);
    const at = `/cham/${entry?.number}`;
    const opened = hiddenFields((await atB.get(at)).text, at);
    const points = { 'points[A]': '35,25', 'points[B]': '20', 'points[C]': '10', then: 'o-lai' };
    expect((await atA.send(at, points)).status).toBe(303);
    expect((await atB.get(at)).text).toContain('65,25');
    const late = await atB.agent
      .post(at)
      .redirects(0)
      .type('form')
      .send({ ...opened, ...points, 'points[A]': '12,75' });
    expect(late.status).toBe(409);
    for (const value of ['12,75', '35,25']) expect(late.text).toContain(value);
    const saved = await database.reader.one<{ points: unknown; version: number }>(
      'SELECT points, version FROM score_sheets WHERE entry_id = $1',
      [entry?.id],
    );
    expect(saved).toMatchObject({ points: { A: 3525, B: 2000, C: 1000 } });
  });
});

it('neither process has met a fault of its own', () => {
  expect([...a.faults, ...b.faults]).toEqual([]);
});
