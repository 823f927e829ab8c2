import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload } from '../../fixtures/entries.js';
import { imageFile } from '../../fixtures/files.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let entry: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  entry = await begin(xa, world.villages.banBo[0]);
});
afterAll(() => house.close());

/** A new link into the photo slot, as the official's page shows it once. */
async function lend(): Promise<string> {
  const page = await xa.send(`${entry}/tep/anh/gui-nho`);
  expect(page.status).toBe(200);
  return /\/gui-nho\/[\w-]{43}/.exec(page.text)?.[0] ?? 'no link';
}
/**
 * Sends files by the link as a browser without script does: opens the page, then posts its form, in which the input where
 * nothing was chosen stands as a file without a name or a byte.
 */
async function sendBy(link: string, files: readonly [string, Buffer][]): Promise<request.Response> {
  const head = house.visitor();
  const hidden = hiddenFields((await head.get(link)).text, link);
  const parts = [
    ...Object.entries(hidden).map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    part(`name="tep"; filename=""${OF_FILE}`, Buffer.alloc(0)),
    ...files.map(([name, content]) => part(`name="tep"; filename="${name}"${OF_FILE}`, content)),
    Buffer.from('--bien--\r\n'),
  ];
  const type = 'multipart/form-data; boundary=bien';
  return head.agent.post(link).redirects(0).set('content-type', type).send(Buffer.concat(parts));
}
const OF_FILE = '\r\ncontent-type: application/octet-stream';
const part = (about: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--bien\r\ncontent-disposition: form-data; ${about}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
const photo = async (red: number): Promise<[string, Buffer]> => [`ảnh ${red}.jpg`, await imageFile('jpeg', { red })];
const inSlot = async (): Promise<string[]> =>
  (
    await house.database.reader.rows<{ name: string }>(
      `SELECT name FROM entry_files WHERE removed_at IS NULL ORDER BY position`,
    )
  ).map(({ name }) => name);

describe('A hamlet head sends a photo by a link, without an account', () => {
  it('straight into the slot; the page shows nothing else, and the log says by which link', async () => {
    const link = await lend();
    const page = await house.visitor().get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ảnh hoạt động');
    for (const hidden of ['Lò Văn Bo', 'Tên nhóm Zalo', entry]) expect(page.text).not.toContain(hidden);
    expect((await sendBy(link, [await photo(10)])).status).toBe(200);
    expect(await inSlot()).toEqual(['ảnh 10.jpg']);
    const told = await house.database.reader.one<{ person: string; link: string; made: string }>(
      `SELECT person_name AS person, facts ->> 'link' AS link, facts ->> 'linkMadeBy' AS made
         FROM (SELECT person_name, facts::jsonb AS facts FROM audit_events WHERE act = 'entry.add-lent-file') e`,
    );
    const kept = await house.database.reader.one<{ id: string }>('SELECT id FROM slot_links WHERE used_at IS NOT NULL');
    expect(told).toEqual({ person: 'Người gửi nhờ', link: kept?.id, made: world.actors.xa.name });
    expect((await xa.get(`${entry}/lich-su`)).text).toContain('Đã gửi tệp qua liên kết gửi nhờ: “ảnh 10.jpg”');
  });

  it('once: the used link says so, and of two who send at one moment one is told', async () => {
    const link = await lend();
    const answers = await Promise.all([sendBy(link, [await photo(20)]), sendBy(link, [await photo(30)])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await inSlot()).toHaveLength(2);
    const again = await house.visitor().get(link);
    expect([again.status, again.text.includes('tệp đã được nhận')]).toEqual([200, true]);
  });

  it('under the checks of every file: what is no picture is refused, and the link stays good', async () => {
    const link = await lend();
    const refused = await sendBy(link, [['ảnh.jpg', Buffer.from('<html><script>alert(1)</script></html>')]]);
    expect(refused.status).toBe(422);
    expect((await sendBy(link, [])).status).toBe(422);
    const two = await sendBy(link, [await photo(40), await photo(50)]);
    expect([two.status, two.text.includes('Mỗi lần gửi tối đa 1 tệp')]).toEqual([422, true]);
    expect((await house.visitor().get(link)).text).toContain('name="tep"');
    expect(await inSlot()).toHaveLength(2);
  });

  it('not by a link that was closed or is over; those of nobody are the same', async () => {
    const link = await lend();
    const action = /action="([^"]*\/dong)"/.exec((await xa.get(`${entry}/tep/anh/gui-nho`)).text)?.[1] ?? '';
    expect((await xa.send(action, {}, `${entry}/tep/anh/gui-nho`)).status).toBe(303);
    expect((await house.visitor().get(link)).status).toBe(404);
    const late = await lend();
    await house.database.transaction((tx) =>
      tx.changed(
        `UPDATE slot_links SET made_at = made_at - interval '4 days', expires_at = now() WHERE used_at IS NULL`,
      ),
    );
    expect((await sendBy(late, [await photo(40)])).status).toBe(404);
    expect((await house.visitor().get(`/gui-nho/${'A'.repeat(43)}`)).status).toBe(404);
    expect(await inSlot()).toHaveLength(2);
  });

  it('not into a full slot, nor after the commune may no longer send', async () => {
    const [full, late] = [await lend(), await lend()];
    const slot = await house.database.reader.one<{ most: number }>(
      `SELECT max_files AS most FROM contest_slots WHERE code = 'anh' AND contest_id = $1`,
      [world.contestId],
    );
    for (let i = 2; i < (slot?.most ?? 0); i++) await upload(xa, entry, 'anh', [await photo(100 + i)]);
    const page = await house.visitor().get(full);
    expect([page.status, page.text.includes('đã đủ')]).toEqual([200, true]);
    expect((await sendBy(full, [await photo(50)])).status).toBe(422);
    await house.database.transaction((tx) => tx.changed(`UPDATE entry_files SET removed_at = now()`));
    await setClock(house.database, world.contestId, '2021-12-01T00:00:00+07:00');
    expect((await house.visitor().get(late)).text).toContain('Đã hết hạn nộp');
    expect((await sendBy(late, [await photo(60)])).status).toBe(409);
    expect(await inSlot()).toEqual([]);
  });
});
