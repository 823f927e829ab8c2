import { Body, Controller, Get, Injectable, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToArrange } from '../judging.policy.js';
import { CONFLICT_KINDS } from '../panel.pages.js';
import { PanelRepository } from '../panel.repository.js';
import { ReasonForm } from '../reason.form.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { ConflictRepository } from './conflict.repository.js';
import { ConflictService, refuseToLift } from './conflict.service.js';

/** Loads the page that asks whether a conflict is lifted. */
@Injectable()
export class ConflictPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly conflicts: ConflictRepository,
  ) {}

  async lifting(actor: Actor, judgeCode: string, number: string, form: FormState): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { contest, round } = standing;
    const { reader } = this.database;
    const judge = await this.panel.byCode(reader, round.id, judgeCode);
    const found = judge && (await this.conflicts.obstacle(reader, round.id, judge.personId, number));
    if (judge === null || judge.removedAt !== null || found === null) throw new Refused({ code: 'not-found' });
    obey(refuseToArrange(actor, contest, round));
    obey(refuseToLift(found));
    const model = {
      number,
      form,
      action: judgingPaths.conflict(judge.code, number),
      warning:
        found.recusedSheetId === null
          ? 'Hồ sơ lại giao được cho giám khảo này.'
          : 'Phiếu của giám khảo trở lại với điểm đã nhập; phiếu đã chốt phải chốt lại.',
      facts: [
        { label: 'Giám khảo', value: `${judge.code} – ${judge.name}` },
        { label: 'Hồ sơ', value: `${found.number}, ${tellPlace(found.villageName, found.communeName)}` },
        {
          label: 'Ai ghi',
          value: found.kind === null ? 'Hệ thống, khi đơn vị công tác trùng' : CONFLICT_KINDS[found.kind],
        },
        { label: 'Lý do đã ghi', value: found.reason },
      ],
      backHref: judgingPaths.panel,
    };
    return secretaryPage(standing, 'judging/lifting', model, [
      { href: judgingPaths.panel, label: 'Phân công' },
      { href: null, label: 'Gỡ xung đột' },
    ]);
  }
}

/** The secretary lifts a conflict of interest. */
@Controller()
export class ConflictController {
  constructor(
    private readonly pages: ConflictPages,
    private readonly service: ConflictService,
  ) {}

  @Get(judgingPaths.conflict(':judge', ':code'))
  @Allow('secretary')
  ask(@TheActor() actor: Actor, @Param('judge') judgeCode: string, @Param('code') number: string): Promise<Page> {
    return this.pages.lifting(actor, judgeCode, number, freshForm());
  }

  @Post(judgingPaths.conflict(':judge', ':code'))
  @Allow('secretary')
  lift(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    return answerForm({
      form: readForm(ReasonForm, body),
      act: ({ reason }) => this.service.lift(act, { judgeCode, number, reason }),
      then: ({ sheetIsBack }) =>
        new SeeOther(
          judgingPaths.panel,
          sheetIsBack
            ? `Đã gỡ xung đột. Phiếu ${number} trở lại với ${judgeCode}.`
            : `Đã gỡ xung đột ${number} của ${judgeCode}.`,
        ),
      again: (state) => this.pages.lifting(act.actor, judgeCode, number, state),
    });
  }
}
