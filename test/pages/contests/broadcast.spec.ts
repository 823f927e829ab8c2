import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let organiser: Visitor;
let list: string;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  organiser = await test.signedIn('to-chuc');
  list = `/to-chuc/${world.slug}/thong-bao`;
});
afterAll(() => test.close());

const words = {
  audience: 'commune',
  unit: '',
  subject: 'Họp trực tuyến về hồ sơ',
  body: 'Họp lúc 14 giờ.\n\nCử một người.',
};

async function drafted(more: Partial<typeof words> = {}): Promise<string> {
  const answer = await organiser.send(`${list}/moi`, { ...words, ...more });
  expect(answer.status).toBe(303);
  return answer.headers['location'] as string;
}

/** User names of those who were told something of that subject, by name. */
const toldTo = async (subject: string): Promise<string[]> =>
  (
    await test.database.reader.rows<{ username: string }>(
      `SELECT p.username FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.subject = $1 ORDER BY p.username`,
      [subject],
    )
  ).map(({ username }) => username);

/** A row of the table of differences: one’s own, what is stored. */
const rowOf = (page: string, label: string): string[] =>
  [
    ...(new RegExp(`<tr[^>]*><th scope="row">${label}.*?</tr>`).exec(page)?.[0] ?? '').matchAll(
      /<td[^>]*>(.*?)<\/td>/g,
    ),
  ].map(([, cell]) => cell ?? '');

describe('An organiser’s notice', () => {
  it('is kept as a draft and read as each reader will see it, before anybody is told', async () => {
    const page = await organiser.get(await drafted());
    expect(page.text).toContain('Chưa gửi cho ai.');
    expect(page.text).toContain('Họp trực tuyến về hồ sơ\n\nHọp lúc 14 giờ.\n\nCử một người.');
    expect(page.text).toContain('Gửi tới');
    expect((await organiser.get(list)).text).toContain('Bản nháp');
    expect(await toldTo(words.subject)).toEqual([]);
  });

  it('comes back with every word when it is too long', async () => {
    const long = 'Nội dung rất dài. '.repeat(30);
    const answer = await organiser.send(`${list}/moi`, { ...words, body: long });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Rút ngắn còn nhiều nhất 400.');
    expect(answer.text).toContain(long.trim());
  });

  it('is tried out on oneself alone', async () => {
    const draft = await drafted({ subject: 'Thử một lần' });
    expect((await organiser.send(`${draft}/gui-thu`, {}, draft)).status).toBe(303);
    expect(await toldTo('Thử một lần')).toEqual(['to-chuc']);
  });

  it('is told once to its readers, however often the button is pressed', async () => {
    const draft = await drafted({ subject: 'Gửi một lần' });
    const pages = await Promise.all([organiser.get(draft), organiser.get(draft)]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    const first = await organiser.send(draft, {});
    const told = await toldTo('Gửi một lần');
    expect([first.status, told]).toEqual([303, ['xa', 'xa2', 'xa3']]);
    const again = await organiser.send(draft, { version: '1' }, `${list}/moi`);
    expect([again.status, again.text.includes('Thông báo này đã gửi')]).toEqual([409, true]);
    expect(await toldTo('Gửi một lần')).toEqual(told);
    const page = await organiser.get(draft);
    expect(page.text).toContain(`${told.length} người`);
    expect(page.text).not.toContain('Bỏ bản nháp');
    expect((await organiser.get(`${draft}/sua`)).status).toBe(409);
  });

  it('reaches one commune when that is chosen', async () => {
    const communeId = await test.database.reader.one<{ id: string }>(
      `SELECT a.unit_id AS id FROM role_assignments a JOIN persons p ON p.id = a.person_id WHERE p.username = 'xa2'`,
    );
    const draft = await drafted({ subject: 'Riêng một xã', unit: communeId?.id ?? '' });
    await organiser.send(draft, {});
    expect(await toldTo('Riêng một xã')).toEqual(['xa2']);
  });

  it('is rewritten by the one who comes first; the other sees that it has changed', async () => {
    const draft = await drafted({ subject: 'Bản đầu' });
    expect((await organiser.send(`${draft}/sua`, { ...words, subject: 'Bản hai' })).status).toBe(303);
    const late = await organiser.send(`${draft}/sua`, { ...words, subject: 'Bản ba', version: '1' });
    expect([late.status, late.text.includes('value="Bản ba"')]).toEqual([409, true]);
    // Both stand side by side; whoever has seen them may save over the other.
    expect(rowOf(late.text, 'Tiêu đề')).toEqual(['Bản ba', 'Bản hai']);
    expect(rowOf(late.text, 'Người nhận')).toEqual(['Các xã dự thi', 'Các xã dự thi']);
    expect((await organiser.get(draft)).text).toContain('Bản hai');
    const seen = await organiser.send(`${draft}/sua`, { ...words, subject: 'Bản ba', version: '2' });
    expect([seen.status, (await organiser.get(draft)).text.includes('Bản ba')]).toEqual([303, true]);
  });

  it('that was sent meanwhile cannot be rewritten; the words are there to copy', async () => {
    const draft = await drafted({ subject: 'Gửi trước khi sửa xong' });
    await organiser.send(draft, {});
    const late = await organiser.send(`${draft}/sua`, { ...words, subject: 'Sửa muộn', version: '1' }, `${list}/moi`);
    expect([late.status, late.text.includes('Sửa muộn')]).toEqual([409, true]);
    expect((await organiser.get(draft)).text).not.toContain('Sửa muộn');
  });

  it('is thrown away while it is a draft', async () => {
    const draft = await drafted({ subject: 'Bỏ đi' });
    expect((await organiser.send(`${draft}/xoa`, {}, draft)).status).toBe(303);
    expect((await organiser.get(draft)).status).toBe(404);
    expect(await toldTo('Bỏ đi')).toEqual([]);
  });

  it('stands in the log with its author, its title and how many were told', async () => {
    const event = await test.database.reader.one<{ facts: { subject: string; people: number } }>(
      `SELECT facts FROM audit_events WHERE act = 'contest.broadcast.send' AND facts ->> 'subject' = 'Gửi một lần'`,
    );
    expect(event?.facts.people).toBe((await toldTo('Gửi một lần')).length);
  });
});
