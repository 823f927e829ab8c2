import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { quotaNeeded } from '../contests/quota.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import type { UnitId } from '../kernel/ids.js';
import { reminderDue } from '../notices/notice.timing.js';
import { Notices } from '../notices/notices.js';
import { ENTERED_STATES } from './entry.facts.js';
import { reminderNotice } from './entry.notices.js';

const EVERY_SECONDS = 300;

interface Standing {
  communeId: UnitId;
  communeName: string;
  villages: number;
  entered: number;
  drafts: number;
}

/**
 * Reminds communes that have not finished, 72, 24 and 3 hours before their own deadline, extensions counted, by the contest's
 * clock. Looks every five minutes; each reminder of a deadline is told once, however often it is looked for.
 */
@Injectable()
export class EntryReminders implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every('entries.remind', EVERY_SECONDS, async () => void (await this.remind()));
  }

  /** One look at every open contest; answers how many communes were found that a reminder is due for. */
  async remind(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const open = (await this.contests.all(tx)).filter(({ state }) => state === 'open');
      const calendars = await this.contests.calendarsOf(tx, open, tx.now);
      let found = 0;
      for (const contest of open) {
        const calendar = calendars.get(contest.id);
        if (calendar === undefined || !['open', 'over'].includes(calendar.phase('submission'))) continue;
        for (const standing of await this.unfinishedOf(tx, contest)) {
          const window = calendar.windowFor('submission', standing.communeId);
          const hours = window === null ? null : reminderDue(calendar.now, window.until);
          if (window === null || hours === null) continue;
          const needed = quotaNeeded(contest.quota, standing.villages);
          const short = Math.max(0, needed - standing.entered);
          const { villageNoun } = contest;
          const commune = { ...standing, needed, short, villageNoun };
          this.notices.tell(tx, contest, calendar.now, reminderNotice(commune, hours, contest.id, window.until));
          found += 1;
        }
      }
      return found;
    });
  }

  /** The communes below their quota, or with drafts that were not sent, by name. */
  private async unfinishedOf(tx: Tx, contest: ContestFacts): Promise<Standing[]> {
    const standings = await tx.rows<Standing>(
      `SELECT c.commune_id AS "communeId", c.name AS "communeName", c.village_count AS villages,
              count(DISTINCT e.village_id) FILTER (WHERE e.state = ANY($2)) AS entered,
              count(e.id) FILTER (WHERE e.state = 'draft') AS drafts
         FROM contest_communes c LEFT JOIN entries e ON e.contest_id = c.contest_id AND e.commune_id = c.commune_id
        WHERE c.contest_id = $1 GROUP BY c.commune_id, c.name, c.village_count, c.sort_key ORDER BY c.sort_key, c.commune_id`,
      [contest.id, ENTERED_STATES],
    );
    return standings.filter(
      ({ entered, drafts, villages }) => drafts > 0 || entered < quotaNeeded(contest.quota, villages),
    );
  }
}
