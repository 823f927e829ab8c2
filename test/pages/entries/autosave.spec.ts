import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin } from '../../fixtures/entries.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let page: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  page = `${await begin(xa, world.villages.banBo[0])}/thong-tin`;
});
afterAll(() => house.close());

/** What the page's script sends: the page's own fields, to the address beside the form. */
async function save(words: Record<string, string>) {
  const hidden = hiddenFields((await xa.get(page)).text, page);
  return xa.agent
    .post(`${page}/nhap`)
    .redirects(0)
    .type('form')
    .send({ ...hidden, ...words });
}
const written = async () =>
  house.database.reader.one<{ answers: Record<string, string>; version: number }>(
    'SELECT answers, version FROM entries',
  );

describe('Words that save themselves while a commune types', () => {
  it('are kept, and the answer brings the version to go on from', async () => {
    const answer = await save({ 'answers[ten-nhom]': 'Nhóm Zalo bản Nà Ly' });
    expect([answer.status, answer.body]).toEqual([
      200,
      { version: 2, savedAt: expect.stringMatching(/^\d\d:\d\d$/), faults: 0 },
    ]);
    expect((await written())?.answers['ten-nhom']).toBe('Nhóm Zalo bản Nà Ly');
    expect((await xa.get(page)).text).toContain('Nhóm Zalo bản Nà Ly');
  });

  it('are kept but for the field that cannot be right yet', async () => {
    const answer = await save({ 'answers[ten-nhom]': 'x'.repeat(5000), 'answers[tom-tat]': 'Cách làm.' });
    expect(answer.body).toMatchObject({ faults: 1 });
    expect((await written())?.answers).toEqual({ 'ten-nhom': 'Nhóm Zalo bản Nà Ly', 'tom-tat': 'Cách làm.' });
  });

  it('never write over what came from elsewhere: 409, and the button then shows both', async () => {
    const stale = { version: '1', 'answers[ten-nhom]': 'Tên ở máy kia' };
    expect((await save(stale)).status).toBe(409);
    expect((await written())?.answers['ten-nhom']).toBe('Nhóm Zalo bản Nà Ly');
    const shown = await xa.send(page, stale);
    expect([shown.status, shown.text.includes('Tên ở máy kia'), shown.text.includes('Nhóm Zalo bản Nà Ly')]).toEqual([
      409,
      true,
      true,
    ]);
  });

  it('sent again because the answer was lost go on from their own version, not from what a colleague has saved since', async () => {
    const hidden = hiddenFields((await xa.get(page)).text, page);
    const words = { ...hidden, 'answers[ten-nhom]': 'Nhóm Zalo bản Nà Ly' };
    const send = () => xa.agent.post(`${page}/nhap`).redirects(0).type('form').send(words);
    const first = Number(hidden['version']);
    expect((await send()).body).toMatchObject({ version: first + 1 });
    await save({ 'answers[tom-tat]': 'Cách làm của người khác.' });
    expect((await send()).body).toMatchObject({ version: first + 1 });
    expect((await written())?.version).toBe(first + 2);
  });

  it('write nothing once the session has ended', async () => {
    const [before, gone] = [await written(), house.visitor()];
    const answer = await gone.agent
      .post(`${page}/nhap`)
      .redirects(0)
      .type('form')
      .send({ version: 3, 'answers[ten-nhom]': 'Ai đó' });
    expect(answer.status).toBe(403);
    expect(await written()).toEqual(before);
  });

  it('fill one line of the timeline a sitting, and every line of the log', async () => {
    const told = (await xa.get(page.replace('thong-tin', 'lich-su'))).text.match(/Đã sửa thông tin/g);
    const logged = await house.database.reader.rows(`SELECT 1 FROM audit_events WHERE act = 'entry.write'`);
    expect([told?.length, logged.length]).toEqual([1, 4]);
  });
});
