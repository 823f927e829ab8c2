import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne } from '../../fixtures/entries.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let commune: Visitor;
let group: string;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  commune = await test.signedIn('xa');
  const words = {
    villageId: world.villages.banBo[0] ?? '',
    kind: 'residents',
    platform: 'zalo',
    name: 'Nhóm Bản Hợp Nhất',
  };
  group = (await commune.send('/nhom/moi', words)).headers['location'] as string;
});
afterAll(() => test.close());

const choose = (code: string, words: Record<string, string> = {}, who = commune) =>
  who.send(`/nop/${code}/nhom`, words, `/nop/${code}/thong-tin`);

describe('A dossier about a group of the register', () => {
  it('is filled from it, once its commune says so, and nothing is saved before it has looked', async () => {
    const code = String((await begin(commune, world.villages.banBo[0])).split('/')[2]);
    expect((await commune.get(`/nop/${code}/thong-tin`)).text).toContain('Chọn và điền từ sổ');
    const chosen = await choose(code);
    expect([chosen.status, chosen.headers['location']]).toEqual([303, `/nop/${code}/thong-tin?dien=so`]);
    const filled = await commune.get(`/nop/${code}/thong-tin?dien=so`);
    expect(filled.text).toContain('value="Nhóm Bản Hợp Nhất"');
    expect((await commune.get(`/nop/${code}/thong-tin`)).text).not.toContain('value="Nhóm Bản Hợp Nhất"');
    expect((await commune.get(group)).text).toContain(`href="/nop/${code}"`);
    expect((await (await test.signedIn('tham-dinh')).get(group)).text).not.toContain(code);
  });

  it('names none of another village, and none for another commune', async () => {
    const code = String((await begin(commune, world.villages.banBo[1])).split('/')[2]);
    expect((await commune.get(`/nop/${code}/thong-tin`)).text).not.toContain('Chọn và điền từ sổ');
    const hidden = hiddenFields((await commune.get(`/nop/${code}/thong-tin`)).text, `/nop/${code}/thong-tin`);
    const body = new URLSearchParams({ ...hidden, groupId: group.split('/').at(-1) ?? '' }).toString();
    const post = (who: Visitor) => who.agent.post(`/nop/${code}/nhom`).redirects(0).type('form').send(body);
    expect((await post(commune)).status).toBe(422);
    const neighbour = await test.signedIn('xa2');
    const own = hiddenFields((await neighbour.get('/nhom/moi')).text, '/nhom/moi');
    const foreign = new URLSearchParams({ ...own, groupId: group.split('/').at(-1) ?? '' }).toString();
    expect((await neighbour.agent.post(`/nop/${code}/nhom`).redirects(0).type('form').send(foreign)).status).toBe(404);
  });

  it('is reached from the page of its group by whoever may open it, on a page of their own', async () => {
    const villageId = world.villages.banBo[3] ?? '';
    const words = { villageId, kind: 'residents', platform: 'zalo', name: 'Nhóm Bản Nà Khuy' };
    const page = (await commune.send('/nhom/moi', words)).headers['location'] as string;
    const groupId = page.split('/').at(-1) ?? '';
    let draft = '';
    const number = await submitOne(commune, villageId, 7, async (entry) => {
      draft = entry.split('/').at(-1) ?? '';
      await choose(draft, { groupId });
    });
    const linked = async (who: Visitor): Promise<string | null> => {
      const { status, text } = await who.get(page);
      expect([status, text.includes(number)]).toEqual([200, true]);
      return new RegExp(`href="([^"]*${number})"`).exec(text)?.[1] ?? null;
    };
    const overview = `/to-chuc/${world.slug}/ho-so/${number}`;
    for (const [username, href] of [
      ['xa', `/nop/${number}`],
      ['tham-dinh', `/tham-dinh/${number}`],
      ['to-chuc', overview],
      ['kiem-tra', overview],
      ['quan-tri', overview],
    ] as const) {
      const who = await test.signedIn(username);
      expect([username, await linked(who)]).toEqual([username, href]);
      expect([username, (await who.get(href)).status]).toEqual([username, 200]);
    }
    // The province's office reaches every group, and no desk of this contest is its own.
    await test.database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET unit_id = $1 WHERE id = $2`, [
        world.units.province,
        world.actors.thamDinh2.assignmentId,
      ]),
    );
    const province = await test.signedIn('tham-dinh2');
    expect(await linked(province)).toBeNull();
    expect((await province.get(`/tham-dinh/${number}`)).status).toBe(404);
  });

  it('stands beside the register when it is vetted, what differs marked', async () => {
    const number = await submitOne(commune, world.villages.banBo[2]);
    const words = {
      villageId: world.villages.banBo[2] ?? '',
      kind: 'residents',
      platform: 'zalo',
      name: 'Tên trong sổ',
    };
    await commune.send('/nhom/moi', words);
    const office = await test.signedIn('tham-dinh');
    const page = await office.get(`/tham-dinh/${number}`);
    expect(page.text).toContain('Đối chiếu với sổ nhóm');
    expect(page.text).toContain('Hồ sơ chưa chọn nhóm trong sổ');
    expect(page.text).toMatch(
      /<tr class="differs"><th scope="row">[^<]*<span class="difference-mark">khác nhau<\/span><\/th><td class="breaks" data-label="Hồ sơ khai">Nhóm Zalo của bản<\/td><td class="breaks" data-label="Sổ nhóm">Tên trong sổ<\/td>/,
    );
  });
});
