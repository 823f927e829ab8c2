import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { CheckRepository } from './check.repository.js';
import { CheckService } from './check.service.js';
import { checksPage } from './check.view.js';
import { DriveOpening } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { refuseToReport } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';
import { readCheck } from './report.form.js';

const SHOWN = 50;

/** `/bao-cao/{drive}/kiem-soat`: the log of an agency’s gate (letter S4: somebody is named who checks and writes down). */
@Controller()
export class CheckController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly checks: CheckRepository,
    private readonly service: CheckService,
  ) {}

  @Get(drivePaths.checks(':id'))
  @Allow('commune', 'vetting', 'organiser')
  show(@TheActor() actor: Actor, @Param('id') id: string, @Query('don-vi') unit: unknown): Promise<Page> {
    return this.page(actor, id, unit, null);
  }

  @Post(drivePaths.checks(':id'))
  @Allow('commune', 'vetting', 'organiser')
  async note(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const { unit } = await this.stand(act.actor, id, body['unit']);
    return answerForm({
      form: readCheck(body),
      act: (typed) => this.service.note(act, id, unit.id, typed),
      then: () => new SeeOther(withChoices(drivePaths.checks(id), { 'don-vi': unit.id }), 'Đã ghi lượt kiểm soát.'),
      again: (state) => this.page(act.actor, id, unit.id, state),
    });
  }

  private async stand(actor: Actor, id: string, typed: unknown) {
    const { reader } = this.database;
    const opened = await this.opening.open(reader, actor, id, this.clock.now());
    obey(refuseToReport(actor, opened.keeps));
    if (!opened.drive.keepsChecks) throw new Refused({ code: 'not-found' });
    if (typeof typed === 'string' && typed !== '')
      return { opened, unit: await this.opening.unit(reader, opened, typed) };
    const { units } = await this.drives.units(reader, opened.drive.id, opened.reach, { limit: 1, offset: 0 });
    const [unit] = units;
    if (unit === undefined) throw new Refused({ code: 'not-found' });
    return { opened, unit };
  }

  private async page(actor: Actor, id: string, typed: unknown, state: FormState | null): Promise<Page> {
    const { opened, unit } = await this.stand(actor, id, typed);
    const checks = await this.checks.ofUnit(this.database.reader, unit.id, SHOWN);
    const form = state ?? freshForm({ controllerName: unit.controllerName ?? '', way: 'in', withoutApp: '0' });
    return checksPage(opened, unit, { checks, form });
  }
}
