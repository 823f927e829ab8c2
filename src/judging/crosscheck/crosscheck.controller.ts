import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { readAgreed, readDraw, readResult } from './crosscheck.form.js';
import { CrosscheckPages } from './crosscheck.pages.js';
import { CrosscheckService } from './crosscheck.service.js';

/** Sheets drawn by a public seed and compared with the signed papers (TRUST R31). */
@Controller()
export class CrosscheckController {
  constructor(
    private readonly pages: CrosscheckPages,
    private readonly service: CrosscheckService,
  ) {}

  @Get(judgingPaths.crosscheck(':slug'))
  @Allow('secretary', 'organiser', 'auditor')
  list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, slug, query);
  }

  @Post(judgingPaths.crosscheck(':slug'))
  @Allow('secretary', 'auditor')
  draw(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readDraw(body),
      act: (words) => this.service.draw(act, slug, words),
      then: (number) =>
        new SeeOther(
          judgingPaths.crosscheckDraw(slug, String(number)),
          `Đã rút phiếu, lần số ${number}. In danh sách rồi đối soát.`,
        ),
      again: (state) => this.pages.list(act.actor, slug, { vong: body['round'] }, state),
    });
  }

  @Get(judgingPaths.crosscheckDraw(':slug', ':number'))
  @Allow('secretary', 'organiser', 'auditor')
  one(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Query() query: Words,
  ): Promise<Page> {
    return this.pages.draw(actor, slug, number, query);
  }

  @Post(judgingPaths.crosscheckDraw(':slug', ':number'))
  @Allow('secretary', 'auditor')
  agree(@TheAct() act: Act, @Param('slug') slug: string, @Param('number') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readAgreed(body),
      act: (lines) => this.service.agree(act, slug, Number(number), lines),
      then: (agreed) => new SeeOther(judgingPaths.crosscheckDraw(slug, number), `Đã ghi ${agreed} phiếu khớp.`),
      again: (state) => this.pages.draw(act.actor, slug, number, {}, state),
    });
  }

  @Get(judgingPaths.crosscheckLine(':slug', ':number', ':line'))
  @Allow('secretary', 'auditor')
  line(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Param('line') line: string,
  ): Promise<Page> {
    return this.pages.line(actor, slug, { number, line });
  }

  @Post(judgingPaths.crosscheckLine(':slug', ':number', ':line'))
  @Allow('secretary', 'auditor')
  record(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Param('line') line: string,
    @Body() body: Words,
  ): Answer {
    return answerForm({
      form: readResult(body),
      act: (found) => this.service.record(act, slug, { number: Number(number), line: Number(line) }, found),
      then: () => new SeeOther(judgingPaths.crosscheckDraw(slug, number), 'Đã ghi kết quả đối soát.'),
      again: (state) => this.pages.line(act.actor, slug, { number, line }, state),
    });
  }
}
