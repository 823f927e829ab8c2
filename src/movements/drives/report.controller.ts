import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { TypedWords } from '../../web/typed-words.js';
import type { Figure } from './drive.facts.js';
import { DriveOpening } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { periodsUntil } from './drive.periods.js';
import { refuseToReport } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';
import { OwedReader } from './owed.reader.js';
import { RegisterBeginning } from './register.beginning.js';
import { readPeriod, readReport } from './report.form.js';
import { ReportRepository } from './report.repository.js';
import { ReportService } from './report.service.js';
import { owedPage, reportPage, sayDoubts, typedReport } from './report.view.js';

/** Reports of a unit that its page shows, corrected ones among them. */
const SHOWN_REPORTS = 20;
/** Agencies of one commune that the page offers to choose from. */
const MOST_UNITS = 200;
const MOST_PERIODS = 60;

/** `/bao-cao`: what a commune owes, and the report itself, one screen on a phone. */
@Controller()
export class ReportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly owed: OwedReader,
    private readonly reports: ReportRepository,
    private readonly service: ReportService,
    private readonly beginnings: RegisterBeginning,
  ) {}

  @Get(drivePaths.owed)
  @Allow('commune')
  async list(@TheActor() actor: Actor): Promise<Page> {
    const { unitId, unitName } = actor;
    if (unitId === null) throw new Refused({ code: 'not-found' });
    return owedPage(await this.owed.of(this.database.reader, unitId, this.clock.now()), unitName ?? '');
  }

  @Get(drivePaths.report(':id'))
  @Allow('commune', 'vetting', 'organiser')
  form(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<Page> {
    return this.page(actor, id, { unit: query['don-vi'], period: query['ky'] }, null, null);
  }

  @Post(drivePaths.report(':id'))
  @Allow('commune', 'vetting', 'organiser')
  async send(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const chosen = { unit: body['unit'], period: body['period'] };
    const { opened, unit, period, previous } = await this.stand(act.actor, id, chosen);
    const replaces = typeof body['replaces'] === 'string' && body['replaces'] !== '' ? body['replaces'] : null;
    const form = readReport(body, opened.drive);
    const { meaning } = form;
    // Looks wrong and nobody has said that it is right: asked once, before anything is written.
    const doubts = meaning === null ? [] : sayDoubts(opened.drive, unit, meaning.figures, previous);
    if (meaning !== null && doubts.length > 0 && !meaning.isSure) {
      const asked = {
        ...form,
        meaning: null,
        faults: [{ field: 'sure', text: 'Có số cần xem lại. Sửa số, hoặc đánh dấu là số đúng rồi gửi.' }],
      };
      return answerForm({
        form: asked,
        act: () => Promise.resolve(null),
        then: () => new SeeOther(drivePaths.report(id)),
        again: (state) => this.page(act.actor, id, chosen, state, meaning.figures),
      });
    }
    return answerForm({
      form,
      act: (typed) =>
        this.service.report(act, { driveId: id, unitId: unit.id, periodOn: period.on, replaces, way: 'page' }, typed),
      then: () =>
        new SeeOther(
          withChoices(drivePaths.report(id), { ky: period.on, 'don-vi': unit.id }),
          `Đã nhận báo cáo của ${unit.name}.`,
        ),
      again: (state) => this.page(act.actor, id, chosen, state, meaning?.isSure === true ? meaning.figures : null),
    });
  }

  @Post(drivePaths.confirmation(':id', ':report'))
  @Allow('commune', 'vetting', 'organiser')
  confirm(@TheAct() act: Act, @Param('id') id: string, @Param('report') report: string, @Body() body: Words): Answer {
    const words = new TypedWords(body);
    const isCommune = act.actor.role === 'commune';
    const wordOf = words.line('wordOf', {
      ...(isCommune ? { ask: 'Nhập thôn, bản và họ tên người xác nhận.' } : {}),
      max: 150,
      label: 'Người xác nhận',
    });
    const back = isCommune ? drivePaths.report(id) : drivePaths.one(id);
    return answerForm({
      form: words.done({ wordOf: wordOf === '' ? null : wordOf }),
      act: (typed) => this.service.confirm(act, id, report, typed.wordOf),
      then: () => new SeeOther(back, 'Đã xác nhận báo cáo.'),
      again: (state) => this.confirmAgain(act.actor, id, report, state),
    });
  }

  private async confirmAgain(actor: Actor, id: string, reportId: string, state: FormState): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.open(reader, actor, id, this.clock.now());
    const report = await this.reports.one(reader, opened.drive.id, opened.reach, reportId);
    if (report === null) throw new Refused({ code: 'not-found' });
    return this.page(actor, id, { unit: report.driveUnitId, period: report.periodOn }, state, null);
  }

  /** The unit and the period that are chosen, or the first that are owed, with what stands there and before. */
  private async stand(actor: Actor, id: string, chosen: { unit: unknown; period: unknown }) {
    const { reader } = this.database;
    const opened = await this.opening.open(reader, actor, id, this.clock.now());
    obey(refuseToReport(actor, opened.keeps));
    const { drive, reach, today } = opened;
    const periods = periodsUntil(drive, today, MOST_PERIODS);
    const wanted = readPeriod(chosen.period);
    const period = wanted === '' ? periods[0] : periods.find(({ on }) => on === wanted);
    if (period === undefined)
      throw new Refused({ code: wanted === '' ? 'drive-not-begun' : 'period-unknown', on: drive.startsOn });
    const { units } = await this.drives.units(reader, drive.id, reach, { limit: MOST_UNITS, offset: 0 });
    const around = await this.reports.around(
      reader,
      units.map((one) => one.id),
      period.on,
    );
    const unit =
      typeof chosen.unit === 'string' && chosen.unit !== ''
        ? await this.opening.unit(reader, opened, chosen.unit)
        : (units.find((one) => !around.there.has(one.id)) ?? units[0]);
    if (unit === undefined) throw new Refused({ code: 'not-found' });
    const known = units.some((one) => one.id === unit.id)
      ? around
      : await this.reports.around(reader, [unit.id], period.on);
    return {
      opened,
      unit,
      units: units.map((one) => ({ unit: one, isReported: around.there.has(one.id) })),
      periods,
      period,
      standing: known.there.get(unit.id) ?? null,
      previous: known.before.get(unit.id) ?? null,
    };
  }

  private async page(
    actor: Actor,
    id: string,
    chosen: { unit: unknown; period: unknown },
    state: FormState | null,
    asked: Readonly<Record<string, Figure>> | null,
  ): Promise<Page> {
    const stand = await this.stand(actor, id, chosen);
    const { reader } = this.database;
    const [history, reportedOn, beginning] = await Promise.all([
      this.reports.ofUnit(reader, stand.unit.id, SHOWN_REPORTS),
      this.reports.periodsOf(reader, stand.unit.id),
      this.beginnings.of(reader, stand.opened, stand.unit, stand.period),
    ]);
    const form = state ?? freshForm(typedReport(stand.opened.drive, stand.standing, beginning));
    // An office with a thousand units is not asked to choose among them here: its board leads to each.
    const units = actor.role === 'commune' ? stand.units : [];
    return reportPage({ ...stand, units, history, reportedOn, beginning, form, asked });
  }
}
