import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { imageFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let office: Visitor;
let organiser: Visitor;
let xa: Visitor;

const WORDS = {
  title: 'Thực hiện 5K khi đi chợ',
  sourceName: 'Trung tâm Y tế huyện Tam Đường',
  loudText: 'Kính thưa bà con. Khi đi chợ đề nghị bà con đeo khẩu trang và giữ khoảng cách.',
  zaloText: 'Đi chợ nhớ 5K: đeo khẩu trang, giữ khoảng cách.',
  movement: '',
  validUntil: '25/11/2021',
};

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  office = await app.signedIn('tham-dinh');
  organiser = await app.signedIn('to-chuc');
  xa = await app.signedIn('xa');
});
afterAll(() => app.close());

/** Sends the form of an item with a file, as a browser does. */
async function sendItem(who: Visitor, action: string, words: Record<string, string>, file: Buffer | null = null) {
  const page = await who.get(action);
  const sent = who.agent.post(action).redirects(0);
  for (const [name, value] of Object.entries({ ...hiddenFields(page.text, action), ...words }))
    void sent.field(name, value);
  return file === null ? sent : sent.attach('anh', file, 'ap-phich.png');
}
async function begun(who = office, words: Record<string, string> = WORDS): Promise<string> {
  const answer = await sendItem(who, '/tuyen-truyen/noi-dung/moi', words);
  expect(answer.status).toBe(303);
  return String(answer.headers['location']);
}
const step = (who: Visitor, item: string, verb: string, words: Record<string, string> = {}) =>
  who.send(`${item}/${verb}`, words, item);

describe('An office writes an item', () => {
  it('and is told what to mend, with every word kept', async () => {
    const answer = await sendItem(office, '/tuyen-truyen/noi-dung/moi', {
      ...WORDS,
      loudText: '',
      zaloText: '',
      title: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nhập tên nội dung.');
    expect(answer.text).toContain('Nhập bài đọc trên loa hoặc tin Zalo, hoặc chọn ảnh.');
    expect(answer.text).toContain('Trung tâm Y tế huyện Tam Đường');
  });

  it('that nobody below sees before it is approved; alone in the office, its writer approves it, and the page says so', async () => {
    const item = await begun();
    expect((await office.get(item)).text).toContain('Đang soạn');
    expect((await xa.get(item)).status).toBe(404);
    expect((await step(office, item, 'trinh')).status).toBe(303);
    expect((await office.get(`${item}/sua`)).status).toBe(409);
    expect((await xa.get(item)).status).toBe(404);
    expect((await step(office, item, 'duyet')).status).toBe(303);
    const page = (await xa.get(item)).text;
    expect(page).toContain('Kính thưa bà con.');
    expect(page).toContain('đơn vị không có người thứ hai');
    expect(page).toContain('Tính 130 tiếng một phút');
    expect((await xa.get('/tuyen-truyen/noi-dung')).text).toContain(WORDS.title);
    expect((await (await app.signedIn('tham-dinh2')).get(item)).status).toBe(404);
    expect((await (await app.signedIn('xa3')).get(item)).status).toBe(404);
    expect((await (await app.signedIn('kiem-tra')).get(item)).status).toBe(200);
  });

  it('that stays as it was approved: a change is a new edition, and the old one is used until then', async () => {
    const item = await begun();
    await step(office, item, 'trinh');
    await step(office, item, 'duyet');
    await step(office, item, 'ban-moi');
    expect((await sendItem(office, `${item}/sua`, { ...WORDS, loudText: 'Lời mới.' })).status).toBe(303);
    expect((await xa.get(item)).text).toContain('Kính thưa bà con.');
    await step(office, item, 'trinh');
    await step(office, item, 'duyet');
    const page = (await xa.get(item)).text;
    expect(page).toContain('Lời mới.');
    expect((await xa.get(`${item}/ban/1`)).text).toContain('Kính thưa bà con.');
    expect((await xa.get(`${item}/ban/3`)).status).toBe(404);
    const change = app.database.transaction((tx) => tx.changed(`UPDATE propaganda_editions SET loud_text = 'khác'`));
    await expect(change).rejects.toThrow('an approved edition stays');
  });

  it('withdrawn it needs a reason, which everybody reads who had it', async () => {
    const item = await begun();
    await step(office, item, 'trinh');
    await step(office, item, 'duyet');
    expect((await step(office, item, 'rut')).status).toBe(422);
    expect((await step(office, item, 'rut', { reason: 'Quy định đã thay đổi' })).status).toBe(303);
    expect((await xa.get(item)).text).toContain('Quy định đã thay đổi');
    expect((await step(office, item, 'rut', { reason: 'Lần nữa' })).status).toBe(409);
  });

  it('with a picture, which is handed to who may read it', async () => {
    const answer = await sendItem(
      office,
      '/tuyen-truyen/noi-dung/moi',
      { ...WORDS, loudText: '', zaloText: '' },
      await imageFile('png'),
    );
    expect(answer.status).toBe(303);
    const item = String(answer.headers['location']);
    expect((await office.get(`${item}/anh`)).headers['content-type']).toBe('image/png');
    await step(office, item, 'trinh');
    await step(office, item, 'duyet');
    expect((await xa.get(`${item}/ban/1/anh`)).status).toBe(200);
    expect((await xa.get(`${item}/anh`)).status).toBe(404);
    await app.database.transaction((tx) =>
      tx.changed(
        `UPDATE stored_files SET scan_state = 'infected', scanned_at = now(), scan_finding = 'Eicar' WHERE sha256 IN (SELECT image_sha256 FROM propaganda_items)`,
      ),
    );
    expect((await xa.get(`${item}/ban/1/anh`)).status).toBe(409);
    expect((await xa.get(item)).text).toContain('Ảnh bị cách ly');
  });

  it('refuses a file that is no picture beside its field', async () => {
    const answer = await sendItem(office, '/tuyen-truyen/noi-dung/moi', WORDS, Buffer.from('%PDF-1.4 không phải ảnh'));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(WORDS.loudText);
  });

  it('is told when somebody was quicker', async () => {
    const item = await begun();
    const stale = await office.get(`${item}/sua`);
    expect((await sendItem(office, `${item}/sua`, { ...WORDS, title: 'Một' })).status).toBe(303);
    const late = office.agent.post(`${item}/sua`).redirects(0);
    for (const [name, value] of Object.entries({ ...hiddenFields(stale.text, `${item}/sua`), ...WORDS, title: 'Hai' }))
      void late.field(name, value);
    expect((await late).status).toBe(409);
  });
});

describe('Organisers', () => {
  it('approve what another of them submitted, and not their own', async () => {
    const movement = await organiser.send('/phong-trao/moi', {
      name: 'Phong trào',
      owner: world.units.province,
      startsOn: '25/10/2021',
      endsOn: '25/11/2021',
    });
    const id = String(movement.headers['location']).replace('/phong-trao/', '');
    expect((await sendItem(organiser, '/tuyen-truyen/noi-dung/moi', WORDS)).status).toBe(422);
    const item = await begun(organiser, { ...WORDS, movement: id });
    await step(organiser, item, 'trinh');
    expect((await organiser.get(item)).text).toContain('chờ người khác của đơn vị duyệt');
    // The button is not offered; whoever sends it all the same is refused.
    const version = /name="version" value="(\d+)"/.exec((await organiser.get(item)).text)?.[1] ?? '';
    const alone = await organiser.send(`${item}/duyet`, { version }, item);
    expect([alone.status, alone.text.includes('nên nhờ người đó duyệt')]).toEqual([409, true]);
    const second = await app.signedIn('to-chuc-2');
    expect((await step(second, item, 'duyet')).status).toBe(303);
    expect((await xa.get(item)).text).not.toContain('đơn vị không có người thứ hai');
  });
});

it('the list is chosen by state', async () => {
  const text = (await office.get('/tuyen-truyen/noi-dung?trang-thai=withdrawn')).text;
  expect([text.includes('Đã rút</span>'), text.includes('Đang soạn</span>')]).toEqual([true, false]);
});
