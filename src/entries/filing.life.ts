import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { EntryId, UnitId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { EntryDrafts } from './entry.drafts.js';
import type { EntryFacts } from './entry.facts.js';
import { EntryOpening } from './entry.opening.js';
import { refuseOutsideSubmission, refuseToTakeUp } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { filedFacts, type FilingRequest } from './filing.facts.js';
import { FilingRepository } from './filing.repository.js';

/** For which dossier an officer begins to file: a new one of a village, or a draft that the commune has. */
export type FilingPlace = { villageId: string } | { draftCode: string };

/**
 * The beginning and the end of an officer's work on a dossier for its commune, inside the caller's own transaction. Whether this
 * officer may file for this commune is the caller's policy; when drafts are begun and filled in is the commune's, and asked here.
 * Between the two the officer works through the services that the commune's own pages use.
 */
@Injectable()
export class FilingLife {
  constructor(
    private readonly opening: EntryOpening,
    private readonly entries: EntryReader,
    private readonly drafts: EntryDrafts,
    private readonly filings: FilingRepository,
  ) {}

  /**
   * Begins a filing in a contest that is held, and answers the draft's code. Refused as the commune itself would be
   * (`submission-over`, `choose-village`, `village-already-entered` …); `entry-locked` for a dossier that has been sent meanwhile.
   */
  async begin(
    tx: Tx,
    act: Act,
    held: { contest: ContestFacts; calendar: Calendar },
    of: { communeId: UnitId; communeName: string; place: FilingPlace },
    request: FilingRequest,
  ): Promise<string> {
    const { actor } = act;
    if (actor.unitId === null || actor.unitName === null) throw new Error('an office files, and this actor has none');
    const id = await this.draftFor(tx, act, held, of, request);
    const by = { personId: actor.personId, personName: actor.name, unitId: actor.unitId, unitName: actor.unitName };
    const { broughtBy, broughtDuty, reason, way } = request;
    await this.filings.begin(tx, id, { ...by, broughtBy, broughtDuty, reason, way }, held.calendar.now);
    const entry = await this.entries.byId(tx, id);
    if (entry === null) throw new Error(`entry ${id} vanished in its own transaction`);
    await this.opening.record(tx, act, { entry, ...held }, 'entry.begin-filing', { village: entry.villageName });
    return entry.code;
  }

  /** The officer gives the filing up. Everything filled in so far stays in the commune's draft. */
  async end(tx: Tx, act: Act, code: string): Promise<EntryFacts> {
    const opened = await this.opening.hold(tx, act.actor, code);
    // Told while it is still open, so that the log says for whom it was.
    await this.opening.record(tx, act, opened, 'entry.end-filing', { village: opened.entry.villageName });
    const ended = await this.filings.end(tx, opened.entry.id, act.actor.personId, opened.calendar.now);
    if (ended === 0) throw new Refused({ code: 'not-found' });
    return opened.entry;
  }

  private async draftFor(
    tx: Tx,
    act: Act,
    held: { contest: ContestFacts; calendar: Calendar },
    { communeId, communeName, place }: { communeId: UnitId; communeName: string; place: FilingPlace },
    request: FilingRequest,
  ): Promise<EntryId> {
    const { contest, calendar } = held;
    if ('villageId' in place) {
      obey(refuseOutsideSubmission(contest, communeId, calendar));
      const of = { communeId, villageId: place.villageId };
      return (await this.drafts.begin(tx, act, held, of, filedFacts(request, communeName))).id;
    }
    const found = await this.entries.byCode(tx, place.draftCode);
    const entry = found && (await this.entries.holdById(tx, found.id));
    if (entry === null || entry.contestId !== contest.id || entry.communeId !== communeId) {
      throw new Refused({ code: 'not-found' });
    }
    obey(refuseToTakeUp(entry, contest, calendar));
    return entry.id;
  }
}
