import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { formatTime } from '../kernel/vietnamese/dates.js';
import type { Instant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';

/** How fast wrong tries become slow: so many are free, each one more doubles the wait, quiet for a while forgets them all. */
export interface DelayRule {
  free: number;
  firstWaitSeconds: number;
  longestWaitSeconds: number;
  forgottenAfterSeconds: number;
}

/**
 * Four slips are free. Then 15, 30, 60 … seconds: of a hundred wrong tries seven are looked at in the first minute.
 * The longest wait stays short, so that somebody who hammers at an account does not lock its owner out for the day.
 */
export const ACCOUNT_RULE: DelayRule = {
  free: 4,
  firstWaitSeconds: 15,
  longestWaitSeconds: 300,
  forgottenAfterSeconds: 86_400,
};

/** A whole town hall may stand behind one address, so it has more room and forgets sooner. */
export const ADDRESS_RULE: DelayRule = {
  free: 40,
  firstWaitSeconds: 2,
  longestWaitSeconds: 60,
  forgottenAfterSeconds: 900,
};

// $2 now, $3 free, $4 first wait, $5 longest wait, $6 forgotten after (seconds).
const COUNTED = `(CASE WHEN d.failed_at < $2::timestamptz - make_interval(secs => $6) THEN 1 ELSE d.failures + 1 END)`;
// A free try blocks nobody, not even until its own instant: tries at one moment commit in any order, and one that began a
// millisecond earlier would be turned away.
const BOOK_SQL = `
  INSERT INTO sign_in_delays AS d (subject, failures, failed_at, blocked_until) VALUES ($1, 1, $2, '-infinity')
  ON CONFLICT (subject) DO UPDATE SET
    failures = ${COUNTED},
    failed_at = $2,
    blocked_until = CASE WHEN ${COUNTED} <= $3 THEN '-infinity'
      ELSE $2::timestamptz + make_interval(secs => least($5::float8, $4::float8 * power(2, least(${COUNTED} - $3 - 1, 30)))) END
  WHERE d.blocked_until <= $2`;

// A booked try is found right or wrong well within this time.
const IN_FLIGHT_MILLISECONDS = 1000;

/** Counts wrong tries in the database, so that all copies of the server and all restarts share one count (S22). */
@Injectable()
export class SignInDelay {
  /**
   * Books a try as failed before anybody looks at the password, so that many tries at one moment cannot slip through
   * together; `forget` or `refund` take it back when it was right. Who must wait is refused with `sign-in-wait`; `isFresh` says
   * that the last try was booked this very second, so that it may yet turn out right.
   */
  async book(tx: Tx, subject: string, rule: DelayRule): Promise<void> {
    const { free, firstWaitSeconds, longestWaitSeconds, forgottenAfterSeconds } = rule;
    const booked = await tx.changed(BOOK_SQL, [
      subject,
      tx.now,
      free,
      firstWaitSeconds,
      longestWaitSeconds,
      forgottenAfterSeconds,
    ]);
    if (booked === 1) return;
    const waiting = await tx.one<{ until: Instant; failedAt: Instant }>(
      'SELECT blocked_until AS until, failed_at AS "failedAt" FROM sign_in_delays WHERE subject = $1',
      [subject],
    );
    const { until, failedAt } = waiting ?? { until: tx.now, failedAt: tx.now };
    throw new Refused({
      code: 'sign-in-wait',
      retryAfterSeconds: Math.max(1, Math.ceil((until.getTime() - tx.now.getTime()) / 1000)),
      untilText: formatTime(until),
      isFresh: tx.now.getTime() - failedAt.getTime() < IN_FLIGHT_MILLISECONDS,
    });
  }

  /** The owner has come in: the count of this subject starts again from nothing. */
  async forget(tx: Tx, subject: string): Promise<void> {
    await tx.changed('DELETE FROM sign_in_delays WHERE subject = $1', [subject]);
  }

  /** Takes back one booked try, and the wait it brought; the wrong ones before it still count. */
  async refund(tx: Tx, subject: string): Promise<void> {
    await tx.changed(
      'UPDATE sign_in_delays SET failures = greatest(failures - 1, 0), blocked_until = least(blocked_until, $2) WHERE subject = $1',
      [subject, tx.now],
    );
  }
}
