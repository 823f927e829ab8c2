import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { givenBesidePrizes } from '../../fixtures/published-list.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
const [younger, youngest] = [newId<'unit'>(), newId<'unit'>()];
const run = (sql: string, parameters: unknown[] = []) =>
  house.database.transaction((tx) => tx.changed(sql, parameters));
const page = async (id: string): Promise<string> => (await house.visitor().get(`/xa/${id}`)).text;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  // Bản Bo went whole into a new commune in 2025, which was renamed in 2026.
  await run(
    `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, valid_to, sort_key, folded)
     SELECT id, 'commune', 'xã', name, NULL, $3, valid_from::date, valid_to::date, name, lower(name)
       FROM (VALUES ($1::uuid, 'Xã Tả Lèng Mới', '2025-07-01', '2026-07-01'), ($2::uuid, 'Xã Tả Lèng', '2026-07-01', NULL)) v(id, name, valid_from, valid_to)`,
    [younger, youngest, world.units.province],
  );
  await run(`UPDATE units SET valid_to = '2025-07-01' WHERE id = $1`, [world.units.banBo]);
  await run(
    `INSERT INTO unit_successions (old_id, new_id, kind, document) VALUES ($1, $2, 'merged_whole', '1670/NQ-UBTVQH15'), ($2, $3, 'renamed', '1/NQ')`,
    [world.units.banBo, younger, youngest],
  );
});
afterAll(() => house.close());

describe('The page of a commune', () => {
  it('has nothing before a result is out, and none for what is no commune', async () => {
    expect(await page(world.units.banBo)).toContain('Chưa có hồ sơ nào của đơn vị này được khen thưởng.');
    for (const id of [world.units.province, world.villages.banBo[0], newId(), 'ban-bo'])
      expect((await house.visitor().get(`/xa/${id}`)).status).toBe(404);
  });

  it('shows its prizes as they were printed, is linked from the list, and keeps those of a rehearsal apart from sums', async () => {
    await givenBesidePrizes(house, world);
    const results = (await house.visitor().get('/cuoc-thi/zalo-lai-chau-2021/ket-qua')).text;
    expect(results).toContain(`<a href="/xa/${world.units.banBo}">xã Bản Bo</a>`);
    const text = await page(world.units.banBo);
    for (const words of ['Nhóm Zalo số 1', '10.500.000', 'Giải Nhì', 'Diễn tập', 'Huyện Tam Đường, tỉnh Lai Châu'])
      expect(text).toContain(words);
    expect(text).toContain('Khen thưởng của cuộc thi diễn tập (9) không cộng vào tổng.');
    expect(text).toContain(
      `<a href="/xa/${younger}">Xã Tả Lèng Mới, tỉnh Lai Châu</a> (nhập toàn bộ, từ ngày 01/07/2025)`,
    );
    expect(await page(world.units.binhLu)).toContain('Chưa có hồ sơ nào');
  });

  it('sums up real contests to the đồng', async () => {
    await run(`UPDATE contests SET rehearsal = false, clock_at = NULL`);
    // The nine lines of the fixture are all Bản Bo's: 45.030.000 in all.
    expect(await page(world.units.banBo)).toContain(
      '9 lần được khen thưởng ở 1 cuộc thi, tổng 45.030.000 đồng (bằng chữ: Bốn mươi lăm triệu không trăm ba mươi nghìn đồng).',
    );
  });

  it('of one that took it over, through any number of steps, has them under the old name', async () => {
    const text = await page(youngest);
    expect(text).toContain('Trước đây là: ');
    expect(text).toContain('9 lần được khen thưởng ở 1 cuộc thi');
    expect(text).toContain('<span class="muted">Xã Bản Bo</span>');
  });

  it('asks no more of the database for a commune with prizes and a history than its list is long', async () => {
    const count = counting(house);
    const once = await count(() => house.visitor().get(`/xa/${world.units.banBo}`));
    expect(await count(() => house.visitor().get(`/xa/${youngest}`))).toBe(once);
  });

  it('forgets a list that was replaced', async () => {
    await run(`UPDATE award_lists SET state = 'superseded', superseded_at = published_at, supersede_reason = 'Sai'`);
    expect(await page(world.units.banBo)).toContain('Chưa có hồ sơ nào');
  });
});
