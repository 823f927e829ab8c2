import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, Refused } from '../kernel/refusal.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { acceptOf, sayKinds } from '../storage/file-kinds.js';
import { Uploads } from '../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm, wordsOf } from '../web/form.js';
import { actOf, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { faultyForm, type FormState, freshForm } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { Wording } from '../web/wording.js';
import type { RulesAttachmentFacts, RulesVersionId } from './contest.facts.js';
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
const FILE_FIELD = 'files';
const LIMITS = { fieldName: FILE_FIELD, maxBytes: 50 * 1024 * 1024, maxFiles: 5, kinds: KINDS };

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
    const heading = `Tệp kèm ${rules.title}, bản số ${rules.number}`;
    const listHref = contestPaths.part(slug, PARTS.rules);
    return new Page(
      'contests/rules-files',
      {
        heading,
        about: desk.contest.name,
        form,
        version: desk.contest.version,
        action: contestPaths.rulesFiles(slug, id),
        accept: acceptOf(KINDS),
        hint: `${sayKinds(KINDS)}, mỗi tệp không quá ${formatFileSize(LIMITS.maxBytes)}, mỗi lần nhiều nhất ${LIMITS.maxFiles} tệp.`,
        asksReason: desk.contest.state === 'open',
        files: (await attachmentsOf(this.database.reader, rules.id)).map((file) => ({
          name: file.name,
          size: formatFileSize(file.size),
          ...standingOf(file),
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
  ): Promise<Answer> {
    const { desk, rules } = await this.version(actor, slug, id);
    obey(refuseToEdit(actor, desk.contest));
    return answerForm({
      form: parsedForm({}, rules.id, []),
      act: (rulesId) => this.receive(req, slug, rulesId),
      then: (answer) => answer,
      again: (form) => this.page(actor, slug, id, { ...form, values: wordsOf((req.body ?? {}) as Words) }),
    });
  }

  /** Attaches the files that are good; each of the others is named on the page that comes back. */
  private async receive(req: WebRequest, slug: string, rulesId: RulesVersionId): Promise<Page | SeeOther> {
    const { words, files, refused } = await this.uploads.receive(req, LIMITS);
    if (files.length === 0 && refused.length === 0) throw new Refused({ code: 'no-file-chosen', field: FILE_FIELD });
    // Only now is the body read: the act's form key is made from its words and the files' hashes.
    const act = actOf(req);
    if (files.length > 0) await this.service.attach(act, readChange(slug, words), rulesId, files);
    if (refused.length === 0)
      return new SeeOther(contestPaths.rulesFiles(slug, rulesId), `Đã thêm ${files.length} tệp.`);
    const faults = refused.map((refusal) => ({ field: FILE_FIELD, text: this.wording.of(refusal).sentence }));
    const kept = files.length === 0 ? [] : [{ href: '#noi-dung', text: `${files.length} tệp còn lại đã được thêm.` }];
    const form = faultyForm(wordsOf(words), faults);
    const page = await this.page(act.actor, slug, rulesId, { ...form, summary: [...form.summary, ...kept] });
    return new Page(page.view, page.model, page.frame, 422);
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

/** How a paper stands, and what the organiser is to do about it; no note where nothing is. */
const standingOf = ({ scanState }: RulesAttachmentFacts): { status: StatusWord; note: string | null } =>
  scanState === 'infected'
    ? {
        status: { word: 'Bị cách ly', tone: 'danger' },
        note: 'Có mã độc, không ai tải được. Gửi tệp sạch ở dưới, rồi xóa tệp này.',
      }
    : { status: { word: 'Tải được', tone: 'success' }, note: null };
