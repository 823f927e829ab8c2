import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Notices } from '../../notices/notices.js';
import { judgeReminder } from '../judging.notices.js';
import { refuseOutsideRound, refuseToRunRound } from '../judging.policy.js';
import { contestAtOf } from '../judging.service.js';
import { PanelRepository } from '../panel.repository.js';
import type { PanelJudge } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import { JudgeActivityRepository } from './judge-activity.repository.js';

/** Sheets that were given to a judge and are not signed yet. */
export const unsignedOf = ({ counts }: Pick<PanelJudge, 'counts'>): number => counts.none + counts.draft + counts.done;

/** Reminding judges who are behind. */
@Injectable()
export class JudgeReminders {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly activity: JudgeActivityRepository,
    private readonly notices: Notices,
  ) {}

  /**
   * Tells these judges, by code, how many sheets they have left and until when; whoever has signed everything is left out.
   * Answers who was told. Refused: outside the round's window, `no-judges-ticked`, `nobody-behind` when none of them is.
   */
  async remind(act: Act, codes: readonly string[]): Promise<{ told: string[] }> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const round = await this.rounds.holdLatest(tx, contestId);
      const contest = round && (await this.contests.byId(tx, contestId));
      if (round === null || contest === null) throw new Refused({ code: 'not-found' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      obey(refuseToRunRound(act.actor, round));
      obey(refuseOutsideRound(contest, round, calendar));
      if (codes.length === 0) throw new Refused({ code: 'no-judges-ticked' });
      const behind = (await this.panel.judges(tx, round.id)).filter(
        (judge) => codes.includes(judge.code) && unsignedOf(judge) > 0,
      );
      if (behind.length === 0) throw new Refused({ code: 'nobody-behind' });
      const untilAt = calendar.roundWindow(round.number)?.until ?? null;
      for (const judge of behind) {
        const sheets = unsignedOf(judge);
        const about = { roundId: round.id, at: calendar.now, untilAt };
        this.notices.tell(tx, contest, calendar.now, judgeReminder({ personId: judge.personId, sheets }, about));
      }
      const by = { at: calendar.now, name: act.actor.name };
      await this.activity.remind(
        tx,
        round.id,
        behind.map(({ personId }) => personId),
        by,
      );
      const told = behind.map(({ code }) => code);
      await this.audit.record(tx, act, {
        act: 'judging.remind',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        contestAt: contestAtOf(contest, calendar),
        facts: { judges: behind.map((judge) => ({ code: judge.code, unsigned: unsignedOf(judge) })) },
      });
      return { told };
    });
  }
}
