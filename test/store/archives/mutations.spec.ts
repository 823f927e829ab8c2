import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openArchive } from '../../../src/archives/archive.reading.js';
import { canonicalText, nextHash, startOfChain } from '../../../src/audit/audit.event.js';
import { AuditRepository } from '../../../src/audit/audit.repository.js';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import { LogHeadSealer } from '../../../src/audit/heads/log-head.sealer.js';
import { LogHeadVerifier } from '../../../src/audit/heads/log-head.verifier.js';
import { verifyBundle } from '../../../src/awards/bundle/bundle.command.js';
import { DataCheck } from '../../../src/operations/check/data-check.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { startApp, type TestApp } from '../../app.js';
import { givenEndedContest, writeArchive } from '../../fixtures/archives.js';
import { hashingWith, mutated, mutatedLog, oneOf, seeded } from '../../fixtures/mutations.mjs';
import { buildWorld } from '../../fixtures/world.js';

/** The bench makes thousands (`npm run bench -- mutations`); a backup's are in backup.spec.ts. */
const EACH = 32;

let house: TestApp;
let folder: string;
beforeAll(async () => {
  house = await startApp();
  const world = await buildWorld(house.database);
  await givenEndedContest(house, world);
  folder = await mkdtemp(join(tmpdir(), 'hoithi-mutations-'));
  await writeArchive(house, world, join(folder, 'archive.zip'));
  const made = await house.database.reader.one<{ sha256: string }>(`SELECT sha256 FROM award_bundles`);
  await writeFile(join(folder, 'bundle.zip'), await readFile(house.app.get(FileStore).pathOf(made?.sha256 ?? '')));
  await house.app.get(LogHeadSealer).sealHead();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

/** What was not seen of so many changes to a file, by what each was. */
async function unseenIn(path: string, seed: number, isSeen: (changed: string) => Promise<boolean>): Promise<string[]> {
  const random = seeded(seed);
  const whole = await readFile(path);
  const changed = join(folder, 'changed.zip');
  const unseen: string[] = [];
  for (let round = 0; round < EACH; round += 1) {
    const { bytes, how } = mutated(whole, random);
    await writeFile(changed, bytes);
    if (!(await isSeen(changed))) unseen.push(how);
  }
  return unseen;
}

describe('Whatever is changed', () => {
  it('of a results bundle, it is refused', async () => {
    const unseen = await unseenIn(join(folder, 'bundle.zip'), 1, (path) =>
      verifyBundle(path, null).then(
        () => false,
        () => true,
      ),
    );
    expect(unseen).toEqual([]);
  });

  it('of a contest’s archive, it is refused', async () => {
    const unseen = await unseenIn(join(folder, 'archive.zip'), 2, async (path) => {
      const read = await openArchive(path, null);
      if ('archive' in read) await read.archive.close();
      return 'faults' in read && read.faults.length > 0;
    });
    expect(unseen).toEqual([]);
  });

  it('of the log, its chain is named, or where every hash was made to fit a signed head does not hold', async () => {
    const random = seeded(3);
    const verifier = house.app.get(AuditVerifier);
    const heads = house.app.get(LogHeadVerifier);
    const hashing = hashingWith({ events: new AuditRepository(), canonicalText, nextHash, startOfChain });
    const unseen: string[] = [];
    for (let round = 0; round < EACH; round += 1)
      await house.database.transaction(
        async (tx) => {
          const { how, chain } = await mutatedLog(tx, random, hashing);
          const found = await verifier.verifyIn(tx);
          const isNamed =
            chain === null
              ? found.intact && !(await heads.verifyIn(tx, [])).intact
              : !found.intact && found.bad.chain === chain;
          if (!isNamed) unseen.push(how);
        },
        { dryRun: true },
      );
    expect(unseen).toEqual([]);
  });

  it('of a stored file, the check of the data names it', async () => {
    const random = seeded(4);
    const store = house.app.get(FileStore);
    const check = house.app.get(DataCheck);
    const files = await house.database.reader.rows<{ sha256: string }>(`SELECT sha256 FROM stored_files ORDER BY 1`);
    const unseen: string[] = [];
    for (let round = 0; round < EACH / 4; round += 1) {
      const { sha256 } = oneOf(random, files);
      const whole = await readFile(store.pathOf(sha256));
      const { bytes, how } = mutated(whole, random);
      await writeFile(store.pathOf(sha256), bytes);
      const { breaches } = await check.run('hashes');
      if (!breaches.some(({ row }) => row === `stored_files ${sha256}`)) unseen.push(how);
      await writeFile(store.pathOf(sha256), whole);
    }
    expect(unseen).toEqual([]);
  });
});
