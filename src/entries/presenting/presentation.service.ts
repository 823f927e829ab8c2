import { Injectable } from '@nestjs/common';
import type { RegisteredGroup } from '../../communities/groups/group.facts.js';
import { GroupReader } from '../../communities/groups/group.reader.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { EntryId, UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { EntryOpening } from '../entry.opening.js';
import { refuseToEdit } from '../entry.policy.js';
import { PresentationRepository } from './presentation.repository.js';

/** The group that a dossier is compared with. */
export interface PresentedGroup {
  group: RegisteredGroup;
  /** The commune chose it; otherwise it is the only one that the register has for the village. */
  isChosen: boolean;
}

/** Which group of the register a dossier is about: chosen by its commune, read by who vets it. */
@Injectable()
export class PresentationService {
  constructor(
    private readonly database: Database,
    private readonly groups: GroupReader,
    private readonly opening: EntryOpening,
    private readonly presentations: PresentationRepository,
  ) {}

  /** The commune says which group its dossier presents: one at work of the dossier's village or of the whole commune. While it is a draft: afterwards its words
   * are what was sent. Refuses what `refuseToEdit` refuses, and `presented-group-unknown`. */
  choose(act: Act, code: string, groupId: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const { entry, contest, calendar } = opened;
      obey(refuseToEdit(act.actor, entry, contest, calendar));
      if (entry.state !== 'draft') throw new Refused({ code: 'entry-locked', state: entry.state });
      const group = (await this.groups.ofVillage(tx, entry)).find(({ id }) => id === groupId);
      if (group === undefined) throw new Refused({ code: 'presented-group-unknown' });
      await this.presentations.choose(tx, entry.id, group.id, { at: tx.now, name: act.actor.name });
      await this.opening.record(tx, act, opened, 'entry.present', { name: group.name });
    });
  }

  /** The groups that a dossier may be about, and the one that was chosen. */
  async offerOf(
    reader: Reader,
    entry: { id: EntryId; villageId: UnitId; communeId: UnitId },
  ): Promise<{ groups: RegisteredGroup[]; chosen: RegisteredGroup | null }> {
    const groups = await this.groups.ofVillage(reader, entry);
    const chosenId = await this.presentations.groupOf(reader, entry.id);
    const offered = groups.find(({ id }) => id === chosenId) ?? null;
    // One that has closed meanwhile is offered no longer, and stays what the dossier is about.
    return { groups, chosen: offered ?? (chosenId === null ? null : await this.groups.byId(reader, chosenId)) };
  }

  /** What a dossier is compared with; null when nothing was chosen and the village has none or several. */
  async presentedBy(
    reader: Reader,
    entry: { id: EntryId; villageId: UnitId; communeId: UnitId },
  ): Promise<PresentedGroup | null> {
    const { groups, chosen } = await this.offerOf(reader, entry);
    if (chosen !== null) return { group: chosen, isChosen: true };
    const own = groups.filter(({ villageId }) => villageId === entry.villageId);
    const [only] = own;
    return only !== undefined && own.length === 1 ? { group: only, isChosen: false } : null;
  }
}
