import { Controller, Get, Param } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { toComparison } from './comparison.view.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** What a supplement changed, old and new side by side. */
@Controller()
export class ComparisonController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly entries: EntryReader,
    private readonly opening: VettingOpening,
    private readonly security: SecurityLog,
  ) {}

  @Get(vettingPaths.comparison(':code'))
  @Allow('vetting')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.show(reader, actor, code, this.clock.now());
    const contents = await this.opening.contentsOf(reader, opened);
    const view = toComparison(opened, contents, await this.entries.everyFileOf(reader, opened.entry.id));
    if (view === null) throw new Refused({ code: 'not-found' });
    this.security.personalDataViewed(actor, { view: 'vetting/comparison', entry: opened.entry.code });
    const breadcrumbs = [
      { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
      { href: view.backHref, label: opened.entry.code },
      { href: null, label: 'Trước và sau bổ sung' },
    ];
    return new Page('vetting/comparison', view, frameOfContest(opened.contest, opened.calendar, breadcrumbs));
  }
}
