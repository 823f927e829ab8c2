import { Controller, Get } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Invariants } from '../../database/invariants.js';
import { Clock } from '../../kernel/clock.js';
import { Page } from '../../web/answer.js';
import { Allow } from '../../web/rights.js';
import { backupPaths } from '../backup/backup.paths.js';
import { CheckRepository } from './check.repository.js';
import { checkPaths } from './check.paths.js';
import { toCheckPage } from './check.view.js';

/** What the last check of the data came to, and how old it is. */
@Controller()
export class CheckController {
  constructor(
    private readonly database: Database,
    private readonly checks: CheckRepository,
    private readonly invariants: Invariants,
    private readonly clock: Clock,
  ) {}

  @Get(checkPaths.last)
  @Allow('admin')
  async last(): Promise<Page> {
    const { reader } = this.database;
    const [last, whole] = await Promise.all([this.checks.last(reader), this.checks.lastWhole(reader)]);
    return new Page('operations/check', toCheckPage({ last, whole }, this.invariants.all(), this.clock.now()), {
      breadcrumbs: [
        { href: backupPaths.list, label: 'Sao lưu' },
        { href: null, label: 'Kiểm tra dữ liệu' },
      ],
    });
  }
}
