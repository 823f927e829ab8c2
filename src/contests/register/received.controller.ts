import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { ReceivedDocument } from '../../documents/document.facts.js';
import { DocumentReader } from '../../documents/document.reader.js';
import { RecipientService } from '../../documents/recipient.service.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { refuseToSend } from '../../documents/document.policy.js';
import { mustBeAddressee } from '../../documents/register/addressee.js';
import { officePaths } from '../../documents/register/office.paths.js';
import { ownOffice } from '../../documents/register/office.policy.js';
import { FileSender } from '../../storage/file-sender.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { freshForm, type FormState } from '../../web/views/form-state.js';
import { pageNumber } from '../../web/page-number.js';
import { handCopy } from '../../documents/register/copy.answer.js';
import { readNothing } from '../../documents/register/register.form.js';
import { RegisterKeeping } from './register.keeping.js';
import { registerPaths } from './register.paths.js';
import { RECEIVED_A_PAGE, toReceivedList, toReceivedView } from './received.view.js';

/** `/van-ban-den`: what was sent to a unit, and its word that it has it. Opening a page or the file is no such word. */
@Controller()
export class ReceivedController {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentReader,
    private readonly service: RecipientService,
    private readonly keeping: RegisterKeeping,
    private readonly files: FileSender,
  ) {}

  @Get(registerPaths.received)
  @Allow('commune', 'vetting', 'organiser')
  async list(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page> {
    const page = pageNumber(typed);
    const paging = { limit: RECEIVED_A_PAGE, offset: (page - 1) * RECEIVED_A_PAGE };
    const found = await this.documents.sentTo(this.database.reader, mustBeAddressee(actor), paging);
    return new Page('documents/received', {
      about: actor.unitName ?? '',
      registerHref: ownOffice(actor) === null ? null : officePaths.desk,
      ...toReceivedList(found, page),
    });
  }

  @Get(registerPaths.receivedOne(':id'))
  @Allow('commune', 'vetting', 'organiser')
  one(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.page(actor, id, freshForm());
  }

  @Get(registerPaths.receivedCopy(':id'))
  @Allow('commune', 'vetting', 'organiser')
  async copy(@TheActor() actor: Actor, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const { document } = await this.received(actor, id);
    obey(refuseToSend(document));
    await handCopy(this.files, res, document);
  }

  @Post(registerPaths.receivedOne(':id'))
  @Allow('commune', 'vetting', 'organiser')
  receive(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readNothing(body),
      act: () =>
        this.service.receive(act, mustBeAddressee(act.actor), id, (tx, contestId) =>
          this.keeping.timeOf(tx, contestId),
        ),
      then: () => new SeeOther(registerPaths.receivedOne(id), 'Đã ghi đơn vị nhận văn bản.'),
      again: (form) => this.page(act.actor, id, form),
    });
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<Page> {
    const received = await this.received(actor, id);
    const breadcrumbs = [
      { href: registerPaths.received, label: 'Văn bản đến' },
      { href: null, label: 'Văn bản' },
    ];
    return new Page(
      'documents/received-document',
      { about: actor.unitName ?? '', form, ...toReceivedView(received) },
      { breadcrumbs },
    );
  }

  private async received(actor: Actor, id: string): Promise<ReceivedDocument> {
    const found = isId(id) ? await this.documents.receivedBy(this.database.reader, mustBeAddressee(actor), id) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return found;
  }
}
