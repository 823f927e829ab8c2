import type { Reader, Tx } from '../database/tx.js';
import { type ContestId, isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import type { MovementId } from './movement.facts.js';
import { MovementRepository } from './movement.repository.js';

const movements = new MovementRepository();

/** A movement as a contest's page names it. */
export interface NamedMovement {
  id: MovementId;
  name: string;
  ownerName: string;
}

/** Which movement a contest stands in: for the room of contests, which asks who may say so. */
export class MovementPlaces {
  /** Movements that a contest may be put into, the newest first: at most a hundred. */
  offered(reader: Reader): Promise<NamedMovement[]> {
    return movements.forContests(reader, 100);
  }

  /** The movement of a contest; null: none. */
  ofContest(reader: Reader, contestId: ContestId): Promise<{ id: MovementId; name: string } | null> {
    return movements.ofContest(reader, contestId);
  }

  /** Puts the contest into a movement; '' takes it out. Refuses `not-found` for a movement that is not there, or a commune’s. */
  async place(tx: Tx, contestId: ContestId, movementId: string): Promise<void> {
    if (movementId === '') return movements.place(tx, contestId, null);
    const movement = isId(movementId) ? await movements.byId(tx, { kind: 'all' }, movementId) : null;
    if (movement === null || movement.isOfCommune) throw new Refused({ code: 'not-found' });
    return movements.place(tx, contestId, movement.id);
  }
}
