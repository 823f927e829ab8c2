import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, handVolumes, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import { Page } from '../../web/answer.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { CommunityReach } from '../community.reach.js';
import { GroupListRepository } from '../groups/group.list.repository.js';
import { READERS } from '../groups/group.policy.js';
import { RegisterMenu } from '../register.menu.js';
import { CoverageRepository } from './coverage.repository.js';
import { COVERAGE_A_PAGE, type FoundCoverage, toCoverage, toCoveragePapers, toCoverageSheet } from './coverage.view.js';
import { KindRepository } from './kind.repository.js';
import { MOST_COMMUNES_OFFERED } from './team.list.view.js';
import { crumbs } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { readTeamQuery, type TeamQuery } from './team.query.js';

/** `/to/do-phu`: how far teams reach over an area, on the screen, as a sheet and printed. */
@Controller()
export class CoverageController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reach: CommunityReach,
    private readonly menu: RegisterMenu,
    private readonly places: GroupListRepository,
    private readonly kinds: KindRepository,
    private readonly coverage: CoverageRepository,
    private readonly security: SecurityLog,
  ) {}

  @Get(teamPaths.coverage)
  @Allow(...READERS)
  async show(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readTeamQuery(typed);
    const found = await this.found(actor, query, {
      limit: COVERAGE_A_PAGE,
      offset: (query.page - 1) * COVERAGE_A_PAGE,
    });
    const reach = await this.reach.of(reader, actor);
    const at = { on: found.day, districtId: query.filter.districtId, limit: MOST_COMMUNES_OFFERED };
    const places =
      actor.role === 'commune' ? { districts: [], communes: [] } : await this.places.places(reader, reach, at);
    const kinds = await this.kinds.all(reader);
    const menu = this.menu.for(actor.role, teamPaths.list);
    const view = toCoverage(actor.unitName ?? '', query, { ...found, places, kinds, menu });
    return new Page('communities/coverage', view, { breadcrumbs: crumbs([{ href: null, label: 'Độ phủ' }]) });
  }

  @Get(teamPaths.coverageSheet)
  @Allow(...READERS)
  async sheet(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>, @Res() res: Response): Promise<void> {
    const found = await this.whole(actor, typed);
    announceFile(res, XLSX, `Độ phủ của tổ ${found.day}.xlsx`);
    this.security.exported(actor, { view: 'communities/coverage sheet' });
    await writeWorkbook([toCoverageSheet(found, actor.unitName)], res);
  }

  @Get(paperRoutes(teamPaths.coveragePaper))
  @Allow(...READERS)
  async paper(
    @TheActor() actor: Actor,
    @Query() typed: Record<string, unknown>,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const found = await this.whole(actor, typed);
    this.security.exported(actor, { view: 'communities/coverage paper' });
    const name = `Độ phủ của tổ đến ${found.day}`;
    const papers = toCoveragePapers(found, this.clock.now());
    const [paper] = papers;
    if (paper !== undefined && papers.length === 1) return handPaper(res, format, { paper, name });
    await handVolumes(res, format, { papers, name });
  }

  private whole(actor: Actor, typed: Record<string, unknown>): Promise<FoundCoverage> {
    return this.found(actor, readTeamQuery(typed), { limit: null, offset: 0 });
  }

  /** Of the first kind when none is chosen. */
  private async found(
    actor: Actor,
    { filter, on }: TeamQuery,
    paging: { limit: number | null; offset: number },
  ): Promise<FoundCoverage> {
    const { reader } = this.database;
    const kinds = await this.kinds.all(reader);
    const kind = kinds.find(({ id }) => id === filter.kindId) ?? kinds[0];
    if (kind === undefined) throw new Refused({ code: 'not-found' });
    const reach = await this.reach.of(reader, actor);
    const day = on ?? dayOf(this.clock.now());
    const communeId = actor.role === 'commune' ? actor.unitId : filter.communeId;
    const at = { on: day, kindId: kind.id, districtId: filter.districtId, communeId };
    const { rows, sums } = await this.coverage.found(reader, reach, at, paging);
    return { rows, sums, kind, day, isOfVillages: communeId !== null };
  }
}
