import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { formAgain, receiveTable, type TableForm } from '../../documents/handed-table.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { type Day, parseDay } from '../../kernel/vietnamese/days.js';
import { csvStream } from '../../press/csv.js';
import { formWorkbook } from '../../press/form-workbook.js';
import { type ReadTable } from '../../press/table.js';
import { announceFile, CSV, XLSX } from '../../storage/announce-file.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { TypedWords } from '../../web/typed-words.js';
import { carriedTables, carryRows, MOST_CARRIED } from './carried-rows.js';
import { MOST_ROWS } from './group.file.js';
import { pastDay } from './group.form.js';
import { GroupImport, type GroupReport } from './group.import.js';
import { crumbs, GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { KEEPERS } from './group.policy.js';
import { groupTemplate, groupTemplateTable, toImportView } from './import.view.js';

const FIELD = 'tep';
const TABLE: TableForm = {
  field: FIELD,
  // 10,000 rows of eighteen words packed are some two megabytes.
  maxBytes: 8 * 1024 * 1024,
  // Titles above the table are read besides.
  limits: { rows: MOST_ROWS + 50, columns: 40 },
  most: MOST_ROWS,
};

/** `/nhom/nhap`: groups and counts from a file. Hand it in, read what was found, then take it. */
@Controller()
export class GroupImportController {
  constructor(
    private readonly database: Database,
    private readonly uploads: Uploads,
    private readonly pages: GroupPages,
    private readonly service: GroupImport,
  ) {}

  @Get(groupPaths.import)
  @Allow(...KEEPERS)
  start(@TheActor() actor: Actor): Page {
    return this.page(actor, freshForm(), null);
  }

  @Post(groupPaths.import)
  @Allow(...KEEPERS)
  @TakesFiles()
  async check(@TheActor() actor: Actor, @Req() req: WebRequest): Promise<Answer> {
    const read = await receiveTable(this.uploads, req, TABLE);
    return answerForm({
      form: this.read(read.words),
      act: async ({ countedOn }): Promise<Page> => {
        if ('refused' in read) throw read.refused;
        const { tables } = read;
        if (tables === null) throw new Refused({ code: 'group-file-missing', field: FIELD });
        const report = await this.service.check(this.database.reader, actor, {
          tables,
          countedOn,
          today: this.pages.today,
          sample: false,
        });
        const words = formAgain(read.words, FIELD, report.faults.length === 0 ? null : tables);
        return this.page(actor, words, { report, carried: carried(tables), countedOn });
      },
      then: (page) => page,
      again: (form) => Promise.resolve(this.page(actor, form, null)),
    });
  }

  @Post(groupPaths.importTaking)
  @Allow(...KEEPERS)
  take(@TheAct() act: Act, @Body() body: Words): Answer {
    const carried = typeof body['rows'] === 'string' ? body['rows'] : '';
    const tables = carriedTables(carried);
    return answerForm({
      form: this.read(body),
      act: ({ countedOn }) => this.service.take(act, { tables, countedOn, today: this.pages.today, sample: false }),
      then: ({ newGroups, counts }) =>
        new SeeOther(groupPaths.list, `Đã nhập ${newGroups} nhóm mới và ${counts} số đếm.`),
      again: async (form) => {
        // What has come into the register since it was checked is told by line, as at the first look.
        const typed = typeof body['countedOn'] === 'string' ? parseDay(body['countedOn']) : null;
        const at = { tables, countedOn: typed, today: this.pages.today, sample: false };
        const report = await this.service.check(this.database.reader, act.actor, at);
        return this.page(act.actor, { ...form, values: {} }, { report, carried, countedOn: typed });
      },
    });
  }

  @Get(groupPaths.importTemplate('xlsx'))
  @Allow(...KEEPERS)
  async template(@Res() res: Response): Promise<void> {
    announceFile(res, XLSX, 'Mẫu sổ nhóm.xlsx').send(await formWorkbook(groupTemplate()));
  }

  @Get(groupPaths.importTemplate('csv'))
  @Allow(...KEEPERS)
  async templateCsv(@Res() res: Response): Promise<void> {
    await pipeline(csvStream(groupTemplateTable()), announceFile(res, CSV, 'Mẫu sổ nhóm.csv'));
  }

  private read(body: Words) {
    const words = new TypedWords(body);
    const countedOn = pastDay(words, 'countedOn', 'Ngày đếm', this.pages.today);
    return words.done({ countedOn });
  }

  private page(
    actor: Actor,
    form: FormState,
    checked: { report: GroupReport; carried: string; countedOn: Day | null } | null,
  ): Page {
    const hasFaults = checked !== null && checked.report.faults.length > 0;
    return new Page(
      'communities/import',
      toImportView(actor.unitName ?? '', form, checked),
      { breadcrumbs: crumbs([{ href: null, label: 'Nhập từ tệp' }]) },
      hasFaults ? 422 : 200,
    );
  }
}

function carried(tables: readonly ReadTable[]): string {
  const packed = carryRows(tables);
  if (packed.length > MOST_CARRIED) throw new Refused({ code: 'table-file-too-large', field: FIELD, name: 'đã chọn' });
  return packed;
}
