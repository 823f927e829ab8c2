import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntryService } from '../../../src/entries/entry.service.js';
import { FileService } from '../../../src/entries/file.service.js';
import { HandlingService } from '../../../src/entries/handling.service.js';
import { SlotLinks } from '../../../src/entries/slot-link.service.js';
import { TransferEnding } from '../../../src/entries/transfer.ending.js';
import { TransferService } from '../../../src/entries/transfer.service.js';
import { TransferSweep } from '../../../src/entries/transfer.sweep.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { StorageUsage, THE_DISK } from '../../../src/storage/storage.usage.js';
import { startApp, type TestApp } from '../../app.js';
import { imageFile } from '../../fixtures/files.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let transfers: TransferService;
let code: string;

beforeAll(async () => {
  house = await startApp({ personQuotaBytes: 10_500, communeQuotaBytes: 15_500 });
  world = await buildWorld(house.database);
  transfers = house.app.get(TransferService, { strict: false });
  code = await draftOf(world.actors.xa, world.villages.banBo[0]);
  // A slot for hundreds at one moment, which no contest has.
  await run(`ALTER TABLE contest_slots DROP CONSTRAINT slot_count_is_positive`);
  await run(`UPDATE contest_slots SET max_files = 5000 WHERE id = $1`, [world.slots.photos]);
});
afterAll(() => house.close());

const run = (sql: string, values: readonly unknown[] = []): Promise<number> =>
  house.database.transaction((tx) => tx.changed(sql, values));
const draftOf = (actor: Actor, villageId: string | undefined): Promise<string> =>
  house.app.get(EntryService, { strict: false }).createDraft(actBy(actor), world.contestId, villageId ?? '');
/** How the work ended: 'done', or the code of the refusal. */
const endOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};
/** How often each ending came. */
const count = (endings: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(endings)].toSorted().map((one) => [one, endings.filter((e) => e === one).length]));
const bytesOf = (scope: 'person' | 'commune' | 'contest' | 'disk', id: string): Promise<number> =>
  house.app.get(StorageUsage, { strict: false }).bytesOf(house.database.reader, { scope, id });
/** Fifty files of 1,000 bytes announced at one moment. */
const fifty = async (actor: Actor, dossier: string, mark: string): Promise<Record<string, number>> =>
  count(
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        endOf(transfers.begin(actBy(actor), dossier, 'anh', { name: `${mark}${i}.jpg`, size: 1000, fingerprint: '' })),
      ),
    ),
  );

describe('Room for files, when fifty ask for it at one moment', () => {
  it('is given to ten of them where a person may have 10 500 bytes', async () => {
    expect(await fifty(world.actors.xa, code, 'a')).toEqual({ done: 10, 'quota-person': 40 });
    expect(await bytesOf('person', world.actors.xa.personId)).toBe(10_000);
  });

  it('is given to five more where their commune may have 15 500', async () => {
    const colleague = { ...world.actors.xa, personId: world.actors.xa3.personId };
    expect(await fifty(colleague, code, 'b')).toEqual({ done: 5, 'quota-commune': 45 });
    expect(await bytesOf('commune', world.units.banBo)).toBe(15_000);
  });

  it('is given to three more where the contest may have 18 300', async () => {
    await run(`UPDATE contests SET storage_bytes = 18300 WHERE id = $1`, [world.contestId]);
    const dossier = await draftOf(world.actors.xa2, world.villages.binhLu[0]);
    expect(await fifty(world.actors.xa2, dossier, 'c')).toEqual({ done: 3, 'quota-contest': 47 });
    expect(await bytesOf('contest', world.contestId)).toBe(18_000);
    await run(`UPDATE contests SET storage_bytes = 1e15 WHERE id = $1`, [world.contestId]);
  });

  it('is given to none beyond what the disk may promise', async () => {
    const usage = house.app.get(StorageUsage, { strict: false });
    const promised = await bytesOf('disk', THE_DISK);
    const most = promised + 4_000;
    const ask = () =>
      endOf(house.database.transaction((tx) => usage.reserve(tx, [{ scope: 'disk', id: THE_DISK, most }], 1000)));
    expect(count(await Promise.all(Array.from({ length: 50 }, ask)))).toEqual({ done: 4, 'storage-full': 46 });
    await house.database.transaction((tx) => usage.release(tx, [{ scope: 'disk', id: THE_DISK }], 4_000));
  });

  it('is asked for by the plain form as well', async () => {
    const files = house.app.get(FileService, { strict: false });
    const file = { name: 'x.jpg', kind: 'jpg' as const, size: 501, sha256: 'a'.repeat(64), pages: null };
    expect(await endOf(files.addFiles(actBy(world.actors.xa), code, 'anh', [file]))).toBe('quota-person');
  });

  it('is asked for by a link that others send by', async () => {
    const links = house.app.get(SlotLinks, { strict: false });
    const token = await links.lend(actBy(world.actors.xa), code, 'anh');
    const file = { name: 'x.jpg', kind: 'jpg' as const, size: 501, sha256: 'b'.repeat(64), pages: null };
    expect(await endOf(links.receive(token, file, 'R'))).toBe('quota-person');
    expect(await endOf(links.receive(token, { ...file, size: 500 }, 'R'))).toBe('done');
    expect(await bytesOf('person', world.actors.xa.personId)).toBe(10_500);
    await run(`UPDATE storage_usage SET bytes = bytes - 500 WHERE scope <> 'disk'`);
  });

  it('is asked for by a copy of another dossier, which takes all or nothing', async () => {
    const target = await draftOf(world.actors.xa, world.villages.banBo[3]);
    const copy = () =>
      endOf(house.app.get(HandlingService, { strict: false }).copy(actBy(world.actors.xa), target, code));
    await run(`UPDATE entry_files SET size = 501 WHERE sha256 = $1`, ['b'.repeat(64)]);
    expect(await copy()).toBe('quota-person');
    await run(`UPDATE entry_files SET size = 500 WHERE sha256 = $1`, ['b'.repeat(64)]);
    expect(await copy()).toBe('done');
    expect(await bytesOf('person', world.actors.xa.personId)).toBe(10_500);
    await run(`UPDATE storage_usage SET bytes = bytes - 500 WHERE scope <> 'disk'`);
    await run(`UPDATE entry_files SET removed_at = now()`);
  });

  it('comes back when a file is given up, and when nothing was heard of it for seven days', async () => {
    const rows = await house.database.reader.rows<{ id: string }>(
      `SELECT id FROM entry_transfers WHERE person_id = $1 ORDER BY name`,
      [world.actors.xa.personId],
    );
    await transfers.drop(actBy(world.actors.xa), code, rows[0]?.id ?? '');
    expect(await bytesOf('person', world.actors.xa.personId)).toBe(9_000);
    const inTime = `UPDATE entry_transfers SET active_at = now() - interval '7 days' + interval '1 minute' WHERE id = $1`;
    const tooLate = `UPDATE entry_transfers SET active_at = now() - interval '7 days' - interval '1 minute' WHERE id = $1`;
    await run(inTime, [rows[1]?.id]);
    await run(tooLate, [rows[2]?.id]);
    expect(await house.app.get(TransferSweep, { strict: false }).sweep()).toBe(1);
    expect(await bytesOf('person', world.actors.xa.personId)).toBe(8_000);
    expect(await bytesOf('disk', THE_DISK)).toBe(16_000);
  });
});

describe('A file that has come whole', () => {
  const due = new Date('2021-12-01T00:00:00+07:00').getTime();
  let sha256: string;
  let dossier: string;
  let ending: TransferEnding;

  beforeAll(async () => {
    ending = house.app.get(TransferEnding, { strict: false });
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
    dossier = await draftOf(world.actors.xa3, world.villages.nongHeo[0]);
    const content = await imageFile('jpeg');
    sha256 = createHash('sha256').update(content).digest('hex');
    const store = house.app.get(FileStore, { strict: false });
    const { path, stream } = await store.begin();
    await new Promise<void>((resolve, reject) => void stream.on('error', reject).on('close', resolve).end(content));
    await store.keep(path, sha256);
  });

  /** So many transfers that want nothing but to be put into their slot. */
  const giveWhole = async (n: number): Promise<string[]> => {
    const ids = Array.from({ length: n }, () => newId());
    await run(
      `INSERT INTO entry_transfers (id, entry_id, slot_id, person_id, name, size, fingerprint, received, begun_at, active_at, sha256, kind)
       SELECT id, (SELECT id FROM entries WHERE draft_code = $2), $3, $4, 'Ảnh.jpg', 10, '', 10, now(), now(), $5, 'jpg' FROM unnest($1::uuid[]) AS id`,
      [ids, dossier, world.slots.photos, world.actors.xa3.personId, sha256],
    );
    return ids;
  };
  const finish = (ids: readonly string[]): Promise<string[]> =>
    Promise.all(ids.map((id) => endOf(ending.finish(actBy(world.actors.xa3), dossier, id))));

  it.each([
    [-2, { done: 200 }],
    [-1, { done: 200 }],
    [0, { 'submission-over': 200 }],
    [1, { 'submission-over': 200 }],
    [2, { 'submission-over': 200 }],
  ])('is taken or refused two hundred times out of two hundred at %d ms from the deadline', async (offset, endings) => {
    const ids = await giveWhole(200);
    await setClock(house.database, world.contestId, new Date(due + offset).toISOString());
    expect(count(await finish(ids))).toEqual(endings);
    await run(`DELETE FROM entry_files WHERE entry_id = (SELECT id FROM entries WHERE draft_code = $1)`, [dossier]);
  });

  it('in flight while the deadline passes is either in the slot and stamped before it, or still there and refused', async () => {
    const ids = await giveWhole(60);
    await setClock(house.database, world.contestId, new Date(due - 1).toISOString());
    const [endings] = await Promise.all([
      finish(ids),
      setClock(house.database, world.contestId, new Date(due).toISOString()),
    ]);
    const { done = 0, 'submission-over': over = 0 } = count(endings);
    expect(done + over).toBe(60);
    const stamped = await house.database.reader.one(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE f.uploaded_at < $2)::int AS early FROM entry_files f
        WHERE f.entry_id = (SELECT id FROM entries WHERE draft_code = $1)`,
      [dossier, new Date(due)],
    );
    expect(stamped).toEqual({ n: done, early: done });
    expect(existsSync(join(house.uploadsDir, sha256.slice(0, 2), sha256))).toBe(true);
  });
});
