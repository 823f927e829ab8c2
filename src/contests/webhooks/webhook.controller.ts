import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { type Instant, parseInstant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { WebhookDesk, type WebhookPlace } from '../../notices/webhooks/webhook.desk.js';
import type { WebhookFacts } from '../../notices/webhooks/webhook.facts.js';
import { WebhookReader } from '../../notices/webhooks/webhook.reader.js';
import { type FormAnswer, type Page, SeeOther, answerForm } from '../../web/answer.js';
import { cutPage, readCursor } from '../../web/cursor.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { Desk } from '../parts/part.js';
import { PartService } from '../parts/part.service.js';
import { plainAddress, readWebhook } from './webhook.form.js';
import { webhookPaths } from './webhook.paths.js';
import { listPage, onePage, removalPage, secretPage } from './webhook.view.js';

const PAGE_SIZE = 50;

/** `/to-chuc/{slug}/bao-tin`: other systems that the contest tells, and what became of each telling. */
@Controller()
export class WebhookController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly webhooks: WebhookReader,
    private readonly service: WebhookDesk,
  ) {}

  @Get(webhookPaths.list(':slug'))
  @Allow('organiser')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.listOf(await this.desk(actor, slug), freshForm());
  }

  @Post(webhookPaths.list(':slug'))
  @Allow('organiser')
  async add(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Promise<FormAnswer> {
    const desk = await this.desk(act.actor, slug);
    const form = readWebhook(body, (url) => this.service.faultOf(url));
    const url = form.meaning === null ? '' : plainAddress(form.meaning.url);
    return answerForm({
      form,
      act: ({ events }) => this.service.add(act, desk.contest.id, { url, events }),
      then: (made) => secretPage(desk, { ...made, url }),
      again: (state) => this.listOf(desk, state),
    });
  }

  @Get(webhookPaths.one(':slug', ':webhook'))
  @Allow('organiser')
  async one(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('webhook') id: string,
    @Query('truoc') before: unknown,
  ): Promise<Page> {
    const desk = await this.desk(actor, slug);
    const webhook = await this.found(desk, id);
    const after = readCursor(before, toDeliveryPlace);
    const found = await this.webhooks.deliveries(this.database.reader, webhook.id, { after, limit: PAGE_SIZE + 1 });
    const { rows, nextCursor } = cutPage(found, PAGE_SIZE, (row) => [row.happenedAt.toISOString(), row.id]);
    const address = webhookPaths.one(slug, webhook.id);
    return onePage(desk, webhook, {
      deliveries: rows,
      olderHref: nextCursor === null ? null : `${address}?truoc=${nextCursor}`,
      newestHref: after === null ? null : address,
    });
  }

  @Post(webhookPaths.secret(':slug', ':webhook'))
  @Allow('organiser')
  async changeSecret(@TheAct() act: Act, @Param('slug') slug: string, @Param('webhook') id: string): Promise<Page> {
    const desk = await this.desk(act.actor, slug);
    const { url } = await this.found(desk, id);
    const secret = await this.service.changeSecret(act, { contestId: desk.contest.id, id });
    return secretPage(desk, { id, secret, url });
  }

  @Post(webhookPaths.stop(':slug', ':webhook'))
  @Allow('organiser')
  async stop(@TheAct() act: Act, @Param('slug') slug: string, @Param('webhook') id: string): Promise<SeeOther> {
    await this.service.turn(act, await this.place(act, slug, id), 'stop');
    return new SeeOther(webhookPaths.one(slug, id), 'Đã tạm ngừng. Việc xảy ra từ giờ không được báo.');
  }

  @Post(webhookPaths.start(':slug', ':webhook'))
  @Allow('organiser')
  async start(@TheAct() act: Act, @Param('slug') slug: string, @Param('webhook') id: string): Promise<SeeOther> {
    await this.service.turn(act, await this.place(act, slug, id), 'start');
    return new SeeOther(webhookPaths.one(slug, id), 'Đã bật lại.');
  }

  /** Asks before it goes with all that it was told. */
  @Get(webhookPaths.removal(':slug', ':webhook'))
  @Allow('organiser')
  async askRemoval(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('webhook') id: string): Promise<Page> {
    const desk = await this.desk(actor, slug);
    return removalPage(desk, await this.found(desk, id));
  }

  @Post(webhookPaths.removal(':slug', ':webhook'))
  @Allow('organiser')
  async remove(@TheAct() act: Act, @Param('slug') slug: string, @Param('webhook') id: string): Promise<SeeOther> {
    await this.service.remove(act, await this.place(act, slug, id));
    return new SeeOther(webhookPaths.list(slug), 'Đã bỏ địa chỉ nhận tin.');
  }

  @Post(webhookPaths.again(':slug', ':webhook', ':delivery'))
  @Allow('organiser')
  async again(
    @TheAct() act: Act,
    @Param() { slug, webhook: id, delivery }: { slug: string; webhook: string; delivery: string },
  ): Promise<SeeOther> {
    await this.service.again(act, await this.place(act, slug, id), delivery);
    return new SeeOther(webhookPaths.one(slug, id), 'Sẽ gửi lại trong vài giây.');
  }

  private desk(actor: Actor, slug: string): Promise<Desk> {
    return this.parts.desk(this.database.reader, actor, slug, this.clock.now());
  }

  private async place({ actor }: Act, slug: string, id: string): Promise<WebhookPlace> {
    return { contestId: (await this.desk(actor, slug)).contest.id, id };
  }

  private async found({ contest }: Desk, id: string): Promise<WebhookFacts> {
    const webhook = isId(id) ? await this.webhooks.one(this.database.reader, contest.id, id) : null;
    if (webhook === null) throw new Refused({ code: 'not-found' });
    return webhook;
  }

  private async listOf(desk: Desk, form: FormState): Promise<Page> {
    return listPage(desk, await this.webhooks.ofContest(this.database.reader, desk.contest.id), form);
  }
}

/** Behind which delivery. */
export const toDeliveryPlace = ([at, id]: readonly unknown[]): { happenedAt: Instant; id: string } | null => {
  const happenedAt = typeof at === 'string' ? parseInstant(at) : null;
  return happenedAt !== null && typeof id === 'string' && isId(id) ? { happenedAt, id } : null;
};
