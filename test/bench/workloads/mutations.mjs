import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { hashingWith, mutated, mutatedLog, oneOf, seeded } from '../../fixtures/mutations.mjs';
import { figure } from '../figures.mjs';
import { compiled } from '../processes.mjs';

/** How many changes: R29 and S49 ask for a thousand, R22 for two hundred of what is read whole each time. */
const ROUNDS = {
  'results bundle': 1000,
  'table of the log': 1000,
  'archive of a contest': 200,
  'stored file': 200,
  backup: 200,
};

/** R29, S49, R22: random changes to what must not change unseen. The seeds are fixed, so a run can be repeated. */
export async function mutations(bench) {
  const [dataDir, uploadsDir] = [await bench.folder('mutations'), await bench.folder('mutations-uploads')];
  const kept = { ...process.env };
  Object.assign(process.env, { DATA_DIR: dataDir, UPLOADS_DIR: uploadsDir, DEMO: 'off', LOG_LEVEL: 'silent' });
  const { openHouse } = await compiled('app.house.js');
  const house = await openHouse({ migrate: true });
  process.env = kept;
  try {
    await house.loadDemonstration('results', bench.say);
    const context = await house.context();
    const parts = await partsOf(bench, context);
    const figures = [];
    for (const [seed, [what, changes]] of Object.entries(parts)) {
      const random = seeded(Number(seed) + 1);
      const rounds = bench.quick ? 20 : ROUNDS[what];
      const unseen = [];
      const began = performance.now();
      for (let round = 0; round < rounds; round += 1) {
        const how = await changes(random);
        if (how !== null) unseen.push(how);
      }
      const detail = `${rounds} changes in ${((performance.now() - began) / 1000).toFixed(0)} s${unseen.length > 0 ? `: ${unseen.slice(0, 3).join('; ')}` : ''}`;
      figures.push(figure(`${what}: changes unseen`, unseen.length, '', { most: 0 }, { detail }));
    }
    return figures;
  } finally {
    await house.close();
  }
}

/** What is changed, and the change: answers null when it was refused or named, else what it was. */
async function partsOf(bench, context) {
  const { Database } = await compiled('database/database.js');
  const { FileStore } = await compiled('storage/file-store.js');
  const [database, store] = [context.get(Database), context.get(FileStore)];
  const { BundleMaker } = await compiled('awards/bundle/bundle.maker.js');
  const { verifyBundle } = await compiled('awards/bundle/bundle.command.js');
  const list = await database.reader.one(`SELECT id, contest_id FROM award_lists WHERE state = 'published'`);
  await context.get(BundleMaker).make(list.id);
  const bundle = await readFile(
    store.pathOf((await database.reader.one(`SELECT sha256 FROM award_bundles WHERE list_id = $1`, [list.id])).sha256),
  );
  const archive = await readFile(await archiveOf(bench, context, list.contest_id));
  const changed = await bench.folder('changed.zip');
  const { openArchive } = await compiled('archives/archive.reading.js');
  return [
    ['results bundle', ofFile(bundle, changed, () => verifyBundle(changed, null).then(notSeen, seen))],
    [
      'archive of a contest',
      ofFile(archive, changed, async () => {
        const read = await openArchive(changed, null);
        if ('archive' in read) await read.archive.close();
        return 'faults' in read;
      }),
    ],
    ['table of the log', await ofLog(context, database)],
    ['stored file', await ofStoredFiles(context, database, store)],
    ['backup', await ofBackup(bench, context, database, store)],
  ];
}

const [seen, notSeen] = [() => true, () => false];

const ofFile = (whole, path, isSeen) => async (random) => {
  const { bytes, how } = mutated(whole, random);
  await writeFile(path, bytes);
  return (await isSeen()) ? null : how;
};

async function archiveOf(bench, context, contestId) {
  const { ArchiveMaker } = await compiled('archives/archive.maker.js');
  const { ContestReader } = await compiled('contests/contest.reader.js');
  const { Database } = await compiled('database/database.js');
  const path = await bench.folder('archive.zip');
  const contest = await context.get(ContestReader).byId(context.get(Database).reader, contestId);
  await context
    .get(ArchiveMaker)
    .write(contest, createWriteStream(path), { now: new Date(), told: async () => undefined });
  return path;
}

async function ofLog(context, database) {
  const { AuditVerifier } = await compiled('audit/audit.verify.js');
  const { AuditRepository } = await compiled('audit/audit.repository.js');
  const { LogHeadSealer } = await compiled('audit/heads/log-head.sealer.js');
  const { LogHeadVerifier } = await compiled('audit/heads/log-head.verifier.js');
  const { canonicalText, nextHash, startOfChain } = await compiled('audit/audit.event.js');
  await context.get(LogHeadSealer).sealHead();
  const hashing = hashingWith({ events: new AuditRepository(), canonicalText, nextHash, startOfChain });
  return (random) =>
    database.transaction(
      async (tx) => {
        const { how, chain } = await mutatedLog(tx, random, hashing);
        const found = await context.get(AuditVerifier).verifyIn(tx);
        if (chain !== null) return !found.intact && found.bad.chain === chain ? null : how;
        return found.intact && !(await context.get(LogHeadVerifier).verifyIn(tx, [])).intact ? null : how;
      },
      { dryRun: true },
    );
}

async function ofStoredFiles(context, database, store) {
  const { Invariants } = await compiled('database/invariants.js');
  const held = context
    .get(Invariants)
    .all()
    .find(({ code }) => code === 'storage.files-are-there');
  const files = await database.reader.rows(`SELECT sha256 FROM stored_files ORDER BY sha256`);
  return async (random) => {
    const { sha256 } = oneOf(random, files);
    const whole = await readFile(store.pathOf(sha256));
    const { bytes, how } = mutated(whole, random);
    await writeFile(store.pathOf(sha256), bytes);
    const breaches = await held.breaches(database.reader, 'hashes');
    await writeFile(store.pathOf(sha256), whole);
    return breaches.some(({ row }) => row === `stored_files ${sha256}`) ? null : how;
  };
}

async function ofBackup(bench, context, database, store) {
  const { createBackup, verifyBackup } = await compiled('operations/backup/backup.commands.js');
  const { SEAL } = await compiled('audit/seal.js');
  const choice = { folder: await bench.folder('backup'), passphraseFile: null };
  const made = await createBackup({ database, store, seal: context.get(SEAL) }, choice, new Date());
  const names = [];
  for (const name of await readdir(choice.folder, { recursive: true })) {
    const facts = await stat(join(choice.folder, name));
    if (facts.isFile() && facts.size > 0 && name !== 'place.json') names.push(name);
  }
  return async (random) => {
    const name = oneOf(random, names.sort());
    const whole = await readFile(join(choice.folder, name));
    const { bytes, how } = mutated(whole, random);
    await writeFile(join(choice.folder, name), bytes);
    const told = await verifyBackup(choice, made.name).then(
      () => '',
      (fault) => fault.message,
    );
    await writeFile(join(choice.folder, name), whole);
    const word = /tables\/(.*)\.copy$/.exec(name)?.[1] ?? /files\/..\/(.*)$/.exec(name)?.[1] ?? 'manifest';
    return told.includes(word) ? null : `${name}: ${how}`;
  };
}
