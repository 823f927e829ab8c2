import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { quotaNeeded } from '../contests/quota.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import type { UnitId } from '../kernel/ids.js';
import type { NewNotice } from '../notices/notice.facts.js';
import { reminderDue } from '../notices/notice.timing.js';
import { Notices } from '../notices/notices.js';
import { ENTERED_STATES, type EntryFacts } from './entry.facts.js';
import { type AwaitedSupplement, draftReminder, reminderNotice, supplementReminder } from './entry.notices.js';

const EVERY_SECONDS = 300;

interface Standing {
  communeId: UnitId;
  communeName: string;
  villages: number;
  entered: number;
}

type Draft = Pick<EntryFacts, 'id' | 'communeId' | 'villageName' | 'code'>;

/**
 * Reminds communes, 72, 24 and 3 hours before, of what they have not sent: drafts and villages still missing by their own
 * deadline, extensions counted, drafts that were given more time by theirs, and dossiers returned to them by the office's due instant. All by the contest's clock. Looks
 * every five minutes; each reminder of a deadline is told once, however often it is looked for.
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

  /** One look at every open contest; answers how many reminders were found due. What is no longer due is mailed to nobody. */
  async remind(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const open = (await this.contests.all(tx)).filter(({ state }) => state === 'open');
      const calendars = await this.contests.calendarsOf(tx, open, tx.now);
      let found = 0;
      for (const contest of open) {
        const calendar = calendars.get(contest.id);
        if (calendar === undefined) continue;
        const due = await this.dueIn(tx, contest, calendar);
        for (const notice of due) this.notices.tell(tx, contest, calendar.now, notice);
        await this.notices.keepReminders(
          tx,
          contest.id,
          due.map(({ once }) => once),
        );
        found += due.length;
      }
      return found;
    });
  }

  /** Every reminder that is due in this contest now. */
  private async dueIn(tx: Tx, contest: ContestFacts, calendar: Calendar): Promise<NewNotice[]> {
    const drafts = await this.draftsOf(tx, contest);
    const others = drafts.filter((draft) => calendar.longerWindowForEntry(draft) === null);
    return [
      ...(await this.toCommunes(tx, contest, calendar, others)),
      ...ofExtended(calendar, drafts),
      ...(await this.ofSupplements(tx, contest, calendar)),
    ];
  }

  /** Of these drafts and of villages missing for the quota, one to each commune, by name. */
  private async toCommunes(
    tx: Tx,
    contest: ContestFacts,
    calendar: Calendar,
    drafts: readonly Draft[],
  ): Promise<NewNotice[]> {
    if (!['open', 'over'].includes(calendar.phase('submission'))) return [];
    const draftsOf = Map.groupBy(drafts, ({ communeId }) => communeId);
    const standings = await this.standingsOf(tx, contest);
    return standings.flatMap((standing) => {
      const { communeId, villages, entered } = standing;
      const needed = quotaNeeded(contest.quota, villages);
      const short = Math.max(0, needed - entered);
      const unsent = draftsOf.get(communeId)?.length ?? 0;
      const window = calendar.windowFor('submission', communeId);
      const hours = window === null ? null : reminderDue(calendar.now, window.until);
      if (window === null || hours === null || (short === 0 && unsent === 0)) return [];
      const commune = { ...standing, needed, short, drafts: unsent, villageNoun: contest.villageNoun };
      return [reminderNotice(commune, hours, contest.id, window.until)];
    });
  }

  /** Of returned dossiers, each by its own due instant, whatever the window says. */
  private async ofSupplements(tx: Tx, contest: ContestFacts, calendar: Calendar): Promise<NewNotice[]> {
    const awaited = await tx.rows<AwaitedSupplement>(
      `SELECT e.id, e.commune_id AS "communeId", v.name AS "villageName", e.number AS code, e.supplement_due_at AS "dueAt",
              (SELECT count(*) FROM entry_receipts r WHERE r.entry_id = e.id) AS rounds
         FROM entries e JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        WHERE e.contest_id = $1 AND e.state = 'returned' AND e.supplement_due_at > $2
        ORDER BY e.supplement_due_at, e.number`,
      [contest.id, calendar.now],
    );
    return awaited.flatMap((entry) => {
      const hours = reminderDue(calendar.now, entry.dueAt);
      return hours === null ? [] : [supplementReminder(entry, hours)];
    });
  }

  /** How many of its villages each commune has entered, by name. */
  private standingsOf(tx: Tx, contest: ContestFacts): Promise<Standing[]> {
    return tx.rows<Standing>(
      `SELECT c.commune_id AS "communeId", c.name AS "communeName", c.village_count AS villages,
              count(DISTINCT e.village_id) AS entered
         FROM contest_communes c
         LEFT JOIN entries e ON e.contest_id = c.contest_id AND e.commune_id = c.commune_id AND e.state = ANY($2)
        WHERE c.contest_id = $1 GROUP BY c.commune_id, c.name, c.village_count, c.sort_key ORDER BY c.sort_key, c.commune_id`,
      [contest.id, ENTERED_STATES],
    );
  }

  /** Every draft of the contest, the oldest first. */
  private draftsOf(tx: Tx, contest: ContestFacts): Promise<Draft[]> {
    return tx.rows<Draft>(
      `SELECT e.id, e.commune_id AS "communeId", v.name AS "villageName", e.draft_code AS code
         FROM entries e JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        WHERE e.contest_id = $1 AND e.state = 'draft' ORDER BY e.created_at, e.id`,
      [contest.id],
    );
  }
}

/** Of those drafts that were given more time than their commune, each by its own end. */
const ofExtended = (calendar: Calendar, drafts: readonly Draft[]): NewNotice[] =>
  drafts.flatMap((draft) => {
    const until = calendar.longerWindowForEntry(draft)?.until;
    const hours = until === undefined ? null : reminderDue(calendar.now, until);
    return until === undefined || hours === null ? [] : [draftReminder(draft, hours, until)];
  });
