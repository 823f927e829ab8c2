import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import type { Test } from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let second: Visitor;

const ORGANISE = '/to-chuc/zalo-lai-chau-2021';
const RESULTS = '/cuoc-thi/zalo-lai-chau-2021/ket-qua';
const N = (i: number): string => `ZALO21-211124-000${i}`;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-22T09:00:00+07:00');
  // 88 reaches no 90: Nhất is withheld. Two with 85 stand across Nhì and Ba. See the store's spec for the working.
  await givenClosedRound(app.database, world, [
    [38, 25, 25],
    [35, 25, 25],
    [35, 25, 25],
    [30, 25, 25],
    [20, 25, 25],
    [10, 25, 25],
  ]);
  organiser = await app.signedIn('to-chuc');
  second = await app.signedIn('to-chuc-2');
});
afterAll(() => app.close());

const binary = (asked: Test): Promise<Buffer> =>
  asked
    .set('Accept-Encoding', 'identity')
    .buffer(true)
    .parse((res, done) => {
      buffer(res as unknown as Readable).then(
        (bytes) => done(null, bytes),
        (error: Error) => done(error, null),
      );
    })
    .then(({ body }) => body as Buffer);

/** Presses the button of one file on the export page. */
async function takeOut(visitor: Visitor, file: string): Promise<Buffer> {
  const page = await visitor.get(`${ORGANISE}/xuat`);
  const form = hiddenFields(page.text, `${ORGANISE}/xuat/${file}`);
  return binary(visitor.agent.post(`${ORGANISE}/xuat/${file}`).redirects(0).type('form').send(form));
}

/** What the feed tells everybody: address and text of each item. */
async function feedItems(): Promise<[string, string][]> {
  const feed = await app.visitor().get(`${RESULTS}.rss`);
  expect([feed.status, feed.headers['content-type']]).toEqual([200, 'application/rss+xml; charset=utf-8']);
  const items = feed.text.matchAll(/<item>.*<link>(.*)<\/link>.*<description>(.*)<\/description><\/item>/g);
  return [...items].map(([, link = '', text = '']) => [link, text]);
}

describe('Before anything is published', () => {
  it('the public page tells only when it will be', async () => {
    const page = await app.visitor().get(RESULTS);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Kết quả chưa được công bố. Dự kiến công bố từ ngày 21/12/2021.');
    expect(page.text).not.toContain('ZALO21-');
    expect((await app.visitor().get(`${RESULTS}.csv`)).status).toBe(404);
    expect(page.text).toContain(`rel="alternate" type="application/rss+xml" href="${RESULTS}.rss"`);
    expect(await feedItems()).toEqual([]);
  });
});

describe('From the closed round to the published list', () => {
  it('tells who comes to publish too early what must be done first, and where', async () => {
    const page = await organiser.get(`${ORGANISE}/cong-bo`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Chưa có danh sách nào chờ công bố.');
    expect(page.text).toContain(`href="${ORGANISE}/giai-thuong"`);
    expect(page.text).not.toContain('<form method="post" action="/to-chuc/zalo-lai-chau-2021/cong-bo"');
  });

  it('drafts, and names the tie and the withheld prize', async () => {
    expect((await organiser.send(`${ORGANISE}/giai-thuong/lap`, {}, `${ORGANISE}/giai-thuong`)).status).toBe(303);
    const page = await organiser.get(`${ORGANISE}/giai-thuong`);
    expect(page.text).toContain('2 hồ sơ đồng hạng 2, ngang ranh giới Giải Nhì – Giải Ba');
    expect(page.text).toContain('Giữ lại: 1 Giải Nhì × 10.500.000 đồng; 1 Giải Ba × 7.500.000 đồng.');
    expect(page.text).toContain('Người xác nhận phải là một thành viên khác');
    expect((await second.get(`${ORGANISE}/giai-thuong`)).text).toContain('Còn 1 nhóm đồng hạng chưa quyết định.');
  });

  it('keeps the words of a decision that lacks its reason', async () => {
    const path = `${ORGANISE}/giai-thuong/dong-hang/1`;
    const answer = await organiser.send(path, {
      choice: 'order',
      [`place[${N(2)}]`]: '2',
      [`place[${N(3)}]`]: '1',
      reason: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Ghi lý do');
    expect(answer.text).toMatch(/name="place\[ZALO21-211124-0002\]"[^>]*value="2"/);
    expect(answer.text).toMatch(/value="order"[^>]*checked/);
  });

  it('records the decision and the reason for the withheld prize', async () => {
    const tie = await organiser.send(`${ORGANISE}/giai-thuong/dong-hang/1`, {
      choice: 'share',
      reason: 'Biên bản họp số 02',
    });
    expect([tie.status, tie.headers['location']]).toEqual([303, `${ORGANISE}/giai-thuong`]);
    const withheld = await organiser.send(`${ORGANISE}/giai-thuong/khong-trao/nhat`, {
      reason: 'Không hồ sơ nào đạt 90 điểm',
    });
    expect(withheld.status).toBe(303);
    const page = await organiser.get(`${ORGANISE}/giai-thuong`);
    expect(page.text).toContain('Bốn mươi ba triệu năm trăm nghìn đồng');
    expect(page.text).toContain('Biên bản họp số 02');
  });

  it('wants another person to confirm it', async () => {
    const own = await organiser.send(`${ORGANISE}/giai-thuong/xac-nhan`, {}, `${ORGANISE}/giai-thuong`);
    expect(own.status).toBe(409);
    expect(own.text).toContain('Người xác nhận phải là một thành viên khác');
    expect((await second.send(`${ORGANISE}/giai-thuong/xac-nhan`, {}, `${ORGANISE}/giai-thuong`)).status).toBe(303);
  });

  it('is published once, for all to read', async () => {
    const done = await organiser.send(`${ORGANISE}/cong-bo`);
    expect([done.status, done.headers['location']]).toEqual([303, `${ORGANISE}/giai-thuong`]);
    const page = await app.visitor().get(RESULTS);
    for (const words of [
      'Nhóm Zalo số 1',
      'Bản Hợp Nhất',
      '43.500.000',
      'Bốn mươi ba triệu năm trăm nghìn đồng',
      'Giải Nhì',
      'DIỄN TẬP',
    ]) {
      expect(page.text).toContain(words);
    }
    expect(page.text).not.toContain('Nhóm Zalo số 6');
  });

  it('answers 304 to an anonymous reader who holds the page, and again 200 after a change of address', async () => {
    const reader = app.visitor();
    const tag = (await reader.get(RESULTS)).headers['etag'] ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await reader.get(RESULTS).set('If-None-Match', tag);
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await reader.get(`${RESULTS}?xa=${world.units.banBo}`).set('If-None-Match', tag)).status).toBe(200);
  });

  it('filters by commune', async () => {
    const banBo = await app.visitor().get(`${RESULTS}?xa=${world.units.banBo}`);
    expect(banBo.text).toContain('Nhóm Zalo số 1');
    const binhLu = await app.visitor().get(`${RESULTS}?xa=${world.units.binhLu}`);
    expect(binhLu.text).toContain('Không có hồ sơ được khen thưởng ở xã này.');
  });
});

describe('What is taken out', () => {
  it('is a workbook whose sheets agree to the đồng', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load(await takeOut(organiser, 'ket-qua.xlsx'));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Danh sách khen thưởng',
      'Danh sách chi tiền',
      'Điểm chi tiết',
      'Tổng hợp',
      'Phân bổ theo đơn vị',
    ]);
    const cells = (name: string): unknown[] => {
      const all: unknown[] = [];
      workbook.getWorksheet(name)?.eachRow((row) => row.eachCell((cell) => all.push(cell.value)));
      return all;
    };
    for (const name of ['Danh sách khen thưởng', 'Danh sách chi tiền', 'Tổng hợp', 'Phân bổ theo đơn vị']) {
      expect(cells(name)).toContain(43_500_000);
      expect(cells(name)).toContain('(Bằng chữ: Bốn mươi ba triệu năm trăm nghìn đồng)');
    }
    expect(cells('Danh sách chi tiền')).toContain('Ký nhận');
    // Six entries, two judges: 12 rows of three criteria; 38 is the first A of both judges.
    expect(cells('Điểm chi tiết').filter((value) => value === 'GK1')).toHaveLength(6);
    expect(cells('Điểm chi tiết').filter((value) => value === 38)).toHaveLength(2);
    // Each judge is named beside the code; 88 = 38 + 25 + 25 is the total of both and the entry's value: four cells.
    expect(cells('Điểm chi tiết').filter((value) => value === world.actors.judge1.name)).toHaveLength(6);
    expect(cells('Điểm chi tiết').filter((value) => value === 88)).toHaveLength(4);
  });

  it('is CSV that reads back', async () => {
    const rows = parse(await takeOut(organiser, 'danh-sach-khen-thuong.csv'), {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    expect(rows.map((row) => [row['Số hồ sơ'], row['Giải'], row['Số tiền (đồng)']])).toEqual([
      [N(1), 'Giải Nhì', '10500000'],
      [N(2), 'Giải Nhì', '9000000'],
      [N(3), 'Giải Nhì', '9000000'],
      [N(4), 'Giải Ba', '7500000'],
      [N(5), 'Giải Ba', '7500000'],
    ]);
    const open = parse(await binary(app.visitor().get(`${RESULTS}.csv`)), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(open).toEqual(rows);
  });

  it.each(['danh-sach-khen-thuong', 'danh-sach-chi-tien'])('is a paper to print: %s', async (paper) => {
    const page = await organiser.get(`${ORGANISE}/xuat/${paper}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(page.text).toContain('(Bằng chữ: Bốn mươi ba triệu năm trăm nghìn đồng)');
  });

  it('is told to the log, file by file; to read a page or to ask with a GET writes nothing', async () => {
    const told = (): Promise<{ format: string }[]> =>
      app.database.reader.rows(
        `SELECT facts->>'format' AS format FROM audit_events WHERE act = 'results.export' ORDER BY id`,
      );
    const before = await told();
    expect(before).toEqual([{ format: 'xlsx' }, { format: 'csv awards' }]);
    for (const file of ['ket-qua.xlsx', 'diem.csv', 'danh-sach-khen-thuong.csv'])
      expect((await organiser.get(`${ORGANISE}/xuat/${file}`)).status).toBe(404);
    expect(await told()).toEqual(before);
    // Another site's page cannot have the organiser's browser take a file out in the organiser's name.
    expect((await organiser.agent.post(`${ORGANISE}/xuat/diem.csv`).redirects(0)).status).toBe(403);
    expect(await told()).toEqual(before);
  });

  it('is taken out as often as the button is pressed', async () => {
    const page = await organiser.get(`${ORGANISE}/xuat`);
    const form = hiddenFields(page.text, `${ORGANISE}/xuat/diem.csv`);
    const press = (): Promise<Buffer> =>
      binary(organiser.agent.post(`${ORGANISE}/xuat/diem.csv`).redirects(0).type('form').send(form));
    const first = await press();
    expect(first.toString('utf8')).toContain('GK1');
    expect(await press()).toEqual(first);
  });

  it('is where the auditor begins', async () => {
    const auditor = await app.signedIn('kiem-tra');
    const page = await auditor.get('/kiem-tra');
    const links = [...page.text.matchAll(/href="(\/(?:to-chuc|cuoc-thi|kiem-tra)\/[^"]+)"/g)].map(
      ([, href]) => href ?? '',
    );
    expect(links).toContain(`${ORGANISE}/ket-qua-cham`);
    for (const href of new Set(links))
      expect([href, (await auditor.get(href.replaceAll('&amp;', '&'))).status]).toEqual([href, 200]);
  });

  it.each(['xa', 'tham-dinh', 'giam-khao-1', 'thu-ky', 'quan-tri'])('is not for %s', async (username) => {
    const visitor = await app.signedIn(username);
    for (const path of ['giai-thuong', 'cong-bo', 'xuat', 'xuat/danh-sach-chi-tien']) {
      expect((await visitor.get(`${ORGANISE}/${path}`)).status).toBe(403);
    }
    const { _csrf = '' } = hiddenFields((await visitor.get('/viec')).text, '/dang-xuat');
    for (const file of ['ket-qua.xlsx', 'diem.csv'])
      expect((await visitor.agent.post(`${ORGANISE}/xuat/${file}`).type('form').send({ _csrf })).status).toBe(403);
  });
});

describe('A published list that was wrong', () => {
  const desk = `${ORGANISE}/giai-thuong`;

  it('is replaced with a reason, never edited', async () => {
    await organiser.send(`${desk}/lap`, {}, desk);
    const kept = await organiser.get(desk);
    // What was decided over the list in force stays to be read beside the new draft.
    expect(kept.text).toContain('Quyết định của danh sách đang có hiệu lực');
    expect(kept.text).toContain('Biên bản họp số 02');
    const tie = `${desk}/dong-hang/1`;
    await organiser.send(tie, { choice: 'order', [`place[${N(2)}]`]: '2', [`place[${N(3)}]`]: '1', reason: 'Họp lại' });
    await organiser.send(`${desk}/khong-trao/nhat`, { reason: 'Không hồ sơ nào đạt 90 điểm' });
    // The jury's order is told in that order.
    expect((await organiser.get(desk)).text).toContain(`${N(3)}, ${N(2)} (Giải Nhì – Giải Ba)`);
    expect((await second.send(`${desk}/xac-nhan`, {}, desk)).status).toBe(303);
    expect((await organiser.send(`${ORGANISE}/cong-bo`)).text).toContain('Ghi lý do thay danh sách đã công bố.');
    const done = await organiser.send(`${ORGANISE}/cong-bo`, { reason: 'Ban Giám khảo họp lại ngày 23/12' });
    expect(done.status).toBe(303);
  });

  it('can still be read by everybody under its own number, marked, with the reason', async () => {
    const now = await app.visitor().get(RESULTS);
    expect(now.text).toContain('Danh sách số 2');
    expect(now.text).toContain(`href="${RESULTS}/1"`);
    expect(now.text).toContain('Ban Giám khảo họp lại ngày 23/12');
    const earlier = await app.visitor().get(`${RESULTS}/1`);
    expect(earlier.status).toBe(200);
    expect(earlier.text).toContain('Danh sách này không còn hiệu lực');
    expect(earlier.text).toContain('Ban Giám khảo họp lại ngày 23/12');
    // Shared in the first list: 9.000.000 each; put in order in the second: 10.500.000 and 7.500.000.
    expect(earlier.text.match(/9\.000\.000/g)).toHaveLength(2);
    expect(now.text).not.toContain('9.000.000');
  });

  it('is told of in the feed once as it was published and once as it was replaced', async () => {
    expect(await feedItems()).toEqual([
      [
        `${app.url}${RESULTS}/2`,
        expect.stringMatching(/Thay danh sách số 1\. Lý do: Ban Giám khảo họp lại ngày 23\/12$/),
      ],
      [`${app.url}${RESULTS}/1`, expect.stringMatching(/^Công bố lúc \d{2}:\d{2} ngày \d{2}\/\d{2}\/\d{4}\.$/)],
    ]);
  });

  it.each([
    ['the list in force leads to its own page', '2', 303],
    ['a list that never was', '3', 404],
    ['no number at all', 'mot', 404],
  ])('%s', async (_what, number, status) => {
    expect((await app.visitor().get(`${RESULTS}/${number}`)).status).toBe(status);
  });
});
