import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { OpenRegister } from '../../documents/document.desk.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { Notices } from '../../notices/notices.js';
import type { Calendar } from '../calendar.js';
import { contestTime } from '../contest.change.js';
import type { ContestFacts } from '../contest.facts.js';
import { refuseToEdit, refuseToOversee } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { documentNotices } from './register.notices.js';

/** A contest whose register is read. */
export interface SeenRegister {
  contest: ContestFacts;
  calendar: Calendar;
}

/** Who keeps the register of documents of a contest, and who reads it. */
@Injectable()
export class RegisterKeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
  ) {}

  /** The register for one act of its keepers, the contest's organisers. Refuses `not-found`, `contest-archived`. */
  open({ actor }: Act, slug: string): OpenRegister {
    return async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToEdit(actor, contest));
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      return {
        contestId: contest.id,
        rehearsal: contest.rehearsal,
        now,
        contestAt: contestTime(contest),
        tell: (within, what, document, to) => {
          for (const notice of documentNotices(what, document, to, dayOf(within.now)))
            this.notices.tell(within, contest, now, notice);
        },
      };
    };
  }

  /** The contest for its organisers and auditors; `not-found` for everybody else. */
  async seen(actor: Actor, slug: string): Promise<SeenRegister> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOversee(actor, contest));
    return { contest, calendar: await this.contests.calendarOf(reader, contest, this.clock.now()) };
  }

  /** A rehearsal's own time, for an act of a unit that is known by the document alone. */
  async timeOf(tx: Tx, contestId: ContestId): Promise<Instant | null> {
    const contest = await this.contests.byId(tx, contestId);
    return contest === null ? null : contestTime(contest);
  }
}
