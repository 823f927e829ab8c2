import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExport } from '../../../src/awards/export.files.js';
import { ExportService } from '../../../src/awards/export.service.js';
import { tally } from '../../../src/awards/tally.command.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let organiser: Visitor;
let secretary: Visitor;
let judges: Visitor[];
/** What the secretary sees before there is a round. */
let beforehand: request.Response[];

const RULE = 'to-chuc/zalo-lai-chau-2021/chenh-lech';
const numberOf = (index: number): string => entries[index]?.number ?? '';
const statusOf = async (answer: Promise<request.Response>): Promise<number> => (await answer).status;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 4));
  secretary = await app.signedIn('thu-ky');
  beforehand = await withoutRound(() =>
    Promise.all(['chenh-lech', 'nhap-phieu', 'tap-cham'].map((page) => secretary.get(`/thu-ky/${page}`))),
  );
  const { judge1, judge2, judge3 } = world.actors;
  await givenPanel(app.database, world, [judge1, judge2], entries);
  await app.database.transaction((tx) =>
    tx.changed(`INSERT INTO panel_judges (round_id, person_id, code, name) VALUES ($1, $2, 'GK3', $3)`, [
      world.roundId,
      judge3.personId,
      judge3.name,
    ]),
  );
  organiser = await app.signedIn('to-chuc');
  judges = await Promise.all(['giam-khao-1', 'giam-khao-2', 'giam-khao-3'].map((name) => app.signedIn(name)));
});
afterAll(() => app.close());

/** Takes the world's round away for as long as `look` takes. */
async function withoutRound<Seen>(look: () => Promise<Seen>): Promise<Seen> {
  const [round] = await app.database.transaction((tx) =>
    tx.rows<{ contest: string; name: string; rubric: string }>(
      `DELETE FROM judging_rounds WHERE id = $1 RETURNING contest_id AS contest, name, rubric_version_id AS rubric`,
      [world.roundId],
    ),
  );
  const seen = await look();
  await app.database.transaction((tx) =>
    tx.changed(
      `INSERT INTO judging_rounds (id, contest_id, number, name, rubric_version_id) VALUES ($1, $2, 1, $3, $4)`,
      [world.roundId, round?.contest, round?.name, round?.rubric],
    ),
  );
  return seen;
}

/** A sheet of 100 points in all: A up to 40, B and C up to 30. */
const score = (judge: number, index: number, [a, b, c]: readonly [string, string, string]): Promise<request.Response> =>
  (judges[judge] as Visitor).send(`/cham/${numberOf(index)}`, { 'points[A]': a, 'points[B]': b, 'points[C]': c });
const sign = (judge: number): Promise<request.Response> =>
  (judges[judge] as Visitor).send('/cham/tong-ket', { leaveIncomplete: '1' });

describe('A contest with a rule about gaps', () => {
  it('leads the secretary to the panel before there is a round', () => {
    for (const { status, text } of beforehand)
      expect([status, text]).toEqual([200, expect.stringContaining('href="/thu-ky/phan-cong"')]);
  });

  it('has none until its organiser says so, before anybody scores', async () => {
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('không đặt quy định');
    expect((await organiser.get(`/${RULE}`)).text).toContain('Đang áp dụng:</strong> Không có');
    expect(await statusOf(organiser.send(`/${RULE}`, { model: 'gì đó' }))).toBe(422);
    const limits = { measure: 'points', markers: '3', voidUpTo: '12,5' };
    const refused = await organiser.send(`/${RULE}`, {
      ...limits,
      model: 'huy-diem-xa',
      markers: '2',
      text: 'Điều 8.',
    });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Nhập số giám khảo từ 3 đến 15.')]);
    expect(refused.text).toContain('value="12,5"');
    expect(await statusOf(organiser.send(`/${RULE}`, { ...limits, model: 'huy-diem-xa', text: 'Điều 8.' }))).toBe(303);
    const set = (await organiser.get(`/${RULE}`)).text;
    expect(set).toContain('Đang áp dụng:</strong> Điều 8.');
    expect(set).toContain('Điểm lệch quá 12,5 điểm so với trung bình của mọi điểm đã chấm thì hủy');
    expect(await statusOf(organiser.send(`/${RULE}`, { model: 'literature', text: 'Điều 9 Thể lệ số 01.' }))).toBe(303);
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('Điều 9 Thể lệ số 01.');
  });

  it('tells the secretary which dossiers wait and for whom, and no mark', async () => {
    // 70 and 77: 7 apart, the two agree. 60 and 75: 15, the head. 50 and 68: 18, a third. 90 and 90: agreed.
    for (const [index, one, two] of [
      [0, ['30', '20', '20'], ['37', '20', '20']],
      [1, ['20', '20', '20'], ['35', '20', '20']],
      [2, ['10', '20', '20'], ['28', '20', '20']],
      [3, ['30', '30', '30'], ['30', '30', '30']],
    ] as const) {
      expect(await statusOf(score(0, index, one))).toBe(303);
      expect(await statusOf(score(1, index, two))).toBe(303);
    }
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('Không có hồ sơ nào chờ xử lý.');
    await sign(0);
    const closing = (await secretary.get('/thu-ky/khoa')).text;
    expect(closing).toContain('4 hồ sơ có ít hơn 2 phiếu chốt nên không được xếp hạng');
    await sign(1);
    const page = (await secretary.get('/thu-ky/chenh-lech')).text;
    expect(page).toContain(`/thu-ky/chenh-lech/${numberOf(1)}`);
    expect(page).toContain(`/thu-ky/chenh-lech/${numberOf(2)}`);
    expect(page).not.toContain(numberOf(0));
    expect(page).not.toContain(numberOf(3));
    // Without the foot of the page, which tells the time of printing.
    const [one = ''] = (await secretary.get(`/thu-ky/chenh-lech/${numberOf(2)}`)).text.split('<footer');
    expect(one).not.toMatch(/\b(50|68|18)\b/);
    expect(one).toContain('GK3 – ');
    expect(one).not.toContain('value="GK1"');
  });

  it('keeps its rule once there are scores', async () => {
    expect(await statusOf(organiser.send(`/${RULE}`, { model: 'khong' }))).toBe(409);
  });

  it('does not close while a dossier waits', async () => {
    const open = (await secretary.get('/thu-ky/khoa')).text;
    expect(open).toContain('2 hồ sơ chờ xử lý chênh lệch điểm; còn hồ sơ chờ thì chưa khóa được.');
    const refused = await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('còn 2 hồ sơ chờ xử lý')]);
  });

  it('gives a dossier to a third marker who has neither marked it nor a conflict', async () => {
    const path = `/thu-ky/chenh-lech/${numberOf(2)}`;
    expect(await statusOf(secretary.send(path, { judgeCode: 'GK1', reason: 'Chênh trên 1,5.' }))).toBe(422);
    expect(await statusOf(secretary.send(path, { judgeCode: 'GK3', reason: 'Chênh trên 1,5.' }))).toBe(303);
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('Đã giao GK3, chờ chốt phiếu');
    const told = (await (judges[2] as Visitor).get('/thong-bao')).text;
    expect(told).toContain('Được phân công chấm 1 hồ sơ');
    expect(told).not.toContain(numberOf(2));
    // A sheet that is taken back before anything is on it leaves the dossier waiting for another marker.
    await secretary.send('/thu-ky/phan-cong/thu-hoi', {}, '/thu-ky/phan-cong');
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain(`/thu-ky/chenh-lech/${numberOf(2)}`);
    expect(await statusOf(secretary.send(path, { judgeCode: 'GK3', reason: 'Chênh trên 1,5.' }))).toBe(303);
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('Đã giao GK3, chờ chốt phiếu');
    // 50, 68 and 60 spread 18, within 25: the mean of three, 178 / 3 = 59,33
    expect(await statusOf(score(2, 2, ['20', '20', '20']))).toBe(303);
    await sign(2);
    const [waits, done] = (await secretary.get('/thu-ky/chenh-lech')).text.split('Đã giao, đã quyết định');
    expect(waits).not.toContain(numberOf(2));
    expect(done).toContain('Giao chấm lần ba: GK3');
  });

  it('writes down what the head decided, with the minutes', async () => {
    const path = `/thu-ky/chenh-lech/${numberOf(1)}`;
    const none = await secretary.send(path, { reason: 'Biên bản số 2.' });
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('Chọn ít nhất một giám khảo')]);
    expect(await statusOf(secretary.send(path, { counted: ['GK1', 'GK2'], reason: 'Biên bản số 2.' }))).toBe(303);
    expect((await secretary.get('/thu-ky/chenh-lech')).text).toContain('Trưởng ban quyết định: tính điểm của GK1, GK2');
  });

  it('takes a decision of the head back with a reason, and keeps it readable', async () => {
    const path = `/thu-ky/chenh-lech/${numberOf(1)}`;
    const back = `${path}/bo-quyet-dinh`;
    expect(await statusOf(secretary.send(back, { reason: '' }, path))).toBe(422);
    expect(await statusOf(secretary.send(back, { reason: 'Ghi nhầm biên bản.' }, path))).toBe(303);
    expect(await statusOf(secretary.send(back, { reason: 'Ghi nhầm biên bản.' }, path))).toBe(409);
    const waits = (await secretary.get(path)).text;
    expect(waits).toContain('name="counted"');
    expect(waits).toMatch(
      /tính điểm của GK1, GK2[^]*Biên bản số 2\.[^]*Bỏ quyết định của trưởng ban[^]*Ghi nhầm biên bản\./,
    );
    expect(await statusOf(secretary.send(path, { counted: 'GK2', reason: 'Biên bản số 3.' }))).toBe(303);
  });

  it('ranks by the marks that count, and keeps the others', async () => {
    expect(await statusOf(secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' }))).toBe(303);
    const rows = await app.database.reader.rows<{ number: string; score: string; judges: number; totals: object }>(
      `SELECT e.number, r.row ->> 'score' AS score, (r.row ->> 'judges')::int AS judges, r.row -> 'totals' AS totals
         FROM round_results r JOIN entries e ON e.id = r.entry_id ORDER BY e.number`,
    );
    expect(rows).toEqual([
      { number: numberOf(0), score: '73.50', judges: 2, totals: { GK1: '70', GK2: '77' } },
      { number: numberOf(1), score: '75.00', judges: 1, totals: { GK1: '60', GK2: '75' } },
      { number: numberOf(2), score: '59.33', judges: 3, totals: { GK1: '50', GK2: '68', GK3: '60' } },
      { number: numberOf(3), score: '90.00', judges: 2, totals: { GK1: '90', GK2: '90' } },
    ]);
    const kept = await app.database.reader.rows(
      `SELECT way, reason, rule_text AS rule FROM remarkings WHERE withdrawn_at IS NULL ORDER BY way`,
    );
    expect(kept).toEqual([
      { way: 'head', reason: 'Biên bản số 3.', rule: 'Điều 9 Thể lệ số 01.' },
      { way: 'third', reason: 'Chênh trên 1,5.', rule: 'Điều 9 Thể lệ số 01.' },
    ]);
  });

  it('shows in the table which marks count, which do not and why', async () => {
    const shown = (await secretary.get('/thu-ky/tong-hop?hang=1000')).text;
    expect(shown.match(/<s>[^<]*<\/s>/g)).toEqual(['<s>60</s>']);
    expect(shown).toContain('Không tính GK1: trưởng ban quyết định (Biên bản số 3).');
    expect(shown).toContain('Chênh lệch điểm: Điều 9 Thể lệ số 01.');
    const workings = (await secretary.get(`/thu-ky/tong-hop/${numberOf(1)}`)).text;
    expect(workings).toContain('Không tính GK1: trưởng ban quyết định (Biên bản số 3).');
    const path = `/thu-ky/chenh-lech/${numberOf(1)}`;
    expect((await secretary.get(path)).text).toContain('Vòng chấm đã khóa nên không bỏ quyết định được nữa.');
    expect(await statusOf(secretary.send(`${path}/bo-quyet-dinh`, { reason: 'Sau khi khóa.' }, '/thu-ky'))).toBe(409);
  });

  it('recounts to the same ranking from the files that are taken out', async () => {
    const results = await app.app.get(ExportService).results('zalo-lai-chau-2021', new Date());
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-gap-'));
    const [scores = '', rules = ''] = await writeExport(results, 'tally', folder);
    const { ranking } = await tally({ scores, rules });
    const [csv = ''] = await writeExport(results, 'csv', join(folder, 'x.csv'));
    const [json = ''] = await writeExport(results, 'json', join(folder, 'x.json'));
    const lines = (await readFile(csv, 'utf8')).split('\r\n').filter((line) => line.endsWith(',no,'));
    const { rounds } = JSON.parse(await readFile(json, 'utf8')) as { rounds: { entries: { sheets: object[] }[] }[] };
    await rm(folder, { recursive: true });
    // The head left GK1's sheet of 20, 20 and 20 points out: it is in the files, and said not to count.
    expect(lines.map((line) => line.split(',').slice(4, 7).join(' '))).toEqual([
      'GK1 A 20.00',
      'GK1 B 20.00',
      'GK1 C 20.00',
    ]);
    const left = { judge: 'GK1', points: { A: 20, B: 20, C: 20 }, counts: false };
    expect(rounds[0]?.entries[1]?.sheets).toEqual([
      expect.objectContaining({ judge: 'GK2', counts: true, note: null }),
      expect.objectContaining({ ...left, note: 'Không tính GK1: trưởng ban quyết định (Biên bản số 3).' }),
    ]);
    const kept = await app.database.reader.rows<{ entry: string; rank: number; score: string; judges: number }>(
      `SELECT row ->> 'number' AS entry, rank, row ->> 'score' AS score, (row ->> 'judges')::int AS judges
         FROM round_results ORDER BY place`,
    );
    expect(ranking.map(({ entry, rank, score, judges }) => ({ entry, rank, score, judges }))).toEqual(kept);
    // 90, then the head's 75, then 73,5 of two who agree, then 59,33 of three
    expect(kept.map(({ score }) => score)).toEqual(['90.00', '75.00', '73.50', '59.33']);
  });
});
