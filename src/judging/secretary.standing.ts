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
import type { Words } from '../web/request.js';
import type { Breadcrumb } from '../web/views/page.js';
import { refuseToRunRound } from './judging.policy.js';
import { type RoundFacts, sayRound } from './round.facts.js';
import { roundAsked } from './round.choice.js';
import { RoundRepository } from './round.repository.js';
import { placeOf } from './sheet.service.js';

/** Where the secretary of a contest stands: its calendar and a round of it, null before there is one. */
export interface SecretaryStanding {
  contest: ContestFacts;
  calendar: Calendar;
  /** The newest round, or the former one that the address names. */
  round: RoundFacts | null;
  /** Every round of the contest by number. */
  rounds: readonly RoundFacts[];
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

  /** `query` may name a round by its number (`?vong=1`); `not-found` for one that there is not. */
  async of(actor: Actor, query: Words = {}): Promise<SecretaryStanding> {
    const { contestId } = placeOf({ actor });
    obey(refuseToRunRound(actor, { contestId }));
    const { reader } = this.database;
    const [standing, rounds] = await Promise.all([
      this.contests.withCalendar(reader, contestId, this.clock.now()),
      this.rounds.all(reader, contestId),
    ]);
    if (standing === null) throw new Refused({ code: 'not-found' });
    return { ...standing, round: roundAsked(rounds, query), rounds };
  }

  /** The same where there is nothing to see without a round. */
  async withRound(actor: Actor, query: Words = {}): Promise<SecretaryStanding & { round: RoundFacts }> {
    const standing = await this.of(actor, query);
    if (standing.round === null) throw new Refused({ code: 'not-found' });
    return { ...standing, round: standing.round };
  }
}

export const secretaryPage = (
  standing: SecretaryStanding,
  view: string,
  model: object,
  crumbs: Breadcrumb[] = [],
): Page => {
  const { contest, calendar } = standing;
  return new Page(view, { contestName: aboutOf(standing), ...model }, frameOfContest(contest, calendar, crumbs));
};

/** What a page is about: the contest and, where it plans rounds, which of them. */
export function aboutOf({ contest, round }: Pick<SecretaryStanding, 'contest' | 'round'>): string {
  const said = round === null ? null : sayRound(round);
  return said === null ? contest.name : `${contest.name} – ${said}`;
}

/** The judging deadline for the top of a page; null when nothing presses. */
export function dueOf({
  calendar,
  round,
}: Pick<SecretaryStanding, 'calendar' | 'round'>): { label: string; until: Instant; now: Instant } | null {
  if (round === null || round.closedAt !== null || calendar.roundPhase(round.number) !== 'open') return null;
  const window = calendar.roundWindow(round.number);
  if (window === null) return null;
  return { label: 'Hạn chấm', until: window.until, now: calendar.now };
}
