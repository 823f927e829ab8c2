import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { formAgain, receiveTable, type TableForm } from '../../documents/handed-table.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { pageNumber } from '../../web/page-number.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { MovementOpening } from '../movement.opening.js';
import { movementPaths } from '../movement.paths.js';
import { refuseToKeep } from '../movement.policy.js';
import { CheckRepository } from './check.repository.js';
import { toChecks } from './check.view.js';
import { readDrive, readNewDrive, typedDrive } from './drive.form.js';
import { OWN_INDICATORS_BEGIN } from './indicator.form.js';
import { DriveOpening } from './drive.opening.js';
import { drivePaths } from './drive.paths.js';
import { refuseToConfirm, refuseToOversee, refuseToReport } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';
import { DriveService } from './drive.service.js';
import { templateFor } from './drive.templates.js';
import { driveFormPage, drivePage, UNITS_A_PAGE, unitPage, unitsPage } from './drive.view.js';
import { ReportRepository } from './report.repository.js';
import { readAgencies } from './unit.file.js';

const WAITING_SHOWN = 50;
const REPORTS_SHOWN = 60;
export const DRIVE_FILE = { fieldName: 'tep', maxBytes: 10 * 1024 * 1024 };
const MOST_AGENCIES = 20_000;
const AGENCY_TABLE: TableForm = {
  field: DRIVE_FILE.fieldName,
  maxBytes: DRIVE_FILE.maxBytes,
  limits: { rows: MOST_AGENCIES, columns: 10 },
  most: MOST_AGENCIES,
};

/** Drives for who keeps, confirms or oversees them. */
@Controller()
export class DriveController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly reports: ReportRepository,
    private readonly checks: CheckRepository,
    private readonly service: DriveService,
    private readonly uploads: Uploads,
  ) {}

  @Get(movementPaths.newDrive(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async startNew(@TheActor() actor: Actor, @Param('id') id: string, @Query('mau') code: unknown): Promise<Page> {
    const opened = await this.keptMovement(actor, id);
    const template = templateFor(opened.movement, code);
    if (template === null) throw new Refused({ code: 'not-found' });
    const { startsOn, endsOn } = opened.movement;
    const own: FormState['values'] = template.isOpen ? { ...OWN_INDICATORS_BEGIN, reporters: template.reporters } : {};
    const values: FormState['values'] = { ...typedDrive({ ...template, startsOn, endsOn }), ...own };
    const scope = opened.movement.ownerUnitId;
    return this.newPage(actor, id, code, freshForm({ ...values, scope, unitsOn: values['startsOn'] ?? '' }));
  }

  @Post(movementPaths.newDrive(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async begin(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Query('mau') code: unknown,
    @Body() body: Words,
  ): Promise<Answer> {
    const opened = await this.keptMovement(act.actor, id);
    const template = templateFor(opened.movement, code);
    if (template === null) throw new Refused({ code: 'not-found' });
    const scopes = await this.movements.scopes(this.database.reader, opened.movement, opened.movement.startsOn);
    return answerForm({
      form: readNewDrive(
        body,
        template,
        opened.movement,
        scopes.map((one) => one.id),
      ),
      act: async ({ words, reporters }) => ({
        reporters,
        drive: await this.service.begin(act, id, { ...template, reporters }, words),
      }),
      then: ({ drive, reporters }) =>
        reporters === 'agencies'
          ? new SeeOther(drivePaths.units(drive), 'Đã lập đợt. Nhập danh sách cơ quan báo cáo.')
          : new SeeOther(drivePaths.one(drive), 'Đã lập đợt vận động.'),
      again: (form) => this.newPage(act.actor, id, code, form),
    });
  }

  @Get(drivePaths.one(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async one(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.overseen(actor, id);
    const { drive, reach, keeps } = opened;
    const waits = drive.confirms !== 'nobody';
    const waiting = waits ? await this.reports.waiting(reader, drive.id, reach, WAITING_SHOWN) : [];
    return drivePage(opened, {
      waiting,
      // A commune writes down whose word it was, on the page of the report.
      mayConfirm: actor.role !== 'commune' && refuseToConfirm(actor, keeps, drive) === null,
      mayImport: refuseToReport(actor, keeps) === null,
    });
  }

  @Get(drivePaths.edit(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async edit(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { drive } = await this.kept(actor, id);
    const values = typedDrive(
      drive,
      drive.indicators.map(({ dueOn }) => dueOn),
    );
    return this.editPage(actor, id, freshForm(values));
  }

  @Post(drivePaths.edit(':id'))
  @Allow('commune', 'organiser', 'vetting')
  async rewrite(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const { drive, movement } = await this.kept(act.actor, id);
    return answerForm({
      form: readDrive(body, drive, movement),
      act: ({ words, indicators }) => this.service.edit(act, { id, version: versionOf(body) }, words, indicators),
      then: () => new SeeOther(drivePaths.one(id), 'Đã lưu đợt vận động.'),
      again: (form) => this.editPage(act.actor, id, form),
    });
  }

  @Get(drivePaths.units(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  units(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    return this.listPage(actor, id, pageNumber(typed), freshForm(), []);
  }

  /** The list of agencies, from a file or a pasted table: every fault by its line, or the whole list. */
  @Post(drivePaths.units(':id'))
  @Allow('commune', 'vetting', 'organiser')
  @TakesFiles()
  async lay(@Req() req: WebRequest, @TheActor() actor: Actor, @Param('id') id: string): Promise<Answer> {
    const { movement } = await this.kept(actor, id);
    const read = await receiveTable(this.uploads, req, AGENCY_TABLE);
    return answerForm({
      form: parsedForm(read.words, {}, []),
      act: async (): Promise<SeeOther | Page> => {
        const { field } = AGENCY_TABLE;
        if ('refused' in read) throw read.refused;
        if (read.tables === null) throw new Refused({ code: 'drive-agencies-missing', field });
        const seen = readAgencies(read.tables, movement);
        const outcome = await this.service.layAgencies(actOf(req), id, seen.agencies, seen);
        if (outcome.faults.length > 0)
          return this.listPage(actor, id, 1, formAgain(read.words, field, read.tables), outcome.faults);
        return new SeeOther(drivePaths.units(id), `Đã ghi ${outcome.added} cơ quan.`);
      },
      then: (answer) => answer,
      again: (state) => this.listPage(actor, id, 1, state, []),
    });
  }

  @Get(drivePaths.unit(':id', ':unit'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async unit(@TheActor() actor: Actor, @Param('id') id: string, @Param('unit') unitId: string): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.overseen(actor, id);
    const unit = await this.opening.unit(reader, opened, unitId);
    const [reports, checks] = await Promise.all([
      this.reports.ofUnit(reader, unit.id, REPORTS_SHOWN),
      opened.drive.keepsChecks ? this.checks.ofUnit(reader, unit.id, REPORTS_SHOWN) : null,
    ]);
    return unitPage(opened, unit, {
      reports,
      checks: checks === null ? null : toChecks(checks),
      mayReport: refuseToReport(actor, opened.keeps) === null,
    });
  }

  private async keptMovement(actor: Actor, id: string) {
    const opened = await this.movements.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToKeep(actor, opened.reach, opened.movement));
    return opened;
  }

  private async overseen(actor: Actor, id: string) {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToOversee(actor, opened.keeps));
    return opened;
  }

  private async kept(actor: Actor, id: string) {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToKeep(actor, opened.reach, opened.movement));
    return opened;
  }

  private async newPage(actor: Actor, id: string, code: unknown, form: FormState): Promise<Page> {
    const opened = await this.keptMovement(actor, id);
    const scopes = await this.movements.scopes(this.database.reader, opened.movement, opened.movement.startsOn);
    return driveFormPage(opened, { drive: null, template: templateFor(opened.movement, code), scopes, form });
  }

  private async editPage(actor: Actor, id: string, form: FormState): Promise<Page> {
    const opened = await this.kept(actor, id);
    return driveFormPage(opened, { drive: opened.drive, template: null, scopes: [], form });
  }

  private async listPage(
    actor: Actor,
    id: string,
    page: number,
    form: FormState,
    faults: readonly { line: number; message: string }[],
  ): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.overseen(actor, id);
    const paging = { limit: UNITS_A_PAGE, offset: (page - 1) * UNITS_A_PAGE };
    const found = await this.drives.units(reader, opened.drive.id, opened.reach, paging);
    const mayLay =
      opened.keeps &&
      opened.drive.reporters === 'agencies' &&
      !(await this.drives.hasReports(reader, opened.drive.id)) &&
      !(await this.drives.hasPledges(reader, opened.drive.id));
    const shown = unitsPage(opened, { ...found, page, faults, form, mayLay });
    return faults.length === 0 ? shown : { ...shown, status: 422 };
  }
}
