import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import type { DriveFacts, DriveUnitFacts } from '../drives/drive.facts.js';
import { DriveOpening, type OpenedDrive } from '../drives/drive.opening.js';
import { DriveRepository } from '../drives/drive.repository.js';
import type { MovementFacts } from '../movement.facts.js';
import { MovementOpening } from '../movement.opening.js';
import { keeps, movementNow } from '../movement.policy.js';
import { MovementRepository } from '../movement.repository.js';
import type { PledgeFacts } from './pledge.facts.js';
import { PledgeRepository } from './pledge.repository.js';
import { ResidentRepository } from './resident.repository.js';

/** The list of one agency as somebody has it open. */
export interface OpenedList extends OpenedDrive {
  unit: DriveUnitFacts;
}

/** A drive as the commune sees it in which people live who pledged. */
export interface OpenedResidence {
  drive: DriveFacts;
  movement: MovementFacts;
  communeId: UnitId;
  now: Instant;
  today: Day;
}

/** Finds the pledges that somebody asks for. Everything refuses `not-found` out of reach, and for drives that keep no list of people. */
@Injectable()
export class PledgeOpening {
  constructor(
    private readonly opening: DriveOpening,
    private readonly movementOpening: MovementOpening,
    private readonly drives: DriveRepository,
    private readonly movements: MovementRepository,
    private readonly pledges: PledgeRepository,
    private readonly residents: ResidentRepository,
  ) {}

  async drive(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedDrive> {
    const opened = await this.opening.open(reader, actor, id, now);
    if (!opened.drive.keepsPledges) throw new Refused({ code: 'not-found' });
    return opened;
  }

  /** For numbers: the same, and for an office a drive in which people of its tree pledged, though no agency of the drive stands there. */
  async counted(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedDrive> {
    const reach = await this.movementOpening.reach(reader, actor);
    const drive = reach.kind === 'tree' && isId(id) ? await this.drives.byId(reader, id) : null;
    if (drive === null || !drive.keepsPledges) return this.drive(reader, actor, id, now);
    const { total } = await this.drives.units(reader, drive.id, reach, { limit: 1, offset: 0 });
    const movement = await this.movements.byId(reader, { kind: 'all' }, drive.movementId);
    const isLivedIn = total === 0 && (await this.residents.liveWithin(reader, reach, drive.id));
    if (movement === null || !isLivedIn || keeps(actor, reach, movement)) return this.drive(reader, actor, id, now);
    const present = movementNow(movement, now);
    return { reach, movement, keeps: false, now: present, today: dayOf(present), drive, ownUnits: 0 };
  }

  async list(reader: Reader, actor: Actor, id: string, unitId: string, now: Instant): Promise<OpenedList> {
    const opened = await this.drive(reader, actor, id, now);
    return { ...opened, unit: await this.opening.unit(reader, opened, unitId) };
  }

  async pledge(reader: Reader, { unit }: OpenedList, id: string): Promise<PledgeFacts> {
    const pledge = isId(id) ? await this.pledges.ofUnit(reader, unit.id, id) : null;
    if (pledge === null) throw new Refused({ code: 'not-found' });
    return pledge;
  }

  /** For the commune of residence alone: the drive is there for it when somebody who lives in it pledged, or when it reports in it. */
  async residence(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedResidence> {
    const communeId = actor.role === 'commune' ? actor.unitId : null;
    const drive = isId(id) && communeId !== null ? await this.drives.byId(reader, id) : null;
    if (drive === null || communeId === null || !drive.keepsPledges) throw new Refused({ code: 'not-found' });
    const [isConcerned, movement] = await Promise.all([
      this.residents.isConcerned(reader, communeId, drive.id),
      this.movements.byId(reader, { kind: 'all' }, drive.movementId),
    ]);
    if (!isConcerned || movement === null) throw new Refused({ code: 'not-found' });
    const present = movementNow(movement, now);
    return { drive, movement, communeId, now: present, today: dayOf(present) };
  }
}
