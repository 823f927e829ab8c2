import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
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
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 7));
  const { judge1, judge2 } = world.actors;
  await givenPanel(app.database, world, [judge1, judge2], entries.slice(0, 6));
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const score = (index: number, [A, B, C]: readonly [string, string, string], more: Record<string, string> = {}) =>
  judge.send(`/cham/${numberOf(index)}`, { 'points[A]': A, 'points[B]': B, 'points[C]': C, ...more });
/** Rank, number, total and gap of each line of the judge's own ranking. */
const ranking = async (): Promise<string[][]> => {
  const { text } = await judge.get('/cham/tong-ket');
  return [
    ...text.matchAll(
      /data-label="Hạng">([^<]*)<[\s\S]*?class="muted">(ZALO21[^<]*)<[\s\S]*?data-label="Tổng điểm">([^<]*)<[\s\S]*?data-label="So với hồ sơ trên">([^<]*)</g,
    ),
  ].map(([, ...cells]) => cells.map((cell) => cell.trim()));
};

describe('A judge’s own ranking before signing', () => {
  it('has ranks, equal totals on one rank, and the gap to the dossier above; the next rank is left out', async () => {
    await score(0, ['30', '20', '20']); // 70
    await score(1, ['40', '30', '20']); // 90
    await score(2, ['40', '25', '20']); // 85
    await score(3, ['35', '25', '25']); // 85
    const lines = await ranking();
    expect(lines.map(([rank, , total, gap]) => [rank, total, gap])).toEqual([
      ['1', '90', '–'],
      ['2', '85', 'kém 5'],
      ['2', '85', 'bằng điểm'],
      ['4', '70', 'kém 15'],
    ]);
    expect([lines[0]?.[1], lines[3]?.[1]]).toEqual([numberOf(1), numberOf(0)]);
    expect((await judge.get('/cham/tong-ket')).text).toContain('Có hồ sơ bằng điểm ở thứ hạng 2.');
  });

  it('gives no place to a dossier that has left the contest', async () => {
    await app.database.source.query(`UPDATE entries SET state = 'disqualified', reason = 'Gửi hai lần' WHERE id = $1`, [
      entries[1]?.id,
    ]);
    expect((await ranking()).map(([rank, , total]) => [rank, total])).toEqual([
      ['–', '90'],
      ['1', '85'],
      ['1', '85'],
      ['3', '70'],
    ]);
    await app.database.source.query(`UPDATE entries SET state = 'accepted' WHERE id = $1`, [entries[1]?.id]);
  });
});

describe('Two dossiers beside each other', () => {
  const compare = (a: string, b: string) => judge.get(`/cham/so-sanh?a=${a}&b=${b}`);

  it('show own marks with their difference and what both wrote, and nothing of another judge', async () => {
    const other = await app.signedIn('giam-khao-2');
    await other.send(`/cham/${numberOf(2)}`, { 'points[A]': '7,75', comment: 'Của người khác' });
    await score(2, ['40', '25', '20'], { 'comments[A]': 'Đều đặn' });
    const { status, text } = await compare(numberOf(2), numberOf(0));
    expect(status).toBe(200);
    expect(text).toContain('Nhóm Zalo số 3');
    expect(text).toContain('Nhóm Zalo số 1');
    expect(text).toMatch(/>40<\/td><td[^>]*>30<\/td><td[^>]*>\+10</);
    expect(text).toMatch(/>20<\/td><td[^>]*>20<\/td><td[^>]*>bằng nhau</);
    expect(text).toMatch(/<strong>85<\/strong>[\s\S]*<strong>70<\/strong>[\s\S]*>\+15</);
    expect(text).toContain('Đều đặn');
    for (const foreign of ['7,75', 'Của người khác']) expect(text).not.toContain(foreign);
  });

  it('are asked for by number, and one that is not the judge’s is said not to be there', async () => {
    expect((await judge.get('/cham/so-sanh')).status).toBe(200);
    for (const stranger of [numberOf(6), 'ZALO21-211124-9999', 'x']) {
      const answer = await compare(numberOf(2), stranger);
      expect([answer.status, answer.text.includes('trong các hồ sơ của ông/bà')]).toEqual([422, true]);
      expect(answer.text).not.toContain('Nhóm Zalo số');
    }
    expect((await compare(numberOf(2), numberOf(2))).text).toContain('Chọn hai hồ sơ khác nhau.');
  });

  it('are closed at once where the judge has declined one of them', async () => {
    await judge.send(`/cham/${numberOf(5)}/xung-dot`, { reason: 'Em ruột là trưởng bản' });
    expect((await compare(numberOf(2), numberOf(5))).text).not.toContain('Nhóm Zalo số 6');
  });
});

describe('“Chấm sau”', () => {
  it('keeps what is typed, goes on, comes after all others that are left, and stands in the list', async () => {
    const answer = await judge.send(`/cham/${numberOf(4)}`, { 'points[A]': '12', then: 'sau' });
    expect(answer.status).toBe(303);
    const list = (await judge.get('/cham?loc=sau')).text;
    expect(list).toContain(numberOf(4));
    expect(list).toContain('Để chấm sau');
    expect(list).toMatch(/Chấm sau <span class="count">1</);
    await score(3, ['', '', '']);
    // Left: 3, and 4 that was put off.
    expect((await judge.get('/cham')).text).toContain(`href="/cham/${numberOf(3)}">Chấm tiếp`);
    const next = await score(3, ['35', '25', '25'], { then: 'tiep' });
    expect(next.headers['location']).toBe(`/cham/${numberOf(4)}`);
  });

  it('is over as soon as every criterion has its points', async () => {
    await score(4, ['12', '10', '10']);
    expect((await judge.get('/cham?loc=sau')).text).toContain('Không có hồ sơ nào ở mục này.');
    await score(4, ['12', '10', '']);
    expect((await judge.get('/cham?loc=sau')).text).toContain('Không có hồ sơ nào ở mục này.');
  });
});
