import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { CommunityReach } from '../community.reach.js';
import { commonName, toAnnexPaper } from './annex.paper.js';
import { AnnexRepository, MOST_ANNEX_ROWS } from './annex.repository.js';
import { GapRepository } from './gap.repository.js';
import { groupPaths } from './group.paths.js';
import { READERS } from './group.policy.js';
import { readGroupQuery } from './group.query.js';

/** `/nhom/phu-luc`: the register as the annex of a letter. */
@Controller()
export class AnnexController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reach: CommunityReach,
    private readonly annex: AnnexRepository,
    private readonly gaps: GapRepository,
    private readonly security: SecurityLog,
  ) {}

  @Get(paperRoutes(groupPaths.annex))
  @Allow(...READERS)
  async paper(
    @TheActor() actor: Actor,
    @Query() typed: Record<string, unknown>,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { reader } = this.database;
    const now = this.clock.now();
    const { filter, on } = readGroupQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const day = on ?? dayOf(now);
    const rows = await this.annex.rows(reader, reach, { on: day, filter });
    if (rows.length > MOST_ANNEX_ROWS) throw new Refused({ code: 'annex-too-long', most: MOST_ANNEX_ROWS });
    const { districtId, kind } = filter;
    const lacking = await this.gaps.lacking(reader, reach, { on: day, districtId, kind });
    const subject = commonName(rows.map(({ groupName }) => groupName));
    const paper = toAnnexPaper({ rows, subject, on: day, lacking, madeAt: now });
    this.security.exported(actor, { view: 'communities/groups annex' });
    await handPaper(res, format, { paper, name: `Thống kê nhóm đến ${day}` });
  }
}
