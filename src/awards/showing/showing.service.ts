import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts, FieldFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import { type EntryFacts, type EntryFileFacts, isUsable } from '../../entries/entry.facts.js';
import { EntryReader } from '../../entries/entry.reader.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { awardPaths } from '../award.paths.js';
import { unlessMoved } from '../draft.acts.js';
import { type ConsentFacts, ShowingRepository, type ShownPrize } from './showing.repository.js';

/** A dossier that won something, with what may be shown of it and what its commune lets be seen. */
export interface Showable {
  entry: EntryFacts;
  contest: ContestFacts;
  prizes: ShownPrize[];
  /** Fields of words that have an answer; never telephone numbers and links. */
  fields: FieldFacts[];
  /** Photos, but for isolated ones and scans of the list of members. */
  photos: EntryFileFacts[];
  consent: ConsentFacts | null;
}

/** What a commune lets everybody see of a dossier that won something: by default nothing. */
@Injectable()
export class ShowingService implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly showings: ShowingRepository,
    private readonly audit: Audit,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'commune' || actor.unitId === null) return [];
    const undecided = await this.showings.undecided(this.database.reader, actor.unitId);
    return undecided.map(({ number, title, contestName }) => ({
      title: 'Chọn phần hồ sơ được giải cho mọi người xem',
      detail: `${title} (${number}), ${contestName}`,
      href: awardPaths.showing(number),
      dueText: null,
      count: null,
    }));
  }

  /** A dossier that is on its contest's list in force, by its number; null for every other. */
  async find(reader: Reader, code: string): Promise<Showable | null> {
    const entry = await this.entries.byCode(reader, code);
    if (entry === null || entry.state !== 'accepted') return null;
    const prizes = await this.showings.prizesOf(reader, entry.id);
    const contest = prizes.length === 0 ? null : await this.contests.byId(reader, entry.contestId);
    if (contest === null || contest.state === 'draft') return null;
    const [fields, design, files, consent] = [
      await this.contests.fields(reader, contest.id),
      await this.contests.memberList(reader, contest.id),
      await this.entries.filesOf(reader, entry.id),
      await this.showings.consentOf(reader, entry.id),
    ];
    return {
      entry,
      contest,
      prizes,
      fields: fields.filter(
        ({ code: field, kind }) => (kind === 'line' || kind === 'text') && (entry.answers[field] ?? '') !== '',
      ),
      photos: files.filter((file) => isPhoto(file) && isUsable(file) && file.slotId !== design?.slotId),
      consent,
    };
  }

  /** The same for its own commune; `not-found` for everybody else. */
  async own(reader: Reader, actor: Actor, code: string): Promise<Showable> {
    const found = await this.find(reader, code);
    if (found === null || actor.role !== 'commune' || found.entry.communeId !== actor.unitId)
      throw new Refused({ code: 'not-found' });
    return found;
  }

  /** Lets these parts be seen from now on, and no others; neither: says that nothing is shown. Refuses `stale`. */
  async give(
    act: Act,
    code: string,
    said: { fields: readonly string[]; photos: readonly string[]; version: number },
  ): Promise<void> {
    await this.onOwn(act, code, async (tx, { entry, contest, fields, photos }, at) => {
      const chosen = {
        fields: fields.map((field) => field.code).filter((field) => said.fields.includes(field)),
        files: photos.map(({ id }) => id).filter((id) => said.photos.includes(id)),
      };
      const given = { entryId: entry.id, contestId: contest.id, ...chosen, byName: act.actor.name, at };
      unlessMoved(await this.showings.give(tx, given, said.version));
      return { act: 'entry.show', facts: { shownFields: chosen.fields, shownPhotos: chosen.files.length } };
    });
  }

  /** Takes it all back: from this moment on nobody outside sees anything. Refuses `stale` when nothing is shown. */
  async withdraw(act: Act, code: string): Promise<void> {
    await this.onOwn(act, code, async (tx, { entry }, at) => {
      unlessMoved(await this.showings.withdraw(tx, entry.id, { byName: act.actor.name, at }));
      return { act: 'entry.unshow', facts: {} };
    });
  }

  private async onOwn(
    act: Act,
    code: string,
    work: (tx: Tx, found: Showable, at: Instant) => Promise<{ act: string; facts: Record<string, unknown> }>,
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const found = await this.own(tx, act.actor, code);
      const { entry, contest } = found;
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      await this.audit.record(tx, act, {
        ...(await work(tx, found, now)),
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: contest.id,
        entryId: entry.id,
        contestAt: contest.rehearsal ? now : null,
      });
    });
  }
}

const isPhoto = ({ kind }: EntryFileFacts): boolean => isFileKind(kind) && KIND_FACTS[kind].shape === 'image';
