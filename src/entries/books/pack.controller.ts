import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest, overseerCrumbs } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { FileSender } from '../../storage/file-sender.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { entryPaths } from '../entry.paths.js';
import { PackService } from './pack.service.js';
import { toPackPage } from './pack.view.js';

/** All dossiers of a contest taken out as one archive, which the queue makes. */
@Controller()
export class PackController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly contests: ContestReader,
    private readonly service: PackService,
    private readonly sender: FileSender,
    private readonly security: SecurityLog,
  ) {}

  @Get(entryPaths.pack(':slug'))
  @Allow('organiser', 'auditor')
  show(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.page(actor, slug, freshForm(), null);
  }

  @Post(entryPaths.pack(':slug'))
  @Allow('organiser', 'auditor')
  ask(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, { withBooks: body['gop'] === '1' }, []),
      act: (asked) => this.service.ask(act, slug, asked),
      then: () =>
        new SeeOther(entryPaths.pack(slug), 'Đang đóng gói. Có thể rời trang này; mở lại để lấy gói.', 'info'),
      again: (state, refusal) => this.page(act.actor, slug, state, refusal),
    });
  }

  @Get(entryPaths.packFile(':slug', ':id'))
  @Allow('organiser', 'auditor')
  async file(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const contest = await this.service.contestOf(this.database.reader, actor, slug);
    const { path, size } = await this.service.finished({ contestId: contest.id, desk: null }, id);
    this.security.personalDataViewed(actor, { view: 'entries/pack', contest: slug });
    await this.sender.sendMade(res, { path, size, name: `${contest.slug}-ho-so.zip`, type: 'application/zip' });
  }

  private async page(actor: Actor, slug: string, form: FormState, refusal: Refusal | null): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.service.contestOf(reader, actor, slug);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const standing = await this.service.standing(reader, { contestId: contest.id, desk: null });
    const refused = refusal === null ? null : this.wording.of(refusal).sentence;
    const place = {
      heading: 'Tải tất cả hồ sơ',
      about: contest.code,
      page: entryPaths.pack(slug),
      fileOf: (id: string) => entryPaths.packFile(slug, id),
    };
    const view = toPackPage(place, { ...standing, form, refused });
    const crumbs = overseerCrumbs(
      actor,
      contest,
      { href: entryPaths.organiserList(slug), label: 'Hồ sơ' },
      { href: null, label: 'Tải tất cả' },
    );
    return new Page('entries/pack', view, frameOfContest(contest, calendar, crumbs));
  }
}
