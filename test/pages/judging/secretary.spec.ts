import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, '2021-12-10T09:00:00+07:00');
  entries = await givenEntries(app.database, world, allVillages(world).slice(9, 13));
  secretary = await app.signedIn('thu-ky');
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const FULL = { 'points[A]': '35', 'points[B]': '25,5', 'points[C]': '20.25' };

describe('Before judging begins the secretary arranges the panel', () => {
  it('adds judges, with the unit that one of them comes from', async () => {
    const { judge1, judge2, judge3 } = world.actors;
    const none = await secretary.get('/thu-ky/phan-cong');
    expect(none.text).toContain('Chưa có giám khảo nào.');
    for (const [judge, unitId] of [
      [judge1, ''],
      [judge2, world.units.binhLu],
      [judge3, ''],
    ] as const) {
      const answer = await secretary.send(
        '/thu-ky/phan-cong/giam-khao',
        { personId: judge.personId, unitId },
        '/thu-ky/phan-cong',
      );
      expect([answer.status, answer.headers['location']]).toEqual([303, '/thu-ky/phan-cong']);
    }
    const page = await secretary.get('/thu-ky/phan-cong');
    expect(page.text).toContain('GK2 – Lê Văn Hai');
    expect(page.text).toContain('Xã Bình Lư');
    const again = await secretary.send(
      '/thu-ky/phan-cong/giam-khao',
      { personId: judge1.personId, unitId: '' },
      '/thu-ky/phan-cong',
    );
    expect(again.status).toBe(422);
  });

  it('pins a conflict, sees what a rule would do, and applies it', async () => {
    const pinned = await secretary.send(
      '/thu-ky/phan-cong/xung-dot',
      // typed as it is read from a paper
      { judgeCode: 'GK3', number: numberOf(0).toLowerCase().replaceAll('-', ' '), reason: 'Chồng là trưởng bản' },
      '/thu-ky/phan-cong',
    );
    expect(pinned.status).toBe(303);
    const unknown = await secretary.send(
      '/thu-ky/phan-cong/xung-dot',
      { judgeCode: 'GK3', number: 'ZALO21-000000-0000', reason: 'Chồng là trưởng bản' },
      '/thu-ky/phan-cong',
    );
    expect(unknown.status).toBe(422);
    const all = '/thu-ky/phan-cong/tu-dong?kieu=tat-ca';
    expect((await secretary.get(all)).text).toContain('Sẽ giao thêm 9 phiếu cho 4 hồ sơ đủ điều kiện.');
    const answer = await secretary.send('/thu-ky/phan-cong/giao', {}, all);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/thu-ky/phan-cong']);
    expect((await secretary.get('/thu-ky/phan-cong')).text).toContain('Đã giao 9 phiếu.');
    expect((await secretary.get(all)).text).toContain('Không có phiếu nào để giao thêm');
  });

  it('cannot close, and the judge cannot score yet (S11)', async () => {
    expect((await secretary.get('/thu-ky/khoa')).text).toContain('Chưa đến thời gian chấm.');
    const judge = await app.signedIn('giam-khao-1');
    const page = await judge.get(`/cham/${numberOf(0)}`);
    expect(page.text).toContain('Chưa đến thời gian chấm.');
    expect(page.text).not.toContain('name="points[A]"');
    expect(page.text).not.toContain('Trưởng bản đọc thông báo');
  });
});

describe('While judging is open', () => {
  it('the secretary sees done and not done, and may give a signed sheet back', async () => {
    await setClock(app.database, world.contestId, JUDGING_DAY);
    for (const [name, indexes] of [
      ['giam-khao-1', [0, 1, 2, 3]],
      ['giam-khao-2', [0, 1]],
      ['giam-khao-3', [1, 2, 3]],
    ] as const) {
      const judge = await app.signedIn(name);
      for (const index of indexes)
        expect(
          (await judge.send(`/cham/${numberOf(index)}`, { ...FULL, 'points[A]': String(30 + index) })).status,
        ).toBe(303);
      if (name !== 'giam-khao-3') expect((await judge.send('/cham/tong-ket', {})).status).toBe(303);
    }
    const progress = await secretary.get('/thu-ky/tien-do');
    expect(progress.text).toContain('Xong 4/4');
    expect(progress.text).toContain('Xong, chưa chốt');
    const sheets = await secretary.get('/thu-ky/tien-do/GK1');
    const reopening = `/thu-ky/tien-do/GK1/${numberOf(0)}/mo-lai`;
    expect(sheets.text).toContain(`href="${reopening}"`);
    expect((await secretary.send(reopening, { reason: '' })).status).toBe(422);
    const answer = await secretary.send(reopening, { reason: 'Giám khảo nhập nhầm ô' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/thu-ky/tien-do/GK1']);
    expect((await secretary.get(reopening)).status).toBe(409);
    const judge = await app.signedIn('giam-khao-1');
    expect((await judge.get(`/cham/${numberOf(0)}`)).text).toContain('Lý do: Giám khảo nhập nhầm ô.');
    expect((await judge.send('/cham/tong-ket', {})).status).toBe(303);
  });

  it('nobody sees the table of scores', async () => {
    const organiser = await app.signedIn('to-chuc');
    const auditor = await app.signedIn('kiem-tra');
    for (const page of [
      await secretary.get('/thu-ky/tong-hop'),
      await organiser.get(`/to-chuc/${world.slug}/ket-qua-cham`),
      await auditor.get(`/to-chuc/${world.slug}/ket-qua-cham`),
    ]) {
      expect(page.status).toBe(200);
      expect(page.text).toContain('Điểm chỉ xem được sau khi khóa vòng chấm.');
      expect(page.text).not.toContain('<table');
    }
    const admin = await app.signedIn('quan-tri');
    expect((await admin.get(`/to-chuc/${world.slug}/ket-qua-cham`)).status).toBe(403);
    expect((await organiser.get('/to-chuc/khong-co/ket-qua-cham')).status).toBe(404);
  });
});

describe('Closing', () => {
  it('lists what is missing, asks for a reason, and afterwards nothing is accepted', async () => {
    const page = await secretary.get('/thu-ky/khoa');
    expect(page.text).toContain('GK3 – Phạm Thị Ba');
    expect(page.text).toContain('0/4 hồ sơ chưa đủ phiếu.');
    expect((await secretary.send('/thu-ky/khoa', { reason: '' })).status).toBe(422);
    const judge = await app.signedIn('giam-khao-3');
    const open = await judge.get(`/cham/${numberOf(1)}`);
    expect(open.status).toBe(200);
    const answer = await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm theo thể lệ' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/thu-ky/tong-hop']);

    const form = new URLSearchParams({ ...FULL, comment: 'Gõ dở thì khóa' });
    for (const name of ['_csrf', '_key', 'version', 'rubric'])
      form.append(
        name,
        new RegExp(`name="${name}" value="([^"]*)"`).exec(open.text.slice(open.text.indexOf('judging-form')))?.[1] ??
          '',
      );
    const late = await judge.agent
      .post(`/cham/${numberOf(1)}`)
      .redirects(0)
      .type('form')
      .send(form.toString());
    expect(late.status).toBe(409);
    expect(late.text).toContain('Vòng chấm đã khóa lúc');
    expect(late.text).toContain('Gõ dở thì khóa');
    expect((await secretary.get('/thu-ky/phan-cong')).text).not.toContain('Thêm giám khảo');
    expect((await secretary.get('/thu-ky/phan-cong/tu-dong')).text).toContain('nên không sửa phân công được.');
  });

  it('shows the matrix with totals, means, spread, ranks, the formula and the tie-break steps', async () => {
    const page = await secretary.get('/thu-ky/tong-hop');
    // entry 4 has one signed sheet, of GK1: 33 + 25,5 + 20,25 = 78,75, the highest
    expect(page.text).toContain('Điểm của hồ sơ là trung bình cộng tổng điểm của các giám khảo.');
    expect(page.text).toContain('Bằng điểm thì xét lần lượt điểm trung bình của tiêu chí B');
    const first = /<tr><td class="num"><a href="[^"]*">1<[\s\S]*?<\/tr>/.exec(page.text)?.[0] ?? '';
    const cells = [...first.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    expect(first).toContain('href="/thu-ky/tong-hop/ZALO21-211124-0004"');
    expect(cells).toEqual([
      '1 : cách tính hạng của bản Km 2',
      'Bản Km 2 ZALO21-211124-0004',
      'Xã Bình Lư, huyện Tam Đường',
      '78,75',
      '–',
      '–',
      '0',
      '78,75',
      '',
    ]);
    // The link to the whole table on one page, for printing, is kept to the order chosen.
    const hrefs = (html: string): string[] =>
      [...html.matchAll(/href="([^"]*hang&#x3D;1000[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#x3D;', '='));
    expect(hrefs(page.text)).toEqual(['/thu-ky/tong-hop?hang=1000']);
    const whole = await secretary.get('/thu-ky/tong-hop?hang=1000');
    expect(whole.text.match(/<tr><td class="num">/g)).toHaveLength(4);
    expect(whole.text).toContain('TRƯỞNG BAN GIÁM KHẢO');
    expect(whole.text).not.toContain('để in</a>');
    expect(hrefs((await secretary.get('/thu-ky/tong-hop?sap=chenh-lech')).text)).toEqual([
      '/thu-ky/tong-hop?hang=1000&amp;sap=chenh-lech',
    ]);
    const organiser = await app.signedIn('to-chuc');
    expect((await organiser.get(`/to-chuc/${world.slug}/ket-qua-cham?sap=chenh-lech`)).text).toContain(
      'Xếp theo chênh lệch, lớn nhất trước',
    );
    const other = await app.signedIn('giam-khao-2');
    expect((await other.get(`/to-chuc/${world.slug}/ket-qua-cham`)).status).toBe(403);
    expect((await other.get('/thu-ky/tong-hop')).status).toBe(403);
  });
});
