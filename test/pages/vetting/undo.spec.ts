import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

describe('An officer takes back what was just decided', () => {
  let app: TestApp;
  let world: World;
  let officer: Visitor;
  let commune: Visitor;
  let numbers: string[];

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    officer = await app.signedIn('tham-dinh');
    commune = await app.signedIn('xa');
    numbers = [];
    for (const index of [0, 1, 2]) numbers.push(await submitOne(commune, world.villages.banBo[index], index + 1));
  });
  afterAll(() => app.close());

  const at = (index: number): string => `/tham-dinh/${numbers[index]}`;
  const accept = async (index: number) => {
    await officer.send(at(index), { ...marks(PLACES), then: 'stay' });
    return officer.send(`${at(index)}/quyet-dinh`, { decision: 'accept', reason: '' });
  };
  const undo = (index: number) => officer.send(`${at(index)}/hoan-tac`, {}, at(index));

  it('by a button that says until when, and the dossier waits again', async () => {
    await accept(0);
    const page = await officer.get(at(0));
    // The clock of the rehearsal stands at 9:00.
    expect(page.text).toContain('Hoàn tác quyết định (đến 09:10)');
    const undone = await undo(0);
    expect([undone.status, undone.headers['location']]).toEqual([303, at(0)]);
    const again = await officer.get(at(0));
    expect(again.text).toContain('Đã hoàn tác quyết định.');
    expect(again.text).toContain('Chờ thẩm định');
    expect(again.text).toContain('Hoàn tác: Tiếp nhận');
    expect(again.text).not.toContain('/hoan-tac"');
  });

  it('not once the commune has opened the dossier; the list of its dossiers does not count', async () => {
    await accept(1);
    await commune.get('/nop');
    expect((await officer.get(at(1))).text).toContain('/hoan-tac"');
    const body = await officer.get(at(1));
    await commune.get(`/nop/${numbers[1]}`);
    const page = await officer.get(at(1));
    expect(page.text).toContain('Xã đã xem quyết định này lúc 09:00');
    expect(page.text).not.toContain('/hoan-tac"');
    // The button of a page that was drawn before.
    const form = /<form[^>]*hoan-tac"[\s\S]*?<\/form>/.exec(body.text)?.[0] ?? '';
    const words = new URLSearchParams();
    for (const [, name = '', value = ''] of form.matchAll(/name="([^"]*)" value="([^"]*)"/g)) words.append(name, value);
    const late = await officer.agent
      .post(`${at(1)}/hoan-tac`)
      .redirects(0)
      .type('form')
      .send(words.toString());
    expect(late.status).toBe(409);
    expect((await officer.get(at(1))).text).toContain('Đủ điều kiện, chờ chuyển');
  });

  it('not once the notice has been on somebody’s screen', async () => {
    await accept(2);
    expect((await officer.get(at(2))).text).toContain('/hoan-tac"');
    expect((await commune.get('/thong-bao')).text).toContain(`Hồ sơ đủ điều kiện ${numbers[2]}`);
    expect((await officer.get(at(2))).text).toContain('Xã đã xem quyết định này');
  });

  it('and the commune never hears of it', async () => {
    expect((await commune.get('/thong-bao')).text).not.toContain(`Hồ sơ đủ điều kiện ${numbers[0]}`);
  });
});
