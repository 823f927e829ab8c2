import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Instant } from '../kernel/instant.js';

/** How many mails have not left yet, and for how long the one that waits longest has been due (0 when none is). */
export interface MailStanding {
  waiting: number;
  lagSeconds: number;
}

/** What became of the mails so far, for whoever looks after them. */
export interface MailOutcome extends MailStanding {
  /** When one left last; null when none ever did. */
  sentAt: Instant | null;
  /** The last one given up: when, and what the mail server said. */
  failed: { at: Instant; said: string } | null;
  /** What was said of the mail that was put off last and still waits; null when none was. */
  putOff: string | null;
}

/** How the mails stand, for whoever watches the platform. */
@Injectable()
export class MailFigures {
  constructor(private readonly database: Database) {}

  async standing(): Promise<MailStanding> {
    const row = await this.database.reader.one<MailStanding>(
      `SELECT count(*)::int AS waiting,
              coalesce(extract(epoch FROM now() - min(not_before) FILTER (WHERE not_before <= now())), 0)::float8 AS "lagSeconds"
         FROM notice_mails WHERE state IN ('waiting', 'sending')`,
    );
    return row ?? { waiting: 0, lagSeconds: 0 };
  }

  async outcome(): Promise<MailOutcome> {
    const { reader } = this.database;
    const [standing, sent, failed, putOff] = await Promise.all([
      this.standing(),
      reader.one<{ at: Instant | null }>(`SELECT max(ended_at) AS at FROM notice_mails WHERE state = 'sent'`),
      reader.one<{ at: Instant; said: string }>(
        `SELECT ended_at AS at, last_error AS said FROM notice_mails WHERE state = 'failed' ORDER BY ended_at DESC LIMIT 1`,
      ),
      reader.one<{ said: string }>(
        `SELECT last_error AS said FROM notice_mails WHERE state = 'waiting' AND last_error IS NOT NULL ORDER BY handed_at DESC LIMIT 1`,
      ),
    ]);
    return { ...standing, sentAt: sent?.at ?? null, failed, putOff: putOff?.said ?? null };
  }
}
