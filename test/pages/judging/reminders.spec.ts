import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

const POINTS = { 'points[A]': '31.25', 'points[B]': '20.5', 'points[C]': '17.75' };
const PROGRESS = '/thu-ky/tien-do';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;
let done: Visitor;
let late: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 2));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  secretary = await app.signedIn('thu-ky');
  done = await app.signedIn('giam-khao-1');
  late = await app.signedIn('giam-khao-2');
  for (const { number } of entries) await done.send(`/cham/${number}`, POINTS, `/cham/${number}`);
  await done.send('/cham/tong-ket', {});
  await late.send(`/cham/${entries[0]?.number}`, { 'points[A]': '31.25' }, `/cham/${entries[0]?.number}`);
});
afterAll(() => app.close());

const remind = (judges: string | string[]) => secretary.send(`${PROGRESS}/nhac`, { judges }, PROGRESS);

describe('A secretary reminds judges', () => {
  it('who are behind, ticked beforehand; of everybody the page says when they were last at work, of nobody a score', async () => {
    const { text } = await secretary.get(PROGRESS);
    expect([...text.matchAll(/name="judges" value="(GK\d)" checked/g)].map(([, code]) => code)).toEqual(['GK2']);
    expect(text.match(/data-label="Làm việc gần nhất">09:00 ngày 15\/12\/2021/g)).toHaveLength(2);
    for (const secret of ['69,5', '31,25', '20,5']) expect(text).not.toContain(secret);
  });

  it('by a notice of how much is left and until when; whoever is done is left out', async () => {
    const answer = await remind(['GK1', 'GK2']);
    expect([answer.status, answer.headers['location']]).toEqual([303, PROGRESS]);
    const { text } = await secretary.get(PROGRESS);
    expect(text).toContain('Đã nhắc GK2.');
    expect(text).toContain('đã nhắc 1 lần, lần cuối 09:00 ngày 15/12/2021');
    const notices = (await late.get('/thong-bao')).text;
    for (const words of ['Còn 2 phiếu chưa chốt', 'Hạn chấm: ']) expect(notices).toContain(words);
    expect((await done.get('/thong-bao')).text).not.toContain('phiếu chưa chốt');
  });

  it('and is told when nobody was ticked, or nobody of those is behind', async () => {
    expect((await remind([])).text).toContain('Chưa chọn giám khảo nào để nhắc.');
    const none = await remind('GK1');
    expect([none.status, none.text.includes('không cần nhắc')]).toEqual([409, true]);
  });

  it('not before the window opens nor after it', async () => {
    await setClock(app.database, world.contestId, '2021-12-31T09:00:00+07:00');
    const { text } = await secretary.get(PROGRESS);
    expect(text).not.toContain('Nhắc các giám khảo đã chọn');
    expect(text).not.toContain('action=""');
    expect((await remind('GK2')).status).toBe(409);
  });
});
