import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../web/answer.js';
import { parsedForm, readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { judgingPaths } from './judging.paths.js';
import { AddJudgeForm, chosenUnit, ConflictForm, readRule, UnitForm } from './panel.form.js';
import { PanelPages } from './panel.pages.js';
import { PanelRepository } from './panel.repository.js';
import { PanelService } from './panel.service.js';
import { ReasonForm } from './reason.form.js';
import { SecretaryStandings } from './secretary.standing.js';

/** The secretary's pages about who judges what. */
@Controller()
export class PanelController {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly pages: PanelPages,
    private readonly panel: PanelRepository,
    private readonly service: PanelService,
  ) {}

  @Get(judgingPaths.panel)
  @Allow('secretary')
  panelPage(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, {}, query);
  }

  @Post(judgingPaths.addJudge)
  @Allow('secretary')
  add(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(AddJudgeForm, body),
      act: ({ personId, unitId }) => this.service.addJudge(act, { personId, unitId: chosenUnit(unitId) }),
      then: ({ code, name }) => new SeeOther(judgingPaths.panel, `${name} là giám khảo ${code}.`),
      again: (state) => this.pages.page(act.actor, { add: state }),
    });
  }

  @Post(judgingPaths.conflicts)
  @Allow('secretary')
  pin(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ConflictForm, body),
      act: ({ judgeCode, number, reason }) =>
        this.service.pinConflict(act, { judgeCode, number: number.trim(), reason }),
      then: ({ excluded }) =>
        new SeeOther(
          judgingPaths.panel,
          excluded ? 'Đã ghi xung đột; phiếu đã giao không còn được tính.' : 'Đã ghi xung đột.',
        ),
      again: (state) => this.pages.page(act.actor, { conflict: state }),
    });
  }

  @Post(judgingPaths.takeBack)
  @Allow('secretary')
  takeBack(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: () => this.service.takeBack(act, { judgeCode: null }),
      then: (taken) => new SeeOther(judgingPaths.panel, `Đã thu hồi ${taken} phiếu chưa ai chấm.`),
      again: (state) => this.pages.page(act.actor, { add: state }),
    });
  }

  @Get(judgingPaths.plan)
  @Allow('secretary')
  plan(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.plan(actor, query);
  }

  @Post(judgingPaths.assignment)
  @Allow('secretary')
  async assign(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const { contest, round } = await this.standings.withRound(act.actor);
    const { reader } = this.database;
    const judges = await this.panel.judges(reader, round.id);
    const read = readRule(body, { judges, areas: await this.panel.areas(reader, contest.id) });
    const [rule, faults] = read !== null && 'rule' in read ? [read.rule, []] : [null, read?.faults ?? NO_RULE];
    return answerForm({
      form: parsedForm(body, rule, faults),
      act: (chosen) => this.service.assign(act, chosen, String(body['dau'] ?? '')),
      then: ({ given, lacking }) =>
        new SeeOther(
          judgingPaths.panel,
          lacking === 0 ? `Đã giao ${given} phiếu.` : `Đã giao ${given} phiếu. Còn ${lacking} hồ sơ chưa có giám khảo.`,
          lacking === 0 ? 'success' : 'warning',
        ),
      again: (state) => this.pages.plan(act.actor, body, state),
    });
  }

  @Get(judgingPaths.judge(':code'))
  @Allow('secretary')
  judge(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.pages.judge(actor, code);
  }

  @Post(judgingPaths.judge(':code'))
  @Allow('secretary')
  setUnit(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(UnitForm, body),
      act: ({ unitId }) => this.service.setUnit(act, code, { unitId: chosenUnit(unitId) }),
      then: ({ excluded }) =>
        new SeeOther(
          judgingPaths.panel,
          excluded === 0
            ? `Đã lưu đơn vị của ${code}.`
            : `Đã lưu đơn vị của ${code}; ${excluded} phiếu cùng đơn vị không còn được tính.`,
        ),
      again: (state) => this.pages.judge(act.actor, code, state),
    });
  }

  @Post(judgingPaths.removeJudge(':code'))
  @Allow('secretary')
  remove(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ReasonForm, body),
      act: (asked) => this.service.removeJudge(act, code, asked),
      then: ({ name }) =>
        new SeeOther(judgingPaths.panel, `${name} không còn trong Ban Giám khảo. Phiếu đã chấm được giữ lại.`),
      again: (state) => this.pages.judge(act.actor, code, state),
    });
  }
}

const NO_RULE = [{ field: 'kieu', text: 'Chọn một cách phân công.' }];
