import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { FileScans } from '../../../src/storage/file-scans.js';
import { EICAR, startClamd } from '../../fixtures/clamd.js';
import { pdfFile } from '../../fixtures/files.js';
import {
  allVillages,
  givenEntries,
  givenPanel,
  givenSecondSecretary,
  JUDGING_DAY,
  type JudgedFixture,
} from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let clamd: Awaited<ReturnType<typeof startClamd>>;
let world: World;
let entries: JudgedFixture[];
let first: Visitor;
let second: Visitor;
let judge: Visitor;

const numberOf = (index: number): string => entries[index]?.number ?? '';
const at = (index: number, act = ''): string => `/thu-ky/nhap-phieu/GK1/${numberOf(index)}${act}`;
const FULL = { 'points[A]': '35', 'points[B]': '25,5', 'points[C]': '20', comment: 'Nhóm hoạt động đều.' };

beforeAll(async () => {
  clamd = await startClamd();
  app = await startApp({ clamdUrl: clamd.url });
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 5));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  await givenSecondSecretary(app.database);
  first = await app.signedIn('thu-ky');
  second = await app.signedIn('thu-ky-hai');
  judge = await app.signedIn('giam-khao-1');
});
afterAll(async () => {
  await app.close();
  await clamd.stop();
});

const sheetOf = (index: number) =>
  app.database.reader.one<{ state: string; points: unknown; progress: string }>(
    `SELECT s.state, s.points, s.progress FROM score_sheets s JOIN panel_judges p USING (round_id, person_id)
      WHERE p.code = 'GK1' AND s.entry_id = $1`,
    [entries[index]?.id],
  );
const statusOf = async (answer: Promise<request.Response>): Promise<number> => (await answer).status;

describe('A paper that comes back', () => {
  it('is traced: until it is received the sheet is on the list of the missing', async () => {
    const missing = await first.get('/thu-ky/nhap-phieu?loc=chua-co&giam-khao=GK1');
    expect(missing.text).toContain(`/thu-ky/nhap-phieu/GK1/${numberOf(0)}`);
    expect(await statusOf(first.send(at(0, '/nhan'), {}, at(0)))).toBe(303);
    const still = await first.get('/thu-ky/nhap-phieu?loc=chua-co&giam-khao=GK1');
    expect(still.text).not.toContain(`/thu-ky/nhap-phieu/GK1/${numberOf(0)}`);
    const waiting = await first.get(
      `/thu-ky/nhap-phieu?loc=cho-nhap&ma=${numberOf(0).toLowerCase().replaceAll('-', ' ')}`,
    );
    expect(waiting.text).toContain(`/thu-ky/nhap-phieu/GK1/${numberOf(0)}`);
  });

  it('shuts the sheet on line, and says so to its judge', async () => {
    const page = await judge.get(`/cham/${numberOf(0)}`);
    expect(page.text).toContain('Phiếu này chấm trên giấy');
    const forced = await judge.send(`/cham/${numberOf(0)}`, { ...FULL, version: '2' });
    expect(forced.status).toBe(409);
    expect(await sheetOf(0)).toMatchObject({ points: {}, progress: 'none' });
  });

  it('is typed whole: a paper that lacks points goes back to its judge', async () => {
    const { comment: _, 'points[C]': __, ...rest } = FULL;
    const lacking = await first.send(at(0), rest, at(0));
    expect([lacking.status, lacking.text]).toEqual([422, expect.stringContaining('nhập điểm ghi trên phiếu')]);
    expect(lacking.text).toContain('value="25,5"');
    expect((await first.get('/thu-ky/khoa')).text).toContain('1 phiếu giấy đã nhận nhưng chưa nhập.');
  });

  it('is typed by one, and counts for nothing yet', async () => {
    expect(await statusOf(first.send(at(0), FULL, at(0)))).toBe(303);
    expect(await sheetOf(0)).toMatchObject({ state: 'draft', points: {} });
    const page = await first.get(at(0));
    expect(page.text).toContain('Người khác nhập lại rồi xác nhận');
    expect(page.text).not.toContain('25,5');
    const closing = (await first.get('/thu-ky/khoa')).text;
    expect(closing).toContain('1 phiếu giấy đã nhập một lần, chờ người thứ hai.');
    expect(closing).not.toContain('chưa nhập.');
  });

  it('is not typed again nor confirmed by the same person', async () => {
    const page = await second.get(at(0));
    const { version = '', rubric = '' } = hiddenFields(page.text, at(0));
    expect(await statusOf(first.send(at(0), { ...FULL, version, rubric }, at(0)))).toBe(409);
    expect(await statusOf(first.send(at(0, '/xac-nhan'), { version }, at(0)))).toBe(409);
  });

  it('is not confirmed by somebody who has not typed it', async () => {
    const page = await second.get(at(0));
    expect(page.text).not.toContain('25,5');
    expect(page.text).not.toContain('Nhóm hoạt động đều.');
    const { version = '' } = hiddenFields(page.text, at(0));
    expect(await statusOf(second.send(at(0, '/xac-nhan'), { version }, at(0)))).toBe(409);
  });

  it('is typed independently by another, who sees cell by cell where the two differ', async () => {
    const answer = await second.send(at(0), { ...FULL, 'points[B]': '22,5' }, at(0));
    expect([answer.status, answer.headers['location']]).toEqual([303, `${at(0)}#doi-chieu`]);
    const page = (await second.get(at(0))).text;
    expect(page).toContain('Hai lần nhập khác nhau ở 1 ô.'); // points B; the total is nobody's typing
    expect(page).toMatch(/<td data-label="Lần một">25,5<\/td><td data-label="Ông\/bà nhập">22,5<\/td>/);
    expect((await first.get(at(0))).text).not.toContain('22,5');
  });

  it('is sent back with a reason: both typings are kept, and it is typed anew', async () => {
    expect(await statusOf(second.send(at(0, '/tra-lai'), { reason: 'x' }, at(0)))).toBe(422);
    expect(await statusOf(second.send(at(0, '/tra-lai'), { reason: 'Điểm B trên giấy là 22,5.' }, at(0)))).toBe(303);
    const kept = await app.database.reader.rows(
      `SELECT typed_by_name, words, checked_by_name, check_words, reason FROM paper_typings`,
    );
    expect(kept).toEqual([
      expect.objectContaining({
        words: { points: { A: 3500, B: 2550, C: 2000 }, comments: {}, comment: FULL.comment },
        check_words: { points: { A: 3500, B: 2250, C: 2000 }, comments: {}, comment: FULL.comment },
        reason: 'Điểm B trên giấy là 22,5.',
      }),
    ]);
  });

  it('counts once another has confirmed it, as a signed sheet with its version kept', async () => {
    // Now the second is first.
    expect(await statusOf(second.send(at(0), { ...FULL, 'points[B]': '22,5' }, at(0)))).toBe(303);
    expect(await statusOf(first.send(at(0), { ...FULL, 'points[B]': '22.5' }, at(0)))).toBe(303);
    expect((await first.get(at(0))).text).toContain('Hai lần nhập giống nhau.');
    expect(await statusOf(first.send(at(0, '/xac-nhan'), {}, at(0)))).toBe(303);
    expect(await sheetOf(0)).toEqual({ state: 'signed', points: { A: 3500, B: 2250, C: 2000 }, progress: 'signed' });
    const versions = await app.database.reader.rows(
      `SELECT v.signed_at IS NOT NULL AS signed, v.body ->> 'totalHundredths' AS total FROM score_sheet_versions v
         JOIN score_sheets s ON s.id = v.sheet_id WHERE s.entry_id = $1`,
      [entries[0]?.id],
    );
    expect(versions).toEqual([{ signed: true, total: '7750' }]);
    // While judging is open, no secretary reads scores any more, typed or not.
    expect((await first.get(at(0))).text).not.toContain('22,5');
    expect((await judge.get(`/cham/${numberOf(0)}`)).text).toContain('22,5');
  });

  it('is told in the log by who did what, never by what was typed', async () => {
    const events = await app.database.reader.rows<{ act: string; facts: string }>(
      `SELECT act, facts::text AS facts FROM audit_events WHERE act LIKE 'paper.%' ORDER BY id`,
    );
    expect(events.map(({ act }) => act)).toEqual([
      'paper.receive',
      'paper.type',
      'paper.type-again',
      'paper.send-back',
      'paper.type',
      'paper.type-again',
      'paper.confirm',
    ]);
    expect(events.map(({ facts }) => facts).join(' ')).not.toMatch(/22|25|3500|7750/);
  });
});

describe('A paper and a sheet on line', () => {
  it('never stand side by side unsaid: the secretary says that the paper takes its place', async () => {
    await judge.send(`/cham/${numberOf(1)}`, { 'points[A]': '31' });
    const refused = await first.send(at(1, '/nhan'), {}, at(1));
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('đang có nội dung')]);
    expect(await statusOf(first.send(at(1, '/nhan'), { replaces: '1' }, at(1)))).toBe(303);
    await first.send(at(1), FULL, at(1));
    await second.send(at(1), FULL, at(1));
    expect(await statusOf(second.send(at(1, '/xac-nhan'), {}, at(1)))).toBe(303);
    const versions = await app.database.reader.rows(
      `SELECT v.body -> 'points' AS points, v.reopened_reason AS reason FROM score_sheet_versions v JOIN score_sheets s ON s.id = v.sheet_id
        WHERE s.entry_id = $1 ORDER BY v.number`,
      [entries[1]?.id],
    );
    expect(versions).toEqual([
      { points: { A: 3100 }, reason: 'Thay bằng phiếu giấy đã ký' },
      { points: { A: 3500, B: 2550, C: 2000 }, reason: null },
    ]);
  });

  it('a paper noted by mistake is given back, and the judge goes on on line', async () => {
    await first.send(at(2, '/nhan'), {}, at(2));
    expect(await statusOf(first.send(at(2, '/bo-nhan'), { reason: 'Ghi nhầm hồ sơ.' }, at(2)))).toBe(303);
    expect(await statusOf(judge.send(`/cham/${numberOf(2)}`, FULL))).toBe(303);
  });

  it('a sheet signed on line is not typed: its signed print is noted, and the scan kept with its hash', async () => {
    await judge.send('/cham/tong-ket', { leaveIncomplete: '1' });
    expect(await sheetOf(2)).toMatchObject({ state: 'signed' });
    expect(await statusOf(first.send(at(2, '/nhan'), {}, at(2)))).toBe(303);
    const page = (await first.get(at(2))).text;
    expect(page).toContain('Đã nhận bản in có chữ ký');
    expect(page).not.toContain('name="points[A]"');
    const form = first.agent.post(at(2, '/ban-quet')).redirects(0);
    for (const [field, value] of Object.entries(hiddenFields(page, at(2, '/ban-quet')))) void form.field(field, value);
    expect((await form.attach('tep', pdfFile(1, 'quét'), 'Phiếu ký.pdf')).status).toBe(303);
    const scan = await app.database.reader.one<{ id: string; sha256: string }>(`SELECT id, sha256 FROM paper_scans`);
    expect((await first.get(at(2))).text).toContain(scan?.sha256 ?? '-');
    // What is on it is a signed sheet's scores: for nobody before closing.
    expect((await first.get(at(2, `/ban-quet/${scan?.id ?? ''}`))).status).toBe(403);
  });

  it('a sheet whose paper is here is not taken back from its judge', async () => {
    await first.send(at(4, '/nhan'), {}, at(4));
    await first.send('/thu-ky/phan-cong/thu-hoi', {}, '/thu-ky/phan-cong');
    expect(await sheetOf(4)).toMatchObject({ progress: 'none' });
    expect(await sheetOf(3)).toBeNull();
    await first.send(at(4, '/bo-nhan'), { reason: 'Ghi nhầm hồ sơ.' }, at(4));
  });

  it('opened again by the secretary, it is the judge’s on line once more', async () => {
    const reopened = await first.send(`/thu-ky/tien-do/GK1/${numberOf(0)}/mo-lai`, { reason: 'Chấm nhầm tiêu chí.' });
    expect(reopened.status).toBe(303);
    expect(await statusOf(judge.send(`/cham/${numberOf(0)}`, { ...FULL, 'points[A]': '34' }))).toBe(303);
    expect((await first.get('/thu-ky/nhap-phieu?loc=chua-co&giam-khao=GK1')).text).toContain(numberOf(0));
  });

  it('a scan is typed from until the paper is confirmed', async () => {
    await first.send(at(4, '/nhan'), {}, at(4));
    const page = (await first.get(at(4))).text;
    const form = first.agent.post(at(4, '/ban-quet')).redirects(0);
    for (const [field, value] of Object.entries(hiddenFields(page, at(4, '/ban-quet')))) void form.field(field, value);
    await form.attach('tep', pdfFile(1, 'quét 3'), 'Phiếu.pdf');
    const scan = await app.database.reader.one<{ id: string }>(`SELECT id FROM paper_scans WHERE name = 'Phiếu.pdf'`);
    expect((await second.get(at(4, `/ban-quet/${scan?.id ?? ''}`))).status).toBe(200);
    expect((await second.get(at(2, `/ban-quet/${scan?.id ?? ''}`))).status).toBe(404);
  });

  it('an infected scan is opened by nobody, and the secretaries are told which paper wants another', async () => {
    const page = (await first.get(at(4))).text;
    const form = first.agent.post(at(4, '/ban-quet')).redirects(0);
    for (const [field, value] of Object.entries(hiddenFields(page, at(4, '/ban-quet')))) void form.field(field, value);
    expect((await form.attach('tep', pdfFile(1, EICAR), 'Nhiễm.pdf')).status).toBe(303);
    await app.app.get(FileScans).scanSome();
    const scan = await app.database.reader.one<{ id: string }>(`SELECT id FROM paper_scans WHERE name = 'Nhiễm.pdf'`);
    expect((await second.get(at(4, `/ban-quet/${scan?.id ?? ''}`))).status).toBe(409);
    for (const secretary of [first, second])
      expect((await secretary.get('/thong-bao')).text).toContain(`Bản quét bị cách ly: GK1, ${numberOf(4)}`);
    expect((await judge.get('/thong-bao')).text).not.toContain('cách ly');
    const told = await app.database.reader.rows(`SELECT act FROM audit_events WHERE act = 'paper.quarantine-scan'`);
    expect(told).toHaveLength(1);
  });

  it('nothing is received or typed once the round is closed', async () => {
    const page = (await first.get(at(4))).text;
    const hidden = hiddenFields(page, at(4));
    expect(await statusOf(first.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' }))).toBe(303);
    const late = await first.agent
      .post(at(4))
      .redirects(0)
      .type('form')
      .send({ ...hidden, ...FULL });
    expect(late.status).toBe(409);
    expect((await first.get(at(4))).text).toContain('Vòng chấm đã khóa');
  });
});
