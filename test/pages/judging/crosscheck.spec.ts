import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import type { JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

const PAGE = '/to-chuc/zalo-lai-chau-2021/doi-soat';
const SEED = 'XSMB 17/12/2021: 40213';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;
let auditor: Visitor;
let organiser: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-18T09:00:00+07:00');
  secretary = await app.signedIn('thu-ky');
  auditor = await app.signedIn('kiem-tra');
  organiser = await app.signedIn('to-chuc');
});
afterAll(() => app.close());

const draw = (who: Visitor, words: Record<string, string> = {}) =>
  who.send(PAGE, { seed: SEED, places: '1', risk: '0', ...words }, PAGE);

describe('Signed sheets are compared with paper', () => {
  it('not before the round is closed', async () => {
    expect((await secretary.get(PAGE)).text).toContain('Đối soát được sau khi khóa vòng chấm');
    expect((await draw(secretary, { round: '1' })).status).toBe(403);
    // 90, 80, 60 and 20 from both judges
    entries = await givenClosedRound(app.database, world, [
      [30, 30, 30],
      [20, 30, 30],
      [20, 20, 20],
      [10, 5, 5],
    ]);
  });

  it('by a draw that secretary and auditor make, from a seed, a risk and ranks that make sense', async () => {
    const faulty = await draw(auditor, { seed: '12', places: '0', risk: '50' });
    expect(faulty.status).toBe(422);
    for (const words of ['Nhập số mồi, từ 6 đến 200 ký tự', 'Chọn mức rủi ro.', 'Nhập số hạng đầu cần bảo đảm'])
      expect(faulty.text).toContain(words);
    const none = await draw(auditor, { places: '4' });
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('Chỉ có 4 hồ sơ được xếp hạng.')]);
    expect((await organiser.send(PAGE, { seed: SEED, places: '1', risk: '0' }, PAGE)).status).toBe(403);
    const all = await draw(auditor);
    expect([all.status, all.headers['location']]).toEqual([303, `${PAGE}/1`]);
    expect((await draw(secretary, { risk: '20' })).headers['location']).toBe(`${PAGE}/2`);
    const list = (await organiser.get(PAGE)).text;
    expect(list).toContain('Lần 2');
    expect(list).toContain('8/8');
    expect(list).not.toContain('Rút phiếu</button>');
  });

  it('on a list to print, with the points that the platform has', async () => {
    const page = (await auditor.get(`${PAGE}/1`)).text;
    for (const { number } of entries) expect(page).toContain(number);
    expect(page.match(/☐/g)).toHaveLength(8);
    expect(page).toContain('Còn 8 phiếu chưa đối soát');
    expect(page).toContain('<strong>90</strong>');
  });

  it('ticked as they agree, each once', async () => {
    expect((await auditor.send(`${PAGE}/1`, {})).status).toBe(422);
    expect((await auditor.send(`${PAGE}/1`, { lines: ['1', '2', '3'] })).status).toBe(303);
    expect((await secretary.send(`${PAGE}/1`, { lines: ['3'] })).status).toBe(409);
    expect((await secretary.get(`${PAGE}/1`)).text).toContain('Còn 5 phiếu chưa đối soát');
  });

  it('one that differs is written down with what differs; over an older page it is refused', async () => {
    const line = `${PAGE}/1/4`;
    expect((await secretary.get(line)).text).toContain('phiếu của GK2');
    expect((await secretary.send(line, { result: 'differs', reason: '' })).status).toBe(422);
    const words = { result: 'differs', reason: 'Tiêu chí A trên giấy là 25.' };
    expect((await secretary.send(line, words)).status).toBe(303);
    expect((await secretary.send(line, { ...words, version: '1' })).status).toBe(409);
    const seen = (await auditor.get(`${PAGE}/1`)).text;
    expect(seen).toContain('1 phiếu không khớp');
    expect(seen).toContain('Tiêu chí A trên giấy là 25.');
    expect((await auditor.get(PAGE)).text).toContain('1 phiếu không khớp');
  });

  it('and when all agree the page says how far that reaches', async () => {
    expect((await secretary.send(`${PAGE}/1/4`, { result: 'agrees', reason: 'Đọc nhầm chữ số.' })).status).toBe(303);
    expect((await secretary.send(`${PAGE}/1`, { lines: ['5', '6', '7', '8'] })).status).toBe(303);
    expect((await auditor.get(`${PAGE}/1`)).text).toContain('Toàn bộ phiếu khớp với phiếu giấy.');
    const told = await app.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE act LIKE 'crosscheck.%' ORDER BY id`,
    );
    expect(told.map(({ act }) => act)).toEqual([
      ...['crosscheck.draw', 'crosscheck.draw', 'crosscheck.agree'],
      ...['crosscheck.record', 'crosscheck.record', 'crosscheck.agree'],
    ]);
  });
});
