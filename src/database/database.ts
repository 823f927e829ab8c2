import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { gather, type Reader, send, Tx } from './tx.js';
import { TurnReader } from './turn.reader.js';

/** The same form was sent twice; the first sending has done it. `Database.locationOf` tells where it led. */
export class AlreadyDone extends Error {
  constructor() {
    super('this form was already handled');
    this.name = 'AlreadyDone';
  }
}

/** Between the commit of an act and the memory of where it led lies one statement; whoever presses twice waits that long, looking this often. */
const LED_WITHIN_MILLISECONDS = 2_000;
const LOOK_AGAIN_MILLISECONDS = 15;

/** The one door to PostgreSQL: reading for pages, acting in transactions. */
export class Database {
  /** Queries outside a transaction, for pages. */
  readonly reader: Reader;
  /** The connections themselves, for the session store alone. */
  readonly pool: Pool;

  constructor(readonly source: DataSource) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    this.reader = new TurnReader(this.pool);
  }

  /**
   * Runs one act in one transaction, all or nothing. Its form key is spent in the same transaction, so the second
   * press of a button waits for the first and then throws AlreadyDone. An act that recorded no audit event is a
   * fault of ours and does not commit.
   */
  async act<Result>(act: Act, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.run(act, async (tx) => {
      const result = await work(tx);
      if (tx.recorded === 0) throw new Error('an act must record what it did');
      return result;
    });
  }

  /**
   * A transaction that is nobody's act: housekeeping, migrations of data, sign-in counters. Everything else is `act`. With
   * `dryRun` everything is tried, answered or refused as ever, and then nothing of it stands.
   */
  async transaction<Result>(work: (tx: Tx) => Promise<Result>, { dryRun = false } = {}): Promise<Result> {
    return this.run(null, work, { dryRun });
  }

  /**
   * Reads the data as it stands at one moment, however long that takes and whatever is done meanwhile: one repeatable-read transaction that
   * writes nothing. It keeps a connection of the pool for as long.
   */
  async snapshot<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    return this.run(null, work, { mode: 'ISOLATION LEVEL REPEATABLE READ READ ONLY' });
  }

  private async run<Result>(
    act: Act | null,
    work: (tx: Tx) => Promise<Result>,
    { dryRun = false, mode = '' } = {},
  ): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A line that breaks is told by the statement that was on it; nobody else has to hear.
    client.on('error', alreadyTold);
    try {
      const tx = await this.begin(client, act, mode);
      const result = await work(tx);
      await (dryRun ? tx.undo() : tx.commit());
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.off('error', alreadyTold);
      client.release(broken);
    }
  }

  /**
   * Remembers where a finished form led, for the second press of its button. Losing this loses nothing else: the answer does
   * not wait for it, and its commit does not wait for the disk.
   */
  rememberLocation(formKey: string, location: string): void {
    const remembered = this.pool.query({
      name: 'remember-location',
      text: `WITH hurried AS (SELECT set_config('synchronous_commit', 'off', true))
        UPDATE form_keys SET location = $2 FROM hurried WHERE key = $1`,
      values: [formKey, location],
    });
    remembered.catch(() => undefined);
  }

  /**
   * Where the first press of this form led, waiting a moment while that press is only just being answered. Null when it led
   * nowhere, when its process died in between, and for everybody but its own sender.
   */
  async locationOf(formKey: string, personId: string): Promise<string | null> {
    const giveUpAt = performance.now() + LED_WITHIN_MILLISECONDS;
    for (;;) {
      const first = await this.reader.one<{ location: string | null; isFresh: boolean }>(
        `SELECT location, at > now() - make_interval(secs => $3) AS "isFresh" FROM form_keys WHERE key = $1 AND person_id = $2`,
        [formKey, personId, LED_WITHIN_MILLISECONDS / 1000],
      );
      if (first === null || first.location !== null || !first.isFresh) return first?.location ?? null;
      if (performance.now() > giveUpAt) return null;
      await pause(LOOK_AGAIN_MILLISECONDS);
    }
  }

  /** Begins a transaction, reads its clock and spends the form's key in one message: every act pays for each of them. */
  private async begin(client: PoolClient, act: Act | null, mode: string): Promise<Tx> {
    gather(client);
    const begun: Promise<unknown> = client.query(`BEGIN ${mode}; SELECT date_trunc('milliseconds', now()) AS now`);
    const spent = act === null || act.formKey === null ? null : send(client, SPEND, [act.formKey, act.actor.personId]);
    const [answers, spending] = await Promise.all([begun, spent]);
    const now = (answers as [unknown, QueryResult<{ now: Instant }>])[1].rows[0]?.now;
    if (now === undefined) throw new Error('the database told no time');
    if (spending?.rowCount === 0) throw new AlreadyDone();
    return new Tx(client, now);
  }
}

const SPEND = `INSERT INTO form_keys (key, person_id, at) VALUES ($1, $2, date_trunc('milliseconds', now())) ON CONFLICT (key) DO NOTHING`;

const alreadyTold = (): void => undefined;
