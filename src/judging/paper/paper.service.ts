import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts, CriterionFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { noteStoredFile } from '../../storage/stored-files.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import type { Words } from '../../web/request.js';
import { contestAtOf } from '../judging.service.js';
import { PanelRepository } from '../panel.repository.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { parseScores } from '../score.form.js';
import { type SheetWords, UNWRITTEN } from '../sheet.facts.js';
import { placeOf } from '../sheet.service.js';
import { missingCriteria, totalOf } from '../sheet.total.js';
import type { PaperCase } from './paper.facts.js';
import {
  refuseToDecidePaper,
  refuseToHandlePaper,
  refuseToReceivePaper,
  refuseToReleasePaper,
  refuseToTypePaper,
} from './paper.policy.js';
import { PaperRepository } from './paper.repository.js';

/** Whose sheet for which dossier, as an address says it. */
export interface PaperAddress {
  judgeCode: string;
  number: string;
}

type Held = PaperCase & { contest: ContestFacts; calendar: Calendar };

/** Acts on papers that came back: taken in, typed by one, typed again and confirmed or sent back by another, scans attached. */
@Injectable()
export class PaperService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly papers: PaperRepository,
  ) {}

  /** The sheet and its paper; `not-found` for a judge or a dossier that the round does not know together. */
  async find(reader: Reader, round: RoundFacts, of: PaperAddress): Promise<PaperCase> {
    const judge = await this.panel.byCode(reader, round.id, of.judgeCode);
    const found =
      judge === null
        ? null
        : await this.papers.sheet(reader, { roundId: round.id, personId: judge.personId, number: of.number });
    if (judge === null || found === null) throw new Refused({ code: 'not-found' });
    const { judgeable, ...sheet } = found;
    return { round, judge, sheet, judgeable, paper: await this.papers.paper(reader, sheet.id) };
  }

  /** Notes that a paper came back. The sheet on line is shut, or, where it was signed on line, this is its signed print. */
  async receive(act: Act, of: PaperAddress, asked: { replaces: boolean }): Promise<'copy' | 'returned'> {
    return this.act(act, of, async (tx, held) => {
      obey(refuseToReceivePaper(act.actor, held, asked));
      const state = held.sheet.state === 'signed' ? 'copy' : 'returned';
      await this.papers.receive(tx, held.sheet.id, { state, at: held.calendar.now, byName: act.actor.name });
      await this.record(tx, act, held, 'paper.receive', { copy: state === 'copy', replaces: held.sheet.isWritten });
      return state;
    });
  }

  /** Takes that note back while nothing is typed; the sheet takes scores on line again. */
  async release(act: Act, of: PaperAddress, asked: { version: number; reason: string }): Promise<void> {
    await this.act(act, of, async (tx, held) => {
      obey(refuseToReleasePaper(act.actor, held));
      if ((await this.papers.release(tx, held.sheet.id, asked.version)) === 0)
        throw new Refused({ code: 'paper-moved' });
      await this.record(tx, act, held, 'paper.release', {}, asked.reason);
    });
  }

  /**
   * Types a paper: the first time, or again by another person, who is not shown what the first typed. Complete, as the paper is
   * signed. Refused with nothing written: paper-same-person, paper-moved, rubric-changed, points-faulty (with `faults`). The log
   * says that it was typed, never what.
   */
  async type(act: Act, of: PaperAddress, words: Words): Promise<'first' | 'again'> {
    return this.act(act, of, async (tx, held) => {
      obey(refuseToTypePaper(act.actor, held));
      const { paper, sheet, round, calendar } = held;
      const { criteria, versionId } = await this.rubricOf(tx, round);
      if (words['rubric'] !== versionId) throw new Refused({ code: 'rubric-changed' });
      const typed = readPaper(words, criteria);
      const version = Number(words['version']);
      const by = { version, words: typed, at: calendar.now, by: act.actor.personId, byName: act.actor.name };
      const isFirst = paper?.state === 'returned';
      const changed = isFirst
        ? await this.papers.type(tx, sheet.id, { ...by, rubricVersionId: versionId })
        : await this.papers.typeAgain(tx, sheet.id, by);
      if (changed === 0) throw new Refused({ code: 'paper-moved' });
      await this.record(tx, act, held, isFirst ? 'paper.type' : 'paper.type-again', {});
      return isFirst ? 'first' : 'again';
    });
  }

  /** The second pair of eyes confirms what the first typed: from here on it is a signed sheet. Refused: paper-old-criteria when the round has others now. */
  async confirm(act: Act, of: PaperAddress, asked: { version: number }): Promise<void> {
    await this.act(act, of, async (tx, held) => {
      obey(refuseToDecidePaper(act.actor, held));
      const { paper, sheet, round, calendar } = held;
      const { criteria, versionId } = await this.rubricOf(tx, round);
      const words = paper?.words ?? null;
      const totalHundredths = words === null ? null : totalOf(words.points, criteria);
      if (words === null || paper?.rubricVersionId !== versionId || totalHundredths === null)
        throw new Refused({ code: 'paper-old-criteria' });
      const by = { version: asked.version, at: calendar.now, byName: act.actor.name };
      const changed = await this.papers.confirm(tx, sheet.id, {
        ...by,
        words,
        totalHundredths,
        rubricVersionId: versionId,
      });
      if (changed === 0) throw new Refused({ code: 'paper-moved' });
      await this.record(tx, act, held, 'paper.confirm', { typedBy: paper.typedByName });
    });
  }

  /** The second pair of eyes sends both typings back: kept with the reason, and the paper is typed anew. */
  async sendBack(act: Act, of: PaperAddress, asked: { version: number; reason: string }): Promise<void> {
    await this.act(act, of, async (tx, held) => {
      obey(refuseToDecidePaper(act.actor, held));
      const by = { ...asked, at: held.calendar.now };
      if ((await this.papers.sendBack(tx, held.sheet.id, by)) === 0) throw new Refused({ code: 'paper-moved' });
      await this.record(tx, act, held, 'paper.send-back', { typedBy: held.paper?.typedByName ?? null }, asked.reason);
    });
  }

  /** Attaches scans of the signed paper. The same bytes a second time are left out; answers how many are new. */
  async attach(act: Act, of: PaperAddress, files: readonly ReceivedFile[]): Promise<number> {
    return this.act(act, of, async (tx, held) => {
      obey(refuseToHandlePaper(act.actor, held));
      if (held.paper === null) throw new Refused({ code: 'paper-not-received' });
      let attached = 0;
      for (const { sha256, name, kind, size } of files) {
        await noteStoredFile(tx, { sha256, size, kind });
        const by = { attachedAt: held.calendar.now, attachedByName: act.actor.name };
        attached += await this.papers.attach(tx, held.sheet.id, { id: newId(), sha256, name, kind, size, ...by });
      }
      await this.record(tx, act, held, 'paper.attach', { files: files.map(({ size, sha256 }) => ({ size, sha256 })) });
      return attached;
    });
  }

  private async act<Result>(
    act: Act,
    of: PaperAddress,
    work: (tx: Tx, held: Held) => Promise<Result>,
  ): Promise<Result> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const [contest, latest] = [await this.contests.byId(tx, contestId), await this.rounds.latest(tx, contestId)];
      const judge = latest === null ? null : await this.panel.byCode(tx, latest.id, of.judgeCode);
      if (contest === null || latest === null || judge === null) throw new Refused({ code: 'not-found' });
      const found = await this.papers.holdSheet(tx, {
        roundId: latest.id,
        personId: judge.personId,
        number: of.number,
      });
      // Asked again behind the lock: the round may have been closed while we waited for it.
      const round = await this.rounds.latest(tx, contestId);
      if (found === null || round === null) throw new Refused({ code: 'not-found' });
      const { judgeable, ...sheet } = found;
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const paper = await this.papers.paper(tx, sheet.id);
      return work(tx, { contest, calendar, round, judge, sheet, judgeable, paper });
    });
  }

  private async rubricOf(tx: Tx, round: RoundFacts) {
    const rubric = await this.contests.rubricVersion(tx, round.rubricVersionId);
    if (rubric === null) throw new Error(`round ${round.id} has no criteria`);
    return rubric;
  }

  private record(
    tx: Tx,
    act: Act,
    held: Held,
    name: PaperAct,
    facts: object,
    reason: string | null = null,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: name,
      subjectKind: 'score-sheet',
      subjectId: held.sheet.id,
      contestId: held.contest.id,
      entryId: held.sheet.entryId,
      reason,
      contestAt: contestAtOf(held.contest, held.calendar),
      facts: { judge: held.judge.code, number: held.sheet.number, ...facts },
    });
  }
}

type PaperAct =
  | 'paper.receive'
  | 'paper.release'
  | 'paper.type'
  | 'paper.type-again'
  | 'paper.confirm'
  | 'paper.send-back'
  | 'paper.attach';

/** What was typed of a signed paper: as on the judge's own page, but nothing may be missing. Throws `points-faulty` with faults by field. */
function readPaper(words: Words, criteria: readonly CriterionFacts[]): SheetWords {
  const { scores, faults } = parseScores(words, criteria, UNWRITTEN);
  const missing = missingCriteria(scores.points, criteria)
    .map(({ code, title }) => ({
      field: `points[${code}]`,
      text: `${inQuotes(title)}: nhập điểm ghi trên phiếu. Phiếu không ghi điểm thì trả lại giám khảo.`,
    }))
    .filter(({ field }) => !faults.some((fault) => fault.field === field));
  if (faults.length + missing.length > 0) throw new Refused({ code: 'points-faulty', faults: [...faults, ...missing] });
  return scores;
}
