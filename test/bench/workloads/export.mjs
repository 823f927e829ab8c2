import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from '../client.mjs';
import { PASSWORD } from '../data.mjs';
import { figure, interleave, sayPairs } from '../figures.mjs';
import { ask, memoryOf, stop, watchingMemory } from '../processes.mjs';
import { request } from 'node:http';

const MEGABYTE = 1024 * 1024;

/** P7: the whole way from the tables to the last byte of the download, against the writing library alone on the same rows in memory. */
export async function exports(bench) {
  const contest = await bench.contest(bench.quick ? 'closedSmall' : 'closed');
  const figures = [];
  for (const [format, path, most] of [
    ['csv', `/to-chuc/${contest.slug}/xuat/diem.csv`, 1.5],
    ['xlsx', `/to-chuc/${contest.slug}/xuat/ket-qua.xlsx`, 1.3],
  ]) {
    // A fresh process: what an earlier export left in the heap is not "at rest".
    const house = await bench.freshHouse();
    const visitor = await new Visitor(house.url).signIn('to-chuc', PASSWORD);
    const token = await visitor.hiddenFields('/viec');
    const { cookie } = visitor;
    await pause(1_000);
    const idle = await memoryOf(house.child);
    const { peak } = await watchingMemory(house.child, () => download(house.url + path, cookie, token));
    const first = peak();
    let bytes = 0;
    const pairs = await interleave({
      pairs: bench.pairs > 2 ? 3 : 2,
      ours: async () => {
        const began = performance.now();
        bytes = await download(house.url + path, cookie, token);
        return { rate: rowsPerSecond(contest, performance.now() - began) };
      },
      floor: async () => {
        const { milliseconds } = await ask('floor/writers.mjs', {
          FLOOR: JSON.stringify({ format, entries: contest.entries, judges: contest.sheets }),
        });
        return { rate: rowsPerSecond(contest, milliseconds) };
      },
    });
    await stop(house.child);
    figures.push(
      figure(
        `export as ${format}`,
        1 / pairs.ratio,
        '× writer alone',
        { most },
        { detail: `${sayPairs(pairs, ' rows/s')}, ${(bytes / MEGABYTE).toFixed(1)} MiB`, pairs },
      ),
      figure(
        `memory above rest, ${format}`,
        (first - idle) / MEGABYTE,
        'MiB',
        { most: 120 },
        { detail: `at rest ${(idle / MEGABYTE).toFixed(0)} MiB` },
      ),
    );
  }
  return figures;
}

const rowsPerSecond = ({ entries, sheets }, milliseconds) => (entries * sheets) / (milliseconds / 1000);

/** Bytes of a file taken out with the export page's form; nothing of it is kept. */
function download(url, cookie, token) {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const req = request(url, { method: 'POST', headers }, (res) => {
      let bytes = 0;
      res.on('data', (chunk) => (bytes += chunk.length));
      res.on('end', () =>
        res.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url} answered ${res.statusCode}`)),
      );
      res.on('error', reject);
    });
    req.on('error', reject);
    req.end(new URLSearchParams(token).toString());
  });
}
