import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import sharp from 'sharp';
import { newId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload } from '../../fixtures/entries.js';
import { officeParts, pdfFile, zipFile } from '../../fixtures/files.js';
import { givenPanel, JUDGING_DAY } from '../../fixtures/judging.js';
import { partsOf } from '../../fixtures/workbooks.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

/* Judges who are not to know whose a dossier is (TRUST S8): whatever could say it is planted, then everything is looked through. */
let app: TestApp;
let world: World;
let judge: Visitor;
let number: string;
let code: string;
let hashes: string[];
let fileIds: string[];

/** What stands in names, in words, in file names and inside files. */
const SENTINELS = [
  'BanKinMat',
  'XaKinMat',
  'HuyenKinMat',
  'TruongNhomKinMat',
  'TenTepKinMat',
  'ExifKinMat',
  'TacGiaPdfKinMat',
  'TacGiaWordKinMat',
] as const;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const { database } = app;
  const { banBo } = world.units;
  const village = world.villages.banBo[0];
  const xa = await app.signedIn('xa');
  const entry = await begin(xa, village);
  await xa.send(`${entry}/thong-tin`, {
    'answers[ten-nhom]': 'Nhóm của TruongNhomKinMat',
    'answers[tom-tat]': 'Đọc thông báo mỗi tối.',
  });
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#6a8' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'ExifKinMat', ImageDescription: 'ExifKinMat' } })
    .toBuffer();
  const pdf = Buffer.from(
    pdfFile(2).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Info << /Author (TacGiaPdfKinMat) >>'),
    'latin1',
  );
  const word = zipFile([
    ...officeParts('docx'),
    {
      name: 'docProps/core.xml',
      content: '<cp:coreProperties><dc:creator>TacGiaWordKinMat</dc:creator></cp:coreProperties>',
    },
  ]);
  hashes = [photo, pdf, word].map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  await upload(xa, entry, 'bao-cao', [['TenTepKinMat 1.pdf', pdf]]);
  await upload(xa, entry, 'bao-cao', [['TenTepKinMat 2.docx', word]]);
  await upload(xa, entry, 'anh', [['TenTepKinMat 3.jpg', photo]]);
  const sent = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
  number = /ZALO21-\d{6}-\d{4}/.exec(String(sent.headers['location']))?.[0] ?? '';
  await database.source.query(
    `UPDATE entries SET state = 'accepted', vetted_level = 1, forwarded_level = 1, decided_at = submitted_at WHERE number = $1`,
    [number],
  );
  await database.source.query(`UPDATE contest_villages SET name = 'Bản BanKinMat' WHERE village_id = $1`, [village]);
  await database.source.query(
    `UPDATE contest_communes SET name = 'Xã XaKinMat', district_name = 'Huyện HuyenKinMat' WHERE commune_id = $1`,
    [banBo],
  );
  const found = await database.reader.one<{ id: never; code: string }>(
    `SELECT id, blind_code AS code FROM entries WHERE number = $1`,
    [number],
  );
  if (found === null) throw new Error('the dossier was not sent');
  code = found.code;
  fileIds = (
    await database.reader.rows<{ id: string }>(`SELECT id FROM entry_files WHERE entry_id = $1 ORDER BY kind`, [
      found.id,
    ])
  ).map(({ id }) => id);
  await setClock(database, world.contestId, JUDGING_DAY);
  await givenPanel(database, world, [world.actors.judge1], [{ id: found.id, number }]);
  judge = await app.signedIn('giam-khao-1');
});
afterAll(() => app.close());

const rule = (blind: boolean, showsFiles = false) =>
  app.database.source.query(
    `UPDATE contests SET blind = $1, blind_shows_files = $2, blind_hides = '{ten-nhom}' WHERE id = $3`,
    [blind, showsFiles, world.contestId],
  );

/** All that an answer says: its headers, and its bytes read in every way that could spell a name, an office file unpacked. */
async function heard({
  headers,
  text,
  body,
}: Pick<request.Response, 'headers' | 'text'> & { body: unknown }): Promise<string> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(text ?? '');
  const ways = (['utf8', 'latin1', 'utf16le'] as const).map((as) => bytes.toString(as));
  const properties =
    bytes.subarray(0, 2).toString() === 'PK' ? await partsOf(bytes).part('docProps/core.xml', 10_000) : null;
  return [JSON.stringify(headers), ...ways, properties?.toString() ?? ''].join('\n');
}
const fetch = (path: string): request.Test =>
  judge
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });

/** Everything that the judge can reach by following links, forms' pages and pictures, from home on. */
async function reach(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const ahead = [
    '/viec',
    '/cham',
    '/cham/bang',
    '/cham/tong-ket',
    '/cham/tong-ket/phieu',
    '/cham/ngoai-tuyen',
    '/thong-bao',
  ];
  while (ahead.length > 0 && seen.size < 300) {
    const path = ahead.shift() ?? '';
    if (seen.has(path)) continue;
    const answer = await fetch(path);
    const page = answer.body as Buffer;
    seen.set(path, await heard({ headers: answer.headers, text: '', body: page }));
    const html = String(answer.headers['content-type']).startsWith('text/html') ? page.toString() : '';
    for (const [, href = ''] of html.matchAll(/(?:href|src)="([^"#]+)/g))
      if (/^\/(cham|viec|thong-bao)/.test(href)) ahead.push(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
  }
  return seen;
}

/** Which of what was planted the judge could read, and where. */
const found = (seen: ReadonlyMap<string, string>): string[] => {
  const planted = [...SENTINELS, number, ...hashes.map((hash) => hash.slice(0, 8)), world.units.banBo];
  return planted.flatMap((one) => [...seen].filter(([, said]) => said.includes(one)).map(([path]) => `${one} ${path}`));
};

describe('A contest that is not judged blind', () => {
  it('says whose a dossier is: all that was planted can be found', async () => {
    await rule(false);
    const seen = await reach();
    for (const [path] of seen) expect(path).not.toContain(code);
    const said = [...seen.values()].join('\n');
    expect([...SENTINELS, number].filter((one) => !said.includes(one))).toEqual([]);
  });
});

describe('A contest that is judged blind', () => {
  it('tells its judges nothing of it, in no page, address, header, picture or file', async () => {
    await rule(true);
    const seen = await reach();
    expect([...seen.keys()].filter((path) => path.startsWith(`/cham/${code}/tep/`)).length).toBeGreaterThan(2);
    expect(found(seen)).toEqual([]);
    // What is judged is still there.
    expect(seen.get(`/cham/${code}`)).toContain('Đọc thông báo mỗi tối.');
  });

  it('keeps originals and what cannot be made blind, and says so', async () => {
    const page = (await judge.get(`/cham/${code}`)).text;
    expect(page).toContain('Chấm kín: tệp này không bỏ được thông tin ẩn nên không mở được ở đây.');
    for (const id of fileIds)
      for (const part of ['goc', 'gop']) expect((await fetch(`/cham/${code}/tep/${id}/${part}`)).status).toBe(404);
    expect((await judge.get('/cham/ngoai-tuyen')).status).toBe(403);
  });

  it('knows a dossier by its code alone: by its number it is not there', async () => {
    expect((await judge.get(`/cham/${number}`)).status).toBe(404);
    expect((await judge.get(`/cham/${code}`)).status).toBe(200);
  });

  it('says nothing of it in what an act answers either: saved, refused, saved by itself, in the table, put off, declined', async () => {
    const said: string[] = [];
    const act = async (path: string, words: Record<string, string>, from = path): Promise<void> => {
      const answer = await judge.send(path, words, from);
      said.push(await heard(answer));
      if (answer.status === 303) said.push(await heard(await judge.get(String(answer.headers['location']))));
    };
    await act(`/cham/${code}`, { 'points[A]': '41' });
    await act(`/cham/${code}`, { 'points[A]': '35', then: 'sau' });
    await act(`/cham/${code}`, { version: '1', 'points[A]': '30' });
    await act(`/cham/bang/${code}`, { 'points[A]': '99' }, '/cham/bang');
    await act('/cham/tong-ket', {});
    await act(`/cham/${code}`, { 'points[A]': '35', 'points[B]': '20', 'points[C]': '20', then: 'tiep' });
    await act('/cham/tong-ket', {});
    said.push(await heard(await fetch('/cham/tong-ket/phieu')));
    expect(found(new Map(said.map((one, index) => [String(index), one])))).toEqual([]);
    const guessed = await judge.get(`/cham/so-sanh?a=${code}&b=${number}`);
    expect([guessed.status, SENTINELS.some((one) => guessed.text.includes(one))]).toEqual([422, false]);
  });

  it('opens what cannot be made blind where the organiser says so, under a name of ours, and still no picture or PDF', async () => {
    await rule(true, true);
    const answers = await Promise.all(fileIds.map((id) => fetch(`/cham/${code}/tep/${id}/goc`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const given = answers.find(({ status }) => status === 200);
    expect(String(given?.headers['content-disposition'])).not.toContain('KinMat');
  });
});

describe('A member’s screen at a meeting of the panel', () => {
  it('shows the dossier that is discussed by its code', async () => {
    const meeting = newId();
    await app.database.transaction(async (tx) => {
      await tx.changed(
        `INSERT INTO panel_meetings (id, contest_id, round_id, number, place, chair_name, opened_at, opened_by_name)
           SELECT $1, contest_id, id, 1, 'Phòng họp', 'Chủ tọa', now(), 'Thư ký' FROM judging_rounds WHERE contest_id = $2`,
        [meeting, world.contestId],
      );
      await tx.changed(
        `INSERT INTO meeting_members (meeting_id, person_id, code, name, present) VALUES ($1, $2, 'GK1', 'Một', true)`,
        [meeting, world.actors.judge1.personId],
      );
      await tx.changed(
        `INSERT INTO meeting_entries (meeting_id, entry_id, position) SELECT $1, id, 1 FROM entries WHERE number = $2`,
        [meeting, number],
      );
      await tx.changed(
        `UPDATE panel_meetings SET current_entry_id = (SELECT id FROM entries WHERE number = $2) WHERE id = $1`,
        [meeting, number],
      );
    });
    const screen = await fetch('/cham/hop');
    const said = await heard({ headers: screen.headers, text: '', body: screen.body as Buffer });
    expect([screen.status, said.includes(code)]).toEqual([200, true]);
    expect(found(new Map([['/cham/hop', said]]))).toEqual([]);
  });
});

describe('The secretary of a contest that is judged blind', () => {
  it('sees both, so that a judge can be answered', async () => {
    const secretary = await app.signedIn('thu-ky');
    const page = (await secretary.get('/thu-ky/tien-do/GK1')).text;
    expect(page).toContain('Bản BanKinMat');
    expect(page).toContain(`${number} · mã kín ${code}`);
  });
});

describe('The rule of blind judging', () => {
  it('is set by the organiser, with the words that are kept back, and stands once somebody has scored', async () => {
    const organiser = await app.signedIn('to-chuc');
    const page = await organiser.get(`/to-chuc/${world.slug}/cham-kin`);
    expect([page.status, page.text.includes('Tên nhóm Zalo')]).toEqual([200, true]);
    const answer = await organiser.send(`/to-chuc/${world.slug}/cham-kin`, { blind: '', reason: 'Thử' });
    expect([answer.status, answer.text.includes('nên không đổi được nữa')]).toEqual([403, true]);
  });
});
