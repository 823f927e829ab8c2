import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { DeskRepository } from './desk.repository.js';
import { readDesk, readPage } from './queue.form.js';
import { ReminderRepository } from './reminder.repository.js';
import { ReminderService } from './reminder.service.js';
import { toReminders } from './reminder.view.js';
import { readFormDesk } from './ticked.form.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** Texts for the communes that are late, ready to be pasted. */
@Controller()
export class ReminderController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly opening: VettingOpening,
    private readonly service: ReminderService,
    private readonly reminders: ReminderRepository,
    private readonly desks: DeskRepository,
  ) {}

  @Get(vettingPaths.reminders)
  @Allow('vetting')
  async list(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) return new Page('vetting/no-desk', { heading: 'Nhắc các xã' });
    const [late, last] = [
      await this.service.lateOf(reader, opened),
      await this.reminders.lastOfDesk(reader, opened.desk),
    ];
    // Those of the dossiers that were ticked in the queue, or every commune of the desk.
    const only = readCommunes(query['xa']);
    const communes = only.length === 0 ? [] : await this.desks.communesOf(reader, opened.desk);
    const chosen = communes.filter(({ id }) => only.includes(id));
    const view = toReminders(opened, { late, last, chosen }, readPage(query['trang']));
    return new Page('vetting/reminders', view, frameOfContest(opened.contest, opened.calendar));
  }

  @Post(vettingPaths.reminders)
  @Allow('vetting')
  async record(@TheAct() act: Act, @Body() body: Words): Promise<SeeOther> {
    const { contest, level } = await readFormDesk(this.contests, this.database.reader, body);
    const communeIds = readCommunes(body['communes']);
    const count = await this.service.record(act, { contestId: contest.id, level, communeIds });
    const back = withQuery(vettingPaths.reminders, { 'cuoc-thi': contest.slug, cap: level });
    return new SeeOther(back, `Đã ghi: đã nhắc ${count} xã.`);
  }
}

/** The communes that an address or a form names, by id with a blank between. */
const readCommunes = (typed: unknown): string[] => (typeof typed === 'string' ? typed : '').split(' ').filter(isId);
