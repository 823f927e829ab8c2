import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;
let organiser: Visitor;
let judge: Visitor;

const ORGANISE = '/to-chuc/zalo-lai-chau-2021';
const PLAN = `${ORGANISE}/vong-cham`;
const numberOf = (index: number): string => entries[index]?.number ?? '';
const points = (a: number): Record<string, string> => ({
  'points[A]': String(a),
  'points[B]': '25',
  'points[C]': '25',
});
/** The texts of a page's table, a line a row. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([, row]) =>
    [...(row ?? '').matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)]
      .map(([, cell]) =>
        (cell ?? '')
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .join(' | '),
  );

const plan = (name: string, days: [string, string], more: Record<string, string>) => ({
  name,
  kind: 'dossier',
  from: days[0],
  until: days[1],
  weight: '0,5',
  advancing: 'all',
  count: '',
  minimum: '',
  judges: '',
  signedPercent: '',
  under: 'reason',
  reason: 'Theo thể lệ',
  ...more,
});

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-10T09:00:00+07:00');
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 5));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  [secretary, organiser, judge] = [
    await app.signedIn('thu-ky'),
    await app.signedIn('to-chuc'),
    await app.signedIn('giam-khao-1'),
  ];
});
afterAll(() => app.close());

describe('A contest of two rounds, from its rules to the award list', () => {
  it('the organiser plans the rounds; the set-up and the list say how they make one result', async () => {
    const first = plan('Sơ khảo', ['11/12/2021', '16/12/2021'], { advancing: 'rank', count: '2' });
    expect((await organiser.send(`${PLAN}/moi`, { ...first, count: '' })).text).toContain('Số hồ sơ: nhập số nguyên');
    expect((await organiser.send(`${PLAN}/moi`, first)).headers['location']).toBe(PLAN);
    const second = plan('Chung khảo', ['16/12/2021', '21/12/2021'], { kind: 'live' });
    expect((await organiser.send(`${PLAN}/moi`, second)).status).toBe(303);
    const page = await organiser.get(PLAN);
    expect(page.text).toContain('điểm vòng Sơ khảo × 0,5 và điểm vòng Chung khảo × 0,5');
    expect(page.text).toContain('2 hồ sơ xếp hạng cao nhất');
    expect((await organiser.get(`${ORGANISE}/thiet-lap`)).text).toContain('Sơ khảo → Chung khảo');
    const rules = await app.visitor().get('/cuoc-thi/zalo-lai-chau-2021/the-le');
    expect(rules.text).toContain('điểm vòng Sơ khảo × 0,5 và điểm vòng Chung khảo × 0,5');
    expect(rules.text).toContain('2. Chung khảo');
  });

  it('the judge scores the first round and sees which it is', async () => {
    await setClock(app.database, world.contestId, '2021-12-12T09:00:00+07:00');
    expect((await judge.get('/cham')).text).toContain('Vòng 1: Sơ khảo');
    const other = await app.signedIn('giam-khao-2');
    for (const one of [judge, other]) {
      for (const [index, a] of [40, 30, 30, 20].entries())
        expect((await one.send(`/cham/${numberOf(index)}`, points(a))).status).toBe(303);
      expect((await one.send('/cham/tong-ket', { leaveIncomplete: '1' })).status).toBe(303);
    }
  });

  it('the secretary takes points for lateness, and takes it back; nothing typed is lost', async () => {
    const path = '/thu-ky/cong-tru';
    const words = { number: numberOf(3), kind: 'muon', points: '0,5', reason: 'Nộp muộn một ngày' };
    const wrong = await secretary.send(path, { ...words, points: '0,555' });
    expect([wrong.status, wrong.text.includes('Nộp muộn một ngày')]).toEqual([422, true]);
    expect((await secretary.send(path, words)).headers['location']).toBe(path);
    const page = await secretary.get(path);
    expect(linesOf(page.text)).toEqual([expect.stringMatching(/Nộp muộn \| −0,5 \| Nộp muộn một ngày \|/)]);
    const removal = /href="(\/thu-ky\/cong-tru\/[0-9a-f-]+\/bo)"/.exec(page.text)?.[1] ?? '';
    expect((await secretary.send(removal, { reason: '' })).status).toBe(422);
    expect((await secretary.send(removal, { reason: 'Ghi nhầm hồ sơ' })).status).toBe(303);
    expect((await secretary.get(path)).text).toContain('Chưa cộng, trừ điểm hồ sơ nào.');
  });

  it('the next round cannot be opened before the first is closed; the rules stay as they are', async () => {
    expect((await secretary.get('/thu-ky/vong-sau')).text).toContain('Khóa vòng đang chấm trước');
    const change = await organiser.send(`${PLAN}/moi`, plan('Chung kết', ['18/12/2021', '20/12/2021'], {}));
    expect(change.status).toBe(403);
    const closed = await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian sơ khảo' });
    expect(closed.status).toBe(303);
    expect((await secretary.get('/viec')).text).toContain('Mở vòng 2: Chung khảo');
  });

  it('a closed first round is no result: no award list is drafted from it', async () => {
    const desk = await organiser.get(`${ORGANISE}/giai-thuong`);
    expect(desk.text).not.toContain('Vòng chấm đã khóa lúc');
    expect((await organiser.get('/viec')).text).not.toContain('Lập danh sách khen thưởng');
    expect((await secretary.get('/thu-ky/ket-qua-chung')).text).toContain('sau khi khóa vòng cuối cùng');
  });

  it('the preview names the tie across the cut and offers nothing to open until it is decided', async () => {
    const page = await secretary.get('/thu-ky/vong-sau');
    expect(page.text).toContain('2 hồ sơ cùng hạng 2 trong khi chỉ còn 1 chỗ của 2 hồ sơ.');
    expect(page.text).toContain('1/5 hồ sơ vào vòng Chung khảo.');
    expect(page.text).not.toContain('method="post" action="/thu-ky/vong-sau"');
    expect(linesOf(page.text).map((line) => line.split(' | ').at(-1))).toEqual([
      'Vào vòng sau',
      'Chờ quyết định',
      'Chờ quyết định',
      'Dừng lại',
      'Dừng lại',
    ]);
    const typed = await secretary.get('/thu-ky/vong-sau?bang=tat-ca&bot=abc');
    expect(typed.text).toContain('Không đọc được: abc.');
    expect(typed.text).not.toContain('method="post" action="/thu-ky/vong-sau"');
  });

  it('is opened on the preview, with a reason', async () => {
    const preview = '/thu-ky/vong-sau?bang=tat-ca';
    expect((await secretary.send('/thu-ky/vong-sau', { giu: '1', reason: '' }, preview)).status).toBe(422);
    const stale = await secretary.send('/thu-ky/vong-sau', { giu: '1', reason: 'Biên bản 02', dau: 'cũ' }, preview);
    expect([stale.status, stale.text.includes('đã tính lại')]).toEqual([409, true]);
    const opened = await secretary.send('/thu-ky/vong-sau', { giu: '1', reason: 'Biên bản 02/BGK' }, preview);
    expect([opened.status, opened.headers['location']]).toEqual([303, '/thu-ky/phan-cong']);
    expect((await secretary.get('/thu-ky/phan-cong')).text).toContain('GK2 – Lê Văn Hai');
  });

  it('is taken back and opened again while nothing was given out', async () => {
    const undone = await secretary.send(
      '/thu-ky/vong-sau/hoan-tac',
      { reason: 'Ghi nhầm danh sách' },
      '/thu-ky/vong-sau',
    );
    expect(undone.status).toBe(303);
    const again = await secretary.send(
      '/thu-ky/vong-sau',
      { giu: '1', reason: 'Biên bản 02/BGK' },
      '/thu-ky/vong-sau?bang=tat-ca',
    );
    expect(again.status).toBe(303);
  });

  it('the secretary sees each round by its own address; links keep to it', async () => {
    const now = await secretary.get('/thu-ky/tien-do');
    expect(now.text).toContain('Vòng 2: Chung khảo');
    expect(linesOf(now.text.slice(now.text.indexOf('id="ho-so"')))).toHaveLength(3);
    const former = await secretary.get('/thu-ky/tien-do?vong=1');
    expect(linesOf(former.text.slice(former.text.indexOf('id="ho-so"')))).toHaveLength(5);
    expect(former.text).toContain('href="/thu-ky/tien-do/GK1?vong&#x3D;1"');
    expect((await secretary.get('/thu-ky/tien-do?vong=3')).status).toBe(404);
    expect((await secretary.get('/thu-ky/tong-hop')).text).toContain('Điểm chỉ xem được sau khi khóa vòng chấm');
    expect((await secretary.get('/thu-ky/tong-hop?vong=1')).text).toContain('Bằng điểm thì xét lần lượt');
    expect((await organiser.get(`${ORGANISE}/ket-qua-cham?vong=1`)).text).toContain('90,00');
  });

  it('judges get what went on and nothing else; their former round stays readable', async () => {
    await setClock(app.database, world.contestId, '2021-12-17T09:00:00+07:00');
    expect((await secretary.send('/thu-ky/phan-cong/giao', {}, '/thu-ky/phan-cong/tu-dong?kieu=tat-ca')).status).toBe(
      303,
    );
    const list = await judge.get('/cham');
    expect(list.text).toContain('Vòng 2: Chung khảo');
    expect(linesOf(list.text)).toHaveLength(3);
    expect(list.text).not.toContain(numberOf(3));
    expect(linesOf((await judge.get('/cham?vong=1')).text)).toHaveLength(5);
    const left = await judge.get(`/cham/${numberOf(3)}`);
    expect([left.status, left.text.includes('name="points[A]"')]).toEqual([200, false]);
    const sheet = await judge.get(`/cham/${numberOf(0)}`);
    expect(sheet.text).toContain('name="points[A]"');
    expect(sheet.text).toContain('>Vòng 2: Chung khảo</a>');
    const former = await judge.get(`/cham/${numberOf(0)}?vong=1`);
    expect(former.text).not.toContain('name="points[A]"');
    expect(former.text).toMatch(/href="\/cham\/ZALO21-211124-000\d\?vong&#x3D;1"/);
  });

  it('and the sum of both rounds becomes the award list', async () => {
    for (const [index, a] of [20, 40, 35].entries())
      expect((await judge.send(`/cham/${numberOf(index)}`, points(a))).status).toBe(303);
    expect((await judge.send('/cham/tong-ket', {})).status).toBe(303);
    expect((await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chung khảo' })).status).toBe(303);
    // 0,5 × 90 + 0,5 × 70 = 80; 0,5 × 80 + 0,5 × 90 = 85; 0,5 × 80 + 0,5 × 85 = 82,5
    const result = await secretary.get('/thu-ky/ket-qua-chung');
    expect(linesOf(result.text)).toEqual([
      expect.stringMatching(/^1 .*\| Bản Nà Can .* \| 80,00 \| 90,00 \| 85,00 \|/),
      expect.stringMatching(/^2 .*\| Bản Nà Khum .* \| 80,00 \| 85,00 \| 82,50 \|/),
      expect.stringMatching(/^3 .*\| Bản Hợp Nhất .* \| 90,00 \| 70,00 \| 80,00 \|/),
      expect.stringMatching(/^4 \| Bản Nà Khuy .* \| 70,00 \| – \| – \| Dừng ở vòng 1: Sơ khảo$/),
      expect.stringMatching(/^– \| Bản Nà Ly .* \| – \| – \| – \| Dừng ở vòng 1: Sơ khảo$/),
    ]);
    expect((await organiser.get(`${ORGANISE}/ket-qua-chung`)).text).toContain('85,00');
    expect((await organiser.send(`${ORGANISE}/giai-thuong/lap`, {}, `${ORGANISE}/giai-thuong`)).status).toBe(303);
    const list = await organiser.get(`${ORGANISE}/giai-thuong`);
    expect(list.text).toContain('85,00');
    expect(list.text).not.toContain(numberOf(3));
    expect((await secretary.get('/thu-ky/vong-sau')).text).toContain('Thể lệ không còn vòng nào sau vòng này.');
  });
});
