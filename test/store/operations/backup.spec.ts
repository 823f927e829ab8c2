import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import { AuditRepository } from '../../../src/audit/audit.repository.js';
import { LogHeadSealer } from '../../../src/audit/heads/log-head.sealer.js';
import { sealOf } from '../../../src/audit/seal.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { appliedMigrations } from '../../../src/database/open.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import { CommandFault } from '../../../src/kernel/command-fault.js';
import { createBackup, restoreBackup, verifyBackup } from '../../../src/operations/backup/backup.commands.js';
import { BackupNights } from '../../../src/operations/backup/backup.nights.js';
import { openPlace } from '../../../src/operations/backup/backup.opening.js';
import { onOwnConnection, tablesOf } from '../../../src/operations/backup/backup.tables.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../../../src/storage/storage.settings.js';
import { startApp, type TestApp } from '../../app.js';
import { emptyDatabase } from '../../database.js';
import { allVillages, givenEntries } from '../../fixtures/judging.js';
import { buildWorld } from '../../fixtures/world.js';
import { storedPhotos } from '../../fixtures/stored-photos.js';

let house: TestApp;
let folder: string;
const seal = sealOf('the secret of a machine in tests, long');
const plain = (): { folder: string; passphraseFile: null } => ({
  folder: join(folder, 'ban-sao'),
  passphraseFile: null,
});

beforeAll(async () => {
  house = await startApp();
  const world = await buildWorld(house.database);
  await givenEntries(house.database, world, allVillages(world).slice(0, 4));
  await storedPhotos(house, 5);
  await house.app.get(LogHeadSealer).sealHead();
  folder = await mkdtemp(join(tmpdir(), 'hoithi-backup-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const source = () => ({ database: house.database, store: house.app.get(FileStore), seal });

/** A machine with nothing on it. */
async function emptyMachine(): Promise<{ database: Database; store: FileStore; uploadsDir: string }> {
  const fresh = await emptyDatabase();
  const made = await createDataSource(fresh.url).initialize();
  const uploadsDir = await mkdtemp(join(tmpdir(), 'hoithi-uploads-'));
  cleanUp.push(
    () => fresh.drop(),
    () => made.destroy(),
    () => rm(uploadsDir, { recursive: true }),
  );
  return { database: new Database(made), store: new FileStore({ uploadsDir }), uploadsDir };
}

/** Rows and a checksum of every table, by name. */
async function sumsOf(database: Database): Promise<Record<string, string>> {
  return onOwnConnection(database, async (client) => {
    const sums: Record<string, string> = {};
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
      );
      sums[name] = rows[0]?.sum ?? '';
    }
    return sums;
  });
}

const faultOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof CommandFault) return error.lines;
      throw error;
    },
  );
const storedHashes = async (): Promise<string[]> =>
  (await house.database.reader.rows<{ sha256: string }>(`SELECT sha256 FROM stored_files ORDER BY 1`)).map(
    ({ sha256 }) => sha256,
  );

describe('A backup of the platform', () => {
  it('restored on an empty machine is the same: every row of every table, every file, the log and its heads', async () => {
    const made = await createBackup(source(), plain(), new Date('2026-11-28T01:00:00Z'));
    expect([made.name, made.files, made.newFiles, made.lost]).toEqual(['2026-11-28T010000000Z', 5, 5, []]);
    const machine = await emptyMachine();
    const before = await sumsOf(house.database);
    const told = await restoreBackup(machine, plain(), { name: null, dryRun: false });
    expect(await sumsOf(machine.database)).toEqual(before);
    expect(await appliedMigrations(machine.database)).toEqual(await appliedMigrations(house.database));
    for (const sha256 of await storedHashes()) expect(await machine.store.sizeOf(sha256)).not.toBe(null);
    expect(await new AuditVerifier(machine.database, new AuditRepository()).verify()).toMatchObject({
      intact: true,
      events: told.events,
    });
    // What comes next goes on where it stood: no number is given twice.
    await expect(
      machine.database.source.query(
        `SELECT append_audit_event('x', now(), NULL, '', '', NULL, 'a', 'b', 'c', NULL, NULL, NULL, '{}', NULL, '', '')`,
      ),
    ).resolves.toBeTruthy();
    await expect(machine.database.source.query(`DELETE FROM audit_events`)).rejects.toThrow('append-only');
  });

  it('made again copies no file that is there already', async () => {
    const made = await createBackup(source(), plain(), new Date('2026-11-29T01:00:00Z'));
    expect([made.files, made.newFiles, made.newBytes]).toEqual([5, 0, 0]);
  });

  it('tried dry tells what it would put back, and puts nothing', async () => {
    const machine = await emptyMachine();
    expect(await restoreBackup(machine, plain(), { name: null, dryRun: true })).toMatchObject({
      snapshot: '2026-11-29T010000000Z',
      files: 5,
    });
    expect(await sumsOf(machine.database)).toEqual({});
    expect(await readdir(machine.uploadsDir)).toEqual([]);
  });

  it('is not put over a database in use', async () => {
    expect(await faultOf(restoreBackup(source(), plain(), { name: null, dryRun: false }))).toEqual([
      'the database is in use: restore into an empty one (another DATA_DIR or DATABASE_URL)',
    ]);
  });

  it('names what was changed, wherever a bit of it turns, and puts nothing back', async () => {
    const { names, sizes } = await everyFileOf(plain().folder, '2026-11-29T010000000Z');
    const wordOf = (name: string): string => {
      const [table, file] = [/tables\/(.*)\.copy$/.exec(name)?.[1], /files\/..\/(.*)$/.exec(name)?.[1]];
      if (table !== undefined) return `table ${table}:`;
      return file === undefined ? 'manifest' : `file ${file}:`;
    };
    // A place of its own in each file. A dozen at once: each has to be named. The manifest alone, without it nothing else is read.
    const turns = names.map((name, round) => ({
      name,
      at: Math.floor(((round * 0.618034) % 1) * (sizes.get(name) ?? 1)),
      bit: round % 8,
    }));
    const turn = async (some: typeof turns): Promise<void> => {
      for (const { name, at, bit } of some) await turnBit(join(plain().folder, name), at, bit);
    };
    const isAlone = ({ name }: { name: string }): boolean => wordOf(name) === 'manifest';
    const others = turns.filter((one) => !isAlone(one));
    const groups = [
      ...turns.filter(isAlone).map((one) => [one]),
      ...Array.from({ length: Math.ceil(others.length / 12) }, (_, at) => others.slice(at * 12, at * 12 + 12)),
    ];
    const unseen: string[] = [];
    for (const [index, group] of groups.entries()) {
      await turn(group);
      const found = (await faultOf(verifyBackup(plain(), '2026-11-29T010000000Z'))).join('\n');
      unseen.push(...group.map(({ name }) => name).filter((name) => !found.includes(wordOf(name))));
      if (index === 0) {
        const machine = await emptyMachine();
        const refused = await faultOf(restoreBackup(machine, plain(), { name: null, dryRun: false }));
        expect(refused.length).toBeGreaterThan(0);
        expect(await sumsOf(machine.database)).toEqual({});
      }
      await turn(group);
    }
    expect(unseen).toEqual([]);
  });

  it('names a stored file that is missing or has changed, and keeps all else', async () => {
    const store = house.app.get(FileStore);
    const [gone = ''] = await storedHashes();
    const bytes = await readFile(store.pathOf(gone));
    const elsewhere = { folder: join(folder, 'thieu'), passphraseFile: null };
    await writeFile(store.pathOf(gone), Buffer.concat([bytes, Buffer.of(0)]));
    try {
      expect(await faultOf(createBackup(source(), elsewhere, new Date('2026-11-30T01:00:00Z')))).toEqual([
        'snapshot 2026-11-30T010000000Z was made without 1 files:',
        `file ${gone}: it is missing from the store, or has changed`,
      ]);
    } finally {
      await writeFile(store.pathOf(gone), bytes);
    }
    expect(await faultOf(verifyBackup(elsewhere, null))).toContain(
      `file ${gone}: it was lost before this snapshot was made`,
    );
  });

  it('under a passphrase opens with it alone, and holds no word in the clear', async () => {
    const keys = ['câu mật khẩu dài của chúng ta', 'một câu khác hẳn, cũng dài'];
    for (const [index, words] of keys.entries()) await writeFile(join(folder, `key-${index}`), `${words}\n`);
    const sealed = { folder: join(folder, 'kin'), passphraseFile: join(folder, 'key-0') };
    await createBackup(source(), sealed, new Date('2026-11-28T01:00:00Z'));
    const { names } = await everyFileOf(sealed.folder, '2026-11-28T010000000Z');
    for (const name of names) expect((await readFile(join(sealed.folder, name))).includes('Bản Bo')).toBe(false);
    expect(await faultOf(verifyBackup({ ...sealed, passphraseFile: join(folder, 'key-1') }, null))).toEqual([
      `${sealed.folder}: this is not the passphrase of these backups`,
    ]);
    const machine = await emptyMachine();
    await restoreBackup(machine, sealed, { name: null, dryRun: false });
    expect(await sumsOf(machine.database)).toEqual(await sumsOf(house.database));
  });

  it('made while people work is of one moment: no act is in it by half', async () => {
    let working = true;
    const work = (async () => {
      for (let i = 0; working; i += 1)
        await house.database.transaction(async (tx) => {
          await tx.changed(
            `INSERT INTO jobs (kind, about, added_at, due_at) VALUES ('test.one', $1, now(), now() + interval '1 day')`,
            [{ i }],
          );
          await tx.changed(
            `INSERT INTO jobs (kind, about, added_at, due_at) VALUES ('test.two', $1, now(), now() + interval '1 day')`,
            [{ i }],
          );
        });
    })();
    await createBackup(source(), plain(), new Date('2026-12-01T01:00:00Z'));
    working = false;
    await work;
    const machine = await emptyMachine();
    await restoreBackup(machine, plain(), { name: null, dryRun: false });
    const [found] = (await machine.database.source.query(
      `SELECT count(*) FILTER (WHERE kind = 'test.one')::int AS one, count(*) FILTER (WHERE kind = 'test.two')::int AS two FROM jobs`,
    )) as { one: number; two: number }[];
    expect(found?.one).toBe(found?.two);
  });
});

describe('Backups by night', () => {
  it('are made once a night after one o’clock, the first half an hour after the start; older than the newest so many go, with files that nobody names', async () => {
    const place = join(folder, 'dem');
    let now = new Date('2026-11-28T15:00:00+07:00');
    const clock = { now: () => now };
    const { app, database } = house;
    const storage = { ...app.get<StorageSettings>(STORAGE_SETTINGS), keepFreeBytes: 0 };
    const nights = new BackupNights(database, app.get(FileStore), new JobHandlers(), clock, seal, storage, {
      folder: place,
      passphrase: null,
    });
    nights.onModuleInit();
    const madeAt = async (at: string): Promise<boolean> => {
      now = new Date(at);
      return (await nights.makeIfDue()) !== null;
    };
    expect([
      await madeAt('2026-11-28T15:29:59+07:00'),
      await madeAt('2026-11-28T15:30:00+07:00'),
      await madeAt('2026-11-28T23:00:00+07:00'),
      await madeAt('2026-11-29T00:59:59+07:00'),
      await madeAt('2026-11-29T01:00:00+07:00'),
      await madeAt('2026-11-29T01:30:00+07:00'),
      // A night that was slept through is made up for when the platform is back.
      await madeAt('2026-12-02T10:00:00+07:00'),
    ]).toEqual([false, true, false, false, true, false, true]);
    expect((await nights.kept())?.map((at) => at.toISOString())).toEqual([
      '2026-12-02T03:00:00.000Z',
      '2026-11-28T18:00:00.000Z',
      '2026-11-28T08:30:00.000Z',
    ]);
    const opened = await openPlace(place, null);
    expect(await opened.prune(2)).toEqual(['2026-11-28T083000000Z']);
    expect(await opened.names()).toEqual(['2026-11-28T180000000Z', '2026-12-02T030000000Z']);
    expect(await faultOf(verifyBackup({ folder: place, passphraseFile: null }, null))).toEqual([]);
  });
});

async function everyFileOf(place: string, snapshot: string): Promise<{ names: string[]; sizes: Map<string, number> }> {
  const all = await readdir(place, { recursive: true });
  const sizes = new Map<string, number>();
  for (const name of all.sort()) {
    const facts = await stat(join(place, name));
    if (facts.isFile() && facts.size > 0 && (name.startsWith('files/') || name.includes(snapshot)))
      sizes.set(name, facts.size);
  }
  return { names: [...sizes.keys()], sizes };
}

async function turnBit(path: string, at: number, bit: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ (1 << bit);
    await file.write(byte, 0, 1, at);
  } finally {
    await file.close();
  }
}
