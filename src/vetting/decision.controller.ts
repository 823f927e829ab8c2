import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, type Refusal } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { readDecision, readReturn, type TypedDecision, type TypedReturn } from './decision.form.js';
import { DecisionService } from './decision.service.js';
import { suggestDue, toDecisionView, toReturnView } from './decision.view.js';
import type { DecisionVerb } from './vetting.facts.js';
import { type OpenedDossier, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { refuseDue, refuseRound, refuseToDecide } from './vetting.policy.js';

/** Acceptance, rejection and the request for supplement, each with a look at what the commune will read. */
@Controller()
export class VettingDecisionController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly opening: VettingOpening,
    private readonly service: DecisionService,
  ) {}

  @Get(vettingPaths.decision(':code'))
  @Allow('vetting')
  decision(@TheActor() actor: Actor, @Param('code') code: string, @Query('viec') wish: unknown): Promise<Page> {
    const decision = wish === 'tiep-nhan' ? 'accept' : wish === 'khong-tiep-nhan' ? 'reject' : '';
    return this.decisionPage(actor, code, freshForm({ decision }), null);
  }

  @Post(vettingPaths.decision(':code'))
  @Allow('vetting')
  decide(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    const form = readDecision(body);
    return answerForm({
      form,
      act: async (typed) => {
        if (typed.isPreview) return this.decisionPage(act.actor, code, freshForm(form.words), typed);
        await (typed.decision === 'accept'
          ? this.service.accept(act, code, typed)
          : this.service.reject(act, code, typed));
        return this.done(
          code,
          typed.decision === 'accept' ? 'Đã tiếp nhận hồ sơ' : 'Đã quyết định không tiếp nhận hồ sơ',
        );
      },
      then: (answer) => answer,
      again: (state) => this.decisionPage(act.actor, code, state, null),
    });
  }

  @Get(vettingPaths.supplement(':code'))
  @Allow('vetting')
  supplement(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.returnPage(actor, code, null, null);
  }

  @Post(vettingPaths.supplement(':code'))
  @Allow('vetting')
  sendBack(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    const form = readReturn(body);
    return answerForm({
      form,
      act: async (typed) => {
        if (typed.isPreview) return this.previewReturn(act.actor, code, freshForm(form.words), typed);
        await this.service.returnForSupplement(act, code, typed);
        return this.done(code, 'Đã gửi yêu cầu bổ sung hồ sơ');
      },
      then: (answer) => answer,
      again: (state) => this.returnPage(act.actor, code, state, null),
    });
  }

  private done(code: string, what: string): SeeOther {
    return new SeeOther(vettingPaths.one(code), `${what} ${code}.`);
  }

  private async previewReturn(actor: Actor, code: string, state: FormState, typed: TypedReturn): Promise<Page> {
    const { desk, calendar } = await this.open(actor, code);
    obey(refuseDue(typed.dueAt, desk, calendar));
    return this.returnPage(actor, code, state, typed);
  }

  private async decisionPage(actor: Actor, code: string, form: FormState, typed: TypedDecision | null): Promise<Page> {
    const opened = await this.open(actor, code);
    const contents = await this.opening.contentsOf(this.database.reader, opened);
    // Both verbs stand on this page; a dossier that may be rejected may be accepted and the other way round.
    const locked = this.lockedBy(actor, opened, 'accept');
    return this.framed(
      'vetting/decision',
      toDecisionView(opened, contents, { form, locked, typed }),
      opened,
      'Quyết định',
    );
  }

  private async returnPage(
    actor: Actor,
    code: string,
    state: FormState | null,
    typed: TypedReturn | null,
  ): Promise<Page> {
    const opened = await this.open(actor, code);
    const { desk, calendar } = opened;
    const contents = await this.opening.contentsOf(this.database.reader, opened);
    const window = calendar.windowFor('vetting', desk.unitId);
    const form = state ?? freshForm(suggestDue(calendar.now, window?.until ?? null));
    const used = refuseRound(opened.contest, contents.round);
    const locked = this.lockedBy(actor, opened, 'return') ?? (used && this.wording.of(used).sentence);
    const view = toReturnView(opened, contents, { form, locked, typed });
    return this.framed('vetting/return', view, opened, 'Yêu cầu bổ sung');
  }

  private open(actor: Actor, code: string): Promise<OpenedDossier> {
    return this.opening.show(this.database.reader, actor, code, this.clock.now());
  }

  private lockedBy(actor: Actor, opened: OpenedDossier, verb: DecisionVerb): string | null {
    const refusal: Refusal | null = refuseToDecide(actor, opened, verb);
    return refusal === null ? null : this.wording.of(refusal).sentence;
  }

  private framed(view: string, model: object, { entry, contest, calendar }: OpenedDossier, label: string): Page {
    const breadcrumbs = [
      { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
      { href: vettingPaths.one(entry.code), label: entry.code },
      { href: null, label },
    ];
    return new Page(view, model, frameOfContest(contest, calendar, breadcrumbs));
  }
}
