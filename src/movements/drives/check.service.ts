import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { CheckRepository } from './check.repository.js';
import { DriveOpening } from './drive.opening.js';
import { refuseToReport } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';

/** Checks at the gate of an agency, written down one by one; what was written stays. */
@Injectable()
export class CheckService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly checks: CheckRepository,
  ) {}

  /** Writes down one check, and who made it as the agency’s controller from now on. Refuses `not-found` out of reach or where none are kept. */
  note(
    act: Act,
    driveId: string,
    unitId: string,
    typed: { way: 'in' | 'out'; people: number; withoutApp: number; controllerName: string },
  ): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.open(tx, act.actor, driveId, tx.now);
      const { drive, movement, keeps, now } = opened;
      obey(refuseToReport(act.actor, keeps));
      if (!drive.keepsChecks) throw new Refused({ code: 'not-found' });
      const unit = await this.opening.unit(tx, opened, unitId);
      if (unit.controllerName !== typed.controllerName)
        await this.drives.nameController(tx, unit.id, typed.controllerName);
      await this.checks.insert(tx, unit.id, { ...typed, checkedAt: now, byName: act.actor.unitName ?? act.actor.name });
      await this.audit.record(tx, act, {
        act: 'drive.check',
        subjectKind: 'drive',
        subjectId: drive.id,
        contestId: act.actor.contestId,
        contestAt: movement.rehearsal ? now : null,
        facts: {
          drive: drive.name,
          unit: unit.name,
          direction: typed.way,
          people: typed.people,
          withoutApp: typed.withoutApp,
        },
      });
    });
  }
}
