import { Injectable } from '@nestjs/common';
import { PeopleReader } from '../accounts/people.reader.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryFacts, EntryFileFacts, ReceiptFacts } from '../entries/entry.facts.js';
import { MemberReader, type MembersInFull } from '../entries/member.reader.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Actor } from '../kernel/actor.js';
import type { ContestId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { CheckRepository } from './check.repository.js';
import { DeskRepository } from './desk.repository.js';
import { type Checklist, type DeskFacts, stageOf, standingChecks } from './vetting.facts.js';
import { hasFiled, refuseToSee, type VettingCase } from './vetting.policy.js';

/** A dossier at the desk of one office, with all that decides about it. */
export interface OpenedDossier extends VettingCase {
  entry: EntryFacts;
  desk: DeskFacts;
  contest: ContestFacts;
  calendar: Calendar;
}

/** What lies in the dossier and what was found in it so far. */
export interface DossierContents {
  fields: FieldFacts[];
  slots: SlotFacts[];
  files: EntryFileFacts[];
  /** The list of members with all that this office may see of it; null when the contest asks for none. */
  members: MembersInFull | null;
  /** First the submission, then one for each supplement. */
  receipts: ReceiptFacts[];
  /** The receipt that is looked at now; 0 for a dossier that came without any (imported). */
  round: number;
  checklist: Checklist;
  /** The checks that speak of the dossier as it now lies there. */
  standing: Checklist['checks'];
}

/** An office with the contest in which it sits, for lists and batches. */
export interface OpenedDesk {
  desk: DeskFacts;
  contest: ContestFacts;
  calendar: Calendar;
}

/** A desk, and the others of its office with their contests, to change between them. */
export interface DeskAmongAll extends OpenedDesk {
  all: readonly DeskFacts[];
  contests: ReadonlyMap<ContestId, Pick<ContestFacts, 'slug' | 'name'>>;
}

/** Opens dossiers for their own office. What is another office's is "not found", the same as what does not exist. */
@Injectable()
export class VettingOpening {
  constructor(
    private readonly entries: EntryReader,
    private readonly contests: ContestReader,
    private readonly people: PeopleReader,
    private readonly desks: DeskRepository,
    private readonly checks: CheckRepository,
    private readonly members: MemberReader,
  ) {}

  /** To be looked at. */
  async show(reader: Reader, actor: Actor, code: string, realNow: Instant): Promise<OpenedDossier> {
    const { entry, desk } = await this.find(reader, actor, code);
    const contest = await this.contests.byId(reader, entry.contestId);
    return this.opened(reader, actor, { entry, desk, contest }, realNow);
  }

  /** To be acted on: the contest is held first (clock and windows), then the dossier, so that acts follow one another (TRUST R10). */
  async hold(tx: Tx, actor: Actor, code: string): Promise<OpenedDossier> {
    const found = await this.find(tx, actor, code);
    const contest = await this.contests.holdById(tx, found.entry.contestId);
    const entry = await this.entries.holdById(tx, found.entry.id);
    if (entry === null) throw new Refused({ code: 'not-found' });
    // Meanwhile it may have moved on to another of this office's levels, or away from it.
    const desk = await this.deskOf(tx, actor, entry);
    return this.opened(tx, actor, { entry, desk, contest }, tx.now);
  }

  /** What lies in an opened dossier, with the checklist of this level. */
  async contentsOf(reader: Reader, { entry, desk }: Pick<OpenedDossier, 'entry' | 'desk'>): Promise<DossierContents> {
    const receipts = await this.entries.receiptsOf(reader, entry.id);
    const round = receipts.at(-1)?.round ?? 0;
    const checklist = await this.checks.checklist(reader, entry.id, desk.level);
    return {
      fields: await this.contests.fields(reader, entry.contestId),
      slots: await this.contests.slots(reader, entry.contestId),
      files: await this.entries.filesOf(reader, entry.id),
      members: await this.members.inFull(reader, entry),
      receipts,
      round,
      checklist,
      standing: standingChecks(checklist.checks, round),
    };
  }

  /** The desks of this actor's office in open contests; empty for everybody who is no office. */
  async desksOf(reader: Reader, actor: Actor): Promise<DeskFacts[]> {
    if (actor.role !== 'vetting' || actor.unitId === null) return [];
    return this.desks.ofUnit(reader, actor.unitId, actor.contestId);
  }

  /**
   * One of the actor's desks: the one asked for, or the first. Null when the office has none; a desk that is not the
   * office's is "not found".
   */
  async desk(
    reader: Reader,
    actor: Actor,
    asked: { slug: string | null; level: number | null },
    realNow: Instant,
  ): Promise<DeskAmongAll | null> {
    const all = await this.desksOf(reader, actor);
    const wanted = asked.slug === null ? null : await this.contests.bySlug(reader, asked.slug);
    const contestId = asked.slug === null ? all[0]?.contestId : wanted?.id;
    const desk = all.find((one) => one.contestId === contestId && (asked.level === null || one.level === asked.level));
    if (desk === undefined) {
      if (asked.slug === null && asked.level === null) return null;
      throw new Refused({ code: 'not-found' });
    }
    const contest = wanted ?? (await this.contests.byId(reader, desk.contestId));
    if (contest === null) throw new Error(`desk without contest ${desk.contestId}`);
    const calendar = await this.contests.calendarOf(reader, contest, realNow);
    // Names are needed only to choose between desks.
    const named = all.length < 2 ? [contest] : await this.contests.openForVetter(reader, desk.unitId);
    return { desk, contest, calendar, all, contests: new Map(named.map((one) => [one.id, one])) };
  }

  /** The actor's desk in a contest that is held for an act; "not found" when it is not theirs. */
  async holdDesk(tx: Tx, actor: Actor, at: { contestId: ContestId; level: number }): Promise<OpenedDesk> {
    const desk = (await this.desksOf(tx, actor)).find(
      (one) => one.contestId === at.contestId && one.level === at.level,
    );
    const contest = desk === undefined ? null : await this.contests.holdById(tx, desk.contestId);
    if (desk === undefined || contest === null) throw new Refused({ code: 'not-found' });
    return { desk, contest, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }

  /** The communes for which a person works in any role; on their dossiers this person does not act. */
  async ownCommunesOf(reader: Reader, actor: Actor): Promise<UnitId[]> {
    const held = await this.people.assignmentsOf(reader, actor.personId);
    return held.flatMap(({ role, unitId }) => (role === 'commune' && unitId !== null ? [unitId] : []));
  }

  /**
   * Who of the office may vet a dossier that this actor has filed, by name: neither those who filed it too, nor people of its
   * commune. Asked only where it matters; for dossiers that the actor did not file there is nobody to name.
   */
  async othersFor(
    reader: Reader,
    actor: Actor,
    entries: readonly EntryFacts[],
    desk: Pick<DeskFacts, 'unitId'>,
  ): Promise<string[]> {
    const filed = entries.filter((entry) => hasFiled(actor, entry));
    if (filed.length === 0) return [];
    const filers = filed.flatMap(({ filings }) => filings.map(({ personId }) => personId));
    return this.otherOfficers(
      reader,
      desk,
      filed.map(({ communeId }) => communeId),
      [actor.personId, ...filers],
    );
  }

  /** The officers of a desk's office by name, without some and without those who work for one of the communes. */
  async otherOfficers(
    reader: Reader,
    desk: Pick<DeskFacts, 'unitId'>,
    communeIds: readonly UnitId[],
    without: readonly PersonId[],
  ): Promise<string[]> {
    const barred = new Set<string>(without);
    for (const communeId of new Set(communeIds)) {
      for (const { id } of await this.people.forUnit(reader, communeId, 'commune')) barred.add(id);
    }
    const officers = await this.people.forUnit(reader, desk.unitId, 'vetting');
    return [...new Map(officers.filter(({ id }) => !barred.has(id)).map(({ id, name }) => [id, name])).values()];
  }

  private async find(reader: Reader, actor: Actor, code: string): Promise<{ entry: EntryFacts; desk: DeskFacts }> {
    const entry = await this.entries.byCode(reader, code);
    // A numbered dossier has one address here; its draft code is the commune's own.
    if (entry === null || entry.number !== code) throw new Refused({ code: 'not-found' });
    return { entry, desk: await this.deskOf(reader, actor, entry) };
  }

  private async deskOf(reader: Reader, actor: Actor, entry: EntryFacts): Promise<DeskFacts> {
    const desk = actor.unitId === null ? null : await this.desks.ofEntry(reader, actor.unitId, entry);
    obey(refuseToSee(actor, { entry, desk }));
    if (desk === null) throw new Refused({ code: 'not-found' });
    return desk;
  }

  private async opened(
    reader: Reader,
    actor: Actor,
    { entry, desk, contest }: { entry: EntryFacts; desk: DeskFacts; contest: ContestFacts | null },
    realNow: Instant,
  ): Promise<OpenedDossier> {
    if (contest === null) throw new Error(`entry ${entry.id} has no contest`);
    return {
      entry,
      desk,
      contest,
      calendar: await this.contests.calendarOf(reader, contest, realNow),
      ownCommunes: await this.ownCommunesOf(reader, actor),
      others: await this.othersFor(reader, actor, [entry], desk),
    };
  }
}

/** Refuses when the dossier is no longer as the page showed it, and says who did what meanwhile. */
export function refuseIfMoved(opened: Pick<OpenedDossier, 'entry' | 'desk'>, seenVersion: number): void {
  obey(refusalIfMoved(opened, seenVersion));
}

/** The same for one of several dossiers: the refusal, or null when it is as it was seen. */
export function refusalIfMoved(
  { entry, desk }: Pick<OpenedDossier, 'entry' | 'desk'>,
  seenVersion: number,
): Refusal | null {
  if (seenVersion === entry.version) return null;
  return {
    code: 'acted-meanwhile',
    by: entry.changedByName,
    at: entry.changedAt,
    stage: stageOf(entry, desk.level),
  };
}
