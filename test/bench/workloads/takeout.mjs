import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from '../client.mjs';
import { PASSWORD } from '../data.mjs';
import { figure } from '../figures.mjs';
import { filmHead } from '../film.mjs';
import { compiled, memoryOf, ROOT, stop, watchingMemory } from '../processes.mjs';

const MEGABYTE = 1024 * 1024;
const mib = (bytes) => (bytes / MEGABYTE).toFixed(0);

/** R29 at size: the results bundle of 10,000 entries with 50,000 signed sheets, made by the queue of a server and verified by both verifiers. */
export async function bundle(bench) {
  const contest = await bench.contest(bench.quick ? 'bundleSmall' : 'bundle');
  const client = await bench.client();
  const house = await bench.freshHouse();
  await pause(2_000);
  const idle = await memoryOf(house.child);
  const began = performance.now();
  let published = 0;
  const { result: made, peak } = await watchingMemory(house.child, async () => {
    await publish(bench, contest.slug);
    published = performance.now();
    return soon(
      client,
      `SELECT b.sha256, b.size FROM award_bundles b JOIN award_lists l ON l.id = b.list_id
      JOIN contests c ON c.id = l.contest_id WHERE c.slug = '${contest.slug}'`,
    );
  });
  const seconds = (performance.now() - published) / 1000;
  await stop(house.child);
  const { UPLOADS_DIR: store } = await bench.env();
  const path = await bench.folder('bundle.zip');
  await rename(join(store, made.sha256.slice(0, 2), made.sha256), path);
  const ours = await run([join(ROOT, 'dist/src/cli.js'), 'results', 'verify', path]);
  const second = await run([join(ROOT, 'src/awards/bundle/kiem-tra.mjs'), path]);
  const name = `bundle of ${contest.entries} entries, ${(made.size / 1e6).toFixed(1)} MB`;
  const acts = `draft, confirm and publish before it ${((published - began) / 1000).toFixed(0)} s`;
  return [
    figure(`${name}: made`, seconds, 's', {}, { detail: acts }),
    figure(`${name}: memory above rest`, (peak() - idle) / MEGABYTE, 'MiB', {}, { detail: `at rest ${mib(idle)} MiB` }),
    figure(`${name}: results verify`, ours.seconds, 's', {}, { detail: `at most ${mib(ours.peak)} MiB in all` }),
    figure(`${name}: kiem-tra.mjs`, second.seconds, 's', {}, { detail: `at most ${mib(second.peak)} MiB in all` }),
  ];
}

/**
 * All dossiers as one ZIP with a PDF for each: five pages and four photos of 12 megapixels a dossier. A server of its own for each archive, so that what
 * one leaves behind is not taken for the next one's rest.
 */
export async function dossiers(bench) {
  const figures = [];
  const files = { what: 'files alone', words: {} };
  const books = { what: 'with PDFs', words: { gop: '1' } };
  const asks = bench.quick
    ? [{ name: 'dossiersSmall', ...books }]
    : [
        { name: 'dossiers', ...files },
        { name: 'dossiers', ...books },
        { name: 'dossiersMany', ...books },
      ];
  const client = await bench.client();
  const { UPLOADS_DIR: store } = await bench.env();
  const pages = [await keep(store, await report())];
  const photos = [];
  for (let i = 0; i < 4; i += 1) photos.push(await keep(store, await photo()));
  const filled = new Set();
  for (const { name: which, what, words } of asks) {
    const contest = await bench.contest(which);
    if (!filled.has(which)) {
      await give(client, contest.code, 'bao-cao', 'pdf', pages);
      await give(client, contest.code, 'anh', 'jpg', photos);
      filled.add(which);
    }
    const house = await bench.freshHouse();
    const at = `/to-chuc/${contest.slug}/ho-so/tat-ca/goi`;
    const made = `SELECT sha256, size FROM dossier_packs p JOIN contests c ON c.id = p.contest_id
      WHERE c.code = '${contest.code}' AND with_books = ${'gop' in words} AND made_at IS NOT NULL`;
    await pause(2_000);
    const one = await asked(house, client, { at, words, made });
    const name = `ZIP of ${contest.entries} dossiers ${what}, ${(one.size / 1e9).toFixed(2)} GB`;
    const detail = `at rest ${mib(one.idle)} MiB, ${one.seconds.toFixed(0)} s`;
    const above = (one.peak - one.idle) / MEGABYTE;
    figures.push(figure(`${name}: memory above rest`, above, 'MiB', { most: 120 }, { detail }));
    await stop(house.child);
  }
  return figures;
}

/** A whole contest with 2 GB of films as one archive: made by the queue, sent to a reader, read whole again. */
export async function archive(bench) {
  const contest = await bench.contest('archive');
  const client = await bench.client();
  const { UPLOADS_DIR: store } = await bench.env();
  const films = [];
  for (let i = 0; i < (bench.quick ? 2 : 40); i += 1) films.push(await keepFilm(bench, store));
  await give(client, contest.code, 'video', 'mp4', films, 'each');
  const house = await bench.freshHouse();
  const at = `/to-chuc/${contest.slug}/xuat/ban-luu`;
  const made = `SELECT id, sha256, size FROM contest_archives WHERE made_at IS NOT NULL`;
  const one = await asked(house, client, { at, words: {}, made });
  const path = await bench.folder('archive.zip');
  await pause(1_000);
  const idle = await memoryOf(house.child);
  const sent = await watchingMemory(house.child, () => fetched(`${house.url}${at}/${one.id}`, one.cookie, path));
  await stop(house.child);
  const reading = await bench.folder('read.mjs');
  await writeFile(
    reading,
    `const { openArchive } = await import(${JSON.stringify(join(ROOT, 'dist/src/archives/archive.reading.js'))});
     const read = await openArchive(${JSON.stringify(path)}, null);
     if ('faults' in read) throw new Error(read.faults.join());
     await read.archive.close();`,
  );
  const read = await run([reading]);
  const { size } = await stat(path);
  await rm(path);
  const name = `archive of ${(size / 1e9).toFixed(2)} GB`;
  const speed = (seconds) => `${(size / MEGABYTE / seconds).toFixed(0)} MB/s`;
  return [
    figure(
      `${name} made: memory above rest`,
      (one.peak - one.idle) / MEGABYTE,
      'MiB',
      { most: 60 },
      {
        detail: `at rest ${mib(one.idle)} MiB, ${speed(one.seconds)}`,
      },
    ),
    figure(
      `${name} sent: memory above rest`,
      (sent.peak() - idle) / MEGABYTE,
      'MiB',
      { most: 60 },
      {
        detail: speed(sent.result.seconds),
      },
    ),
    figure(`${name} read whole: memory in all`, read.peak / MEGABYTE, 'MiB', {}, { detail: speed(read.seconds) }),
  ];
}

/** Asks for an archive on its page and waits until the queue has made it. */
async function asked(house, client, { at, words, made }) {
  const visitor = await new Visitor(house.url).signIn('to-chuc', PASSWORD);
  const hidden = await visitor.hiddenFields(at);
  await pause(1_000);
  const idle = await memoryOf(house.child);
  const began = performance.now();
  const { result, peak } = await watchingMemory(house.child, async () => {
    await visitor.post(at, { ...hidden, ...words });
    return soon(client, made);
  });
  return { ...result, idle, peak: peak(), seconds: (performance.now() - began) / 1000, cookie: visitor.cookie };
}

/** The first row of a query, looked for until there is one. */
async function soon(client, sql) {
  for (let left = 6_000; left > 0; left -= 1) {
    const { rows } = await client.query(sql);
    if (rows.length > 0) return rows[0];
    await pause(100);
  }
  throw new Error(`nothing came of ${sql}`);
}

/** Runs a program to its end: how long it took, and the most memory it held. */
async function run(args) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const { result, peak } = await watchingMemory(child, () => ended);
  if (result !== 0) throw new Error(`${args.join(' ')} ended with ${result}:\n${said.slice(-2000)}`);
  return { seconds: (performance.now() - began) / 1000, peak: peak() };
}

/** Drafts, confirms and publishes the list of a closed contest, as two organisers do on its pages. */
async function publish(bench, slug) {
  const kept = { ...process.env };
  Object.assign(process.env, await bench.env());
  const { openHouse } = await compiled('app.house.js');
  const house = await openHouse({ migrate: false });
  process.env = kept;
  try {
    const context = await house.context();
    const { AwardService } = await compiled('awards/award.service.js');
    const { AwardDesks } = await compiled('awards/award.desk.js');
    const { Database } = await compiled('database/database.js');
    const [service, desks] = [AwardService, AwardDesks].map((one) => context.get(one, { strict: false }));
    const { reader } = context.get(Database);
    const people = await reader.rows(
      `SELECT p.id AS "personId", p.full_name AS name, r.id AS "assignmentId" FROM persons p JOIN role_assignments r ON r.person_id = p.id
        WHERE r.role = 'organiser' ORDER BY p.username LIMIT 2`,
    );
    const acts = people.map((one) => ({
      actor: { ...one, role: 'organiser', unitId: null, unitName: null, contestId: null },
      formKey: null,
      requestId: 'BENCH',
    }));
    const version = async () => (await desks.of(reader, slug, new Date())).drafted.list.version;
    await service.draft(acts[0], slug);
    await service.confirm(acts[1], slug, await version());
    await service.publish(acts[0], slug, { reason: '', version: await version() });
  } finally {
    await house.close();
  }
}

async function keep(store, bytes) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(join(store, sha256.slice(0, 2)), { recursive: true });
  await writeFile(join(store, sha256.slice(0, 2), sha256), bytes);
  return { sha256, size: bytes.length };
}

/** A film of 52 MB of noise. */
async function keepFilm(bench, store) {
  const size = 52 * MEGABYTE;
  const path = await bench.folder('takeout.mp4');
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

const require = createRequire(import.meta.url);

/** Five pages of text. */
function report() {
  const PDFDocument = require('pdfkit');
  const document = new PDFDocument();
  const chunks = [];
  for (let page = 1; page <= 5; page += 1) {
    if (page > 1) document.addPage();
    document.text('Truong ban doc thong bao moi toi. '.repeat(60));
  }
  document.end();
  return new Promise((resolve) => {
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

/** 12 megapixels as a phone takes them: noise under soft colour, some megabytes as JPEG. */
function photo() {
  const sharp = require('sharp');
  const [width, height] = [4000, 3000];
  return sharp(randomBytes((width / 4) * (height / 4) * 3), {
    raw: { width: width / 4, height: height / 4, channels: 3 },
  })
    .resize(width, height)
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Puts files into a slot: all of them into every dossier, or `each` into one dossier by turns. */
async function give(client, code, slot, kind, files, way = 'all') {
  for (const [index, { sha256, size }] of files.entries()) {
    await client.query(
      `INSERT INTO stored_files (sha256, size, kind, stored_at, prepared_at) VALUES ($1, $2, $3, now(), now()) ON CONFLICT DO NOTHING`,
      [sha256, size, kind],
    );
    await client.query(
      `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
       SELECT gen_random_uuid(), e.id, s.id, $3, 'tep.' || $4, $4, $5, CASE $4 WHEN 'pdf' THEN 5 END, $6, e.created_by, now()
         FROM entries e JOIN contests c ON c.id = e.contest_id JOIN contest_slots s ON s.contest_id = c.id AND s.code = $2
        WHERE c.code = $1 AND ($7 = 'all' OR e.id = (SELECT id FROM entries x WHERE x.contest_id = c.id ORDER BY number OFFSET ($6::int - 1) % 20 LIMIT 1))`,
      [code, slot, sha256, kind, size, index + 1, way],
    );
  }
}

function fetched(url, cookie, path) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get(url, { headers: { cookie } }, (res) => {
      if (res.statusCode !== 200) return reject(new Error(`${url} was answered ${res.statusCode}`));
      pipeline(res, createWriteStream(path)).then(
        () => resolve({ seconds: (performance.now() - began) / 1000 }),
        reject,
      );
    }).on('error', reject);
  });
}
