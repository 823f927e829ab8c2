import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { MailRepository } from './mail.repository.js';
import { MailServer } from './mail.server.js';
import { letterOf } from './notice.letter.js';
import type { MailToSend } from './notice.repository.js';

export const MAIL_SERVER = Symbol('mail-server');

const LOOK_SECONDS = 5;
/** After the first, second, … time that the server could not be reached. */
const PUT_OFF_MINUTES = [1, 5, 15, 60] as const;
/** Three days of a silent server; the notice itself stands on its reader's page all the while. */
const MOST_TRIES = 75;

/**
 * Sends the mails that are due, one after another, in one process of all. What is guaranteed: a mail is marked before it is
 * handed over and after it was taken, so that none is lost and none goes out twice while processes live. A process that is
 * killed between the server's answer and the second mark leaves a mail nobody can know about: it goes out once more, two minutes
 * later, under the very same Message-ID and Date, by which mail servers and programs recognise it. SMTP offers no better.
 */
@Injectable()
export class MailSender implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly mails: MailRepository,
    private readonly handlers: JobHandlers,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
    @Optional() @Inject(MAIL_SERVER) private readonly server: MailServer | null,
  ) {}

  onModuleInit(): void {
    if (this.server === null) return;
    this.handlers.every('notices.mail', LOOK_SECONDS, async (_, { signal }) => void (await this.sendDue(signal)));
  }

  /** Sends what is due until nothing is, the server is away, or `stop` is aborted; answers how many mails it took. */
  async sendDue(stop: AbortSignal): Promise<number> {
    const { server } = this;
    if (server === null) return 0;
    try {
      for (let sent = 0; ;) {
        const mail = stop.aborted ? null : await this.mails.take(this.database);
        if (mail === null) return sent;
        const isServerThere = await this.send(server, mail);
        if (!isServerThere) return sent;
        sent += 1;
      }
    } finally {
      server.close();
    }
  }

  /** Hands over one mail and notes what became of it; false when the server is not there for any mail. */
  private async send(server: MailServer, mail: MailToSend): Promise<boolean> {
    const base = this.baseUrl();
    const host = new URL(base).hostname;
    const { noticeId, address, toldAt, actionPath, tries } = mail;
    const answer = await server.hand({
      messageId: `<${noticeId}@${host}>`,
      date: toldAt,
      fromName: mail.senderName,
      fromAddress: server.fromAddress(host),
      to: address,
      ...letterOf(mail, actionPath === null ? null : `${base}${actionPath}`),
    });
    if (answer.taken) {
      await this.mails.noteSent(this.database, noticeId);
      return true;
    }
    if (answer.forGood || tries >= MOST_TRIES) {
      await this.mails.noteFailed(this.database, noticeId, answer.said);
      return true;
    }
    const minutes = PUT_OFF_MINUTES[Math.min(tries, PUT_OFF_MINUTES.length) - 1] ?? 1;
    await this.mails.putOff(this.database, noticeId, minutes, answer.said);
    return false;
  }
}
