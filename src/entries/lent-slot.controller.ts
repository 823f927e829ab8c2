import { Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { acceptOf, sayKinds } from '../storage/file-kinds.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { Uploads } from '../storage/uploads.js';
import { type Answer, answerForm, Page } from '../web/answer.js';
import type { WebRequest } from '../web/request.js';
import { Public } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { entryPaths } from './entry.paths.js';
import { type LentSlot, SlotLinks } from './slot-link.service.js';

const FILE_FIELD = 'tep';

/** The page for whoever was asked to send one file: nothing else of the dossier is on it. Opening the link changes nothing. */
@Controller()
export class LentSlotController {
  constructor(
    private readonly links: SlotLinks,
    private readonly uploads: Uploads,
    private readonly clock: Clock,
    private readonly wording: Wording,
    @Inject(STORAGE_SETTINGS) private readonly storage: StorageSettings,
  ) {}

  @Get(entryPaths.lent(':token'))
  @Public()
  async show(@Param('token') token: string): Promise<Page> {
    return this.page(token, await this.links.open(token, this.clock.now()), freshForm());
  }

  @Post(entryPaths.lent(':token'))
  @Public()
  @TakesFiles()
  async send(@Req() req: WebRequest, @Param('token') token: string): Promise<Answer> {
    const lent = await this.links.open(token, this.clock.now());
    // Before a byte is read: where nothing may come in, nobody is listened to. Asked again when the file is written down.
    if (lent.refusal !== null) throw new Refused(lent.refusal);
    return answerForm({
      form: { meaning: token, words: {}, faults: [] },
      act: () => this.receive(req, token, lent),
      then: (page) => page,
      again: (state) => Promise.resolve(this.page(token, lent, state)),
    });
  }

  private async receive(req: WebRequest, token: string, lent: LentSlot): Promise<Page> {
    const { slot, opened } = lent;
    const { files, refused } = await this.uploads.receive(req, { ...slot, maxFiles: 1, fieldName: FILE_FIELD });
    if (files.length + refused.length > 1)
      throw new Refused({ code: 'too-many-files', maxFiles: 1, field: FILE_FIELD });
    if (refused[0] !== undefined) throw new Refused({ ...refused[0], field: FILE_FIELD });
    const [file] = files;
    if (file === undefined) throw new Refused({ code: 'nothing-chosen', field: FILE_FIELD, slotTitle: slot.title });
    await this.links.receive(token, file, req.id);
    const model = { name: file.name, size: formatFileSize(file.size), village: opened.entry.villageName };
    return new Page('entries/lent-done', model, frameOfContest(opened.contest, opened.calendar));
  }

  private page(token: string, { slot, opened, refusal }: LentSlot, form: FormState): Page {
    const model = {
      form,
      heading: `Gửi “${slot.title}”`,
      village: tellPlace(opened.entry.villageName, opened.entry.communeName),
      action: entryPaths.lent(token),
      closedText: refusal === null ? null : this.wording.of(refusal).sentence,
      takes: `Nhận ${sayKinds(slot.kinds)}, một tệp, nhiều nhất ${formatFileSize(Math.min(slot.maxBytes, this.storage.uploadMaxBytes))}.`,
      accept: acceptOf(slot.kinds),
      canPhotograph: slot.kinds.includes('jpg'),
    };
    return new Page('entries/lent', model, frameOfContest(opened.contest, opened.calendar));
  }
}
