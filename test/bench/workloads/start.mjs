import { setTimeout as pause } from 'node:timers/promises';
import { figure, median } from '../figures.mjs';
import { memoryOf, startHouse, stop } from '../processes.mjs';

const REST_MS = 2_000;

/** P9: from the start of the process until /readyz says so; the embedded database is part of it. */
export async function start(bench) {
  const rounds = bench.quick ? 1 : 3;
  const cold = [];
  const warm = [];
  const rest = [];
  for (let i = 0; i < rounds; i += 1) {
    const env = { DATA_DIR: await bench.folder(`start-${i}`), UPLOADS_DIR: await bench.folder(`start-${i}-files`) };
    const first = await startHouse({ env });
    cold.push(first.readyMs / 1000);
    await stop(first.child);
    for (let again = 0; again < 2; again += 1) {
      const house = await startHouse({ env });
      warm.push(house.readyMs / 1000);
      await fetch(`${house.url}/dang-nhap`);
      await pause(REST_MS);
      rest.push((await memoryOf(house.child)) / 1024 / 1024);
      await stop(house.child);
    }
  }
  const each = (values) => values.map((value) => value.toFixed(2)).join(' ');
  return [
    figure('start to ready, new data folder', median(cold), 's', {}, { detail: each(cold) }),
    figure('start to ready, used data folder', median(warm), 's', { most: 3 }, { detail: each(warm) }),
    figure('memory at rest', median(rest), 'MiB', { most: 160 }),
  ];
}
