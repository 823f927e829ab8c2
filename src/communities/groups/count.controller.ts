import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { FileSender } from '../../storage/file-sender.js';
import { Uploads } from '../../storage/uploads.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { actOf, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { readCount, SCREENSHOT, TYPED_SOURCES } from './count.form.js';
import { CountRepository } from './count.repository.js';
import { CountService, type TakenCount } from './count.service.js';
import type { CountFacts, GroupFacts } from './group.facts.js';
import { crumbs, GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { KEEPERS, READERS, refuseToEdit } from './group.policy.js';
import { SOURCE_WORDS } from './group.words.js';

/** The counts of a group's members: one more, one that puts another right, and the picture behind one. */
@Controller()
export class CountController {
  constructor(
    private readonly database: Database,
    private readonly pages: GroupPages,
    private readonly counts: CountRepository,
    private readonly service: CountService,
    private readonly uploads: Uploads,
    private readonly files: FileSender,
  ) {}

  @Get(groupPaths.counts(':id'))
  @Allow(...KEEPERS)
  async start(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const group = await this.writable(actor, id);
    return this.page(group, null, freshForm({ countedOn: formatDay(this.pages.today), source: 'declared' }));
  }

  @Post(groupPaths.counts(':id'))
  @Allow(...KEEPERS)
  @TakesFiles()
  async add(@TheActor() actor: Actor, @Param('id') id: string, @Req() req: WebRequest): Promise<Answer> {
    const group = await this.writable(actor, id);
    const { words, file, refusal } = await this.receive(req);
    return answerForm({
      form: readCount(words, this.pages.today),
      act: (typed) => {
        obeyed(refusal);
        return this.service.add(actOf(req), id, typed, file);
      },
      then: (taken) => told(groupPaths.one(id), taken, 'Đã ghi số thành viên.'),
      again: (form) => Promise.resolve(this.page(group, null, form)),
    });
  }

  @Get(groupPaths.correction(':id', ':count'))
  @Allow(...KEEPERS)
  async startCorrection(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('count') count: string,
  ): Promise<Page> {
    const group = await this.writable(actor, id);
    const replaced = await this.known(group, count);
    if (replaced.isReplaced) throw new Refused({ code: 'count-already-corrected' });
    const words = { countedOn: formatDay(replaced.countedOn), members: String(replaced.members), source: 'declared' };
    return this.page(group, replaced, freshForm(words));
  }

  @Post(groupPaths.correction(':id', ':count'))
  @Allow(...KEEPERS)
  @TakesFiles()
  async correct(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('count') countId: string,
    @Req() req: WebRequest,
  ): Promise<Answer> {
    const group = await this.writable(actor, id);
    const replaced = await this.known(group, countId);
    const { words, file, refusal } = await this.receive(req);
    return answerForm({
      form: readCount(words, this.pages.today),
      act: (typed) => {
        obeyed(refusal);
        return this.service.correct(actOf(req), { groupId: id, countId }, typed, file);
      },
      then: (taken) => told(groupPaths.one(id), taken, 'Đã đính chính. Số cũ vẫn được giữ trong sổ.'),
      again: (form) => Promise.resolve(this.page(group, replaced, form)),
    });
  }

  @Get(groupPaths.countFile(':id', ':count'))
  @Allow(...READERS)
  async file(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('count') count: string,
    @Res() res: Response,
  ): Promise<void> {
    const { group } = await this.pages.seen(actor, id);
    const { file } = await this.known(group, count);
    if (file === null) throw new Refused({ code: 'not-found' });
    if (file.isInfected) throw new Refused({ code: 'count-file-isolated' });
    await this.files.sendFile(res, file, { disposition: 'inline' });
  }

  /** The form with its picture. A picture that cannot be taken is told beside its field, and the words stay. */
  private async receive(
    req: WebRequest,
  ): Promise<{ words: Words; file: ReceivedFile | null; refusal: Refusal | null }> {
    try {
      const { words, files, refused } = await this.uploads.receive(req, SCREENSHOT);
      return { words, file: files[0] ?? null, refusal: refused[0] ?? null };
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'file-too-large' || req.body === undefined) throw error;
      return { words: req.body as Words, file: null, refusal: error.refusal };
    }
  }

  private async writable(actor: Actor, id: string): Promise<GroupFacts> {
    const { group } = await this.pages.seen(actor, id);
    obey(refuseToEdit(actor, group));
    return group;
  }

  private async known(group: GroupFacts, id: string): Promise<CountFacts> {
    const count = isId(id) ? await this.counts.byId(this.database.reader, group.id, id) : null;
    if (count === null) throw new Refused({ code: 'not-found' });
    return count;
  }

  private page(group: GroupFacts, replaced: CountFacts | null, form: FormState): Page {
    const heading = replaced === null ? 'Ghi số thành viên' : 'Đính chính số thành viên';
    const view = {
      heading,
      about: group.name,
      form,
      replaced: replaced === null ? null : sayReplaced(replaced),
      action: replaced === null ? groupPaths.counts(group.id) : groupPaths.correction(group.id, replaced.id),
      sources: TYPED_SOURCES.map((value) => ({ value, label: SOURCE_WORDS[value] })),
      button: replaced === null ? 'Ghi số này' : 'Đính chính',
      backHref: groupPaths.one(group.id),
    };
    const trail = [
      { href: groupPaths.one(group.id), label: group.name },
      { href: null, label: heading },
    ];
    return new Page('communities/count', view, { breadcrumbs: crumbs(trail) });
  }
}

const sayReplaced = ({ countedOn, members, source, recordedByName }: CountFacts) => [
  {
    label: 'Số đã ghi',
    value: `${formatInteger(members)} thành viên, ngày ${formatDay(countedOn)} (${SOURCE_WORDS[source].toLowerCase()}, ${recordedByName} ghi)`,
  },
];

function obeyed(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused({ ...refusal, field: SCREENSHOT.fieldName });
}

const told = (href: string, { doubt }: TakenCount, done: string): SeeOther =>
  doubt === null
    ? new SeeOther(href, done)
    : new SeeOther(href, `${done} Số này ${doubt}. Nếu ghi nhầm thì bấm “Đính chính”.`, 'warning');
