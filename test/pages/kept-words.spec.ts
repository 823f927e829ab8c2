import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp } from '../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../fixtures/world.js';

let app: TestApp;
let world: World;
let path: string;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  const entries = await givenEntries(app.database, world, allVillages(world).slice(0, 1));
  await givenPanel(app.database, world, [world.actors.judge1], entries);
  path = `/cham/${entries[0]?.number ?? ''}`;
});
afterAll(() => app.close());

const post = (visitor: Awaited<ReturnType<TestApp['signedIn']>>, words: Record<string, string>) =>
  visitor.agent.post(path).redirects(0).type('form').send(new URLSearchParams(words).toString());
const saved = () => app.database.reader.one(`SELECT points FROM score_sheets`);

describe('A form that is sent after the session has ended (TRUST R16)', () => {
  it('writes nothing, gives every word back, and goes through once its person has signed in again', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const typed = {
      'points[A]': '35,5',
      'points[B]': '25',
      'points[C]': '20',
      comment: 'Nhóm <b>đều</b> & "gọn"',
      then: 'o-lai',
    };
    const opened = hiddenFields((await judge.get(path)).text, path);
    await app.database.source.query(`DELETE FROM sessions`);

    const lost = await post(judge, { ...opened, ...typed });
    expect(lost.status).toBe(403);
    expect(lost.text).toContain('Nội dung đã nhập được giữ ở trang này');
    expect(lost.text).toContain('Nhóm &lt;b&gt;đều&lt;/b&gt; &amp; &quot;gọn&quot;');
    expect(await saved()).toEqual({ points: {} });

    await judge.send('/dang-nhap', { username: 'giam-khao-1', password: 'hoithi-demo' });
    // The page that was kept still carries the token of nobody: its first press asks once more, the second one is good.
    const again = await post(judge, hiddenFields(lost.text, path));
    expect(again.status).toBe(403);
    const fields = hiddenFields(again.text, path);
    expect(fields).toMatchObject({ 'points[A]': '35,5', version: opened['version'] });
    expect((await post(judge, fields)).status).toBe(303);
    expect(await saved()).toEqual({ points: { A: 3550, B: 2500, C: 2000 } });
  });

  it('also when it was ended from elsewhere, or had lasted a whole day', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const opened = hiddenFields((await judge.get(path)).text, path);
    const end = `UPDATE sessions SET sess = jsonb_set(sess::jsonb, '{signedInAt}', '0')::json`;
    await app.database.source.query(end);
    const lost = await post(judge, {
      ...opened,
      'points[A]': '36',
      'points[B]': '25',
      'points[C]': '20',
      then: 'o-lai',
    });
    expect(lost.status).toBe(403);
    expect(lost.text).toContain('Đăng nhập lại ở thẻ mới');
    await judge.send('/dang-nhap', { username: 'giam-khao-1', password: 'hoithi-demo' });
    const again = await post(judge, hiddenFields(lost.text, path));
    const fields = hiddenFields(again.text, path);
    expect(again.text).not.toContain('Đăng nhập lại ở thẻ mới');
    expect(fields['points[A]']).toBe('36');
    expect((await post(judge, fields)).status).toBe(303);
    // A page that is only looked at leads to the door as ever.
    await app.database.source.query(end);
    expect((await judge.get(path)).headers['location']).toBe(`/dang-nhap?ve=${encodeURIComponent(path)}`);
    expect((await judge.get('/dang-nhap')).text).toContain('Phiên làm việc đã hết. Đăng nhập để làm tiếp.');
  });

  it('and its sentences can be copied when what it was about is gone', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const token = hiddenFields((await judge.get(path)).text, path);
    const answer = await judge.agent
      .post('/cham/KHONG-CO')
      .redirects(0)
      .type('form')
      .send(new URLSearchParams({ ...token, comment: 'Nhóm hoạt động <đều> & gọn', then: 'o-lai' }).toString());
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Chép lại trước khi rời trang này.');
    expect([...answer.text.matchAll(/<textarea[^>]*readonly>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'Nhóm hoạt động &lt;đều&gt; &amp; gọn',
    ]);
  });

  it('never gives a password back', async () => {
    const visitor = app.visitor();
    const answer = await visitor.agent
      .post('/dang-nhap')
      .redirects(0)
      .type('form')
      .send('username=xa&password=mat-khau-bi-mat');
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('mat-khau-bi-mat');
  });
});
