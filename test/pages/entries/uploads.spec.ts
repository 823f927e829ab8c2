import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload } from '../../fixtures/entries.js';
import { imageFile, mp4File, pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let entry: string;
let slot: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  entry = await begin(xa, world.villages.banBo[0]);
  slot = `${entry}/tep/bao-cao`;
});
afterAll(() => house.close());

const filesInSlot = async (code = 'bao-cao'): Promise<string[]> => {
  const rows = await house.database.reader.rows<{ name: string }>(
    `SELECT f.name FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
      WHERE s.code = $1 AND f.removed_at IS NULL ORDER BY f.position`,
    [code],
  );
  return rows.map(({ name }) => name);
};
/** Everything on the disk, temporary files too. */
const onDisk = async (): Promise<string[]> =>
  (await readdir(house.uploadsDir, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
const arriving = async (): Promise<string[]> =>
  (await onDisk()).filter((path) => path.startsWith(join(house.uploadsDir, 'tmp')));

const BOUNDARY = 'xxBOUNDARYxx';
const field = (name: string, value: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: string, fieldName = 'tep'): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${fieldName}"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n`;
const END = `--${BOUNDARY}--\r\n`;
/** Posts a hand-made body with the session's cookies. */
const post = (body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
  xa.agent.post(slot).redirects(0).set('Content-Type', type).send(body);
/** The session's cookies, for a request written by hand. */
const cookies = async (): Promise<string> => {
  const request = xa.get(slot);
  await request;
  return String((request as unknown as { cookies: unknown }).cookies);
};
/** Waits until something has come about; gives up after half a minute. */
async function until(hasHappened: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await hasHappened()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come about within half a minute');
}
const token = async (): Promise<string> => hiddenFields((await xa.get(slot)).text, slot)['_csrf'] ?? '';

describe('A form with files', () => {
  it('is refused, and nothing is written, without the token, with a wrong one, or with a file ahead of it', async () => {
    const right = await token();
    const before = await onDisk();
    for (const body of [
      file('a.pdf', pdfFile().toString()) + END,
      field('_csrf', 'wrong') + file('a.pdf', pdfFile().toString()) + END,
      file('a.pdf', pdfFile().toString()) + field('_csrf', right) + END,
      field('x', '1') + END,
    ]) {
      expect((await post(body)).status).toBe(403);
    }
    expect(await onDisk()).toEqual(before);
  });

  it('is taken when the token comes first, and names keep their Vietnamese letters', async () => {
    const body = field('_csrf', await token()) + file('Tổng kết Đặng.pdf', pdfFile().toString()) + END;
    expect((await post(body)).status).toBe(303);
    expect(await filesInSlot()).toEqual(['Tổng kết Đặng.pdf']);
  });

  it.each([
    ['nothing was chosen', () => file('', ''), 422, 'Chọn hoặc chụp “Báo cáo thành tích”'],
    ['the file is empty', () => file('rong.pdf', ''), 422, 'không có nội dung (0 B)'],
    [
      'the file stands in a field of another name',
      () => file('a.pdf', pdfFile().toString(), 'khac'),
      422,
      'không đọc được',
    ],
    ['the name is only digits', () => file('123', 'x'), 422, 'chưa mở được ở đây'],
    ['a field name nests', () => field('a[b][c]', '1'), 422, 'không đọc được'],
    ['there are ten thousand parts', () => field('x', '1').repeat(10_000), 422, 'không đọc được'],
  ])('says what to do when %s', async (_what, part, status, words) => {
    const answer = await post(field('_csrf', await token()) + part() + END);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
    expect(await filesInSlot()).toHaveLength(1);
  });

  it('survives a body without boundary, without end, and of another type', async () => {
    const right = await token();
    expect((await post('', 'multipart/form-data')).status).toBe(422);
    expect((await post(field('_csrf', right) + file('a.pdf', 'x').slice(0, -10))).status).toBe(422);
    expect((await post(`{"_csrf":"${right}"}`, 'application/json')).status).toBe(403);
    expect((await xa.get('/healthz')).status).toBe(200);
    expect(await arriving()).toEqual([]);
  });

  it('keeps the good files of a batch and names the bad ones', async () => {
    const answer = await upload(xa, entry, 'anh', [
      ['tot.jpg', await imageFile('jpeg')],
      ['xau.jpg', Buffer.from('<script>alert(1)</script>')],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Tệp “xau.jpg” chưa mở được ở đây. Gửi ảnh JPG, ảnh PNG, ảnh WEBP hoặc ảnh HEIC.');
    expect(answer.text).toContain('1 tệp còn lại đã được nhận.');
    expect(await filesInSlot('anh')).toEqual(['tot.jpg']);
  });

  it('sent twice puts its file there once, however often the button is pressed', async () => {
    const hidden = hiddenFields((await xa.get(slot)).text, slot);
    const press = () =>
      xa.agent
        .post(slot)
        .redirects(0)
        .field('_csrf', hidden['_csrf'] ?? '')
        .field('_key', hidden['_key'] ?? '')
        .attach('tep', pdfFile(2, 'hai lần'), 'hai.pdf');
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await filesInSlot()).toEqual(['Tổng kết Đặng.pdf', 'hai.pdf']);
  });

  it('brings more files than the slot takes: the first as many as fit are kept, each beyond is named', async () => {
    const other = await begin(xa, world.villages.banBo[2]);
    const photos = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, i) => [`Ảnh ${i + 1}.jpg`, await imageFile('jpeg', { red: 100 + i })] as const,
      ),
    );
    const answer = await upload(
      xa,
      other,
      'anh',
      photos.map(([name, content]) => [name, content]),
    );
    expect(answer.status).toBe(422);
    for (const i of [11, 12])
      expect(answer.text).toContain(`Tệp “Ảnh ${i}.jpg” chưa được nhận: mục này nhận nhiều nhất 10 tệp.`);
    expect(answer.text).toContain('10 tệp còn lại đã được nhận.');
    const kept = (await filesInSlot('anh')).filter((name) => name.startsWith('Ảnh '));
    expect(kept).toEqual(photos.slice(0, 10).map(([name]) => name));
  });

  it('never fills a slot beyond its number of files, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => upload(xa, entry, 'bao-cao', [[`${i}.pdf`, pdfFile(1, `số ${i}`)]])),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await filesInSlot()).toHaveLength(3);
    const full = await xa.get(slot);
    expect(full.text).toContain('Mục này đã đủ tệp');
  });

  it('takes a file of exactly the largest size, and not one byte more, and leaves nothing of it', async () => {
    const most = 512;
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE contest_slots SET max_bytes = $2 WHERE id = $1`, [world.slots.clip, most]),
    );
    for (const [bytes, status] of [
      [most + 1, 422],
      [most, 303],
    ] as const) {
      const answer = await upload(xa, entry, 'video', [['v.mp4', mp4File(bytes)]]);
      expect([bytes, answer.status]).toEqual([bytes, status]);
    }
    expect(await filesInSlot('video')).toEqual(['v.mp4']);
    expect(await arriving()).toEqual([]);
  });

  it('that breaks off in the middle leaves nothing behind', async () => {
    const head = field('_csrf', await token()) + file('dut.pdf', 'x'.repeat(5000));
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
    socket.write(
      `POST ${entry}/tep/anh HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${await cookies()}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 9000000\r\n\r\n${head}`,
    );
    await until(async () => (await arriving()).length === 1);
    socket.destroy();
    await until(async () => (await arriving()).length === 0);
    expect(await arriving()).toEqual([]);
    expect((await xa.get('/healthz')).status).toBe(200);
  });
});

describe('Files in a slot', () => {
  it('are moved up and down with buttons, and taken out after being asked', async () => {
    const order = await filesInSlot();
    const ids = [...(await xa.get(slot)).text.matchAll(/tep\/([0-9a-f-]{36})\/xoa/g)].map(([, id]) => id);
    await xa.send(`${entry}/tep/${ids[1]}/thu-tu`, { huong: 'len' }, slot);
    expect(await filesInSlot()).toEqual([order[1], order[0], order[2]]);
    await xa.send(`${entry}/tep/${ids[1]}/thu-tu`, { huong: 'xuong' }, slot);
    expect(await filesInSlot()).toEqual(order);
    const removal = `${entry}/tep/${ids[2]}/xoa`;
    expect((await xa.get(removal)).text).toContain('Xóa tệp này?');
    expect((await xa.send(removal)).status).toBe(303);
    expect(await filesInSlot()).toEqual(order.slice(0, 2));
    expect((await xa.get(`${entry}/tep/${ids[2]}/goc`)).status).toBe(404);
  });

  it('are handed out only below their own dossier, to their own commune', async () => {
    const id = /tep\/([0-9a-f-]{36})\/xem/.exec((await xa.get(slot)).text)?.[1] ?? '';
    const other = await house.signedIn('xa2');
    const foreign = await begin(other, world.villages.binhLu[0]);
    expect((await other.get(`${entry}/tep/${id}/goc`)).status).toBe(404);
    expect((await other.get(`${foreign}/tep/${id}/goc`)).status).toBe(404);
    expect((await house.visitor().get(`${entry}/tep/${id}/goc`)).status).toBe(303);
  });

  it('a video comes in the ranges that a player asks for', async () => {
    const page = await xa.get(`${entry}/tep/video`);
    const look = await xa.get(/href="([^"]+\/xem)"/.exec(page.text)?.[1] ?? '');
    const href = /<video[^>]+src="([^"]+)"/.exec(look.text)?.[1] ?? '';
    const part = await xa.get(href).set('Range', 'bytes=0-9').buffer(true);
    expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([
      206,
      'bytes 0-9/512',
      '10',
    ]);
    expect(part.headers['content-type']).toBe('video/mp4');
    const beyond = await xa.get(href).set('Range', 'bytes=512-');
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */512']);
    const whole = await xa.get(href);
    expect([whole.status, whole.headers['content-length'], whole.headers['cache-control']]).toEqual([
      200,
      '512',
      'private, no-store, no-transform',
    ]);
  });
});
