import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { figure } from '../figures.mjs';
import { filmHead } from '../film.mjs';
import { memoryOf, stop, watchingMemory } from '../processes.mjs';
import { Visitor } from '../client.mjs';
import { PASSWORD } from '../data.mjs';

const MEGABYTE = 1024 * 1024;
const FILM_MB = 52;

/**
 * A judge's pack with films, streamed to the disk: one of about 1 GB, and one beyond 4 GB, where an archive needs its wide fields.
 * Memory must stay that of a piece, whatever the archive weighs; another program then reads the whole archive and its checksums.
 */
export async function pack(bench) {
  const sizes = bench.quick ? [{ contest: 'packSmall', dossiers: 20 }] : PACKS;
  const film = await keptFilm(bench);
  for (const { contest } of sizes) await giveFilms(await bench.client(), (await bench.contest(contest)).code, film);
  const house = await bench.freshHouse();
  const figures = [];
  for (const { contest, dossiers } of sizes) {
    const { lower } = await bench.contest(contest);
    const visitor = await new Visitor(house.url).signIn(`gk-${lower}-0`, PASSWORD);
    const hidden = await visitor.hiddenFields('/cham/ngoai-tuyen');
    await visitor.post('/cham/ngoai-tuyen/goi', { ...hidden, goi: 'ho-so-co-video' });
    const path = await bench.folder(`${lower}.zip`);
    // The first costs what the process has not done before: the workbook's library, its heap grown to its size.
    if (figures.length === 0) await fetched(house.url, visitor.cookie, path);
    await pause(1_000);
    const idle = await memoryOf(house.child);
    const { result, peak } = await watchingMemory(house.child, () => fetched(house.url, visitor.cookie, path));
    const { size } = await stat(path);
    const tested = await testedBy(path);
    await rm(path);
    const name = `pack of ${(size / 1e9).toFixed(2)} GB, ${dossiers} dossiers`;
    const rest = `at rest ${(idle / MEGABYTE).toFixed(0)} MiB, ${(size / MEGABYTE / result.seconds).toFixed(0)} MB/s`;
    figures.push(
      figure(`${name}: memory above rest`, (peak() - idle) / MEGABYTE, 'MiB', { most: 60 }, { detail: rest }),
      figure(`${name}: faults found by unzip -t`, tested.faults, '', { most: 0 }, { detail: tested.said }),
    );
  }
  await stop(house.child);
  return figures;
}

const PACKS = [
  { contest: 'packSmall', dossiers: 20 },
  { contest: 'packLarge', dossiers: 84 },
];

/** One film in the store; every dossier shows it. Noise, so that nothing makes it smaller. */
async function keptFilm(bench) {
  const { UPLOADS_DIR: store } = await bench.env();
  const size = FILM_MB * MEGABYTE;
  const path = await bench.folder('pack.mp4');
  const [file, hash] = [await open(path, 'w'), createHash('sha256')];
  const head = filmHead(size);
  for (let written = 0; written < size;) {
    const piece = written === 0 ? head : randomBytes(Math.min(MEGABYTE, size - written));
    hash.update(piece);
    await file.write(piece);
    written += piece.length;
  }
  await file.close();
  const sha256 = hash.digest('hex');
  await mkdir(join(store, sha256.slice(0, 2)), { recursive: true });
  await rename(path, join(store, sha256.slice(0, 2), sha256));
  return { sha256, size };
}

async function giveFilms(client, code, { sha256, size }) {
  await client.query(
    `INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, $2, 'mp4', now()) ON CONFLICT DO NOTHING`,
    [sha256, size],
  );
  await client.query(
    `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_by, uploaded_at)
     SELECT gen_random_uuid(), e.id, s.id, $2, 'phim.mp4', 'mp4', $3, 1, e.created_by, now()
       FROM entries e JOIN contests c ON c.id = e.contest_id JOIN contest_slots s ON s.contest_id = c.id AND s.code = 'video'
      WHERE c.code = $1`,
    [code, sha256, size],
  );
}

function fetched(url, cookie, path) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get(`${url}/cham/ngoai-tuyen/goi/ho-so-co-video`, { headers: { cookie } }, (res) => {
      if (res.statusCode !== 200) return reject(new Error(`the pack was answered ${res.statusCode}`));
      pipeline(res, createWriteStream(path)).then(
        () => resolve({ seconds: (performance.now() - began) / 1000 }),
        reject,
      );
    }).on('error', reject);
  });
}

/** What Info-ZIP says of an archive: it reads every file and holds it against its checksum. */
async function testedBy(path) {
  try {
    const { stdout } = await promisify(execFile)('unzip', ['-tq', path], { maxBuffer: MEGABYTE });
    return { faults: 0, said: stdout.trim().replace(path, 'the archive') };
  } catch (fault) {
    return fault.code === 'ENOENT'
      ? { faults: Number.NaN, said: 'unzip is not installed here' }
      : { faults: 1, said: String(fault.stdout ?? fault).slice(-300) };
  }
}
