import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { KIND_WORDS } from '../../documents/document.facts.js';
import { sayNumber } from '../../documents/document.number.js';
import { refuseToShow as refuseToShowDocument } from '../../documents/document.policy.js';
import { DocumentReader } from '../../documents/document.reader.js';
import { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { FileSender } from '../../storage/file-sender.js';
import { Page } from '../../web/answer.js';
import { Public } from '../../web/rights.js';
import { pagingOf } from '../../web/views/page.js';
import { frameOfContest } from '../contest.frame.js';
import { contestPaths } from '../contest.paths.js';
import { refuseToShow } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { pageNumber } from '../../web/page-number.js';
import { handCopy } from '../../documents/register/copy.answer.js';
import { registerPaths } from './register.paths.js';
import { standingOf } from '../../documents/register/register.view.js';

const A_PAGE = 30;

/** `/cuoc-thi/{slug}/van-ban`: the issued documents that everybody may read. */
@Controller()
export class PublishedDocumentsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly documents: DocumentReader,
    private readonly files: FileSender,
  ) {}

  @Get(registerPaths.published(':slug'))
  @Public()
  async list(@Param('slug') slug: string, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.shown(slug);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const page = pageNumber(typed);
    const { documents, total } = await this.documents.published(reader, contest.id, {
      limit: A_PAGE,
      offset: (page - 1) * A_PAGE,
    });
    const model = {
      about: contest.name,
      backHref: contestPaths.one(slug),
      rows: documents.map((one) => ({
        number: sayNumber(one),
        datedText: one.datedOn === null ? '' : formatDay(one.datedOn),
        kind: KIND_WORDS[one.kind],
        subject: one.subject,
        issuer: one.issuer,
        state: standingOf(one),
        recalledText: one.publicRecallReason,
        href: refuseToShowDocument(one) === null ? registerPaths.publishedCopy(slug, one.id) : null,
      })),
      paging:
        total <= A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: A_PAGE,
              total,
              hrefOf: (to) => `${registerPaths.published(slug)}?trang=${to}`,
            }),
    };
    const crumbs = [
      { href: contestPaths.one(slug), label: contest.code },
      { href: null, label: 'Văn bản' },
    ];
    return new Page('documents/published', model, frameOfContest(contest, calendar, crumbs));
  }

  @Get(registerPaths.publishedCopy(':slug', ':id'))
  @Public()
  async copy(@Param('slug') slug: string, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const contest = await this.shown(slug);
    const document = isId(id) ? await this.documents.byId(this.database.reader, contest.id, id) : null;
    obey(refuseToShowDocument(document));
    if (document === null) throw new Refused({ code: 'not-found' });
    await handCopy(this.files, res, document);
  }

  private async shown(slug: string) {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    obey(refuseToShow(contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    return contest;
  }
}
