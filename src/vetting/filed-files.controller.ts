import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { AlreadyDone, Database } from '../database/database.js';
import { DossierFiles } from '../entries/dossier.files.js';
import { toDossierView } from '../entries/dossier.view.js';
import type { EntryFileFacts } from '../entries/entry.facts.js';
import { EntryReader } from '../entries/entry.reader.js';
import { refuseToEdit } from '../entries/entry.policy.js';
import { FileService } from '../entries/file.service.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { type ReceivedField, Uploads } from '../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { actOf, TheAct, TheActor, type WebRequest } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { faultyForm, type FieldFault, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { FiledDossierPages, frameOfFiling } from './filed-dossier.pages.js';
import { slotField } from './filed-dossier.view.js';
import { FilingOpening, type OpenedFiling } from './filing.opening.js';
import { filedPlaces, vettingPaths } from './vetting.paths.js';

/** The files of a draft that an officer files for its commune: sent for all slots by one form, looked at, taken out. */
@Controller()
export class FiledFilesController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly filings: FilingOpening,
    private readonly pages: FiledDossierPages,
    private readonly service: FileService,
    private readonly files: DossierFiles,
    private readonly uploads: Uploads,
    private readonly wording: Wording,
  ) {}

  @Post(vettingPaths.filedFiles(':code'))
  @Allow('vetting')
  @TakesFiles()
  async send(@Req() req: WebRequest, @TheActor() actor: Actor, @Param('code') code: string): Promise<Answer> {
    const { entry, contest, calendar } = await this.filings.show(actor, code);
    // Before a byte is read: whoever may not send here is not listened to. Asked again when the files are written down.
    obey(refuseToEdit(actor, entry, contest, calendar));
    const slots = await this.contests.slots(this.database.reader, contest.id);
    return answerForm({
      form: parsedForm({}, slots, []),
      act: (wanted) => this.receive(req, actor, code, wanted),
      then: (answer) => answer,
      again: (state) => this.pages.dossier(actor, code, state),
    });
  }

  @Get(vettingPaths.filedFile(':code', ':file', 'xoa'))
  @Allow('vetting')
  async askRemove(@TheActor() actor: Actor, @Param('code') code: string, @Param('file') fileId: string): Promise<Page> {
    const { opened, file, slot } = await this.open(actor, code, fileId);
    const model = {
      form: freshForm(),
      action: vettingPaths.filedFile(code, file.id, 'xoa'),
      backHref: filedPlaces(code).slot(slot.code),
      facts: [
        { label: 'Tệp', value: file.name },
        { label: 'Mục', value: slot.title },
      ],
    };
    return new Page('entries/remove-file', model, frameOfFiling(opened, 'Xóa tệp'));
  }

  @Post(vettingPaths.filedFile(':code', ':file', 'xoa'))
  @Allow('vetting')
  async remove(@TheAct() act: Act, @Param('code') code: string, @Param('file') fileId: string): Promise<SeeOther> {
    await this.filings.show(act.actor, code);
    const slot = await this.service.removeFile(act, code, fileId);
    return new SeeOther(filedPlaces(code).slot(slot.code), 'Đã xóa tệp.');
  }

  @Get(vettingPaths.filedFile(':code', ':file', 'xem'))
  @Allow('vetting')
  async view(@TheActor() actor: Actor, @Param('code') code: string, @Param('file') fileId: string): Promise<Page> {
    const { opened, file, slot } = await this.open(actor, code, fileId);
    const places = filedPlaces(code);
    const parts = { entry: opened.entry, fields: [], slots: [slot], files: [file], members: null };
    const [shown] = toDossierView(parts, places.files).slots;
    const model = { about: opened.entry.code, file: shown?.files[0] ?? null, backHref: places.slot(slot.code) };
    return new Page('entries/file', model, frameOfFiling(opened, 'Xem tệp'));
  }

  @Get(vettingPaths.filedFilePage(':code', ':file', ':page'))
  @Allow('vetting')
  async filePage(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('page') page: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.filings.show(actor, code);
    await this.files.serve(res, entry.id, { file, page });
  }

  @Get(vettingPaths.filedFile(':code', ':file', ':part'))
  @Allow('vetting')
  async file(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('part') part: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.filings.show(actor, code);
    await this.files.serve(res, entry.id, { file, part });
  }

  private async open(
    actor: Actor,
    code: string,
    fileId: string,
  ): Promise<{ opened: OpenedFiling; file: EntryFileFacts; slot: SlotFacts }> {
    const opened = await this.filings.show(actor, code);
    const { reader } = this.database;
    const file = await this.entries.fileOf(reader, opened.entry.id, fileId);
    const slot = (await this.contests.slots(reader, opened.contest.id)).find(({ id }) => id === file?.slotId);
    if (file === null || slot === undefined) throw new Refused({ code: 'not-found' });
    return { opened, file, slot };
  }

  /**
   * Puts what came under each slot's field into that slot, one act a slot: what one slot cannot take keeps no other from its
   * files. Each refused file is named beside the field of its slot on the page that comes back.
   */
  private async receive(
    req: WebRequest,
    actor: Actor,
    code: string,
    slots: readonly SlotFacts[],
  ): Promise<Page | SeeOther> {
    const fields = slots.map((slot) => ({ ...slot, fieldName: slotField(slot.code) }));
    const received = (await this.uploads.receiveFields(req, fields)).fields;
    const faults: FieldFault[] = [];
    let [chosen, kept] = [0, 0];
    for (const { code: slotCode, fieldName } of fields) {
      const { files, refused } = received.get(fieldName) ?? { files: [], refused: [] };
      chosen += files.length + refused.length;
      const beyond = files.length === 0 ? [] : await this.put(actOf(req), code, slotCode, files);
      kept += files.length - beyond.length;
      for (const refusal of [...refused, ...beyond]) {
        faults.push({ field: fieldName, text: this.wording.of(refusal).sentence });
      }
    }
    if (chosen === 0) throw new Refused({ code: 'no-files-chosen' });
    if (faults.length === 0) return new SeeOther(`${vettingPaths.filed(code)}#cac-tep`, `Đã nhận ${kept} tệp.`);
    const state = faultyForm({}, faults);
    const others = kept === 0 ? [] : [{ href: '#cac-tep', text: `${kept} tệp còn lại đã được nhận.` }];
    return this.pages.dossier(actor, code, { ...state, summary: [...state.summary, ...others] }, 422);
  }

  /** Why the slot does not take some of these files, one refusal each; the others are in it. */
  private async put(act: Act, code: string, slotCode: string, files: ReceivedField['files']): Promise<Refusal[]> {
    // One form, one act for each of its slots: each has a key of its own, so that a second press finds every one of them done.
    const formKey = act.formKey === null ? null : `${act.formKey}.${slotCode}`;
    try {
      return await this.service.addFiles({ ...act, formKey }, code, slotCode, files);
    } catch (error) {
      if (error instanceof AlreadyDone) return [];
      if (error instanceof Refused && error.refusal.code === 'slot-full') {
        return files.map(({ name }) => ({ code: 'file-too-many', name, left: 0 }));
      }
      throw error;
    }
  }
}
