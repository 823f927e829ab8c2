import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { MOVEMENT_PART } from '../contests/parts/movement.part.js';
import { PartService } from '../contests/parts/part.service.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { UnitId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import type { DriveFacts, DriveId, DriveUnitFacts } from '../movements/drives/drive.facts.js';
import { DriveService, type NewDrive } from '../movements/drives/drive.service.js';
import { DRIVE_TEMPLATES, type DriveTemplate } from '../movements/drives/drive.templates.js';
import { ReportService } from '../movements/drives/report.service.js';
import type { PledgeFigures } from '../movements/pledges/pledge.figures.js';
import { MovementService } from '../movements/movement.service.js';
import { UnitReader } from '../units/unit.reader.js';
import type { Cast } from './demonstration.people.js';
import { PledgeActs } from './pledge.acts.js';
import { RecordActs } from './record.acts.js';
import {
  DISTRICT_AGENCIES,
  LATE_AFTER_MILLISECONDS,
  leavesOut,
  SAMPLE_FOLLOWERS,
  SAMPLE_MOVEMENT,
  SAMPLE_SPAN,
  SAMPLE_WEEKS,
  sampleReached,
  sendsLate,
  WARD_AGENCIES,
} from './materials/drives.js';

type Week = (typeof SAMPLE_WEEKS)[number];
const FIGURES = { note: '' };
/** Weeks in which some communes send late. */
const LATE_WEEKS = new Set([1, 3]);

/** The sample movement around the contest, with three drives and six weeks of reports, through the services behind their pages. */
@Injectable()
export class MovementActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly units: UnitReader,
    private readonly parts: PartService,
    private readonly movements: MovementService,
    private readonly drives: DriveService,
    private readonly reports: ReportService,
    private readonly records: RecordActs,
    private readonly pledges: PledgeActs,
  ) {}

  /** Plays it up to the last week; `setClock` moves the contest’s clock, by which the movement goes. */
  async play(cast: Cast, contest: ContestFacts, setClock: (at: Instant) => Promise<void>): Promise<void> {
    const organiser = cast.by('to-chuc');
    const change = { slug: contest.slug, version: contest.version, reason: 'Theo kế hoạch của tỉnh' };
    const [province, city, district] = [
      await this.unit('province', '12'),
      await this.unit('district', '105'),
      await this.unit('district', '106'),
    ];
    const movement = await this.movements.begin(organiser, { ...SAMPLE_MOVEMENT, ownerUnitId: province });
    await this.parts.saveForm(organiser, MOVEMENT_PART, change, { movementId: movement });
    const begun = [
      await this.begin(organiser, movement, 'quan-tam-oa', province, SAMPLE_FOLLOWERS),
      await this.begin(organiser, movement, 'cai-ung-dung', city, null, WARD_AGENCIES),
      await this.begin(organiser, movement, 'nhom-noi-cu-tru', district, null, DISTRICT_AGENCIES),
    ];
    const drives = [];
    for (const id of begun)
      drives.push(await this.drives.inFull(this.database.reader, organiser.actor, id, this.clock.now()));
    for (const [number, week] of SAMPLE_WEEKS.entries()) {
      await setClock(week.sentAt);
      for (const one of drives) {
        await this.pledges.week(cast, one, { number, day: dayOf(week.sentAt) });
        await this.report(organiser, one, { week, number }, false);
      }
      const [followers] = drives;
      if (followers === undefined || !LATE_WEEKS.has(number)) continue;
      await setClock(plusMilliseconds(week.sentAt, LATE_AFTER_MILLISECONDS));
      await this.report(organiser, followers, { week, number }, true);
    }
    const [followers] = drives;
    if (followers !== undefined) await this.correct(cast.by('xa'), followers);
    await this.records.play(cast, movement);
    await this.records.report(cast, movement);
  }

  private async unit(level: 'province' | 'district', code: string): Promise<UnitId> {
    const found = await this.units.byCode(this.database.reader, { level, code, on: SAMPLE_SPAN.unitsOn });
    if (found === null) throw new Error(`the shipped units lack ${level} ${code}`);
    return found.id;
  }

  private async begin(
    act: Act,
    movement: string,
    slug: string,
    scopeUnitId: UnitId,
    target: number | null,
    agencies: typeof WARD_AGENCIES = [],
  ): Promise<DriveId> {
    const template = DRIVE_TEMPLATES.find((one) => one.slug === slug) as DriveTemplate;
    const indicators = template.indicators.map((one, index) => ({
      ...one,
      target: index === 0 ? (target ?? one.target) : one.target,
      dueOn: null,
    }));
    const words: NewDrive = { ...template, ...SAMPLE_SPAN, scopeUnitId, indicators };
    const id = await this.drives.begin(act, movement, template, words, { sample: true });
    if (agencies.length === 0) return id;
    const rows = agencies.map(([commune, name, required], index) => ({
      line: index + 1,
      commune,
      name,
      required,
      controllerName: null,
    }));
    const { faults } = await this.drives.layAgencies(act, id, rows);
    const [fault] = faults;
    if (fault !== undefined) throw new Error(`sample agencies, line ${fault.line}: ${fault.message}`);
    return id;
  }

  /** One week of one drive: those in time, or those who are late. The commune that people sign in as owes its last two weeks. */
  private async report(
    act: Act,
    { drive, units }: { drive: DriveFacts; units: readonly DriveUnitFacts[] },
    { week, number }: { week: Week; number: number },
    late: boolean,
  ): Promise<void> {
    const sent = units.filter(
      (unit) =>
        !leavesOut(unit.ordinal, number) &&
        (drive.reporters === 'communes' && LATE_WEEKS.has(number) && sendsLate(unit.ordinal, number)) === late &&
        !(unit.communeName === 'Xã Bản Bo' && number > 3),
    );
    if (sent.length === 0) return;
    const listed = await this.pledges.figures({ drive, units }, { number, day: dayOf(week.sentAt) });
    const typed = sent.map((unit) => {
      const counted = listed.get(unit.id);
      const figures = counted === undefined ? figuresOf(drive, unit, number) : countedOf(drive, counted);
      return { ...FIGURES, unit, figures };
    });
    await this.reports.reportMany(act, { driveId: drive.id, periodOn: week.on, way: 'workbook' }, typed, '');
  }

  /** The commune puts one of its figures right. */
  private async correct(act: Act, { drive }: { drive: DriveFacts }): Promise<void> {
    const { units } = await this.drives.inFull(this.database.reader, act.actor, drive.id, this.clock.now());
    const [unit] = units;
    const week = SAMPLE_WEEKS[2];
    if (unit === undefined) return;
    const figures = figuresOf(drive, unit, 2);
    const typed = [{ ...FIGURES, unit, figures: raised(figures, 12) }];
    await this.reports.reportMany(
      act,
      { driveId: drive.id, periodOn: week.on, way: 'page' },
      typed,
      'Bổ sung số của 2 bản báo sau',
    );
  }
}

function figuresOf({ indicators }: DriveFacts, { ordinal, required }: DriveUnitFacts, week: number) {
  return Object.fromEntries(
    indicators.map(({ id, whole }, index) => {
      const most = whole === 'required' ? (required ?? 0) : SAMPLE_FOLLOWERS * 2;
      // The second figure of a drive lags behind the first: members behind followers, confirmed behind pledged.
      return [id, { part: sampleReached(ordinal, index === 0 ? week : week - 1, most), whole: null }];
    }),
  );
}

/** What the list of an agency counts: who pledged, and who is in a group. */
const countedOf = ({ indicators }: DriveFacts, { pledged, confirmed }: PledgeFigures) =>
  Object.fromEntries(
    indicators.map(({ id, fromRegister }) => [
      id,
      { part: fromRegister === 'pledged' ? pledged : confirmed, whole: null },
    ]),
  );

const raised = (figures: ReturnType<typeof figuresOf>, by: number) =>
  Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, { ...figure, part: figure.part + by }]));
