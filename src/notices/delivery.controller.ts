import { Body, Controller, Get, Inject, Optional, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { withoutSecrets } from '../kernel/machine-words.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { DeliveryService } from './delivery.service.js';
import { type MailState, toDeliveryView } from './delivery.view.js';
import { MailFigures } from './mail.figures.js';
import { MAIL_SERVER } from './mail.sender.js';
import type { MailServer } from './mail.server.js';
import { noticePaths } from './notice.paths.js';
import { NoticeRepository } from './notice.repository.js';

/** `/quan-tri/kenh-gui`: whether notices leave by mail, what became of them, and what is true of Zalo. */
@Controller()
export class DeliveryController {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly figures: MailFigures,
    private readonly service: DeliveryService,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
    @Optional() @Inject(MAIL_SERVER) private readonly server: MailServer | null,
  ) {}

  /** Goes to the mail server to see whether it answers, for a few seconds at most. */
  @Get(noticePaths.delivery)
  @Allow('admin')
  show(@TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, freshForm());
  }

  @Post(noticePaths.trial)
  @Allow('admin')
  trial(@TheAct() act: Act, @Body() body: Words): FormAnswer {
    return answerForm({
      form: parsedForm(body, {}, []),
      act: () => this.service.tryMail(act),
      then: ({ address, answer }) =>
        answer.taken
          ? new SeeOther(noticePaths.delivery, `Máy chủ thư đã nhận thư thử gửi đến ${address}.`)
          : new SeeOther(
              noticePaths.delivery,
              `Máy chủ thư không nhận thư thử: ${withoutSecrets(answer.said)}`,
              'warning',
            ),
      again: (form) => this.page(act.actor, form),
    });
  }

  private async page(actor: Actor, form: FormState): Promise<Page> {
    const [mail, outcome, { email }] = await Promise.all([
      this.stateOfMail(),
      this.figures.outcome(),
      this.notices.addressOf(this.database.reader, actor.personId),
    ]);
    return new Page('notices/delivery', { form, ...toDeliveryView(mail, outcome, email) });
  }

  private async stateOfMail(): Promise<MailState | null> {
    const { server } = this;
    if (server === null) return null;
    return {
      place: server.place(),
      fromAddress: server.fromAddress(new URL(this.baseUrl()).hostname),
      unreached: await server.reach(),
    };
  }
}
