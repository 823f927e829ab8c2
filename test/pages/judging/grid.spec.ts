import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let judge: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 6));
  await givenPanel(app.database, world, [world.actors.judge1], entries.slice(0, 5));
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const rowOf = (index: number): string => `/cham/bang/${numberOf(index)}`;
const saveRow = (index: number, words: Record<string, string>) => judge.send(rowOf(index), words, '/cham/bang');
const stored = (index: number) =>
  app.database.reader.one<{ points: Record<string, number>; comment: string; version: number }>(
    `SELECT points, comment, version FROM score_sheets WHERE entry_id = $1`,
    [entries[index]?.id],
  );
/** One row of the table, from its start to its end. */
const rowIn = (text: string, index: number): string =>
  new RegExp(`<tr id="d-${numberOf(index)}">[\\s\\S]*?</tr>`).exec(text)?.[0] ?? '';

describe('The table of a judge’s points', () => {
  it('has a row an entry in the judge’s own order, a field a criterion, and each row its own form', async () => {
    const { text, status } = await judge.get('/cham/bang');
    expect(status).toBe(200);
    const own = (await judge.get('/cham')).text;
    const order = (page: string) =>
      [...page.matchAll(/href="\/cham\/(ZALO21-[^"]+)">Bản|href="\/cham\/(ZALO21-[^"]+)">/g)].map(
        ([, one, two]) => one ?? two,
      );
    expect(new Set(order(text))).toEqual(new Set(entries.slice(0, 5).map(({ number }) => number)));
    expect(order(text)).toEqual(order(own).slice(-5));
    expect(text.match(/data-points/g)?.length).toBe(15);
    expect(text.match(/<form id="r-ZALO21-/g)?.length).toBe(5);
    expect(rowIn(text, 5)).toBe('');
  });

  it('saves one row: its points, not the comments written on the sheet', async () => {
    await judge.send(`/cham/${numberOf(0)}`, { 'points[A]': '30', comment: 'Rất chu đáo' });
    const answer = await saveRow(0, { 'points[A]': '31,5', 'points[B]': '', 'points[C]': '12' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/cham/bang#d-${numberOf(0)}`]);
    expect(await stored(0)).toEqual({ points: { A: 3150, C: 1200 }, comment: 'Rất chu đáo', version: 3 });
    expect((await judge.get('/cham/bang')).text).toContain(`Đã lưu ${numberOf(0)}, còn thiếu 1 tiêu chí.`);
  });

  it('keeps the faults of a row in that row, with its words and its version; the others stay as they are', async () => {
    const answer = await saveRow(1, { 'points[A]': '41', 'points[B]': '20,1', 'points[C]': '10' });
    expect(answer.status).toBe(422);
    const row = rowIn(answer.text, 1);
    expect(row).toContain('value="41" aria-invalid="true"');
    expect(row).toContain('nhập số từ 0 đến 40');
    expect(row).toContain('Gần nhất là 20 hoặc 20,25.');
    expect(row).toContain('name="version" value="1"');
    expect(answer.text).toContain(`href="#o-${numberOf(1)}-A"`);
    expect(rowIn(answer.text, 0)).toContain('name="version" value="3"');
    expect(rowIn(answer.text, 0)).not.toContain('aria-invalid');
    expect((await stored(1))?.points).toEqual({});
    // Mended and sent from the page that came back.
    const mended = { ...hiddenFields(answer.text, rowOf(1)), 'points[A]': '40', 'points[B]': '20', 'points[C]': '10' };
    const again = await judge.agent.post(rowOf(1)).redirects(0).type('form').send(mended);
    expect([again.status, (await stored(1))?.points]).toEqual([303, { A: 4000, B: 2000, C: 1000 }]);
  });

  it('shows a row that was saved elsewhere meanwhile beside what is saved, writes nothing, and does not save it by itself', async () => {
    const answer = await saveRow(0, { version: '1', 'points[A]': '1', 'points[B]': '2', 'points[C]': '3' });
    expect(answer.status).toBe(409);
    const row = rowIn(answer.text, 0);
    expect(row).toContain('Bản đang lưu: A: 31,5; B: –; C: 12');
    expect(row).toContain('value="1"');
    expect(row).not.toContain('data-autosave');
    expect(rowIn(answer.text, 1)).toContain('data-autosave');
    expect((await stored(0))?.points).toEqual({ A: 3150, C: 1200 });
  });

  it('takes the page’s own saving of a row under the same rules', async () => {
    const hidden = hiddenFields((await judge.get('/cham/bang')).text, rowOf(0));
    const words = { ...hidden, 'points[A]': '32', 'points[B]': '5', 'points[C]': '12' };
    const answer = await judge.agent
      .post(`/cham/${numberOf(0)}/nhap`)
      .redirects(0)
      .type('form')
      .send(words);
    expect(answer.body).toMatchObject({ version: 4, note: null });
    expect(await stored(0)).toEqual({ points: { A: 3200, B: 500, C: 1200 }, comment: 'Rất chu đáo', version: 4 });
  });

  it('knows nothing of an entry that is not this judge’s', async () => {
    const words = { ...hiddenFields((await judge.get('/cham/bang')).text, rowOf(0)), 'points[A]': '1' };
    const answer = await judge.agent.post(rowOf(5)).redirects(0).type('form').send(words);
    expect(answer.status).toBe(404);
  });

  it('shows signed rows as they are signed, and leaves out what is declined', async () => {
    await judge.send(`/cham/${numberOf(4)}/xung-dot`, { reason: 'Em ruột là trưởng bản' });
    await judge.send('/cham/tong-ket', { leaveIncomplete: '1' });
    const { text } = await judge.get('/cham/bang');
    expect(rowIn(text, 4)).toBe('');
    expect(rowIn(text, 0)).toContain('Đã chốt');
    expect(rowIn(text, 0)).not.toContain('<input');
    expect(rowIn(text, 2)).toContain('<input');
  });
});
