import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey } from '../kernel/refusal.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { frameOfEntry } from './entry.crumbs.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import { EntryOpening } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { refuseToCopyInto } from './entry.policy.js';
import { type Copied, HandlingService } from './handling.service.js';

/** Taking a dossier over from a colleague, and filling a draft from another village's dossier. */
@Controller()
export class HandlingController {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly handling: HandlingService,
  ) {}

  @Post(entryPaths.takeOver(':code'))
  @Allow('commune')
  async takeOver(@TheAct() act: Act, @Param('code') code: string): Promise<SeeOther> {
    const entry = await this.handling.takeOver(act, code);
    return new SeeOther(entryPaths.one(entry.code), 'Ông/bà phụ trách hồ sơ này từ bây giờ.');
  }

  @Get(entryPaths.copy(':code'))
  @Allow('commune')
  askCopy(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.page(actor, code, freshForm());
  }

  @Post(entryPaths.copy(':code'))
  @Allow('commune')
  copy(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): FormAnswer {
    const source = typeof body?.['nguon'] === 'string' ? body['nguon'] : '';
    return answerForm({
      form: parsedForm(body ?? {}, source, []),
      act: (from) => this.handling.copy(act, code, from),
      then: (copied) => new SeeOther(entryPaths.one(code), sayCopied(copied)),
      again: (state) => this.page(act.actor, code, state),
    });
  }

  private async page(actor: Actor, code: string, form: FormState): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { entry, contest, calendar } = opened;
    obey(refuseToCopyInto(actor, entry, contest, calendar));
    const sources = await this.handling.sourcesOf(this.database.reader, entry);
    const model = {
      about: `Nháp ${entry.draftCode}`,
      lead: entry.villageName,
      form,
      action: entryPaths.copy(entry.code),
      backHref: entryPaths.one(entry.code),
      sources: sources.map(({ code: value, villageName, state }) => ({
        value,
        label: villageName,
        hint: `${value}, ${ENTRY_STATUS_WORDS[state].word}`,
      })),
    };
    return new Page('entries/copy', model, frameOfEntry(opened, 'Chép từ hồ sơ khác'));
  }
}

function sayCopied({ fields, files, isolated }: Copied): string {
  const parts = [
    ...(fields.length === 0 ? [] : [`${fields.length} ô thông tin`]),
    ...(files === 0 ? [] : [`${files} tệp`]),
  ];
  const leftOut = isolated === 0 ? '' : ` Không chép ${isolated} tệp bị cách ly vì có mã độc.`;
  return `Đã chép ${parts.join(' và ')}.${leftOut} Xem lại và sửa cho đúng với bản này.`;
}
