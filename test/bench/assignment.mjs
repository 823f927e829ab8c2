// Measures the balancing of assignments: 500 entries × 60 judges, a tenth of the pairs in conflict, three judges an entry, ten districts;
// and how late a beat of 10 ms on the calling thread was meanwhile. `npm run build && node test/bench/assignment.mjs [ENTRIES JUDGES EACH]`
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { balanceInThread } from '../../dist/src/judging/assignment/balance.thread.js';
import { findShortage } from '../../dist/src/judging/assignment/assignable.flow.js';
import { drawsOf } from '../../dist/src/judging/assignment/pair.search.js';

const [entries = 500, judges = 60, each = 3] = process.argv.slice(2).map(Number);
for (const seed of [1, 2, 3]) {
  const random = drawsOf(seed);
  const ways = [];
  for (let entry = 0; entry < entries; entry++)
    for (let judge = 0; judge < judges; judge++) if (random() >= 0.1) ways.push({ entry, judge });
  const problem = {
    entries: Array.from({ length: entries }, () => ({ district: Math.floor(random() * 10), need: each })),
    judges: Array.from({ length: judges }, () => ({ room: Math.ceil((entries * each) / judges) + 2 })),
    districts: 10,
    ways,
    given: [],
    connect: each > 1,
    seed,
  };
  const shortageAt = performance.now();
  const { missing } = findShortage(problem);
  const shortageMs = performance.now() - shortageAt;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedAt = performance.now();
  const answer = await balanceInThread(problem);
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  const gap = (value, bound) => `${((100 * (value - bound)) / bound).toFixed(2)} %`;
  console.log(
    JSON.stringify({
      seed,
      missing,
      shortageMs: Math.round(shortageMs),
      seconds: seconds.toFixed(2),
      balanceGap: answer && gap(answer.balance, answer.balanceBound),
      pairsGap: answer && gap(answer.pairs, answer.pairsBound),
      connected: answer?.connected,
      lateP99Ms: (delay.percentile(99) / 1e6).toFixed(1),
      lateMaxMs: (delay.max / 1e6).toFixed(1),
    }),
  );
}
