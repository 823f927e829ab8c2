import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, SlotFacts, SlotId } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import { Clock } from '../kernel/clock.js';
import type { Act, Actor } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import type { EntryFacts } from './entry.facts.js';
import { filedFacts, filingOf } from './filing.facts.js';
import { refuseToEditSlot, refuseToSee } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { EntrySightings } from './entry.sightings.js';

/** A dossier with what decides about it: its contest and what time it is there. */
export interface OpenedEntry {
  entry: EntryFacts;
  contest: ContestFacts;
  calendar: Calendar;
}

/** Opens a commune's dossier by its code. What is not this commune's is "not found", the same as what does not exist. */
@Injectable()
export class EntryOpening {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
    private readonly sightings: EntrySightings,
    private readonly audit: Audit,
  ) {}

  /** To be looked at; that somebody has is noted, since an office may take back only what nobody has seen. */
  async show(actor: Actor, code: string): Promise<OpenedEntry> {
    const { reader } = this.database;
    const entry = await this.entries.byCode(reader, code);
    if (entry === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSee(actor, entry));
    const contest = await this.contests.byId(reader, entry.contestId);
    const opened = await this.opened(reader, entry, contest, this.clock.now());
    await this.sightings.note(entry, opened.calendar.now);
    return opened;
  }

  /**
   * To be changed. The contest is held first, so that whoever moves a deadline or the clock waits until this act is over or
   * comes before it (TRUST R10), then the dossier, so that two acts on it follow one another.
   */
  async hold(tx: Tx, actor: Actor, code: string): Promise<OpenedEntry> {
    const found = await this.entries.byCode(tx, code);
    if (found === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSee(actor, found));
    const contest = await this.contests.holdById(tx, found.contestId);
    const entry = await this.entries.holdById(tx, found.id);
    if (entry === null) throw new Refused({ code: 'not-found' });
    return this.opened(tx, entry, contest, tx.now);
  }

  /** One of the dossier's slots, held, and open to this actor now. */
  async holdSlot(
    tx: Tx,
    actor: Actor,
    code: string,
    slotCode: string,
  ): Promise<{ opened: OpenedEntry; slot: SlotFacts }> {
    const opened = await this.hold(tx, actor, code);
    const slot = await this.slotOf(tx, opened, (one) => one.code === slotCode);
    obey(await this.refusalForSlot(tx, actor, opened, slot.id));
    return { opened, slot };
  }

  /** The slot that is wanted, open or not; "not found" when the contest has none such. */
  async slotOf(
    reader: Reader,
    { contest }: Pick<OpenedEntry, 'contest'>,
    wanted: (slot: SlotFacts) => boolean,
  ): Promise<SlotFacts> {
    const slot = (await this.contests.slots(reader, contest.id)).find(wanted);
    if (slot === undefined) throw new Refused({ code: 'not-found' });
    return slot;
  }

  /** Writes into the log what was done to the dossier, at the contest's time; of an officer's act besides for whom it was done. */
  async record(
    tx: Tx,
    act: Act,
    { entry, contest, calendar }: OpenedEntry,
    deed: string,
    facts: Readonly<Record<string, unknown>>,
    reason: string | null = null,
  ): Promise<void> {
    await this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'entry',
      subjectId: entry.id,
      contestId: contest.id,
      entryId: entry.id,
      reason,
      contestAt: calendar.now,
      facts: { ...facts, ...filedFacts(filingOf(act.actor, entry), entry.communeName) },
    });
  }

  /** Why this slot takes and gives nothing now, by whatever way: form, link, transfer or list; null where it does. */
  async refusalForSlot(
    reader: Reader,
    actor: Actor,
    { entry, contest, calendar }: OpenedEntry,
    slotId: SlotId,
  ): Promise<Refusal | null> {
    const points = await this.entries.openPointsOf(reader, entry.id);
    const reopenings = await this.entries.reopeningsOf(reader, entry.id);
    return refuseToEditSlot(actor, entry, contest, calendar, { points, reopenings }, slotId);
  }

  private async opened(
    reader: Reader,
    entry: EntryFacts,
    contest: ContestFacts | null,
    realNow: Instant,
  ): Promise<OpenedEntry> {
    if (contest === null) throw new Error(`entry ${entry.id} has no contest`);
    return { entry, contest, calendar: await this.contests.calendarOf(reader, contest, realNow) };
  }
}
