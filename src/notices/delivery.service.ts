import { Inject, Injectable, Optional } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { MAIL_SERVER } from './mail.sender.js';
import type { Handed, MailServer } from './mail.server.js';
import { letterOf } from './notice.letter.js';
import { NoticeRepository } from './notice.repository.js';
import { noticePaths } from './notice.paths.js';

const SENDER = 'Hội Thi';

/** Trying out whether mails leave. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly notices: NoticeRepository,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
    @Optional() @Inject(MAIL_SERVER) private readonly server: MailServer | null,
  ) {}

  /**
   * Hands one mail to the mail server at once, past the outbox, to the address of whoever asks, and answers what the server said.
   * The try is told to the log before: a mail that has left cannot be taken back. Refuses `mail-not-set` and `no-own-address`.
   */
  async tryMail(act: Act): Promise<{ address: string; answer: Handed }> {
    const { server } = this;
    if (server === null) throw new Refused({ code: 'mail-not-set' });
    const { address, at } = await this.database.act(act, async (tx) => {
      const { email } = await this.notices.addressOf(tx, act.actor.personId);
      if (email === null) throw new Refused({ code: 'no-own-address' });
      await this.audit.record(tx, act, {
        act: 'notice.try-mail',
        subjectKind: 'person',
        subjectId: act.actor.personId,
      });
      return { address: email, at: tx.now };
    });
    return { address, answer: await this.hand(server.another(), address, at) };
  }

  private async hand(server: MailServer, address: string, at: Instant): Promise<Handed> {
    const base = this.baseUrl();
    const host = new URL(base).hostname;
    const letter = letterOf(
      {
        subject: 'Thư thử của Hội Thi',
        paragraphs: ['Nhận được thư này nghĩa là hệ thống gửi được thư đến địa chỉ này. Không cần trả lời.'],
        senderName: SENDER,
        contact: '',
        actionLabel: 'Xem kênh gửi',
      },
      `${base}${noticePaths.delivery}`,
    );
    try {
      return await server.hand({
        messageId: `<${newId()}@${host}>`,
        date: at,
        fromName: SENDER,
        fromAddress: server.fromAddress(host),
        to: address,
        ...letter,
      });
    } finally {
      server.close();
    }
  }
}
