import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EntryOpening, type OpenedEntry } from '../entries/entry.opening.js';
import { EntryReader } from '../entries/entry.reader.js';
import { type FilingFacts, filingOf } from '../entries/filing.facts.js';
import type { Actor } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { DeskRepository } from './desk.repository.js';
import type { DeskFacts } from './vetting.facts.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { hasFiled, refuseToFile } from './vetting.policy.js';

/** A draft that this officer is filing for its commune. */
export interface OpenedFiling extends OpenedEntry {
  filing: FilingFacts;
  /** Who of the office can vet it afterwards, by name. */
  others: string[];
}

/** Opens drafts for the officer who files them. For everybody else, and once they are sent, they are "not found" here. */
@Injectable()
export class FilingOpening {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly entries: EntryReader,
    private readonly vetting: VettingOpening,
    private readonly desks: DeskRepository,
  ) {}

  /** Asked again at every page and act: whether this officer may still file for this commune. */
  async show(actor: Actor, code: string): Promise<OpenedFiling> {
    const opened = await this.opening.show(actor, code);
    const { reader } = this.database;
    const { entry } = opened;
    const filing = filingOf(actor, entry);
    const desk = actor.unitId === null ? null : await this.desks.ofEntry(reader, actor.unitId, entry);
    if (filing === null || desk === null) throw new Refused({ code: 'not-found' });
    const ownCommunes = await this.vetting.ownCommunesOf(reader, actor);
    // The desk was found by the dossier's commune, so that commune is one of its own.
    obey(refuseToFile(actor, { desk, communeId: entry.communeId, communes: [entry.communeId], ownCommunes }));
    const filers = entry.filings.map(({ personId }) => personId);
    const others = await this.vetting.otherOfficers(reader, desk, [entry.communeId], [actor.personId, ...filers]);
    return { ...opened, filing, others };
  }

  /** The number of a dossier that this officer has filed, for whoever comes back to the draft's page; null: no such thing. */
  async sentNumber(actor: Actor, code: string): Promise<string | null> {
    const entry = await this.entries.byCode(this.database.reader, code);
    return entry !== null && hasFiled(actor, entry) ? entry.number : null;
  }

  /** Who else could vet what this officer files for a commune. */
  async othersAt(actor: Actor, { desk }: Pick<OpenedDesk, 'desk'>, communeId: UnitId): Promise<string[]> {
    return this.vetting.otherOfficers(this.database.reader, desk, [communeId], [actor.personId]);
  }

  /** Why this officer may not file for a commune at all; null when it is only a question of time. */
  async refusalFor(actor: Actor, desk: DeskFacts, communeId: UnitId) {
    const communes = (await this.desks.communesOf(this.database.reader, desk)).map(({ id }) => id);
    const ownCommunes = await this.vetting.ownCommunesOf(this.database.reader, actor);
    return refuseToFile(actor, { desk, communeId, communes, ownCommunes });
  }
}
