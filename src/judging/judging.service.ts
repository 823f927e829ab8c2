import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, CriterionFacts, CriterionGuidance } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { type ContestId, newId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.js';
import { roundClosedNotice } from './judging.notices.js';
import { refuseToArrange, refuseToClose, refuseUnderQuorum } from './judging.policy.js';
import { JudgingResults } from './judging.results.js';
import { quorumOf } from './round.rules.js';
import { openWorkOf } from './open.work.js';
import { isFromOutside } from './outside/outside.policy.js';
import { ProgressRepository } from './progress.repository.js';
import type { RoundFacts } from './round.facts.js';
import { shortOfQuorum } from './round.quorum.js';
import { RoundRepository } from './round.repository.js';

/** The contest's own time for the audit line, where it is not the real one. */
export const contestAtOf = (contest: Pick<ContestFacts, 'rehearsal'>, calendar: Calendar): Instant | null =>
  contest.rehearsal ? calendar.now : null;

/** Acts on the round as a whole. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly progress: ProgressRepository,
    private readonly results: JudgingResults,
    private readonly notices: Notices,
  ) {}

  /**
   * The contest's round, made from its newest criteria when there is none yet. Refused (`no-criteria`) before any criteria are
   * set. An act of its own when it makes something, a mere look otherwise.
   */
  async ensureRound(act: Act, contestId: ContestId): Promise<RoundFacts> {
    const found = await this.rounds.latest(this.database.reader, contestId);
    if (found !== null) return found;
    return this.database.act(act, async (tx) => {
      const contest = await this.contests.holdById(tx, contestId);
      if (contest === null) throw new Refused({ code: 'not-found' });
      return this.ensureRoundIn(tx, act, contest);
    });
  }

  /** The same inside another room's act (opening a contest). The round's row is held until that act ends. */
  async ensureRoundIn(tx: Tx, act: Act, contest: ContestFacts): Promise<RoundFacts> {
    const found = await this.rounds.holdLatest(tx, contest.id);
    if (found !== null) return found;
    const rubric = await this.contests.currentRubricOfRound(tx, contest.id, 1);
    if (rubric === null || rubric.criteria.length === 0) throw new Refused({ code: 'no-criteria' });
    const made = await this.rounds.insert(tx, {
      id: newId<'round'>(),
      contestId: contest.id,
      number: 1,
      name: 'Vòng chấm',
      rubricVersionId: rubric.versionId,
    });
    const round = await this.rounds.holdLatest(tx, contest.id);
    if (round === null) throw new Error('a round that was just made is gone');
    const calendar = await this.contests.calendarOf(tx, contest, tx.now);
    await this.audit.record(tx, act, {
      act: 'round.open',
      subjectKind: 'round',
      subjectId: round.id,
      contestId: contest.id,
      contestAt: contestAtOf(contest, calendar),
      facts: { number: round.number, rubric: rubric.number, made: made === 1 },
    });
    return round;
  }

  /**
   * Closes the round for good and keeps what its signed sheets come to. Saves hold the same row, so none lands behind it.
   * `version` is the round's as the page showed it; what is missing was on that page and goes into the log.
   */
  async close(
    act: Act,
    asked: { version: number; reason: string },
  ): Promise<{ contest: ContestFacts; ranked: number; unranked: number }> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.holdRound(tx, act);
      obey(refuseToClose(act.actor, contest, round, calendar));
      const quorum = quorumOf(contest, round);
      const missing = await this.progress.totals(tx, contest.id, round.id, quorum);
      const done = await this.progress.panelDone(tx, round.id);
      const shortage = shortOfQuorum(round.quorum, { entriesBelow: missing.belowQuorum, ...done });
      obey(refuseUnderQuorum(round, shortage));
      const waiting = await this.results.waiting(tx, contest, round.id);
      if (waiting.length > 0)
        throw new Refused({ code: 'spread-waits', entries: waiting.map(({ place }) => place.number) });
      const by = { at: calendar.now, name: act.actor.name, reason: asked.reason };
      if ((await this.rounds.close(tx, { ...round, version: asked.version }, by)) === 0)
        throw new Refused({ code: 'round-moved' });
      const open = await openWorkOf(tx, round.id, quorum);
      const kept = await this.results.keep(tx, contest, round.id);
      await this.audit.record(tx, act, {
        act: 'round.close',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { ...missing, ...kept, ...open, quorum, ...(shortage === null ? {} : { shortage }) },
      });
      this.notices.tell(tx, contest, calendar.now, roundClosedNotice(round.id));
      return { contest, ...kept };
    });
  }

  /**
   * Moves the round to the contest's newest criteria. Points stay where a criterion is the same in all but its weight; every
   * other criterion must be scored anew, and every sheet is a draft (or reopened) again. Nothing written is lost: each
   * sheet's former words are kept as a version.
   */
  async moveToCurrentRubric(
    act: Act,
    asked: { version: number; reason: string },
  ): Promise<{ sheets: number; same: string[] }> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar, round } = await this.holdRound(tx, act);
      obey(refuseToArrange(act.actor, contest, round));
      const [old, next] = [
        await this.contests.rubricVersion(tx, round.rubricVersionId),
        await this.contests.currentRubricOfRound(tx, contest.id, round.number),
      ];
      if (old === null || next === null || next.criteria.length === 0) throw new Refused({ code: 'no-criteria' });
      if (next.versionId === old.versionId) throw new Refused({ code: 'rubric-is-current' });
      // Points from outside were given for the criteria they came with; nobody is there to give others.
      if (isFromOutside(round) && (await this.progress.scoredSheets(tx, old.versionId)) > 0)
        throw new Refused({ code: 'outside-keeps-criteria' });
      if ((await this.rounds.moveToRubric(tx, { ...round, version: asked.version }, next.versionId)) === 0)
        throw new Refused({ code: 'round-moved' });
      const same = sameCriteria(old.criteria, next.criteria);
      const sheets = await this.progress.moveSheets(tx, round.id, {
        old: old.versionId,
        next: next.versionId,
        same,
        at: calendar.now,
        byName: act.actor.name,
        reason: asked.reason,
      });
      await this.audit.record(tx, act, {
        act: 'round.rubric',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { from: old.number, to: next.number, kept: same, sheets },
      });
      return { sheets, same };
    });
  }

  private async holdRound(tx: Tx, act: Act): Promise<{ contest: ContestFacts; calendar: Calendar; round: RoundFacts }> {
    const { contestId } = act.actor;
    const round = contestId === null ? null : await this.rounds.holdLatest(tx, contestId);
    const contest = round === null ? null : await this.contests.byId(tx, round.contestId);
    if (contest === null || round === null) throw new Refused({ code: 'not-found' });
    return { contest, round, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }
}

/** Codes of criteria that mean the same in both versions: title, help, guidance, maximum and step unchanged. The weight may differ. */
export function sameCriteria(old: readonly CriterionFacts[], next: readonly CriterionFacts[]): string[] {
  const before = new Map(old.map((one) => [one.code, one]));
  return next
    .filter((one) => {
      const was = before.get(one.code);
      return (
        was !== undefined &&
        was.title === one.title &&
        was.help === one.help &&
        sameGuidance(was.guidance, one.guidance) &&
        was.max === one.max &&
        was.step === one.step
      );
    })
    .map(({ code }) => code);
}

const sameGuidance = (one: CriterionGuidance, other: CriterionGuidance): boolean =>
  one.low === other.low && one.middle === other.middle && one.high === other.high && one.examples === other.examples;
