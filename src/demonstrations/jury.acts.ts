import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { EntryReader } from '../entries/entry.reader.js';
import { JudgeDesks } from '../judging/judge.desk.js';
import { JudgingResults } from '../judging/judging.results.js';
import { JudgingService } from '../judging/judging.service.js';
import { PanelService } from '../judging/panel.service.js';
import { SheetService } from '../judging/sheet.service.js';
import type { Act } from '../kernel/actor.js';
import { type JudgedEntry, JuryPlan } from './jury.plan.js';
import type { JuryStep } from './judging.timeline.js';
import { judgedBestFirst } from './materials/dossiers.js';
import { ACT_REASONS } from './materials/reasons.js';
import type { Play } from './play.js';

const JUDGES = 5;
const CLOSING_REASON = 'Năm giám khảo đã ký đủ phiếu chấm; một phiếu từ chối chấm có lý do.';

/** What the secretary and the judges do, through the services behind their pages. */
@Injectable()
export class JuryActs {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly panel: PanelService,
    private readonly desks: JudgeDesks,
    private readonly sheets: SheetService,
    private readonly judging: JudgingService,
    private readonly results: JudgingResults,
  ) {}

  async take(play: Play, step: JuryStep): Promise<void> {
    const secretary = play.cast.by('thu-ky');
    switch (step.act) {
      case 'seat-panel':
        return this.seat(play, secretary);
      case 'score':
        return this.score(play, step.judge, step.sheets);
      case 'begin-sheets':
        return this.beginSheets(play, step.judge, step.sheets);
      case 'sign':
        await this.sheets.sign(judgeOf(play, step.judge), { leaveIncomplete: false });
        return;
      case 'recuse': {
        const plan = juryOf(play);
        const entry = plan.declined();
        await this.sheets.recuse(judgeOf(play, step.judge), entry.number, { reason: ACT_REASONS.recusal });
        return plan.done(step.judge, entry);
      }
      case 'reopen':
        return this.reopen(play, secretary, step.judge);
      case 'close-round': {
        const round = await this.results.latestRound(this.database.reader, play.contest.id);
        await this.judging.close(secretary, { version: round?.version ?? 0, reason: CLOSING_REASON });
      }
    }
  }

  /** Five judges, every entry to every one of them. */
  private async seat(play: Play, secretary: Act): Promise<void> {
    const judges = Array.from({ length: JUDGES }, (_, index) => judgeOf(play, index + 1).actor.personId);
    for (const personId of judges) await this.panel.addJudge(secretary, { personId, unitId: null });
    await this.panel.assign(secretary, { kind: 'all' }, null);
    const entries: JudgedEntry[] = [];
    for (const dossier of judgedBestFirst()) {
      const entry = await this.entries.byCode(this.database.reader, play.codeOf(dossier));
      if (entry === null || entry.number === null) throw new Error(`the dossier ${dossier.key} never came in`);
      entries.push({ key: dossier.key, id: entry.id, number: entry.number });
    }
    const rubric = await this.contests.currentRubric(this.database.reader, play.contest.id);
    play.jury = new JuryPlan(entries, judges, rubric?.criteria ?? []);
  }

  private async score(play: Play, judge: number, sheets: number): Promise<void> {
    const plan = juryOf(play);
    for (const work of plan.next(judge, sheets)) {
      const { actor } = judgeOf(play, judge);
      const { sheet, rubric } = await this.desks.of(actor, work.entry.number);
      const words = plan.words(judge, work, sheet.state === 'draft');
      await this.sheets.save(judgeOf(play, judge), work.entry.number, {
        ...words,
        version: String(sheet.version),
        rubric: rubric.versionId,
      });
      plan.done(judge, work.entry);
    }
  }

  private async beginSheets(play: Play, judge: number, sheets: number): Promise<void> {
    const plan = juryOf(play);
    for (const work of plan.next(judge, sheets)) {
      const act = judgeOf(play, judge);
      const { sheet, rubric } = await this.desks.of(act.actor, work.entry.number);
      await this.sheets.save(act, work.entry.number, {
        ...plan.firstWords(judge, work),
        version: String(sheet.version),
        rubric: rubric.versionId,
      });
    }
  }

  private async reopen(play: Play, secretary: Act, judge: number): Promise<void> {
    const { number } = juryOf(play).reopened(judge);
    const { sheet } = await this.desks.of(judgeOf(play, judge).actor, number);
    const asked = { version: sheet.version, reason: ACT_REASONS.sheetReopening };
    await this.sheets.reopen(secretary, { judgeCode: `GK${judge}`, number }, asked);
  }
}

const judgeOf = ({ cast }: Play, judge: number): Act => cast.by(`giam-khao-${judge}`);

function juryOf({ jury }: Play): JuryPlan {
  if (jury === null) throw new Error('the panel does not sit yet');
  return jury;
}
