import { Worker } from 'node:worker_threads';
import {
  type AgreementReport,
  agreementOf,
  type CompleteCases,
  completeCasesOf,
  type Judged,
  type Resampling,
} from './agreement-report.js';

/** What goes to the thread: functions cannot, so homes are pairs of places. */
export interface AgreementTask {
  judged: Pick<Judged, 'ratings' | 'sheets'>;
  homes: readonly (readonly [judge: number, entry: number])[] | null;
  resampling: Resampling;
}

/** The report, and beside it what only complete cases say. */
export interface AgreementAnswer {
  report: AgreementReport;
  complete: CompleteCases;
}

/** Milliseconds after which a thread is given up; 10 000 entries by 60 judges take some seconds, on a busy machine half a minute. */
const TIME_LIMIT = 180_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * The report on agreement, computed in a thread of its own, one after another, so that the server answers others meanwhile; the thread
 * ends with its answer and gives its memory back. Throws when it took too long.
 */
export function agreementInThread(task: AgreementTask): Promise<AgreementAnswer> {
  const turn = last.then(() => (import.meta.url.endsWith('.ts') ? answerTo(task) : startThread(task)));
  last = turn.catch(() => undefined);
  return turn;
}

/** What the thread answers. Read as they are, as in tests, its parts would not find each other from a thread: there it is asked in place. */
export function answerTo({ judged, homes, resampling }: AgreementTask): AgreementAnswer {
  const complete = completeCasesOf(judged);
  if (homes === null) return { report: agreementOf(judged, resampling), complete };
  const pairs = new Set(homes.map(([judge, entry]) => `${judge} ${entry}`));
  const isHome = (judge: number, entry: number): boolean => pairs.has(`${judge} ${entry}`);
  return { report: agreementOf({ ...judged, isHome }, resampling), complete };
}

function startThread(task: AgreementTask): Promise<AgreementAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./agreement.worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    const end = (answer: AgreementAnswer | Error): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on('error', () => undefined); // a thread that is being ended has nothing more to tell
      void worker.terminate();
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    };
    const timer = setTimeout(() => end(new Error('the report on agreement took too long')), TIME_LIMIT);
    worker.on('message', end);
    worker.on('error', end);
    worker.on('exit', () => end(new Error('the thread of the report on agreement ended early')));
    worker.postMessage(task);
  });
}
