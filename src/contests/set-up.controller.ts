import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { parsedForm } from '../web/form.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { ContestDesigns } from './contest.design.js';
import { contestsOfOrganiser, countOfOrganiser } from './contest.list.repository.js';
import { contestPaths } from './contest.paths.js';
import { refuseToCreate } from './contest.policy.js';
import { ContestService } from './contest.service.js';
import { pageNumber } from '../web/page-number.js';
import { organiserDeskPage } from './organiser-desk.view.js';
import { readChange } from './parts/change-words.js';
import { PartService } from './parts/part.service.js';
import { findingsOf } from './readiness.js';
import { openingPage, setUpPage } from './set-up.view.js';

/** An organiser's contests, the set-up list of one, and opening it. */
@Controller()
export class SetUpController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly designs: ContestDesigns,
    private readonly contests: ContestService,
  ) {}

  @Get(contestPaths.desk)
  @Allow('organiser')
  async list(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const page = pageNumber(typed);
    const found = await contestsOfOrganiser(reader, actor, page);
    return organiserDeskPage(actor, { found, page, total: await countOfOrganiser(reader, actor) });
  }

  @Get(contestPaths.setUp(':slug'))
  @Allow('organiser')
  async show(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
    const design = await this.designs.of(reader, desk.contest, desk.calendar);
    return setUpPage(desk, design, findingsOf(design), { mayCopy: refuseToCreate(actor, null) === null });
  }

  @Get(contestPaths.opening(':slug'))
  @Allow('organiser')
  askOpening(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
    return this.opening(actor, slug, freshForm());
  }

  @Post(contestPaths.opening(':slug'))
  @Allow('organiser')
  open(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Answer {
    const { version } = readChange(slug, body);
    return answerForm({
      form: parsedForm(body, {}, []),
      act: () => this.contests.openContest(act, slug, version),
      then: () => new SeeOther(contestPaths.setUp(slug), 'Đã mở cuộc thi. Trang công khai hiện từ bây giờ.'),
      again: (form) => this.opening(act.actor, slug, form),
    });
  }

  private async opening(actor: Actor, slug: string, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
    const design = await this.designs.of(reader, desk.contest, desk.calendar);
    return openingPage(desk, findingsOf(design), form);
  }
}
