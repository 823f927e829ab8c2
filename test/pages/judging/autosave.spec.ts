import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROGRESS_WORDS } from '../../../src/judging/sheet.moves.js';
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
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 4));
  await givenPanel(app.database, world, [world.actors.judge1], entries.slice(0, 3));
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const pageOf = (index: number): string => `/cham/${entries[index]?.number ?? ''}`;
const opened = async (index: number) => hiddenFields((await judge.get(pageOf(index))).text, pageOf(index));
/** What the page's script sends. */
const draft = (index: number, words: Record<string, string>) =>
  judge.agent
    .post(`${pageOf(index)}/nhap`)
    .redirects(0)
    .type('form')
    .send(words);
const stored = (index: number) =>
  app.database.reader.one<{ points: Record<string, number>; version: number; progress: string }>(
    `SELECT points, version, progress FROM score_sheets WHERE entry_id = $1`,
    [entries[index]?.id],
  );

describe('A score sheet that saves itself while its judge types', () => {
  it('is a draft on the server, and the answer brings the version to go on from and what is missing', async () => {
    const answer = await draft(0, { ...(await opened(0)), 'points[A]': '35' });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        version: 2,
        savedAt: '09:00',
        faults: 0,
        wrong: [],
        note: 'còn thiếu 2 tiêu chí',
        status: PROGRESS_WORDS.draft,
      },
    ]);
    expect(await stored(0)).toEqual({ points: { A: 3500 }, version: 2, progress: 'draft' });
    const events = await app.database.reader.rows(`SELECT facts FROM audit_events WHERE act = 'sheet.save'`);
    expect(events).toEqual([{ facts: { number: entries[0]?.number, filled: ['A'], missing: ['B', 'C'], version: 2 } }]);
  });

  it('keeps what was saved in a field that cannot be read yet, and takes the others', async () => {
    const answer = await draft(0, { ...(await opened(0)), 'points[A]': '3x', 'points[B]': '20', 'points[C]': '10' });
    expect(answer.body).toMatchObject({
      version: 3,
      faults: 1,
      wrong: [{ field: 'points[A]', text: expect.stringContaining('nhập số từ 0 đến 40') }],
      note: null,
      status: PROGRESS_WORDS.done,
    });
    expect((await stored(0))?.points).toEqual({ A: 3500, B: 2000, C: 1000 });
  });

  it('sent again because the answer was lost goes on from its own version, not from what another window saved since', async () => {
    const words = { ...(await opened(1)), 'points[A]': '30' };
    expect((await draft(1, words)).body).toMatchObject({ version: 2 });
    await judge.send(pageOf(1), { 'points[A]': '31' });
    expect((await draft(1, words)).body).toMatchObject({ version: 2, savedAt: null });
    expect((await draft(1, { ...words, version: '2', 'points[A]': '29' })).status).toBe(409);
    expect((await stored(1))?.points).toEqual({ A: 3100 });
  });

  it.each([
    ['another version', { version: '99' }],
    ['other criteria', { rubric: 'x' }],
  ])('writes nothing against %s', async (_what, words) => {
    const before = await stored(0);
    expect((await draft(0, { ...(await opened(0)), 'points[A]': '1', ...words })).status).toBe(409);
    expect(await stored(0)).toEqual(before);
  });

  it('is not found where the judge has no sheet', async () => {
    expect((await draft(3, { ...(await opened(0)), 'points[A]': '1' })).status).toBe(404);
  });

  it('does not save by itself on a page that shows two versions to choose between', async () => {
    expect((await judge.get(pageOf(0))).text).toContain(`data-autosave="${pageOf(0)}/nhap"`);
    const refused = await judge.send(pageOf(0), { version: '1', 'points[A]': '2' });
    expect(refused.status).toBe(409);
    expect(refused.text).not.toContain('data-autosave');
  });
});
