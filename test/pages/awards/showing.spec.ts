import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileStore } from '../../../src/storage/file-store.js';
import { noteStoredFile } from '../../../src/storage/stored-files.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenBesidePrizes } from '../../fixtures/published-list.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
const CODE = 'ZALO21-211124-0001';
const FORM = `/nop/${CODE}/cong-khai`;
const RESULTS = '/cuoc-thi/zalo-lai-chau-2021/ket-qua';
const SHOWN = `/cuoc-thi/zalo-lai-chau-2021/bai/${CODE}`;
const PHOTOS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
const SECRETS = ['MAY ANH BI MAT', 'tên tệp bí mật'];

/** Two photos of the dossier, with what a telephone writes into them. */
async function givenPhotos(): Promise<void> {
  for (const [i, id] of PHOTOS.entries()) {
    const bytes = await sharp({
      create: { width: 900, height: 600, channels: 3, background: { r: 90 * i, g: 120, b: 40 } },
    })
      .jpeg()
      .withExif({ IFD0: { Make: 'MAY ANH BI MAT' } })
      .toBuffer();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = house.app.get(FileStore, { strict: false }).pathOf(sha256);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    await house.database.transaction(async (tx) => {
      await noteStoredFile(tx, { sha256, size: bytes.length, kind: 'jpg' });
      await tx.changed(
        `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_by, uploaded_at)
         SELECT $1, id, $2, $3, 'tên tệp bí mật.jpg', 'jpg', $4, $5, $6, now() FROM entries WHERE number = $7`,
        [id, world.slots.photos, sha256, bytes.length, i + 1, world.actors.xa.personId, CODE],
      );
    });
  }
}
const bytesOf = (path: string): Promise<Buffer> =>
  house
    .visitor()
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      buffer(res as unknown as Readable).then(
        (bytes) => done(null, bytes),
        (error: Error) => done(error, null),
      );
    })
    .then(({ body }) => body as Buffer);
const statusOf = async (path: string): Promise<number> => (await house.visitor().get(path)).status;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await givenBesidePrizes(house, world);
  await house.database.transaction((tx) =>
    tx.changed(`UPDATE entries SET answers = answers || '{"tom-tat": "Cách làm hay của bản"}' WHERE number = $1`, [
      CODE,
    ]),
  );
  await givenPhotos();
  xa = await house.signedIn('xa');
});
afterAll(() => house.close());

describe('A dossier that won something', () => {
  it('is shown to nobody until its commune says so', async () => {
    expect(await statusOf(SHOWN)).toBe(404);
    expect(await statusOf(`${SHOWN}/anh/${PHOTOS[0]}`)).toBe(404);
    expect((await house.visitor().get(RESULTS)).text).not.toContain(SHOWN);
  });

  it('is offered to its commune with nothing chosen, and to no other', async () => {
    expect((await xa.get('/viec')).text).toContain('Chọn phần hồ sơ được giải cho mọi người xem');
    const page = (await xa.get(FORM)).text;
    expect(page).toContain('Cách làm hay của bản');
    expect(page).not.toContain('checked');
    expect((await (await house.signedIn('xa2')).get(FORM)).status).toBe(404);
    expect((await xa.get('/nop/ZALO21-211124-0099/cong-khai')).status).toBe(404);
  });

  it('shows what was chosen and nothing else', async () => {
    const answer = await xa.send(FORM, { fields: ['tom-tat'], photos: [PHOTOS[0]] });
    expect([answer.status, answer.headers['location']]).toEqual([303, FORM]);
    const page = (await house.visitor().get(SHOWN)).text;
    expect(page).toContain('Cách làm hay của bản');
    expect(page).toContain(`${SHOWN}/anh/${PHOTOS[0]}`);
    expect(page).not.toContain(PHOTOS[1]);
    // The group's name is the page's heading, from the list; the field of it was not chosen.
    expect(page).not.toContain('<h2>Tên nhóm Zalo</h2>');
    for (const secret of SECRETS) expect(page).not.toContain(secret);
    expect(await statusOf(`${SHOWN}/anh/${PHOTOS[1]}`)).toBe(404);
    expect((await xa.get('/viec')).text).not.toContain(`/nop/${CODE}/cong-khai`);
  });

  it('is linked from the list, whose page visitors who kept it get anew', async () => {
    const page = await house.visitor().get(RESULTS);
    expect(page.text).toContain(`href="${SHOWN}"`);
  });

  it('gives photos as copies drawn here, without what the telephone wrote, kept by nobody on the way', async () => {
    const bytes = await bytesOf(`${SHOWN}/anh/${PHOTOS[0]}`);
    const { format, exif } = await sharp(bytes).metadata();
    expect([format, exif]).toEqual(['webp', undefined]);
    expect(bytes.includes('MAY ANH BI MAT')).toBe(false);
    expect((await house.visitor().get(`${SHOWN}/anh/${PHOTOS[0]}`)).headers['cache-control']).toContain('no-store');
  });

  it('shows no photo that the scanner has found infected since', async () => {
    const scanned = (state: string, finding: string | null) =>
      house.database.transaction((tx) =>
        tx.changed(
          `UPDATE stored_files SET scan_state = $1, scan_finding = $2, scanned_at = now() WHERE sha256 = (SELECT sha256 FROM entry_files WHERE id = $3)`,
          [state, finding, PHOTOS[0]],
        ),
      );
    await scanned('infected', 'Eicar');
    expect(await statusOf(`${SHOWN}/anh/${PHOTOS[0]}`)).toBe(404);
    expect((await house.visitor().get(SHOWN)).text).not.toContain(PHOTOS[0]);
    await scanned('clean', null);
  });

  it('is hidden at once when its commune takes it back: page, photo and link; and the log tells who and when', async () => {
    const tag = (await house.visitor().get(RESULTS)).headers['etag'] ?? '';
    expect((await xa.send(`${FORM}/rut`, {}, FORM)).status).toBe(303);
    const gone = await house.visitor().get(SHOWN);
    expect([gone.status, gone.text.includes('Cách làm hay của bản')]).toEqual([410, false]);
    expect(await statusOf(`${SHOWN}/anh/${PHOTOS[0]}`)).toBe(404);
    const list = await house.visitor().get(RESULTS).set('If-None-Match', tag);
    expect([list.status, list.text.includes(SHOWN)]).toEqual([200, false]);
    const told = await house.database.reader.rows(
      `SELECT act, person_name AS name, facts FROM audit_events WHERE act LIKE 'entry.%show' ORDER BY id`,
    );
    expect(told).toEqual([
      { act: 'entry.show', name: world.actors.xa.name, facts: { shownFields: ['tom-tat'], shownPhotos: 1 } },
      { act: 'entry.unshow', name: world.actors.xa.name, facts: {} },
    ]);
  });

  it('is not shown by an older page that still has its button', async () => {
    const stale = await xa.send(FORM, { fields: ['tom-tat'], version: '0' });
    expect(stale.status).toBe(409);
    expect(await statusOf(SHOWN)).toBe(410);
  });

  it('takes none of a stranger’s words for a part of it', async () => {
    expect((await xa.send(FORM, { fields: ['lien-he', 'tom-tat'], photos: [world.slots.photos] })).status).toBe(303);
    const row = await house.database.reader.one(`SELECT fields, files FROM award_consents`);
    expect(row).toEqual({ fields: ['tom-tat'], files: [] });
  });

  it('that is off the list in force is shown no more', async () => {
    expect(await statusOf(SHOWN)).toBe(200);
    await house.database.transaction((tx) =>
      tx.changed(`UPDATE award_lists SET state = 'superseded', superseded_at = published_at, supersede_reason = 'Sai'`),
    );
    expect(await statusOf(SHOWN)).toBe(404);
  });
});
