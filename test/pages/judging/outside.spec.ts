import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { givenPlan, PRELIMINARY } from '../../fixtures/rounds.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

const OUTSIDE = '/thu-ky/diem-ngoai';
const SOURCE = 'Điểm thực địa của Sở Thông tin và Truyền thông';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 3));
  await givenPlan(app.database, world, [{ ...PRELIMINARY, name: 'Thực địa', kind: 'outside', weight: '1' }]);
  await app.database.transaction((tx) => tx.changed(`DELETE FROM judging_rounds WHERE id = $1`, [world.roundId]));
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
/** Rows of one entry for the criteria A, B and C. */
const rowsOf = (index: number, points: readonly string[]): string[] =>
  ['A', 'B', 'C'].map((code, at) => `${numberOf(index)},${code},${points[at] ?? ''}`);
const table = (...rows: string[]): string => ['entry,criterion,points', ...rows].join('\n');
const check = (bang: string) => secretary.send(OUTSIDE, { bang, nguon: SOURCE });
/** Presses the button of a preview. */
const apply = (text: string, words: Record<string, string>) => {
  const form = text.slice(text.indexOf('id="kiem-tra"'));
  const body = new URLSearchParams({ ...hiddenFields(form, OUTSIDE), nguon: SOURCE, ...words });
  return secretary.agent.post(OUTSIDE).redirects(0).type('form').send(body.toString());
};

describe('Points from outside, on the secretary’s page', () => {
  it('the round is offered no panel, leads here, and is begun here', async () => {
    const before = await secretary.get('/thu-ky/phan-cong');
    expect(before.text).toContain(`<a href="${OUTSIDE}">Nhập điểm từ bên ngoài</a>`);
    expect((await secretary.send(OUTSIDE, { buoc: 'mo' })).status).toBe(303);
    const panel = await secretary.get('/thu-ky/phan-cong');
    expect(panel.text).toContain(`<a href="${OUTSIDE}">Nhập điểm từ bên ngoài</a>`);
    expect(panel.text).not.toContain('Thêm giám khảo');
    const desk = await secretary.get('/thu-ky');
    expect(desk.text).toContain('0/3 hồ sơ đã có điểm');
    expect(desk.text).not.toContain('/thu-ky/in-phieu');
  });

  it('a fault is told by its line, and what was typed stays', async () => {
    const bang = table(...rowsOf(0, ['40', '30', '30.5']));
    const page = await check(bang);
    expect(page.text).toContain('<strong>Dòng 4:</strong> điểm 30,5 vượt điểm tối đa 30 của tiêu chí C.');
    expect(page.text).toContain(`${numberOf(0)},C,30.5</textarea>`);
    expect(page.text).toContain(`value="${SOURCE}"`);
    expect(page.text).not.toContain('Ghi bảng điểm</button>');
    const nameless = await secretary.send(OUTSIDE, { bang, nguon: ' ' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain('Ghi nguồn điểm');
  });

  it('is taken as it was shown, and tells who has none', async () => {
    const bang = table(...rowsOf(0, ['39.25', '30', '30']), ...rowsOf(1, ['17.75', '30', '30']));
    const seen = await check(bang);
    expect(seen.text).toContain('Bảng đúng: 2/3 hồ sơ của vòng có điểm. Chưa ghi gì.');
    expect(seen.text).toContain(`1 hồ sơ: ${numberOf(2)}.`);
    expect((await apply(seen.text, { bang })).status).toBe(303);
    const again = await check(bang);
    expect(again.text).toContain('Mọi điểm giống bảng đang tính.');
    const unexplained = await apply(again.text, { bang });
    expect(unexplained.status).toBe(422);
    expect(unexplained.text).toContain('Ghi lý do thay bảng điểm đã nhập');
  });

  it('nobody sees a point of it before closing', async () => {
    const auditor = await app.signedIn('kiem-tra');
    const judge = await app.signedIn('giam-khao-1');
    const organiser = await app.signedIn('to-chuc');
    const slug = 'zalo-lai-chau-2021';
    for (const [who, paths] of [
      [secretary, [OUTSIDE, '/thu-ky', '/thu-ky/khoa', '/thu-ky/tien-do', '/thu-ky/tong-hop', '/thu-ky/thong-nhat']],
      [organiser, [`/to-chuc/${slug}/ket-qua-cham`]],
      [auditor, [`/to-chuc/${slug}/ket-qua-cham`]],
      [judge, ['/cham', '/cham/bang', '/cham/tong-ket']],
    ] as const)
      for (const path of paths) {
        const page = await who.get(path);
        expect([path, /39[.,]25|99[.,]25|17[.,]75|77[.,]75/.exec(page.text)]).toEqual([path, null]);
      }
  });

  it('closed, the table of scores and the workings name the source; nothing more is taken', async () => {
    const closed = await secretary.send('/thu-ky/khoa', { reason: 'Đã có điểm thực địa' });
    expect(closed.status).toBe(303);
    const matrix = await secretary.get('/thu-ky/tong-hop');
    expect(matrix.text).toContain(`Điểm từ bên ngoài: ${SOURCE}`);
    expect(matrix.text).toContain('99,25');
    const workings = await secretary.get(`/thu-ky/tong-hop/${numberOf(0)}`);
    expect(workings.text).toContain(`NGOAI – Điểm từ bên ngoài: ${SOURCE}.`);
    expect(workings.text).toContain('A + B + C, tối đa 100 điểm, nhập từ bên ngoài.');
    const page = await secretary.get(OUTSIDE);
    expect(page.text).toContain('không nhập điểm được nữa');
    expect((await secretary.get('/thu-ky/thong-nhat')).status).toBe(200);
  });
});
