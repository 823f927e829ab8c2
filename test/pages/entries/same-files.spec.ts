import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { FilePreparation } from '../../../src/storage/file-preparation.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne, upload } from '../../fixtures/entries.js';
import { imageFile } from '../../fixtures/files.js';
import { givenLying } from '../../fixtures/vetting.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/** A photo of many shades; another `seed` is another motif. */
const motif = (seed: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#888"/>${Array.from(
        { length: 40 },
        (_, i) =>
          `<circle cx="${(i * 97 * seed) % 640}" cy="${(i * 61 * seed) % 480}" r="${30 + ((i * seed) % 50)}" fill="hsl(${i * 9},60%,${10 + ((i * 17 * seed) % 80)}%)"/>`,
      ).join('')}</svg>`,
    ),
  );

let app: TestApp;
let world: World;
let commune: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  commune = await app.signedIn('xa');
});
afterAll(() => app.close());

describe('A commune that needs one file in two places', () => {
  let entry: string;
  const reuse = (tep: string) => commune.send(`${entry}/tep/bao-cao/dung-lai`, { tep }, `${entry}/tep/bao-cao`);

  beforeAll(async () => {
    entry = await begin(commune, world.villages.banBo[0]);
    await upload(commune, entry, 'anh', [['Ảnh chung.jpg', await imageFile('jpeg', { red: 11 })]]);
    await upload(commune, entry, 'anh', [['Ảnh.webp', await imageFile('webp', { red: 12 })]]);
  });
  const idOf = async (name: string): Promise<string> =>
    (
      await app.database.reader.one<{ id: string }>(`SELECT id FROM entry_files WHERE name = $1 ORDER BY id LIMIT 1`, [
        name,
      ])
    )?.id ?? '';

  it('is offered what the place takes, and nothing else', async () => {
    const page = (await commune.get(`${entry}/tep/bao-cao`)).text;
    expect(page).toContain('Dùng lại ở mục này<span class="visually-hidden">: Ảnh chung.jpg');
    expect(page).not.toContain('Ảnh.webp');
  });

  it('uses it there without sending it, told to the log as such', async () => {
    const done = await reuse(await idOf('Ảnh chung.jpg'));
    expect([done.status, done.headers['location']]).toEqual([303, `${entry}/tep/bao-cao`]);
    const page = (await commune.get(`${entry}/tep/bao-cao`)).text;
    expect(page).toContain('Đã dùng lại tệp “Ảnh chung.jpg” ở mục này.');
    expect(page).toContain('Đã nhận 1/3 tệp.');
    expect(page).not.toContain('Dùng lại ở mục này');
    expect((await commune.get(`${entry}/lich-su`)).text).toContain('Đã dùng lại một tệp của mục khác: “Ảnh chung.jpg”');
  });

  it('is refused what is there already, what the place does not take, and what is of another dossier', async () => {
    const other = await begin(commune, world.villages.banBo[1]);
    await upload(commune, other, 'anh', [['Nhà bên.jpg', await imageFile('jpeg', { red: 13 })]]);
    for (const name of ['Ảnh chung.jpg', 'Ảnh.webp', 'Nhà bên.jpg'])
      expect((await reuse(await idOf(name))).status).toBe(409);
    expect((await commune.get(`${entry}/tep/bao-cao`)).text).toContain('Đã nhận 1/3 tệp.');
  });
});

describe('An office whose communes send the same picture', () => {
  let [first, second]: [string, string] = ['', ''];
  const submitWith = (index: number, photos: readonly [string, Buffer][]) =>
    submitOne(commune, world.villages.banBo[index], index + 1, (entry) => upload(commune, entry, 'anh', photos));

  beforeAll(async () => {
    const taken = await motif(3).jpeg({ quality: 90 }).toBuffer();
    // As it comes out of a chat: smaller and poorer.
    const sentOn = await sharp(taken).resize(400).jpeg({ quality: 45 }).toBuffer();
    first = await submitWith(2, [['Chụp.jpg', taken]]);
    second = await submitWith(3, [
      ['Chuyển tiếp.jpg', sentOn],
      ['Ảnh khác.jpg', await motif(7).jpeg().toBuffer()],
    ]);
    await app.app.get(FilePreparation).prepareSome();
  });

  it('is led from the nearly equal one to the other dossier; what looks different is not mentioned', async () => {
    const officer = await app.signedIn('tham-dinh');
    const page = (await officer.get(`/tham-dinh/${second}`)).text;
    const said = /Lưu ý: [^<]*gần giống[\s\S]*?<\/p>/g;
    expect(page.match(said)?.length).toBe(1);
    expect(page.match(said)?.[0]).toContain('“Chuyển tiếp.jpg” gần giống ảnh trong');
    expect(page.match(said)?.[0]).toContain(`<a class="nowrap" href="/tham-dinh/${first}">${first}</a>`);
    expect((await officer.get(`/tham-dinh/${first}`)).text).toContain(`href="/tham-dinh/${second}"`);
  });

  it('is told only how many there are with other offices, and led to none of them', async () => {
    const [foreign] = await givenLying(
      app.database,
      world,
      [{ village: world.villages.nongHeo[0], commune: world.units.nongHeo }],
      {},
      900,
    );
    await app.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_by, uploaded_at)
         SELECT gen_random_uuid(), $1, f.slot_id, f.sha256, 'Của họ.jpg', f.kind, f.size, 1, f.uploaded_by, f.uploaded_at
           FROM entry_files f WHERE f.name = 'Chụp.jpg'`,
        [foreign?.id],
      ),
    );
    const officer = await app.signedIn('tham-dinh');
    const page = (await officer.get(`/tham-dinh/${second}`)).text;
    expect(page).toContain('và 1 hồ sơ của đơn vị khác.');
    expect(page).not.toContain(foreign?.number);
  });

  it('says nothing of it to the communes', async () => {
    expect((await commune.get(`/nop/${second}/tep/anh`)).text).not.toContain('gần giống');
  });
});
