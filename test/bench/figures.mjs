import { loadavg } from 'node:os';

/** The value below which a share of the numbers lies; NaN of nothing. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (numbers) => quantile(numbers, 0.5);

/** How far the middle half of the numbers lies apart, as a share of the median. */
export const spread = (numbers) => (quantile(numbers, 0.75) - quantile(numbers, 0.25)) / median(numbers);

/** Beyond this the pairs disagree too much, and as many again are measured (once). */
const TOO_WIDE = 0.15;

/**
 * Measures two things in turn, A B A B …, so that whatever else the machine does falls on both. Each answers `{ rate, latencies? }`:
 * how much it did in a second, and how many milliseconds each piece took. `ratio` is ours over the floor's, the median of the pairs.
 */
export async function interleave({ pairs, ours, floor }) {
  const measured = { ours: [], floor: [] };
  const ratios = [];
  const load = loadavg()[0];
  const measurePairs = async () => {
    for (let i = 0; i < pairs; i += 1) {
      // Whoever comes second finds warmer caches, hence each goes first in turn.
      const first = i % 2 === 0 ? 'ours' : 'floor';
      const results = {};
      for (const side of first === 'ours' ? ['ours', 'floor'] : ['floor', 'ours'])
        results[side] = await (side === 'ours' ? ours() : floor());
      measured.ours.push(results.ours);
      measured.floor.push(results.floor);
      ratios.push(results.ours.rate / results.floor.rate);
    }
  };
  await measurePairs();
  if (pairs > 2 && spread(ratios) > TOO_WIDE) await measurePairs();
  return {
    load,
    pairs: ratios.length,
    ours: summary(measured.ours),
    floor: summary(measured.floor),
    ratio: median(ratios),
    ratioSpread: spread(ratios),
  };
}

function summary(results) {
  const latencies = results.flatMap((one) => one.latencies ?? []);
  return {
    rate: median(results.map(({ rate }) => rate)),
    ...(results[0].spent === undefined ? {} : { spent: median(results.map(({ spent }) => spent)) }),
    ...(latencies.length === 0 ? {} : { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }),
  };
}

/** A figure held against its goal: `least` and `most` are inclusive; without either it is only told. */
export function figure(name, value, unit, goal = {}, more = {}) {
  const { least, most } = goal;
  const ok = (least === undefined || value >= least) && (most === undefined || value <= most);
  const verdict = least === undefined && most === undefined ? null : ok ? 'ok' : 'below';
  return { name, value, unit, goal, verdict, ...more };
}

const short = (value) =>
  Number.isNaN(value) ? '–' : Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(2);

/** One line a figure, aligned. */
export function toLines(figures) {
  const rows = figures.map(({ name, value, unit, goal, verdict, detail }) => [
    name,
    `${short(value)} ${unit}`.trim(),
    goal.least !== undefined ? `≥ ${goal.least}` : goal.most !== undefined ? `≤ ${goal.most}` : '',
    verdict ?? '',
    detail ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** "ours 812/s p50 1.2 p99 4.0 ms, floor 1210/s p50 0.8 p99 2.2 ms, spread 4 %, load 1.2". */
export function sayPairs({ ours, floor, ratioSpread, pairs, load }, unit = '/s') {
  const side = ({ rate, p50, p99, spent }) =>
    `${short(rate)}${unit}${p50 === undefined ? '' : ` p50 ${short(p50)} p99 ${short(p99)} ms`}${spent === undefined ? '' : ` cpu ${short(spent)} ms`}`;
  return `ours ${side(ours)}, floor ${side(floor)}, ${pairs} pairs, spread ${Math.round(ratioSpread * 100)} %, load ${load.toFixed(1)}`;
}
