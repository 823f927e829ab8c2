import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { readChange } from './parts/change-words.js';
import { PartService } from './parts/part.service.js';
import { deskCrumbs } from './parts/part.view.js';
import { TypedWords } from '../web/typed-words.js';

const HEADING = 'Lập bản tiêu chí mới';

/** A new version of the criteria, once sheets have been scored against the one there is. */
@Controller()
export class RubricController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
  ) {}

  @Get(contestPaths.newRubric(':slug'))
  @Allow('organiser')
  ask(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, slug, freshForm());
  }

  @Post(contestPaths.newRubric(':slug'))
  @Allow('organiser')
  start(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Answer {
    const change = readChange(slug, body);
    const words = new TypedWords(body);
    const why = words.text('reason', { ask: 'Nêu lý do lập bản tiêu chí mới.', max: 1000, label: 'Lý do' });
    return answerForm({
      form: words.done({ why }),
      act: (meaning) => this.parts.startRubric(act, change, meaning.why),
      then: () =>
        new SeeOther(contestPaths.part(slug, PARTS.criteria), 'Đã lập bản tiêu chí mới, sửa được từ bây giờ.'),
      again: (form) => this.page(act.actor, slug, form),
    });
  }

  private async page(actor: Actor, slug: string, form: FormState): Promise<Page> {
    const desk = await this.parts.desk(this.database.reader, actor, slug, this.clock.now());
    const listHref = contestPaths.part(slug, PARTS.criteria);
    return new Page(
      'contests/new-rubric',
      {
        heading: HEADING,
        about: desk.contest.name,
        form,
        version: desk.contest.version,
        action: contestPaths.newRubric(slug),
        facts: [
          { label: 'Phiếu đã có điểm theo bản hiện tại', value: String(desk.scores) },
          {
            label: 'Hệ quả',
            value:
              'Các phiếu này giữ nguyên điểm và bản tiêu chí cũ. Vòng chấm đang mở vẫn theo bản cũ cho đến khi Tổ thư ký chuyển sang bản mới: khi đó tiêu chí có thay đổi phải chấm lại, phiếu đã chốt được mở lại để chốt theo bản mới.',
          },
        ],
        backHref: listHref,
      },
      frameOfContest(
        desk.contest,
        desk.calendar,
        deskCrumbs(desk, { href: listHref, label: 'Tiêu chí chấm' }, { href: null, label: HEADING }),
      ),
    );
  }
}
