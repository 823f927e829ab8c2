import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { readChannels } from './channel.form.js';
import { noticePaths } from './notice.paths.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeService } from './notice.service.js';
import { MAILS_LEAVE } from './notices.js';

/** `/tai-khoan/kenh-thong-bao`: one's address, and whether notices are sent there as well. */
@Controller()
export class ChannelController {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly service: NoticeService,
    @Inject(MAILS_LEAVE) private readonly mailsLeave: boolean,
  ) {}

  @Get(noticePaths.channels)
  @Allow('anyone-signed-in')
  show(@TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, null);
  }

  @Post(noticePaths.channels)
  @Allow('anyone-signed-in')
  choose(@TheAct() act: Act, @Body() body: Words): FormAnswer {
    return answerForm({
      form: readChannels(body),
      act: async (chosen) => {
        await this.service.chooseAddress(act, chosen);
        return chosen;
      },
      then: ({ email, byEmail }) =>
        new SeeOther(
          noticePaths.channels,
          email !== null && byEmail
            ? `Đã lưu. Thông báo được gửi thêm đến ${email}.`
            : 'Đã lưu. Thông báo không gửi qua thư điện tử.',
        ),
      again: (form) => this.page(act.actor, form),
    });
  }

  private async page(actor: Actor, form: FormState | null): Promise<Page> {
    // Whoever types a first address wants letters sent there, and has to say so only when not.
    const { email, byEmail, version } = await this.notices.addressOf(this.database.reader, actor.personId);
    return new Page('notices/channels', {
      form: form ?? freshForm({ email: email ?? '', byEmail: byEmail || email === null ? '1' : '' }),
      action: noticePaths.channels,
      version,
      mailsLeave: this.mailsLeave,
      listHref: noticePaths.list,
    });
  }
}
