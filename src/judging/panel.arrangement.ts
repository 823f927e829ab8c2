import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { EntryId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.js';
import type { Pair } from './assignment.js';
import { assignmentNotice } from './judging.notices.js';
import { refuseToArrange } from './judging.policy.js';
import { contestAtOf, JudgingService } from './judging.service.js';
import { isFromOutside } from './outside/outside.policy.js';
import type { RoundFacts } from './round.facts.js';
import { RoundRepository } from './round.repository.js';
import { placeOf } from './sheet.service.js';

/** A round held for an act on its panel. */
export interface Arranged {
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts;
}

/** What every act on a panel begins and ends with. */
@Injectable()
export class PanelArrangement {
  constructor(
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly judging: JudgingService,
    private readonly rounds: RoundRepository,
    private readonly notices: Notices,
  ) {}

  /** Holds the newest round, made if there is none, for its contest's secretary. Refused once it is closed. */
  async hold(tx: Tx, act: Act): Promise<Arranged> {
    const { contestId } = placeOf(act);
    let round = await this.rounds.holdLatest(tx, contestId);
    const contest = await this.contests.byId(tx, contestId);
    if (contest === null || act.actor.role !== 'secretary') throw new Refused({ code: 'not-found' });
    round ??= await this.judging.ensureRoundIn(tx, act, contest);
    obey(refuseToArrange(act.actor, contest, round));
    if (isFromOutside(round)) throw new Refused({ code: 'round-from-outside' });
    return { contest, round, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }

  record(
    tx: Tx,
    act: Act,
    { contest, round, calendar }: Arranged,
    deed: { act: string; reason?: string; entryId?: EntryId; facts: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      ...deed,
      subjectKind: 'round',
      subjectId: round.id,
      contestId: contest.id,
      contestAt: contestAtOf(contest, calendar),
    });
  }

  /** Tells each judge how many sheets were just given. */
  tellJudges(tx: Tx, { contest, calendar, round }: Arranged, pairs: readonly Pair[]): void {
    for (const [personId, mine] of Map.groupBy(pairs, (pair) => pair.personId)) {
      const about = { roundId: round.id, at: tx.now, untilAt: calendar.roundWindow(round.number)?.until ?? null };
      this.notices.tell(tx, contest, calendar.now, assignmentNotice({ personId, sheets: mine.length }, about));
    }
  }
}
