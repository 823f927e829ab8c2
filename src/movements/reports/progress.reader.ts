import { Injectable } from '@nestjs/common';
import { RegisterFigures } from '../../communities/groups/register.figures.js';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementFacts, Reach } from '../movement.facts.js';
import { BoardRepository, type BoardRow, type Grouping } from '../drives/board.repository.js';
import { sayMeasured, standingOf } from '../drives/board.view.js';
import type { DriveFacts, IndicatorFacts } from '../drives/drive.facts.js';
import { DriveRepository } from '../drives/drive.repository.js';
import { sayTarget } from '../drives/report.reading.js';
import {
  MOST_BEHIND,
  type ProgressFacts,
  type ProgressIndicator,
  type ProgressPeriod,
  type ProgressRow,
} from './progress.facts.js';
import { ProgressParts } from './progress.parts.js';
import { asOfDay, eveOf } from './progress.period.js';
import { ProgressRepository } from './progress.repository.js';

/** A report says no more rows than these of one indicator; the board has them all. */
export const MOST_ROWS = 200;

const ROWS_ARE: Readonly<Record<Grouping, string>> = {
  unit: 'Đơn vị',
  commune: 'Xã',
  district: 'Huyện',
  successor: 'Xã hiện nay',
};

/** Reads what the data says of a movement in a period: as many queries for ten thousand units as for one. */
@Injectable()
export class ProgressReader {
  constructor(
    private readonly drives: DriveRepository,
    private readonly boards: BoardRepository,
    private readonly reports: ProgressRepository,
    private readonly figures: RegisterFigures,
    private readonly parts: ProgressParts,
  ) {}

  /** Of one unit's tree; the unit that holds the movement tells of all of it. */
  async facts(
    reader: Reader,
    movement: MovementFacts,
    unitId: UnitId,
    period: ProgressPeriod,
    today: Day,
  ): Promise<ProgressFacts> {
    const asOf = asOfDay(period, today);
    const isAll = unitId === movement.ownerUnitId;
    const reach: Reach = isAll ? { kind: 'all' } : { kind: 'tree', unitId };
    const found = await this.drives.ofMovement(reader, movement.id);
    const changed = new Set(await this.reports.drivesOfEndedUnits(reader, movement.id, asOf));
    const drives = [];
    for (const drive of found.filter(({ startsOn }) => startsOn <= asOf)) {
      const grouping = groupingOf(drive, { isAll, isChanged: changed.has(drive.id) });
      const indicators = [];
      for (const indicator of drive.indicators) {
        const at = { driveId: drive.id, indicator, reach };
        indicators.push(await this.indicator(reader, at, { grouping, asOf, before: eveOf(period) }));
      }
      // A drive of another part of the country is none of this unit's.
      if (indicators.some(({ units }) => units > 0))
        drives.push({ name: drive.name, scope: drive.scopeName, sample: drive.sample, indicators });
    }
    const [roles, observed, parts] = await Promise.all([
      this.figures.lacking(reader, unitId, asOf),
      this.reports.observed(reader, movement.id, unitId, { from: period.fromOn, to: asOf }),
      this.parts.of(reader, {
        contestIds: movement.contests.map(({ id }) => id),
        movementId: movement.id,
        unitId: isAll ? null : unitId,
        fromOn: period.fromOn,
        asOf,
        today,
      }),
    ]);
    return {
      ...{ asOf, drives, observed, parts },
      roles:
        roles.communes === 0
          ? null
          : {
              communes: roles.communes,
              lacking: roles.roles.map(({ name, lacking }) => ({ name, communes: lacking })),
            },
    };
  }

  private async indicator(
    reader: Reader,
    at: { driveId: DriveFacts['id']; indicator: IndicatorFacts; reach: Reach },
    { grouping, asOf, before }: { grouping: Grouping; asOf: Day; before: Day },
  ): Promise<ProgressIndicator> {
    const { indicator } = at;
    const whole = { limit: MOST_ROWS, offset: 0 };
    const one = { limit: 1, offset: 0 };
    const [board, behind, earlier] = await Promise.all([
      this.boards.of(reader, { ...at, grouping, on: asOf, below: false }, whole),
      this.boards.of(reader, { ...at, grouping: 'unit', on: asOf, below: true }, { ...one, limit: MOST_BEHIND }),
      this.boards.of(reader, { ...at, grouping: 'unit', on: before, below: false }, one),
    ]);
    const say = ({ part, whole: of }: { part: number; whole: number }): string =>
      sayMeasured(indicator, {
        part,
        whole: indicator.whole === 'none' ? null : of,
        percent: indicator.whole === 'none' || of === 0 ? null : percentOf(part, of),
      });
    const { totals } = board;
    return {
      name: indicator.name,
      target: sayTarget(indicator),
      hasTarget: indicator.target !== null,
      units: totals.units,
      reported: totals.reported,
      reached: totals.reached,
      late: totals.late,
      total: totals.reported === 0 ? '–' : say(totals),
      before: earlier.totals.reported === 0 ? null : say(earlier.totals),
      rowsAre: ROWS_ARE[grouping],
      rows: board.rows.map((row) => rowOf(indicator, row)),
      rowsTotal: totals.rows,
      behind: behind.rows.map((row) => ({ name: row.name, above: row.above, why: standingOf(row).word })),
      behindTotal: behind.totals.rows,
    };
  }
}

/** Who holds the movement tells of districts, an office of its communes; once units have ended, of the communes of today with the old ones inside. */
function groupingOf(
  { reporters }: Pick<DriveFacts, 'reporters'>,
  { isAll, isChanged }: { isAll: boolean; isChanged: boolean },
): Grouping {
  if (isChanged) return 'successor';
  if (isAll) return 'district';
  return reporters === 'agencies' ? 'commune' : 'unit';
}

/** One decimal, half up, as the boards round: of whole numbers, exactly. */
const percentOf = (part: number, whole: number): string => {
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
};

function rowOf(indicator: IndicatorFacts, row: BoardRow): ProgressRow {
  const { name, inside, needed, rank, units, reported, reached } = row;
  const of = needed ?? row.whole;
  return {
    ...{ name, inside, needed, rank, units, reported, reached },
    measured: sayMeasured(indicator, row),
    status: standingOf(row).word,
    share: row.part === null || of === null || of === 0 ? null : Math.min(100, Math.floor((row.part * 100) / of)),
  };
}
