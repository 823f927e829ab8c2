import { Body, Controller, Get, Inject, Param, Post, Query, Res, type Type } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Act, Actor, Role } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { parseDate } from '../../kernel/vietnamese/dates.js';
import { FileSender } from '../../storage/file-sender.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { printedNumber, sayNumber } from '../document.number.js';
import { numberPaper, openPaper } from '../document.paper.js';
import { DocumentReader } from '../document.reader.js';
import { DocumentService } from '../document.service.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../paper.answer.js';
import { handCopy } from './copy.answer.js';
import { RegisterDoors, type RegisterParams } from './register.doors.js';
import { readDocument } from './register.form.js';
import { RegisterPages } from './register.pages.js';
import { registerPathsAt } from './register.paths.js';

/** A kind of registers: the address where one lives, with the names of its parameters, who keeps and who reads it, and its doors. */
export interface RegisterKind {
  base: string;
  keepers: readonly Role[];
  readers: readonly Role[];
  doors: Type<RegisterDoors>;
}

/** The controller of what is read of registers of one kind, and of what is written elsewhere and comes into them. */
export function readingOfRegister({ base, keepers, readers, doors: Doors }: RegisterKind): Type<object> {
  const paths = registerPathsAt(base);

  @Controller()
  class ReadingController {
    constructor(
      private readonly database: Database,
      private readonly pages: RegisterPages,
      @Inject(Doors) private readonly doors: RegisterDoors,
      private readonly documents: DocumentReader,
      private readonly service: DocumentService,
      private readonly files: FileSender,
    ) {}

    @Get(paths.list)
    @Allow(...readers)
    list(@TheActor() actor: Actor, @Param() params: RegisterParams, @Query() query: Words): Promise<Page> {
      return this.pages.list(this.doors, actor, params, query);
    }

    @Get(paths.create)
    @Allow(...keepers)
    startNew(
      @TheActor() actor: Actor,
      @Param() params: RegisterParams,
      @Query('sua') corrects: unknown,
    ): Promise<Page> {
      const corrected = typeof corrects === 'string' ? corrects : '';
      return this.pages.form(this.doors, actor, params, { corrects: corrected, typed: null });
    }

    @Post(paths.create)
    @Allow(...keepers)
    create(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      const { one } = registerPathsAt(filled(base, params));
      const corrects = String(body['corrects'] ?? '');
      return answerForm({
        form: readDocument(body),
        act: (typed) => this.service.draft(act, this.doors.open(act, params), { ...typed, paper: null, bases: [] }),
        then: (id) => new SeeOther(one(id), 'Đã ghi văn bản vào sổ.'),
        again: (typed) => this.pages.form(this.doors, act.actor, params, { corrects, typed }),
      });
    }

    @Get(paths.one(':id'))
    @Allow(...readers)
    one(@TheActor() actor: Actor, @Param() params: RegisterParams, @Query() query: Words): Promise<Page> {
      return this.pages.one(this.doors, actor, params, query);
    }

    @Get(paths.copy(':id'))
    @Allow(...readers)
    async copy(@TheActor() actor: Actor, @Param() params: RegisterParams, @Res() res: Response): Promise<void> {
      const seen = await this.doors.seen(actor, params);
      await handCopy(this.files, res, await this.pages.document(seen, params['id'] ?? ''));
    }

    /** The paper as it came into the register, with number and day once it has them. */
    @Get(paperRoutes(paths.paper(':id')))
    @Allow(...readers)
    async paper(
      @TheActor() actor: Actor,
      @Param() params: RegisterParams,
      @ThePaperFormat() format: PaperFormat,
      @Res() res: Response,
    ): Promise<void> {
      const seen = await this.doors.seen(actor, params);
      const document = await this.pages.document(seen, params['id'] ?? '');
      this.doors.noteView(actor, params, document.source ?? '');
      const kept = await this.documents.paperOf(this.database.reader, document.id);
      if (kept === null) throw new Refused({ code: 'not-found' });
      const paper = openPaper(kept);
      const { number, datedOn, symbol } = document;
      const on = datedOn === null ? null : parseDate(formatDay(datedOn));
      await handPaper(res, format, {
        paper:
          number === null || on === null ? paper : numberPaper(paper, { number: printedNumber(number), symbol, on }),
        name: number === null ? paper.title : `${sayNumber(document).replace('/', '-')} ${paper.title}`,
      });
    }
  }
  return ReadingController;
}

/** The address where this register lives: its parameters stand where their names stood. */
export const filled = (base: string, params: RegisterParams): string =>
  base.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
