import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { EVENT_OF_ACT } from './webhook.facts.js';
import { WebhookRepository } from './webhook.repository.js';

/** Hears every deed that the log records, and leaves deliveries of those that other systems are told: they stand when the act does. */
@Injectable()
export class WebhookFeed implements OnModuleInit {
  constructor(
    private readonly audit: Audit,
    private readonly webhooks: WebhookRepository,
  ) {}

  onModuleInit(): void {
    this.audit.onDeed((tx, { act, contestId = null, entryId = null }) => {
      if (contestId === null || !isTold(act)) return;
      this.webhooks.leaveFor(tx, { contestId, entryId, event: EVENT_OF_ACT[act] });
    });
  }
}

const isTold = (act: string): act is keyof typeof EVENT_OF_ACT => Object.hasOwn(EVENT_OF_ACT, act);
