import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { type ReadForm, readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type AwardDesk, AwardDesks } from '../award.desk.js';
import { EmptyTierForm, ReasonForm, ShiftForm, SidePrizeForm, TieForm } from '../award.form.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { awardFrame } from '../award.view.js';
import { PrizeDecisionService } from './prize-decision.service.js';
import { toEmptyTierView, toShiftView, toTieView, toWithheldView } from './prize-decision.view.js';
import { toSidePrizeView, toWithdrawalView } from './side-prize.view.js';

/** What people decide over a drafted list, each on a page of its own: a reason is asked for all of them. */
@Controller()
export class PrizeDecisionController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly service: PrizeDecisionService,
  ) {}

  @Get(awardPaths.tie(':slug', ':group'))
  @Allow('organiser')
  tie(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('group') group: string): Promise<Page> {
    return this.tiePage(actor, slug, group, freshForm());
  }

  @Post(awardPaths.tie(':slug', ':group'))
  @Allow('organiser')
  async decideTie(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('group') number: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const desk = await this.seen(act.actor, slug);
    const group = desk.drafted?.proposal.allocation.undecided[Number(number) - 1];
    if (group === undefined) throw new Refused({ code: 'decision-out-of-date' });
    const { tiers, entries } = group;
    return this.decide(
      slug,
      readForm(TieForm, body),
      ({ choice, reason, version }) => {
        const order = choice === 'order' ? orderOf(entries, body) : null;
        return this.service.decideTie(act, slug, { tiers, entries, choice, reason, version: Number(version), order });
      },
      (form) => this.tiePage(act.actor, slug, number, form),
    );
  }

  @Get(awardPaths.withheld(':slug', ':tier'))
  @Allow('organiser')
  withheld(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('tier') tier: string): Promise<Page> {
    return this.page(actor, slug, 'withheld', 'Giải không trao', (desk) => toWithheldView(desk, tier, freshForm()));
  }

  @Post(awardPaths.withheld(':slug', ':tier'))
  @Allow('organiser')
  explainWithheld(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('tier') tier: string,
    @Body() body: Words,
  ): Answer {
    return this.decide(
      slug,
      readForm(ReasonForm, body),
      ({ reason, version }) => this.service.explainWithheld(act, slug, { tier, reason, version: Number(version) }),
      (form) => this.page(act.actor, slug, 'withheld', 'Giải không trao', (desk) => toWithheldView(desk, tier, form)),
    );
  }

  @Get(awardPaths.emptyTier(':slug'))
  @Allow('organiser')
  emptyTier(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.page(actor, slug, 'empty-tier', 'Để trống một hạng giải', (desk) => toEmptyTierView(desk, freshForm()));
  }

  @Post(awardPaths.emptyTier(':slug'))
  @Allow('organiser')
  withholdTier(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return this.decide(
      slug,
      readForm(EmptyTierForm, body),
      ({ tier, reason, version }) => this.service.withholdTier(act, slug, { tier, reason, version: Number(version) }),
      (form) =>
        this.page(act.actor, slug, 'empty-tier', 'Để trống một hạng giải', (desk) => toEmptyTierView(desk, form)),
    );
  }

  @Get(awardPaths.shift(':slug'))
  @Allow('organiser')
  shift(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.page(actor, slug, 'shift', 'Chuyển chỉ tiêu giải', (desk) => toShiftView(desk, freshForm()));
  }

  @Post(awardPaths.shift(':slug'))
  @Allow('organiser')
  shiftQuota(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return this.decide(
      slug,
      readForm(ShiftForm, body),
      ({ taken, added, version, ...said }) =>
        this.service.shift(act, slug, {
          ...said,
          taken: Number(taken),
          added: Number(added),
          version: Number(version),
        }),
      (form) => this.page(act.actor, slug, 'shift', 'Chuyển chỉ tiêu giải', (desk) => toShiftView(desk, form)),
    );
  }

  @Get(awardPaths.sidePrize(':slug', ':prize'))
  @Allow('organiser')
  sidePrize(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('prize') prize: string): Promise<Page> {
    return this.page(actor, slug, 'side-prize', 'Giải phụ', (desk) =>
      toSidePrizeView(desk, `phu:${prize}`, freshForm()),
    );
  }

  @Post(awardPaths.sidePrize(':slug', ':prize'))
  @Allow('organiser')
  chooseSide(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('prize') name: string,
    @Body() body: Words,
  ): Answer {
    const prize = `phu:${name}`;
    const form = readForm(SidePrizeForm, body);
    const entries = entriesOf(body);
    const lacks = form.meaning?.choice === 'give' && entries.length === 0;
    const faults = lacks ? [{ field: 'entries', text: 'Ghi số hồ sơ nhận giải.' }] : form.faults;
    return this.decide(
      slug,
      { ...form, faults, meaning: lacks ? null : form.meaning },
      ({ choice, reason, version }) =>
        this.service.chooseSide(act, slug, {
          prize,
          entries: choice === 'give' ? entries : [],
          reason,
          version: Number(version),
        }),
      (again) => this.page(act.actor, slug, 'side-prize', 'Giải phụ', (desk) => toSidePrizeView(desk, prize, again)),
    );
  }

  @Get(awardPaths.decisionWithdrawal(':slug', ':decision'))
  @Allow('organiser')
  withdrawal(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('decision') id: string): Promise<Page> {
    return this.page(actor, slug, 'decision-withdrawal', 'Bỏ quyết định', (desk) =>
      toWithdrawalView(desk, id, freshForm()),
    );
  }

  @Post(awardPaths.decisionWithdrawal(':slug', ':decision'))
  @Allow('organiser')
  withdraw(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('decision') decision: string,
    @Body() body: Words,
  ): Answer {
    return this.decide(
      slug,
      readForm(ReasonForm, body),
      ({ reason, version }) => this.service.withdraw(act, slug, { decision, reason, version: Number(version) }),
      (form) =>
        this.page(act.actor, slug, 'decision-withdrawal', 'Bỏ quyết định', (desk) =>
          toWithdrawalView(desk, decision, form),
        ),
    );
  }

  private decide<Meaning>(
    slug: string,
    form: ReadForm<Meaning>,
    act: (meaning: Meaning) => Promise<void>,
    again: (form: FormState) => Promise<Page>,
  ): Answer {
    return answerForm({ form, act, then: () => new SeeOther(awardPaths.desk(slug), 'Đã ghi quyết định.'), again });
  }

  private tiePage(actor: Actor, slug: string, group: string, form: FormState): Promise<Page> {
    return this.page(actor, slug, 'tie', 'Đồng hạng', (desk) => toTieView(desk, Number(group), form));
  }

  private async page(
    actor: Actor,
    slug: string,
    template: string,
    here: string,
    view: (desk: AwardDesk) => object,
  ): Promise<Page> {
    const desk = await this.seen(actor, slug);
    return new Page(`awards/${template}`, view(desk), awardFrame(desk, actor, here));
  }

  private async seen(actor: Actor, slug: string): Promise<AwardDesk> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    return desk;
  }
}

/** Numbers of dossiers as typed (one a line, or with commas between) or ticked, each as printed: in capitals. */
function entriesOf(body: Words): string[] {
  const typed = [body['entries']].flat().filter((one) => typeof one === 'string');
  return typed
    .flatMap((one) => one.split(/[\s,;]+/))
    .filter((one) => one !== '')
    .map((one) => one.toUpperCase());
}

/** The jury's order as typed: a place for each entry, sorted best first; what is not a place goes last and is then refused. */
function orderOf(entries: readonly string[], body: Words): string[] {
  const places = entries.map((entry) => ({ entry, place: String(body[`place[${entry}]`] ?? '').trim() }));
  const isWhole =
    new Set(places.map(({ place }) => place)).size === entries.length &&
    places.every(({ place }) => /^[1-9]\d{0,3}$/.test(place));
  return isWhole ? places.sort((a, b) => Number(a.place) - Number(b.place)).map(({ entry }) => entry) : [];
}
