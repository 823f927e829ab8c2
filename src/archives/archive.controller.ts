import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SEAL, type Seal } from '../audit/seal.js';
import { awardPaths } from '../awards/award.paths.js';
import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Refusal } from '../kernel/refusal.js';
import { FileSender } from '../storage/file-sender.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { archivePaths } from './archive.paths.js';
import { ArchiveRepository } from './archive.repository.js';
import { ArchiveService } from './archive.service.js';
import { toArchivePage } from './archive.view.js';
import { AskedArchiveRepository } from './asked-archive.repository.js';

/** A whole contest taken out as one archive, which the queue makes. */
@Controller()
export class ArchiveController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly contests: ContestReader,
    private readonly archives: ArchiveRepository,
    private readonly asked: AskedArchiveRepository,
    private readonly service: ArchiveService,
    private readonly sender: FileSender,
    private readonly security: SecurityLog,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  @Get(archivePaths.archive(':slug'))
  @Allow('organiser')
  show(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.page(actor, slug, freshForm(), null);
  }

  @Post(archivePaths.archive(':slug'))
  @Allow('organiser')
  ask(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, {}, []),
      act: () => this.service.ask(act, slug),
      then: () =>
        new SeeOther(archivePaths.archive(slug), 'Đang lập bản lưu. Có thể rời trang này; mở lại để lấy.', 'info'),
      again: (state, refusal) => this.page(act.actor, slug, state, refusal),
    });
  }

  @Get(archivePaths.archiveFile(':slug', ':id'))
  @Allow('organiser')
  async file(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const made = await this.service.finished(actor, slug, id);
    this.security.personalDataViewed(actor, { view: 'archives/archive', contest: slug });
    this.security.scoresViewed(actor, { view: 'archives/archive', contest: slug });
    await this.sender.sendMade(res, { ...made, type: 'application/zip' });
  }

  private async page(actor: Actor, slug: string, form: FormState, refusal: Refusal | null): Promise<Page> {
    const { reader } = this.database;
    const contest = await this.service.contestOf(reader, actor, slug);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const [last, measure] = [
      await this.asked.last(reader, contest.id),
      await this.archives.measure(reader, contest.id),
    ];
    const hindrance = await this.archives.refuseToArchive(reader, contest.id);
    const lies = last !== null && (await this.service.lying(last)) !== null;
    const refused = refusal === null ? null : this.wording.of(refusal).sentence;
    const { fingerprint } = this.seal;
    const view = toArchivePage(contest, {
      last,
      lies,
      measure,
      notYet: hindrance === null ? null : this.wording.of(hindrance).sentence,
      fingerprint,
      form,
      refused,
    });
    const crumbs = overseerCrumbs(
      actor,
      contest,
      { href: awardPaths.exports(slug), label: 'Xuất tệp' },
      { href: null, label: 'Bản lưu' },
    );
    return new Page('archives/archive', view, frameOfContest(contest, calendar, crumbs));
  }
}
