import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AlreadyDone, Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { redeliveryOf, WebhookDesk } from '../../notices/webhooks/webhook.desk.js';
import { WebhookReader } from '../../notices/webhooks/webhook.reader.js';
import { cutPage, readCursor, readLimit } from '../../web/cursor.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheAct, TheActor } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import type { ContestFacts } from '../contest.facts.js';
import { refuseToOrganise } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { toDeliveryPlace } from './webhook.controller.js';
import { webhookPaths } from './webhook.paths.js';
import { toApiDelivery, toApiWebhook } from './webhook.view.js';

/** For programs: what a contest tells other systems, and telling it once more. */
@Controller()
export class WebhookApiController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly webhooks: WebhookReader,
    private readonly desk: WebhookDesk,
  ) {}

  /** All of them: a contest has ten at most. */
  @Get(webhookPaths.api(':slug'))
  @Allow('organiser')
  @OpenedBy('webhooks')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<KeyedJson> {
    const contest = await this.contestOf(actor, slug);
    const webhooks = await this.webhooks.ofContest(this.database.reader, contest.id);
    return new KeyedJson({ webhooks: webhooks.map(toApiWebhook) });
  }

  @Get(webhookPaths.apiDeliveries(':slug', ':webhook'))
  @Allow('organiser')
  @OpenedBy('webhooks')
  async deliveries(
    @TheActor() actor: Actor,
    @Param() { slug, webhook: id }: { slug: string; webhook: string },
    @Query('limit') typedLimit: unknown,
    @Query('cursor') typedCursor: unknown,
  ): Promise<KeyedJson> {
    const { reader } = this.database;
    const contest = await this.contestOf(actor, slug);
    const webhook = isId(id) ? await this.webhooks.one(reader, contest.id, id) : null;
    if (webhook === null) throw new Refused({ code: 'not-found' });
    const limit = readLimit(typedLimit);
    const after = readCursor(typedCursor, toDeliveryPlace);
    const found = await this.webhooks.deliveries(reader, webhook.id, { after, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.happenedAt.toISOString(), row.id]);
    return new KeyedJson({ deliveries: rows.map(toApiDelivery), nextCursor });
  }

  /** Answers with the id of the new delivery; the same again, with no second effect, to the same Idempotency-Key. */
  @Post(webhookPaths.apiAgain(':slug', ':webhook', ':delivery'))
  @Allow('organiser')
  @OpenedBy('webhooks')
  @HttpCode(202)
  async again(
    @TheAct() act: Act,
    @Param() { slug, webhook: id, delivery }: { slug: string; webhook: string; delivery: string },
  ): Promise<KeyedJson> {
    const contest = await this.contestOf(act.actor, slug);
    const place = { contestId: contest.id, id };
    return new KeyedJson({ delivery: await this.desk.again(act, place, delivery).catch(sameAgain(act)) });
  }

  private async contestOf(actor: Actor, slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    obey(refuseToOrganise(actor, contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    return contest;
  }
}

const sameAgain =
  (act: Act) =>
  (error: unknown): string => {
    if (!(error instanceof AlreadyDone)) throw error;
    return redeliveryOf(act);
  };
