import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { EntryLife } from '../entries/entry.life.js';
import { onceOfMove } from '../entries/entry.notices.js';
import { EntrySightings } from '../entries/entry.sightings.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.js';
import { DecisionRepository } from './decision.repository.js';
import type { DecisionFacts } from './vetting.facts.js';
import { type OpenedDossier, refuseIfMoved, VettingOpening } from './vetting.opening.js';
import { refuseOwnCommune, refuseToUndo } from './vetting.policy.js';

/** Taking back a decision that nobody has seen yet: the dossier stands as before, the notice was never told. */
@Injectable()
export class UndoService {
  constructor(
    private readonly database: Database,
    private readonly opening: VettingOpening,
    private readonly life: EntryLife,
    private readonly decisions: DecisionRepository,
    private readonly sightings: EntrySightings,
    private readonly notices: Notices,
  ) {}

  /** The last decision on the dossier and why it cannot be taken back; no refusal where it can. */
  async offerOf(
    reader: Reader,
    actor: Actor,
    opened: OpenedDossier,
  ): Promise<{ last: DecisionFacts | null; refusal: Refusal | null }> {
    const last = (await this.decisions.ofEntry(reader, opened.entry.id)).at(-1) ?? null;
    const unseen = refuseToUndo(actor, opened, { last, seenAt: null });
    // Whether somebody has looked is asked only where it matters.
    if (unseen !== null || last === null) return { last, refusal: unseen };
    const seenAt = await this.seenAt(reader, opened.entry, last);
    return { last, refusal: refuseToUndo(actor, opened, { last, seenAt }) };
  }

  /**
   * Takes back the last decision; answers the dossier as it stands again. Refused: `acted-meanwhile` when it has moved since the
   * page was drawn, `nothing-to-undo`, `undo-lapsed`, `undo-over`, `undo-seen`.
   */
  async undo(act: Act, code: string, seenVersion: number): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      obey(refuseOwnCommune(act.actor, opened));
      refuseIfMoved(opened, seenVersion);
      const { last, refusal } = await this.offerOf(tx, act.actor, opened);
      obey(refusal);
      const { entry, desk, calendar } = opened;
      const to = last?.fromState;
      if (last === null || (to !== 'submitted' && to !== 'accepted')) throw new Refused({ code: 'nothing-to-undo' });
      await this.decisions.lapsePoints(tx, entry.id, calendar.now);
      const by = { personId: act.actor.personId, name: act.actor.name, at: calendar.now };
      await this.decisions.undo(tx, last.id, by);
      this.notices.takeBack(tx, onceOfMove(entry, last.verb));
      return this.life.takeBack(tx, act, entry, {
        at: calendar.now,
        level: desk.level,
        to,
        decidedAt: last.fromDecidedAt,
        facts: { decision: last.verb },
      });
    });
  }

  private async seenAt(reader: Reader, entry: EntryFacts, { verb }: DecisionFacts) {
    return (await this.sightings.of(reader, entry)) ?? (await this.notices.seenAt(reader, onceOfMove(entry, verb)));
  }
}
