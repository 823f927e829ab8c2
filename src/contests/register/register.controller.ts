import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { printedNumber, sayNumber } from '../../documents/document.number.js';
import { numberPaper, openPaper } from '../../documents/document.paper.js';
import { DocumentReader } from '../../documents/document.reader.js';
import { DocumentService } from '../../documents/document.service.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { parseDate } from '../../kernel/vietnamese/dates.js';
import { FileSender } from '../../storage/file-sender.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import { handCopy } from './copy.answer.js';
import { readDocument } from './register.form.js';
import { RegisterKeeping } from './register.keeping.js';
import { RegisterPages } from './register.pages.js';
import { registerPaths } from './register.paths.js';

/** `/to-chuc/{slug}/so-van-ban`: the register of a contest's documents, read by its organisers and auditors. */
@Controller()
export class RegisterController {
  constructor(
    private readonly database: Database,
    private readonly pages: RegisterPages,
    private readonly keeping: RegisterKeeping,
    private readonly documents: DocumentReader,
    private readonly service: DocumentService,
    private readonly files: FileSender,
    private readonly security: SecurityLog,
  ) {}

  @Get(registerPaths.list(':slug'))
  @Allow('organiser', 'auditor')
  list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, slug, query);
  }

  @Get(registerPaths.create(':slug'))
  @Allow('organiser')
  startNew(@TheActor() actor: Actor, @Param('slug') slug: string, @Query('sua') corrects: unknown): Promise<Page> {
    return this.pages.form(actor, slug, typeof corrects === 'string' ? corrects : '', null);
  }

  @Post(registerPaths.create(':slug'))
  @Allow('organiser')
  create(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readDocument(body),
      act: (typed) => this.service.draft(act, this.keeping.open(act, slug), { ...typed, paper: null, bases: [] }),
      then: (id) => new SeeOther(registerPaths.one(slug, id), 'Đã ghi văn bản vào sổ.'),
      again: (form) => this.pages.form(act.actor, slug, String(body['corrects'] ?? ''), form),
    });
  }

  @Get(registerPaths.one(':slug', ':id'))
  @Allow('organiser', 'auditor')
  one(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Query() query: Words,
  ): Promise<Page> {
    return this.pages.one(actor, slug, id, query);
  }

  @Get(registerPaths.copy(':slug', ':id'))
  @Allow('organiser', 'auditor')
  async copy(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const document = await this.pages.document(await this.keeping.seen(actor, slug), id);
    await handCopy(this.files, res, document);
  }

  /** The paper as it came into the register, with number and day once it has them. */
  @Get(paperRoutes(registerPaths.paper(':slug', ':id')))
  @Allow('organiser', 'auditor')
  async paper(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const document = await this.pages.document(await this.keeping.seen(actor, slug), id);
    // A list of awards shows scores: each view of them leaves a line, as that of the paper itself does (TRUST A.3).
    this.security.scoresViewed(actor, { view: `documents/${document.source ?? ''}`, contest: slug });
    const kept = await this.documents.paperOf(this.database.reader, document.id);
    if (kept === null) throw new Refused({ code: 'not-found' });
    const paper = openPaper(kept);
    const { number, datedOn, symbol } = document;
    const on = datedOn === null ? null : parseDate(formatDay(datedOn));
    await handPaper(res, format, {
      paper: number === null || on === null ? paper : numberPaper(paper, { number: printedNumber(number), symbol, on }),
      name: number === null ? paper.title : `${sayNumber(document).replace('/', '-')} ${paper.title}`,
    });
  }
}
