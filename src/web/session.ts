import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import type { BesideSession } from './header.counters.js';
import type { WebRequest } from './request.js';

const PgStore = connectPgSimple(session);
const HOUR = 3_600_000;
/** Idle limits (UX 1a, row 21): 8 hours; 30 minutes for administrators and on shared machines. Absolute limit 12 hours (S17). */
export const IDLE_MILLISECONDS = 8 * HOUR;
export const SHORT_IDLE_MILLISECONDS = HOUR / 2;
export const ABSOLUTE_MILLISECONDS = 12 * HOUR;
// A session's expiry is moved on once a minute at most: a page view is not a write.
const TOUCH_EVERY_MILLISECONDS = 60_000;

/** What was read beside a session, on its way to the request; never stored with it. */
const BESIDE = Symbol('beside');
type ReadSession = SessionData & { [BESIDE]?: BesideSession };

class CalmStore extends PgStore {
  private readonly touched = new Map<string, number>();
  private readonly reading: { name: string; text: string };

  constructor(
    private readonly pool: Pool,
    beside: Readonly<Record<string, string>>,
  ) {
    super({ pool, tableName: 'sessions', pruneSessionInterval: false, errorLog: () => undefined });
    const read = Object.entries(beside).map(([name, sql]) => `'${name}', ${sql}`);
    const text = `SELECT s.sess, json_build_object(${read.join(', ')}) AS beside FROM sessions s WHERE s.sid = $1 AND s.expire >= to_timestamp($2)`;
    this.reading = { name: 'session', text };
  }

  /** The store's own would ask unprepared, and the guard once more: every page of somebody signed in pays for this. */
  override get(sid: string, done: (fault: unknown, data?: SessionData | null) => void): void {
    this.pool
      .query<{ sess: ReadSession; beside: BesideSession }>({ ...this.reading, values: [sid, Date.now() / 1000] })
      .then(
        ({ rows: [row] }) => done(null, row === undefined ? null : Object.assign(row.sess, { [BESIDE]: row.beside })),
        (fault: unknown) => done(fault),
      );
  }

  override createSession(req: Request, data: ReadSession): session.Session & SessionData {
    (req as WebRequest).beside = data[BESIDE] ?? null;
    return super.createSession(req, data);
  }

  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = Date.now();
    if (now - (this.touched.get(sid) ?? 0) < TOUCH_EVERY_MILLISECONDS) {
      done?.();
      return;
    }
    if (this.touched.size > 10_000) this.touched.clear();
    this.touched.set(sid, now);
    void super.touch(sid, data, done);
  }
}

/**
 * Sessions in PostgreSQL, 256-bit ids; nobody gets one before signing in. `beside` are expressions over the session's row `s`, by
 * name, read in the same statement for every request and put on it: whoever decides about the session finds them there.
 */
export function createSessions(
  pool: Pool,
  secret: string,
  secure: boolean,
  beside: Readonly<Record<string, string>>,
): { middleware: RequestHandler; close: () => void } {
  const store = new CalmStore(pool, beside);
  const middleware = session({
    store,
    name: secure ? '__Host-hoithi' : 'hoithi',
    secret,
    resave: false,
    saveUninitialized: false,
    // The browser's copy moves on with every answer, or an idle limit would end a session in the middle of work.
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: IDLE_MILLISECONDS },
  });
  return { middleware, close: () => void store.close() };
}
