import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { wordsOfDocx, wordsOfPdf } from '../../fixtures/papers.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let secretary: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-20T09:00:00+07:00');
  // 95, 85 and 85: the last two share a rank
  await givenClosedRound(app.database, world, [
    [40, 30, 25],
    [35, 25, 25],
    [35, 25, 25],
  ]);
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

const bytes = async (visitor: Visitor, path: string): Promise<Buffer> =>
  (await visitor.get(path).responseType('blob')).body as Buffer;

describe('The papers of a closed round', () => {
  it('are the table of scores, judge by judge with ranks and how they came about', async () => {
    const docx = wordsOfDocx(await bytes(secretary, '/thu-ky/bang-diem.docx'));
    const pdf = (await wordsOfPdf(await bytes(secretary, '/thu-ky/bang-diem.pdf'))).join(' ');
    expect(docx).toMatch(/1 ZALO21-211124-0001 Bản Hợp Nhất, xã Bản Bo, huyện Tam Đường 95 95 0 95(,00)? 1 /);
    for (const words of [docx, pdf]) {
      expect(words).toContain('BẢNG TỔNG HỢP ĐIỂM');
      expect(words).toContain('Tổng điểm của một giám khảo = A + B + C');
      expect(words).toContain('GIÁM KHẢO GK1');
    }
  });

  it('are minutes with who scored, what came out and who signs; they bear a number and no day', async () => {
    const minutes = wordsOfDocx(await bytes(secretary, '/thu-ky/bien-ban-cham.docx'));
    expect(minutes).toContain('/BB-BGK');
    expect(minutes).toContain('Ban Giám khảo có 2 thành viên; 2 thành viên đã chấm');
    expect(minutes).toContain('Các thành viên chấm độc lập 3 hồ sơ, chốt 6 phiếu.');
    expect(minutes).toContain('3 hồ sơ được xếp hạng.');
    expect(minutes).toMatch(/THƯ KÝ .*CHỦ TỌA/);
    expect(minutes).not.toMatch(/, ngày\s+tháng\s+năm/);
  });

  it('are the organisers’ and the auditor’s too, under the contest’s address, and nobody else’s', async () => {
    for (const who of ['to-chuc', 'kiem-tra']) {
      const visitor = await app.signedIn(who);
      expect((await visitor.get('/to-chuc/zalo-lai-chau-2021/bien-ban-cham.pdf')).status).toBe(200);
      expect((await visitor.get('/to-chuc/zalo-lai-chau-2021/ket-qua-cham')).text).toContain(
        'href="/to-chuc/zalo-lai-chau-2021/bang-diem.docx"',
      );
    }
    const judge = await app.signedIn('giam-khao-1');
    expect((await judge.get('/thu-ky/bang-diem.pdf')).status).toBe(403);
  });

  it('are not to be had while scores are hidden', async () => {
    await app.database.transaction((tx) =>
      tx.changed(
        `UPDATE judging_rounds SET closed_at = NULL, closed_by_name = NULL, close_reason = NULL WHERE id = $1`,
        [world.roundId],
      ),
    );
    const open = await secretary.get('/thu-ky/bang-diem.pdf');
    expect(open.status).not.toBe(200);
    // Words alone: the page's own keys are of any digits.
    expect(open.text.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/\b95\b/);
  });
});
