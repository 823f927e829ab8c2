import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { countPdfPages, readPdfText } from '../../../src/storage/pdf-pages.js';
import { JobWorker } from '../../../src/jobs/job.worker.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne, upload } from '../../fixtures/entries.js';
import { imageFile, officeFile, pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let number: string;
let bookAt: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  const commune = await house.signedIn('xa');
  // Behind these stand the report and the photo of submitOne.
  number = await submitOne(commune, world.villages.banBo[0], 1, async (entry) => {
    await upload(commune, entry, 'bao-cao', [
      ['Kế hoạch.pdf', pdfFile(3)],
      ['Bản gốc.docx', officeFile('docx')],
    ]);
    await upload(commune, entry, 'anh', [['Họp bản.jpg', await imageFile('jpeg', { red: 250 })]]);
  });
  bookAt = `/to-chuc/zalo-lai-chau-2021/ho-so/${number}/ho-so.pdf`;
});
afterAll(() => house.close());

const binary = (res: request.Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
};
const bookOf = async (visitor: Visitor, path: string): Promise<Buffer> =>
  (await visitor.get(path).buffer(true).parse(binary)).body as Buffer;
/** The titles of the bookmarks in the order in which they were written. */
const bookmarks = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/\/Title <FEFF([0-9a-f]+)> \/Parent/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  );

describe('A whole dossier as one PDF', () => {
  it('has a cover, then every PDF and photo page after page under its bookmark; what is no page is named with the reason', async () => {
    const organiser = await house.signedIn('to-chuc');
    expect((await organiser.get(`/to-chuc/zalo-lai-chau-2021/ho-so/${number}`)).text).toContain(`href="${bookAt}"`);
    const pdf = await bookOf(organiser, bookAt);
    // The cover, three pages and one of the PDFs, two photos.
    expect(await countPdfPages({ bytes: pdf })).toBe(1 + 3 + 1 + 2);
    expect([...bookmarks(pdf)].sort()).toEqual(
      [
        '1/2: Họp bản.jpg',
        '1/3: Kế hoạch.pdf',
        '2/2: Ảnh.jpg',
        '3/3: Báo cáo.pdf',
        'Báo cáo thành tích',
        'Tờ bìa',
        'Ảnh hoạt động',
      ].sort(),
    );
    const words = (await readPdfText({ bytes: pdf })).replaceAll(/\s+/g, ' ');
    for (const one of [
      number,
      'Nhóm Zalo của bản',
      'Tệp không gộp được thành trang',
      'Bản gốc.docx',
      'không phải PDF hay ảnh',
    ])
      expect(words).toContain(one);
  });

  it('is for organisers and auditors of the contest and for the office that vets it, and for nobody else', async () => {
    const status = async (who: string, path: string): Promise<number> =>
      (await (await house.signedIn(who)).get(path)).status;
    const vettedAt = `/tham-dinh/${number}/ho-so.pdf`;
    expect(await Promise.all(['to-chuc', 'kiem-tra'].map((who) => status(who, bookAt)))).toEqual([200, 200]);
    expect(await status('tham-dinh', vettedAt)).toBe(200);
    expect(await status('tham-dinh2', vettedAt)).toBe(404);
    for (const who of ['xa', 'giam-khao-1', 'thu-ky', 'tham-dinh']) expect(await status(who, bookAt)).not.toBe(200);
    expect((await house.visitor().get(bookAt)).status).toBe(303);
  });
});

const PACK = '/to-chuc/zalo-lai-chau-2021/ho-so/tat-ca/goi';

interface Manifest {
  office: { name: string; level: number } | null;
  dossiers: { number: string }[];
  files: { path: string; size: number; sha256: string; dossier: string; slot: string | null; name: string | null }[];
  leftOut: unknown[];
}

/** The files of an archive of ours, by path: everything in it is stored as it is. */
function filesIn(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [size, name, extra, head] = [
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt32LE(at + 42),
    ];
    const path = zip.subarray(at + 46, at + 46 + name).toString();
    const body = head + 30 + zip.readUInt16LE(head + 26);
    files.set(path, zip.subarray(body, body + size));
    at += 46 + name + extra;
  }
  return files;
}

describe('All dossiers of a contest as one archive', () => {
  it('is made by the queue, once at a time, and told to the log; it holds every file under its hash, and each dossier’s PDF', async () => {
    const organiser = await house.signedIn('to-chuc');
    expect((await organiser.get('/to-chuc/zalo-lai-chau-2021/ho-so')).text).toContain(`href="${PACK}"`);
    expect((await organiser.send(PACK, { gop: '1' })).status).toBe(303);
    const twice = await organiser.send(PACK, {});
    expect([twice.status, twice.text.includes('Đang có một gói được tạo')]).toEqual([409, true]);
    expect((await organiser.get(PACK)).text).toContain('Đang đóng gói');
    await house.app.get(JobWorker).runDue();
    const page = (await organiser.get(PACK)).text;
    expect(page).toContain('1 tệp không đưa được vào, hoặc không gộp được thành trang');
    const href = new RegExp(`${PACK}/[0-9a-f-]{36}`).exec(page)?.[0] ?? '';
    const zip = await bookOf(organiser, href);
    const files = filesIn(zip);
    const manifest = JSON.parse(files.get('muc-luc.json')?.toString() ?? '') as Manifest;
    expect(manifest.office).toBeNull();
    expect(manifest.dossiers).toEqual([{ number, village: 'Bản Hợp Nhất', commune: 'Xã Bản Bo', state: 'submitted' }]);
    expect(manifest.files.map(({ path, name }) => [path, name])).toEqual([
      [`${number}/bao-cao-1.pdf`, 'Kế hoạch.pdf'],
      [`${number}/bao-cao-2.docx`, 'Bản gốc.docx'],
      [`${number}/bao-cao-3.pdf`, 'Báo cáo.pdf'],
      [`${number}/anh-1.jpg`, 'Họp bản.jpg'],
      [`${number}/anh-2.jpg`, 'Ảnh.jpg'],
      [`${number}/ho-so.pdf`, null],
    ]);
    for (const { path, size, sha256 } of manifest.files) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      expect([path, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, size, sha256]);
    }
    expect(await countPdfPages({ bytes: files.get(`${number}/ho-so.pdf`) ?? Buffer.alloc(0) })).toBe(7);
    expect(manifest.leftOut).toEqual([
      {
        dossier: number,
        slot: 'Báo cáo thành tích',
        name: 'Bản gốc.docx',
        reason: 'không phải PDF hay ảnh, xem tệp gốc',
      },
    ]);
    const part = await organiser.get(href).set('Range', 'bytes=0-3').buffer(true).parse(binary);
    expect([part.status, (part.body as Buffer).toString('latin1')]).toEqual([206, 'PK\x03\x04']);
    const told = await house.database.reader.rows(`SELECT act FROM audit_events WHERE act = 'dossier-pack.ask'`);
    expect(told).toHaveLength(1);

    for (const who of ['kiem-tra', 'to-chuc']) expect((await (await house.signedIn(who)).get(href)).status).toBe(200);
    for (const who of ['xa', 'giam-khao-1', 'thu-ky', 'tham-dinh', 'quan-tri'])
      expect([who, [403, 404].includes((await (await house.signedIn(who)).get(href)).status)]).toEqual([who, true]);
  });

  it('tells whoever asked, and nobody else, that it lies ready, with the way to it', async () => {
    const told = await house.database.reader.rows(
      `SELECT p.username, n.subject, n.action_path AS path FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.event = 'taking-out'`,
    );
    expect(told).toEqual([{ username: 'to-chuc', subject: 'Gói hồ sơ đã sẵn sàng', path: PACK }]);
  });

  it('that was swept away, or had no room, is said to be so and can be asked for again', async () => {
    const organiser = await house.signedIn('to-chuc');
    const [made] = await house.database.reader.rows<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM dossier_packs`,
    );
    await rm(house.app.get(FileStore).derivedPathOf(made?.sha256 ?? '', 'goi-ho-so'));
    expect((await organiser.get(PACK)).text).toContain('Gói trước đã được dọn');
    expect((await organiser.get(`${PACK}/${made?.id}`)).status).toBe(404);
    expect((await organiser.send(PACK, {})).status).toBe(303);
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE dossier_packs SET failure = 'no-room' WHERE made_at IS NULL`),
    );
    expect((await organiser.get(PACK)).text).toContain('không đủ chỗ trống');
    await house.app.get(JobWorker).runDue();
    expect((await organiser.send(PACK, {})).status).toBe(303);
  });
});

describe('The dossiers of one vetting office as one archive', () => {
  const AT = '/tham-dinh/goi/zalo-lai-chau-2021/1';
  const hrefOn = (page: string): string => new RegExp(`${AT}/[0-9a-f-]{36}`).exec(page)?.[0] ?? '';

  it('holds those on its own desk alone, beside whatever the committee has packed, and is told to whoever asked', async () => {
    const other = await house.signedIn('xa3');
    const foreign = await submitOne(other, world.villages.nongHeo[0], 7);
    const office = await house.signedIn('tham-dinh');
    expect((await office.get('/tham-dinh')).text).toContain(`href="${AT}"`);
    expect((await office.get(AT)).text).toContain('1 hồ sơ, ');
    expect((await office.send(AT, {})).status).toBe(303);
    expect((await office.send(AT, {})).status).toBe(409);
    // Another office's, and the committee's, do not wait for it.
    const sinHo = await house.signedIn('tham-dinh2');
    expect((await sinHo.send(AT, {})).status).toBe(303);
    await house.app.get(JobWorker).runDue();
    const [own, theirs] = [hrefOn((await office.get(AT)).text), hrefOn((await sinHo.get(AT)).text)];
    const listIn = async (visitor: Visitor, href: string): Promise<unknown> => {
      const list = filesIn(await bookOf(visitor, href)).get('muc-luc.json');
      const { office, dossiers } = JSON.parse(list?.toString() ?? '') as Manifest;
      return [office, dossiers.map((one) => one.number)];
    };
    expect(await listIn(office, own)).toEqual([{ name: 'Huyện Tam Đường', level: 1 }, [number]]);
    expect(await listIn(sinHo, theirs)).toEqual([{ name: 'Huyện Sìn Hồ', level: 1 }, [foreign]]);
    for (const [who, href] of [
      ['tham-dinh2', own],
      ['tham-dinh', theirs],
    ] as const)
      expect((await (await house.signedIn(who)).get(href)).status).toBe(404);
    // An id of an office's archive opens nothing at the committee's address.
    expect((await (await house.signedIn('to-chuc')).get(own.replace(AT, PACK))).status).toBe(404);
    const told = await house.database.reader.rows<{ username: string; path: string }>(
      `SELECT p.username, n.action_path AS path FROM notices n JOIN persons p ON p.id = n.person_id
        WHERE n.event = 'taking-out' AND n.action_path = $1 ORDER BY p.username`,
      [AT],
    );
    expect(told.map(({ username }) => username)).toEqual(['tham-dinh', 'tham-dinh2']);
  });

  it('is asked for at a desk that the office holds: another level is not found', async () => {
    const office = await house.signedIn('tham-dinh');
    for (const at of ['/tham-dinh/goi/zalo-lai-chau-2021/2', '/tham-dinh/goi/khong-co/1'])
      expect((await office.get(at)).status).toBe(404);
  });
});
