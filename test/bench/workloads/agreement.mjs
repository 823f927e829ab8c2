import { Worker } from 'node:worker_threads';
import { figure } from '../figures.mjs';

const [ENTRIES, JUDGES, RATINGS] = [3_000, 1_100, 73_000];

/** Agreement of a large sparse contest, the additive model included, from the bytes of scores.csv to the report, in a worker. */
export async function agreement() {
  const url = new URL('../../../dist/src/judging/agreement/agreement-report.js', import.meta.url);
  const { seconds, components } = await new Promise((resolve, reject) => {
    const worker = new Worker(
      `import('node:worker_threads').then(async ({ parentPort, workerData }) => {
         const { readJudged, additiveAgreementOf } = await import(workerData.url);
         const began = performance.now();
         const report = additiveAgreementOf(readJudged(workerData.scores), { seed: 1, draws: 1000 });
         parentPort.postMessage({ seconds: (performance.now() - began) / 1000, components: report.components });
       });`,
      { eval: true, workerData: { url: url.href, scores: inventedScores() } },
    );
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const { entry, judge, residual } = components;
  const detail = `components ${[entry, judge, residual].map((part) => part.toFixed(1)).join(', ')}; made with 64, 25, 36`;
  const what = `agreement and additive model, ${ENTRIES} entries × ${JUDGES} judges, ${RATINGS} ratings`;
  return [figure(what, seconds, 's', { most: 60 }, { detail })];
}

/** Totals 60 + entry + judge + noise, of standard deviations 8, 5 and 6, each pair at most once, every judge and entry marked. */
function inventedScores() {
  let state = 20_211_130;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const of = (count, deviation) => Array.from({ length: count }, () => deviation * normal());
  const [entries, judges] = [of(ENTRIES, 8), of(JUDGES, 5)];
  const pairs = new Set(Array.from({ length: ENTRIES }, (_, entry) => entry * JUDGES + (entry % JUDGES)));
  while (pairs.size < RATINGS) pairs.add(Math.floor(next() * ENTRIES) * JUDGES + Math.floor(next() * JUDGES));
  const lines = [...pairs].map((pair) => {
    const [entry, judge] = [Math.floor(pair / JUDGES), pair % JUDGES];
    const points = Math.max(0, 60 + entries[entry] + judges[judge] + 6 * normal());
    return `E${entry},J${judge},T,${points.toFixed(2)}`;
  });
  return Buffer.from(['entry,judge,criterion,points', ...lines, ''].join('\n'));
}
