import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Doubt, DriveFacts, DriveUnitFacts, Figure, ReportFacts, ReportId, ReportWay } from './drive.facts.js';
import { DriveOpening, type OpenedDrive } from './drive.opening.js';
import { type Period, periodOn } from './drive.periods.js';
import { refuseToConfirm, refuseToReport } from './drive.policy.js';
import { type NewReport, ReportRepository, type Sender } from './report.repository.js';
import { doubtsAbout, sameFigures } from './report.reading.js';

/** What somebody reports of one unit. */
export interface TypedReport {
  unit: DriveUnitFacts;
  figures: Readonly<Record<string, Figure>>;
  note: string;
}

/** A unit whose figures somebody should look at again. */
export type ReportedUnit = { unit: DriveUnitFacts; doubts: readonly Doubt[] };

/** What became of many reports at once. */
export interface ReportOutcome {
  added: number;
  corrected: number;
  unchanged: number;
  doubted: readonly ReportedUnit[];
}

/** Reports of units: sent, corrected with a reason, confirmed. What was sent stays. */
@Injectable()
export class ReportService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: DriveOpening,
    private readonly reports: ReportRepository,
  ) {}

  /**
   * Takes one unit’s report for a period. `replaces` names the report on the page that this one corrects; null: there was none. Refuses
   * `not-found` out of reach, `period-unknown`, `report-changed` when somebody reported meanwhile, `correction-without-reason` for a correction
   * without one.
   */
  report(
    act: Act,
    at: { driveId: string; unitId: string; periodOn: Day; replaces: string | null; way: ReportWay },
    typed: { figures: Readonly<Record<string, Figure>>; note: string; reason: string },
  ): Promise<{ id: ReportId; doubts: readonly Doubt[] }> {
    return this.database.act(act, async (tx) => {
      const { opened, period } = await this.open(tx, act, at.driveId, at.periodOn);
      const unit = await this.opening.unit(tx, opened, at.unitId);
      const { there, before } = await this.reports.around(tx, [unit.id], period.on);
      const standing = there.get(unit.id) ?? null;
      if ((standing?.id ?? null) !== at.replaces) throw new Refused({ code: 'report-changed' });
      const reason = typed.reason.trim();
      if (standing !== null && reason === '') throw new Refused({ code: 'correction-without-reason', field: 'reason' });
      const report = reportOf(
        { drive: opened.drive, period, unit, standing, previous: before.get(unit.id) ?? null },
        { ...typed, reason },
        reportIdOf(act),
      );
      if ((await this.reports.insert(tx, [report], senderOf(act, opened, at.way))) === 0)
        throw new Refused({ code: 'report-changed' });
      await this.record(tx, act, opened, 'drive.report', {
        reason: standing === null ? null : reason,
        facts: { unit: unit.name, period: period.on, doubts: report.doubts },
      });
      return { id: report.id, doubts: report.doubts as readonly Doubt[] };
    });
  }

  /**
   * Takes the reports of many units for one period, all or nothing. Units whose figures are as they stand are left alone; others that
   * have reported are corrected, for `reason`. Refuses as `report` does.
   */
  reportMany(
    act: Act,
    at: { driveId: string; periodOn: Day; way: ReportWay },
    typed: readonly TypedReport[],
    reason: string,
  ): Promise<ReportOutcome> {
    return this.database.act(act, async (tx) => {
      const { opened, period } = await this.open(tx, act, at.driveId, at.periodOn);
      const ids = typed.map(({ unit }) => unit.id);
      const { there, before } = await this.reports.around(tx, ids, period.on);
      const planned = typed.flatMap(({ unit, figures, note }) => {
        const standing = there.get(unit.id) ?? null;
        if (standing !== null && sameFigures(standing.figures, figures)) return [];
        const given = { drive: opened.drive, period, unit, standing, previous: before.get(unit.id) ?? null };
        return [{ unit, report: reportOf(given, { figures, note, reason }, newId<'drive-report'>()) }];
      });
      const reports = planned.map(({ report }) => report);
      const corrected = reports.filter(({ replacesId }) => replacesId !== null).length;
      if (corrected > 0 && reason.trim() === '')
        throw new Refused({ code: 'correction-without-reason', field: 'reason' });
      const sender = senderOf(act, opened, at.way);
      if (reports.length > 0 && (await this.reports.insert(tx, reports, sender)) < reports.length)
        throw new Refused({ code: 'report-changed' });
      const doubted = planned
        .filter(({ report }) => report.doubts.length > 0)
        .map(({ unit, report }) => ({ unit, doubts: report.doubts as readonly Doubt[] }));
      const outcome = {
        added: reports.length - corrected,
        corrected,
        unchanged: typed.length - reports.length,
        doubted,
      };
      await this.record(tx, act, opened, 'drive.import', {
        reason: corrected === 0 ? null : reason,
        facts: {
          period: period.on,
          added: outcome.added,
          corrected,
          unchanged: outcome.unchanged,
          doubted: doubted.length,
        },
      });
      return outcome;
    });
  }

  /**
   * Writes down that a report is right: by the office above, or as the word of the hamlet (`wordOf`: whose). Refuses `not-found`,
   * `confirmation-not-yours`, `report-confirmed` when it was confirmed or corrected meanwhile.
   */
  confirm(act: Act, driveId: string, reportId: string, wordOf: string | null): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.open(tx, act.actor, driveId, tx.now);
      obey(refuseToConfirm(act.actor, opened.keeps, opened.drive));
      const report = await this.reports.one(tx, opened.drive.id, opened.reach, reportId);
      if (report === null) throw new Refused({ code: 'not-found' });
      const by = { at: opened.now, name: act.actor.name, wordOf };
      if ((await this.reports.confirm(tx, report.id, by)) === 0) throw new Refused({ code: 'report-confirmed' });
      await this.record(tx, act, opened, 'drive.confirm', {
        reason: null,
        facts: { unit: report.unitName, period: report.periodOn },
      });
    });
  }

  private async open(tx: Tx, act: Act, driveId: string, on: Day): Promise<{ opened: OpenedDrive; period: Period }> {
    const opened = await this.opening.open(tx, act.actor, driveId, tx.now);
    obey(refuseToReport(act.actor, opened.keeps));
    const period = periodOn(opened.drive, on, opened.today);
    if (period === null) throw new Refused({ code: 'period-unknown', field: 'period' });
    return { opened, period };
  }

  private record(
    tx: Tx,
    act: Act,
    { drive, movement, now }: OpenedDrive,
    deed: string,
    { reason, facts }: { reason: string | null; facts: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'drive',
      subjectId: drive.id,
      contestId: act.actor.contestId,
      contestAt: movement.rehearsal ? now : null,
      reason,
      facts: { drive: drive.name, ...facts },
    });
  }
}

/** What stands around a report that comes in. */
interface Given {
  drive: DriveFacts;
  period: Period;
  unit: DriveUnitFacts;
  standing: ReportFacts | null;
  previous: ReportFacts | null;
}

function reportOf(
  { drive, period, unit, standing, previous }: Given,
  typed: { figures: Readonly<Record<string, Figure>>; note: string; reason: string },
  id: ReportId,
): NewReport {
  const doubts = doubtsAbout(drive, unit, typed.figures, previous).map(({ doubt }) => doubt);
  return {
    id,
    driveUnitId: unit.id,
    periodOn: period.on,
    dueOn: period.dueOn,
    note: typed.note,
    doubts: [...new Set(doubts)],
    replacesId: standing?.id ?? null,
    reason: standing === null ? null : typed.reason,
    figures: typed.figures,
  };
}

const senderOf = ({ actor }: Act, { now }: OpenedDrive, way: ReportWay): Sender => ({
  at: now,
  byName: actor.unitName ?? actor.name,
  byRole: actor.role,
  way,
});

/** Of a program’s key the id is made, so that its second answer is the first without being kept (decision 48). */
export function reportIdOf({ formKey }: Act): ReportId {
  if (formKey === null || !formKey.endsWith('.api')) return newId<'drive-report'>();
  const hex = createHash('sha256').update(formKey).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as ReportId;
}
