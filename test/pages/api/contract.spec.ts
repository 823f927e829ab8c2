import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInstant } from '../../../src/kernel/instant.js';
import { listRoutes } from '../../../src/app.routes.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';
import { describedRoutes, faultsOf } from './describing.js';

let app: TestApp;
let world: World;
let anybody: Visitor;

const CONTESTS = '/api/v1/contests';
const OWN = `${CONTESTS}/zalo-lai-chau-2021`;
const RESULTS = `${OWN}/results`;
const ORGANISE = '/to-chuc/zalo-lai-chau-2021';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  for (const [slug, code] of [
    ['hai-cap-2022', 'HAI22'],
    ['ba-cap-2023', 'BA23'],
    ['dang-chuan-bi', 'NHAP23'],
  ] as const)
    await buildWorld(app.database, slug, code);
  await app.database.transaction(async (tx) => {
    await tx.changed(`UPDATE contests SET state = 'draft', opened_at = NULL WHERE slug = 'dang-chuan-bi'`);
    await tx.changed(
      `UPDATE contests SET state = 'archived', opened_at = '2020-01-01T00:00:00Z' WHERE slug = 'ba-cap-2023'`,
    );
  });
  await setClock(app.database, world.contestId, '2021-12-22T09:00:00+07:00');
  // 95 takes Nhất. Two with 85 stand across Nhì and Ba: the organisers share.
  await givenClosedRound(app.database, world, [
    [40, 30, 25],
    [38, 25, 25],
    [35, 25, 25],
    [35, 25, 25],
    [20, 25, 25],
  ]);
  anybody = app.visitor();
});
afterAll(() => app.close());

/** Reads an address and holds the answer against the document. */
async function read(address: string, described: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { status, body, type } = await anybody.get(address);
  expect(faultsOf(described, status, type, body)).toEqual([]);
  return { status, body: body as Record<string, unknown> };
}
const LIST = CONTESTS;
const ONE = `${CONTESTS}/{slug}`;
const RESULT = `${CONTESTS}/{slug}/results`;

describe('The document of the API', () => {
  it('describes every address under /api and none besides', () => {
    const routes = listRoutes(app.app)
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => /^\w+ \/api\b/.test(route));
    expect(describedRoutes()).toEqual(routes.sort());
  });

  it('can be read by everybody', async () => {
    const { status, body } = await read('/api/v1/openapi.json', '/api/v1/openapi.json');
    expect([status, body['openapi']]).toEqual([200, '3.1.0']);
  });

  it('would notice a field that it does not name', () => {
    const problem = { type: 'about:blank', title: '', status: 404, detail: '', code: '', requestId: '' };
    expect(faultsOf(ONE, 404, 'application/problem+json', problem)).toEqual([]);
    expect(faultsOf(ONE, 404, 'application/problem+json', { ...problem, sql: '' })).toHaveLength(1);
    expect(faultsOf(ONE, 200, 'text/html', '')).toHaveLength(1);
  });
});

describe('Contests for programs', () => {
  const slugsOf = ({ contests }: Record<string, unknown>): string[] =>
    (contests as { slug: string }[]).map(({ slug }) => slug);

  it('are those of the public page, the newest first, with what it shows', async () => {
    const { body } = await read(CONTESTS, LIST);
    expect(slugsOf(body)).toHaveLength(3);
    expect(slugsOf(body).at(-1)).toBe('ba-cap-2023');
    expect(slugsOf(body)).not.toContain('dang-chuan-bi');
    expect(body['nextCursor']).toBeNull();
    const [own] = (body['contests'] as { slug: string }[]).filter(({ slug }) => slug === world.slug);
    expect(own).toEqual({
      slug: 'zalo-lai-chau-2021',
      code: 'ZALO21',
      name: 'Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19',
      organiser: 'UBND tỉnh Lai Châu',
      state: 'open',
      rehearsal: true,
      submission: {
        kind: 'submission',
        from: '2021-11-01T00:00:00.000+07:00',
        until: '2021-12-01T00:00:00.000+07:00',
        printed: 'trước ngày 01/12/2021',
        phase: 'over',
        extension: null,
      },
    });
  });

  it('come page by page in one order, also when another is opened in between', async () => {
    const whole = slugsOf((await read(CONTESTS, LIST)).body);
    const first = (await read(`${CONTESTS}?limit=1`, LIST)).body;
    const late = `UPDATE contests SET state = 'open', opened_at = now() WHERE slug = 'dang-chuan-bi'`;
    await app.database.transaction((tx) => tx.changed(late));
    const seen = slugsOf(first);
    let cursor = first['nextCursor'];
    while (typeof cursor === 'string') {
      const { body } = await read(`${CONTESTS}?limit=1&cursor=${cursor}`, LIST);
      seen.push(...slugsOf(body));
      cursor = body['nextCursor'];
    }
    const back = `UPDATE contests SET state = 'draft', opened_at = NULL WHERE slug = 'dang-chuan-bi'`;
    await app.database.transaction((tx) => tx.changed(back));
    expect(seen).toEqual(whole);
  });

  it.each([
    ['no limit at all', 'limit=0', 'limit-out-of-range'],
    ['the largest', 'limit=100', null],
    ['one too many', 'limit=101', 'limit-out-of-range'],
    ['half a row', 'limit=1.5', 'limit-out-of-range'],
    ['two limits', 'limit=1&limit=2', 'limit-out-of-range'],
    ['an empty cursor', 'cursor=', 'cursor-unreadable'],
    ['a cursor of somebody’s own', 'cursor=abc', 'cursor-unreadable'],
    ['a cursor of another list', `cursor=${Buffer.from('[1,2]').toString('base64url')}`, 'cursor-unreadable'],
  ])('asked with %s', async (_what, query, code) => {
    const { status, body } = await read(`${CONTESTS}?${query}`, LIST);
    expect([status, body['code'] ?? null]).toEqual([code === null ? 200 : 422, code]);
  });

  it('tell windows, parts, criteria and prizes; an extension for everybody, and none for a single commune', async () => {
    const extend = (unit: string | null, until: string) =>
      app.database.transaction((tx) =>
        tx.changed(
          `INSERT INTO window_extensions (id, contest_id, kind, unit_id, until_at, document_number, reason, granted_by, granted_at)
           VALUES (gen_random_uuid(), $1, 'submission', $2, $3, '15/CV', 'Mưa lũ', $4, now())`,
          [world.contestId, unit, new Date(until), world.actors.organiser.personId],
        ),
      );
    await extend(world.units.banBo, '2021-12-30T00:00:00+07:00');
    const alone = (await read(OWN, ONE)).body['windows'] as { kind: string; extension: unknown }[];
    expect(alone.find(({ kind }) => kind === 'submission')?.extension).toBeNull();
    await extend(null, '2021-12-03T00:00:00+07:00');
    const { body } = await read(OWN, ONE);
    const windows = body['windows'] as { kind: string; from: string; phase: string; extension: unknown }[];
    expect(windows.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['activity', 'over'],
      ['submission', 'over'],
      ['vetting', 'over'],
      ['judging', 'over'],
      ['publication', 'open'],
    ]);
    expect(windows.find(({ kind }) => kind === 'submission')?.extension).toEqual({
      until: '2021-12-03T00:00:00.000+07:00',
      document: '15/CV',
    });
    expect(windows.map(({ from }) => parseInstant(from)).includes(null)).toBe(false);
    expect((body['criteria'] as { code: string; max: string }[]).map(({ code, max }) => [code, max])).toEqual([
      ['A', '40.00'],
      ['B', '30.00'],
      ['C', '30.00'],
    ]);
    expect((body['tiers'] as { name: string; amount: number }[])[0]).toMatchObject({
      name: 'Giải Nhất',
      amount: 15_000_000,
    });
    // What the public pages do not show: money that is planned, who set it up, the inner names of things.
    expect(JSON.stringify(body)).not.toMatch(/90000000|budget|Lò Thị Mẫu|"id"/);
  });

  it.each([
    ['a draft', 'dang-chuan-bi'],
    ['one that never was', 'khong-co'],
    ['a name that no database holds', '%00'],
  ])('%s does not exist', async (_what, slug) => {
    for (const [address, described] of [
      [`${CONTESTS}/${slug}`, ONE],
      [`${CONTESTS}/${slug}/results`, RESULT],
    ] as const) {
      const { status, body } = await read(address, described);
      expect([status, body['code']]).toEqual(slug === '%00' ? [422, 'malformed'] : [404, 'not-found']);
    }
  });

  it('are not sent again to who holds them, and cost no session', async () => {
    for (const address of [CONTESTS, OWN, '/api/v1/openapi.json']) {
      const first = await anybody.get(address);
      const tag = first.headers['etag'] ?? '';
      expect(first.headers['cache-control']).toBe('no-cache');
      const again = await anybody.get(address).set('If-None-Match', tag);
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await anybody.get(address).set('If-None-Match', 'W/"other"')).status).toBe(200);
    }
    // Signed in or not, the same is told.
    const commune = await app.signedIn('xa');
    const asCommune = await commune.get(CONTESTS);
    expect(asCommune.headers['set-cookie']).toBeUndefined();
    expect(asCommune.body).toEqual((await anybody.get(CONTESTS)).body);
  });

  it('take a constant number of queries', async () => {
    let asked = 0;
    const { reader } = app.database;
    const rows = reader.rows.bind(reader);
    const one = reader.one.bind(reader);
    Object.assign(reader, {
      rows: (...words: Parameters<typeof rows>) => ((asked += 1), rows(...words)),
      one: (...words: Parameters<typeof one>) => ((asked += 1), one(...words)),
    });
    const countFor = async (limit: number): Promise<number> => {
      asked = 0;
      await anybody.get(`${CONTESTS}?limit=${limit}`);
      return asked;
    };
    expect([await countFor(1), await countFor(3)]).toEqual([2, 2]);
    Object.assign(reader, { rows, one });
  });
});

describe('The result for programs', () => {
  interface Results {
    list: { number: number; publishedAt: string };
    totals: { count: number; amount: number; amountInWords: string } & Record<string, { amount: number }[]>;
    awards: { entry: string; tier: string; amount: number; score: string; tieBreak: string[] }[];
    nextCursor: string | null;
  }
  const results = async (query = ''): Promise<Results> => {
    const { status, body } = await read(`${RESULTS}${query}`, RESULT);
    expect(status).toBe(200);
    return body as unknown as Results;
  };
  const refusal = async (query = ''): Promise<unknown[]> => {
    const { status, body } = await read(`${RESULTS}${query}`, RESULT);
    return [status, body['code']];
  };
  const desk = `${ORGANISE}/giai-thuong`;
  let organiser: Visitor;
  let second: Visitor;

  /** Drafts, decides the tie by sharing, and has it confirmed; what follows is publication. */
  async function prepare(): Promise<void> {
    await organiser.send(`${desk}/lap`, {}, desk);
    const page = await organiser.get(desk);
    for (const [, href = ''] of page.text.matchAll(/href="([^"]+\/(?:dong-hang|khong-trao)\/[^"]+)"/g))
      await organiser.send(href, { choice: 'share', reason: 'Biên bản họp số 02' });
    expect((await second.send(`${desk}/xac-nhan`, {}, desk)).status).toBe(303);
  }

  it('does not exist while nothing is published: not as a draft, not when it is confirmed', async () => {
    organiser = await app.signedIn('to-chuc');
    second = await app.signedIn('to-chuc-2');
    expect(await refusal()).toEqual([404, 'results-unpublished']);
    await prepare();
    expect(await refusal()).toEqual([404, 'results-unpublished']);
    expect(await refusal('?limit=1')).toEqual([404, 'results-unpublished']);
  });

  it('is the published list, to the đồng, in digits and in words', async () => {
    expect((await organiser.send(`${ORGANISE}/cong-bo`)).status).toBe(303);
    const told = await results();
    const sum = (of: { amount: number }[]): number => of.reduce((total, { amount }) => total + amount, 0);
    // 15.000.000; 10.500.000; a pooled 10.500.000 + 7.500.000 = 18.000.000 between two; 7.500.000.
    expect(told.awards.map(({ entry, tier, amount }) => [entry.slice(-1), tier, amount])).toEqual([
      ['1', 'Giải Nhất', 15_000_000],
      ['2', 'Giải Nhì', 10_500_000],
      ['3', 'Giải Nhì', 9_000_000],
      ['4', 'Giải Nhì', 9_000_000],
      ['5', 'Giải Ba', 7_500_000],
    ]);
    expect(told.totals).toMatchObject({
      count: 5,
      amount: 51_000_000,
      amountInWords: 'Năm mươi mốt triệu đồng',
    });
    for (const way of ['byTier', 'byDistrict', 'byCommune']) expect(sum(told.totals[way] ?? [])).toBe(51_000_000);
    expect(told.list.publishedAt).toMatch(/^2021-12-22T09:00:00.000\+07:00$/);
    // The same in every figure as the page that everybody reads.
    const csv = await anybody.get('/cuoc-thi/zalo-lai-chau-2021/ket-qua.csv');
    for (const { entry, amount } of told.awards) expect(csv.text).toMatch(new RegExp(`${entry}.*${amount}`));
  });

  it('comes page by page, with the totals of the whole on each', async () => {
    const whole = await results();
    const seen: unknown[] = [];
    let query = '?limit=2';
    for (;;) {
      const page = await results(query);
      expect(page.totals).toEqual(whole.totals);
      seen.push(...page.awards);
      if (page.nextCursor === null) break;
      query = `?limit=2&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(whole.awards);
  });

  it('never mixes two lists: once another is in force, the cursor of the first is refused', async () => {
    const { nextCursor } = await results('?limit=2');
    const tag = (await anybody.get(RESULTS)).headers['etag'] ?? '';
    expect((await anybody.get(RESULTS).set('If-None-Match', tag)).status).toBe(304);
    await prepare();
    expect((await anybody.get(RESULTS).set('If-None-Match', tag)).status).toBe(304);
    const reason = 'Sửa tên nhóm';
    expect((await organiser.send(`${ORGANISE}/cong-bo`, { reason })).status).toBe(303);
    expect(await refusal(`?limit=2&cursor=${nextCursor ?? ''}`)).toEqual([409, 'results-replaced']);
    expect((await anybody.get(RESULTS).set('If-None-Match', tag)).status).toBe(200);
    expect((await results()).list.number).toBe(2);
  });
});
