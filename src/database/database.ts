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

/** Between the commit of an act and the memory of where it led lie a moment and one statement; whoever presses twice waits that long, looking this often. */
const LED_WITHIN_MILLISECONDS = 2_000;
const WRITE_LED_AFTER_MILLISECONDS = 10;
const LOOK_AGAIN_MILLISECONDS = 15;

/** The one door to PostgreSQL: reading for pages, acting in transactions. */
export class Database {
  /** Queries outside a transaction, for pages. */
  readonly reader: Reader;
  /** The same on connections of its own: for what takes long and is asked while something else that takes long is under way. */
  readonly beside: Reader;
  /** The connections themselves, for the session store alone. */
  readonly pool: Pool;
  private readonly led = new Map<string, string>();

  constructor(readonly source: DataSource) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    this.reader = new TurnReader(this.pool);
    this.beside = new TurnReader(this.pool);
  }

  /**
   * Runs one act in one transaction, all or nothing. Its form key is spent in the same transaction, so the second
   * press of a button waits for the first and then throws AlreadyDone. An act that recorded no audit event is a
   * fault of ours and does not commit.
   */
  async act<Result>(act: Act, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.run(act, recorded(work));
  }

  /**
   * The same for an act that many do at once: what `work` asks first goes out with the beginning, in one message. Until that is
   * answered the transaction's clock is not known.
   */
  async actAtOnce<Result>(act: Act, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.run(act, recorded(work), { atOnce: true });
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
    { dryRun = false, mode = '', atOnce = false } = {},
  ): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A line that breaks is told by the statement that was on it; nobody else has to hear.
    client.on('error', alreadyTold);
    try {
      const tx = new Tx(client, this.begin(client, act, mode));
      if (!atOnce) await tx.hasBegun();
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
   * not wait for it, what many finish at one moment is written together, and its commit does not wait for the disk.
   */
  rememberLocation(formKey: string, location: string): void {
    if (this.led.size === 0) setTimeout(() => this.writeLed(), WRITE_LED_AFTER_MILLISECONDS);
    this.led.set(formKey, location);
  }

  private writeLed(): void {
    const led = [...this.led];
    this.led.clear();
    const remembered = this.pool.query({
      name: 'remember-locations',
      text: `WITH hurried AS (SELECT set_config('synchronous_commit', 'off', true))
        UPDATE form_keys f SET location = led.location FROM hurried, unnest($1::text[], $2::text[]) AS led (key, location) WHERE f.key = led.key`,
      values: [led.map(([key]) => key), led.map(([, location]) => location)],
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

  /** Begins a transaction, spends the form's key and reads the clock in one message: every act pays for each of them. */
  private async begin(client: PoolClient, act: Act | null, mode: string): Promise<Instant> {
    gather(client);
    const begun = client.query(act === null ? `BEGIN ${mode}; ${AS_LONG_AS_IT_TAKES}` : `BEGIN ${mode}`);
    const formKey = act?.formKey ?? null;
    const told = formKey === null ? send(client, CLOCK, []) : send(client, SPEND, [formKey, act?.actor.personId]);
    const [, answer] = await Promise.all([begun, told]);
    const now = (answer as QueryResult<{ now: Instant }>).rows[0]?.now;
    if (now !== undefined) return now;
    if (formKey !== null) throw new AlreadyDone();
    throw new Error('the database told no time');
  }
}

/** Nobody waits for housekeeping, checks, archives and imports of whole contests: what they ask may take longer than a page may. */
const AS_LONG_AS_IT_TAKES = 'SET LOCAL statement_timeout = 0';
const CLOCK = `SELECT date_trunc('milliseconds', now()) AS now`;
/** No row for a key that is spent already. */
const SPEND = `INSERT INTO form_keys (key, person_id, at) VALUES ($1, $2, date_trunc('milliseconds', now()))
  ON CONFLICT (key) DO NOTHING RETURNING at AS now`;

/** The work, which fails if it recorded nothing. */
const recorded =
  <Result>(work: (tx: Tx) => Promise<Result>) =>
  async (tx: Tx): Promise<Result> => {
    const result = await work(tx);
    if (tx.recorded === 0) throw new Error('an act must record what it did');
    return result;
  };

const alreadyTold = (): void => undefined;
