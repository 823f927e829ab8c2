import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { csvStream } from '../../press/csv.js';
import { anySheet } from '../../press/sheet.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, CSV, XLSX } from '../../storage/announce-file.js';
import { Page } from '../../web/answer.js';
import { TheAct, TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { CommunityReach } from '../community.reach.js';
import { GroupListRepository } from '../groups/group.list.repository.js';
import { KEEPERS } from '../groups/group.policy.js';
import { HouseholdExport, type ListFormat } from './household.export.js';
import { HouseholdListRepository } from './household.list.repository.js';
import { householdSheet, toHouseholdLists } from './household.list.view.js';
import type { TeamKind } from './team.facts.js';
import { MOST_COMMUNES_OFFERED } from './team.list.view.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { readTeamQuery, type TeamQuery } from './team.query.js';

/**
 * `/to/danh-sach-ho`: the named lists of households as files, of a commune and of one team. A file is asked for with a form: taking it
 * out is told to the log, and a GET writes nothing (decision 14).
 */
@Controller()
export class HouseholdExportController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly places: GroupListRepository,
    private readonly pages: TeamPages,
    private readonly lists: HouseholdListRepository,
    private readonly exports: HouseholdExport,
  ) {}

  @Get(teamPaths.householdLists)
  @Allow(...KEEPERS)
  async show(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readTeamQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const on = query.on ?? this.pages.today;
    const at = { on, districtId: query.filter.districtId, limit: MOST_COMMUNES_OFFERED };
    const kinds = await this.pages.allKinds();
    const [places, of] = await Promise.all([
      actor.role === 'commune' ? { districts: [], communes: [] } : this.places.places(reader, reach, at),
      this.chosen(actor, query, kinds),
    ]);
    const figures = of === null ? null : await this.lists.figuresOf(reader, reach, of);
    const view = toHouseholdLists(actor.unitName ?? '', query, { places, kinds, of, figures });
    return new Page('communities/household-lists', view, {
      breadcrumbs: crumbs([{ href: null, label: 'Xuất danh sách hộ' }]),
    });
  }

  @Post(teamPaths.householdListsFile('xlsx'))
  @HttpCode(200)
  @Allow(...KEEPERS)
  workbook(@TheAct() act: Act, @Query() typed: Record<string, unknown>, @Res() res: Response): Promise<void> {
    return this.sendCommune(act, typed, 'xlsx', res);
  }

  @Post(teamPaths.householdListsFile('csv'))
  @HttpCode(200)
  @Allow(...KEEPERS)
  csv(@TheAct() act: Act, @Query() typed: Record<string, unknown>, @Res() res: Response): Promise<void> {
    return this.sendCommune(act, typed, 'csv', res);
  }

  @Post(teamPaths.householdFile(':id', 'xlsx'))
  @HttpCode(200)
  @Allow(...KEEPERS)
  teamWorkbook(@TheAct() act: Act, @Param('id') id: string, @Res() res: Response): Promise<void> {
    return this.sendTeam(act, id, 'xlsx', res);
  }

  @Post(teamPaths.householdFile(':id', 'csv'))
  @HttpCode(200)
  @Allow(...KEEPERS)
  teamCsv(@TheAct() act: Act, @Param('id') id: string, @Res() res: Response): Promise<void> {
    return this.sendTeam(act, id, 'csv', res);
  }

  private async sendTeam(act: Act, id: string, format: ListFormat, res: Response): Promise<void> {
    const team = await this.pages.seen(act.actor, id);
    const rows = await this.exports.ofTeam(act, team, format);
    const title = `Danh sách hộ của ${team.name}`;
    await send(res, format, title, householdSheet(rows, { unitName: team.communeName, title, on: this.pages.today }));
  }

  private async sendCommune(
    act: Act,
    typed: Record<string, unknown>,
    format: ListFormat,
    res: Response,
  ): Promise<void> {
    const of = await this.chosen(act.actor, readTeamQuery(typed), await this.pages.allKinds());
    if (of === null) throw new Refused({ code: 'not-found' });
    const rows = await this.exports.ofCommune(act, of, format);
    const title = `Danh sách hộ ${of.communeName}, ${of.kindName}`;
    await send(res, format, title, householdSheet(rows, { unitName: of.communeName, title, on: of.on }));
  }

  /** The commune and kind that are meant: a commune its own, an office the one it chose; the first kind when none is. Null: no commune chosen, or none within reach. */
  private async chosen(actor: Actor, { filter, on }: TeamQuery, kinds: readonly TeamKind[]) {
    const { reader } = this.database;
    const kind = kinds.find(({ id }) => id === filter.kindId) ?? kinds[0];
    const communeId = actor.role === 'commune' ? actor.unitId : filter.communeId;
    if (communeId === null || kind === undefined) return null;
    const at = { communeId, on: on ?? this.pages.today };
    const communeName = await this.lists.communeName(reader, await this.reach.of(reader, actor), at);
    return communeName === null ? null : { ...at, communeName, kindId: kind.id, kindName: kind.name };
  }
}

async function send(
  res: Response,
  format: ListFormat,
  title: string,
  sheet: ReturnType<typeof householdSheet>,
): Promise<void> {
  if (format === 'csv') return pipeline(csvStream(sheet), announceFile(res, CSV, `${title}.csv`));
  announceFile(res, XLSX, `${title}.xlsx`);
  await writeWorkbook([anySheet(sheet)], res);
}
