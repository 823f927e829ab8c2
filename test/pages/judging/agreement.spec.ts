import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

const PAGE = '/thu-ky/thong-nhat';
const read = async (): Promise<string> => {
  const { text } = await secretary.get(PAGE);
  return text.replaceAll('&#x3D;', '=').replaceAll('&#x2B;', '+');
};

/** Twenty entries of rising quality; the second judge is two points lenient, the third five points strict. */
const pointsOf = (entry: number, judge: number): [number, number, number] => {
  const quality = 10 + (entry % 10) + ((entry * 7 + judge * 5) % 3) / 2;
  return [quality, quality - 3, 12 + [0, 2, -5][judge]!];
};

async function write(sheet: { entry: number; judge: number; points: [number, number, number] }): Promise<void> {
  const judges = [world.actors.judge1, world.actors.judge2, world.actors.judge3];
  const [A, B, C] = sheet.points.map((points) => Math.round(points * 100));
  await app.database.transaction((tx) =>
    tx.changed(
      `UPDATE score_sheets SET points = $3, total_hundredths = $4, state = 'signed', signed_at = $5, saved_at = $5
        WHERE entry_id = $1 AND person_id = $2`,
      [entries[sheet.entry]?.id, judges[sheet.judge]?.personId, JSON.stringify({ A, B, C }), A! + B! + C!, tx.now],
    ),
  );
}

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 20));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2, world.actors.judge3], entries);
  for (let entry = 0; entry < 20; entry += 1)
    for (let judge = 0; judge < 3; judge += 1) await write({ entry, judge, points: pointsOf(entry, judge) });
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

const closed = (is: boolean): Promise<number> =>
  app.database.transaction((tx) =>
    tx.changed(`UPDATE judging_rounds SET closed_at = $1, closed_by_name = 'Ký', close_reason = 'Đủ phiếu'`, [
      is ? tx.now : null,
    ]),
  );

describe('The page on agreement', () => {
  it('says nothing of the scores before the round is closed', async () => {
    const page = await read();
    expect(page).toContain('Số liệu này chỉ có sau khi khóa vòng chấm.');
    expect(page).not.toMatch(/ICC|GK\d/);
  });

  it('after closing says first in words how far the judges agree, then in numbers', async () => {
    await closed(true);
    const page = await read();
    // The judges differ by severity above all: the mean of so uneven a panel is less reliable than its order.
    expect(page).toMatch(
      /Điểm trung bình của cả hội đồng có độ tin cậy (thấp|trung bình|tốt|rất tốt) \(ICC\(2,k\) = 0,\d\d\)\./,
    );
    expect(page).toContain('Chỉ để tham khảo.');
    expect(page.indexOf('Nhận xét')).toBeLessThan(page.indexOf('Độ tin cậy'));
    expect(page).toMatch(/GK3 – Phạm Thị Ba<\/th>[\s\S]{0,200}<td class="num">−\d,\d\d \(−\d,\d\d đến −\d,\d\d\)/);
    expect(page).toContain('<svg class="chart-drawing"');
    expect(page).toContain('Xem số liệu');
    expect(page).toContain('Kendall W');
  });

  it('tells the strict judge’s severity as the rows say it: the mean of the judge less that of all', async () => {
    const means = [0, 1, 2].map((judge) => {
      const totals = entries.map((_, entry) => pointsOf(entry, judge).reduce((sum, each) => sum + each, 0));
      return totals.reduce((sum, each) => sum + each, 0) / totals.length;
    });
    const grand = means.reduce((sum, each) => sum + each, 0) / 3;
    expect(await read()).toContain(
      `−${Math.abs(means[2]! - grand)
        .toFixed(2)
        .replace('.', ',')} (`,
    );
  });

  it('is the same when asked again, and another once a sheet that counts has changed', async () => {
    const main = async (): Promise<string> => {
      const page = await read();
      return page.slice(page.indexOf('<h1'), page.indexOf('</main>'));
    };
    const first = await main();
    expect(await main()).toBe(first);
    await write({ entry: 4, judge: 0, points: [40, 30, 30] });
    const changed = await main();
    expect(changed).not.toBe(first);
    expect(changed).toContain('<td data-label="Tổng điểm" class="num">100,00</td>');
    await write({ entry: 4, judge: 0, points: pointsOf(4, 0) });
  });

  it('says why it says nothing where judges score different criteria', async () => {
    const parts = [
      { name: '1', weight: '1', criteria: ['A'], judges: ['GK1'], drop: 0 },
      { name: '2', weight: '1', criteria: ['B', 'C'], judges: ['GK2', 'GK3'], drop: 0 },
    ];
    const by = (method: string, given: object[]) =>
      app.database.transaction((tx) =>
        tx.changed('UPDATE contests SET aggregate_method = $1, aggregate_parts = $2', [method, JSON.stringify(given)]),
      );
    await by('weighted', parts);
    const page = await read();
    await by('mean', []);
    expect(page).toContain('chấm những tiêu chí khác nhau');
    expect(page).not.toContain('ICC');
  });

  it('is linked from the table of scores, and shown to organisers and auditors', async () => {
    expect((await secretary.get('/thu-ky/tong-hop')).text).toContain(`href="${PAGE}"`);
    for (const user of ['to-chuc', 'kiem-tra']) {
      const overseer = await app.signedIn(user);
      const address = `/to-chuc/${world.slug}/muc-thong-nhat`;
      expect((await overseer.get(`/to-chuc/${world.slug}/ket-qua-cham`)).text).toContain(`href="${address}"`);
      expect((await overseer.get(address)).text).toContain('Độ tin cậy');
    }
    const judge = await app.signedIn('giam-khao-1');
    expect((await judge.get(PAGE)).status).toBe(403);
  });
});
