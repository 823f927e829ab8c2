import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

describe('An officer acts on several dossiers of the queue', () => {
  let app: TestApp;
  let world: World;
  let officer: Visitor;
  let numbers: string[];

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    officer = await app.signedIn('tham-dinh');
    const commune = await app.signedIn('xa');
    numbers = [];
    for (const index of [0, 1, 2]) numbers.push(await submitOne(commune, world.villages.banBo[index], index + 1));
    for (const number of numbers.slice(0, 2))
      await officer.send(`/tham-dinh/${number}`, { ...marks(PLACES), then: 'stay' });
  });
  afterAll(() => app.close());

  const FORM = '/tham-dinh/giao';
  /** Ticks dossiers in the queue and presses one of the buttons below it. */
  const press = async (action: string, codes: string[]) => {
    const page = await officer.get('/tham-dinh');
    expect(page.text).toContain(`formaction="${action}"`);
    const form = [...page.text.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([one]) => one);
    const queue = form.find((one) => one.includes(`action="${FORM}"`)) ?? '';
    const body = new URLSearchParams();
    for (const [, name = '', value = ''] of queue.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g))
      body.append(name, value);
    for (const code of codes) body.append('codes', code);
    return officer.agent.post(action).redirects(0).type('form').send(body.toString());
  };
  /** The form of a preview, as its button would send it. */
  const formOf = (html: string, action: string): string => {
    const form = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([one]) => one);
    const body = new URLSearchParams();
    const own = form.find((one) => one.includes(`action="${action}"`)) ?? '';
    for (const [, name = '', value = ''] of own.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g))
      body.append(name, value);
    return body.toString();
  };

  it('ticks the whole page by a link, without script', async () => {
    const page = await officer.get('/tham-dinh?chon=tat-ca');
    expect(page.text.match(/name="codes" value="[^"]*" checked/g)?.length).toBe(3);
    expect((await officer.get('/tham-dinh')).text).not.toMatch(/name="codes" value="[^"]*" checked/);
  });

  it('is told of each ticked dossier whether it will be accepted, and nothing has happened yet', async () => {
    const preview = await press('/tham-dinh/tiep-nhan', numbers);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('2 hồ sơ đã kiểm tra đủ và đạt mọi mục. 1 hồ sơ khác giữ nguyên');
    expect(preview.text).toContain('Còn mục chưa kiểm tra: Tên nhóm Zalo');
    expect(preview.text).toContain('Tiếp nhận 2 hồ sơ</button>');
    expect((await officer.get(`/tham-dinh/${numbers[0]}`)).text).toContain('Chờ thẩm định');
  });

  it('accepts what the preview named by one press; a second press of the same button leads to the same place', async () => {
    const preview = await press('/tham-dinh/tiep-nhan', numbers);
    const body = formOf(preview.text, '/tham-dinh/tiep-nhan');
    const send = () => officer.agent.post('/tham-dinh/tiep-nhan').redirects(0).type('form').send(body);
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect((await officer.get(first.headers['location'] ?? '')).text).toContain('Đã tiếp nhận 2 hồ sơ.');
    expect((await officer.get(`/tham-dinh/${numbers[0]}`)).text).toContain('Đủ điều kiện, chờ chuyển');
    expect((await officer.get(`/tham-dinh/${numbers[2]}`)).text).toContain('Chờ thẩm định');
  });

  it('is shown the list again when a dossier has changed since, and nothing is accepted', async () => {
    const third = `/tham-dinh/${numbers[2]}`;
    await officer.send(third, { ...marks(PLACES), then: 'stay' });
    const preview = await press('/tham-dinh/tiep-nhan', [numbers[2] ?? '']);
    await officer.send(third, { ...marks(PLACES), then: 'stay' });
    const answer = await officer.agent
      .post('/tham-dinh/tiep-nhan')
      .redirects(0)
      .type('form')
      .send(formOf(preview.text, '/tham-dinh/tiep-nhan'));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Chưa tiếp nhận hồ sơ nào');
    expect(answer.text).toContain('Tiếp nhận 1 hồ sơ</button>');
    expect((await officer.get(third)).text).toContain('Chờ thẩm định');
  });

  it('is led to the reminders of the communes that were ticked', async () => {
    const led = await press('/tham-dinh/nhac/chon', numbers);
    expect(led.status).toBe(303);
    const page = await officer.get(led.headers['location'] ?? '');
    expect(page.text).toContain('Chỉ các xã của hồ sơ đã chọn.');
    expect(page.text).toMatch(/<h2[^>]*>Xã Bản Bo<\/h2>/);
    expect(page.text).not.toMatch(/<h2[^>]*>Xã Bình Lư<\/h2>/);
  });

  it('is told when nothing was ticked', async () => {
    const answer = await press('/tham-dinh/tiep-nhan', []);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Chưa chọn hồ sơ nào.');
  });
});
