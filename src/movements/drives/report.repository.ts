import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { withForerunners } from '../forerunners.js';
import { IS_DOUBTED, IS_LATE, unitsWithin } from './drive.columns.js';
import type { DriveId, DriveUnitId, Figure, ReportFacts, ReportId, ReportWay } from './drive.facts.js';

/** A report as it comes in; figures by indicator. */
export interface NewReport {
  id: ReportId;
  driveUnitId: DriveUnitId;
  periodOn: Day;
  dueOn: Day;
  note: string;
  doubts: readonly string[];
  replacesId: ReportId | null;
  reason: string | null;
  figures: Readonly<Record<string, Figure>>;
}

/** Who sends reports, when and how. */
export interface Sender {
  at: Instant;
  byName: string;
  byRole: string;
  way: ReportWay;
}

/** How a drive stands for a commune's list: how many of its units have reported for a period. */
export interface PeriodCount {
  driveId: DriveId;
  periodOn: Day;
  reported: number;
}

const COLUMNS = `r.id, r.drive_unit_id AS "driveUnitId", r.period_on AS "periodOn", r.due_on AS "dueOn", r.reported_at AS "reportedAt", r.by_name AS "byName", r.way,
  r.note, r.doubts, r.replaces_id AS "replacesId", r.reason, r.confirmed_at AS "confirmedAt", r.confirmed_by_name AS "confirmedByName",
  r.confirmed_for AS "confirmedFor",
  coalesce((SELECT json_object_agg(f.indicator_id, json_build_object('part', f.part, 'whole', f.whole)) FROM drive_figures f WHERE f.report_id = r.id), '{}'::json) AS figures`;
/** The one of a period that stands: nothing replaces it. */
const STANDS = `NOT EXISTS (SELECT 1 FROM drive_reports n WHERE n.replaces_id = r.id)`;

@Injectable()
export class ReportRepository {
  /** The newest reports of a unit, corrected ones among them, those of the newest period first. */
  ofUnit(reader: Reader, unitId: DriveUnitId, limit: number): Promise<ReportFacts[]> {
    return reader.rows<ReportFacts>(
      `SELECT ${COLUMNS} FROM drive_reports r WHERE r.drive_unit_id = $1 ORDER BY r.period_on DESC, r.seq DESC LIMIT $2`,
      [unitId, limit],
    );
  }

  /** The first days of the periods on which a unit has reported. */
  async periodsOf(reader: Reader, unitId: DriveUnitId): Promise<ReadonlySet<Day>> {
    const rows = await reader.rows<{ on: Day }>(
      `SELECT period_on AS "on" FROM drive_reports WHERE drive_unit_id = $1 AND replaces_id IS NULL`,
      [unitId],
    );
    return new Set(rows.map(({ on }) => on));
  }

  /** What stands for these units: for this period, and for the last one before it. Two queries at once, however many units. */
  async around(
    reader: Reader,
    unitIds: readonly DriveUnitId[],
    periodOn: Day,
  ): Promise<{ there: ReadonlyMap<string, ReportFacts>; before: ReadonlyMap<string, ReportFacts> }> {
    const [there, before] = await Promise.all([
      reader.rows<ReportFacts>(
        `SELECT ${COLUMNS} FROM drive_reports r WHERE r.drive_unit_id = ANY($1::uuid[]) AND r.period_on = $2 AND ${STANDS}`,
        [unitIds, periodOn],
      ),
      reader.rows<ReportFacts>(
        `SELECT ${COLUMNS} FROM unnest($1::uuid[]) AS w (id) JOIN LATERAL (
           SELECT * FROM drive_reports b WHERE b.drive_unit_id = w.id AND b.period_on < $2 ORDER BY b.period_on DESC, b.seq DESC LIMIT 1) r ON true`,
        [unitIds, periodOn],
      ),
    ]);
    const byUnit = (rows: ReportFacts[]): ReadonlyMap<string, ReportFacts> =>
      new Map(rows.map((row) => [row.driveUnitId, row]));
    return { there: byUnit(there), before: byUnit(before) };
  }

  /** How many units of a commune have reported, by drive and period. One query for all its drives. */
  countsOfCommune(reader: Reader, communeId: string): Promise<PeriodCount[]> {
    return reader.rows<PeriodCount>(
      `SELECT u.drive_id AS "driveId", r.period_on AS "periodOn", count(*)::int AS reported
         FROM drive_units u JOIN drive_reports r ON r.drive_unit_id = u.id AND r.replaces_id IS NULL
        WHERE u.commune_id = ANY(${withForerunners('$1')}) GROUP BY u.drive_id, r.period_on`,
      [communeId],
    );
  }

  /** How many units of a commune report in each drive. */
  unitsOfCommune(reader: Reader, communeId: string): Promise<{ driveId: DriveId; units: number }[]> {
    return reader.rows(
      `SELECT drive_id AS "driveId", count(*)::int AS units FROM drive_units WHERE commune_id = ANY(${withForerunners('$1')}) GROUP BY drive_id`,
      [communeId],
    );
  }

  /**
   * Puts all of them in, at most one of a unit, with one statement for the reports, one for their figures and one for how their units stand
   * now. Answers how many came in: fewer than were given when somebody else has reported on, or corrected, one of them meanwhile; the act
   * is then refused as a whole.
   */
  async insert(tx: Tx, reports: readonly NewReport[], { at, byName, byRole, way }: Sender): Promise<number> {
    const added = await tx.changed(
      `INSERT INTO drive_reports (id, drive_unit_id, period_on, due_on, reported_at, by_name, by_role, way, note, doubts, replaces_id, reason)
         SELECT n.id, n."driveUnitId", n."periodOn", n."dueOn", $2, $3, $4, $5, n.note, ARRAY(SELECT json_array_elements_text(n.doubts)), n."replacesId", n.reason
           FROM json_to_recordset($1::json) AS n (id uuid, "driveUnitId" uuid, "periodOn" date, "dueOn" date, note text, doubts json, "replacesId" uuid, reason text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(reports.map(({ figures: _, ...row }) => row)), at, byName, byRole, way],
    );
    const figures = reports.flatMap(({ id, figures: own }) =>
      Object.entries(own).map(([indicatorId, figure]) => ({ reportId: id, indicatorId, ...figure })),
    );
    if (added === reports.length) {
      await tx.changed(
        `INSERT INTO drive_figures (report_id, indicator_id, part, whole)
           SELECT n."reportId", n."indicatorId", n.part, n.whole
             FROM json_to_recordset($1::json) AS n ("reportId" uuid, "indicatorId" uuid, part integer, whole integer)`,
        [JSON.stringify(figures)],
      );
      await this.keepStandings(tx, reports);
    }
    return added;
  }

  /**
   * Keeps how units stand after these reports (`drive_standings`): the newest period counts, and of it the last report, so a late correction
   * of an older period changes nothing. In one order of units, so that two files that come in at once wait for each other.
   */
  private async keepStandings(tx: Tx, reports: readonly Pick<NewReport, 'id'>[]): Promise<void> {
    await tx.changed(
      `INSERT INTO drive_standings AS s (indicator_id, drive_unit_id, report_seq, period_on, reported_at, is_late, is_doubted, part, whole)
         SELECT f.indicator_id, r.drive_unit_id, r.seq, r.period_on, r.reported_at, ${IS_LATE}, ${IS_DOUBTED}, f.part, f.whole
           FROM drive_reports r JOIN drive_figures f ON f.report_id = r.id WHERE r.id = ANY($1::uuid[]) ORDER BY r.drive_unit_id, f.indicator_id
       ON CONFLICT (indicator_id, drive_unit_id) DO UPDATE
          SET report_seq = excluded.report_seq, period_on = excluded.period_on, reported_at = excluded.reported_at, is_late = excluded.is_late,
              is_doubted = excluded.is_doubted, part = excluded.part, whole = excluded.whole
        WHERE (s.period_on, s.report_seq) < (excluded.period_on, excluded.report_seq)`,
      [reports.map(({ id }) => id)],
    );
  }

  /** A report of a drive within reach, with its unit. */
  one(
    reader: Reader,
    driveId: DriveId,
    reach: Reach,
    reportId: string,
  ): Promise<(ReportFacts & { unitName: string; communeName: string }) | null> {
    const within = unitsWithin('u', reach, 2);
    return reader.one(
      `SELECT ${COLUMNS}, u.name AS "unitName", u.commune_name AS "communeName" FROM drive_reports r JOIN drive_units u ON u.id = r.drive_unit_id
        WHERE u.drive_id = $1 AND ${within.sql} AND r.id = $3`,
      [driveId, ...within.values, reportId],
    );
  }

  /** Reports of a drive within reach that stand and wait to be confirmed, the oldest first. */
  waiting(
    reader: Reader,
    driveId: DriveId,
    reach: Reach,
    limit: number,
  ): Promise<(ReportFacts & { unitName: string; communeName: string })[]> {
    const within = unitsWithin('u', reach, 2);
    return reader.rows(
      `SELECT ${COLUMNS}, u.name AS "unitName", u.commune_name AS "communeName" FROM drive_units u JOIN drive_reports r ON r.drive_unit_id = u.id
        WHERE u.drive_id = $1 AND ${within.sql} AND r.confirmed_at IS NULL AND ${STANDS} ORDER BY r.seq LIMIT $3`,
      [driveId, ...within.values, limit],
    );
  }

  /** The last day on which a report of the drive was due, corrected ones among them; null: nobody reported. */
  async lastDue(reader: Reader, driveId: DriveId): Promise<Day | null> {
    const row = await reader.one<{ on: Day | null }>(
      `SELECT max(r.due_on) AS "on" FROM drive_units u JOIN drive_reports r ON r.drive_unit_id = u.id WHERE u.drive_id = $1`,
      [driveId],
    );
    return row?.on ?? null;
  }

  /** 0 when it was confirmed or corrected meanwhile. */
  confirm(tx: Tx, id: ReportId, by: { at: Instant; name: string; wordOf: string | null }): Promise<number> {
    return tx.changed(
      `UPDATE drive_reports r SET confirmed_at = $2, confirmed_by_name = $3, confirmed_for = $4 WHERE r.id = $1 AND r.confirmed_at IS NULL AND ${STANDS}`,
      [id, by.at, by.name, by.wordOf],
    );
  }
}
