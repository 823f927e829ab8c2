import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { MovementOpening, type OpenedMovement } from '../movement.opening.js';
import type { DriveFacts, DriveUnitFacts } from './drive.facts.js';
import { refuseToSeeDrive } from './drive.policy.js';
import { DriveRepository } from './drive.repository.js';

/** A drive as somebody has it open. `ownUnits`: how many of those who report are within reach. */
export interface OpenedDrive extends OpenedMovement {
  drive: DriveFacts;
  ownUnits: number;
}

/** Finds the drive that somebody asks for. */
@Injectable()
export class DriveOpening {
  constructor(
    private readonly movements: MovementOpening,
    private readonly drives: DriveRepository,
  ) {}

  /** The drive within the actor’s reach, as it is now; refuses `not-found` for every other. */
  async open(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedDrive> {
    const drive = isId(id) ? await this.drives.byId(reader, id) : null;
    if (drive === null) throw new Refused({ code: 'not-found' });
    const opened = await this.movements.open(reader, actor, drive.movementId, now);
    const { total } = await this.drives.units(reader, drive.id, opened.reach, { limit: 1, offset: 0 });
    const refusal = refuseToSeeDrive(opened, total);
    if (refusal !== null) throw new Refused(refusal);
    return { ...opened, drive, ownUnits: total };
  }

  /** One of those who report, within reach. */
  async unit(reader: Reader, { drive, reach }: OpenedDrive, unitId: string): Promise<DriveUnitFacts> {
    const unit = isId(unitId) ? await this.drives.unit(reader, drive.id, reach, unitId) : null;
    if (unit === null) throw new Refused({ code: 'not-found' });
    return unit;
  }
}
