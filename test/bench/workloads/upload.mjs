import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { figure, interleave, sayPairs } from '../figures.mjs';
import { sendFile } from '../client.mjs';
import { filmHead } from '../film.mjs';
import { memoryOf, stop, watchingMemory } from '../processes.mjs';
import { Visitor } from '../client.mjs';
import { PASSWORD } from '../data.mjs';

const MEGABYTE = 1024 * 1024;
const PATH = '/nop/NHAP01/tep/video';

/** P5: one 200 MB video through the form of a dossier, against `cp` and the SHA-256 of the same file on the same disk, both flushed. */
export async function upload(bench) {
  const contest = await bench.contest('judging');
  // Inside the extension that the draft's commune was given; the contest itself is being judged.
  void contest;
  const size = (bench.quick ? 40 : 199) * MEGABYTE;
  const file = await bench.folder('video.mp4');
  await writeVideo(file, size);
  const house = await bench.freshHouse();
  const visitor = await new Visitor(house.url).signIn('xa-0', PASSWORD);
  const hidden = await visitor.hiddenFields(PATH);
  let turn = 0;
  const once = async () => {
    await stamp(file, (turn += 1));
    const began = performance.now();
    const answer = await sendFile(house.url + PATH, {
      cookie: visitor.cookie,
      words: { _csrf: hidden._csrf },
      field: 'tep',
      file,
      name: 'video.mp4',
      type: 'video/mp4',
    });
    if (answer.status !== 303)
      throw new Error(`the file was answered ${answer.status}: ${answer.body.toString().slice(0, 400)}`);
    return { rate: size / MEGABYTE / ((performance.now() - began) / 1000) };
  };
  await once();
  await pause(1_000);
  const idle = await memoryOf(house.child);
  const peaks = [];
  const pairs = await interleave({
    pairs: bench.pairs,
    ours: async () => {
      const { result, peak } = await watchingMemory(house.child, once);
      peaks.push(peak());
      return result;
    },
    floor: async () => ({ rate: size / MEGABYTE / (await copySeconds(file, `${file}.copy`)) }),
  });
  await stop(house.child);
  return [
    figure(
      `upload of ${size / MEGABYTE} MB`,
      pairs.ratio,
      '× cp + SHA-256',
      { least: 0.6 },
      { detail: sayPairs(pairs, ' MB/s'), pairs },
    ),
    figure(
      'memory above rest while uploading',
      (Math.max(...peaks) - idle) / MEGABYTE,
      'MiB',
      { most: 60 },
      { detail: `at rest ${(idle / MEGABYTE).toFixed(0)} MiB` },
    ),
  ];
}

async function copySeconds(from, to) {
  await rm(to, { force: true });
  const began = performance.now();
  await promisify(execFile)('cp', [from, to]);
  const copy = await open(to, 'r');
  await copy.sync();
  await copy.close();
  const hash = createHash('sha256');
  await pipeline(createReadStream(from), hash);
  hash.digest('hex');
  return (performance.now() - began) / 1000;
}

/** A file that begins as an MP4 does; the rest is noise that nothing can compress. */
async function writeVideo(path, size) {
  const file = await open(path, 'w');
  const head = filmHead(size);
  await file.write(head);
  const block = randomBytes(MEGABYTE);
  for (let written = head.length; written < size; written += block.length)
    await file.write(block, 0, Math.min(block.length, size - written));
  await file.sync();
  await file.close();
  if ((await stat(path)).size !== size) throw new Error('the video has another size than it should');
}

/** Other bytes for every sending: the same ones would be kept once. */
async function stamp(path, turn) {
  const file = await open(path, 'r+');
  await file.write(Buffer.from(`${turn} ${Date.now()}`.padEnd(40)), 0, 40, 4096);
  await file.close();
}
