import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 3));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

describe('The secretary prints score sheets', () => {
  it('for all judges or one, blank while judging is on', async () => {
    const page = await secretary.get('/thu-ky/in-phieu');
    expect(page.text).toContain('phiếu 1–6: <a');
    expect(page.text).toContain('Trong khi chấm chỉ in được phiếu trống.');
    const one = await secretary.get('/thu-ky/in-phieu?giam-khao=GK2&kieu=bang');
    expect(one.text).toContain('phiếu 1–3: <a');
    const file = await secretary.get('/thu-ky/in-phieu/tep.pdf?giam-khao=GK2&kieu=bang&phan=1');
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(file.headers['content-disposition']).toContain('attachment');
  });

  it('with points only after closing', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const number = entries[0]?.number ?? '';
    await judge.send(`/cham/${number}`, { 'points[A]': '35', 'points[B]': '20', 'points[C]': '20' });
    await judge.send('/cham/tong-ket', { leaveIncomplete: '1' });
    const early = await secretary.get('/thu-ky/in-phieu/tep.pdf?diem=da-cham');
    expect(early.status).toBe(403);
    expect((await secretary.get('/thu-ky/in-phieu?diem=da-cham')).text).toContain('phiếu 1–6');
    const closed = await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' });
    expect(closed.status).toBe(303);
    expect((await secretary.get('/thu-ky/in-phieu?diem=da-cham')).text).toContain('phiếu 1: <a');
    const file = await secretary.get('/thu-ky/in-phieu/tep.pdf?diem=da-cham');
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await secretary.get('/thu-ky/in-phieu/tep.pdf?diem=da-cham&phan=2')).status).toBe(409);
  });

  it('for nobody who is not on the panel', async () => {
    expect((await secretary.get('/thu-ky/in-phieu/tep.pdf?giam-khao=GK9')).status).toBe(404);
    const judge = await app.signedIn('giam-khao-1');
    expect((await judge.get('/thu-ky/in-phieu')).status).toBe(403);
  });
});
