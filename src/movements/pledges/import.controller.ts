import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { formAgain, receiveTable, type TableForm } from '../../documents/handed-table.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { csvStream } from '../../press/csv.js';
import { formWorkbook } from '../../press/form-workbook.js';
import { announceFile, CSV, XLSX } from '../../storage/announce-file.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { actOf, TheActor, type WebRequest } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { frameOfMovement } from '../movement.view.js';
import { MOST_PLEDGE_ROWS, pledgeTemplate, pledgeTemplateTable } from './pledge.file.js';
import { PledgeImport, type PledgeReport } from './pledge.import.js';
import { type OpenedList, PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PLEDGE_KEEPERS } from './pledge.policy.js';
import { crumbOfDrive } from './pledge.view.js';

const FIELD = 'tep';
const TABLE: TableForm = {
  field: FIELD,
  maxBytes: 4 * 1024 * 1024,
  // Titles above the table are read besides.
  limits: { rows: MOST_PLEDGE_ROWS + 50, columns: 30, cellSigns: 300 },
  most: MOST_PLEDGE_ROWS,
};

/** `/dot/{id}/don-vi/{unit}/nhap-cam-ket`: the list of an agency from a file or a pasted table, all faults by line, all or nothing. */
@Controller()
export class PledgeImportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: PledgeOpening,
    private readonly importing: PledgeImport,
    private readonly uploads: Uploads,
  ) {}

  @Get(pledgePaths.importing(':id', ':unit'))
  @Allow(...PLEDGE_KEEPERS)
  async start(@TheActor() actor: Actor, @Param('id') id: string, @Param('unit') unit: string): Promise<Page> {
    return importPage(actor, await this.open(actor, id, unit), freshForm(), null);
  }

  /** All faults by line and nothing written, or everything; with the box ticked it only looks. */
  @Post(pledgePaths.importing(':id', ':unit'))
  @Allow(...PLEDGE_KEEPERS)
  @TakesFiles()
  async take(
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
  ): Promise<Answer> {
    // Before a byte is read: whoever keeps no list here is not listened to.
    const opened = await this.open(actor, id, unit);
    const read = await receiveTable(this.uploads, req, TABLE);
    const words = new TypedWords(read.words);
    return answerForm({
      form: words.done({ looksOnly: words.tick('looksOnly') }),
      act: async ({ looksOnly }): Promise<SeeOther | Page> => {
        if ('refused' in read) throw read.refused;
        const { tables } = read;
        if (tables === null) throw new Refused({ code: 'pledge-file-missing', field: FIELD });
        const looked = await this.importing.check(this.database.reader, opened, tables);
        if (looksOnly || looked.faults.length > 0) {
          return importPage(actor, opened, formAgain(read.words, FIELD, tables), looked);
        }
        const { added, unchanged } = await this.importing.take(actOf(req), { driveId: id, unitId: unit }, tables);
        const told = unchanged === 0 ? '' : ` ${formatInteger(unchanged)} người đã có từ trước.`;
        return new SeeOther(pledgePaths.list(id, unit), `Đã ghi ${formatInteger(added)} người vào danh sách.${told}`);
      },
      then: (answer) => answer,
      again: (form) => Promise.resolve(importPage(actor, opened, form, null)),
    });
  }

  @Get(pledgePaths.template(':id', ':unit', 'xlsx'))
  @Allow(...PLEDGE_KEEPERS)
  async template(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Res() res: Response,
  ): Promise<void> {
    await this.open(actor, id, unit);
    announceFile(res, XLSX, 'Mẫu danh sách cam kết.xlsx').send(await formWorkbook(pledgeTemplate()));
  }

  @Get(pledgePaths.template(':id', ':unit', 'csv'))
  @Allow(...PLEDGE_KEEPERS)
  async templateCsv(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Res() res: Response,
  ): Promise<void> {
    await this.open(actor, id, unit);
    await pipeline(csvStream(pledgeTemplateTable()), announceFile(res, CSV, 'Mẫu danh sách cam kết.csv'));
  }

  private open(actor: Actor, id: string, unit: string): Promise<OpenedList> {
    return this.opening.list(this.database.reader, actor, id, unit, this.clock.now());
  }
}

/** The page of the import; every fault stands on it, however many there are. */
function importPage(actor: Actor, opened: OpenedList, form: FormState, report: PledgeReport | null): Page {
  const { drive, unit } = opened;
  const faults = report?.faults ?? [];
  const view = {
    about: unit.name,
    form,
    action: pledgePaths.importing(drive.id, unit.id),
    backHref: pledgePaths.list(drive.id, unit.id),
    templates: {
      xlsx: pledgePaths.template(drive.id, unit.id, 'xlsx'),
      csv: pledgePaths.template(drive.id, unit.id, 'csv'),
    },
    mostRows: formatInteger(MOST_PLEDGE_ROWS),
    checked: report && {
      isClean: faults.length === 0,
      sentence:
        faults.length > 0
          ? `Có ${formatInteger(faults.length)} chỗ cần sửa, ${formatInteger(report.added + report.unchanged)} dòng đúng. Chưa ghi gì.`
          : `Đã kiểm tra xong: ${formatInteger(report.added)} người mới, ${formatInteger(report.unchanged)} người đã có. Chưa ghi gì: bỏ chọn “Chỉ kiểm tra” rồi gửi lại.`,
      faults,
      leftOut: 0,
    },
  };
  const frame = frameOfMovement(
    opened,
    crumbOfDrive(opened, actor.role === 'commune'),
    { href: pledgePaths.list(drive.id, unit.id), label: 'Danh sách cam kết' },
    { href: null, label: 'Nhập từ tệp' },
  );
  return new Page('movements/pledge-import', view, frame, faults.length > 0 ? 422 : 200);
}
