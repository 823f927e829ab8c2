import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { type EntryId, isId, newId, newSpokenSecret, type UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { EntryRepository } from './entry.repository.js';

const DRAWS = 5;

/** How a dossier begins, whoever asks for it. May it begin at all is the caller's policy, and the contest is held by the caller. */
@Injectable()
export class EntryDrafts {
  constructor(
    private readonly audit: Audit,
    private readonly repository: EntryRepository,
  ) {}

  /**
   * Begins a dossier for a village of a commune. Refused when no village of the commune was chosen, and
   * (`village-already-entered`, with the code of the one there is) when the village has as many as the rules allow; under a race
   * too. `facts` are written into the log beside the village.
   */
  async begin(
    tx: Tx,
    act: Act,
    { contest, calendar }: { contest: ContestFacts; calendar: Calendar },
    of: { communeId: UnitId; villageId: string },
    facts: Readonly<Record<string, unknown>> = {},
  ): Promise<{ id: EntryId; draftCode: string }> {
    const place = { contestId: contest.id, communeId: of.communeId, villageId: of.villageId as UnitId };
    const village = isId(of.villageId) ? await this.repository.holdVillage(tx, place) : null;
    if (village === null) {
      throw new Refused({ code: 'choose-village', field: 'villageId', villageNoun: contest.villageNoun });
    }
    const taken = await this.repository.codesOfVillage(tx, contest.id, place.villageId);
    if (taken.length >= contest.entriesPerVillage) {
      throw new Refused({ code: 'village-already-entered', villageName: village.name, entryCode: taken[0] });
    }
    const id = newId<'entry'>();
    const change = { at: calendar.now, byName: act.actor.name };
    let draftCode = '';
    for (let draw = 0, inserted = 0; inserted === 0; draw++) {
      if (draw === DRAWS) throw new Error('no free draft code in five draws');
      draftCode = newSpokenSecret(6);
      const draft = { id, draftCode, createdBy: act.actor.personId, ...place };
      inserted = await this.repository.insertDraft(tx, draft, change);
    }
    await this.audit.record(tx, act, {
      act: 'entry.create',
      subjectKind: 'entry',
      subjectId: id,
      contestId: contest.id,
      entryId: id,
      contestAt: calendar.now,
      facts: { village: village.name, draftCode, ...facts },
    });
    return { id, draftCode };
  }
}
