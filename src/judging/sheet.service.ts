import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { ContestReader } from '../contests/contest.reader.js';
import { AlreadyDone, Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import { contestAtOf } from './judging.service.js';
import { refuseToRecuse, refuseToReopen, refuseToScore, refuseToSign } from './judging.policy.js';
import { PanelRepository } from './panel.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { RoundRepository } from './round.repository.js';
import { parseDraft, parseScores } from './score.form.js';
import type { SheetWords } from './sheet.facts.js';
import { SheetRepository } from './sheet.repository.js';
import { SigningRepository } from './signing.repository.js';
import type { Desk, JudgePlace } from './sheet.row.js';
import { missingCriteria, totalOf } from './sheet.total.js';

/** The button that puts the dossier behind the others that are left. */
export const PUT_OFF = 'sau';

/** Acts on score sheets: save, recuse, sign, reopen. */
@Injectable()
export class SheetService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly sheets: SheetRepository,
    private readonly signing: SigningRepository,
    private readonly panel: PanelRepository,
    private readonly progress: ProgressRepository,
  ) {}

  /**
   * Saves what a judge typed on the sheet for one entry, complete or not, against the very criteria and version the page
   * showed. Refused with nothing written: not-found, sheet-recused, round-closed and its kin, sheet-signed, rubric-changed (R15),
   * sheet-stale (R14, with what is saved), points-faulty (with `faults` by field). The log names which criteria were
   * filled, never the points (S6).
   */
  async save(act: Act, number: string, words: Words): Promise<{ missing: string[]; desk: Desk }> {
    return this.database.actAtOnce(act, async (tx) => {
      const desk = await this.holdToWrite(tx, act, number, words);
      const { scores, faults } = parseScores(words, desk.rubric.criteria, desk.sheet);
      if (faults.length > 0) throw new Refused({ code: 'points-faulty', faults });
      const missing = await this.write(tx, act, desk, scores);
      if (words['then'] === PUT_OFF) await this.sheets.putOff(tx, desk.sheet, desk.calendar.now);
      return { missing, desk };
    });
  }

  /**
   * What is typed so far, sent by the page itself. Refused as `save` is, but for faulty fields: they are told, and what is
   * saved there stays. `version` is the one to go on from; of a sending that came twice, the one that the first made, so that
   * what another window has saved since is not overwritten.
   */
  async saveDraft(
    act: Act,
    number: string,
    words: Words,
  ): Promise<{ version: number; savedAt: Instant | null; missing: number | null; faults: FieldFault[] }> {
    try {
      return await this.database.actAtOnce(act, async (tx) => {
        const desk = await this.holdToWrite(tx, act, number, words);
        const { scores, faults } = parseDraft(words, desk.rubric.criteria, desk.sheet);
        const missing = await this.write(tx, act, desk, scores);
        return { version: desk.sheet.version + 1, savedAt: desk.calendar.now, missing: missing.length, faults };
      });
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      return { version: Number(words['version']) + 1, savedAt: null, missing: null, faults: [] };
    }
  }

  /** The desk with its round held, if this judge may write on it what was typed against these criteria and this version. */
  private async holdToWrite(tx: Tx, act: Act, number: string, words: Words): Promise<Desk> {
    const desk = await this.holdOwn(tx, act, number);
    obey(refuseToScore(act.actor, desk));
    // The page always says which criteria it showed; a script that keeps to the published form (points, version) need not.
    const shown = words['rubric'];
    if (shown !== undefined && shown !== desk.rubric.versionId) throw new Refused({ code: 'rubric-changed' });
    if (words['version'] !== String(desk.sheet.version))
      throw new Refused({ code: 'sheet-stale', savedAt: desk.sheet.savedAt });
    return desk;
  }

  /** Writes the words and logs which criteria they fill; answers the codes of those that still lack points. */
  private async write(tx: Tx, act: Act, desk: Desk, scores: SheetWords): Promise<string[]> {
    const { criteria } = desk.rubric;
    const written = {
      ...scores,
      version: desk.sheet.version,
      totalHundredths: totalOf(scores.points, criteria),
      at: desk.calendar.now,
    };
    this.sheets.save(tx, desk.sheet, written, { code: 'sheet-stale', savedAt: null });
    const missing = missingCriteria(scores.points, criteria).map(({ code }) => code);
    await this.audit.record(tx, act, {
      act: 'sheet.save',
      subjectKind: 'score-sheet',
      subjectId: desk.sheet.id,
      contestId: desk.contest.id,
      entryId: desk.entry.id,
      contestAt: desk.contest.rehearsal ? desk.calendar.now : null,
      facts: {
        number: desk.entry.number,
        filled: Object.keys(scores.points),
        missing,
        version: desk.sheet.version + 1,
      },
    });
    return missing;
  }

  /** The judge declines an entry for conflict of interest. What was written stays, counts for nothing, and the dossier is closed to the judge at once. */
  async recuse(act: Act, number: string, asked: { reason: string }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const desk = await this.holdOwn(tx, act, number);
      obey(refuseToRecuse(act.actor, desk));
      const by = { at: desk.calendar.now, name: act.actor.name, reason: asked.reason };
      if ((await this.signing.recuse(tx, [desk.sheet.id], by)) === 0) throw new Refused({ code: 'sheet-recused' });
      await this.signing.declareConflict(tx, desk.sheet, { kind: 'declared', reason: asked.reason, at: by.at });
      await this.audit.record(tx, act, {
        act: 'sheet.recuse',
        subjectKind: 'score-sheet',
        subjectId: desk.sheet.id,
        contestId: desk.contest.id,
        entryId: desk.entry.id,
        reason: asked.reason,
        contestAt: desk.contest.rehearsal ? desk.calendar.now : null,
        facts: { number: desk.entry.number },
      });
    });
  }

  /** The judge signs the round: every complete sheet becomes signed in one act, each kept as a version. */
  async sign(act: Act, asked: { leaveIncomplete: boolean }): Promise<{ signed: number; left: number }> {
    return this.database.act(act, async (tx) => {
      const { personId, contestId } = placeOf(act);
      const round = await this.rounds.holdLatest(tx, contestId);
      const contest = await this.contests.byId(tx, contestId);
      const judge = round === null ? null : await this.panel.byPerson(tx, round.id, personId);
      if (contest === null || round === null || judge === null) throw new Refused({ code: 'not-found' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const incomplete = await this.sheets.incomplete(tx, round.id, personId);
      const complete = judge.counts.done;
      obey(
        refuseToSign(
          act.actor,
          { contest, round, calendar, judge },
          { complete, incomplete, leaveIncomplete: asked.leaveIncomplete },
        ),
      );
      const signed = await this.signing.signAll(tx, round, personId, calendar.now);
      if (signed === 0) throw new Refused({ code: 'nothing-to-sign' });
      await this.signing.markSigned(tx, round.id, personId, calendar.now);
      await this.audit.record(tx, act, {
        act: 'sheet.sign',
        subjectKind: 'round',
        subjectId: round.id,
        contestId,
        contestAt: contestAtOf(contest, calendar),
        facts: { judge: judge.code, signed, left: incomplete.length },
      });
      return { signed, left: incomplete.length };
    });
  }

  /** The secretary gives one signed sheet back to its judge, with a reason; the signed version stays. */
  async reopen(
    act: Act,
    of: { judgeCode: string; number: string },
    asked: { version: number; reason: string },
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const round = await this.rounds.holdLatest(tx, contestId);
      const contest = await this.contests.byId(tx, contestId);
      const judge = round === null ? null : await this.panel.byCode(tx, round.id, of.judgeCode);
      const sheet =
        round === null || judge === null ? null : await this.progress.standing(tx, round.id, judge.personId, of.number);
      if (contest === null || round === null || judge === null || sheet === null)
        throw new Refused({ code: 'not-found' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      obey(refuseToReopen(act.actor, { contest, round, calendar, sheet }));
      const by = { at: calendar.now, name: act.actor.name, reason: asked.reason };
      if ((await this.signing.reopen(tx, { id: sheet.id, version: asked.version }, by)) === 0)
        throw new Refused({ code: 'sheet-stale', savedAt: null });
      await this.audit.record(tx, act, {
        act: 'sheet.reopen',
        subjectKind: 'score-sheet',
        subjectId: sheet.id,
        contestId,
        entryId: sheet.entryId,
        reason: asked.reason,
        contestAt: contestAtOf(contest, calendar),
        facts: { judge: judge.code, number: sheet.number },
      });
    });
  }

  private async holdOwn(tx: Tx, act: Act, number: string): Promise<Desk> {
    const desk = await this.sheets.holdDesk(tx, number, placeOf(act));
    if (desk === null) throw new Refused({ code: 'not-found' });
    return desk;
  }
}

/** Judges and secretaries act for exactly one contest (CHECK contest_roles_have_a_contest). */
export function placeOf({ actor }: Pick<Act, 'actor'>): JudgePlace {
  if (actor.contestId === null) throw new Refused({ code: 'not-found' });
  return { contestId: actor.contestId, personId: actor.personId };
}
