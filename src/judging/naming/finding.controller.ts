import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { readFinding, readFindings } from './finding.form.js';
import { FindingPages } from './finding.pages.js';
import { FindingService } from './finding.service.js';

/** Names that dossiers tell, before they are judged blind. */
@Controller()
export class FindingController {
  constructor(
    private readonly pages: FindingPages,
    private readonly service: FindingService,
  ) {}

  @Get(judgingPaths.findings)
  @Allow('secretary')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, query);
  }

  @Post(judgingPaths.findings)
  @Allow('secretary')
  search(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: () => this.service.search(act),
      then: () => new SeeOther(judgingPaths.findings, 'Đang soát. Mở lại trang này sau ít phút.', 'info'),
      again: (state) => this.pages.list(act.actor, {}, state),
    });
  }

  @Post(judgingPaths.findingDecisions)
  @Allow('secretary')
  decideSome(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readFindings(body),
      act: (words) => this.service.decide(act, words),
      then: (numbers) => new SeeOther(judgingPaths.findings, `Đã ghi quyết định cho ${numbers.length} chỗ.`),
      again: (state) => this.pages.list(act.actor, body, state),
    });
  }

  @Get(judgingPaths.finding(':id'))
  @Allow('secretary')
  one(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.pages.one(actor, id);
  }

  @Post(judgingPaths.finding(':id'))
  @Allow('secretary')
  decide(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readFinding(body, id),
      act: (words) => this.service.decide(act, words),
      then: ([number]) => new SeeOther(judgingPaths.findings, `Đã ghi quyết định cho hồ sơ ${number ?? ''}.`),
      again: (state) => this.pages.one(act.actor, id, state),
    });
  }
}
