import { createHash } from 'node:crypto';
import type { ClientBase, QueryResult } from 'pg';
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

/** Sends a statement on a connection, prepared under its own name. */
export const send = (connection: ClientBase, sql: string, parameters: readonly unknown[]): Promise<QueryResult> =>
  connection.query({ name: nameOf(sql), text: sql, values: [...parameters] });

/** One transaction: one act. `now` is the database's own clock, read once when the transaction began. */
export class Tx extends Reader {
  /** How many audit events this act has written; an act that wrote none does not commit. */
  recorded = 0;

  constructor(
    private readonly connection: ClientBase,
    readonly now: Instant,
  ) {
    super();
  }

  /** Writes, and answers how many rows it touched: 0 from a guarded UPDATE means that the state has moved on. */
  async changed(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.run(sql, parameters)).rowCount ?? 0;
  }

  protected run(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return send(this.connection, sql, parameters);
  }
}
