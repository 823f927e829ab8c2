import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { SheetService } from '../sheet.service.js';
import { GridPages } from './grid.pages.js';
import { gridHref } from './grid.view.js';

/** All of a judge's sheets in one table, saved row by row. */
@Controller()
export class GridController {
  constructor(
    private readonly grids: GridPages,
    private readonly sheets: SheetService,
  ) {}

  @Get(judgingPaths.grid)
  @Allow('judge')
  grid(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.grids.page(actor, query, null);
  }

  /** One row: its points alone, the comments stay. Its faults come back in that row, the rest of the page as it is saved. */
  @Post(judgingPaths.gridRow(':code'))
  @Allow('judge')
  save(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: (words) => this.sheets.save(act, code, words),
      then: ({ missing, desk }) => {
        const number = desk.entry.number;
        const left = missing.length === 0 ? '' : `, còn thiếu ${missing.length} tiêu chí`;
        return new SeeOther(gridHref(body['trang'], number), `Đã lưu ${number}${left}.`);
      },
      again: (state, refusal) => this.grids.page(act.actor, body, { number: code, state, refusal }),
    });
  }
}
