import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { objectionRuleOf, objectionWindow } from '../../contests/objection-rule.js';
import { pageNumber } from '../../web/page-number.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { describeDeadline } from '../../kernel/vietnamese/dates.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../../web/answer.js';
import { actOf, type WebRequest, type Words } from '../../web/request.js';
import { Public } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { Wording } from '../../web/wording.js';
import { awardPaths } from '../award.paths.js';
import { PublishedResults } from '../published.results.js';
import { readObjection } from './objection.form.js';
import { objectsAsCommune, refuseToObject, refuseToReadObjections } from './objection.policy.js';
import { ObjectionRepository } from './objection.repository.js';
import { ObjectionService } from './objection.service.js';
import { toPublicObjection } from './objection.view.js';
import { sayObjection } from './objection.wording.js';

const PAGE_SIZE = 50;

/** Objections to a result as everybody reads them, and the form that takes them. */
@Controller()
export class ObjectionController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly published: PublishedResults,
    private readonly objections: ObjectionRepository,
    private readonly service: ObjectionService,
    private readonly wording: Wording,
  ) {}

  @Get(awardPaths.objections(':slug'))
  @Public()
  list(@Param('slug') slug: string, @Query() query: Words, @Req() req: WebRequest): Promise<Page> {
    const about = typeof query['ho-so'] === 'string' ? query['ho-so'].slice(0, 60) : '';
    return this.page(slug, req, { form: freshForm({ about }), page: pageNumber(query['trang']) });
  }

  @Post(awardPaths.objections(':slug'))
  @Public()
  async file(@Param('slug') slug: string, @Body() body: Words, @Req() req: WebRequest): Promise<FormAnswer> {
    const { contest } = await this.published.of(slug);
    const asCommune = objectsAsCommune(req.actor, await this.contests.communeIds(this.database.reader, contest.id));
    const by = asCommune ? { act: actOf(req) } : { address: req.ip ?? 'unknown', requestId: req.id };
    return answerForm({
      form: readObjection(body ?? {}, asCommune),
      act: (typed) => this.service.file(by, slug, typed),
      then: (number) =>
        new SeeOther(
          awardPaths.objection(slug, number),
          `Đã nhận ${sayObjection(number).toLowerCase()}. Ghi lại số này để xem trả lời.`,
        ),
      again: (form) => this.page(slug, req, { form, page: 1 }),
    });
  }

  @Get(awardPaths.objection(':slug', ':number'))
  @Public()
  async one(@Param('slug') slug: string, @Param('number') number: string): Promise<Page> {
    const { contest } = await this.published.of(slug);
    const { reader } = this.database;
    const found = /^[1-9]\d{0,6}$/.test(number)
      ? await this.objections.publishedOne(reader, contest.id, Number(number))
      : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const model = {
      about: contest.code,
      objection: toPublicObjection(slug, found),
      allHref: awardPaths.objections(slug),
    };
    return new Page('awards/objection', model, frameOfContest(contest, calendar));
  }

  private async page(slug: string, req: WebRequest, shown: { form: FormState; page: number }): Promise<Page> {
    const { reader } = this.database;
    const { contest, list } = await this.published.of(slug);
    if (list === null || list.publishedAt === null) throw new Refused({ code: 'results-unpublished' });
    const [calendar, rule, counts, communeIds] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      objectionRuleOf(reader, contest.id),
      this.objections.counts(reader, contest.id),
      this.contests.communeIds(reader, contest.id),
    ]);
    const address = awardPaths.objections(slug);
    const paging = pagingOf({
      page: shown.page,
      pageSize: PAGE_SIZE,
      total: counts.received,
      hrefOf: (to) => `${address}?trang=${to}`,
    });
    const asCommune = objectsAsCommune(req.actor, communeIds);
    const [found, subjects] = await Promise.all([
      this.objections.published(reader, contest.id, { limit: PAGE_SIZE, offset: (paging.page - 1) * PAGE_SIZE }),
      this.objections.subjects(reader, list.id, asCommune ? (req.actor?.unitId ?? null) : null),
    ]);
    const refused = refuseToObject({ contest, rule, list, asCommune }, calendar.now);
    const answers = req.actor !== null && refuseToReadObjections(req.actor, contest) === null;
    const model = {
      about: contest.code,
      lead: contest.name,
      form: shown.form,
      action: address,
      closedText: refused === null ? null : this.wording.of(refused).sentence,
      untilText: rule === null ? null : describeDeadline(objectionWindow(list.publishedAt, rule).until),
      answerDays: rule?.answerDays ?? null,
      asCommune,
      subjects: subjects.map(({ number, label }) => ({ value: number, label })),
      counts: { ...counts, waiting: counts.received - counts.answered },
      objections: found.map((one) => toPublicObjection(slug, one)),
      paging: paging.pages > 1 ? paging : null,
      deskHref: answers ? awardPaths.objectionDesk(slug) : null,
      resultsHref: awardPaths.results(slug),
    };
    return new Page('awards/objections', model, frameOfContest(contest, calendar));
  }
}
