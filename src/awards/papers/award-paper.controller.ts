import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import { registerPaths } from '../../contests/register/register.paths.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { zipOf } from '../../press/zip.js';
import { contentDisposition } from '../../storage/file-headers.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { awardPaths } from '../award.paths.js';
import { AwardPaperPages, CERTIFICATES } from './award-paper.pages.js';
import { awardPaper } from './award-papers.js';
import { certificateFiles } from './certificate.files.js';
import { readPaperWords } from './paper-words.form.js';
import { PaperRegistration } from './paper.registration.js';
import { PaperWordsService } from './paper-words.service.js';

/** The papers of an award list: organisers word them, organisers and auditors take them. */
@Controller()
export class AwardPaperController {
  constructor(
    private readonly pages: AwardPaperPages,
    private readonly service: PaperWordsService,
    private readonly registration: PaperRegistration,
  ) {}

  @Get(awardPaths.papers(':slug'))
  @Allow('organiser', 'auditor')
  menu(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.pages.menu(actor, slug);
  }

  @Get(awardPaths.paper(':slug', ':doc'))
  @Allow('organiser')
  edit(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('doc') code: string): Promise<Page> {
    return this.pages.edit(actor, slug, code);
  }

  @Post(awardPaths.paper(':slug', ':doc'))
  @Allow('organiser')
  write(@TheAct() act: Act, @Param('slug') slug: string, @Param('doc') code: string, @Body() body: Words): Answer {
    const paper = awardPaper(code);
    if (paper === null) throw new Refused({ code: 'not-found' });
    return answerForm({
      form: readPaperWords(paper.fields, body),
      act: (typed) => this.service.write(act, slug, code, typed),
      then: () => new SeeOther(awardPaths.paper(slug, code), `Đã lưu lời văn của ${paper.title.toLowerCase()}.`),
      again: (state, refusal) => this.pages.edit(act.actor, slug, code, { state, refusal }),
    });
  }

  /** Takes the paper into the register of documents as it stands now. */
  @Post(awardPaths.registration(':slug', ':doc'))
  @Allow('organiser')
  register(@TheAct() act: Act, @Param('slug') slug: string, @Param('doc') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, String(body['corrects'] ?? ''), []),
      act: (corrects) => this.registration.register(act, slug, code, corrects === '' ? null : corrects),
      then: (id) =>
        new SeeOther(registerPaths.one(slug, id), 'Đã đưa vào sổ. Lời văn và danh sách của bản này không đổi nữa.'),
      again: (form) => this.pages.menu(act.actor, slug, form),
    });
  }

  @Get(paperRoutes(awardPaths.paperFile(':slug', ':doc')))
  @Allow('organiser', 'auditor')
  async file(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('doc') code: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.file(actor, slug, code));
  }

  /** Every certificate as a file of its own, drawn as the archive goes out. */
  @Get(awardPaths.certificates(':slug', ':doc'))
  @Allow('organiser', 'auditor')
  async certificates(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('doc') code: string,
    @Res() res: Response,
  ): Promise<void> {
    if (!CERTIFICATES.has(code)) throw new Refused({ code: 'not-found' });
    const opened = await this.pages.open(actor, slug, code);
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader(
      'Content-Disposition',
      contentDisposition('attachment', `${opened.paper.title} ${opened.facts.contest.code}.zip`),
    );
    res.setHeader('Cache-Control', 'private, no-store, no-transform');
    try {
      await pipeline(zipOf(certificateFiles(opened), opened.facts.at), res);
    } catch (error) {
      // The reader closed the page half-way. Any other fault has broken the line off: an archive that is short must not look whole.
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }
}
