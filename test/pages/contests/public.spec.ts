import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContestTasks } from '../../../src/contests/contest.tasks.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let visitor: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  visitor = app.visitor();
});
afterAll(() => app.close());

const clock = (at: string) => setClock(app.database, world.contestId, at);

describe('Anybody reads about an open contest', () => {
  it('on the front page, with the deadline and the way in', async () => {
    const page = await visitor.get('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Sử dụng hiệu quả nhóm Zalo cộng đồng');
    expect(page.text).toContain('23:59 thứ Ba, 30/11/2021');
    expect(page.text).toContain('href="/dang-nhap"');
    expect(page.text).toContain('Diễn tập');
  });

  it('in the list', async () => {
    const page = await visitor.get('/cuoc-thi');
    expect(page.text).toContain(`/cuoc-thi/${world.slug}`);
    expect(page.text).toContain('hết ngày 30/11/2021');
  });

  it('on its own page: steps, who, papers, whom to call', async () => {
    const page = await visitor.get(`/cuoc-thi/${world.slug}`);
    for (const words of [
      'trước ngày 01/12/2021, tức hết ngày 30/11/2021',
      'Mỗi xã có trên 50% số bản tham gia',
      '3 xã, 20 bản',
      'Báo cáo thành tích',
      'Lò Thị Mẫu',
      '0213 3000 000',
      'DIỄN TẬP',
    ]) {
      expect(page.text).toContain(words);
    }
  });

  it('its rules, criteria with points, prizes, all marked as samples', async () => {
    const page = await visitor.get(`/cuoc-thi/${world.slug}/the-le`);
    for (const words of [
      'Số 01/TL-BTC, ngày 25/10/2021',
      'Điều 1. Đối tượng dự thi.',
      '15.000.000 đồng',
      '90 điểm',
      '>mẫu<',
    ]) {
      expect(page.text).toContain(words);
    }
  });

  it('an unknown contest, version or file is not found', async () => {
    for (const path of [
      '/cuoc-thi/khong-co',
      `/cuoc-thi/${world.slug}/the-le?ban=9`,
      `/cuoc-thi/${world.slug}/the-le/tep/x`,
    ]) {
      expect((await visitor.get(path)).status).toBe(404);
    }
  });
});

describe('What the public sees follows the contest’s clock', () => {
  it.each([
    ['2021-10-31T23:59:59.999+07:00', 'Sắp nhận hồ sơ'],
    ['2021-11-01T00:00:00.000+07:00', 'Đang nhận hồ sơ'],
    ['2021-11-30T23:59:59.999+07:00', 'Đang nhận hồ sơ'],
    ['2021-12-01T00:00:00.000+07:00', 'Đã hết hạn nộp'],
    ['2021-12-11T00:00:00.000+07:00', 'Đang chấm'],
    ['2021-12-20T23:59:59.999+07:00', 'Đang chấm'],
    ['2021-12-21T00:00:00.000+07:00', 'Đến thời gian công bố'],
  ])('%s: %s', async (at, word) => {
    await clock(at);
    expect((await visitor.get(`/cuoc-thi/${world.slug}`)).text).toContain(word);
  });

  it('offers results only from the first instant of publication', async () => {
    await clock('2021-12-20T23:59:59.999+07:00');
    expect((await visitor.get(`/cuoc-thi/${world.slug}`)).text).not.toContain('/ket-qua');
    await clock('2021-12-21T00:00:00.000+07:00');
    expect((await visitor.get(`/cuoc-thi/${world.slug}`)).text).toContain('/ket-qua');
  });
});

describe('Versions of the rules', () => {
  it('stay readable; an old one says that it was replaced, a coming one from when it holds', async () => {
    await clock('2021-11-20T09:00:00+07:00');
    const organiser = await app.signedIn('to-chuc');
    const path = `/to-chuc/${world.slug}/the-le/moi`;
    const added = await organiser.send(path, {
      title: 'Thể lệ sửa đổi',
      documentNumber: '02/TL-BTC',
      inForce: '25/11/2021',
      body: 'Điều 1. Nội dung mới',
      reason: 'Làm rõ hồ sơ',
    });
    expect(added.status).toBe(303);
    expect((await visitor.get(`/cuoc-thi/${world.slug}/the-le`)).text).toContain('Đối tượng dự thi');
    expect((await visitor.get(`/cuoc-thi/${world.slug}/the-le?ban=2`)).text).toContain(
      'Bản này có hiệu lực từ ngày 25/11/2021.',
    );
    await clock('2021-11-25T00:00:00+07:00');
    expect((await visitor.get(`/cuoc-thi/${world.slug}/the-le`)).text).toContain('Nội dung mới');
    expect((await visitor.get(`/cuoc-thi/${world.slug}/the-le?ban=1`)).text).toContain('Bản này đã được thay thế.');
  });

  it('carry papers that anybody downloads, as attachments', async () => {
    const organiser = await app.signedIn('to-chuc');
    const path = `/to-chuc/${world.slug}/the-le/${world.rulesVersionId}/tep`;
    const page = await organiser.get(path);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
    const pdf = Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    );
    const sent = await organiser.agent
      .post(path)
      .redirects(0)
      .field('_csrf', hidden('_csrf').replaceAll('&#x3D;', '='))
      .field('_key', hidden('_key'))
      .field('version', hidden('version'))
      .field('reason', 'Bản có dấu')
      .attach('files', pdf, { filename: 'Thể lệ 01.pdf', contentType: 'application/pdf' });
    expect(sent.status).toBe(303);
    await clock('2021-11-20T09:00:00+07:00');
    const rules = await visitor.get(`/cuoc-thi/${world.slug}/the-le`);
    const href = /href="(\/cuoc-thi\/[^"]*\/the-le\/tep\/[0-9a-f-]+)"/.exec(rules.text)?.[1] ?? '';
    const file = await visitor.get(href).buffer(true);
    expect([file.status, file.headers['x-content-type-options']]).toEqual([200, 'nosniff']);
    expect(String(file.headers['content-disposition'])).toMatch(/^attachment/);
  });
});

describe('An organiser is reminded', () => {
  const titles = async () =>
    (await app.app.get(ContestTasks, { strict: false }).tasksFor(world.actors.organiser)).map((task) => task.title);

  it('of a window that closes within seven days', async () => {
    await clock('2021-11-23T23:59:59.999+07:00');
    expect(await titles()).toEqual(['Sắp hết thời gian hoạt động phong trào']);
    await clock('2021-11-24T00:00:00.000+07:00');
    expect(await titles()).toEqual(['Sắp hết thời gian hoạt động phong trào', 'Sắp hết thời gian nhận hồ sơ']);
  });

  it('of a draft that cannot open yet', async () => {
    await app.database.transaction((tx) => tx.changed(`UPDATE contests SET state = 'draft'`));
    const [task] = await app.app.get(ContestTasks, { strict: false }).tasksFor(world.actors.organiser);
    expect(task).toMatchObject({
      title: expect.stringContaining('Hoàn thiện cuộc thi'),
      href: `/to-chuc/${world.slug}/thiet-lap`,
    });
    await app.database.transaction((tx) => tx.changed(`UPDATE contests SET state = 'open'`));
  });

  it('and nobody else is', async () => {
    expect(await app.app.get(ContestTasks, { strict: false }).tasksFor(world.actors.xa)).toEqual([]);
  });
});
