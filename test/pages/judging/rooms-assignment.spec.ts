import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, JUDGING_DAY } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let secretary: Visitor;

const PANEL = '/thu-ky/phan-cong';
const GIVE = '/thu-ky/phan-cong/giao';
const address = (rule: Record<string, string>): string =>
  `/thu-ky/phan-cong/tu-dong?${new URLSearchParams({ kieu: 'tieu-ban', 'tieu-ban': 'Tiểu ban A: GK1\nTiểu ban B: GK2', chia: 'deu', chung: '1', hat: 'lan-1', ...rule }).toString()}`;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  await givenEntries(app.database, world, allVillages(world).slice(0, 5));
  secretary = await app.signedIn('thu-ky');
  for (const { personId } of [world.actors.judge1, world.actors.judge2])
    await secretary.send('/thu-ky/phan-cong/giam-khao', { personId, unitId: '' }, PANEL);
});
afterAll(() => app.close());

describe('Assignment by rooms, on the secretary’s page', () => {
  it('a fault stays beside the field with what was typed', async () => {
    const page = await secretary.get(address({ 'tieu-ban': 'Tiểu ban A: GK1, GK7' }));
    expect(page.text).toContain('Dòng 1: không có giám khảo GK7 trong Ban Giám khảo.');
    expect(page.text).toContain('Tiểu ban A: GK1, GK7</textarea>');
    expect(page.text).not.toContain('Giao theo cách này');
  });

  it('shows the rooms before it is applied, warns where nothing joins them, and is kept on the panel', async () => {
    expect((await secretary.get(address({ chung: '0' }))).text).toContain(
      'nên không so được độ nghiêm giữa các tiểu ban',
    );
    // five entries: one for both, two in each room; 2 × 2 + 2 = 6 sheets
    const seen = await secretary.get(address({}));
    expect(seen.text).toContain('Sẽ giao thêm 6 phiếu cho 5 hồ sơ đủ điều kiện.');
    expect(seen.text).toContain('1 hồ sơ: ZALO21-');
    const done = await secretary.send(GIVE, { 'tieu-ban': 'Tiểu ban A: GK1\nTiểu ban B: GK2' }, address({}));
    expect([done.status, done.headers['location']]).toEqual([303, PANEL]);
    const panel = await secretary.get(PANEL);
    expect(panel.text).toContain('<span class="muted">Tiểu ban A</span>');
    expect(panel.text).toContain('<span class="muted">Tiểu ban B</span>');
    expect((await secretary.get('/thu-ky/phan-cong/tu-dong')).text).toContain(
      'Tiểu ban A: GK1\nTiểu ban B: GK2</textarea>',
    );
    expect((await secretary.get(address({ hat: 'lan-2' }))).text).toContain('Không có phiếu nào để giao thêm');
  });
});
