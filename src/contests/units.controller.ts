import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { pagingOf } from '../web/views/page.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { refuseToRetakeUnits } from './contest.policy.js';
import { ContestService } from './contest.service.js';
import { pageNumber } from '../web/page-number.js';
import { readChange } from './parts/change-words.js';
import { dayWords } from './parts/instant-words.js';
import { PartService } from './parts/part.service.js';
import { deskCrumbs } from './parts/part.view.js';
import { TypedWords } from '../web/typed-words.js';
import { quotaNeeded } from './quota.js';
import { snapshotCommunes } from './snapshot.repository.js';

const COMMUNES_A_PAGE = 50;
const HEADING = 'Đơn vị tham gia';

/** The frozen communes and villages of a contest; a draft may take them anew as of another day. */
@Controller()
export class UnitsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly contests: ContestService,
  ) {}

  @Get(contestPaths.part(':slug', PARTS.units))
  @Allow('organiser')
  show(@Param('slug') slug: string, @Query('trang') typed: unknown, @TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, slug, pageNumber(typed), null);
  }

  @Post(contestPaths.part(':slug', PARTS.units))
  @Allow('organiser')
  retake(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Answer {
    const { version } = readChange(slug, body);
    const words = new TypedWords(body);
    const unitsOn = words.day('unitsOn', 'Ngày chốt') ?? words.fault('unitsOn', 'Nhập ngày chốt danh sách.', '');
    return answerForm({
      form: words.done({ unitsOn }),
      act: (meaning) => this.contests.retakeUnits(act, slug, { version, ...meaning }),
      then: () => new SeeOther(contestPaths.part(slug, PARTS.units), 'Đã lấy lại danh sách đơn vị.'),
      again: (form) => this.page(act.actor, slug, 1, form),
    });
  }

  private async page(actor: Actor, slug: string, page: number, form: FormState | null): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
    const { contest } = desk;
    const communes = await snapshotCommunes(reader, contest.id);
    const href = contestPaths.part(slug, PARTS.units);
    const paging = pagingOf({
      page,
      pageSize: COMMUNES_A_PAGE,
      total: communes.length,
      hrefOf: (number) => `${href}?trang=${number}`,
    });
    const villages = communes.reduce((sum, commune) => sum + commune.villageCount, 0);
    return new Page(
      'contests/units',
      {
        heading: HEADING,
        about: contest.name,
        form: form ?? freshForm({ unitsOn: dayWords(contest.unitsOn) }),
        version: contest.version,
        action: href,
        mayRetake: refuseToRetakeUnits(actor, contest) === null,
        facts: [
          { label: 'Chốt theo ngày', value: dayWords(contest.unitsOn) },
          { label: 'Số xã', value: String(communes.length) },
          { label: `Số ${contest.villageNoun}`, value: String(villages) },
          {
            label: `Xã chưa có ${contest.villageNoun}`,
            value: String(communes.filter(({ villageCount }) => villageCount === 0).length),
          },
        ],
        caption: `Các xã tham gia: ${communes.length}`,
        villageLabel: `Số ${contest.villageNoun}`,
        rows: communes.slice((paging.page - 1) * COMMUNES_A_PAGE, paging.page * COMMUNES_A_PAGE).map((commune) => ({
          name: commune.name,
          district: commune.districtName ?? '–',
          villages: commune.villageCount,
          needed: quotaNeeded(contest.quota, commune.villageCount),
          vetters: commune.vetterNames.join(' → ') || '–',
        })),
        paging,
        backHref: contestPaths.setUp(slug),
      },
      frameOfContest(contest, desk.calendar, deskCrumbs(desk, { href: null, label: HEADING })),
    );
  }
}
