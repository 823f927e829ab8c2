import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type BalanceAnswer, type BalanceProblem, LOAD_WEIGHT } from './balance.problem.js';

/** What is asked of the thread, and the addresses of the search's parts that it is started with. */
export interface SearchTask {
  problem: BalanceProblem;
  seconds: number;
}
export interface ThreadSettings {
  model: string;
  pairs: string;
  search: string;
  weight: number;
}

/** Seconds that HiGHS may take; what it has found by then is used and its distance from the bound told. */
const SOLVER_SECONDS = 8;
/** Milliseconds after which the thread is given up, exchanging pairs included. */
const TIME_LIMIT = 30_000;

interface Waiting {
  problem: BalanceProblem;
  resolve: (answer: BalanceAnswer | null) => void;
  reject: (fault: Error) => void;
}

/** Answers kept a while: a plan that met a limit of time is the previewed one when it is applied. */
const KEPT = 8;

let last: Promise<unknown> = Promise.resolve();
const kept = new Map<string, Promise<BalanceAnswer | null>>();

/**
 * Balances an assignment in a thread of its own, one after another, so that the server answers others meanwhile; the thread ends with
 * its answer and gives its memory back, the last few answers are kept (about 170 MB at 1 000 entries × 20 judges). Null when no plan was found in time.
 * Throws on a fault of ours only.
 */
export function balanceInThread(problem: BalanceProblem): Promise<BalanceAnswer | null> {
  const key = createHash('sha256').update(JSON.stringify(problem)).digest('hex');
  const answer = kept.get(key) ?? inTurn(problem);
  kept.delete(key);
  kept.set(key, answer);
  answer.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return answer;
}

function inTurn(problem: BalanceProblem): Promise<BalanceAnswer | null> {
  const turn = last.then(
    () => new Promise<BalanceAnswer | null>((resolve, reject) => start({ problem, resolve, reject })),
  );
  last = turn.catch(() => undefined);
  return turn;
}

function start({ problem, resolve, reject }: Waiting): void {
  // Compiled, this file and the thread's are .js; in tests both are read as they are.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const address = (name: string): URL => new URL(`./${name}.${ending}`, import.meta.url);
  const worker = new Worker(address('balance.worker'), {
    workerData: {
      model: address('balance.model').href,
      pairs: address('pair.search').href,
      search: address('balance.search').href,
      weight: LOAD_WEIGHT,
    } satisfies ThreadSettings,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = setTimeout(() => end(null), TIME_LIMIT);
  const end = (answer: BalanceAnswer | Error | null): void => {
    clearTimeout(timer);
    worker.removeAllListeners();
    worker.on('error', () => undefined); // a thread that is being ended has nothing more to tell
    void worker.terminate();
    if (answer instanceof Error) reject(answer);
    else resolve(answer);
  };
  worker.on('message', end);
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread that balances assignments ended early')));
  worker.postMessage({ problem, seconds: SOLVER_SECONDS } satisfies SearchTask);
}
