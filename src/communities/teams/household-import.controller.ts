import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { formAgain, receiveTable, type TableForm } from '../../documents/handed-table.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { csvStream } from '../../press/csv.js';
import { formWorkbook } from '../../press/form-workbook.js';
import type { ReadTable } from '../../press/table.js';
import { announceFile, CSV, XLSX } from '../../storage/announce-file.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import type { ReadForm } from '../../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { carriedTables, carryRows, MOST_CARRIED } from '../groups/carried-rows.js';
import { carriedHouseholds, MOST_HOUSEHOLD_ROWS } from './household.file.js';
import { HouseholdImport } from './household.import.js';
import {
  type CheckedHouseholds,
  householdTemplate,
  householdTemplateTable,
  toHouseholdImport,
} from './household.view.js';
import type { TeamKind, TeamKindId } from './team.facts.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { TEAM_KEEPERS } from './team.policy.js';

const FIELD = 'tep';
const TABLE: TableForm = {
  field: FIELD,
  // 50,000 households are some four megabytes.
  maxBytes: 16 * 1024 * 1024,
  // Titles above the table are read besides.
  limits: { rows: MOST_HOUSEHOLD_ROWS + 50, columns: 30, cellSigns: 300 },
  most: MOST_HOUSEHOLD_ROWS,
};

/** `/to/nhap-ho`: the named lists of households from a file. Hand it in, read what was found, then take it. */
@Controller()
export class HouseholdImportController {
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
    private readonly pages: TeamPages,
    private readonly importing: HouseholdImport,
  ) {}

  @Get(teamPaths.import)
  @Allow(...TEAM_KEEPERS)
  async start(@TheActor() actor: Actor): Promise<Page> {
    return importPage(actor, freshForm(), await this.pages.allKinds(), null);
  }

  /** All faults by line, or what would come in with the button that takes it; nothing is written here. */
  @Post(teamPaths.import)
  @Allow(...TEAM_KEEPERS)
  @TakesFiles()
  async check(@TheActor() actor: Actor, @Req() req: WebRequest): Promise<Answer> {
    const kinds = await this.pages.allKinds();
    const read = await receiveTable(this.uploads, req, TABLE);
    return answerForm({
      form: kindIn(read.words, kinds),
      act: async (kindId): Promise<Page> => {
        if ('refused' in read) throw read.refused;
        const { tables } = read;
        if (tables === null) throw new Refused({ code: 'household-file-missing', field: FIELD });
        const file = { tables, kindId, today: this.pages.today, sample: false };
        const report = await this.importing.check(this.database.reader, actor, file);
        const words = formAgain(read.words, FIELD, report.faults.length === 0 ? null : tables);
        const carried = report.faults.length > 0 ? '' : carriedText(tables);
        return importPage(actor, words, kinds, { report, carried, kindId });
      },
      then: (page) => page,
      again: (form) => Promise.resolve(importPage(actor, form, kinds, null)),
    });
  }

  @Post(teamPaths.importTaking)
  @Allow(...TEAM_KEEPERS)
  async take(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const kinds = await this.pages.allKinds();
    const carried = typeof body['rows'] === 'string' ? body['rows'] : '';
    const tables = carriedTables(carried);
    const form = kindIn(body, kinds);
    const fileOf = (kindId: TeamKindId) => ({ tables, kindId, today: this.pages.today, sample: false });
    return answerForm({
      form,
      act: async (kindId) => {
        const report = await this.importing.take(act, fileOf(kindId));
        if (report.faults.length > 0)
          throw new Refused({ code: 'household-file-faulty', faults: report.faults.length });
        return report;
      },
      then: ({ added, assigned }) =>
        new SeeOther(
          teamPaths.list,
          `Đã nhập ${formatInteger(added)} hộ mới; ${formatInteger(assigned)} hộ được giao cho tổ.`,
        ),
      again: async (state) => {
        if (form.meaning === null) return importPage(act.actor, state, kinds, null);
        // What has come into the register since it was checked is told by line, as at the first look.
        const report = await this.importing.check(this.database.reader, act.actor, fileOf(form.meaning));
        const words = { ...state, values: { kindId: form.meaning } };
        return importPage(act.actor, words, kinds, { report, carried, kindId: form.meaning });
      },
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
}

function kindIn(body: Words, kinds: readonly TeamKind[]): ReadForm<TeamKindId> {
  const words = new TypedWords(body);
  const offered = kinds.map(({ id }) => id);
  return words.done(words.choice('kindId', offered, 'Chọn loại tổ.'));
}

function carriedText(tables: readonly ReadTable[]): string {
  const packed = carryRows(carriedHouseholds(tables));
  if (packed.length > MOST_CARRIED) throw new Refused({ code: 'table-file-too-large', field: FIELD, name: 'đã chọn' });
  return packed;
}

function importPage(
  actor: Actor,
  form: FormState,
  kinds: readonly TeamKind[],
  checked: CheckedHouseholds | null,
): Page {
  const status = checked !== null && checked.report.faults.length > 0 ? 422 : 200;
  const breadcrumbs = crumbs([{ href: null, label: 'Nhập danh sách hộ' }]);
  const view = toHouseholdImport(actor.unitName ?? '', form, kinds, checked);
  return new Page('communities/household-import', view, { breadcrumbs }, status);
}
