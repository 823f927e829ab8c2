import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type ContestId, isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { readDesk, readPage } from './queue.form.js';
import { ReminderRepository } from './reminder.repository.js';
import { ReminderService } from './reminder.service.js';
import { toReminders } from './reminder.view.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths, withQuery } from './vetting.paths.js';

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
    const view = toReminders(opened, late, last, readPage(query['trang']));
    return new Page('vetting/reminders', view, frameOfContest(opened.contest, opened.calendar));
  }

  @Post(vettingPaths.reminders)
  @Allow('vetting')
  async record(@TheAct() act: Act, @Body() body: Words): Promise<SeeOther> {
    const { contest: typed, level, communes } = body;
    const contestId = typeof typed === 'string' && isId(typed) ? (typed as ContestId) : null;
    const contest = contestId === null ? null : await this.contests.byId(this.database.reader, contestId);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const communeIds = (typeof communes === 'string' ? communes : '').split(' ').filter(isId);
    const count = await this.service.record(act, { contestId: contest.id, level: Number(level), communeIds });
    const back = withQuery(vettingPaths.reminders, { 'cuoc-thi': contest.slug, cap: Number(level) });
    return new SeeOther(back, `Đã ghi: đã nhắc ${count} xã.`);
  }
}
