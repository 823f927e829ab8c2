import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';

const PgStore = connectPgSimple(session);
const HOUR = 3_600_000;
/** Idle limits (UX 1a, row 21): 8 hours; 30 minutes for administrators and on shared machines. Absolute limit 12 hours (S17). */
export const IDLE_MILLISECONDS = 8 * HOUR;
export const SHORT_IDLE_MILLISECONDS = HOUR / 2;
export const ABSOLUTE_MILLISECONDS = 12 * HOUR;
// A session's expiry is moved on once a minute at most: a page view is not a write.
const TOUCH_EVERY_MILLISECONDS = 60_000;

class CalmStore extends PgStore {
  private readonly touched = new Map<string, number>();

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

/** Sessions in PostgreSQL, 256-bit ids; nobody gets one before signing in. */
export function createSessions(
  pool: Pool,
  secret: string,
  secure: boolean,
): { middleware: RequestHandler; close: () => void } {
  const store = new CalmStore({ pool, tableName: 'sessions', pruneSessionInterval: false, errorLog: () => undefined });
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
