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
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 6));
  const { judge1, judge2 } = world.actors;
  await givenPanel(app.database, world, [judge1, judge2], entries.slice(0, 5));
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const pageOf = (index: number): string => `/cham/${entries[index]?.number ?? ''}`;
const FULL = { 'points[A]': '35', 'points[B]': '25,5', 'points[C]': '20.25' };

describe('A judge’s list', () => {
  it('shows what is done and left, and leads to the next sheet', async () => {
    const page = await judge.get('/cham');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Đã chấm 0/5 hồ sơ, còn 5.');
    expect(page.text).toMatch(/<a class="button" href="\/cham\/ZALO21-211124-000\d">Chấm tiếp<\/a>/);
    expect((await judge.get('/cham?loc=xong')).text).toContain('Không có hồ sơ nào ở mục này.');
  });

  it('is empty for a judge who has been given nothing', async () => {
    const other = await app.signedIn('giam-khao-3');
    expect((await other.get('/cham')).text).toContain('Chưa được phân công chấm hồ sơ nào.');
  });
});

describe('A score sheet', () => {
  it('has one field a criterion, the version, the rubric, and a total that the server has counted', async () => {
    const page = await judge.get(pageOf(0));
    expect(page.status).toBe(200);
    for (const name of [
      'points[A]',
      'points[B]',
      'points[C]',
      'comments[A]',
      'comment',
      'version',
      'rubric',
      '_csrf',
      '_key',
    ])
      expect(page.text).toContain(`name="${name}"`);
    expect(page.text).toContain('Trưởng bản đọc thông báo mỗi tối.');
    expect(page.text).toContain('Từ 0 đến 40, bước 0,25');
  });

  it('says beside the field what earns how much, where the organiser has said it, with examples', async () => {
    const guidance = {
      low: 'Ít tin',
      middle: '',
      high: 'Tin <kịp> thời',
      examples: 'Nhóm 60 hộ: 34 điểm\nNhóm 20 hộ: 12 điểm',
    };
    await app.database.source.query(`UPDATE criteria SET guidance = $1 WHERE code = 'A' AND rubric_version_id = $2`, [
      guidance,
      world.rubricVersionId,
    ]);
    const { text } = await judge.get(pageOf(0));
    expect(text.match(/<details class="guidance"/g)?.length).toBe(1);
    expect(text).toContain('<dt>Điểm thấp</dt><dd>Ít tin</dd><dt>Điểm cao</dt><dd>Tin &lt;kịp&gt; thời</dd>');
    expect(text).toContain('<li>Nhóm 60 hộ: 34 điểm</li><li>Nhóm 20 hộ: 12 điểm</li>');
  });

  it('is saved and shown again: 35 + 25,5 + 20,25 = 80,75', async () => {
    const answer = await judge.send(pageOf(0), { ...FULL, 'comments[B]': 'Rất tận tình' });
    expect([answer.status, answer.headers['location']]).toEqual([303, pageOf(0)]);
    const page = await judge.get(pageOf(0));
    expect(page.text).toContain('value="25,5"');
    expect(page.text).toContain('80,75</output>');
    expect(page.text).toContain('Rất tận tình');
    expect(page.text).toContain('Đã chấm 1/5 hồ sơ, còn 4');
  });

  it('saved with “next” leads to a sheet that still lacks points', async () => {
    const answer = await judge.send(pageOf(1), { ...FULL, then: 'tiep' });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toMatch(/^\/cham\/ZALO21-211124-000[345]$/);
  });

  it('with a wrong number comes back with every typed word and says what to type', async () => {
    const answer = await judge.send(pageOf(2), {
      'points[A]': '41',
      'points[B]': '1.500',
      'points[C]': '20',
      comment: 'Giữ lại nhé',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Lỗi: ');
    expect(answer.text).toContain(
      '“Trách nhiệm của người đứng đầu nhóm”: “1.500” chưa rõ là hàng nghìn hay phần thập phân.',
    );
    for (const typed of ['value="41"', 'value="1.500"', 'value="20"', 'Giữ lại nhé'])
      expect(answer.text).toContain(typed);
    expect(answer.text).toContain('href="#f-points-A"');
    expect((await judge.get(pageOf(2))).text).not.toContain('Giữ lại nhé');
  });

  it('from a second window is refused with both values side by side, then saved over knowingly (R14)', async () => {
    const stale = { version: '1', ...FULL, 'points[A]': '30' };
    const answer = await judge.send(pageOf(0), stale);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Phiếu vừa được lưu ở cửa sổ khác');
    expect(answer.text).toMatch(/data-label="Bản của ông\/bà">30<\/td><td data-label="Bản đang lưu">35</);
    expect(answer.text).toContain('value="30"');
    expect((await judge.send(pageOf(0), { ...FULL, 'points[A]': '30' })).status).toBe(303);
  });

  it('typed against other criteria keeps the words and stores nothing (R15)', async () => {
    const answer = await judge.send(pageOf(2), { ...FULL, rubric: world.contestId, 'points[Z]': '9' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Tiêu chí chấm đã đổi sau khi mở trang này.');
    expect(answer.text).toContain('tiêu chí cũ Z');
    expect((await judge.get(pageOf(2))).text).toContain('>0</output>');
  });

  it('pressed twice has one effect, and both presses lead to the same place (R13)', async () => {
    const page = await judge.get(pageOf(3));
    const form = new URLSearchParams(Object.entries(FULL));
    for (const name of ['_csrf', '_key', 'version', 'rubric'])
      form.append(
        name,
        new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text.slice(page.text.indexOf('judging-form')))?.[1] ??
          '',
      );
    const press = () => judge.agent.post(pageOf(3)).redirects(0).type('form').send(form.toString());
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const events = await app.database.reader.rows(
      `SELECT 1 FROM audit_events WHERE act = 'sheet.save' AND entry_id = $1`,
      [entries[3]?.id],
    );
    expect(events.length).toBe(1);
  });

  it('of an entry that was not given to this judge is not found, exactly like one that does not exist (S4)', async () => {
    await judge.get('/cham'); // takes the message of the last act
    const [foreign, missing] = [await judge.get(pageOf(5)), await judge.get('/cham/ZALO21-211124-9999')];
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    const bare = (text: string) => text.replace(/[A-Z0-9-]{8,}|[0-9a-f-]{16,}|\/cham\/\S+/g, '');
    expect(bare(foreign.text)).toBe(bare(missing.text));
    expect((await judge.get(`${pageOf(5)}/tep/${world.contestId}/goc`)).status).toBe(404);
  });
});

describe('Declining', () => {
  it('asks for a reason, closes the dossier at once, and is on the list', async () => {
    expect((await judge.send(`${pageOf(4)}/xung-dot`, { reason: '' })).status).toBe(422);
    const answer = await judge.send(`${pageOf(4)}/xung-dot`, { reason: 'Em ruột là trưởng bản' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/cham']);
    const page = await judge.get(pageOf(4));
    expect(page.text).toContain('Hồ sơ này đã ghi là không chấm vì xung đột lợi ích.');
    expect(page.text).not.toContain('Trưởng bản đọc thông báo mỗi tối.');
    expect((await judge.get('/cham')).text).toContain('Không chấm');
    expect((await judge.get(`${pageOf(4)}/xung-dot`)).status).toBe(409);
  });
});

describe('Signing', () => {
  it('lists what is missing and refuses until that is left aside; then sheets are locked and printed', async () => {
    const before = await judge.get('/cham/tong-ket');
    expect(before.text).toContain('Đủ điểm 3 hồ sơ, trong đó đã chốt 0. Còn thiếu điểm 1 hồ sơ.');
    const refused = await judge.send('/cham/tong-ket', {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`Còn 1 hồ sơ chưa đủ điểm: ${entries[2]?.number ?? ''}.`);
    const answer = await judge.send('/cham/tong-ket', { leaveIncomplete: '1' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/cham/tong-ket']);
    const locked = await judge.get(pageOf(0));
    expect(locked.text).toContain('Phiếu này đã chốt nên không sửa được.');
    expect(locked.text).not.toContain('name="points[A]"');
    const papers = await judge.get('/cham/tong-ket/phieu');
    expect(papers.text.match(/PHIẾU CHẤM ĐIỂM/g)?.length).toBe(3);
    expect(papers.text).toContain('Bằng chữ: Bảy mươi lăm phẩy bảy mươi lăm điểm');
  });

  it('a score sent to a signed sheet comes back with the typed words, not written', async () => {
    const form = { ...FULL, version: '9', rubric: world.rubricVersionId, comment: 'Lời cuối' };
    const answer = await judge.send(pageOf(0), form, '/cham/tong-ket');
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Phần vừa nhập chưa được ghi');
    expect(answer.text).toContain('Lời cuối');
  });
});
