import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { ArchiveArrival, type ArrivalWish } from '../../../src/archives/archive.arrival.js';
import { ArrivalInvariants } from '../../../src/archives/arrival.invariants.js';
import { ArrivalRepository } from '../../../src/archives/arrival.repository.js';
import { openArchive, type OpenArchive } from '../../../src/archives/archive.reading.js';
import { isArrivedChain } from '../../../src/audit/audit.arrivals.js';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import { LogHeadSealer } from '../../../src/audit/heads/log-head.sealer.js';
import { LogHeadVerifier } from '../../../src/audit/heads/log-head.verifier.js';
import { sealOf } from '../../../src/audit/seal.js';
import { ExportService } from '../../../src/awards/export.service.js';
import { JobWorker } from '../../../src/jobs/job.worker.js';
import { CommandFault } from '../../../src/kernel/command-fault.js';
import { DataCheck } from '../../../src/operations/check/data-check.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { STORAGE_SETTINGS } from '../../../src/storage/storage.settings.js';
import { UnitService } from '../../../src/units/unit.service.js';
import { startApp, type TestApp } from '../../app.js';
import { givenEndedContest, writeArchive } from '../../fixtures/archives.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/** Here the contest was held, and there it is opened again, a machine of somebody else's with a key of its own. */
let here: TestApp;
let there: TestApp;
let world: World;
let folder: string;
let path: string;
const seal = sealOf('another secret for tests only, long enough');
const BY = { name: 'Dòng lệnh', role: 'system', requestId: 'CLI' };
const AS_IT_IS: ArrivalWish = { slug: null, key: null, dryRun: false };

beforeAll(async () => {
  here = await startApp();
  world = await buildWorld(here.database);
  await givenEndedContest(here, world);
  folder = await mkdtemp(join(tmpdir(), 'hoithi-archive-'));
  // The fixture's third commune bears the code of another one, Nậm Tăm.
  await writeArchive(here, world, join(folder, 'sai-ma.zip'));
  await here.database.source.query(`UPDATE units SET code = '03532' WHERE code = '03517'`);
  path = join(folder, 'ban-luu.zip');
  await writeArchive(here, world, path);
  there = await startApp({ sealSecret: 'the secret of somebody else, long enough' });
  await there.app.get(UnitService).enterShipped();
});
afterAll(async () => {
  await here.close();
  await there.close();
  await rm(folder, { recursive: true });
});

const take = (file: string, wish: Partial<ArrivalWish> = {}) =>
  there.app.get(ArchiveArrival, { strict: false }).take(BY, file, { ...AS_IT_IS, ...wish });
const faultsOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof CommandFault) return error.lines;
      throw error;
    },
  );
const countOf = async (house: TestApp, table: string): Promise<number> =>
  (await house.database.reader.one<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`))?.rows ?? -1;

/** What a visitor reads on a page: its words, without the marks of the moment that every page has. */
async function wordsOf(house: TestApp, address: string): Promise<string> {
  const answer = await house.visitor().get(address);
  expect([address, answer.status]).toEqual([address, 200]);
  return (
    answer.text
      .replaceAll(/nonce="[^"]*"|value="[^"]{20,}"|\?v=[\w-]+/g, '')
      // Units bear other ids there.
      .replaceAll(/"\/xa\/[0-9a-f-]{36}/g, '"/xa/')
      .replaceAll(here.url, '')
      .replaceAll(there.url, '')
  );
}

async function opened(file: string): Promise<OpenArchive> {
  const found = await openArchive(file, null);
  if ('faults' in found) throw new Error(found.faults.join('\n'));
  return found.archive;
}

describe('A contest taken out and in again elsewhere', () => {
  it('is tried first: what it would make is told, and nothing of it stands', async () => {
    const told = await take(path, { dryRun: true, key: seal.publicKey });
    expect(told).toMatchObject({ slug: world.slug, files: 4, fingerprint: seal.fingerprint });
    expect(told.newUnits.length).toBeGreaterThan(0);
    expect([await countOf(there, 'contests'), await countOf(there, 'persons')]).toEqual([0, 0]);
    expect(await there.app.get(FileStore).sizeOf((await readLog()).sha256)).toBe(null);
  });

  it('is not begun where the disk has no room for its files, not even tried', async () => {
    const settings = there.app.get<{ keepFreeBytes: number }>(STORAGE_SETTINGS, { strict: false });
    const kept = settings.keepFreeBytes;
    settings.keepFreeBytes = Number.MAX_SAFE_INTEGER;
    try {
      for (const dryRun of [true, false]) {
        const [fault] = await faultsOf(take(path, { dryRun }));
        expect(fault).toMatch(/^no room: the files of the archive need 1 MB, the disk of the store has 0 MB/);
      }
    } finally {
      settings.keepFreeBytes = kept;
    }
    expect(await countOf(there, 'contests')).toBe(0);
    expect(await there.app.get(FileStore).sizeOf((await readLog()).sha256)).toBe(null);
  });

  it('is not taken in from an archive that another key signed than the one given', async () => {
    expect(await faultsOf(take(path, { key: sealOf('nobody knows this secret, none').publicKey }))).toEqual([
      `${path}: manifest.json: it names another public key than the one given`,
    ]);
  });

  it('is not taken in where a code of the archive means another unit', async () => {
    expect(await faultsOf(take(join(folder, 'sai-ma.zip')))).toEqual([
      'unit 03517: it is “Xã Noong Hẻo” in the archive and “Xã Nậm Tăm” here',
    ]);
    expect(await countOf(there, 'contests')).toBe(0);
  });

  it('shows the same to everybody: contest, rules, list, workings, totals, files for programs', async () => {
    const told = await take(path);
    expect(told.rows).toBeGreaterThan(50);
    const entries = [1, 2, 3, 4, 5, 6].map((i) => `ZALO21-211124-000${i}`);
    const pages = [
      `/cuoc-thi/${world.slug}`,
      `/cuoc-thi/${world.slug}/the-le`,
      `/cuoc-thi/${world.slug}/ket-qua`,
      ...entries.slice(0, 5).map((entry) => `/cuoc-thi/${world.slug}/ket-qua/1/${entry}`),
      `/cuoc-thi/${world.slug}/ket-qua.csv`,
      `/api/v1/contests/${world.slug}`,
    ];
    for (const page of pages) expect([page, await wordsOf(there, page)]).toEqual([page, await wordsOf(here, page)]);
  });

  it('has the same ranks, marks and money in the exports, to the last đồng', async () => {
    const of = (house: TestApp) =>
      house.app.get(ExportService).resultsForTerminal(world.slug, new Date('2021-12-22T03:00:00Z'), 'csv');
    const [before, after] = [await of(here), await of(there)];
    expect(after.lines.length).toBeGreaterThan(5);
    // Units bear other ids there; by their names they are the same.
    const asText = (facts: unknown) =>
      JSON.stringify(facts, null, 1).replaceAll(/"(commune|district)Id": "[^"]*"/g, '');
    expect(asText([after.lines, after.tally.ranking])).toBe(asText([before.lines, before.tally.ranking]));
  });

  it('has the very bundle of results, byte for byte, and every file', async () => {
    const files = await here.database.reader.rows<{ sha256: string }>(`SELECT sha256 FROM stored_files ORDER BY 1`);
    for (const { sha256 } of files) {
      const bytes = await readFile(there.app.get(FileStore).pathOf(sha256));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    const bundleOf = (house: TestApp) => house.database.reader.one(`SELECT sha256, size FROM award_bundles`);
    expect(await bundleOf(there)).toEqual(await bundleOf(here));
  });

  it('tells in the log what was done, in its order, in a chain that verifies there; and keeps the log as it was sealed', async () => {
    const toldOf = (house: TestApp) =>
      house.database.reader.rows(
        `SELECT at, person_id, person_name, role, unit_name, act, subject_id, entry_id, reason, facts::text, contest_at, request_id
           FROM audit_events WHERE contest_id = $1 AND act NOT IN ('contest.arrive', 'results.export') ORDER BY id`,
        [world.contestId],
      );
    expect(await toldOf(there)).toEqual(await toldOf(here));
    expect(await there.app.get(AuditVerifier).verify()).toMatchObject({ intact: true });
    await there.app.get(LogHeadSealer).sealHead();
    expect(await there.app.get(LogHeadVerifier).verify([])).toMatchObject({ intact: true });
    const arrivals = there.app.get(ArrivalInvariants, { strict: false });
    expect(await arrivals.verify()).toEqual({ intact: true, logs: 1 });
    const told = await there.database.reader.rows<{ chain: string }>(
      `SELECT DISTINCT chain FROM audit_events WHERE act = 'award-list.publish'`,
    );
    expect(told.map(({ chain }) => isArrivedChain(chain))).toEqual([true]);
    const log = there.app.get(FileStore).pathOf((await readLog()).sha256);
    const bytes = await readFile(log);
    await writeFile(log, bytes.subarray(0, -1));
    expect(await arrivals.verify()).toEqual({ intact: false, slug: world.slug, fault: 'file' });
    await writeFile(log, bytes);
  });

  it('breaks no rule of the live data there that it did not break here', async () => {
    const breachesOf = async (house: TestApp) =>
      (await house.app.get(DataCheck).run('hashes')).breaches
        .map(({ code, row, found }) => `${code} ${row} ${found}`)
        .sort();
    // The fixture writes some rows without the acts behind them: what is found of these is the same on both sides.
    expect(await breachesOf(there)).toEqual(await breachesOf(here));
  });

  it('lets nobody sign in: people are there by name, without password, phone or role', async () => {
    const people = await there.database.reader.rows<{ open: boolean }>(
      `SELECT password_hash IS NOT NULL OR phone IS NOT NULL OR disabled_at IS NULL AS open FROM persons`,
    );
    expect(people.length).toBeGreaterThan(3);
    expect(people.filter(({ open }) => open)).toEqual([]);
    expect(await countOf(there, 'role_assignments')).toBe(0);
    expect((await readFile(path)).includes('password')).toBe(false);
  });

  it('taken out there again has the same rows, people and files', async () => {
    const again = join(folder, 'lai.zip');
    await writeArchive(there, world, again);
    const [first, second] = [await opened(path), await opened(again)];
    const sumsOf = ({ manifest }: OpenArchive) =>
      manifest.files.filter(({ path: file }) => file.startsWith('files/') || file === 'persons.jsonl');
    expect(sumsOf(second)).toEqual(sumsOf(first));
    expect(second.manifest.tables).toEqual(first.manifest.tables);
    const local = new Map<string, string>();
    for await (const lines of second.lines('units.jsonl'))
      for (const line of lines) {
        const unit = JSON.parse(line) as { id: string; level: string; code: string; name: string };
        local.set(unit.id, [unit.level, unit.code, unit.name].join(' '));
      }
    for await (const lines of first.lines('units.jsonl'))
      for (const line of lines) {
        const unit = JSON.parse(line) as { id: string; level: string; code: string; name: string };
        local.set(unit.id, [unit.level, unit.code, unit.name].join(' '));
      }
    const rowsOf = async (archive: OpenArchive, table: string): Promise<string[]> => {
      const rows: string[] = [];
      for await (const lines of archive.lines(`tables/${table}.jsonl`)) rows.push(...lines);
      // Rows are in the order of their keys, and units have others there.
      return rows.map((row) => row.replaceAll(/[0-9a-f-]{36}/g, (id) => local.get(id) ?? id)).toSorted();
    };
    for (const { name } of first.manifest.tables)
      expect([name, await rowsOf(second, name)]).toEqual([name, await rowsOf(first, name)]);
    await first.close();
    await second.close();
  });

  it('is not taken in twice, and not under a slug or a code that another contest has', async () => {
    expect(await faultsOf(take(path))).toEqual([`this very contest is here already, as ${world.slug}`]);
    const other = { id: '00000000-0000-4000-8000-000000000000', slug: world.slug, code: 'ZALO21' };
    const standing = (one: typeof other) => new ArrivalRepository().standing(there.database.reader, one);
    expect([await standing(other), await standing({ ...other, slug: 'khac', code: 'KHAC' })]).toEqual([
      [
        `the slug ${world.slug} is another contest's here: give --slug`,
        `the code ZALO21 is another contest's here (${world.slug})`,
      ],
      [],
    ]);
  });

  it('is named file by file where a byte was turned, and nothing is written', async () => {
    const archive = await opened(path);
    const bytes = await readFile(path);
    const broken = join(folder, 'hong.zip');
    const before = await countOf(there, 'audit_events');
    const named: [string, readonly string[]][] = [];
    for (const { path: file } of archive.manifest.files.slice(0, 6)) {
      const at = beginOf(bytes, file) + 2;
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ 1;
      await writeFile(broken, turned);
      named.push([file, await faultsOf(take(broken))]);
    }
    await archive.close();
    expect(named).toEqual(named.map(([file]) => [file, [`${broken}: ${file}: it is not the file that was signed`]]));
    expect(await countOf(there, 'audit_events')).toBe(before);
  });
  it('is asked for by its organiser on a page, made by the queue, one at a time, and not while a round is being judged', async () => {
    const page = `/to-chuc/${world.slug}/xuat/ban-luu`;
    const organiser = await here.signedIn('to-chuc');
    expect((await organiser.get(`/to-chuc/${world.slug}/xuat`)).text).toContain(`href="${page}"`);
    const round = (closed: string) =>
      here.database.source.query(`UPDATE judging_rounds SET closed_at = ${closed} WHERE contest_id = $1`, [
        world.contestId,
      ]);
    await round('NULL');
    const early = await organiser.send(page);
    expect([early.status, early.text.includes('Lập bản lưu sau khi khóa vòng chấm')]).toEqual([409, true]);
    await round('now()');
    const bundles = (await here.database.source.query(`DELETE FROM award_bundles RETURNING *`)) as [
      { list_id: string; sha256: string; size: string }[],
    ];
    expect((await organiser.get(page)).text).toContain('Chờ vài phút rồi lập bản lưu');
    expect((await organiser.send(page)).status).toBe(409);
    for (const { list_id: list, sha256, size } of bundles[0])
      await here.database.source.query(`INSERT INTO award_bundles VALUES ($1, $2, $3)`, [list, sha256, size]);
    expect((await organiser.send(page)).status).toBe(303);
    const twice = await organiser.send(page);
    expect([twice.status, twice.text.includes('đang được lập')]).toEqual([409, true]);
    await here.app.get(JobWorker).runDue();
    const href = new RegExp(`${page}/[0-9a-f-]{36}`).exec((await organiser.get(page)).text)?.[0] ?? '';
    const sent = await organiser.get(href).buffer(true).parse(binary);
    await writeFile(join(folder, 'tai-ve.zip'), sent.body as Buffer);
    const archive = await opened(join(folder, 'tai-ve.zip'));
    expect([archive.manifest.contest.slug, archive.manifest.publicKey]).toEqual([world.slug, seal.publicKey]);
    await archive.close();
    expect((await (await here.signedIn('kiem-tra')).get(page)).status).toBe(403);
  });
});

const binary = (res: request.Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
};

async function readLog(): Promise<{ sha256: string }> {
  const archive = await opened(path);
  await archive.close();
  return archive.manifest.files.find(({ path: file }) => file === 'audit.jsonl') ?? { sha256: '' };
}

/** Where the bytes of a file of the archive begin: behind its local header, which is 30 bytes and the name. */
function beginOf(bytes: Buffer, file: string): number {
  for (let at = bytes.indexOf(file); at !== -1; at = bytes.indexOf(file, at + 1))
    if (at >= 30 && bytes.readUInt32LE(at - 30) === 0x04034b50) return at + file.length;
  throw new Error(`${file} is not in the archive`);
}
