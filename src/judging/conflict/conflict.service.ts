import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import { refuseToArrange } from '../judging.policy.js';
import { contestAtOf } from '../judging.service.js';
import { PanelRepository } from '../panel.repository.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import { ConflictRepository, type Obstacle } from './conflict.repository.js';

/** May this be lifted? Something must stand in the way, and not the judge's own unit. */
export function refuseToLift({ kind, recusedSheetId, isOwnUnit }: Obstacle): Refusal | null {
  if (kind === null && recusedSheetId === null) return { code: 'no-conflict' };
  return isOwnUnit ? { code: 'own-unit' } : null;
}

/** Lifting a conflict of interest that was written down by mistake. */
@Injectable()
export class ConflictService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly conflicts: ConflictRepository,
  ) {}

  /**
   * Lets a judge judge an entry again; a sheet that was taken out of judging comes back with what was on it, to be signed anew.
   * The log keeps what was lifted and why. Refused: after closing, `no-conflict`, `own-unit` while the judge comes from where the
   * entry does.
   */
  async lift(
    act: Act,
    asked: { judgeCode: string; number: string; reason: string },
  ): Promise<{ sheetIsBack: boolean }> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const round = await this.rounds.holdLatest(tx, contestId);
      const contest = round && (await this.contests.byId(tx, contestId));
      if (round === null || contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToArrange(act.actor, contest, round));
      const judge = await this.panel.byCode(tx, round.id, asked.judgeCode);
      const found = judge && (await this.conflicts.obstacle(tx, round.id, judge.personId, asked.number));
      if (judge === null || judge.removedAt !== null || found === null) throw new Refused({ code: 'not-found' });
      obey(refuseToLift(found));
      await this.conflicts.lift(tx, round.id, judge.personId, found);
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const sheetIsBack = found.recusedSheetId !== null;
      await this.audit.record(tx, act, {
        act: 'conflict.lift',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        entryId: found.entryId,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: {
          judge: judge.code,
          number: found.number,
          was: { kind: found.kind, reason: found.reason },
          sheetIsBack,
        },
      });
      return { sheetIsBack };
    });
  }
}
