import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ChannelController } from './channel.controller.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryService } from './delivery.service.js';
import { MailFigures } from './mail.figures.js';
import { MailRepository } from './mail.repository.js';
import { MAIL_SERVER, MailSender } from './mail.sender.js';
import { MailServer } from './mail.server.js';
import { NoticeController } from './notice.controller.js';
import { NoticeLog } from './notice.log.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeService } from './notice.service.js';
import { NoticeTasks } from './notice.tasks.js';
import { MAILS_LEAVE, Notices } from './notices.js';
import { WebhookDesk } from './webhooks/webhook.desk.js';
import { WebhookFeed } from './webhooks/webhook.feed.js';
import { WebhookReader } from './webhooks/webhook.reader.js';
import { WebhookRepository } from './webhooks/webhook.repository.js';
import { WEBHOOK_SETTINGS, WebhookSender, type WebhookSettings } from './webhooks/webhook.sender.js';
import { WebhookSweep } from './webhooks/webhook.sweep.js';

/** What people are told, open to every room that has something to tell. */
@Global()
@Module({})
export class NoticesModule {
  /** Without `smtpUrl` nothing leaves this machine: people read their notices on their page. */
  static with({ smtpUrl, webhooks }: { smtpUrl: string | null; webhooks: WebhookSettings }): DynamicModule {
    return {
      module: NoticesModule,
      controllers: [NoticeController, ChannelController, DeliveryController],
      providers: [
        { provide: MAILS_LEAVE, useValue: smtpUrl !== null },
        { provide: MAIL_SERVER, useValue: smtpUrl === null ? null : new MailServer(smtpUrl) },
        { provide: WEBHOOK_SETTINGS, useValue: webhooks },
        DeliveryService,
        MailFigures,
        MailRepository,
        MailSender,
        NoticeLog,
        NoticeRepository,
        NoticeService,
        NoticeTasks,
        Notices,
        WebhookDesk,
        WebhookFeed,
        WebhookReader,
        WebhookRepository,
        WebhookSender,
        WebhookSweep,
      ],
      exports: [
        MAILS_LEAVE,
        MailFigures,
        MailSender,
        NoticeLog,
        Notices,
        NoticeTasks,
        WebhookDesk,
        WebhookReader,
        WebhookSender,
      ],
    };
  }
}
