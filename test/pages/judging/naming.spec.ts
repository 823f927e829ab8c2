import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NameSearch } from '../../../src/entries/naming/name.search.js';
import { type EntryId, newId } from '../../../src/kernel/ids.js';
import { pressDocx } from '../../../src/press/docx.js';
import type { Paper } from '../../../src/press/paper.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne, upload } from '../../fixtures/entries.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { givenPanel, JUDGING_DAY } from '../../fixtures/judging.js';
import { unzip } from '../../fixtures/workbooks.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

/* Before judges read blind: words that name the village are found, and a person decides on each. */
let app: TestApp;
let world: World;
let secretary: Visitor;
let judge: Visitor;
let code: string;
let entryId: string;

const NAME = 'Bản Nậm Ngập';
const paperThat = (says: string): Paper => ({
  title: 'Báo cáo',
  madeAt: new Date('2021-11-20T02:00:00Z'),
  landscape: false,
  framed: false,
  blocks: [{ kind: 'lines', lines: [says] }],
  foot: '',
});

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const { source } = app.database;
  const xa = await app.signedIn('xa');
  const entry = await begin(xa, world.villages.banBo[0]);
  await xa.send(`${entry}/thong-tin`, {
    'answers[ten-nhom]': 'Nhóm nam ngap tự quản',
    'answers[tom-tat]': 'Đọc thông báo mỗi tối.',
  });
  await upload(xa, entry, 'bao-cao', [['1.pdf', await pressPdf(paperThat('Báo cáo của nhóm Zalo bản Nậm Ngập'))]]);
  await upload(xa, entry, 'bao-cao', [['2.pdf', await pressPdf(paperThat('Không nêu nơi nào'))]]);
  await upload(xa, entry, 'bao-cao', [['3.pdf', pdfFile(2)]]);
  await upload(xa, entry, 'anh', [['4.jpg', await imageFile('jpeg')]]);
  const sent = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
  const number = /ZALO21-\d{6}-\d{4}/.exec(String(sent.headers['location']))?.[0] ?? '';
  await source.query(
    `UPDATE entries SET state = 'accepted', vetted_level = 1, forwarded_level = 1, decided_at = submitted_at WHERE number = $1`,
    [number],
  );
  await source.query(`UPDATE contest_villages SET name = $2 WHERE village_id = $1`, [world.villages.banBo[0], NAME]);
  await source.query(`UPDATE contests SET blind = true WHERE id = $1`, [world.contestId]);
  const found = await app.database.reader.one<{ id: never; code: string }>(
    `SELECT id, blind_code AS code FROM entries WHERE number = $1`,
    [number],
  );
  if (found === null) throw new Error('the dossier was not sent');
  ({ code, id: entryId } = found);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  await givenPanel(app.database, world, [world.actors.judge1], [{ id: found.id, number }]);
  secretary = await app.signedIn('thu-ky');
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const search = () => app.app.get(NameSearch, { strict: false }).search(world.contestId, new AbortController().signal);
const findings = (): Promise<{ id: string; place: string; isFile: boolean; decision: string | null }[]> =>
  app.database.reader.rows(
    `SELECT id, place, is_file AS "isFile", decision FROM name_findings WHERE entry_id = $1 ORDER BY is_file`,
    [entryId],
  );
const decide = async (isFile: boolean, words: Record<string, string>): Promise<number> => {
  const one = (await findings()).find((found) => found.isFile === isFile);
  return (await secretary.send(`/thu-ky/soat-ten/${one?.id ?? ''}`, words)).status;
};

describe('The secretary before blind judging', () => {
  it('is told that nothing was searched, and has it searched', async () => {
    expect((await secretary.get('/viec')).text).toContain('1 hồ sơ chưa soát');
    expect((await secretary.get('/thu-ky/soat-ten')).text).toContain('Đã soát 0/1 hồ sơ');
    const answer = await secretary.send('/thu-ky/soat-ten', {});
    expect([answer.status, answer.headers['location']]).toEqual([303, '/thu-ky/soat-ten']);
    await search();
  });

  it('reads where the own village is named, in words and in PDFs, and which files no program can read', async () => {
    const page = (await secretary.get('/thu-ky/soat-ten')).text;
    expect(page).toContain('Nhóm nam ngap tự quản');
    expect(page).toContain('Báo cáo của nhóm Zalo bản Nậm Ngập');
    expect(page).not.toContain('Không nêu nơi nào');
    expect(page).toContain('Đã soát 1 hồ sơ. 2 tệp là ảnh, bản quét');
    expect((await findings()).length).toBe(2);
    expect((await secretary.get('/viec')).text).toContain('2 chỗ có tên nơi dự thi, chưa quyết định');
  });

  it('lets a find stand for a reason only', async () => {
    expect(await decide(false, { decision: 'accepted', reason: '' })).toBe(422);
    expect(await decide(false, {})).toBe(422);
    expect(await decide(false, { decision: 'accepted', reason: 'Trùng với tên một loài cây.' })).toBe(303);
    expect((await judge.get(`/cham/${code}`)).text).toContain('Nhóm nam ngap tự quản');
  });

  it('keeps a file from judges: on their page, by its address, in their pack', async () => {
    const [, one] = await findings();
    const page = `/cham/${code}/tep/${one?.place ?? ''}/trang/1`;
    expect((await judge.get(page)).status).toBe(200);
    expect(await decide(true, { decision: 'withheld', reason: '' })).toBe(303);
    expect((await judge.get(page)).status).toBe(404);
    const sheet = (await judge.get(`/cham/${code}`)).text;
    expect(sheet).not.toContain(`/tep/${one?.place ?? ''}`);
    expect(sheet).toContain('phần này có tên nơi dự thi nên không đưa cho giám khảo');
    await judge.send('/cham/ngoai-tuyen/goi', { goi: 'ho-so' }, '/cham/ngoai-tuyen');
    const answer = await judge.get('/cham/ngoai-tuyen/goi/ho-so').buffer(true).parse(toBuffer);
    const pack = unzip(answer.body as Buffer);
    expect([...pack.keys()].filter((path) => path.endsWith('.webp')).sort()).toEqual(
      ['anh-1', 'bao-cao-2-trang-001', 'bao-cao-3-trang-001', 'bao-cao-3-trang-002'].map(
        (name) => `ho-so/${code}/${name}.webp`,
      ),
    );
  });

  it('keeps words from judges, on the page and where two dossiers are compared', async () => {
    expect(await decide(false, { decision: 'withheld', reason: '' })).toBe(303);
    expect((await judge.get(`/cham/${code}`)).text).not.toContain('nam ngap');
    expect((await secretary.get('/thu-ky/soat-ten?loc=khong-dua')).text).toContain('nam ngap');
  });

  it('decides anew only where the words have changed', async () => {
    await app.database.source.query(
      `UPDATE entries SET answers = answers || '{"tom-tat": "Họp ở Nậm Ngập."}' WHERE id = $1`,
      [entryId],
    );
    await search();
    const found = await findings();
    expect(found.map(({ decision }) => decision).sort()).toEqual([null, 'withheld', 'withheld'].sort());
    const stale = found.find(({ isFile }) => isFile);
    const answer = await secretary.send(`/thu-ky/soat-ten/${stale?.id ?? ''}`, {
      decision: 'accepted',
      reason: 'Không lộ.',
      version: '1',
    });
    expect(answer.status).toBe(409);
    expect((await secretary.get(`/thu-ky/soat-ten/${newId()}`)).status).toBe(404);
  });

  it('decides several at once, all or none', async () => {
    const all = await app.database.reader.rows<{ id: string; version: number }>(
      `SELECT id, version FROM name_findings ORDER BY is_file, place`,
    );
    const ticks = all.map(({ id, version }) => `${id}:${version}`);
    const words = { decision: 'accepted', reason: 'Đã hỏi Ban Tổ chức.' };
    const path = '/thu-ky/soat-ten/quyet-dinh';
    const list = '/thu-ky/soat-ten';
    expect((await secretary.send(path, words, list)).status).toBe(422);
    const stale = await secretary.send(path, { ...words, chon: [...ticks.slice(1), `${all[0]?.id ?? ''}:99`] }, list);
    expect(stale.status).toBe(409);
    expect((await findings()).filter(({ decision }) => decision === 'accepted')).toEqual([]);
    expect((await secretary.get(`${list}?loc=khong-dua&chon=trang`)).text).toContain(
      `value="${ticks[0] ?? ''}" checked`,
    );
    expect((await secretary.send(path, { ...words, chon: ticks }, list)).status).toBe(303);
    expect((await findings()).map(({ decision }) => decision)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('searches nothing where judges are not blind', async () => {
    await app.database.source.query(`UPDATE contests SET blind = false WHERE id = $1`, [world.contestId]);
    expect((await secretary.get('/thu-ky/soat-ten')).text).toContain('không chấm kín nên không cần soát tên');
    expect((await judge.get('/cham')).status).toBe(200);
    await app.database.source.query(`UPDATE contests SET blind = true WHERE id = $1`, [world.contestId]);
  });
});

describe('The office that vets a dossier for blind judging', () => {
  it('reads which names it tells, the district among them and not the province that all have in common', async () => {
    await setClock(app.database, world.contestId, '2021-11-24T09:00:00+07:00');
    await app.database.source.query(`UPDATE contests SET blind_shows_files = true WHERE id = $1`, [world.contestId]);
    const xa = await app.signedIn('xa');
    const report = await pressDocx(paperThat('Báo cáo của một bản ở Tam Đường, Lai Châu'));
    const number = await submitOne(xa, world.villages.banBo[1], 2, async (entry) =>
      upload(xa, entry, 'bao-cao', [['Báo cáo.docx', report]]),
    );
    const one = await app.database.reader.one<{ id: EntryId; jobs: number }>(
      `SELECT id, (SELECT count(*)::int FROM jobs WHERE kind = 'entries.search-names' AND about->>'entryId' = e.id::text) AS jobs
         FROM entries e WHERE number = $1`,
      [number],
    );
    expect(one?.jobs).toBe(1);
    const office = await app.signedIn('tham-dinh');
    expect((await office.get(`/tham-dinh/${number}`)).text).toContain('Máy chưa soát tên nơi dự thi');
    await app.app.get(NameSearch, { strict: false }).searchOne(one?.id as EntryId);
    const page = (await office.get(`/tham-dinh/${number}`)).text;
    expect(page).toContain('hồ sơ nêu tên nơi dự thi ở 1 chỗ');
    expect(page).toContain('Báo cáo thành tích, tệp Báo cáo.docx: Huyện Tam Đường –');
    // Nothing of it is said where judges may know whose a dossier is.
    await app.database.source.query(`UPDATE contests SET blind = false WHERE id = $1`, [world.contestId]);
    expect((await office.get(`/tham-dinh/${number}`)).text).not.toContain('nơi dự thi');
  });
});

function toBuffer(res: unknown, done: (fault: Error | null, body: Buffer) => void): void {
  const pieces: Buffer[] = [];
  (res as NodeJS.ReadableStream)
    .on('data', (piece: Buffer) => pieces.push(piece))
    .on('end', () => done(null, Buffer.concat(pieces)));
}
