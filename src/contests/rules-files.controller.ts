import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { acceptOf, sayKinds } from '../storage/file-kinds.js';
import { Uploads } from '../storage/uploads.js';
import { Page, SeeOther } from '../web/answer.js';
import { actOf, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { freshForm } from '../web/views/form-state.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { refuseToEdit } from './contest.policy.js';
import { readChange } from './parts/change-words.js';
import type { Desk } from './parts/part.js';
import { PartService } from './parts/part.service.js';
import { deskCrumbs } from './parts/part.view.js';
import { RulesFileService } from './rules-file.service.js';
import { attachmentsOf, type RulesRow, rulesVersions } from './rules.repository.js';

const KINDS = ['pdf', 'docx', 'xlsx', 'jpg', 'png'];
const LIMITS = { fieldName: 'files', maxBytes: 50 * 1024 * 1024, maxFiles: 5, kinds: KINDS };

/** The papers attached to a version of the rules: signed copies, forms to fill in. */
@Controller()
export class RulesFilesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly service: RulesFileService,
    private readonly uploads: Uploads,
  ) {}

  @Get(contestPaths.rulesFiles(':slug', ':id'))
  @Allow('organiser')
  async show(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
    const { desk, rules } = await this.version(actor, slug, id);
    const heading = `Tệp kèm ${rules.title}, bản số ${rules.number}`;
    const listHref = contestPaths.part(slug, PARTS.rules);
    return new Page(
      'contests/rules-files',
      {
        heading,
        about: desk.contest.name,
        form: freshForm(),
        version: desk.contest.version,
        action: contestPaths.rulesFiles(slug, id),
        accept: acceptOf(KINDS),
        hint: `${sayKinds(KINDS)}, mỗi tệp không quá ${formatFileSize(LIMITS.maxBytes)}, mỗi lần nhiều nhất ${LIMITS.maxFiles} tệp.`,
        asksReason: desk.contest.state === 'open',
        files: (await attachmentsOf(this.database.reader, rules.id)).map((file) => ({
          name: file.name,
          size: formatFileSize(file.size),
          removeHref: contestPaths.rulesFileRemoval(slug, id, file.id),
        })),
        backHref: listHref,
      },
      frameOfContest(
        desk.contest,
        desk.calendar,
        deskCrumbs(desk, { href: listHref, label: 'Thể lệ' }, { href: null, label: 'Tệp kèm' }),
      ),
    );
  }

  @Post(contestPaths.rulesFiles(':slug', ':id'))
  @Allow('organiser')
  @TakesFiles()
  async attach(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
  ): Promise<SeeOther> {
    const { desk, rules } = await this.version(actor, slug, id);
    const refusal = refuseToEdit(actor, desk.contest);
    if (refusal !== null) throw new Refused(refusal);
    const received = await this.uploads.receive(req, LIMITS);
    const [refused] = received.refused;
    if (refused !== undefined) throw new Refused(refused);
    // Only now is the body read: the act's form key is made from its words and the files' hashes.
    await this.service.attach(actOf(req), readChange(slug, received.words), rules.id, received.files);
    return new SeeOther(contestPaths.rulesFiles(slug, id), `Đã thêm ${received.files.length} tệp.`);
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
