import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm, readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { isFromOutside } from '../outside/outside.policy.js';
import { ReasonForm, VersionedReasonForm } from '../reason.form.js';
import { readAdvanceChoice } from './advance.form.js';
import { AdvancePages } from './advance.pages.js';
import { AdvanceService } from './advance.service.js';

/** The secretary between two rounds. */
@Controller()
export class AdvanceController {
  constructor(
    private readonly pages: AdvancePages,
    private readonly service: AdvanceService,
  ) {}

  @Get(judgingPaths.next)
  @Allow('secretary')
  preview(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query);
  }

  @Post(judgingPaths.next)
  @Allow('secretary')
  open(@TheAct() act: Act, @Body() body: Words): Answer {
    const { choice, faults } = readAdvanceChoice(body);
    const said = readForm(ReasonForm, body);
    const asked = {
      choice,
      keepPanel: body['giu'] === '1',
      reason: said.meaning?.reason ?? '',
      seen: String(body['dau'] ?? ''),
    };
    return answerForm({
      form: parsedForm(body, asked, [...faults, ...said.faults]),
      act: (meaning) => this.service.open(act, meaning),
      then: ({ round, going }) =>
        isFromOutside(round)
          ? new SeeOther(
              judgingPaths.outside,
              `Đã mở vòng ${round.number}: ${round.name} với ${going} hồ sơ. Nhập bảng điểm của vòng.`,
            )
          : new SeeOther(
              judgingPaths.panel,
              `Đã mở vòng ${round.number}: ${round.name} với ${going} hồ sơ. Xem Ban Giám khảo rồi phân công.`,
            ),
      again: (state) => this.pages.page(act.actor, body, state),
    });
  }

  @Post(judgingPaths.undoNext)
  @Allow('secretary')
  undo(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.service.undo(act, { version: Number(version), reason }),
      then: ({ number }) => new SeeOther(judgingPaths.next, `Đã hoàn tác việc mở vòng ${number}.`),
      again: (state) => this.pages.page(act.actor, {}, state),
    });
  }
}
