import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { type EntryId, newId, type PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { Answers } from './entry.answers.js';
import { type EntryFacts, isUsable } from './entry.facts.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { refuseToCopyInto, refuseToSee } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { EntryRepository } from './entry.repository.js';
import { EntryUsage } from './entry.usage.js';

/** Who looks after a dossier in its commune. Others of the commune may still work on it: versions guard the words. */
export interface HolderFacts {
  personId: PersonId;
  name: string;
  since: Instant;
}

/** What was taken from another dossier: names of fields, how many files, and how many were left out because a scan has isolated them. */
export interface Copied {
  fields: string[];
  files: number;
  isolated: number;
}

/** How officials of one commune share its dossiers: who looks after which, and one dossier begun from another. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly repository: EntryRepository,
    private readonly usage: EntryUsage,
  ) {}

  /** Who looks after it: whoever took it over last, or else whoever began it. */
  async holderOf(reader: Reader, entryId: EntryId): Promise<HolderFacts> {
    const holder = await reader.one<HolderFacts>(
      `SELECT coalesce(h.person_id, e.created_by) AS "personId", coalesce(h.person_name, p.full_name) AS name,
              coalesce(h.since, e.created_at) AS since
         FROM entries e JOIN persons p ON p.id = e.created_by LEFT JOIN entry_holders h ON h.entry_id = e.id WHERE e.id = $1`,
      [entryId],
    );
    if (holder === null) throw new Error(`entry ${entryId} has nobody who began it`);
    return holder;
  }

  /** The actor looks after the dossier from now on, in whatever state it is. Refused to whoever does so already (`already-holder`). */
  async takeOver(act: Act, code: string): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const { entry, calendar, contest } = await this.opening.hold(tx, act.actor, code);
      const before = await this.holderOf(tx, entry.id);
      if (before.personId === act.actor.personId) throw new Refused({ code: 'already-holder' });
      await tx.changed(
        `INSERT INTO entry_holders (entry_id, person_id, person_name, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (entry_id) DO UPDATE SET person_id = $2, person_name = $3, since = $4`,
        [entry.id, act.actor.personId, act.actor.name, calendar.now],
      );
      await this.audit.record(tx, act, {
        act: 'entry.take-over',
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: contest.id,
        entryId: entry.id,
        contestAt: calendar.now,
        facts: { from: before.name, to: act.actor.name },
      });
      return entry;
    });
  }

  /** The commune's other dossiers of the same contest, from which something can be taken. */
  async sourcesOf(reader: Reader, entry: EntryFacts): Promise<EntryFacts[]> {
    return (await this.entries.ofCommune(reader, entry.contestId, entry.communeId)).filter(({ id }) => id !== entry.id);
  }

  /**
   * Takes over from another dossier of the same commune and contest what the draft does not have yet: words into empty fields,
   * files into empty slots, as many as fit. Nothing that is there is overwritten, and no file that a scan has isolated is taken.
   * Copied files take room as sent ones do: where they have none, nothing is copied (`quota-…`). Refused (`nothing-to-copy`)
   * when nothing was taken.
   */
  async copy(act: Act, code: string, sourceCode: string): Promise<Copied> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const { entry, contest, calendar } = opened;
      obey(refuseToCopyInto(act.actor, entry, contest, calendar));
      const source = await this.entries.byCode(tx, sourceCode);
      if (source === null || source.contestId !== entry.contestId || source.id === entry.id) {
        throw new Refused({ code: 'choose-source', field: 'nguon' });
      }
      obey(refuseToSee(act.actor, source));
      const fields = await this.copyWords(tx, act, opened, source);
      const { files, isolated } = await this.copyFiles(tx, act, opened, source);
      if (fields.length === 0 && files === 0) throw new Refused({ code: 'nothing-to-copy', field: 'nguon', isolated });
      await this.audit.record(tx, act, {
        act: 'entry.copy',
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: contest.id,
        entryId: entry.id,
        contestAt: calendar.now,
        facts: { source: source.code, village: source.villageName, fields, files, isolated },
      });
      return { fields, files, isolated };
    });
  }

  private async copyWords(
    tx: Tx,
    act: Act,
    { entry, contest, calendar }: OpenedEntry,
    source: EntryFacts,
  ): Promise<string[]> {
    const taken = (await this.contests.fields(tx, contest.id)).filter(
      ({ code }) => (entry.answers[code] ?? '') === '' && (source.answers[code] ?? '') !== '',
    );
    if (taken.length === 0) return [];
    const words = taken.map(({ code }) => [code, source.answers[code] ?? '']);
    const answers: Answers = { ...entry.answers, ...(Object.fromEntries(words) as Answers) };
    await this.repository.saveAnswers(tx, entry, answers, { at: calendar.now, byName: act.actor.name });
    return taken.map(({ label }) => label);
  }

  private async copyFiles(
    tx: Tx,
    act: Act,
    { entry, contest, calendar }: OpenedEntry,
    source: EntryFacts,
  ): Promise<Omit<Copied, 'fields'>> {
    const [own, theirs] = [await this.entries.filesOf(tx, entry.id), await this.entries.filesOf(tx, source.id)];
    const isEmpty = (slot: SlotFacts): boolean => own.filter(isUsable).every(({ slotId }) => slotId !== slot.id);
    const offered = (await this.contests.slots(tx, contest.id)).filter(isEmpty).map((slot) => {
      const inSlot = theirs.filter(({ slotId }) => slotId === slot.id);
      const whole = inSlot.filter(isUsable);
      return { taken: whole.slice(0, slot.maxFiles), isolated: inSlot.length - whole.length };
    });
    const taken = offered.flatMap((slot) => slot.taken);
    const isolated = offered.reduce((sum, slot) => sum + slot.isolated, 0);
    if (taken.length === 0) return { files: 0, isolated };
    const bytes = taken.reduce((sum, { size }) => sum + size, 0);
    await this.usage.reserve(tx, { ...entry, personId: act.actor.personId }, { bytes });
    for (const file of taken) {
      await this.repository.insertFile(tx, {
        ...file,
        id: newId<'entry-file'>(),
        entryId: entry.id,
        uploadedAt: calendar.now,
        uploadedBy: act.actor.personId,
      });
    }
    await this.repository.touch(tx, entry.id, { at: calendar.now, byName: act.actor.name });
    return { files: taken.length, isolated };
  }
}
