import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import { EntryReader } from '../../entries/entry.reader.js';
import type { Act } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { refuseToAdjust } from '../judging.policy.js';
import { contestAtOf } from '../judging.service.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import type { AdjustmentFacts, AdjustmentId } from './adjustment.facts.js';
import type { AdjustmentWords } from './adjustment.form.js';
import { AdjustmentRepository } from './adjustment.repository.js';

/** The secretary's acts on penalties and bonuses of the round that runs. */
@Injectable()
export class AdjustmentService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly entries: EntryReader,
    private readonly adjustments: AdjustmentRepository,
  ) {}

  /** Writes one down. Refused: `no-such-entry` for what the round does not judge, `round-closed`, `adjustments-need-points`. */
  async add(act: Act, words: AdjustmentWords): Promise<{ number: string }> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const entry = await this.entries.meant(tx, contest.id, words.number);
      if (entry === null || entry.number === null) throw new Refused({ code: 'no-such-entry', field: 'number' });
      const id: AdjustmentId = newId<'score-adjustment'>();
      const by = { personId: act.actor.personId, name: act.actor.name, at: calendar.now };
      if ((await this.adjustments.insert(tx, { id, roundId: round.id, entryId: entry.id }, words, by)) === 0)
        throw new Refused({ code: 'no-such-entry', field: 'number' });
      const { kind, hundredths, reason } = words;
      await this.audit.record(tx, act, {
        act: 'adjustment.add',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        entryId: entry.id,
        reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { number: entry.number, round: round.number, kind, hundredths },
      });
      return { number: entry.number };
    });
  }

  /** Takes one back, with a reason; the log keeps what it was. */
  async remove(act: Act, id: string, asked: { reason: string }): Promise<AdjustmentFacts> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const found = isId(id) ? await this.adjustments.byId(tx, round.id, id as AdjustmentId) : null;
      if (found === null || (await this.adjustments.delete(tx, round.id, found.id)) === 0)
        throw new Refused({ code: 'not-found' });
      const { number, kind, hundredths, reason, madeByName } = found;
      await this.audit.record(tx, act, {
        act: 'adjustment.remove',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        entryId: found.entryId,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { number, round: round.number, kind, hundredths, was: reason, by: madeByName },
      });
      return found;
    });
  }

  private async hold(tx: Tx, act: Act): Promise<{ contest: ContestFacts; calendar: Calendar; round: RoundFacts }> {
    const { contestId } = placeOf(act);
    const round = await this.rounds.holdLatest(tx, contestId);
    const contest = await this.contests.byId(tx, contestId);
    if (contest === null || round === null) throw new Refused({ code: 'not-found' });
    obey(refuseToAdjust(act.actor, contest, round));
    return { contest, round, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }
}
