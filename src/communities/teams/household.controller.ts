import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { readTableFile } from '../../documents/table.file.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { csvStream } from '../../press/csv.js';
import { formWorkbook } from '../../press/form-workbook.js';
import type { ReadTable } from '../../press/table.js';
import { announceFile, CSV, XLSX } from '../../storage/announce-file.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { wordsOf } from '../../web/form.js';
import { pageNumber } from '../../web/page-number.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { READERS } from '../groups/group.policy.js';
import { MOST_HOUSEHOLD_ROWS } from './household.file.js';
import { HouseholdImport, type HouseholdReport } from './household.import.js';
import { type Household, HouseholdRepository } from './household.repository.js';
import { HouseholdService } from './household.service.js';
import { householdTemplate, householdTemplateTable, toHouseholdImport } from './household.view.js';
import type { TeamFacts, TeamKind } from './team.facts.js';
import { readHousehold, readMove } from './team.form.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { refuseToEditTeam, TEAM_KEEPERS } from './team.policy.js';
import { TeamRepository } from './team.repository.js';

const FIELD = 'tep';
/** 50,000 households are some four megabytes. */
const FILE_BYTES = 16 * 1024 * 1024;
/** Titles above the table are read besides. */
const LIMITS = { rows: MOST_HOUSEHOLD_ROWS + 50, columns: 30, cellSigns: 300 };

/** `/to/{id}/ho` and `/to/nhap-ho`: the named lists of households, one by one and from a file. */
@Controller()
export class HouseholdController {
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
    private readonly pages: TeamPages,
    private readonly teams: TeamRepository,
    private readonly households: HouseholdRepository,
    private readonly service: HouseholdService,
    private readonly importing: HouseholdImport,
  ) {}

  @Get(teamPaths.import)
  @Allow(...TEAM_KEEPERS)
  async startImport(@TheActor() actor: Actor): Promise<Page> {
    return importPage(actor, freshForm(), await this.pages.allKinds(), null);
  }

  /** All faults by line and nothing written, or everything; with the box ticked it only looks. */
  @Post(teamPaths.import)
  @Allow(...TEAM_KEEPERS)
  @TakesFiles()
  async take(@TheActor() actor: Actor, @Req() req: WebRequest): Promise<Answer> {
    const kinds = await this.pages.allKinds();
    const read = await this.handedIn(req);
    const words = new TypedWords(read.words);
    const kindId = words.choice(
      'kindId',
      kinds.map(({ id }) => id),
      'Chọn loại tổ.',
    );
    return answerForm({
      form: words.done({ kindId, looksOnly: words.tick('looksOnly') }),
      act: async (meant): Promise<SeeOther | Page> => {
        if ('refused' in read) throw read.refused;
        const file = { tables: read.tables, kindId: meant.kindId, today: this.pages.today, sample: false };
        const report = meant.looksOnly
          ? await this.importing.check(this.database.reader, actor, file)
          : await this.importing.take(actOf(req), file);
        if (report.faults.length > 0 || meant.looksOnly)
          return importPage(actor, freshForm(wordsOf({ ...read.words, [FIELD]: undefined })), kinds, report);
        return new SeeOther(
          teamPaths.list,
          `Đã nhập ${formatInteger(report.added)} hộ mới; ${formatInteger(report.assigned)} hộ được giao cho tổ.`,
        );
      },
      then: (answer) => answer,
      again: (form) => Promise.resolve(importPage(actor, form, kinds, null)),
    });
  }

  @Get(teamPaths.importTemplate('xlsx'))
  @Allow(...TEAM_KEEPERS)
  async template(@Res() res: Response): Promise<void> {
    announceFile(res, XLSX, 'Mẫu danh sách hộ.xlsx').send(await formWorkbook(householdTemplate()));
  }

  @Get(teamPaths.importTemplate('csv'))
  @Allow(...TEAM_KEEPERS)
  async templateCsv(@Res() res: Response): Promise<void> {
    await pipeline(csvStream(householdTemplateTable()), announceFile(res, CSV, 'Mẫu danh sách hộ.csv'));
  }

  @Get(teamPaths.households(':id'))
  @Allow(...READERS)
  async list(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    return this.pages.list(actor, await this.pages.seen(actor, id), pageNumber(typed), freshForm());
  }

  @Post(teamPaths.households(':id'))
  @Allow(...TEAM_KEEPERS)
  async add(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.pages.seen(act.actor, id);
    return answerForm({
      form: readHousehold(body),
      act: (words) => this.service.add(act, id, words),
      then: () => new SeeOther(teamPaths.households(id), 'Đã thêm hộ vào danh sách.'),
      again: async (form) => this.pages.list(act.actor, await this.pages.seen(act.actor, id), 1, form),
    });
  }

  @Get(teamPaths.household(':id', ':household'))
  @Allow(...TEAM_KEEPERS)
  async startMove(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('household') household: string,
  ): Promise<Page> {
    const at = await this.at(actor, id, household);
    obey(refuseToEditTeam(actor, at.team));
    return this.movePage(at, freshForm());
  }

  @Post(teamPaths.household(':id', ':household'))
  @Allow(...TEAM_KEEPERS)
  async move(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('household') household: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const team = await this.pages.seen(act.actor, id);
    if (!isId(household)) throw new Refused({ code: 'not-found' });
    const siblings = await this.teams.siblings(this.database.reader, team);
    return answerForm({
      form: readMove(
        body,
        siblings.map((one) => one.id),
      ),
      act: (to) => this.service.move(act, id, household, to),
      then: () => new SeeOther(teamPaths.households(id), 'Đã chuyển hộ.'),
      again: async (form) => this.movePage(await this.at(act.actor, id, household), form),
    });
  }

  private async at(actor: Actor, id: string, household: string): Promise<{ team: TeamFacts; household: Household }> {
    const team = await this.pages.seen(actor, id);
    const found = isId(household) ? await this.households.ofTeam(this.database.reader, team.id, household) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return { team, household: found };
  }

  private async movePage(
    { team, household }: { team: TeamFacts; household: Household },
    form: FormState,
  ): Promise<Page> {
    const { reader } = this.database;
    const siblings = await this.teams.siblings(reader, team);
    const stays = await this.households.stays(reader, household.id, team.kindId);
    const view = {
      about: `${household.headName}${household.address === '' ? '' : `, ${household.address}`}`,
      form,
      action: teamPaths.household(team.id, household.id),
      teams: siblings.map(({ id, name }) => ({ value: id, label: name })),
      backHref: teamPaths.households(team.id),
      stays: stays.map((one) => ({
        team: one.teamName,
        from: `${formatDateTime(one.fromAt)}, ${one.fromByName}`,
        until: one.untilAt === null ? null : `${formatDateTime(one.untilAt)}, ${one.untilByName ?? ''}`,
        reason: one.untilReason,
      })),
    };
    const trail = [
      { href: teamPaths.one(team.id), label: team.name },
      { href: teamPaths.households(team.id), label: 'Danh sách hộ' },
      { href: null, label: 'Chuyển hộ' },
    ];
    return new Page('communities/team-household', view, { breadcrumbs: crumbs(trail) });
  }

  /** The form with the tables of its file; what is wrong with the file is told beside its field. */
  private async handedIn(
    req: WebRequest,
  ): Promise<{ words: Words; tables: ReadTable[] } | { words: Words; refused: Refused }> {
    try {
      const { words, seen } = await this.uploads.look(req, { fieldName: FIELD, maxBytes: FILE_BYTES }, (file) =>
        file.size === 0 && file.originalName === ''
          ? Promise.resolve(null)
          : readTableFile(file, { limits: LIMITS, field: FIELD, most: MOST_HOUSEHOLD_ROWS }),
      );
      if (seen === null) return { words, refused: new Refused({ code: 'household-file-missing', field: FIELD }) };
      return { words, tables: seen };
    } catch (error) {
      if (!(error instanceof Refused) || !req.csrfChecked) throw error;
      return { words: (req.body ?? {}) as Words, refused: new Refused({ ...error.refusal, field: FIELD }) };
    }
  }
}

function importPage(actor: Actor, form: FormState, kinds: readonly TeamKind[], report: HouseholdReport | null): Page {
  const status = report !== null && report.faults.length > 0 ? 422 : 200;
  const breadcrumbs = crumbs([{ href: null, label: 'Nhập danh sách hộ' }]);
  return new Page(
    'communities/household-import',
    toHouseholdImport(actor.unitName ?? '', form, kinds, report),
    { breadcrumbs },
    status,
  );
}
