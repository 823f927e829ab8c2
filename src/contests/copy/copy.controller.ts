import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { ContestFacts } from '../contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../contest.frame.js';
import { contestPaths } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { ContestCopying } from './contest.copying.js';
import { copyFields, offeredWords, readCopy } from './copy.form.js';
import { toCopyPreview } from './copy.view.js';

/** `/to-chuc/{slug}/sao-chep`: a contest made again for another year, looked at first and made then. */
@Controller()
export class CopyController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly copying: ContestCopying,
  ) {}

  @Get(contestPaths.copy(':slug'))
  @Allow('organiser')
  async show(@TheAct() act: Act, @Param('slug') slug: string, @Query() typed: Words): Promise<Page> {
    const { source, firstDay } = await this.copying.sourceOf(this.database.reader, act.actor, slug);
    return this.page(act, source, freshForm(offeredWords(firstDay, typed)));
  }

  /** What would be made, date by date. Nothing is. */
  @Post(contestPaths.copyPreview(':slug'))
  @Allow('organiser')
  async preview(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Promise<Answer> {
    const { source, firstDay } = await this.copying.sourceOf(this.database.reader, act.actor, slug);
    const frame = await this.frame(act, source, 'Xem trước');
    return answerForm({
      form: readCopy(body, firstDay),
      act: (wish) => this.copying.preview(act, slug, wish),
      then: (seen) => new Page('contests/copy-preview', toCopyPreview(seen, body), frame),
      again: (form) => this.page(act, source, form),
    });
  }

  @Post(contestPaths.copy(':slug'))
  @Allow('organiser')
  async copy(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Promise<Answer> {
    const { source, firstDay } = await this.copying.sourceOf(this.database.reader, act.actor, slug);
    return answerForm({
      form: readCopy(body, firstDay),
      act: (wish) => this.copying.copy(act, slug, wish),
      then: (made) => new SeeOther(contestPaths.setUp(made.slug), 'Đã chép thành cuộc thi mới. Xem từng phần rồi mở.'),
      again: (form) => this.page(act, source, form),
    });
  }

  private async page(act: Act, source: ContestFacts, form: FormState): Promise<Page> {
    const model = {
      about: source.name,
      form,
      fields: copyFields(),
      action: contestPaths.copyPreview(source.slug),
      backHref: contestPaths.setUp(source.slug),
    };
    return new Page('contests/copy', model, await this.frame(act, source, 'Chép cho năm sau'));
  }

  private async frame(act: Act, source: ContestFacts, label: string) {
    const calendar = await this.contests.calendarOf(this.database.reader, source, this.clock.now());
    return frameOfContest(source, calendar, overseerCrumbs(act.actor, source, { href: null, label }));
  }
}
