import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DossierFiles, type WantedFile } from '../../entries/dossier.files.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { PracticePages } from './practice.pages.js';
import { PracticeProgressPages } from './practice.progress.js';
import { PracticeService } from './practice.service.js';

/** Where judges practise the scale before the round. */
@Controller()
export class PracticeController {
  constructor(
    private readonly progressPages: PracticeProgressPages,
    private readonly pages: PracticePages,
    private readonly service: PracticeService,
    private readonly files: DossierFiles,
  ) {}

  @Get(judgingPaths.practiceProgress)
  @Allow('secretary')
  progress(@TheActor() actor: Actor): Promise<Page> {
    return this.progressPages.page(actor);
  }

  @Get(judgingPaths.practice)
  @Allow('judge')
  list(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.list(actor);
  }

  @Get(judgingPaths.practiceOf(':order'))
  @Allow('judge')
  show(@TheActor() actor: Actor, @Param('order') order: string): Promise<Page> {
    return this.pages.page(actor, orderOf(order));
  }

  @Post(judgingPaths.practiceOf(':order'))
  @Allow('judge')
  save(@TheAct() act: Act, @Param('order') order: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: (words) => this.service.save(act, orderOf(order), words),
      then: ({ title }) =>
        new SeeOther(`${judgingPaths.practiceOf(order)}#ban-giam-khao`, `Đã lưu điểm tập chấm: ${title}.`),
      again: (state, refusal) => this.pages.page(act.actor, orderOf(order), { state, refusal }),
    });
  }

  @Get(judgingPaths.practiceFilePage(':order', ':id', ':page'))
  @Allow('judge')
  async filePage(
    @TheActor() actor: Actor,
    @Param() { order = '', id = '', page = '' }: Record<string, string>,
    @Res() res: Response,
  ): Promise<void> {
    await this.serve(res, actor, { order, file: id, page });
  }

  @Get(judgingPaths.practiceFilePart(':order', ':id', ':part'))
  @Allow('judge')
  async filePart(
    @TheActor() actor: Actor,
    @Param() { order = '', id = '', part = '' }: Record<string, string>,
    @Res() res: Response,
  ): Promise<void> {
    await this.serve(res, actor, { order, file: id, part });
  }

  private async serve(res: Response, actor: Actor, wanted: WantedFile & { order: string }): Promise<void> {
    const { file, isBlind } = await this.pages.file(actor, orderOf(wanted.order), wanted.file);
    await this.files.serveSample(res, file, wanted, { isBlind });
  }
}

/** A place in the list, from 1; whatever is none is beyond its end. */
const orderOf = (typed: string): number => (/^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 0);
