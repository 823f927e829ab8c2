import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { newId, type UnitId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { MovementId, MovementWords } from './movement.facts.js';
import { MovementOpening } from './movement.opening.js';
import { refuseToBegin, refuseToKeep } from './movement.policy.js';
import { MovementRepository } from './movement.repository.js';

/** Emulation movements: begun, put right, and which contests stand in them. */
@Injectable()
export class MovementService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementRepository,
    private readonly opening: MovementOpening,
  ) {}

  /**
   * Begins a movement of a unit and answers its id. An organiser of one contest alone brings that contest into it, for otherwise it
   * could not be found again. Refuses `movement-of-another-unit`.
   */
  begin(act: Act, words: MovementWords & { ownerUnitId: UnitId; sample?: boolean }): Promise<MovementId> {
    return this.database.act(act, async (tx) => {
      const reach = await this.opening.reach(tx, act.actor);
      obey(refuseToBegin(act.actor, reach, words.ownerUnitId));
      const id = newId<'movement'>();
      const made = { madeAt: tx.now, madeByName: act.actor.name, sample: words.sample ?? false };
      await this.movements.insert(tx, { ...words, ...made, id });
      if (act.actor.contestId !== null) await this.movements.place(tx, act.actor.contestId, id);
      await this.record(tx, act, 'movement.begin', id, words);
      return id;
    });
  }

  /** Writes over what is said of a movement. Refuses `stale` when somebody was quicker, `not-found` for who does not keep it. */
  edit(act: Act, at: { id: string; version: number }, words: MovementWords): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { reach, movement } = await this.opening.open(tx, act.actor, at.id, tx.now);
      obey(refuseToKeep(act.actor, reach, movement));
      if ((await this.movements.update(tx, movement.id, at.version, words)) === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, 'movement.edit', movement.id, words);
    });
  }

  private record(tx: Tx, act: Act, deed: string, id: MovementId, { name, planNumber }: MovementWords): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'movement',
      subjectId: id,
      contestId: act.actor.contestId,
      facts: { movement: name, plan: planNumber },
    });
  }
}
