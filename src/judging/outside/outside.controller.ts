import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { TABLE_FILE_BYTES, tableText } from '../pasted-table.js';
import { readOutside } from './outside.form.js';
import { OutsidePages } from './outside.pages.js';
import { OutsideService } from './outside.service.js';

/** The secretary brings points in that come from outside judging: pasted or as a file, looked at, then taken. */
@Controller()
export class OutsideController {
  constructor(
    private readonly pages: OutsidePages,
    private readonly service: OutsideService,
    private readonly uploads: Uploads,
  ) {}

  @Get(judgingPaths.outside)
  @Allow('secretary')
  show(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query, freshForm(), null);
  }

  @Post(judgingPaths.outside)
  @Allow('secretary')
  take(@TheAct() act: Act, @Body() body: Words): Answer {
    if (body['buoc'] === 'mo')
      return answerForm({
        form: parsedForm(body, body, []),
        act: () => this.service.begin(act),
        then: ({ name }) => new SeeOther(judgingPaths.outside, `Đã lập vòng ${name}. Nhập bảng điểm của vòng.`),
        again: (state) => this.pages.page(act.actor, {}, state, null),
      });
    const form = readOutside(body);
    return answerForm({
      form,
      act: async ({ seen, ...words }): Promise<SeeOther | Page> => {
        if (seen === null) return this.pages.page(act.actor, {}, freshForm(form.words), words);
        const { entries, number } = await this.service.take(act, words, seen);
        return new SeeOther(judgingPaths.outside, `Đã ghi bảng điểm lần ${number} của ${entries} hồ sơ.`);
      },
      then: (answer) => answer,
      again: (state) => this.pages.page(act.actor, {}, state, form.meaning),
    });
  }

  /** Reads a file into the form; its source is written there before it is checked. */
  @Post(judgingPaths.outsideFile)
  @Allow('secretary')
  @TakesFiles()
  async read(@Req() req: WebRequest, @TheActor() actor: Actor): Promise<Answer> {
    await this.pages.open(actor);
    const limits = { fieldName: 'tep', maxBytes: TABLE_FILE_BYTES };
    const { seen } = await this.uploads.look(req, limits, async ({ path, originalName }) => ({
      text: tableText(await readFile(path)),
      name: originalName.normalize('NFC').replace(/\p{C}/gu, '').slice(0, 80),
    }));
    return answerForm({
      form: parsedForm({}, seen, []),
      act: async (file): Promise<Page> => {
        await this.pages.openForPoints(actor);
        if (file === null) throw new Refused({ code: 'table-missing', field: 'tep' });
        if (file.text === null) throw new Refused({ code: 'table-unreadable', field: 'tep' });
        const words = { text: file.text, source: `Tệp ${file.name}`, reason: '' };
        return this.pages.page(actor, {}, freshForm({ bang: file.text, nguon: words.source }), words);
      },
      then: (page) => page,
      again: (state) => this.pages.page(actor, {}, state, null),
    });
  }
}
