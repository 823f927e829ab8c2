import { createHash } from 'node:crypto';
import pg, { type ClientBase, type QueryResult } from 'pg';
import type { Instant } from '../kernel/instant.js';

const statementNames = new Map<string, string>();

/** All our SQL is constant text with parameters, so PostgreSQL may keep each statement prepared under a name of its own. */
function nameOf(sql: string): string {
  let name = statementNames.get(sql);
  if (name === undefined) {
    name = createHash('sha1').update(sql).digest('base64url');
    statementNames.set(sql, name);
  }
  return name;
}

/** Reads rows. What a page needs; a transaction can do it too. */
export abstract class Reader {
  /** The rows of a query, as PostgreSQL types them; `Row` is the caller's word for it. */
  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.run(sql, parameters)).rows as Row[];
  }

  /** The one row of a query, or null; more than one is a fault of ours. */
  async one<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    const { rows } = await this.run(sql, parameters);
    if (rows.length > 1) throw new Error(`expected one row at most, got ${rows.length}: ${sql.slice(0, 120)}`);
    return (rows[0] as Row | undefined) ?? null;
  }

  protected abstract run(sql: string, parameters: readonly unknown[]): Promise<QueryResult>;
}

/** Sends a statement on a connection, prepared under its own name. Those sent before the first is answered follow at once. */
export const send = (connection: ClientBase, sql: string, parameters: readonly unknown[]): Promise<QueryResult> =>
  connection.query({ name: nameOf(sql), text: sql, values: [...parameters] });

/** The part of a connection that gathers what is written until it is uncorked. */
interface Corked {
  connection: { stream: { cork(): void; uncork(): void } };
}

/** What is sent on this connection until the present turn of the event loop ends goes out in one message. */
export function gather(connection: ClientBase): void {
  const { stream } = (connection as unknown as Corked).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** What the function `require_touched` says when a change found no row. */
const NOTHING_TOUCHED = 'HT001';

/** A guarded UPDATE without RETURNING, for `Tx.leaveChange`: as a statement that fails where it finds no row. */
export const ifTouched = (update: string): string =>
  `WITH touched AS (${update} RETURNING 1) SELECT require_touched(count(*)) FROM touched`;

/** One transaction: one act. */
export class Tx extends Reader {
  /** How many audit events this act has written; an act that wrote none does not commit. */
  recorded = 0;
  private begun: Promise<void> | null;
  private clock: Instant | null = null;
  private readonly left: Promise<unknown>[] = [];
  private readonly afterwards: (() => void)[] = [];

  /** `beginning` is on its way and answers with the clock; what fails in it fails the first statement. */
  constructor(
    private readonly connection: ClientBase,
    beginning: Promise<Instant>,
  ) {
    super();
    this.begun = beginning.then((now) => {
      this.clock = now;
    });
    this.begun.catch(() => undefined);
  }

  /** The database's own clock, read once when the transaction began. It is known with the first answer. */
  get now(): Instant {
    if (this.clock === null) throw new Error('the clock of a transaction is known with its first answer');
    return this.clock;
  }

  /** Waits until the transaction has begun, or throws what kept it from beginning. */
  async hasBegun(): Promise<void> {
    await this.begun;
    this.begun = null;
  }

  /** Writes, and answers how many rows it touched: 0 from a guarded UPDATE means that the state has moved on. */
  async changed(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.run(sql, parameters)).rowCount ?? 0;
  }

  /**
   * Writes something whose answer the act does not wait for: it travels with the commit, or with whatever the act asks next.
   * If it fails, the act fails and nothing of it stands.
   */
  leave(sql: string, parameters: readonly unknown[] = []): void {
    gather(this.connection);
    this.leaveAnswer(this.run(sql, parameters));
  }

  /** Leaves a change that must find its row (`ifTouched`). The act fails with `untouched` if it finds none: the state has moved on. */
  leaveChange(untouched: () => Error, sql: string, parameters: readonly unknown[]): void {
    gather(this.connection);
    this.leaveAnswer(
      this.run(sql, parameters).catch((fault: unknown) => {
        throw fault instanceof pg.DatabaseError && fault.code === NOTHING_TOUCHED ? untouched() : fault;
      }),
    );
  }

  private leaveAnswer(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.left.push(answer);
  }

  /** Ends the transaction for good, or throws: after a statement that failed the server would answer COMMIT with a rollback. */
  async commit(): Promise<void> {
    const committed = this.connection.query('COMMIT');
    committed.catch(() => undefined);
    await Promise.all(this.left);
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    for (const tell of this.afterwards) tell();
  }

  /** Ends the transaction as if it had not been, or throws what `commit` would have thrown: the work has been tried. */
  async undo(): Promise<void> {
    await Promise.all(this.left);
    await this.connection.query('ROLLBACK');
  }

  /** Has this called once the transaction has committed, and never when it rolled back. A hint only: the process may die between. */
  afterCommit(tell: () => void): void {
    this.afterwards.push(tell);
  }

  protected async run(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const answer = send(this.connection, sql, parameters);
    if (this.begun === null) return answer;
    answer.catch(() => undefined);
    await this.hasBegun();
    return answer;
  }
}
