import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import type { Breadcrumb } from '../web/views/page.js';
import { refuseToRunRound } from './judging.policy.js';
import type { RoundFacts } from './round.facts.js';
import { RoundRepository } from './round.repository.js';
import { placeOf } from './sheet.service.js';

/** Where the secretary of a contest stands: its calendar and its round, null before there is one. */
export interface SecretaryStanding {
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts | null;
}

/** What every page of the secretary begins with. */
@Injectable()
export class SecretaryStandings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
  ) {}

  async of(actor: Actor): Promise<SecretaryStanding> {
    const { contestId } = placeOf({ actor });
    obey(refuseToRunRound(actor, { contestId }));
    const { reader } = this.database;
    const [standing, round] = await Promise.all([
      this.contests.withCalendar(reader, contestId, this.clock.now()),
      this.rounds.latest(reader, contestId),
    ]);
    if (standing === null) throw new Refused({ code: 'not-found' });
    return { ...standing, round };
  }

  /** The same where there is nothing to see without a round. */
  async withRound(actor: Actor): Promise<SecretaryStanding & { round: RoundFacts }> {
    const standing = await this.of(actor);
    if (standing.round === null) throw new Refused({ code: 'not-found' });
    return { ...standing, round: standing.round };
  }
}

export const secretaryPage = (
  { contest, calendar }: Pick<SecretaryStanding, 'contest' | 'calendar'>,
  view: string,
  model: object,
  crumbs: Breadcrumb[] = [],
): Page => new Page(view, { contestName: contest.name, ...model }, frameOfContest(contest, calendar, crumbs));

/** The judging deadline for the top of a page; null when nothing presses. */
export function dueOf({ calendar, round }: SecretaryStanding): { label: string; until: Instant; now: Instant } | null {
  if (round === null || round.closedAt !== null || calendar.roundPhase(round.number) !== 'open') return null;
  const window = calendar.roundWindow(round.number);
  if (window === null) return null;
  return { label: 'Hạn chấm', until: window.until, now: calendar.now };
}
