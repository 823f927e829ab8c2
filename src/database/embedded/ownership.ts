import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** Any fixed number; everybody who uses the server means the same lock by it. "HoiT" in ASCII. */
const OWNER_LOCK = 0x486f6954;
/** A guest asks this often whether the owner has gone. */
const ASK_AGAIN_MS = 1_000;
/** Connections that were just closed stay listed for a moment. */
const FAREWELL_MS = 500;

/**
 * One process at a time owns the server: the one that holds a session-level advisory lock on a connection kept for nothing else.
 * PostgreSQL frees the lock the moment its process dies, however it dies. The others are guests, who keep asking for the lock.
 */
export class Ownership {
  private client: pg.Client | null = null;
  private holds = false;
  private ended = false;
  private readonly url: string;
  private readonly ownName: string;

  /** `url` signs in as superuser; `ownName` is the application name of this process's other connections. */
  constructor(url: string, ownName: string) {
    this.url = url;
    this.ownName = ownName;
  }

  /** Does this process own the server at this moment? */
  get owned(): boolean {
    return this.holds;
  }

  /** Connects, asks for the lock once, and goes on asking in the background. Throws when the server does not let us in. */
  async begin(): Promise<pg.Client> {
    const client = await this.connect();
    await this.ask();
    void this.keepAsking();
    return client;
  }

  /** Asks once more; true when this process owns the server now. */
  async ask(): Promise<boolean> {
    if (this.holds) return true;
    const client = this.client ?? (await this.connect());
    const answer = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [OWNER_LOCK]);
    return (this.holds = answer.rows[0]?.got === true);
  }

  /** Is anybody else connected: a guest, another process's pool, somebody with psql? */
  async hasCompany(): Promise<boolean> {
    const giveUpAt = performance.now() + FAREWELL_MS;
    for (;;) {
      const answer = await this.client?.query(
        `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> $1`,
        [this.ownName],
      );
      if ((answer?.rowCount ?? 0) === 0) return false;
      if (performance.now() > giveUpAt) return true;
      await pause(25);
    }
  }

  /** Lets go of the lock and the connection; the next guest who asks becomes owner. */
  async end(): Promise<void> {
    this.ended = true;
    this.holds = false;
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'hoithi-owner-lock',
      keepAlive: true,
    });
    const lost = (): void => {
      if (this.client === client) this.client = null;
      this.holds = false;
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    if (this.ended) await client.end(); // closed while we knocked
    return (this.client = client);
  }

  /** After a crash of a server process PostgreSQL drops every connection, the lock with it: connect and ask anew. */
  private async keepAsking(): Promise<void> {
    while (!this.ended) {
      await pause(ASK_AGAIN_MS, undefined, { ref: false });
      if (this.ended || this.holds) continue;
      try {
        await this.ask();
      } catch {
        // The server restarts or has gone; the pool's own errors tell it to whoever needs to know.
      }
    }
  }
}
