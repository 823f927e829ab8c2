import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { newId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { plantDossier, SENTINELS, spelt } from '../../fixtures/blind.js';
import { givenPanel, givenSecondSecretary, JUDGING_DAY } from '../../fixtures/judging.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { unzip } from '../../fixtures/workbooks.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

/* Judges who are not to know whose a dossier is (TRUST S8): whatever could say it is planted, then everything is looked through. */
let app: TestApp;
let world: World;
let judge: Visitor;
let key: string;
let number: string;
let code: string;
let hashes: string[];
let fileIds: string[];

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const planted = await plantDossier(app, world);
  ({ number, code, hashes, fileIds } = planted);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  await givenPanel(app.database, world, [world.actors.judge1], [planted]);
  judge = await app.signedIn('giam-khao-1');
  key = await givenKey(app, world.actors.judge1);
  for (const goi of ['ho-so', 'ho-so-co-video', 'tep-diem'])
    await judge.send('/cham/ngoai-tuyen/goi', { goi }, '/cham/ngoai-tuyen');
});
afterAll(() => app.close());

const rule = (blind: boolean, showsFiles = false, slots: readonly string[] = []) =>
  app.database.source.query(
    `UPDATE contests SET blind = $1, blind_shows_files = $2, blind_hides = '{ten-nhom}', blind_hides_slots = $4 WHERE id = $3`,
    [blind, showsFiles, world.contestId, slots],
  );

/** All that an answer says: its headers, and its bytes. */
async function heard({
  headers,
  text,
  body,
}: Pick<request.Response, 'headers' | 'text'> & { body: unknown }): Promise<string> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(text ?? '');
  return `${JSON.stringify(headers)}\n${await spelt(bytes)}`;
}
const fetch = (path: string, visitor: Visitor = judge): request.Test =>
  visitor
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
    '/api/v1/sheets',
  ];
  while (ahead.length > 0 && seen.size < 300) {
    const path = ahead.shift() ?? '';
    if (seen.has(path)) continue;
    const answer = await fetch(path).set('Authorization', path.startsWith('/api/') ? `Bearer ${key}` : '');
    const page = answer.body as Buffer;
    seen.set(path, await heard({ headers: answer.headers, text: '', body: page }));
    const html = String(answer.headers['content-type']).startsWith('text/html') ? page.toString() : '';
    for (const [, written = ''] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const [href = ''] = written.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').split('#');
      if (/^\/(cham|viec|thong-bao)/.test(href)) ahead.push(href);
    }
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
    // What goes away with the judge says it too, so that silence below means something.
    for (const path of TAKEN) expect([path, seen.get(path)?.includes('XaKinMat')]).toEqual([path, true]);
    for (const inside of ['TacGiaPdfKinMat', 'TacGiaWordKinMat', 'TruongNhomKinMat', `ho-so/${number}/index.html`])
      expect(seen.get('/cham/ngoai-tuyen/goi/ho-so')).toContain(inside);
  });
});

/** The pack, its workbook, sheets to write on by hand, and what the judge's own program reads. */
const TAKEN = [
  '/api/v1/sheets',
  '/cham/ngoai-tuyen/goi/ho-so',
  '/cham/ngoai-tuyen/goi/tep-diem',
  '/cham/ngoai-tuyen/phieu.pdf?kieu=phieu&diem=trong&phan=1',
  '/cham/ngoai-tuyen/phieu.pdf?kieu=bang&diem=trong&phan=1',
];

describe('A contest that is judged blind', () => {
  it('tells its judges nothing of it, in no page, address, header, picture or file', async () => {
    await rule(true);
    const seen = await reach();
    expect([...seen.keys()].filter((path) => path.startsWith(`/cham/${code}/tep/`)).length).toBeGreaterThan(2);
    expect(found(seen)).toEqual([]);
    // What is judged is still there.
    expect(seen.get(`/cham/${code}`)).toContain('Đọc thông báo mỗi tối.');
    for (const path of TAKEN) expect([path, seen.get(path)?.includes(code)]).toEqual([path, true]);
  });

  it('packs a dossier under its code: photos redrawn, PDFs as pictures of their pages, nothing that cannot be made blind', async () => {
    const pack = unzip((await fetch('/cham/ngoai-tuyen/goi/ho-so')).body as Buffer);
    expect([...pack.keys()].sort()).toEqual([
      `ho-so/${code}/anh-1.webp`,
      `ho-so/${code}/bao-cao-1-trang-001.webp`,
      `ho-so/${code}/bao-cao-1-trang-002.webp`,
      `ho-so/${code}/index.html`,
      'index.html',
      'kieu.css',
      'phieu-cham.xlsx',
    ]);
    const page = String(pack.get(`ho-so/${code}/index.html`));
    expect(page).toContain('<img src="bao-cao-1-trang-002.webp" alt="Báo cáo thành tích, tệp 1/2, trang 2"');
    expect(page).toContain('Báo cáo thành tích, tệp 2/2: Chấm kín: tệp này không bỏ được thông tin ẩn');
  });

  it('keeps whole slots from its judges where the organiser says so: on the page, by address, and in the pack', async () => {
    await rule(true, true, ['anh']);
    const page = (await judge.get(`/cham/${code}`)).text;
    expect(page).toContain('Chấm kín: giám khảo không xem thành phần này.');
    expect(fileIds.filter((id) => page.includes(`/cham/${code}/tep/${id}/`)).length).toBe(2);
    const pictures = await Promise.all(fileIds.map((id) => fetch(`/cham/${code}/tep/${id}/anh`)));
    expect(pictures.map(({ status }) => status)).toEqual([404, 404, 404]);
    const pack = unzip((await fetch('/cham/ngoai-tuyen/goi/ho-so-co-video')).body as Buffer);
    expect([...pack.keys()].filter((path) => path.includes('anh-'))).toEqual([]);
    await rule(true);
  });

  it('keeps originals and what cannot be made blind, and says so', async () => {
    const page = (await judge.get(`/cham/${code}`)).text;
    expect(page).toContain('Chấm kín: tệp này không bỏ được thông tin ẩn nên không mở được ở đây.');
    for (const id of fileIds)
      for (const part of ['goc', 'gop']) expect((await fetch(`/cham/${code}/tep/${id}/${part}`)).status).toBe(404);
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
  // Signed on line by the acts above, the sheet goes back to its judge, so that its paper can come in.
  beforeAll(() => app.database.source.query(`UPDATE score_sheets SET state = 'draft', signed_at = NULL`));

  it('sees both, so that a judge can be answered', async () => {
    const secretary = await app.signedIn('thu-ky');
    const page = (await secretary.get('/thu-ky/tien-do/GK1')).text;
    expect(page).toContain('Bản BanKinMat');
    for (const path of [
      '/thu-ky/tien-do/GK1',
      '/thu-ky/tien-do',
      '/thu-ky/nhap-phieu',
      '/thu-ky/nhap-phieu/GK1/' + number,
    ])
      expect([path, (await secretary.get(path)).text.includes(`${number} · mã kín ${code}`)]).toEqual([path, true]);
  });

  it('prints sheets that a judge may hold, and finds the dossier of one by the code on it', async () => {
    const secretary = await app.signedIn('thu-ky');
    for (const kind of ['phieu', 'bang']) {
      const sheet = await spelt((await fetch(`/thu-ky/in-phieu/tep.pdf?kieu=${kind}`, secretary)).body as Buffer);
      expect([kind, sheet.includes(code), found(new Map([[kind, sheet]]))]).toEqual([kind, true, []]);
    }
    const listed = (await secretary.get(`/thu-ky/nhap-phieu?ma=${code.toLowerCase()}`)).text;
    expect(listed).toContain(`href="/thu-ky/nhap-phieu/GK1/${number}"`);
    const opened = (await secretary.get(`/thu-ky/nhap-phieu/GK1/${code}`)).text;
    expect(opened).toContain('Bản BanKinMat');
    await rule(false);
    expect((await secretary.get(`/thu-ky/nhap-phieu/GK1/${code}`)).status).toBe(404);
    await rule(true);
  });

  it('takes a paper in and has it typed twice by what stands on it, and nothing of it tells the judge whose it was', async () => {
    const secretary = await app.signedIn('thu-ky');
    // The page that opens by the code; its forms go where the dossier's own number is.
    const [opened, paper] = [`/thu-ky/nhap-phieu/GK1/${code}`, `/thu-ky/nhap-phieu/GK1/${number}`];
    expect((await secretary.send(`${paper}/nhan`, { replaces: '1' }, opened)).status).toBe(303);
    const scores = { 'points[A]': '30', 'points[B]': '20', 'points[C]': '20' };
    expect((await secretary.send(paper, scores, opened)).status).toBe(303);
    await givenSecondSecretary(app.database);
    const second = await app.signedIn('thu-ky-hai');
    expect((await second.send(paper, scores, opened)).status).toBe(303);
    expect((await second.send(`${paper}/xac-nhan`, {}, opened)).status).toBe(303);
    const seen = await reach();
    expect(seen.get(`/cham/${code}`)).toContain('70');
    expect(found(seen)).toEqual([]);
  });

  it('pins a conflict by number or by code', async () => {
    const secretary = await app.signedIn('thu-ky');
    const words = { judgeCode: 'GK1', number: ` ${code.toLowerCase()} `, reason: 'Người nhà.' };
    expect((await secretary.send('/thu-ky/phan-cong/xung-dot', words, '/thu-ky/phan-cong')).status).toBe(303);
    expect((await secretary.get('/thu-ky/phan-cong')).text).toContain(`${number} · mã kín ${code}`);
  });
});

describe('The rule of blind judging', () => {
  it('is set by the organiser, with the words that are kept back, and stands once somebody has scored', async () => {
    const organiser = await app.signedIn('to-chuc');
    const page = await organiser.get(`/to-chuc/${world.slug}/cham-kin`);
    expect([page.status, page.text.includes('Tên nhóm Zalo'), page.text.includes('name="hidesSlots"')]).toEqual([
      200,
      true,
      true,
    ]);
    const answer = await organiser.send(`/to-chuc/${world.slug}/cham-kin`, { blind: '', reason: 'Thử' });
    expect([answer.status, answer.text.includes('nên không đổi được nữa')]).toEqual([403, true]);
  });
});
