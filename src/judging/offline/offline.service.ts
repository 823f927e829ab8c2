import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts, CriterionFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import { contestAtOf } from '../judging.service.js';
import { refuseOutsideRound, refuseToScore } from '../judging.policy.js';
import { PanelRepository } from '../panel.repository.js';
import type { PanelJudge, RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { type OwnSheet, SheetRepository } from '../sheet.repository.js';
import { placeOf } from '../sheet.service.js';
import { missingCriteria, totalOf } from '../sheet.total.js';
import { OfflineRepository, type OwnPlace, type PendingReturn } from './offline.repository.js';
import { endPacks } from './pack.repository.js';
import { differenceOf, type LineDifference, type ReturnDifference } from './return.difference.js';
import type { ReturnedLine } from './return.facts.js';
import { recordOffline } from './offline.record.js';

/** Where a judge stands who works off line: on the panel of the contest's present round. */
export interface OfflinePlace extends OwnPlace {
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts;
  judge: PanelJudge;
  criteria: readonly CriterionFacts[];
}

/** What became of a file: sheets written, and left alone because they were changed or closed meanwhile. */
export interface ReturnOutcome {
  written: number;
  left: number;
}

/** Acts on what a judge brings back from working off line: taken in to be looked at, written whole, or dropped. */
@Injectable()
export class OfflineService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly sheets: SheetRepository,
    private readonly offline: OfflineRepository,
  ) {}

  /** The judge's place, or `not-found` for who is not on the panel of a round. */
  async placeOf(reader: Reader, actor: Actor, realNow: Instant): Promise<OfflinePlace> {
    const { contestId, personId } = placeOf({ actor });
    const [contest, round] = await Promise.all([
      this.contests.byId(reader, contestId),
      this.rounds.latest(reader, contestId),
    ]);
    if (contest === null || round === null) throw new Refused({ code: 'not-found' });
    const [judge, calendar, rubric] = await Promise.all([
      this.panel.byPerson(reader, round.id, personId),
      this.contests.calendarOf(reader, contest, realNow),
      this.contests.rubricVersion(reader, round.rubricVersionId),
    ]);
    if (judge === null || judge.removedAt !== null || rubric === null) throw new Refused({ code: 'not-found' });
    return { contest, calendar, round, judge, criteria: rubric.criteria, roundId: round.id, personId };
  }

  /** What a pending file would do now; null where none waits. */
  async compare(
    reader: Reader,
    actor: Actor,
    place: OfflinePlace,
  ): Promise<{ pending: PendingReturn; difference: ReturnDifference } | null> {
    const pending = await this.offline.pending(reader, place);
    if (pending === null) return null;
    const numbers = pending.lines.map(({ number }) => number);
    const sheets = await this.offline.sheetsFor(reader, place, numbers);
    return { pending, difference: this.difference(actor, place, pending, sheets) };
  }

  /** Takes a file in to be looked at; nothing of it is written. The round must take scores now. */
  async receive(act: Act, file: { lines: ReturnedLine[]; sha256: string }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const place = await this.placeOf(tx, act.actor, tx.now);
      obey(refuseOutsideRound(place.contest, place.round, place.calendar));
      const { rubricVersionId } = place.round;
      await this.offline.put(tx, place, { ...file, rubricVersionId, receivedAt: place.calendar.now });
      await recordOffline(this.audit, tx, act, {
        place,
        name: 'sheet.return',
        facts: { sha256: file.sha256, lines: file.lines.length },
      });
    });
  }

  /**
   * Writes every sheet of the pending file that can be written, all or none, exactly as `digest` was shown; sheets changed on
   * line or closed meanwhile keep what they say. Refused with nothing written: `return-missing`, `return-old-criteria`,
   * `return-faulty` while any line is, `return-moved` when anything has changed since it was shown, `return-changes-nothing`.
   */
  async confirm(act: Act, asked: { version: number; digest: string }): Promise<ReturnOutcome> {
    return this.database.act(act, async (tx) => {
      const first = await this.placeOf(tx, act.actor, tx.now);
      const pending = await this.offline.holdPending(tx, first);
      if (pending === null || pending.version !== asked.version) throw new Refused({ code: 'return-missing' });
      const numbers = pending.lines.map(({ number }) => number);
      const sheets = await this.offline.holdSheetsFor(tx, first, numbers);
      // Asked again behind the lock on the round: it may have been closed, or moved to new criteria, while we waited for it.
      const place = await this.placeOf(tx, act.actor, tx.now);
      obey(refuseOutsideRound(place.contest, place.round, place.calendar));
      if (pending.rubricVersionId !== place.round.rubricVersionId) throw new Refused({ code: 'return-old-criteria' });
      const { lines, counts, digest } = this.difference(act.actor, place, pending, sheets);
      if (counts.faulty > 0) throw new Refused({ code: 'return-faulty', lines: counts.faulty });
      if (digest !== asked.digest) throw new Refused({ code: 'return-moved' });
      const writable = lines.filter(({ fate }) => fate === 'write');
      if (writable.length === 0) throw new Refused({ code: 'return-changes-nothing' });
      for (const line of writable) await this.write(tx, act, place, line, pending.sha256);
      await this.offline.drop(tx, place, pending.version);
      await endPacks(tx, place, { as: 'returned', at: place.calendar.now, contents: null });
      const outcome = { written: writable.length, left: counts.conflict + counts.closed };
      await recordOffline(this.audit, tx, act, {
        place,
        name: 'sheet.return-written',
        facts: { sha256: pending.sha256, ...outcome },
      });
      return outcome;
    });
  }

  /** Drops the pending file; what is saved stays as it is. */
  async drop(act: Act, version: number): Promise<void> {
    await this.database.act(act, async (tx) => {
      const place = await this.placeOf(tx, act.actor, tx.now);
      if ((await this.offline.drop(tx, place, version)) === 0) throw new Refused({ code: 'return-missing' });
      await recordOffline(this.audit, tx, act, { place, name: 'sheet.return-dropped', facts: {} });
    });
  }

  private difference(
    actor: Actor,
    place: OfflinePlace,
    pending: PendingReturn,
    sheets: ReadonlyMap<string, OwnSheet>,
  ): ReturnDifference {
    const refusalOf = (sheet: OwnSheet): Refusal | null =>
      refuseToScore(actor, { ...place, sheet, judgeable: sheet.judgeable });
    return differenceOf(pending.lines, { sheets, criteria: place.criteria, refusalOf });
  }

  private async write(tx: Tx, act: Act, place: OfflinePlace, line: LineDifference, sha256: string): Promise<void> {
    const { sheet, scores } = line;
    if (sheet === null || scores === null) throw new Error(`line ${line.line} has nothing to write`);
    const { contest, calendar, criteria } = place;
    const written = {
      ...scores,
      version: sheet.version,
      totalHundredths: totalOf(scores.points, criteria),
      at: calendar.now,
    };
    this.sheets.save(tx, sheet, written, { code: 'return-moved' });
    await this.audit.record(tx, act, {
      act: 'sheet.save',
      subjectKind: 'score-sheet',
      subjectId: sheet.id,
      contestId: contest.id,
      entryId: sheet.entryId,
      contestAt: contestAtOf(contest, calendar),
      facts: {
        number: sheet.number,
        filled: Object.keys(scores.points),
        missing: missingCriteria(scores.points, criteria).map(({ code }) => code),
        version: sheet.version + 1,
        file: sha256,
      },
    });
  }
}
