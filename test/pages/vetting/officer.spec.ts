import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne, upload } from '../../fixtures/entries.js';
import { pdfFile } from '../../fixtures/files.js';
import { wordsOfDocx } from '../../fixtures/papers.js';
import { givenLying, marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

describe('A vetting officer works through the queue', () => {
  let app: TestApp;
  let world: World;
  let officer: Visitor;
  let commune: Visitor;
  let number: string;

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    officer = await app.signedIn('tham-dinh');
    commune = await app.signedIn('xa');
    number = await submitOne(commune, world.villages.banBo[0], 1);
  });
  afterAll(() => app.close());

  it('reads the own communes and nobody else’s', async () => {
    const [foreign] = await givenLying(app.database, world, [
      { village: world.villages.nongHeo[0], commune: world.units.nongHeo },
    ]);
    const queue = await officer.get('/tham-dinh');
    expect(queue.status).toBe(200);
    expect(queue.text).toContain(number);
    expect(queue.text).not.toContain(foreign?.number);
    const hidden = await officer.get(`/tham-dinh/${foreign?.number}`);
    const missing = await officer.get('/tham-dinh/ZALO21-211118-9999');
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    const other = await app.signedIn('tham-dinh2');
    expect((await other.get('/tham-dinh')).text).toContain(foreign?.number);
  });

  it('opens a dossier with its files in the page and the checklist beside it', async () => {
    const page = await officer.get(`/tham-dinh/${number}`);
    expect(page.status).toBe(200);
    const picture = /\/tham-dinh\/[^"]*\/anh/.exec(page.text)?.[0] ?? '';
    const paper = /\/tham-dinh\/[^"]*\/trang\/1/.exec(page.text)?.[0] ?? '';
    expect((await officer.get(picture)).headers['content-type']).toMatch(/^image\//);
    expect((await officer.get(paper)).headers['content-type']).toMatch(/^image\//);
    const other = await app.signedIn('tham-dinh2');
    expect((await other.get(picture)).status).toBe(404);
  });

  it('is asked for the reason of a failed check, and keeps every word', async () => {
    const answer = await officer.send(`/tham-dinh/${number}`, {
      ...marks(['muc.bao-cao']),
      'verdict[muc.anh]': 'fail',
      'note[muc.anh]': 'Ảnh mờ',
      then: 'stay',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('“Ảnh hoạt động”: chọn lý do chưa đạt.');
    expect(answer.text).toContain('>Ảnh mờ</textarea>');
    expect(answer.text).toMatch(/<title>Lỗi: /);
  });

  it('cannot accept while a check says that something is wrong', async () => {
    const saved = await officer.send(`/tham-dinh/${number}`, {
      ...marks(PLACES, { 'muc.bao-cao': ['unreadable', 'Trang 1 bị mờ, quét lại'] }),
      then: 'accept',
    });
    expect([saved.status, saved.headers['location']]).toEqual([303, `/tham-dinh/${number}/quyet-dinh?viec=tiep-nhan`]);
    const answer = await officer.send(`/tham-dinh/${number}/quyet-dinh`, { decision: 'accept', reason: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Còn mục “Chưa đạt” nên chưa tiếp nhận được.');
  });

  it('returns it with the failed places and a due instant, after a look at what the commune will read', async () => {
    const at = `/tham-dinh/${number}/yeu-cau-bo-sung`;
    const due = { dueDate: '25/11/2021', dueTime: '17:00', message: 'Báo cáo chưa rõ.' };
    const preview = await officer.send(at, { ...due, step: 'preview' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('trước 17:00 ngày 25/11/2021');
    expect(preview.text).toContain('Không đọc được – Trang 1 bị mờ, quét lại');
    const done = await officer.send(at, due);
    expect([done.status, done.headers['location']]).toEqual([303, `/tham-dinh/${number}`]);
    const asked = await commune.get(`/nop/${number}/bo-sung`);
    expect(asked.text).toContain('Trang 1 bị mờ, quét lại');
    const shut = await upload(commune, `/nop/${number}`, 'anh', []);
    expect(shut.status).toBe(409);
  });

  it('sees what the commune supplemented, and checks that place anew', async () => {
    await upload(commune, `/nop/${number}`, 'bao-cao', [['Báo cáo quét lại.pdf', pdfFile(2, 'quét lại')]]);
    const sent = await commune.send(`/nop/${number}/bo-sung`, { camKet: '1' });
    expect(sent.status).toBe(303);
    const page = await officer.get(`/tham-dinh/${number}`);
    expect(page.text).toContain('thêm Báo cáo quét lại.pdf');
    expect(page.text).toContain('Lần trước: Không đọc được – Trang 1 bị mờ, quét lại');
    const checked = await officer.send(`/tham-dinh/${number}`, { ...marks(['muc.bao-cao']), then: 'accept' });
    expect(checked.status).toBe(303);
  });

  it('accepts it once, however often the button is pressed', async () => {
    const at = `/tham-dinh/${number}/quyet-dinh`;
    const form = await officer.get(at);
    const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)?.[1] ?? '';
    const words = {
      _csrf: field('_csrf'),
      _key: field('_key'),
      version: field('version'),
      checklist: field('checklist'),
      decision: 'accept',
      reason: '',
    };
    const press = () => officer.agent.post(at).redirects(0).type('form').send(words);
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [count] = await app.database.reader.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_events WHERE act = 'entry.accept'`,
    );
    expect(count?.n).toBe(1);
  });

  it('forwards a batch with its covering list, and the judges’ side may have it', async () => {
    const [waiting] = await givenLying(
      app.database,
      world,
      [{ village: world.villages.banBo[1], commune: world.units.banBo }],
      {},
      11,
    );
    const page = await officer.get('/tham-dinh/chuyen');
    expect(page.text).toContain(`value="${number}"`);
    expect(page.text).toContain(waiting?.number);
    const done = await officer.send('/tham-dinh/chuyen', { codes: [number], note: '' });
    expect(done.status).toBe(303);
    const paper = await officer.get(String(done.headers['location']));
    expect(paper.text).toContain('DANH SÁCH HỒ SƠ CHUYỂN ĐỢT 1');
    expect(paper.text).toContain('Tổng số: 1 hồ sơ.');
    expect(paper.text).toContain(waiting?.number);
    const other = await app.signedIn('tham-dinh2');
    expect((await other.get(String(done.headers['location']))).status).toBe(404);
  });

  it('is told what a colleague did meanwhile, with nothing written', async () => {
    const [entry] = await givenLying(
      app.database,
      world,
      [{ village: world.villages.binhLu[0], commune: world.units.binhLu }],
      {},
      21,
    );
    const at = `/tham-dinh/${entry?.number}/quyet-dinh`;
    const colleague = await app.signedIn('tham-dinh');
    const form = await officer.get(at);
    await colleague.send(at, { decision: 'reject', reason: 'Trùng hồ sơ' });
    const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)?.[1] ?? '';
    const answer = await officer.agent
      .post(at)
      .redirects(0)
      .type('form')
      .send({
        _csrf: field('_csrf'),
        _key: field('_key'),
        version: field('version'),
        checklist: field('checklist'),
        decision: 'accept',
        reason: '',
      });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('đã quyết định không tiếp nhận');
    expect((await officer.get(`/tham-dinh/${entry?.number}`)).text).toContain('Trùng hồ sơ');
  });

  it('reads the progress of the own communes, below quota first, and takes it away as a spreadsheet', async () => {
    const board = await officer.get('/tham-dinh/tien-do');
    expect(board.status).toBe(200);
    expect(board.text).toContain('Xã Bản Bo');
    expect(board.text).not.toContain('Noong Hẻo');
    expect(board.text).toContain('2/11 bản, cần ít nhất 6');
    await app.database.transaction((tx) => tx.changed(`UPDATE contests SET quota_percent = 10`));
    const met = (await officer.get('/tham-dinh/tien-do')).text;
    // Enough is not all: what stands under “Chưa nộp” has not been handed in, quota or no quota.
    expect(met).toMatch(/Xã Bản Bo<\/a>[\s\S]*?Đủ chỉ tiêu[\s\S]*?data-label="Chưa nộp"><div>Bản /);
    const report = await officer.get('/tham-dinh/bao-cao-tien-do.docx').responseType('blob');
    // 2 villages of Bản Bo have entered, as the board says
    expect(wordsOfDocx(report.body as Buffer)).toMatch(/BÁO CÁO Tiến độ nộp .*2 Xã Bản Bo 11 2 2 0 /);
    const sheet = await officer.get('/tham-dinh/tien-do.xlsx').buffer(true);
    expect(sheet.headers['content-type']).toContain('spreadsheetml');
  });
});
