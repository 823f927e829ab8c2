import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { pageNumber } from '../../web/page-number.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { describeDeadline, formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type PageFrame, pagingOf } from '../../web/views/page.js';
import { awardPaths } from '../award.paths.js';
import { OBJECTION_OUTCOMES } from './objection.facts.js';
import { readAnswer } from './objection.form.js';
import { refuseToAnswer, refuseToReadObjections } from './objection.policy.js';
import { ObjectionRepository } from './objection.repository.js';
import { ObjectionService } from './objection.service.js';
import { sayContact, saySender, toObjectionLine, toPublicObjection } from './objection.view.js';
import { OUTCOME_WORDS, sayObjection } from './objection.wording.js';

const PAGE_SIZE = 50;

/** Objections as organisers and secretaries answer them, and auditors read them. */
@Controller()
export class ObjectionDeskController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly objections: ObjectionRepository,
    private readonly service: ObjectionService,
    private readonly security: SecurityLog,
  ) {}

  @Get(awardPaths.objectionDesk(':slug'))
  @Allow('organiser', 'secretary', 'auditor')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query('trang') typed: unknown): Promise<Page> {
    const { contest, frame } = await this.seen(actor, slug, 'Kiến nghị');
    const { reader } = this.database;
    const counts = await this.objections.counts(reader, contest.id);
    const address = awardPaths.objectionDesk(slug);
    const paging = pagingOf({
      page: pageNumber(typed),
      pageSize: PAGE_SIZE,
      total: counts.received,
      hrefOf: (to) => `${address}?trang=${to}`,
    });
    const limits = { limit: PAGE_SIZE, offset: (paging.page - 1) * PAGE_SIZE };
    const model = {
      about: contest.code,
      counts: { ...counts, waiting: counts.received - counts.answered },
      lines: (await this.objections.all(reader, contest.id, limits)).map((one) => toObjectionLine(slug, one)),
      paging: paging.pages > 1 ? paging : null,
      publicHref: awardPaths.objections(slug),
    };
    return new Page('awards/objection-desk', model, frame);
  }

  @Get(awardPaths.objectionAnswer(':slug', ':number'))
  @Allow('organiser', 'secretary', 'auditor')
  one(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('number') number: string): Promise<Page> {
    return this.page(actor, slug, number, freshForm());
  }

  @Post(awardPaths.objectionAnswer(':slug', ':number'))
  @Allow('organiser', 'secretary')
  answer(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Body() body: Words,
  ): Answer {
    return answerForm({
      form: readAnswer(body),
      act: (said) => this.service.answer(act, slug, numberOf(number), said),
      then: () => new SeeOther(awardPaths.objectionDesk(slug), `Đã đăng trả lời kiến nghị số ${numberOf(number)}.`),
      again: (form) => this.page(act.actor, slug, number, form),
    });
  }

  private async page(actor: Actor, slug: string, number: string, form: FormState): Promise<Page> {
    const { contest, frame } = await this.seen(actor, slug, sayObjection(numberOf(number)));
    const found = await this.objections.one(this.database.reader, contest.id, numberOf(number));
    if (found === null) throw new Refused({ code: 'not-found' });
    this.security.personalDataViewed(actor, { view: 'awards/objection', contest: slug, objection: found.number });
    const { about } = toObjectionLine(slug, found);
    const isAnswered = found.answers.length > 0;
    const model = {
      about: contest.code,
      heading: sayObjection(found.number),
      form,
      backHref: awardPaths.objectionDesk(slug),
      action: awardPaths.objectionAnswer(slug, found.number),
      version: String(found.version),
      facts: [
        { label: 'Về', value: about },
        { label: 'Người gửi', value: saySender(found) },
        { label: 'Liên hệ', value: sayContact(found, actor) },
        { label: 'Nhận lúc', value: formatDateTime(found.receivedAt) },
        { label: 'Hạn trả lời', value: describeDeadline(found.dueAt) },
      ],
      words: found.words,
      answers: toPublicObjection(slug, found).answers.map((answer, i) => ({
        ...answer,
        byName: found.answers[i]?.answeredByName ?? '',
      })),
      canAnswer: refuseToAnswer(actor, contest) === null,
      isAnswered,
      outcomes: OBJECTION_OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value].word })),
    };
    return new Page('awards/objection-answer', model, frame);
  }

  private async seen(
    actor: Actor,
    slug: string,
    here: string,
  ): Promise<{ contest: ContestFacts; frame: Partial<PageFrame> }> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToReadObjections(actor, contest));
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const crumbs = actor.role === 'secretary' ? [] : overseerCrumbs(actor, contest, { href: null, label: here });
    return { contest, frame: frameOfContest(contest, calendar, crumbs) };
  }
}

/** 0, which nothing bears, for what is no number. */
const numberOf = (typed: string): number => (/^[1-9]\d{0,6}$/.test(typed) ? Number(typed) : 0);
