import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { NewJob } from '../../../src/jobs/job.facts.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import { JobRepository } from '../../../src/jobs/job.repository.js';
import { JobWorker } from '../../../src/jobs/job.worker.js';
import { Jobs } from '../../../src/jobs/jobs.js';
import { createLogger } from '../../../src/web/logger.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

/** What stands in for one process of the platform; with a shorter lease, tests need not wait for the real one. */
function oneProcess(leaseSeconds?: number) {
  const repository = new JobRepository();
  const jobs = new Jobs(repository);
  const handlers = new JobHandlers();
  return {
    jobs,
    handlers,
    worker: new JobWorker(database, repository, jobs, handlers, createLogger('silent'), leaseSeconds),
  };
}
type Process = ReturnType<typeof oneProcess>;

let here: Process;
let ran: number[];
const started: Process[] = [];
beforeEach(() => {
  here = oneProcess();
  ran = [];
  here.handlers.on<{ n: number }>('sum', async ({ n }) => void ran.push(n));
});
afterEach(async () => {
  for (const { worker } of started.splice(0)) await worker.stop();
  await database.pool.query('DELETE FROM jobs');
});

const start = (process: Process): Process => {
  process.worker.start();
  started.push(process);
  return process;
};
const add = (job: NewJob): Promise<void> => database.transaction((tx) => here.jobs.add(tx, job));
const sum = (n: number, more: Partial<NewJob> = {}): Promise<void> => add({ kind: 'sum', about: { n }, ...more });
const waiting = () =>
  database.reader.rows<{ kind: string; tries: number; isParked: boolean; seconds: number; lastError: string | null }>(
    `SELECT kind, tries, parked_at IS NOT NULL AS "isParked", round(extract(epoch FROM due_at - now()))::int AS seconds,
      last_error AS "lastError" FROM jobs ORDER BY id`,
  );
/** These seconds, less what a busy machine needs to come and look. */
const about = (seconds: number): unknown => ({
  asymmetricMatch: (seen: number) => seen <= seconds && seen > seconds - 4,
});
/** Well past its time, so that a machine whose clock is being set back a little finds it due all the same. */
const makeDue = (): Promise<unknown> =>
  database.pool.query(`UPDATE jobs SET due_at = now() - interval '1 minute' WHERE parked_at IS NULL`);
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const began = performance.now(); !(await isSo()); await pause(5))
    if (performance.now() - began > 15_000) throw new Error('it did not come to that within 15 s');
}

describe('A job', () => {
  it('exists when its act does: a rolled back act leaves none', async () => {
    const failing = database.transaction(async (tx) => {
      await here.jobs.add(tx, { kind: 'sum', about: { n: 1 } });
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await waiting()).toEqual([]);
  });

  it('is run right after its act, in the order of coming, and is gone', async () => {
    start(here);
    for (const n of [1, 2, 3]) await sum(n);
    await until(() => ran.length === 3);
    expect(ran).toEqual([1, 2, 3]);
  });

  it('waits for its time', async () => {
    await sum(1, { notBefore: new Date(Date.now() + 60_000) });
    expect(await here.worker.runDue()).toBe(0);
    await makeDue();
    expect(await here.worker.runDue()).toBe(1);
  });

  it('stands once for a key, at the earliest of the times asked for', async () => {
    await sum(1, { once: 'a', notBefore: new Date(Date.now() + 60_000) });
    await sum(1, { once: 'a' });
    await sum(1, { once: 'a', notBefore: new Date(Date.now() + 90_000) });
    await sum(2, { once: 'b' });
    await here.worker.runDue();
    expect(ran).toEqual([1, 2]);
  });

  it('asked for anew while it runs is run once more, since the run may have looked too early', async () => {
    let looked = 0;
    here.handlers.on('look', async () => {
      looked += 1;
      if (looked === 1) for (let i = 0; i < 3; i += 1) await add({ kind: 'look', about: {}, once: 'x' });
    });
    await add({ kind: 'look', about: {}, once: 'x' });
    await here.worker.runDue();
    expect([looked, await waiting()]).toEqual([2, []]);
  });

  it('may put itself off without that counting as a failure', async () => {
    let tries: number[] = [];
    here.handlers.on('later', async (_, run) => {
      tries = [...tries, run.tries];
      return tries.length < 8 ? new Date(Date.now() - 60_000) : undefined;
    });
    await add({ kind: 'later', about: {} });
    await here.worker.runDue();
    expect([tries, await waiting()]).toEqual([Array(8).fill(1), []]);
  });

  it('of a kind that this process does not know is left to others', async () => {
    await add({ kind: 'foreign', about: {} });
    expect(await here.worker.runDue()).toBe(0);
    expect(await waiting()).toMatchObject([{ kind: 'foreign', tries: 0 }]);
  });
});

describe('A job that fails', () => {
  it('is tried five times, later each time, then parked with its last error; the others go on', async () => {
    let failures = 0;
    here.handlers.on('poison', async () => {
      failures += 1;
      throw new Error(`no such picture, ${failures}`);
    });
    await add({ kind: 'poison', about: {}, once: 'p' });
    const delays: number[] = [];
    for (let i = 1; i <= 5; i += 1) {
      await sum(i);
      await here.worker.runDue();
      delays.push((await waiting())[0]?.seconds ?? 0);
      if (i < 5) await makeDue();
    }
    expect(delays.slice(0, 4)).toEqual([about(5), about(30), about(120), about(600)]);
    expect(await waiting()).toMatchObject([
      { kind: 'poison', tries: 5, isParked: true, lastError: 'no such picture, 5' },
    ]);
    expect(ran).toEqual([1, 2, 3, 4, 5]);
    await makeDue();
    expect(await here.worker.runDue()).toBe(0);

    // Asked for anew it is taken up anew.
    await add({ kind: 'poison', about: {}, once: 'p' });
    expect(await waiting()).toMatchObject([{ tries: 0, isParked: false }]);
  });

  it('by killing its process each time is parked as well', async () => {
    await sum(1);
    await database.pool.query(`UPDATE jobs SET tries = 5, lease = gen_random_uuid()`);
    await here.worker.runDue();
    expect(ran).toEqual([]);
    expect(await waiting()).toMatchObject([
      { isParked: true, lastError: 'the process died each time while it ran this' },
    ]);
  });
});

describe('Several processes on one database', () => {
  it('run each job once', async () => {
    const processes = [here, oneProcess(), oneProcess()];
    for (const other of processes.slice(1))
      other.handlers.on<{ n: number }>('sum', async ({ n }) => {
        await pause(1);
        ran.push(n);
      });
    const all = Array.from({ length: 60 }, (_, n) => n);
    await database.transaction(async (tx) => {
      for (const n of all) await here.jobs.add(tx, { kind: 'sum', about: { n } });
    });
    processes.forEach(start);
    await until(() => ran.length >= all.length);
    await pause(100);
    expect(ran.sort((a, b) => a - b)).toEqual(all);
  });

  it('take over what a killed one was running once its lease has run out', async () => {
    await sum(7);
    const began = performance.now();
    // A process that was killed says nothing any more: its lease is all that is left of it.
    await new JobRepository().take(database.reader, ['sum'], 1);
    start(here);
    await until(() => ran.length === 1);
    expect(performance.now() - began).toBeGreaterThan(1_000);
  });

  it('leave a job alone for as long as its process lives', async () => {
    const runs: string[] = [];
    const [holder, other] = [oneProcess(2), oneProcess(2)];
    for (const [name, { handlers }] of Object.entries({ holder, other }))
      handlers.on('long', async () => {
        runs.push(name);
        await pause(3_000);
      });
    await add({ kind: 'long', about: {} });
    start(holder);
    await until(() => runs.length === 1);
    start(other);
    await until(async () => (await waiting()).length === 0);
    expect(runs).toEqual(['holder']);
  });

  it('tell a run that lost its lease, to a pause of its process, that it is no longer theirs', async () => {
    const slow = oneProcess(1);
    let lost = false;
    slow.handlers.on('slow', async (_, { signal }) => {
      await database.pool.query(`UPDATE jobs SET lease = gen_random_uuid()`);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      lost = true;
    });
    await add({ kind: 'slow', about: {} });
    start(slow);
    await until(() => lost);
    // What it then says of the job changes nothing: the job is another's now.
    await slow.worker.stop();
    expect(await waiting()).toMatchObject([{ kind: 'slow', tries: 1 }]);
  });

  it('do a duty once each time, and again after its span even when it failed', async () => {
    let done = 0;
    const duty = async (): Promise<void> => {
      done += 1;
      if (done === 1) throw new Error('not today');
    };
    const other = oneProcess();
    for (const { handlers } of [here, other]) handlers.every('sweep', 900, duty);
    start(here);
    start(other);
    const noted = async (lastError: string | null): Promise<boolean> => (await waiting())[0]?.lastError === lastError;
    await until(() => noted('not today'));
    await pause(100);
    expect([done, await waiting()]).toMatchObject([1, [{ kind: 'sweep', tries: 0, seconds: about(900) }]]);
    await makeDue();
    await until(() => noted(null));
    expect([done, await waiting()]).toMatchObject([2, [{ kind: 'sweep', seconds: about(900) }]]);
  });
});

describe('A process that stops', () => {
  it('finishes what it is running', async () => {
    let isRunning = false;
    const stopping = Promise.withResolvers<void>();
    here.handlers.on('short', async () => {
      isRunning = true;
      await stopping.promise;
      ran.push(9);
    });
    await add({ kind: 'short', about: {} });
    here.worker.start();
    await until(() => isRunning);
    const stopped = here.worker.stop();
    stopping.resolve();
    await stopped;
    expect([ran, await waiting()]).toEqual([[9], []]);
  });

  it('tells a long run to end, and leaves its job to the next process as if it had not been tried', async () => {
    let isRunning = false;
    here.handlers.on('endless', (_, { signal }) => {
      isRunning = true;
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('told to end'))),
      );
    });
    await add({ kind: 'endless', about: {} });
    here.worker.start();
    await until(() => isRunning);
    await here.worker.stop(100);
    expect(await waiting()).toMatchObject([{ kind: 'endless', tries: 0, seconds: about(0), lastError: null }]);
  });
});
