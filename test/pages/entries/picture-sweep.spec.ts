import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PhotoBinding } from '../../../src/entries/photo.binding.js';
import type { EntryId } from '../../../src/kernel/ids.js';
import { FilePreparation } from '../../../src/storage/file-preparation.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../../../src/storage/storage.settings.js';
import { StorageSweep } from '../../../src/storage/storage.sweep.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, returnEntry, submitOne, upload } from '../../fixtures/entries.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const DAY = 86_400_000;
let house: TestApp;
let world: World;
let xa: Visitor;
let folder: string;
let withdrawn: string;
/** What the bytes of a file are called in this test, by their hash. */
const names = new Map<string, string>();
const named = (name: string, bytes: Buffer): Buffer => {
  names.set(createHash('sha256').update(bytes).digest('hex'), name);
  return bytes;
};
const photo = async (name: string, red: number): Promise<Buffer> => named(name, await imageFile('jpeg', { red }));
const paper = (name: string): Buffer => named(name, pdfFile(1, name));

/** Names of the files of which there is at least one picture, in order. */
const pictured = async (): Promise<string[]> => {
  const found = new Set<string>();
  for (const part of (await readdir(folder, { recursive: true })).map((path) => path.split('/').at(-1) ?? '')) {
    const [sha256 = '', variant] = part.split('.');
    if (variant !== undefined && !variant.startsWith('gop-')) found.add(names.get(sha256) ?? sha256);
  }
  return [...found].sort();
};
const books = async (): Promise<number> =>
  (await readdir(folder, { recursive: true })).filter((path) => path.includes('.gop-')).length;
/** Makes every picture as old as this. */
async function grow(milliseconds: number): Promise<void> {
  const then = new Date(Date.now() - milliseconds);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), then, then);
}
const sweep = (): Promise<number> => house.app.get(StorageSweep).sweepPictures();
const remove = async (entry: string, slot: string, name: string): Promise<void> => {
  const page = (await xa.get(`${entry}/tep/${slot}`)).text;
  const id = new RegExp(`href="${entry}/tep/([0-9a-f-]{36})/xoa">Xóa<span[^>]*> tệp ${name}<`).exec(page)?.[1] ?? '';
  expect((await xa.send(`${entry}/tep/${id}/xoa`, {})).status).toBe(303);
};

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  folder = join(house.app.get<StorageSettings>(STORAGE_SETTINGS).uploadsDir, 'derived');
  const { banBo } = world.villages;

  const draft = await begin(xa, banBo[0]);
  await upload(xa, draft, 'anh', [
    ['Chung.jpg', await photo('in two dossiers', 10)],
    ['Đứng.jpg', await photo('standing in a draft', 20)],
    ['Bỏ.jpg', await photo('removed from a draft', 30)],
  ]);
  const other = await begin(xa, banBo[1]);
  await upload(xa, other, 'anh', [
    ['Chung.jpg', await photo('in two dossiers', 10)],
    ['Mã độc.jpg', await photo('infected', 40)],
  ]);
  const sent = await submitOne(xa, banBo[2], 7, (entry) =>
    upload(xa, entry, 'bao-cao', [['Cũ.pdf', paper('replaced, in a receipt')]]),
  );
  await returnEntry(house.database, world, sent, [{ slotId: world.slots.report, note: 'mờ' }]);
  await upload(xa, `/nop/${sent}`, 'bao-cao', [['Mới.pdf', paper('standing in a supplement')]]);
  withdrawn = await begin(xa, banBo[3]);
  await upload(xa, withdrawn, 'anh', [['Rút.jpg', await photo('of a withdrawn dossier', 50)]]);

  while ((await house.app.get(FilePreparation).prepareSome()) > 0);
  await house.app.get(PhotoBinding, { strict: false }).bindAll(await idOf(draft));
  await remove(draft, 'anh', 'Bỏ.jpg');
  await remove(other, 'anh', 'Chung.jpg');
  await remove(`/nop/${sent}`, 'bao-cao', 'Cũ.pdf');
  await house.app.get(PhotoBinding, { strict: false }).bindAll(await idOf(draft));
  expect((await xa.send(`${withdrawn}/rut`, { reason: 'Nộp nhầm' })).status).toBe(303);
  await house.database.pool.query(
    `UPDATE stored_files SET scan_state = 'infected', scan_finding = 'X', scanned_at = now() WHERE sha256 = $1`,
    [[...names].find(([, name]) => name === 'infected')?.[0]],
  );
});
afterAll(() => house.close());

const idOf = async (entry: string): Promise<EntryId> => {
  const row = await house.database.reader.one<{ id: EntryId }>(`SELECT id FROM entries WHERE draft_code = $1`, [
    entry.slice('/nop/'.length),
  ]);
  if (row === null) throw new Error(`no dossier ${entry}`);
  return row.id;
};

describe('Pictures made from files', () => {
  /** Without those of the files that every submission of the fixtures brings. */
  const ofOurs = (found: string[]): string[] => found.filter((name) => !/^[0-9a-f]{64}$/.test(name));

  it('stay for a day, whatever became of the files: they may just have been made', async () => {
    await grow(DAY - 60_000);
    expect(await sweep()).toBe(0);
  });

  it('then go with files that nobody looks at any more, and stay with all that stand or were received', async () => {
    const before = ofOurs(await pictured());
    expect(before).toHaveLength(names.size);
    expect(await books()).toBe(2);
    await grow(DAY + 60_000);
    expect(await sweep()).toBeGreaterThan(0);
    expect(ofOurs(await pictured())).toEqual([
      'in two dossiers',
      'replaced, in a receipt',
      'standing in a draft',
      'standing in a supplement',
    ]);
    expect(await sweep()).toBe(0);
  });

  it('go with a book that holds a photo taken out since; the book of today stays', async () => {
    expect(await books()).toBe(1);
  });

  it('are made again when somebody does look', async () => {
    const id = /\/tep\/([0-9a-f-]{36})\//.exec((await xa.get(`${withdrawn}/tep/anh`)).text)?.[1] ?? '';
    expect((await xa.get(`${withdrawn}/tep/${id}/nho`)).status).toBe(200);
    expect(await pictured()).toContain('of a withdrawn dossier');
  });
});
