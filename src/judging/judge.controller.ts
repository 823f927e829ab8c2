import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../kernel/actor.js';
import { formatTime } from '../kernel/vietnamese/dates.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm, readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FieldFault, freshForm } from '../web/views/form-state.js';
import { JudgeDesks } from './judge.desk.js';
import { JudgeLists } from './judge.list.js';
import { PROGRESS_WORDS } from './sheet.moves.js';
import type { StatusWord } from '../web/views/page.js';
import { judgingPaths } from './judging.paths.js';
import { ReasonForm, SignForm } from './reason.form.js';
import { PUT_OFF, SheetService } from './sheet.service.js';

/** What a judge sees and does: the list, one sheet, declining, the summary, signing. */
@Controller()
export class JudgeController {
  constructor(
    private readonly desks: JudgeDesks,
    private readonly lists: JudgeLists,
    private readonly sheets: SheetService,
  ) {}

  @Get(judgingPaths.list)
  @Allow('judge')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.lists.page(actor, query);
  }

  @Get(judgingPaths.summary)
  @Allow('judge')
  summary(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.lists.summary(actor, freshForm(), query);
  }

  @Post(judgingPaths.summary)
  @Allow('judge')
  sign(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(SignForm, body),
      act: ({ leaveIncomplete }) => this.sheets.sign(act, { leaveIncomplete: leaveIncomplete === '1' }),
      then: ({ signed, left }) =>
        new SeeOther(
          judgingPaths.summary,
          left === 0 ? `Đã chốt ${signed} phiếu.` : `Đã chốt ${signed} phiếu. Còn ${left} hồ sơ chưa đủ điểm.`,
        ),
      again: (state) => this.lists.summary(act.actor, state),
    });
  }

  @Get(judgingPaths.papers)
  @Allow('judge')
  papers(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.lists.papers(actor, query);
  }

  @Get(judgingPaths.sheet(':code'))
  @Allow('judge')
  sheet(@TheActor() actor: Actor, @Param('code') code: string, @Query() query: Words): Promise<Page> {
    return this.desks.page(actor, code, null, query);
  }

  @Post(judgingPaths.sheet(':code'))
  @Allow('judge')
  save(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: async (words) => {
        const saved = await this.sheets.save(act, code, words);
        const next = goesOn(words) ? await this.lists.nextAfter(saved.desk.sheet) : null;
        return { ...saved, next };
      },
      then: ({ missing, next, desk }) => {
        const number = desk.entry.number;
        const told =
          missing.length === 0 ? `Đã lưu ${number}.` : `Đã lưu nháp ${number}, còn thiếu ${missing.length} tiêu chí.`;
        if (!goesOn(body)) return new SeeOther(judgingPaths.sheet(number), told);
        return next === null
          ? new SeeOther(judgingPaths.summary, `${told} Không còn hồ sơ nào chưa chấm.`)
          : new SeeOther(judgingPaths.sheet(next), told);
      },
      again: (state, refusal) => this.desks.page(act.actor, code, { state, refusal }),
    });
  }

  /** What is typed so far, sent by the page itself while the judge goes on typing. */
  @Post(judgingPaths.autosave(':code'))
  @Allow('judge')
  @HttpCode(200)
  async autosave(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<AutosavedSheetView> {
    const { version, savedAt, missing, faults } = await this.sheets.saveDraft(act, code, body);
    const note = missing === null || missing === 0 ? null : `còn thiếu ${missing} tiêu chí`;
    // Of a sending that came twice nobody knows what is missing now.
    const status = missing === null ? null : PROGRESS_WORDS[missing === 0 ? 'done' : 'draft'];
    return { version, savedAt: savedAt && formatTime(savedAt), faults: faults.length, wrong: faults, note, status };
  }

  @Get(judgingPaths.recusal(':code'))
  @Allow('judge')
  recusal(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.lists.recusal(actor, code, freshForm());
  }

  @Post(judgingPaths.recusal(':code'))
  @Allow('judge')
  recuse(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ReasonForm, body),
      act: (asked) => this.sheets.recuse(act, code, asked),
      then: () => new SeeOther(judgingPaths.list, `Đã ghi: không chấm ${code}. Thư ký sẽ thấy lý do.`),
      again: (state) => this.lists.recusal(act.actor, code, state),
    });
  }
}

const goesOn = ({ then }: Words): boolean => then === 'tiep' || then === PUT_OFF;

/** The answer to a page that saves by itself: the version to go on from, when it was saved, fields that could not be and why, what is missing. */
interface AutosavedSheetView {
  version: number;
  savedAt: string | null;
  faults: number;
  wrong: FieldFault[];
  note: string | null;
  /** What the sheet is now, for the tag beside it; null: as before. */
  status: StatusWord | null;
}
