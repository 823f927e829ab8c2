import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../web/answer.js';
import { parsedForm, readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { JudgingService } from './judging.service.js';
import { judgingPaths } from './judging.paths.js';
import { ProgressPages } from './progress.pages.js';
import { RoundPages } from './round.pages.js';
import { VersionedReasonForm } from './reason.form.js';
import { JudgeReminders } from './reminder/judge-reminders.js';
import { SheetService } from './sheet.service.js';

/** The secretary's pages about how far judging is, and the acts on the round. */
@Controller()
export class ProgressController {
  constructor(
    private readonly pages: ProgressPages,
    private readonly rounds: RoundPages,
    private readonly judging: JudgingService,
    private readonly sheets: SheetService,
    private readonly reminders: JudgeReminders,
  ) {}

  @Get(judgingPaths.secretary)
  @Allow('secretary')
  desk(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.rounds.desk(actor, query);
  }

  @Get(judgingPaths.progress)
  @Allow('secretary')
  progress(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.progressPage(actor, query);
  }

  @Post(judgingPaths.remind)
  @Allow('secretary')
  remind(@TheAct() act: Act, @Body() body: Words): Answer {
    const codes = [body['judges']].flat().filter((code): code is string => typeof code === 'string');
    return answerForm({
      form: parsedForm(body, codes, []),
      act: (chosen) => this.reminders.remind(act, chosen),
      then: ({ told }) => new SeeOther(judgingPaths.progress, `Đã nhắc ${told.join(', ')}.`),
      again: (state) => this.pages.progressPage(act.actor, {}, state),
    });
  }

  @Get(judgingPaths.progressOf(':judge'))
  @Allow('secretary')
  judge(@TheActor() actor: Actor, @Param('judge') code: string, @Query() query: Words): Promise<Page> {
    return this.pages.judgePage(actor, code, query);
  }

  @Get(judgingPaths.reopening(':judge', ':code'))
  @Allow('secretary')
  reopening(@TheActor() actor: Actor, @Param('judge') judgeCode: string, @Param('code') number: string): Promise<Page> {
    return this.pages.reopening(actor, { judgeCode, number });
  }

  @Post(judgingPaths.reopening(':judge', ':code'))
  @Allow('secretary')
  reopen(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.sheets.reopen(act, of, { version: Number(version), reason }),
      then: () => new SeeOther(judgingPaths.progressOf(judgeCode), `Đã mở lại phiếu ${number} của ${judgeCode}.`),
      again: (state) => this.pages.reopening(act.actor, of, state),
    });
  }

  @Get(judgingPaths.closing)
  @Allow('secretary')
  closing(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.rounds.closing(actor, query);
  }

  @Post(judgingPaths.closing)
  @Allow('secretary')
  close(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.judging.close(act, { version: Number(version), reason }),
      then: ({ ranked, unranked }) =>
        new SeeOther(
          judgingPaths.matrix,
          unranked === 0
            ? `Đã khóa vòng chấm. ${ranked} hồ sơ được xếp hạng.`
            : `Đã khóa vòng chấm. ${ranked} hồ sơ được xếp hạng, ${unranked} hồ sơ không đủ phiếu.`,
        ),
      again: (state) => this.rounds.closing(act.actor, {}, state),
    });
  }

  @Get(judgingPaths.rubric)
  @Allow('secretary')
  rubric(@TheActor() actor: Actor): Promise<Page> {
    return this.rounds.rubric(actor);
  }

  @Post(judgingPaths.rubric)
  @Allow('secretary')
  moveToRubric(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.judging.moveToCurrentRubric(act, { version: Number(version), reason }),
      then: ({ sheets }) =>
        new SeeOther(
          judgingPaths.secretary,
          `Vòng chấm đã dùng bộ tiêu chí mới. ${sheets} phiếu trở lại nháp để chấm bổ sung.`,
        ),
      again: (state) => this.rounds.rubric(act.actor, state),
    });
  }
}
