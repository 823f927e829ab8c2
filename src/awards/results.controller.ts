import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { contestPaths } from '../contests/contest.paths.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { objectionRuleOf, objectionWindow } from '../contests/objection-rule.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { describeDeadline, formatDate, formatDateTime } from '../kernel/vietnamese/dates.js';
import { csvStream } from '../press/csv.js';
import { toRss } from '../press/feed.js';
import { FrozenPage, Page, SeeOther } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { Public } from '../web/rights.js';
import { freshForm } from '../web/views/form-state.js';
import { pagingOf } from '../web/views/page.js';
import type { AwardLine, AwardListFacts } from './award.facts.js';
import { awardPaths } from './award.paths.js';
import { AwardRepository } from './award.repository.js';
import { awardSheet } from './award.sheets.js';
import { toLineView, toTalliesView } from './award.view.js';
import { BundleRepository } from './bundle/bundle.repository.js';
import { PublishedResults } from './published.results.js';
import { ShowingRepository } from './showing/showing.repository.js';
import { toFeed } from './results.feed.js';

const PAGE_SIZE = 50;

/** The result as everybody may read it: only what was published, and before that only when it will be. */
@Controller()
export class ResultsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly published: PublishedResults,
    private readonly awards: AwardRepository,
    private readonly bundles: BundleRepository,
    private readonly showings: ShowingRepository,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  @Get(awardPaths.results(':slug'))
  @Public()
  async results(@Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<Page | FrozenPage> {
    const { contest, list } = await this.published.of(slug);
    if (list === null) return this.notYet(contest);
    const shown = await this.showings.shownIn(this.database.reader, contest.id);
    const draw = (): Promise<Page> => this.page(contest, list, query, shown.numbers);
    // A clock that goes on is on the page; all else changes with these versions.
    if (contest.rehearsal && contest.clockAt === null) return draw();
    const clock = contest.clockAt?.toISOString() ?? '';
    return new FrozenPage(`${list.id} ${list.version} ${contest.version} ${shown.stamp} ${clock}`, draw);
  }

  /** A list that was in force once, as it was published; the one in force has its own address. */
  @Get(awardPaths.resultsOf(':slug', ':number'))
  @Public()
  async earlier(
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page | SeeOther> {
    const { contest, list } = await this.published.listOf(slug, number);
    if (list.state === 'published') return new SeeOther(awardPaths.results(slug));
    return this.page(contest, list, query, new Set());
  }

  @Get(awardPaths.resultsCsv(':slug'))
  @Public()
  async csv(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { contest, list } = await this.published.of(slug);
    if (list === null) throw new Refused({ code: 'not-found' });
    const lines = await this.awards.lines(this.database.reader, list.id);
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader('Content-Disposition', `attachment; filename="${contest.slug}-ket-qua.csv"`);
    await pipeline(csvStream(awardSheet({ title: contest.name, lines: [] }, lines)), res);
  }

  /** What was published and what took its place, for readers of feeds; empty until something is. */
  @Get(awardPaths.resultsFeed(':slug'))
  @Public()
  async feed(@Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { contest, list } = await this.published.of(slug);
    const superseded = list === null ? [] : await this.awards.superseded(this.database.reader, contest.id);
    const lists = list === null ? [] : [list, ...superseded];
    res.type('application/rss+xml; charset=utf-8').send(toRss(toFeed(contest, lists, this.baseUrl())));
  }

  private async notYet(contest: ContestFacts): Promise<Page> {
    const calendar = await this.contests.calendarOf(this.database.reader, contest, this.clock.now());
    const window = calendar.window('publication');
    const model = {
      about: contest.code,
      name: contest.name,
      from: window === null ? null : formatDate(window.from),
      contestHref: contestPaths.one(contest.slug),
      feedHref: awardPaths.resultsFeed(contest.slug),
    };
    return new Page('awards/not-yet', model, frameOfContest(contest, calendar));
  }

  /** `shown`: numbers of the dossiers that have a page of their own. */
  private async page(
    contest: ContestFacts,
    list: AwardListFacts,
    query: Record<string, unknown>,
    shown: ReadonlySet<string>,
  ): Promise<Page> {
    const { reader } = this.database;
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const all = await this.awards.lines(reader, list.id);
    const isInForce = list.state === 'published';
    const superseded = isInForce ? await this.awards.superseded(reader, contest.id) : [];
    const address = isInForce ? awardPaths.results(contest.slug) : awardPaths.resultsOf(contest.slug, list.number);
    const communeId = typeof query['xa'] === 'string' && isId(query['xa']) ? query['xa'] : '';
    const lines = communeId === '' ? all : all.filter((line) => line.communeId === communeId);
    const hrefOf = (page: number): string =>
      `${address}?${new URLSearchParams({ ...(communeId === '' ? {} : { xa: communeId }), trang: String(page) }).toString()}`;
    const paging = pagingOf({ page: Number(query['trang']) || 1, pageSize: PAGE_SIZE, total: lines.length, hrefOf });
    const communes = new Map(
      all.map(({ communeId: value, communeName, communeSortKey }) => [
        value,
        { value, label: communeName, key: communeSortKey },
      ]),
    );
    const model = {
      about: contest.code,
      name: contest.name,
      sampleNotes: contest.sampleNotes,
      publishedText: list.publishedAt === null ? '' : formatDateTime(list.publishedAt),
      number: list.number,
      form: freshForm({ xa: communeId }),
      action: address,
      communes: [...communes.values()]
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ value, label }) => ({ value, label })),
      chosen:
        communeId === ''
          ? []
          : [
              {
                label: communes.get(communeId as AwardLine['communeId'])?.label ?? 'Xã',
                href: address,
              },
            ],
      lines: lines.slice((paging.page - 1) * PAGE_SIZE, paging.page * PAGE_SIZE).map((line) => ({
        ...toLineView(line, awardPaths.workings(contest.slug, list.number, line.entryNumber)),
        communeHref: awardPaths.commune(line.communeId),
        entryHref: shown.has(line.entryNumber) ? awardPaths.shownEntry(contest.slug, line.entryNumber) : null,
      })),
      tallies: toTalliesView(lines),
      paging: paging.pages > 1 ? paging : null,
      bundleHref:
        contest.ranking.publishesMarks && (await this.bundles.made(reader, list.id)) !== null
          ? awardPaths.bundle(contest.slug, list.number)
          : null,
      csvHref: isInForce ? awardPaths.resultsCsv(contest.slug) : null,
      replaced: isInForce
        ? null
        : {
            text: sayReplaced(list),
            reason: list.supersedeReason,
            inForceHref: awardPaths.results(contest.slug),
          },
      earlier: superseded.map((one) => ({
        label: `Danh sách số ${one.number}`,
        href: awardPaths.resultsOf(contest.slug, one.number),
        text: sayReplaced(one),
        reason: one.supersedeReason,
      })),
      objectionsText: await this.objectionsText(contest, list),
      objectionsHref: awardPaths.objections(contest.slug),
      contestHref: contestPaths.one(contest.slug),
      feedHref: awardPaths.resultsFeed(contest.slug),
    };
    return new Page('awards/results', model, frameOfContest(contest, calendar));
  }

  /** Until when objections are taken, of the list in force and where the contest takes any; the rule moves the contest's version. */
  private async objectionsText(contest: ContestFacts, list: AwardListFacts): Promise<string | null> {
    const rule = await objectionRuleOf(this.database.reader, contest.id);
    if (rule === null || list.publishedAt === null || list.state !== 'published') return null;
    return `Nhận kiến nghị đến ${describeDeadline(objectionWindow(list.publishedAt, rule).until)}.`;
  }
}

const sayReplaced = ({ publishedAt, supersededAt }: AwardListFacts): string =>
  [
    ...(publishedAt === null ? [] : [`công bố lúc ${formatDateTime(publishedAt)}`]),
    ...(supersededAt === null ? [] : [`thay thế lúc ${formatDateTime(supersededAt)}`]),
  ].join(', ');
