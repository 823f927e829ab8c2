import pg, { type Pool, type PoolClient, type QueryResult } from 'pg';
import { gather, Reader, send } from './tx.js';

interface Asked {
  sql: string;
  parameters: readonly unknown[];
  resolve: (result: QueryResult) => void;
  reject: (fault: unknown) => void;
}

/**
 * Reads for pages. Statements asked for in one turn of the event loop (a `Promise.all` of a page) share one connection and go to
 * the server in one message: a trip there and back costs more than most statements do. Each is answered or fails for itself, as
 * if it had been sent alone; none of them sees another's snapshot.
 */
export class TurnReader extends Reader {
  private asked: Asked[] = [];

  constructor(private readonly pool: Pool) {
    super();
  }

  protected run(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      if (this.asked.push({ sql, parameters, resolve, reject }) === 1) process.nextTick(() => void this.sendAsked());
    });
  }

  private async sendAsked(): Promise<void> {
    const turn = this.asked;
    this.asked = [];
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (fault) {
      for (const { reject } of turn) reject(fault);
      return;
    }
    // A line that breaks is told by every statement on it; nobody else has to hear.
    client.on('error', alreadyTold);
    let broken = false;
    gather(client);
    const answers = turn.map(async ({ sql, parameters, resolve, reject }) => {
      try {
        resolve(await send(client, sql, parameters));
      } catch (fault) {
        // What the server itself refuses leaves the connection whole.
        broken ||= !(fault instanceof pg.DatabaseError);
        reject(fault);
      }
    });
    await Promise.all(answers);
    client.off('error', alreadyTold);
    client.release(broken);
  }
}

const alreadyTold = (): void => undefined;
