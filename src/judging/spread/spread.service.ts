import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { refuseToOrganise } from '../../contests/contest.policy.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { Calendar } from '../../contests/calendar.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Notices } from '../../notices/notices.js';
import { assignmentNotice } from '../judging.notices.js';
import { refuseOutsideRound, refuseToArrange } from '../judging.policy.js';
import { JudgingResults } from '../judging.results.js';
import { contestAtOf } from '../judging.service.js';
import { PanelRepository } from '../panel.repository.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import {
  insertRemarking,
  isScored,
  remarkersFor,
  remarkingLog,
  setSpreadRule,
  spreadRuleOf,
  withdrawRemarking,
} from './spread.repository.js';
import type { SpreadRule } from './spread.rule.js';
import { saySpreadRule } from './spread.words.js';

/** What a secretary does about one entry: the way that is open on it, and who marks it, or which of the first markers' marks count. */
export interface SpreadAnswer {
  way: string;
  judgeCode: string;
  /** Codes of the first markers whose marks count by the head's decision. */
  counted: readonly string[];
  reason: string;
}

/** Acts on marks that lie apart: the contest's rule, opening a mark anew, writing down what the head decided. */
@Injectable()
export class SpreadService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly results: JudgingResults,
    private readonly notices: Notices,
  ) {}

  /** Sets the contest's rule, or none. Refused once anybody has scored: it must be known before. */
  async setRule(act: Act, slug: string, rule: SpreadRule | null): Promise<void> {
    await this.database.act(act, async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      obey(refuseToOrganise(act.actor, contest));
      if (contest === null) throw new Refused({ code: 'not-found' });
      if (await isScored(tx, contest.id)) throw new Refused({ code: 'spread-rule-late' });
      await setSpreadRule(tx, contest.id, rule);
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      await this.audit.record(tx, act, {
        act: 'spread.rule',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: contestAtOf(contest, calendar),
        facts: { rule: rule?.text ?? 'không', limits: rule === null ? 'không' : saySpreadRule(rule) },
      });
    });
  }

  /**
   * Answers an entry that waits: gives it to a further marker, or writes down the head's decision. Only while the round takes scores,
   * and only what the rule waits for (`spread-moved` otherwise); the marker has no sheet for it and no conflict (`no-remarker`).
   * The rule's words go on record with it.
   */
  async answer(act: Act, number: string, asked: SpreadAnswer): Promise<'opened' | 'decided'> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const rule = await spreadRuleOf(tx, contest.id);
      const waiting = (await this.results.waiting(tx, contest, round.id)).find(({ place }) => place.number === number);
      if (rule === null || waiting === undefined || waiting.waitsFor !== asked.way || waiting.opened !== null)
        throw new Refused({ code: 'spread-moved' });
      const { place, waitsFor } = waiting;
      const by = { reason: asked.reason, ruleText: rule.text, at: calendar.now, byName: act.actor.name };
      const facts = { number, gap: waitsFor, rule: rule.text };
      if (waitsFor === 'head') {
        const counted = waiting.markers.filter((code) => asked.counted.includes(code));
        if (counted.length === 0) throw new Refused({ code: 'none-counted', field: 'counted' });
        await insertRemarking(tx, round.id, place.entryId, { way: waitsFor, personId: null, counted, ...by });
        await this.record(
          act,
          { tx, contest, calendar, entryId: place.entryId },
          'spread.decide',
          { ...facts, counted },
          asked.reason,
        );
        return 'decided';
      }
      const marker = (await remarkersFor(tx, round.id, place.entryId)).find(({ code }) => code === asked.judgeCode);
      if (marker === undefined) throw new Refused({ code: 'no-remarker', field: 'judgeCode' });
      const { personId } = marker;
      await this.panel.assign(tx, round.id, [{ personId, entryId: place.entryId }]);
      await insertRemarking(tx, round.id, place.entryId, { way: waitsFor, personId, counted: null, ...by });
      const untilAt = calendar.roundWindow(round.number)?.until ?? null;
      const notice = assignmentNotice({ personId, sheets: 1 }, { roundId: round.id, at: tx.now, untilAt });
      this.notices.tell(tx, contest, calendar.now, notice);
      await this.record(
        act,
        { tx, contest, calendar, entryId: place.entryId },
        'spread.open',
        { ...facts, judge: marker.code },
        asked.reason,
      );
      return 'opened';
    });
  }

  /**
   * Takes the head's decision about an entry back while the round takes scores: the entry waits again, and the decision stays in its
   * history with the reason. `spread-moved` where no decision stands.
   */
  async withdraw(act: Act, number: string, { reason }: { reason: string }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.hold(tx, act);
      const log = await remarkingLog(tx, round.id, number);
      const decision = log.find(({ way, withdrawnAt }) => way === 'head' && withdrawnAt === null);
      if (decision === undefined) throw new Refused({ code: 'spread-moved' });
      const { entryId, counted } = decision;
      const by = { way: 'head' as const, at: calendar.now, byName: act.actor.name, reason };
      if ((await withdrawRemarking(tx, round.id, entryId, by)) === 0) throw new Refused({ code: 'spread-moved' });
      await this.record(act, { tx, contest, calendar, entryId }, 'spread.withdraw', { number, counted }, reason);
    });
  }

  /** The secretary's round, held against closing, while it takes scores. */
  private async hold(tx: Tx, act: Act): Promise<{ contest: ContestFacts; calendar: Calendar; round: RoundFacts }> {
    const { contestId } = placeOf(act);
    const round = await this.rounds.holdLatest(tx, contestId);
    const contest = await this.contests.byId(tx, contestId);
    if (contest === null || round === null) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(tx, contest, tx.now);
    obey(refuseToArrange(act.actor, contest, round));
    obey(refuseOutsideRound(contest, round, calendar));
    return { contest, calendar, round };
  }

  private record(
    act: Act,
    { tx, contest, calendar, entryId }: Recorded,
    name: 'spread.open' | 'spread.decide' | 'spread.withdraw',
    facts: Readonly<Record<string, unknown>>,
    reason: string,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: name,
      subjectKind: 'entry',
      subjectId: entryId,
      contestId: contest.id,
      entryId,
      reason,
      contestAt: contestAtOf(contest, calendar),
      facts,
    });
  }
}

interface Recorded {
  tx: Tx;
  contest: ContestFacts;
  calendar: Calendar;
  entryId: string;
}
