import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import { PackService } from '../entries/books/pack.service.js';
import { toPackPage } from '../entries/books/pack.view.js';
import { entryPaths } from '../entries/entry.paths.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused, type Refusal } from '../kernel/refusal.js';
import { FileSender } from '../storage/file-sender.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { readDesk } from './queue.form.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** All dossiers on one desk of an office taken out as one archive, which the queue makes. What is another office's is "not found". */
@Controller()
export class OfficePackController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly opening: VettingOpening,
    private readonly packs: PackService,
    private readonly sender: FileSender,
    private readonly security: SecurityLog,
  ) {}

  @Get(entryPaths.officePack(':slug', ':level'))
  @Allow('vetting')
  show(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('level') level: string): Promise<Page> {
    return this.page(actor, { slug, level }, freshForm(), null);
  }

  @Post(entryPaths.officePack(':slug', ':level'))
  @Allow('vetting')
  ask(@TheAct() act: Act, @Param('slug') slug: string, @Param('level') level: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, { withBooks: body['gop'] === '1' }, []),
      act: ({ withBooks }) => this.order(act, { slug, level }, withBooks),
      then: () =>
        new SeeOther(
          entryPaths.officePack(slug, level),
          'Đang đóng gói. Có thể rời trang này; gói xong sẽ có thông báo.',
          'info',
        ),
      again: (state, refusal) => this.page(act.actor, { slug, level }, state, refusal),
    });
  }

  @Get(entryPaths.officePackFile(':slug', ':level', ':id'))
  @Allow('vetting')
  async file(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('level') level: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const { desk, contest } = await this.desk(actor, { slug, level });
    const { path, size } = await this.packs.finished({ contestId: contest.id, desk }, id);
    this.security.personalDataViewed(actor, { view: 'vetting/pack', contest: slug });
    await this.sender.sendMade(res, {
      path,
      size,
      name: `${contest.slug}-ho-so-tham-dinh.zip`,
      type: 'application/zip',
    });
  }

  private async order(act: Act, at: { slug: string; level: string }, withBooks: boolean): Promise<void> {
    const { desk } = await this.desk(act.actor, at);
    await this.database.act(act, async (tx) => {
      const held = await this.opening.holdDesk(tx, act.actor, desk);
      await this.packs.order(tx, act, held.contest, { desk: held.desk, withBooks });
    });
  }

  private async desk(actor: Actor, { slug, level }: { slug: string; level: string }): Promise<OpenedDesk> {
    const asked = readDesk({ 'cuoc-thi': slug, cap: level });
    if (asked.slug === null || asked.level === null) throw new Refused({ code: 'not-found' });
    const opened = await this.opening.desk(this.database.reader, actor, asked, this.clock.now());
    if (opened === null) throw new Refused({ code: 'not-found' });
    return opened;
  }

  private async page(
    actor: Actor,
    at: { slug: string; level: string },
    form: FormState,
    refusal: Refusal | null,
  ): Promise<Page> {
    const { desk, contest, calendar } = await this.desk(actor, at);
    const standing = await this.packs.standing(this.database.reader, { contestId: contest.id, desk });
    const refused = refusal === null ? null : this.wording.of(refusal).sentence;
    const place = {
      heading: 'Tải tất cả hồ sơ của đơn vị',
      about: `${contest.code}: ${desk.unitName} – ${desk.levelName}`,
      page: entryPaths.officePack(contest.slug, desk.level),
      fileOf: (id: string) => entryPaths.officePackFile(contest.slug, desk.level, id),
    };
    const queue = withQuery(vettingPaths.queue, { 'cuoc-thi': contest.slug, cap: desk.level });
    return new Page(
      'entries/pack',
      toPackPage(place, { ...standing, form, refused }),
      frameOfContest(contest, calendar, [
        { href: queue, label: 'Hồ sơ thẩm định' },
        { href: null, label: 'Tải tất cả' },
      ]),
    );
  }
}
