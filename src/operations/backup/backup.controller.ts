import { Controller, Get } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { Page } from '../../web/answer.js';
import { Allow } from '../../web/rights.js';
import { checkPaths } from '../check/check.paths.js';
import { backupPaths } from './backup.paths.js';
import { BackupNights, SNAPSHOTS_KEPT } from './backup.nights.js';

const HOUR = 3_600_000;
/** A night that was missed once is no matter; two are. */
const STALE_AFTER_HOURS = 49;

/** How old the newest backup is, and which there are. */
@Controller()
export class BackupController {
  constructor(
    private readonly nights: BackupNights,
    private readonly clock: Clock,
  ) {}

  @Get(backupPaths.list)
  @Allow('admin')
  async list(): Promise<Page> {
    const kept = await this.nights.kept();
    const [newest] = kept ?? [];
    const hours = newest === undefined ? null : Math.floor((this.clock.now().getTime() - newest.getTime()) / HOUR);
    return new Page('operations/backups', {
      isOff: kept === null,
      newest: newest === undefined ? null : formatDateTime(newest),
      ageText: hours === null ? null : hours < 1 ? 'chưa đầy một giờ trước' : `${hours} giờ trước`,
      isStale: kept !== null && (hours === null || hours >= STALE_AFTER_HOURS),
      snapshots: (kept ?? []).map(formatDateTime),
      keeps: SNAPSHOTS_KEPT,
      checkHref: checkPaths.last,
    });
  }
}
