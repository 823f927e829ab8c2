import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload } from '../../fixtures/entries.js';
import { mp4File, pdfFile } from '../../fixtures/files.js';
import { noisyFilm, sha256Of, TusClient } from '../../fixtures/tus.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let entry: string;
let tus: TusClient;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  entry = await begin(xa, world.villages.banBo[0]);
  tus = await TusClient.of(xa, house.url, `${entry}/tep/bao-cao`);
});
afterAll(() => house.close());

const REPORT = pdfFile(3, 'từng phần');
/** Announces a file for a slot and answers where it goes. */
const announce = async (slot: string, name: string, size: number): Promise<string> =>
  String((await tus.create(`${entry}/tep/${slot}/tus`, { name, size })).headers['location']);
const inSlot = (slot: string): Promise<{ name: string; sha256: string; size: number; kind: string; pages: number }[]> =>
  house.database.reader.rows(
    `SELECT f.name, f.sha256, f.size, f.kind, f.pages FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
      WHERE s.code = $1 AND f.removed_at IS NULL ORDER BY f.position`,
    [slot],
  );
const lastAct = async (): Promise<unknown> =>
  house.database.reader.one(`SELECT act, facts FROM audit_events ORDER BY at DESC, seq DESC LIMIT 1`);
const arriving = (): Promise<string[]> => readdir(join(house.uploadsDir, 'arriving')).catch(() => []);

describe('A file sent piece by piece', () => {
  it('is announced, continued and ended in the words of tus 1.0', async () => {
    const about = await tus.ask('OPTIONS', `${entry}/tep/bao-cao/tus`);
    expect([about.status, about.headers['tus-version'], about.headers['tus-extension']]).toEqual([
      204,
      '1.0.0',
      'creation,termination,expiration,checksum',
    ]);
    const made = await tus.create(`${entry}/tep/bao-cao/tus`, { name: 'Tổng kết.pdf', size: REPORT.length });
    expect([made.status, made.headers['upload-offset'], made.headers['cache-control']]).toEqual([201, '0', 'no-store']);
    const href = String(made.headers['location']);
    const first = await tus.patch(href, 0, REPORT.subarray(0, 300));
    expect([first?.status, first?.headers['upload-offset'], first?.headers['tus-resumable']]).toEqual([
      204,
      '300',
      '1.0.0',
    ]);
    const days = (Date.parse(String(first?.headers['upload-expires'])) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    const { headers } = await tus.head(href);
    expect([headers['upload-offset'], headers['upload-length']]).toEqual(['300', String(REPORT.length)]);
    expect((await tus.patch(href, 300, REPORT.subarray(300)))?.status).toBe(204);
  });

  it('ends as one from a form does: same row, same stored file, same event', async () => {
    const [piecemeal] = await inSlot('bao-cao');
    const told = await lastAct();
    await upload(xa, entry, 'bao-cao', [['Tổng kết.pdf', REPORT]]);
    expect((await inSlot('bao-cao'))[1]).toEqual(piecemeal);
    expect(await lastAct()).toEqual(told);
    expect(piecemeal).toEqual({
      name: 'Tổng kết.pdf',
      sha256: sha256Of(REPORT),
      size: REPORT.length,
      kind: 'pdf',
      pages: 3,
    });
    expect(await arriving()).toEqual([]);
  });

  it('tells a sender who never heard that it has ended', async () => {
    const [{ id } = { id: '' }] = await house.database.reader.rows<{ id: string }>(`SELECT id FROM entry_transfers`);
    const href = `${entry}/tus/${id}`;
    expect(await tus.offsetOf(href)).toBe(REPORT.length);
    expect((await tus.patch(href, REPORT.length, Buffer.alloc(0)))?.status).toBe(204);
    expect(await inSlot('bao-cao')).toHaveLength(2);
  });

  it.each([
    ['another version', { 'tus-resumable': '0.2.2' }, 412, 'tus-version'],
    ['an offset that is not where it stands', { 'upload-offset': '5' }, 409, 'offset-differs'],
    ['an offset that is no number', { 'upload-offset': '-1' }, 422, 'malformed'],
    ['a body of another type', { 'content-type': 'application/pdf' }, 422, 'malformed'],
    ['a checksum that differs', { 'upload-checksum': `sha1 ${'A'.repeat(27)}=` }, 460, 'chunk-differs'],
    ['a checksum of a kind not spoken here', { 'upload-checksum': 'md5 AAAA' }, 422, 'malformed'],
    ['no token', { 'x-csrf-token': '' }, 403, null],
  ])('refuses %s, and nothing of it counts', async (_what, headers, status, code) => {
    const href = await announce('video', 'Sai.mp4', 4096);
    const answer = await tus.patch(href, 0, mp4File(4096).subarray(0, 100), { headers });
    expect([answer?.status, answer?.code]).toEqual([status, code]);
    expect(await tus.offsetOf(href)).toBe(0);
    await tus.drop(href);
  });

  it('takes a chunk whose checksum is right', async () => {
    const href = await announce('video', 'Đúng.mp4', 4096);
    const chunk = mp4File(4096).subarray(0, 1000);
    const digest = createHash('sha256').update(chunk).digest('base64');
    const answer = await tus.patch(href, 0, chunk, { headers: { 'upload-checksum': `sha256 ${digest}` } });
    expect([answer?.status, answer?.headers['upload-offset']]).toEqual([204, '1000']);
    expect((await tus.drop(href)).status).toBe(204);
    expect((await tus.head(href)).status).toBe(404);
    expect(await arriving()).toEqual([]);
  });

  it('is told of a fault of ours as of a refusal, and goes on where it was', async () => {
    const href = await announce('video', 'Lỗi.mp4', 50);
    const rename = (from: string, to: string) =>
      house.database.transaction((tx) => tx.changed(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename('entry_transfers', 'transfers_away');
    const answer = await tus
      .patch(href, 0, Buffer.alloc(10))
      .finally(() => rename('transfers_away', 'entry_transfers'));
    expect([answer?.status, answer?.code, answer?.headers['content-type']]).toEqual([
      500,
      'fault',
      'application/problem+json; charset=utf-8',
    ]);
    expect(await tus.offsetOf(href)).toBe(0);
    await tus.drop(href);
  });

  it('does not take a byte more than was announced', async () => {
    const href = await announce('video', 'Dài.mp4', 50);
    expect((await tus.patch(href, 0, Buffer.alloc(51)))?.code).toBe('malformed');
    expect(await tus.offsetOf(href)).toBe(0);
    await tus.drop(href);
  });

  it.each([
    ['of a kind the slot does not take', 'Ảnh.png', 50, 'file-kind-not-here', 'Gửi video MP4.'],
    ['with two endings', 'a.exe.mp4', 50, 'file-name-two-endings', 'hai đuôi tên'],
    ['too large', 'To.mp4', 20_971_521, 'file-too-large', 'mức tối đa là 20 MB'],
  ])('is refused before its first byte when it is %s', async (_what, name, size, code, words) => {
    const answer = await tus.create(`${entry}/tep/video/tus`, { name, size });
    expect([answer.code, answer.detail?.includes(words)]).toEqual([code, true]);
  });

  it('is refused for what it is when it has come whole, and the page says why until it is put away', async () => {
    const href = await announce('video', 'Giả.mp4', 300);
    const answer = await tus.patch(href, 0, Buffer.alloc(300, 65));
    expect([answer?.status, answer?.code]).toEqual([422, 'file-kind-unknown']);
    expect((await tus.patch(href, 300, Buffer.alloc(0)))?.code).toBe('file-kind-unknown');
    const page = await xa.get(`${entry}/tep/video`);
    expect(page.text).toContain('Tệp “Giả.mp4” chưa mở được ở đây.');
    expect(await arriving()).toEqual([]);
    expect((await xa.send(href.replace('/tus/', '/dang-gui/') + '/bo', {}, `${entry}/tep/video`)).status).toBe(303);
    expect((await xa.get(`${entry}/tep/video`)).text).not.toContain('Giả.mp4');
  });
});

describe('An unfinished file', () => {
  const clip = noisyFilm(60_000);

  it('stands on the slot page and in the task list, with how far it came and until when it is kept', async () => {
    const href = await announce('video', 'Clip.mp4', clip.length);
    await tus.patch(href, 0, clip.subarray(0, Math.ceil(clip.length * 0.63)));
    const page = (await xa.get(`${entry}/tep/video`)).text;
    expect(page).toContain('Đã nhận 63%');
    expect(page).toMatch(/giữ đến ngày \d\d\/\d\d\/\d{4}/);
    expect((await xa.get(entry)).text).toContain('Đang gửi dở 1 tệp (đã tới 63%)');
    // Nobody sends the dossier believing that the film is in it.
    expect((await xa.get(`${entry}/kiem-tra`)).text).toContain(
      'Đang gửi dở 1 tệp (đã tới 63%). Nộp trước khi gửi xong thì tệp đó không có trong hồ sơ.',
    );
  });

  it('takes its place in a slot: another is not even announced', async () => {
    expect((await tus.create(`${entry}/tep/video/tus`, { name: 'Khác.mp4', size: 10 })).code).toBe('slot-full');
  });

  it('is found again by the same file, from another device, and goes on where it stood', async () => {
    const other = await TusClient.of(await house.signedIn('xa'), house.url, `${entry}/tep/video`);
    const again = await other.create(`${entry}/tep/video/tus`, { name: 'Clip.mp4', size: clip.length });
    const offset = Number(again.headers['upload-offset']);
    expect([again.status, offset]).toEqual([201, Math.ceil(clip.length * 0.63)]);
    await other.patch(String(again.headers['location']), offset, clip.subarray(offset));
    expect((await inSlot('video')).map(({ sha256 }) => sha256)).toEqual([sha256Of(clip)]);
    expect(other.sent).toBe(clip.length - offset);
  });

  it('of twenty who announce the same at once, there is one', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => tus.create(`${entry}/tep/anh/tus`, { name: 'Một.jpg', size: 1000 })),
    );
    expect([
      new Set(made.map(({ status }) => status)),
      new Set(made.map(({ headers }) => headers['location'])).size,
    ]).toEqual([new Set([201]), 1]);
    await tus.drop(String(made[0]?.headers['location']));
  });

  it('that two send at once is one file still: whoever comes second hears where the first has come to', async () => {
    const file = noisyFilm(3_000_000);
    const [first] = await inSlot('video');
    expect(first).toBeDefined();
    await house.database.transaction((tx) => tx.changed(`UPDATE contest_slots SET max_files = 5 WHERE code = 'video'`));
    const href = await announce('video', 'Hai nơi.mp4', file.length);
    const answers = await Promise.all([tus.patch(href, 0, file), tus.patch(href, 0, file)]);
    expect(answers.map((one) => one?.status).toSorted()).toEqual([204, 409]);
    expect((await inSlot('video'))[1]?.sha256).toBe(sha256Of(file));
  });

  it('survives a line that is cut every 64 KiB, and nearly nothing is sent twice', async () => {
    const file = noisyFilm(3_200_000);
    const href = await announce('video', 'Đứt.mp4', file.length);
    const before = tus.sent;
    for (let offset = 0; offset < file.length;) {
      await tus.patch(href, offset, file.subarray(offset, offset + 262_144), { cutAfter: 65_536 });
      const from = offset;
      for (let tries = 0; offset < Math.min(file.length, from + 65_536) && tries < 5_000; tries++) {
        await pause(5);
        offset = await tus.offsetOf(href);
      }
    }
    const answer = await tus.patch(href, file.length, Buffer.alloc(0));
    expect(answer?.status).toBe(204);
    expect((await inSlot('video'))[2]?.sha256).toBe(sha256Of(file));
    expect((tus.sent - before) / file.length).toBeLessThan(1.05);
  });

  it('is nobody else’s: not the neighbour’s, not a stranger’s', async () => {
    const href = await announce('video', 'Riêng.mp4', 4096);
    const neighbour = await TusClient.of(await house.signedIn('xa2'), house.url, '/nop');
    expect([(await neighbour.head(href)).status, (await neighbour.drop(href)).status]).toEqual([404, 404]);
    const stranger = await TusClient.of(house.visitor(), house.url, '/dang-nhap');
    expect([(await stranger.head(href)).status, (await stranger.patch(href, 0, Buffer.alloc(5)))?.status]).toEqual([
      401, 401,
    ]);
    expect(await tus.offsetOf(href)).toBe(0);
  });

  it('finds the slot closed after the deadline, loses nothing, and ends when there is an extension', async () => {
    const href = await announce('video', 'Muộn.mp4', 4096);
    const file = mp4File(4096);
    await tus.patch(href, 0, file.subarray(0, 4000));
    await setClock(house.database, world.contestId, '2021-12-01T00:00:00+07:00');
    const late = await tus.patch(href, 4000, file.subarray(4000));
    expect([late?.status, late?.code]).toEqual([409, 'submission-over']);
    expect(await tus.offsetOf(href)).toBe(4000);
    await setClock(house.database, world.contestId, '2021-11-30T23:59:59.999+07:00');
    expect((await tus.patch(href, 4000, file.subarray(4000)))?.status).toBe(204);
    expect((await inSlot('video'))[3]?.name).toBe('Muộn.mp4');
  });
});
