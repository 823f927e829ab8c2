import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { buildWorld, type World } from '../../fixtures/world.js';
import { faultsOf } from './describing.js';

/* Two provinces' worth of days: Xã Bản Bo and Xã Bình Lư become Xã Bản Bo (03390) on 01/07/2025, right under the province. */
const UNITS = '/api/v1/units';
let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const { source } = app.database;
  await source.query(
    `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded, note)
     SELECT gen_random_uuid(), level, type, name, '03390', $1, '2025-07-01', sort_key, folded, 'Hỏi anh Thào' FROM units WHERE id = $2`,
    [world.units.province, world.units.banBo],
  );
  await source.query(`UPDATE units SET valid_to = '2025-07-01' WHERE id IN ($1, $2)`, [
    world.units.banBo,
    world.units.binhLu,
  ]);
  await source.query(
    `INSERT INTO unit_successions (old_id, new_id, kind, document)
     SELECT o.id, n.id, 'merged_whole', 'Nghị quyết 1670/NQ-UBTVQH15' FROM units o, units n WHERE o.id IN ($1, $2) AND n.code = '03390'`,
    [world.units.banBo, world.units.binhLu],
  );
  await source.query(`INSERT INTO unit_aliases (unit_id, alias, folded) VALUES ($1, 'Noong Héo', 'noong heo cu')`, [
    world.units.nongHeo,
  ]);
});
afterAll(() => app.close());

interface Told {
  units: { id: string; name: string; code: string | null; became: { name: string; code: string; on: string }[] }[];
  nextCursor: string | null;
  code?: string;
  parameter?: string;
}

async function read(query: string): Promise<{ status: number; body: Told }> {
  const { status, body, type } = await app.visitor().get(`${UNITS}?${query}`);
  expect(faultsOf(UNITS, status, type, body)).toEqual([]);
  return { status, body: body as Told };
}
const namesOf = ({ units }: Told): string[] => units.map(({ name, code }) => `${name} ${code ?? ''}`.trim());

describe('Units for programs', () => {
  it.each([
    ['level=commune&day=2025-06-30', ['Xã Bản Bo 03424', 'Xã Bình Lư 03412', 'Xã Noong Hẻo 03517']],
    // The day of the merger is the first of the new unit.
    ['level=commune&day=2025-07-01', ['Xã Bản Bo 03390', 'Xã Noong Hẻo 03517']],
    ['level=commune', ['Xã Bản Bo 03390', 'Xã Bản Bo 03424', 'Xã Bình Lư 03412', 'Xã Noong Hẻo 03517']],
    ['level=commune&parent=106', ['Xã Bản Bo 03424', 'Xã Bình Lư 03412']],
    ['parent=12&day=2025-07-01', ['Huyện Sìn Hồ 108', 'Huyện Tam Đường 106', 'Xã Bản Bo 03390']],
    ['q=binh+lu', ['Xã Bình Lư 03412']],
    ['q=Bình+Lư&day=2025-07-01', []],
    ['q=noong+heo+cu', ['Xã Noong Hẻo 03517']],
    ['q=%25', []],
    ['q=.', []],
    ['level=province', ['Tỉnh Lai Châu 12']],
    ['parent=99999', []],
  ])('by “%s”', async (query, expected) => {
    const { body } = await read(query);
    expect(namesOf(body).sort()).toEqual([...expected].sort());
    expect(body.nextCursor).toBeNull();
  });

  it('tell what a unit became, by which paper and from which day; and no note', async () => {
    const { body } = await read('level=commune&day=2025-06-30&q=binh+lu');
    expect(body.units[0]?.became).toEqual([
      {
        id: expect.any(String),
        code: '03390',
        name: 'Xã Bản Bo',
        kind: 'merged_whole',
        document: 'Nghị quyết 1670/NQ-UBTVQH15',
        on: '2025-07-01',
      },
    ]);
    expect(JSON.stringify((await read('level=commune')).body)).not.toContain('Thào');
  });

  it('come page by page in one order, each once', async () => {
    const whole = namesOf((await read('')).body);
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const { body } = await read(`limit=4${cursor}`);
      seen.push(...namesOf(body));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    // 1 province, 2 districts, 4 communes, 20 villages
    expect(whole).toHaveLength(27);
    expect(seen).toEqual(whole);
  });

  it('are those right below a unit by its id as by its code', async () => {
    expect((await read(`parent=${world.units.tamDuong}`)).body).toEqual((await read('parent=106')).body);
  });

  it.each([
    ['level=xa', 'filter-unknown', 'level'],
    ['parent=x', 'filter-unreadable', 'parent'],
    ['day=01/07/2025', 'filter-unreadable', 'day'],
    ['day=2025-02-29', 'filter-unreadable', 'day'],
    ['q=', 'filter-unreadable', 'q'],
    ['limit=101', 'limit-out-of-range', 'limit'],
    ['cursor=WzEsMl0', 'cursor-unreadable', 'cursor'],
  ])('“%s” is refused by the name of the parameter', async (query, code, parameter) => {
    const { status, body } = await read(query);
    expect([status, body.code, body.parameter]).toEqual([422, code, parameter]);
  });

  it('are not sent again to who holds them, and take one query for one as for many', async () => {
    const anybody = app.visitor();
    const first = await anybody.get(`${UNITS}?level=commune`);
    expect(first.headers['cache-control']).toBe('no-cache');
    expect((await anybody.get(`${UNITS}?level=commune`).set('If-None-Match', first.headers['etag'] ?? '')).status).toBe(
      304,
    );
    const countOf = counting(app);
    for (const limit of [1, 50]) expect(await countOf(() => anybody.get(`${UNITS}?limit=${limit}`))).toBe(1);
  });
});
