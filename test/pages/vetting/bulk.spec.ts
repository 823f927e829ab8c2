import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne } from '../../fixtures/entries.js';
import { givenColleague, marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

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

  it('reminds of a draft that was given more time than its commune, by its own end, when the others can no longer send', async () => {
    const commune = await app.signedIn('xa');
    const organiser = await app.signedIn('to-chuc');
    const draft = await begin(commune, world.villages.banBo[5]);
    const longer = await organiser.send(`/to-chuc/${world.slug}/gia-han/moi`, {
      for: 'submission:entry',
      entryCode: draft.split('/').at(-1) ?? '',
      until: '05/12/2021',
      untilTime: '00:00',
      documentNumber: '18/BTC',
      reason: 'Mưa lũ',
    });
    expect(longer.status).toBe(303);
    await setClock(app.database, world.contestId, '2021-12-02T09:00:00+07:00');
    const page = await officer.get('/tham-dinh/nhac');
    expect(page.text).toContain('1 hồ sơ nháp được gia hạn riêng');
    expect(page.text).toMatch(/Hồ sơ nháp của [^:]+ được gia hạn riêng: hết ngày 04\/12\/2021\./);
    expect(page.text).not.toContain('Còn thiếu');
    await setClock(app.database, world.contestId, '2021-12-05T00:00:00+07:00');
    expect((await officer.get('/tham-dinh/nhac')).text).not.toContain('gia hạn riêng');
  });

  it('gives on what a colleague leaves behind: told above the list, found by the filter, given to who is here', async () => {
    const third = numbers[2] ?? '';
    const gone = await givenColleague(app.database, world.actors.thamDinh, 'nung-hien', 'Nùng Thị Hiền');
    const give = (to: string) =>
      officer.send(FORM, { contest: world.contestId, level: '1', codes: third, to }, '/tham-dinh');
    expect((await give(gone.personId)).status).toBe(303);
    const before = await officer.get('/tham-dinh');
    expect(before.text).toContain('Giao: Nùng Thị Hiền<');
    expect(before.text).not.toContain('người không còn thẩm định ở đây.');
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET revoked_at = now() WHERE person_id = $1`, [gone.personId]),
    );
    const after = await officer.get('/tham-dinh');
    expect(after.text).toContain('1 hồ sơ đang giao cho người không còn thẩm định ở đây.');
    expect(after.text).toContain('Giao: Nùng Thị Hiền, không còn thẩm định ở đây');
    const left = await officer.get('/tham-dinh?giao=da-nghi');
    expect(left.text.match(/name="codes" value="([^"]*)"/g)).toHaveLength(1);
    expect((await give(world.actors.thamDinh.personId)).status).toBe(303);
    expect((await officer.get('/tham-dinh?giao=da-nghi')).text).toContain('Không có hồ sơ nào khớp với bộ lọc.');
    expect((await officer.get('/tham-dinh?giao=toi')).text).toContain(third);
    expect((await officer.get('/tham-dinh?giao=chua-giao')).text).not.toContain(`value="${third}"`);
  });

  it('is told when nothing was ticked', async () => {
    const answer = await press('/tham-dinh/tiep-nhan', []);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Chưa chọn hồ sơ nào.');
  });
});
