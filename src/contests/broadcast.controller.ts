import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { MAILS_LEAVE } from '../notices/notices.js';
import { type Answer, answerForm, type Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { BroadcastFacts } from './broadcast.facts.js';
import { readBroadcast } from './broadcast.form.js';
import { BroadcastRepository } from './broadcast.repository.js';
import { BroadcastService, type Draft } from './broadcast.service.js';
import { broadcastFormPage, broadcastPage, typedBroadcast } from './broadcast.view.js';
import { contestPaths } from './contest.paths.js';
import type { Desk } from './parts/part.js';
import { PartService } from './parts/part.service.js';

/** `/to-chuc/{slug}/thong-bao/…`: a notice in the organisers' own words, read through before it leaves. */
@Controller()
export class BroadcastController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly broadcasts: BroadcastRepository,
    private readonly service: BroadcastService,
    @Inject(MAILS_LEAVE) private readonly mailsLeave: boolean,
  ) {}

  @Get(contestPaths.newBroadcast(':slug'))
  @Allow('organiser')
  async startNew(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
    return this.formPage(await this.desk(actor, slug), null, freshForm({ audience: 'commune' }));
  }

  @Post(contestPaths.newBroadcast(':slug'))
  @Allow('organiser')
  async write(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Promise<Answer> {
    const desk = await this.desk(act.actor, slug);
    return answerForm({
      form: readBroadcast(body, await this.unitIds(desk)),
      act: (words) => this.service.write(act, slug, words),
      then: (id) => new SeeOther(contestPaths.broadcast(slug, id), 'Đã lưu bản nháp. Chưa gửi cho ai.', 'info'),
      again: (form) => this.formPage(desk, null, form),
    });
  }

  @Get(contestPaths.broadcast(':slug', ':id'))
  @Allow('organiser')
  async show(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.desk(actor, slug);
    const broadcast = await this.broadcast(desk, id);
    const reach = await this.service.reach(reader, desk.contest, broadcast);
    return broadcastPage(desk, { broadcast, reach, mailsLeave: this.mailsLeave });
  }

  @Post(contestPaths.broadcast(':slug', ':id'))
  @Allow('organiser')
  async send(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: Words,
    @TheAct() act: Act,
  ): Promise<SeeOther> {
    const people = await this.service.send(act, draftOf(slug, id, body), this.clock.now());
    return new SeeOther(contestPaths.broadcast(slug, id), `Đã gửi tới ${people} người.`);
  }

  @Post(contestPaths.broadcastTrial(':slug', ':id'))
  @Allow('organiser')
  async tryOut(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: Words,
    @TheAct() act: Act,
  ): Promise<SeeOther> {
    await this.service.tryOut(act, draftOf(slug, id, body), this.clock.now());
    return new SeeOther(
      contestPaths.broadcast(slug, id),
      'Đã gửi thử cho riêng ông/bà. Xem ở trang Thông báo, và trong hộp thư nếu đã chọn nhận thư.',
    );
  }

  @Post(contestPaths.broadcastRemoval(':slug', ':id'))
  @Allow('organiser')
  async discard(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: Words,
    @TheAct() act: Act,
  ): Promise<SeeOther> {
    await this.service.discard(act, draftOf(slug, id, body));
    return new SeeOther(contestPaths.notices(slug), 'Đã bỏ bản nháp.');
  }

  @Get(contestPaths.broadcastEdit(':slug', ':id'))
  @Allow('organiser')
  async edit(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
    const desk = await this.desk(actor, slug);
    const draft = await this.broadcast(desk, id);
    if (draft.sentAt !== null) throw new Refused({ code: 'broadcast-sent' });
    return this.formPage(desk, draft, freshForm(typedBroadcast(draft)));
  }

  @Post(contestPaths.broadcastEdit(':slug', ':id'))
  @Allow('organiser')
  async rewrite(
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: Words,
    @TheAct() act: Act,
  ): Promise<Answer> {
    const desk = await this.desk(act.actor, slug);
    await this.broadcast(desk, id);
    return answerForm({
      form: readBroadcast(body, await this.unitIds(desk)),
      act: (words) => this.service.rewrite(act, draftOf(slug, id, body), words),
      then: () => new SeeOther(contestPaths.broadcast(slug, id), 'Đã lưu bản nháp. Chưa gửi cho ai.', 'info'),
      again: async (form, refusal) =>
        // What the other wrote is read anew: it came between this form and its press.
        this.formPage(desk, await this.broadcast(desk, id), form, refusal?.code === 'stale'),
    });
  }

  private desk(actor: Actor, slug: string): Promise<Desk> {
    return this.parts.desk(this.database.reader, actor, slug, this.clock.now());
  }

  private async broadcast({ contest }: Desk, id: string): Promise<BroadcastFacts> {
    const found = isId(id) ? await this.broadcasts.byId(this.database.reader, contest.id, id) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return found;
  }

  private async unitIds({ contest }: Desk) {
    return (await this.broadcasts.units(this.database.reader, contest.id)).map(({ id }) => id);
  }

  private async formPage(desk: Desk, draft: BroadcastFacts | null, form: FormState, isStale = false): Promise<Page> {
    const units = await this.broadcasts.units(this.database.reader, desk.contest.id);
    return broadcastFormPage(desk, { draft, units, form, isStale });
  }
}

/** The draft that a button stood beside. A version that is no number matches none. */
function draftOf(slug: string, id: string, body: Words): Draft {
  if (!isId(id)) throw new Refused({ code: 'not-found' });
  const { version } = body;
  return { slug, id, version: typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : 0 };
}
