import { Controller, Get, Query } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { AssignmentService } from './assignment.service.js';
import { DeskRepository } from './desk.repository.js';
import { readQueueQuery, toQueueFilter } from './queue.form.js';
import { QueueRepository } from './queue.repository.js';
import { QUEUE_PAGE_SIZE, toQueueView } from './queue.view.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** The office's queue. */
@Controller()
export class QueueController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: VettingOpening,
    private readonly desks: DeskRepository,
    private readonly queue: QueueRepository,
    private readonly assignments: AssignmentService,
  ) {}

  @Get(vettingPaths.queue)
  @Allow('vetting')
  async list(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readQueueQuery(typed);
    const opened = await this.opening.desk(reader, actor, query.asked, this.clock.now());
    if (opened === null) return new Page('vetting/no-desk', { heading: 'Hồ sơ thẩm định' });
    const { desk, contest, calendar } = opened;
    const communes = await this.desks.communesOf(reader, desk);
    const colleagues = await this.assignments.colleaguesOf(reader, desk);
    const filter = toQueueFilter(query, calendar.now, actor.personId, colleagues);
    const counts = await this.queue.counts(reader, desk, filter);
    const leftBehind = await this.queue.leftBehind(
      reader,
      desk,
      colleagues.map(({ id }) => id),
    );
    const total = query.stage === null ? Object.values(counts).reduce((a, b) => a + b, 0) : counts[query.stage];
    // A page beyond the last is page 1 (UX §1a, 14).
    const page = (query.page - 1) * QUEUE_PAGE_SIZE < total ? query.page : 1;
    const rows = await this.queue.page(reader, desk, filter, {
      sort: query.sort,
      limit: QUEUE_PAGE_SIZE,
      offset: (page - 1) * QUEUE_PAGE_SIZE,
    });
    const view = toQueueView(
      opened,
      { ...query, page },
      { rows, counts, communes, colleagues, leftBehind },
      actor.personId,
    );
    return new Page('vetting/queue', view, frameOfContest(contest, calendar));
  }
}
