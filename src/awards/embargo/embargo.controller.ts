import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Act } from '../../kernel/actor.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Answer, answerForm, SeeOther } from '../../web/answer.js';
import { readForm } from '../../web/form.js';
import { TheAct, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { ListVersionForm } from '../award.form.js';
import { awardPaths } from '../award.paths.js';
import { PublicationPages } from '../publication.pages.js';
import { readEmbargo } from './embargo.form.js';
import { EmbargoService } from './embargo.service.js';

/** The moment at which a confirmed list goes out by itself: set, moved, taken away. */
@Controller()
export class EmbargoController {
  constructor(
    private readonly pages: PublicationPages,
    private readonly service: EmbargoService,
  ) {}

  @Post(awardPaths.embargo(':slug'))
  @Allow('organiser')
  set(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    const form = readEmbargo(body);
    return answerForm({
      form,
      act: (said) => this.service.set(act, slug, said),
      then: () =>
        new SeeOther(
          awardPaths.publication(slug),
          `Đã hẹn công bố lúc ${form.meaning === null ? '' : formatDateTime(form.meaning.at)}.`,
        ),
      again: (state) => this.pages.page(act.actor, slug, state),
    });
  }

  @Post(awardPaths.embargoLifting(':slug'))
  @Allow('organiser')
  lift(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ListVersionForm, body),
      act: ({ version }) => this.service.lift(act, slug, Number(version)),
      then: () => new SeeOther(awardPaths.publication(slug), 'Đã bỏ hẹn giờ. Danh sách chờ công bố.'),
      again: (state) => this.pages.page(act.actor, slug, state),
    });
  }
}
