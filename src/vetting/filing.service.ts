import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { FilingLife } from '../entries/filing.life.js';
import type { Act } from '../kernel/actor.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { DeskRepository } from './desk.repository.js';
import type { TypedFiling } from './filing.form.js';
import { VettingOpening } from './vetting.opening.js';
import { refuseToFile } from './vetting.policy.js';

/**
 * An office files for a commune that cannot send its dossier itself. Here is asked whether this officer may; when and what, the
 * services of the commune's own pages ask.
 */
@Injectable()
export class FilingService {
  constructor(
    private readonly database: Database,
    private readonly opening: VettingOpening,
    private readonly desks: DeskRepository,
    private readonly life: FilingLife,
  ) {}

  /**
   * Begins the filing and answers the draft's code. Refused: "not found" for a commune that is not of the office's desk,
   * `own-commune-filing`, `choose-dossier`, and whatever the commune itself would be refused.
   */
  async begin(
    act: Act,
    at: { contestId: ContestId; communeId: UnitId },
    { place, ...request }: TypedFiling,
  ): Promise<string> {
    return this.database.act(act, async (tx) => {
      const held = await this.opening.holdDesk(tx, act.actor, { contestId: at.contestId, level: 1 });
      const communes = await this.desks.communesOf(tx, held.desk);
      const ownCommunes = await this.opening.ownCommunesOf(tx, act.actor);
      const found = { desk: held.desk, communeId: at.communeId, communes: communes.map(({ id }) => id), ownCommunes };
      obey(refuseToFile(act.actor, found));
      const communeName = communes.find(({ id }) => id === at.communeId)?.name ?? '';
      try {
        return await this.life.begin(tx, act, held, { communeId: at.communeId, communeName, place }, request);
      } catch (error) {
        // The same in the words of this page, beside its own field.
        if (!(error instanceof Refused) || error.refusal.code !== 'choose-village') throw error;
        const { villageNoun } = held.contest;
        throw new Refused({ code: 'choose-dossier', field: 'place', villageNoun });
      }
    });
  }

  /** Gives the filing up; what was filled in stays in the commune's draft. */
  async end(act: Act, code: string): Promise<EntryFacts> {
    return this.database.act(act, (tx) => this.life.end(tx, act, code));
  }
}
