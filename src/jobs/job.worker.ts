import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import type { JobHandlers } from './job.handlers.js';
import type { JobRepository, LeasedJob } from './job.repository.js';
import type { Jobs } from './jobs.js';
import { MOST_TRIES, secondsUntilNextTry } from './retry.js';

// A process that is killed is silent; its jobs are free again this long after its last sign of life, of which it gives three.
const LEASE_SECONDS = 8;
// Jobs of other processes, and those whose time has come, are found by looking: one index look-up, 0.1 ms.
const LOOK_MILLISECONDS = 1_000;
// A stop waits this long for what is running, then asks it to end, then leaves it to the next process.
const FINISH_MILLISECONDS = 5_000;
const GIVE_UP_MILLISECONDS = 2_000;
const ERROR_LENGTH = 1_000;

interface Running {
  kind: string;
  abort: AbortController;
  ended: Promise<void>;
}

/** Runs jobs in this process. Any number of processes may do so on one database: each job is leased to one at a time. */
export class JobWorker {
  private readonly running = new Map<string, Running>();
  private timers: NodeJS.Timeout[] = [];
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  private open = false;

  constructor(
    private readonly database: Database,
    private readonly repository: JobRepository,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
    private readonly logger: Logger,
    private readonly leaseSeconds: number = LEASE_SECONDS,
  ) {}

  /** Begins to run jobs, duties among them. A database that is away for a while is waited for. */
  start(): void {
    this.open = true;
    this.jobs.onAdded(() => this.look());
    this.timers = [
      setInterval(() => this.look(), LOOK_MILLISECONDS),
      setInterval(() => void this.showLife(), (this.leaseSeconds * 1000) / 3),
    ];
    void this.addDuties().then(
      () => this.look(),
      (cause: unknown) => this.logger.error({ err: cause }, 'duties could not be added'),
    );
  }

  /** Takes no more jobs, lets the running ones finish for a few seconds, and puts back the rest for another process. */
  async stop(patienceMilliseconds = FINISH_MILLISECONDS): Promise<void> {
    this.open = false;
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.looking;
    await this.endWithin(patienceMilliseconds);
    if (this.running.size === 0) return;
    for (const { abort } of this.running.values()) abort.abort();
    await this.endWithin(GIVE_UP_MILLISECONDS);
    const left = [...this.running.keys()];
    if (left.length > 0) await this.database.transaction((tx) => this.repository.putBack(tx, left));
  }

  /** Runs what is due now, one job after another, until nothing is; answers how many ran. For commands and tests. */
  async runDue(): Promise<number> {
    const kinds = this.handlers.all().map(([kind]) => kind);
    for (let ran = 0; ; ran += 1) {
      const job = await this.repository.take(this.database.reader, kinds, this.leaseSeconds);
      if (job === null) return ran;
      await this.launch(job);
    }
  }

  private async addDuties(): Promise<void> {
    const duties = this.handlers.all().filter(([, { everySeconds }]) => everySeconds !== null);
    await this.database.transaction(async (tx) => {
      for (const [kind] of duties) await this.repository.addDuty(tx, kind);
    });
  }

  /** Looks for due jobs, one look at a time; a wish during a look is granted after it. */
  private look(): void {
    if (!this.open) return;
    if (this.looking !== null) {
      this.lookAgain = true;
      return;
    }
    this.lookAgain = false;
    this.looking = this.takeWhatFits()
      .catch((cause: unknown) => this.logger.error({ err: cause }, 'jobs could not be looked for'))
      .finally(() => {
        this.looking = null;
        if (this.lookAgain) this.look();
      });
  }

  private async takeWhatFits(): Promise<void> {
    while (this.open) {
      const kinds = this.kindsWithRoom();
      const job =
        kinds.length === 0 ? null : await this.repository.take(this.database.reader, kinds, this.leaseSeconds);
      if (job === null) return;
      void this.launch(job).then(() => this.look());
    }
  }

  private kindsWithRoom(): string[] {
    const busy = [...this.running.values()].map(({ kind }) => kind);
    return this.handlers
      .all()
      .filter(([kind, { atOnce }]) => busy.filter((one) => one === kind).length < atOnce)
      .map(([kind]) => kind);
  }

  private launch(job: LeasedJob): Promise<void> {
    const abort = new AbortController();
    const ended = this.run(job, abort.signal)
      .catch((cause: unknown) => this.logger.error({ err: cause, job: job.id }, 'the end of a job could not be noted'))
      .finally(() => void this.running.delete(job.lease));
    this.running.set(job.lease, { kind: job.kind, abort, ended });
    return ended;
  }

  private async run(job: LeasedJob, signal: AbortSignal): Promise<void> {
    const { handle, everySeconds } = this.handlers.get(job.kind);
    const note = (work: (tx: Tx) => Promise<void>) => this.database.transaction(work);
    // Taken more often than it may be tried: the tries before ended with their process, so that this one would too.
    if (everySeconds === null && job.tries > MOST_TRIES) {
      const error = job.lastError ?? 'the process died each time while it ran this';
      return note((tx) => this.repository.park(tx, job.lease, error));
    }
    let again: Instant | void;
    try {
      again = await handle(job.about, { tries: job.tries, signal });
    } catch (cause) {
      if (signal.aborted) return note((tx) => this.repository.putBack(tx, [job.lease]));
      return this.noteFailure(job, everySeconds, cause);
    }
    if (again instanceof Date) return note((tx) => this.repository.putOff(tx, job.lease, again));
    if (everySeconds !== null) return note((tx) => this.repository.repeat(tx, job.lease, everySeconds, null));
    return note((tx) => this.repository.finish(tx, job.lease));
  }

  private async noteFailure(job: LeasedJob, everySeconds: number | null, cause: unknown): Promise<void> {
    const { id, kind, tries, lease } = job;
    const error = (cause instanceof Error ? cause.message : String(cause)).slice(0, ERROR_LENGTH) || 'no message';
    const seconds = everySeconds ?? secondsUntilNextTry(tries);
    this.logger[seconds === null ? 'error' : 'warn']({ err: cause, job: id, kind, tries }, 'a job failed');
    await this.database.transaction((tx) => {
      if (everySeconds !== null) return this.repository.repeat(tx, lease, everySeconds, error);
      return seconds === null
        ? this.repository.park(tx, lease, error)
        : this.repository.retry(tx, lease, seconds, error);
    });
  }

  /** Keeps the running jobs ours; whatever was lost meanwhile, to a pause of this process, is told to end. */
  private async showLife(): Promise<void> {
    const leases = [...this.running.keys()];
    if (leases.length === 0) return;
    try {
      const held = await this.repository.keep(this.database.reader, leases, this.leaseSeconds);
      for (const lease of leases) if (!held.has(lease)) this.running.get(lease)?.abort.abort();
    } catch (cause) {
      this.logger.error({ err: cause }, 'running jobs could not be kept');
    }
  }

  private async endWithin(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([Promise.all([...this.running.values()].map(({ ended }) => ended)), enough]);
    clearTimeout(timer);
  }
}
