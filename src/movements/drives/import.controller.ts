import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { readTableFile } from '../../documents/table.file.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import type { LineFault } from '../../kernel/text-file.js';
import { formWorkbook } from '../../press/form-workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import type { PassingFile } from '../../storage/look.engine.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { actOf, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { frameOfMovement } from '../movement.view.js';
import { DRIVE_FILE } from './drive.controller.js';
import { DOUBT_WORDS } from './drive.facts.js';
import { DriveOpening, type OpenedDrive } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { type Period, periodsUntil, sayPeriod } from './drive.periods.js';
import { refuseToReport } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';
import { readReports, reportForm } from './report.file.js';
import { readPeriod } from './report.form.js';
import { ReportRepository } from './report.repository.js';
import { type ReportOutcome, ReportService } from './report.service.js';

const LIMITS = { rows: 20_000, columns: 30 };
const MOST_PERIODS = 60;
const MOST_NAMED = 20;

/** `/dot/{id}/nhap`: the reports of many units from one file, all faults by their line, all or nothing. */
@Controller()
export class ReportImportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly reports: ReportRepository,
    private readonly service: ReportService,
    private readonly uploads: Uploads,
  ) {}

  @Get(drivePaths.form(':id'))
  @Allow('commune', 'vetting', 'organiser')
  async form(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query('ky') typed: unknown,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, period } = await this.stand(actor, id, typed);
    const units = await this.unitsOf(opened);
    const { there } = await this.reports.around(
      this.database.reader,
      units.map((unit) => unit.id),
      period.on,
    );
    const bytes = await formWorkbook(reportForm(opened.drive, period, units, there));
    announceFile(res, XLSX, `Mẫu báo cáo ${opened.drive.name}.xlsx`);
    res.end(bytes);
  }

  @Get(drivePaths.importing(':id'))
  @Allow('commune', 'vetting', 'organiser')
  show(@TheActor() actor: Actor, @Param('id') id: string, @Query('ky') typed: unknown): Promise<Page> {
    return this.page(actor, id, typed, freshForm(), []);
  }

  @Post(drivePaths.importing(':id'))
  @Allow('commune', 'vetting', 'organiser')
  @TakesFiles()
  async take(@Req() req: WebRequest, @TheActor() actor: Actor, @Param('id') id: string): Promise<Answer> {
    // Before a byte is read: whoever reports nothing here is not listened to.
    const { opened } = await this.stand(actor, id, '');
    const units = await this.unitsOf(opened);
    let typed: Words = {};
    return answerForm({
      form: parsedForm({}, {}, []),
      act: async (): Promise<SeeOther | Page> => {
        const { words, seen } = await this.uploads.look(req, DRIVE_FILE, (file) => look(file, opened, units));
        typed = words;
        if (seen === null) throw new Refused({ code: 'drive-file-missing', field: DRIVE_FILE.fieldName });
        if ('refusal' in seen) throw new Refused(seen.refusal);
        const form = freshForm({ reason: text(words, 'reason') });
        if (seen.faults.length > 0) return this.page(actor, id, words['period'], form, seen.faults);
        const { period } = await this.stand(actor, id, words['period']);
        const at = { driveId: id, periodOn: period.on, way: 'workbook' as const };
        const outcome = await this.service.reportMany(actOf(req), at, seen.reports, text(words, 'reason'));
        return new SeeOther(withChoices(drivePaths.importing(id), { ky: period.on }), sayOutcome(outcome));
      },
      then: (answer) => answer,
      again: (state) =>
        this.page(actor, id, typed['period'], { ...state, values: { reason: text(typed, 'reason') } }, []),
    });
  }

  private async stand(
    actor: Actor,
    id: string,
    typed: unknown,
  ): Promise<{ opened: OpenedDrive; periods: Period[]; period: Period }> {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToReport(actor, opened.keeps));
    const periods = periodsUntil(opened.drive, opened.today, MOST_PERIODS);
    const wanted = readPeriod(typed);
    const period = wanted === '' ? periods[0] : periods.find(({ on }) => on === wanted);
    if (period === undefined)
      throw new Refused({ code: wanted === '' ? 'drive-not-begun' : 'period-unknown', on: opened.drive.startsOn });
    return { opened, periods, period };
  }

  private async unitsOf({ drive, reach }: OpenedDrive) {
    return (await this.drives.units(this.database.reader, drive.id, reach, { limit: LIMITS.rows, offset: 0 })).units;
  }

  private async page(
    actor: Actor,
    id: string,
    typed: unknown,
    form: FormState,
    faults: readonly LineFault[],
  ): Promise<Page> {
    const { opened, periods, period } = await this.stand(actor, id, typed);
    const { drive } = opened;
    const model = {
      about: drive.name,
      form: { ...form, values: { ...form.values, period: period.on } },
      action: drivePaths.importing(id),
      periods: periods.map(({ on }) => ({ value: on, label: sayPeriod(drive, on) })),
      templateHref: withChoices(drivePaths.form(id), { ky: period.on }),
      templateLabel: `Tải tệp mẫu, ${sayPeriod(drive, period.on).toLowerCase()}`,
      otherForms: periods
        .filter(({ on }) => on !== period.on)
        .slice(0, 8)
        .map(({ on }) => ({
          label: sayPeriod(drive, on),
          href: withChoices(drivePaths.importing(id), { ky: on }),
          hint: null,
          status: null,
        })),
      faults: faults.slice(0, 100),
      faultsLeftOut: faults.length > 100 ? faults.length - 100 : null,
      faultsText: `${faults.length} lỗi. Chưa ghi dòng nào. Sửa tệp rồi gửi lại.`,
      backHref: actor.role === 'commune' ? drivePaths.report(id) : drivePaths.one(id),
    };
    const frame = frameOfMovement(opened, { href: null, label: drive.name });
    return new Page('movements/import', model, frame, faults.length === 0 ? 200 : 422);
  }
}

async function look(
  file: PassingFile,
  { drive }: OpenedDrive,
  units: Parameters<typeof readReports>[2],
): Promise<ReturnType<typeof readReports> | { refusal: Refusal }> {
  try {
    const tables = await readTableFile(file, { limits: LIMITS, field: DRIVE_FILE.fieldName, most: LIMITS.rows });
    return readReports(tables, drive, units);
  } catch (error) {
    // A file that is no table is an answer to the sender, and the form has still to be read to its end.
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

const text = (words: Words, name: string): string => (typeof words[name] === 'string' ? (words[name] as string) : '');

/** "Đã nhận 12 báo cáo mới, 1 đính chính; 3 đơn vị không đổi. Cần xem lại: Xã Bản Bo (giảm so với kỳ trước)." */
export function sayOutcome({ added, corrected, unchanged, doubted }: ReportOutcome): string {
  const named = doubted
    .slice(0, MOST_NAMED)
    .map(({ unit, doubts }) => `${unit.name} (${doubts.map((doubt) => DOUBT_WORDS[doubt]).join(', ')})`);
  const more = doubted.length > MOST_NAMED ? ` và ${doubted.length - MOST_NAMED} đơn vị khác` : '';
  const told = `Đã nhận ${added} báo cáo mới, ${corrected} đính chính; ${unchanged} đơn vị không đổi.`;
  return named.length === 0 ? told : `${told} Cần xem lại: ${named.join('; ')}${more}.`;
}
