import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Uploads } from '../storage/uploads.js';
import { type Answer, type Page, SeeOther } from '../web/answer.js';
import { actOf, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { answerAttached, attachedFilesPage } from './attached-files.js';
import type { PracticeDossier } from './contest.facts.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { refuseToEdit } from './contest.policy.js';
import { ContestReader } from './contest.reader.js';
import { readChange } from './parts/change-words.js';
import type { Desk } from './parts/part.js';
import { PartService } from './parts/part.service.js';
import { PracticeFileService } from './practice-file.service.js';
import { practiceFilesOf } from './practice.repository.js';

/** What judges are shown of it is drawn here, so that a sample looks the same where judging is blind. */
const LIMITS = { maxBytes: 50 * 1024 * 1024, maxFiles: 5, kinds: ['pdf', 'jpg', 'png', 'webp', 'heic'] };

/** The files of a sample dossier, for the organiser who makes it. */
@Controller()
export class PracticeFilesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly parts: PartService,
    private readonly service: PracticeFileService,
    private readonly uploads: Uploads,
    private readonly wording: Wording,
  ) {}

  @Get(contestPaths.practiceFiles(':slug', ':id'))
  @Allow('organiser')
  show(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, slug, id, freshForm());
  }

  @Post(contestPaths.practiceFiles(':slug', ':id'))
  @Allow('organiser')
  @TakesFiles()
  async attach(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
  ): Promise<Answer> {
    const { desk, sample } = await this.sample(actor, slug, id);
    obey(refuseToEdit(actor, desk.contest));
    return answerAttached(
      req,
      { uploads: this.uploads, wording: this.wording },
      {
        limits: LIMITS,
        attach: (act, words, files) => this.service.attach(act, readChange(slug, words), sample.id, files),
        location: contestPaths.practiceFiles(slug, id),
        again: (form) => this.page(actor, slug, id, form),
      },
    );
  }

  @Post(contestPaths.practiceFileRemoval(':slug', ':id', ':fileId'))
  @Allow('organiser')
  async remove(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
  ): Promise<SeeOther> {
    const { sample } = await this.sample(actor, slug, id);
    await this.service.detach(actOf(req), readChange(slug, (req.body ?? {}) as Words), sample.id, fileId);
    return new SeeOther(contestPaths.practiceFiles(slug, id), 'Đã xóa tệp.');
  }

  private async page(actor: Actor, slug: string, id: string, form: FormState): Promise<Page> {
    const { desk, sample } = await this.sample(actor, slug, id);
    return attachedFilesPage(desk, form, {
      heading: `Tệp của ${sample.title}`,
      files: await practiceFilesOf(this.database.reader, sample.id),
      limits: LIMITS,
      action: contestPaths.practiceFiles(slug, id),
      removalHref: (fileId) => contestPaths.practiceFileRemoval(slug, id, fileId),
      back: { href: contestPaths.part(slug, PARTS.practice), label: 'Hồ sơ tập chấm' },
      standsText: 'Giám khảo xem được',
    });
  }

  private async sample(actor: Actor, slug: string, id: string): Promise<{ desk: Desk; sample: PracticeDossier }> {
    const { reader } = this.database;
    const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
    const samples = isId(id) ? await this.contests.practiceDossiers(reader, desk.contest.id) : [];
    const sample = samples.find((one) => one.id === id);
    if (sample === undefined) throw new Refused({ code: 'not-found' });
    return { desk, sample };
  }
}
