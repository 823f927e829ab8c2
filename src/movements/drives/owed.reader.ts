import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import type { MovementFacts } from '../movement.facts.js';
import { movementNow } from '../movement.policy.js';
import { MovementRepository } from '../movement.repository.js';
import type { DriveFacts } from './drive.facts.js';
import { type Period, periodsUntil } from './drive.periods.js';
import { DriveRepository } from './drive.repository.js';
import { ReportRepository } from './report.repository.js';

/** Of a daily drive older days are not asked for any more: nobody counts them again. */
const MOST_PERIODS = 14;

/** A drive in which a commune reports, and the periods for which somebody of it has not, the first due first. */
export interface OwedDrive {
  drive: DriveFacts;
  movement: MovementFacts;
  now: Instant;
  units: number;
  owed: { period: Period; reported: number; isOverdue: boolean }[];
}

/** What a commune owes. */
@Injectable()
export class OwedReader {
  constructor(
    private readonly movements: MovementRepository,
    private readonly drives: DriveRepository,
    private readonly reports: ReportRepository,
  ) {}

  /** Every drive in which the commune reports, those it owes something first. Four queries, however many drives. */
  async of(reader: Reader, communeId: UnitId, clock: Instant): Promise<OwedDrive[]> {
    const [drives, units, counts, movements] = await Promise.all([
      this.drives.ofCommune(reader, communeId),
      this.reports.unitsOfCommune(reader, communeId),
      this.reports.countsOfCommune(reader, communeId),
      this.movements.list(reader, { kind: 'commune', unitId: communeId }, { limit: 1000, offset: 0 }),
    ]);
    const found = drives.flatMap((drive): OwedDrive[] => {
      const movement = movements.movements.find(({ id }) => id === drive.movementId);
      if (movement === undefined) return [];
      const now = movementNow(movement, clock);
      const today = dayOf(now);
      const own = units.find(({ driveId }) => driveId === drive.id)?.units ?? 0;
      const reportedIn = new Map(
        counts.filter(({ driveId }) => driveId === drive.id).map(({ periodOn, reported }) => [periodOn, reported]),
      );
      const owed = periodsUntil(drive, today, MOST_PERIODS)
        .map((period) => ({ period, reported: reportedIn.get(period.on) ?? 0, isOverdue: today > period.dueOn }))
        .filter(({ reported }) => reported < own)
        .reverse();
      return [{ drive, movement, now, units: own, owed }];
    });
    return found.sort((a, b) => Number(b.owed.length > 0) - Number(a.owed.length > 0));
  }
}
