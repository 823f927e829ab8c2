import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Uploads } from '../storage/uploads.js';
import { type Answer, type Page, SeeOther } from '../web/answer.js';
import { actOf, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { answerAttached, attachedFilesPage } from './attached-files.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { refuseToEdit } from './contest.policy.js';
import { readChange } from './parts/change-words.js';
import type { Desk } from './parts/part.js';
import { PartService } from './parts/part.service.js';
import { RulesFileService } from './rules-file.service.js';
import { attachmentsOf, type RulesRow, rulesVersions } from './rules.repository.js';

const LIMITS = { maxBytes: 50 * 1024 * 1024, maxFiles: 5, kinds: ['pdf', 'docx', 'xlsx', 'jpg', 'png'] };

/** The papers attached to a version of the rules: signed copies, forms to fill in. */
@Controller()
export class RulesFilesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly service: RulesFileService,
    private readonly uploads: Uploads,
    private readonly wording: Wording,
  ) {}

  @Get(contestPaths.rulesFiles(':slug', ':id'))
  @Allow('organiser')
  show(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, slug, id, freshForm());
  }

  private async page(actor: Actor, slug: string, id: string, form: FormState): Promise<Page> {
    const { desk, rules } = await this.version(actor, slug, id);
    return attachedFilesPage(desk, form, {
      heading: `Tệp kèm ${rules.title}, bản số ${rules.number}`,
      files: await attachmentsOf(this.database.reader, rules.id),
      limits: LIMITS,
      action: contestPaths.rulesFiles(slug, id),
      removalHref: (fileId) => contestPaths.rulesFileRemoval(slug, id, fileId),
      back: { href: contestPaths.part(slug, PARTS.rules), label: 'Thể lệ' },
      standsText: 'Tải được',
    });
  }

  @Post(contestPaths.rulesFiles(':slug', ':id'))
  @Allow('organiser')
  @TakesFiles()
  async attach(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
  ): Promise<Answer> {
    const { desk, rules } = await this.version(actor, slug, id);
    obey(refuseToEdit(actor, desk.contest));
    return answerAttached(
      req,
      { uploads: this.uploads, wording: this.wording },
      {
        limits: LIMITS,
        attach: (act, words, files) => this.service.attach(act, readChange(slug, words), rules.id, files),
        location: contestPaths.rulesFiles(slug, id),
        again: (form) => this.page(actor, slug, id, form),
      },
    );
  }

  @Post(contestPaths.rulesFileRemoval(':slug', ':id', ':fileId'))
  @Allow('organiser')
  async remove(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
  ): Promise<SeeOther> {
    const { rules } = await this.version(actor, slug, id);
    await this.service.detach(actOf(req), readChange(slug, (req.body ?? {}) as Words), rules.id, fileId);
    return new SeeOther(contestPaths.rulesFiles(slug, id), 'Đã xóa tệp.');
  }

  private async version(actor: Actor, slug: string, id: string): Promise<{ desk: Desk; rules: RulesRow }> {
    const desk = await this.parts.desk(this.database.reader, actor, slug, this.clock.now());
    const rules = (await rulesVersions(this.database.reader, desk.contest.id)).find((one) => one.id === id);
    if (rules === undefined) throw new Refused({ code: 'not-found' });
    return { desk, rules };
  }
}
