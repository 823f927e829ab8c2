import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** How many mails have not left yet, and for how long the one that waits longest has been due (0 when none is). */
export interface MailStanding {
  waiting: number;
  lagSeconds: number;
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
}
