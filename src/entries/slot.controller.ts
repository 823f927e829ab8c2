import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { AlreadyDone, Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { Uploads } from '../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { faultyForm, type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { DossierFiles } from './dossier.files.js';
import { toDossierView } from './dossier.view.js';
import { frameOfEntry } from './entry.crumbs.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { entryPaths, fileHrefsBelow } from './entry.paths.js';
import { EntryReader } from './entry.reader.js';
import { remarkOn } from './file.remarks.js';
import { reusableIn } from './file.reuse.js';
import { FileService } from './file.service.js';
import { toSlotView } from './slot.view.js';
import { TransferRepository } from './transfer.repository.js';
import { toUnfinishedViews } from './unfinished.view.js';

const FILE_FIELD = 'tep';

/** The files of a dossier, slot by slot: sending, looking at, ordering, taking out. */
@Controller()
export class SlotController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly service: FileService,
    private readonly files: DossierFiles,
    private readonly transfers: TransferRepository,
    private readonly clock: Clock,
    private readonly uploads: Uploads,
    private readonly wording: Wording,
    @Inject(STORAGE_SETTINGS) private readonly storage: StorageSettings,
  ) {}

  @Get(entryPaths.slot(':code', ':slot'))
  @Allow('commune')
  async show(@TheActor() actor: Actor, @Param('code') code: string, @Param('slot') slot: string): Promise<Page> {
    return this.page(actor, code, slot, freshForm());
  }

  @Post(entryPaths.slot(':code', ':slot'))
  @Allow('commune')
  @TakesFiles()
  async send(
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('slot') slotCode: string,
  ): Promise<Answer> {
    const opened = await this.opening.show(actor, code);
    const slot = await this.slotOf(opened, slotCode);
    // Before a byte is read: whoever may not send here is not listened to. Asked again when the files are written down.
    obey(await this.opening.refusalForSlot(this.database.reader, actor, opened, slot.id));
    return answerForm({
      form: parsedForm({}, slot, []),
      act: () => this.receive(req, actor, code, slot),
      then: (answer) => answer,
      again: (state) => this.page(actor, code, slotCode, state),
    });
  }

  @Post(entryPaths.reuseFile(':code', ':slot'))
  @Allow('commune')
  async reuse(
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('slot') slotCode: string,
    @Body('tep') fileId: unknown,
  ): Promise<SeeOther> {
    const { name } = await this.service.reuseFile(act, code, slotCode, typeof fileId === 'string' ? fileId : '');
    return new SeeOther(entryPaths.slot(code, slotCode), `Đã dùng lại tệp “${name}” ở mục này.`);
  }

  @Get(entryPaths.removeFile(':code', ':file'))
  @Allow('commune')
  async askRemove(@TheActor() actor: Actor, @Param('code') code: string, @Param('file') fileId: string): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const file = await this.entries.fileOf(this.database.reader, opened.entry.id, fileId);
    if (file === null) throw new Refused({ code: 'not-found' });
    const slot = (await this.contests.slots(this.database.reader, opened.contest.id)).find(
      ({ id }) => id === file.slotId,
    );
    const model = {
      form: freshForm(),
      action: entryPaths.removeFile(code, file.id),
      backHref: entryPaths.slot(code, slot?.code ?? ''),
      facts: [
        { label: 'Tệp', value: file.name },
        { label: 'Mục', value: slot?.title ?? '' },
      ],
    };
    return new Page('entries/remove-file', model, frameOfEntry(opened, 'Xóa tệp'));
  }

  @Post(entryPaths.removeFile(':code', ':file'))
  @Allow('commune')
  async remove(@TheAct() act: Act, @Param('code') code: string, @Param('file') fileId: string): Promise<SeeOther> {
    const slot = await this.service.removeFile(act, code, fileId);
    return new SeeOther(entryPaths.slot(code, slot.code), 'Đã xóa tệp.');
  }

  @Post(entryPaths.moveFile(':code', ':file'))
  @Allow('commune')
  async move(
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('file') fileId: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    const slot = await this.service.moveFile(act, code, fileId, body['huong'] === 'len' ? 'up' : 'down');
    return new SeeOther(entryPaths.slot(code, slot.code));
  }

  @Get(`${entryPaths.one(':code')}/tep/:file/trang/:page`)
  @Allow('commune')
  async pdfPage(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('page') page: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.opening.show(actor, code);
    await this.files.serve(res, entry.id, { file, page });
  }

  @Get(entryPaths.viewFile(':code', ':file'))
  @Allow('commune')
  async view(@TheActor() actor: Actor, @Param('code') code: string, @Param('file') fileId: string): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const file = await this.entries.fileOf(this.database.reader, opened.entry.id, fileId);
    if (file === null) throw new Refused({ code: 'not-found' });
    const slots = (await this.contests.slots(this.database.reader, opened.contest.id)).filter(
      ({ id }) => id === file.slotId,
    );
    const hrefs = fileHrefsBelow(entryPaths.one(opened.entry.code));
    const [slot] = toDossierView({ entry: opened.entry, fields: [], slots, files: [file], members: null }, hrefs).slots;
    const model = {
      about: opened.entry.code,
      file: slot?.files[0] ?? null,
      backHref: entryPaths.slot(opened.entry.code, slot?.code ?? ''),
    };
    return new Page('entries/file', model, frameOfEntry(opened, 'Xem tệp'));
  }

  @Get(`${entryPaths.one(':code')}/tep/:file/:part`)
  @Allow('commune')
  async file(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('part') part: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.opening.show(actor, code);
    await this.files.serve(res, entry.id, { file, part });
  }

  /** Reads the form's files and puts the good ones into the slot; each refused one is named on the page that comes back. */
  private async receive(req: WebRequest, actor: Actor, code: string, slot: SlotFacts): Promise<Page | SeeOther> {
    const { files, refused } = await this.uploads.receive(req, { ...slot, fieldName: FILE_FIELD });
    if (files.length === 0 && refused.length === 0) {
      throw new Refused({ code: 'nothing-chosen', field: FILE_FIELD, slotTitle: slot.title });
    }
    const beyond = files.length === 0 ? [] : await this.add(actOf(req), code, slot, files);
    const kept = files.length - beyond.length;
    const left = [...refused, ...beyond];
    const here = entryPaths.slot(code, slot.code);
    if (left.length === 0) return new SeeOther(here, `Đã nhận ${kept} tệp.`);
    const faults = left.map((refusal) => ({ field: FILE_FIELD, text: this.wording.of(refusal).sentence }));
    const told = kept === 0 ? [] : [{ href: '#cac-tep', text: `${kept} tệp còn lại đã được nhận.` }];
    const state = faultyForm({}, faults);
    const page = await this.page(actor, code, slot.code, { ...state, summary: [...state.summary, ...told] });
    return new Page(page.view, page.model, page.frame, 422);
  }

  /** Answers what the slot has no room for any more. */
  private async add(
    act: Act,
    code: string,
    slot: SlotFacts,
    files: Parameters<FileService['addFiles']>[3],
  ): Promise<Refusal[]> {
    try {
      return await this.service.addFiles(act, code, slot.code, files);
    } catch (error) {
      // The same form sent twice: its files are there already.
      if (!(error instanceof AlreadyDone)) throw error;
      return [];
    }
  }

  private async page(actor: Actor, code: string, slotCode: string, form: FormState): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const slot = await this.slotOf(opened, slotCode);
    const { reader } = this.database;
    const refusal = await this.opening.refusalForSlot(reader, actor, opened, slot.id);
    const all = await this.entries.filesOf(reader, opened.entry.id);
    const files = all.filter(({ slotId }) => slotId === slot.id);
    const listSlotId = (await this.contests.memberList(reader, opened.contest.id))?.slotId ?? null;
    const point = (await this.entries.openPointsOf(reader, opened.entry.id)).find(({ slotId }) => slotId === slot.id);
    const unfinished = (await this.transfers.unfinishedOf(reader, opened.entry.id)).filter(
      ({ slotId }) => slotId === slot.id,
    );
    const sentenceOf = (no: Refusal): string => this.wording.of(no).sentence;
    const duplicates = await this.entries.duplicatesOf(reader, opened.entry.id);
    const reopenings = await this.entries.reopeningsOf(reader, opened.entry.id);
    const view = toSlotView(opened, slot, files, point, form, {
      unfinished: toUnfinishedViews(opened.entry.code, unfinished, this.clock.now(), sentenceOf),
      remarkOn: (file) => remarkOn(file, duplicates, reopenings),
      lockedText: refusal && this.wording.of(refusal).sentence,
      maxBytes: Math.min(slot.maxBytes, this.storage.uploadMaxBytes),
      hrefs: fileHrefsBelow(entryPaths.one(opened.entry.code)),
      holdsList: listSlotId === slot.id,
      reusable: reusableIn(slot, all, listSlotId),
    });
    return new Page('entries/slot', view, frameOfEntry(opened, slot.title));
  }

  private async slotOf({ contest }: OpenedEntry, slotCode: string): Promise<SlotFacts> {
    const slot = (await this.contests.slots(this.database.reader, contest.id)).find(({ code }) => code === slotCode);
    if (slot === undefined) throw new Refused({ code: 'not-found' });
    return slot;
  }
}
