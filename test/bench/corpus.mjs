/*
 * `node test/bench/corpus.mjs` after a build: looks at every file of the corpus one after another, as an upload does, and prints
 * what became of it, how long it took and how far the process grew meanwhile (resident memory, asked every 5 ms).
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../sources.mjs';
import { inspectFile } from '../../dist/src/storage/file-inspection.js';
import { FILE_KINDS } from '../../dist/src/storage/file-kinds.js';
import { stopHeicReader } from '../../dist/src/storage/heic-pictures.js';
import { stopPdfReader } from '../../dist/src/storage/pdf-pages.js';

const { hostileFiles } = await import('../fixtures/corpus/hostile.ts');
const { goodFiles } = await import('../fixtures/corpus/good.ts');
const folder = await mkdtemp(join(tmpdir(), 'hoithi-corpus-'));
const made = [];
for (const [group, files] of Object.entries({ hostile: hostileFiles, good: goodFiles })) {
  for (const file of files) {
    const path = join(folder, String(made.length));
    await writeFile(path, await file.make());
    made.push({ group, ...file, path, size: (await stat(path)).size });
  }
}
// The readers' threads start with their first file: a server that has been used for a minute has them.
for (const what of ['HEIC of a phone', 'a name']) {
  const file = made.find((one) => one.what === what);
  await inspectFile(file.path, file.size, file.name, FILE_KINDS);
}
globalThis.gc?.();
const base = process.memoryUsage.rss();
let peak = base;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const counts = {};
for (const { group, what, name, path, size } of made) {
  const begun = performance.now();
  peak = process.memoryUsage.rss();
  const outcome = await inspectFile(path, size, name, FILE_KINDS).then(
    () => 'taken',
    (error) => error.refusal?.code ?? `CRASH ${error.message}`,
  );
  counts[`${group} ${outcome}`] = (counts[`${group} ${outcome}`] ?? 0) + 1;
  const grown = Math.round((Math.max(peak, process.memoryUsage.rss()) - base) / 1048576);
  const seconds = ((performance.now() - begun) / 1000).toFixed(2);
  process.stdout.write(
    `${group}\t${outcome}\t${seconds} s\t+${grown} MB\t${size} B\t${JSON.stringify(name.slice(0, 30))} ${what}\n`,
  );
}
clearInterval(watch);
await Promise.all([stopPdfReader(), stopHeicReader()]);
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify({ files: made.length, ...counts }, null, 1)}\n`);
