import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { ItemOpening, type OpenedItem } from './item.opening.js';
import { KEEPERS, READERS, refuseToKeepItem } from './item.policy.js';
import { readPlan, readQuiet } from './plan.form.js';
import { PlanRepository } from './plan.repository.js';
import { PlanService } from './plan.service.js';
import { plansPage, quietFormPage, quietPage, stopPage, typedQuiet } from './plan.view.js';
import { propagandaPaths } from './propaganda.paths.js';

/** When an item is broadcast, and the quiet hours of channels. */
@Controller()
export class PlanController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: ItemOpening,
    private readonly plans: PlanRepository,
    private readonly service: PlanService,
  ) {}

  @Get(propagandaPaths.plans(':id'))
  @Allow('vetting', 'organiser', 'auditor', 'admin')
  async list(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const opened = await this.open(actor, id);
    const { validUntil } = opened.item;
    const values = {
      startsOn: formatDay(opened.today),
      endsOn: validUntil === null ? '' : formatDay(validUntil),
      weekdays: ['1', '2', '3', '4', '5', '6', '7'],
      times: '05:30, 17:30',
      repeats: '1',
    };
    return this.page(opened, freshForm(values));
  }

  @Post(propagandaPaths.plans(':id'))
  @Allow(...KEEPERS)
  async plan(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const opened = await this.open(act.actor, id);
    obey(refuseToKeepItem(opened.keeps));
    const units = await this.service.offered(this.database.reader, opened);
    return answerForm({
      form: readPlan(
        body,
        units.map((unit) => unit.id),
      ),
      act: ({ words, chosen }) => this.service.plan(act, id, words, chosen),
      then: () => new SeeOther(propagandaPaths.plans(id), 'Đã lập lịch. Các xã thấy lịch ở trang Tuyên truyền.'),
      again: async (form) => this.page(await this.open(act.actor, id), form),
    });
  }

  @Get(propagandaPaths.planStop(':id', ':plan'))
  @Allow(...KEEPERS)
  askToStop(@TheActor() actor: Actor, @Param('id') id: string, @Param('plan') plan: string): Promise<Page> {
    return this.stopPage(actor, id, plan, freshForm());
  }

  @Post(propagandaPaths.planStop(':id', ':plan'))
  @Allow(...KEEPERS)
  stop(@TheAct() act: Act, @Param('id') id: string, @Param('plan') plan: string, @Body() body: Words): Answer {
    const words = new TypedWords(body);
    const reason = words.line('reason', { ask: 'Nhập lý do dừng.', max: 300, label: 'Lý do' });
    return answerForm({
      form: words.done({ reason }),
      act: (typed) => this.service.stop(act, id, plan, typed.reason),
      then: () => new SeeOther(propagandaPaths.plans(id), 'Đã dừng lịch.'),
      again: (form) => this.stopPage(act.actor, id, plan, form),
    });
  }

  @Get(propagandaPaths.quiet)
  @Allow(...READERS)
  async quiet(@TheActor() actor: Actor): Promise<Page> {
    return quietPage(await this.plans.quietHours(this.database.reader), mayKeepQuiet(actor));
  }

  @Get(propagandaPaths.quietOf(':channel'))
  @Allow('organiser', 'admin')
  async editQuiet(@Param('channel') channel: string): Promise<Page> {
    const hours = await this.quietOf(channel);
    return quietFormPage(hours, freshForm(typedQuiet(hours)));
  }

  @Post(propagandaPaths.quietOf(':channel'))
  @Allow('organiser', 'admin')
  async keepQuiet(@TheAct() act: Act, @Param('channel') channel: string, @Body() body: Words): Promise<Answer> {
    const hours = await this.quietOf(channel);
    return answerForm({
      form: readQuiet(body),
      act: (typed) => this.service.keepQuiet(act, { channel: hours.channel, version: versionOf(body) }, typed),
      then: () => new SeeOther(propagandaPaths.quiet, 'Đã lưu giờ yên lặng. Lịch đã lập giữ nguyên.'),
      again: async (form) => quietFormPage(await this.quietOf(channel), form),
    });
  }

  private async quietOf(channel: string) {
    const found = (await this.plans.quietHours(this.database.reader)).find((one) => one.channel === channel);
    if (found === undefined) throw new Refused({ code: 'not-found' });
    return found;
  }

  private open(actor: Actor, id: string): Promise<OpenedItem> {
    return this.opening.open(this.database.reader, actor, id, this.clock.now());
  }

  private async page(opened: OpenedItem, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const [plans, quiet, units] = await Promise.all([
      this.plans.ofItem(reader, opened.item.id),
      this.plans.quietHours(reader),
      opened.keeps ? this.service.offered(reader, opened) : [],
    ]);
    return plansPage(opened, { plans, quiet, units, form });
  }

  private async stopPage(actor: Actor, id: string, planId: string, form: FormState): Promise<Page> {
    const opened = await this.open(actor, id);
    obey(refuseToKeepItem(opened.keeps));
    const plan = (await this.plans.ofItem(this.database.reader, opened.item.id)).find((one) => one.id === planId);
    if (plan === undefined) throw new Refused({ code: 'not-found' });
    return stopPage(opened, plan, form);
  }
}

const mayKeepQuiet = ({ role }: Actor): boolean => role === 'organiser' || role === 'admin';
