import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import type { About, ListedJob, NewJob, SeenJob } from './job.facts.js';
import { JOB_STATE_SQL, type JobState } from './job.states.js';

/** A job in the hands of a runner, who says with `lease` that it is still his. */
export interface LeasedJob {
  id: number;
  kind: string;
  about: About;
  tries: number;
  lease: string;
  lastError: string | null;
}

/** The table `jobs`. Its times are the database's own clock, so that processes with wrong clocks agree. */
@Injectable()
export class JobRepository {
  async add(tx: Tx, { kind, about, once, notBefore }: NewJob): Promise<void> {
    await tx.changed(
      `INSERT INTO jobs (kind, about, once, added_at, due_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (kind, once) WHERE once IS NOT NULL DO UPDATE SET
          again = jobs.lease IS NOT NULL,
          due_at = CASE WHEN jobs.lease IS NULL AND jobs.parked_at IS NULL THEN least(jobs.due_at, excluded.due_at)
            WHEN jobs.parked_at IS NOT NULL THEN excluded.due_at ELSE jobs.due_at END,
          tries = CASE WHEN jobs.parked_at IS NULL THEN jobs.tries ELSE 0 END,
          parked_at = NULL`,
      [kind, JSON.stringify(about), once ?? null, tx.now, notBefore ?? tx.now],
    );
  }

  /** Puts a periodic duty on the list, due at once, unless it stands there. */
  async addDuty(tx: Tx, kind: string): Promise<void> {
    await tx.changed(
      `INSERT INTO jobs (kind, about, once, added_at, due_at) VALUES ($1, '{}', 'duty', $2, $2)
        ON CONFLICT (kind, once) WHERE once IS NOT NULL DO NOTHING`,
      [kind, tx.now],
    );
  }

  /** Takes the job that has been due for longest among these kinds, for so many seconds; null when none is. */
  take(reader: Reader, kinds: readonly string[], seconds: number): Promise<LeasedJob | null> {
    return reader.one<LeasedJob>(
      `UPDATE jobs SET lease = gen_random_uuid(), due_at = now() + make_interval(secs => $2), tries = tries + 1
        WHERE id = (SELECT id FROM jobs WHERE parked_at IS NULL AND due_at <= now() AND kind = ANY($1)
          ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, about, tries, lease, last_error AS "lastError"`,
      [kinds, seconds],
    );
  }

  /** Keeps these for so many seconds more; answers the leases that still hold. */
  async keep(reader: Reader, leases: readonly string[], seconds: number): Promise<Set<string>> {
    const held = await reader.rows<{ lease: string }>(
      `UPDATE jobs SET due_at = now() + make_interval(secs => $2) WHERE lease = ANY($1) RETURNING lease`,
      [leases, seconds],
    );
    return new Set(held.map(({ lease }) => lease));
  }

  /** The job is done and gone, or, when it was asked for meanwhile, due once more. */
  async finish(tx: Tx, lease: string): Promise<void> {
    if ((await tx.changed(`DELETE FROM jobs WHERE lease = $1 AND NOT again`, [lease])) > 0) return;
    await tx.changed(
      `UPDATE jobs SET lease = NULL, again = false, tries = 0, last_error = NULL, due_at = now() WHERE lease = $1`,
      [lease],
    );
  }

  /** Due again at that instant, as if this run had not been. */
  async putOff(tx: Tx, lease: string, until: Instant): Promise<void> {
    await tx.changed(`UPDATE jobs SET lease = NULL, again = false, tries = tries - 1, due_at = $2 WHERE lease = $1`, [
      lease,
      until,
    ]);
  }

  /** Due again at once, as if these runs had not been: their process stops. */
  async putBack(tx: Tx, leases: readonly string[]): Promise<void> {
    await tx.changed(`UPDATE jobs SET lease = NULL, tries = tries - 1, due_at = now() WHERE lease = ANY($1)`, [leases]);
  }

  /** Due again in so many seconds, with the fault noted if there was one. */
  async repeat(tx: Tx, lease: string, seconds: number, error: string | null): Promise<void> {
    await tx.changed(
      `UPDATE jobs SET lease = NULL, again = false, tries = 0, last_error = $3, due_at = now() + make_interval(secs => $2)
        WHERE lease = $1`,
      [lease, seconds, error],
    );
  }

  async retry(tx: Tx, lease: string, seconds: number, error: string): Promise<void> {
    await tx.changed(
      `UPDATE jobs SET lease = NULL, again = false, last_error = $3, due_at = now() + make_interval(secs => $2) WHERE lease = $1`,
      [lease, seconds, error],
    );
  }

  async park(tx: Tx, lease: string, error: string): Promise<void> {
    await tx.changed(
      `UPDATE jobs SET lease = NULL, again = false, last_error = $2, parked_at = now() WHERE lease = $1`,
      [lease, error],
    );
  }

  /** Jobs of one state and how many there are in all: parked ones the last first, others by when they are due. */
  async listed(
    reader: Reader,
    state: JobState,
    page: { limit: number; offset: number },
  ): Promise<{ jobs: ListedJob[]; total: number }> {
    const rows = await reader.rows<ListedJob & { total: number }>(
      `SELECT ${LISTED}, count(*) OVER ()::int AS total FROM jobs WHERE ${JOB_STATE_SQL[state]}
        ORDER BY parked_at DESC, due_at, id DESC LIMIT $1 OFFSET $2`,
      [page.limit, page.offset],
    );
    return { jobs: rows.map(({ total: _, ...job }) => job), total: rows[0]?.total ?? 0 };
  }

  /** Those of these that are parked, by id; others are left out. */
  parkedAmong(reader: Reader, ids: readonly number[]): Promise<ListedJob[]> {
    return reader.rows<ListedJob>(
      `SELECT ${LISTED} FROM jobs WHERE id = ANY($1::bigint[]) AND ${JOB_STATE_SQL.parked} ORDER BY id`,
      [ids],
    );
  }

  /** Takes up anew those that are parked as they were seen; answers which. */
  unpark(tx: Tx, seen: readonly SeenJob[]): Promise<ListedJob[]> {
    return tx.rows<ListedJob>(
      `UPDATE jobs SET parked_at = NULL, tries = 0, due_at = now() WHERE ${AS_SEEN} RETURNING ${LISTED}`,
      valuesOf(seen),
    );
  }

  /** Removes those that are parked as they were seen; answers which. */
  removeParked(tx: Tx, seen: readonly SeenJob[]): Promise<ListedJob[]> {
    return tx.rows<ListedJob>(`DELETE FROM jobs WHERE ${AS_SEEN} RETURNING ${LISTED}`, valuesOf(seen));
  }
}

const LISTED = `id, kind, about, tries, added_at AS "addedAt", due_at AS "dueAt", parked_at AS "parkedAt", last_error AS "lastError"`;
const AS_SEEN = `(id, parked_at) IN (SELECT * FROM unnest($1::bigint[], $2::timestamptz[]))`;
const valuesOf = (seen: readonly SeenJob[]): [number[], Instant[]] => [
  seen.map(({ id }) => id),
  seen.map(({ parkedAt }) => parkedAt),
];
