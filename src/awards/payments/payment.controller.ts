import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { organises } from '../../contests/contest.policy.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type PageFrame, pagingOf } from '../../web/views/page.js';
import type { AwardListFacts } from '../award.facts.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { AwardRepository } from '../award.repository.js';
import { readPaymentForm, WithdrawalForm } from './payment.form.js';
import { PaymentRepository } from './payment.repository.js';
import { PaymentService } from './payment.service.js';
import { statusOf, toPaidLineView, toPaymentView, toTotalsView } from './payment.view.js';

const PAGE_SIZE = 50;

/** Prize money as it is handed over: who has it, who waits, and every correction. */
@Controller()
export class PaymentController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
    private readonly payments: PaymentRepository,
    private readonly service: PaymentService,
  ) {}

  @Get(awardPaths.payments(':slug'))
  @Allow('organiser', 'auditor')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    const { contest, list, frame } = await this.seen(actor, slug, null);
    if (list === null)
      return new Page('awards/payments', { about: contest.code, deskHref: awardPaths.desk(slug), found: null }, frame);
    const { reader } = this.database;
    const of = { contestId: contest.id, listId: list.id };
    const openOnly = query['con'] === '1';
    const wanted = /^[1-9]\d{0,4}$/.test(String(query['trang'])) ? Number(query['trang']) : 1;
    const pageAt = (page: number) =>
      this.payments.lines(reader, of, { openOnly, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const [totals, asked] = await Promise.all([this.payments.totals(reader, of), pageAt(wanted)]);
    const page = asked.lines.length === 0 ? 1 : wanted;
    const { lines, total } = page === wanted ? asked : await pageAt(1);
    const address = awardPaths.payments(slug);
    const hrefOf = (to: number): string => `${address}?${openOnly ? 'con=1&' : ''}trang=${to}`;
    const found = {
      ...toTotalsView(totals),
      number: list.number,
      openOnly,
      otherHref: openOnly ? address : `${address}?con=1`,
      lines: lines.map((line) => toPaidLineView(slug, line)),
      paging: total <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf }),
    };
    return new Page('awards/payments', { about: contest.code, deskHref: awardPaths.desk(slug), found }, frame);
  }

  @Get(awardPaths.payment(':slug', ':code'))
  @Allow('organiser', 'auditor')
  one(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('code') entry: string): Promise<Page> {
    return this.page(actor, slug, entry, null);
  }

  @Post(awardPaths.payment(':slug', ':code'))
  @Allow('organiser')
  pay(@TheAct() act: Act, @Param('slug') slug: string, @Param('code') entry: string, @Body() body: Words): Answer {
    return answerForm({
      form: readPaymentForm(body),
      act: (wanted) => this.service.pay(act, slug, entry, wanted),
      then: (left) =>
        new SeeOther(
          awardPaths.payment(slug, entry),
          left === 0 ? 'Đã ghi, hồ sơ đã chi đủ.' : `Đã ghi, còn phải chi ${formatMoney(left)}.`,
        ),
      again: (form) => this.page(act.actor, slug, entry, form),
    });
  }

  @Post(awardPaths.paymentWithdrawal(':slug', ':code'))
  @Allow('organiser')
  withdraw(@TheAct() act: Act, @Param('slug') slug: string, @Param('code') entry: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(WithdrawalForm, body),
      act: ({ payment, reason }) => this.service.withdraw(act, slug, entry, { paymentId: payment, reason }),
      then: () => new SeeOther(awardPaths.payment(slug, entry), 'Đã bỏ lần chi này. Lần chi vẫn còn trong lịch sử.'),
      again: (form) => this.page(act.actor, slug, entry, form),
    });
  }

  private async page(actor: Actor, slug: string, entry: string, typed: FormState | null): Promise<Page> {
    const { contest, list, frame } = await this.seen(actor, slug, entry);
    const { reader } = this.database;
    const line =
      list === null ? null : await this.payments.lineOf(reader, { contestId: contest.id, listId: list.id }, entry);
    if (line === null) throw new Refused({ code: 'not-found' });
    const left = line.due - line.paid;
    const asked = { amount: formatInteger(left), recipient: line.line?.representative ?? '' };
    const model = {
      about: contest.code,
      form: typed ?? freshForm(asked),
      backHref: awardPaths.payments(slug),
      action: awardPaths.payment(slug, entry),
      withdrawAction: awardPaths.paymentWithdrawal(slug, entry),
      number: entry,
      state: statusOf(line),
      facts: [
        { label: 'Đơn vị', value: tellPlace(line.villageName, line.communeName) },
        { label: 'Giải', value: line.line?.tierName ?? 'Không còn trong danh sách đang có hiệu lực' },
        { label: 'Tiền thưởng', value: formatMoney(line.due) },
        { label: 'Đã chi', value: formatMoney(line.paid) },
        { label: left < 0 ? 'Chi thừa' : 'Còn phải chi', value: formatMoney(Math.abs(left)) },
      ],
      canPay: organises(actor, contest) && left > 0,
      canWithdraw: organises(actor, contest),
      payments: (await this.payments.ofEntry(reader, contest.id, line.entryId)).map(toPaymentView),
    };
    return new Page('awards/payment', model, frame);
  }

  private async seen(
    actor: Actor,
    slug: string,
    entry: string | null,
  ): Promise<{ contest: ContestFacts; list: AwardListFacts | null; frame: Partial<PageFrame> }> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSeeList(actor, contest));
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const here = { href: null, label: entry ?? 'Chi tiền thưởng' };
    const list = await this.awards.published(reader, contest.id);
    return { contest, list, frame: frameOfContest(contest, calendar, overseerCrumbs(actor, contest, here)) };
  }
}
