import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let admin: Visitor;
const SON_LA = '7ea00000-0000-4000-8000-0000000000b1';
const PATH = '/nhom/vai-tro/danh-muc';
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  admin = await test.signedIn('quan-tri');
});
afterAll(() => test.close());

async function add(words: Record<string, string>, who = admin, path = PATH) {
  const hidden = hiddenFields((await who.get(path)).text, path);
  const body = new URLSearchParams({ ...hidden, groupKind: 'residents', source: '', ...words }).toString();
  return who.agent.post(path).redirects(0).type('form').send(body);
}
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr><th scope="row">([^<]*)(?:<br>.*?)?<\/th>.*?data-label="Áp dụng">([^<]*)</g)].map(
    ([, name, province]) => `${name ?? ''} – ${province ?? ''}`,
  );
const PROVINCES = 'Chọn tỉnh, thành phố';

describe('The list of required roles', () => {
  it('asks an administrator of one province for none', async () => {
    expect((await admin.get(PATH)).text).not.toContain(PROVINCES);
    expect((await add({ name: 'Bí thư chi bộ' })).status).toBe(303);
    expect(rowsOf((await admin.get(PATH)).text)).toContain('Bí thư chi bộ – Mọi tỉnh, thành phố');
  });

  it('asks whoever reaches several for which of them a role is, and takes none by itself', async () => {
    await test.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO units (id, level, type, name, code, valid_from, sort_key, folded) VALUES ($1, 'province', 'tỉnh', 'Tỉnh Sơn La', '14', '2021-01-01', 'son la', 'tinh son la')`,
        [SON_LA],
      ),
    );
    const silent = await add({ name: 'Trưởng bản' });
    expect([silent.status, silent.text.includes('Chọn tỉnh, thành phố áp dụng.')]).toEqual([422, true]);
    expect(silent.text).toContain('value="Trưởng bản"');
    expect((await add({ name: 'Trưởng bản', provinceId: world.units.tamDuong })).status).toBe(422);
    expect((await add({ name: 'Trưởng bản', provinceId: SON_LA })).status).toBe(303);
    expect((await add({ name: 'Công an viên', provinceId: 'moi-tinh' })).status).toBe(303);
    const all = rowsOf((await admin.get(PATH)).text);
    expect(all).toContain('Trưởng bản – Tỉnh Sơn La');
    expect(all).toContain('Công an viên – Mọi tỉnh, thành phố');
    const told = await test.database.reader.rows<{ facts: { province: string | null } }>(
      `SELECT facts FROM audit_events WHERE act = 'community-role.add' ORDER BY id`,
    );
    expect(told.map(({ facts }) => facts.province)).toEqual([null, 'Tỉnh Sơn La', null]);
  });

  it('is narrowed to a province, and stays so after a role is added or ended there', async () => {
    const at = `${PATH}?tinh=${world.units.province}`;
    const page = (await admin.get(at)).text;
    expect(page).toMatch(new RegExp(`<option value="${world.units.province}" selected>`));
    expect(rowsOf(page).filter((row) => row.endsWith('Tỉnh Sơn La'))).toEqual([]);
    const added = await add({ name: 'Y tế bản', provinceId: world.units.province }, admin, at);
    expect([added.status, added.headers['location']]).toEqual([303, at]);
    const listed = (await admin.get(at)).text;
    const action =
      /action="([^"]*\/thoi[^"]*)"[^]*?Y tế bản<\/span>/.exec(listed.slice(listed.indexOf('Y tế bản')))?.[1] ?? '';
    const path = action.replaceAll('&#x3D;', '=');
    const ended = await admin.agent
      .post(path)
      .redirects(0)
      .type('form')
      .send(new URLSearchParams(hiddenFields(listed, action)).toString());
    expect([ended.status, ended.headers['location']]).toEqual([303, at]);
  });

  it('of an organiser is that of the own province, and names no other', async () => {
    const organiser = await test.signedIn('to-chuc');
    const page = (await organiser.get(PATH)).text;
    expect([page.includes(PROVINCES), page.includes('Sơn La')]).toEqual([false, false]);
    expect((await add({ name: 'Trưởng khu', provinceId: SON_LA }, organiser)).status).toBe(303);
    expect(rowsOf((await organiser.get(PATH)).text)).toContain('Trưởng khu – Tỉnh Lai Châu');
  });
});
