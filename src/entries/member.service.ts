import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { type Change, EntryRepository } from './entry.repository.js';
import { MOST_MEMBERS, type MemberQuestion, type PendingMembers, type PendingRow } from './member.facts.js';
import type { FoundMembers } from './member.reading.js';
import { MemberReader } from './member.reader.js';
import { MemberRepository } from './member.repository.js';
import { checkMembers, pendingOf } from './member.rules.js';

/** What an official does to the rows that are being put right. Rows are named by their line. */
export interface MemberEdit {
  /** The pending copy's version that the page showed. */
  version: number;
  /** The words of the cells that the page showed, by line and column code. */
  cells: ReadonlyMap<number, Readonly<Record<string, string>>>;
  removed: readonly number[];
  /** How many empty rows to add. */
  added: number;
  /** Whether the list is to be taken when nothing is wrong with it any more. */
  takes: boolean;
}

/** How the pending copy stands after an act: what is still wrong, or that the list has been taken. */
export interface MemberOutcome {
  faults: number;
  taken: number | null;
}

/** A dossier's list in the hands of its commune. */
interface OpenedList extends OpenedEntry {
  question: MemberQuestion;
  pending: PendingMembers | null;
  change: Change;
}

/**
 * What a commune does with the list of members of its dossier. Rows are put right in a pending copy that is kept in the
 * database, faults and all; the list itself is replaced whole, by a copy without a fault, or not at all. Every act is on record
 * with counts and hashes, never with a name or a number.
 */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly entryRepository: EntryRepository,
    private readonly members: MemberReader,
    private readonly repository: MemberRepository,
  ) {}

  /** Whether the list may be changed now, by the rules of the slot that it belongs to. */
  async refusalFor(actor: Actor, opened: OpenedEntry, { design }: MemberQuestion): Promise<Refusal | null> {
    return this.opening.refusalForSlot(this.database.reader, actor, opened, design.slotId);
  }

  /** Puts what was read from a file in place of the pending copy of `version` (0: there is none yet). */
  async importRows(
    act: Act,
    code: string,
    version: number,
    found: FoundMembers & { sha256: string },
  ): Promise<MemberOutcome> {
    if (found.rows.length > MOST_MEMBERS)
      throw new Refused({ code: 'member-rows-too-many', most: MOST_MEMBERS, field: 'tep' });
    return this.act(act, code, version, async (tx, opened) => {
      await this.keep(tx, opened, version, found.rows, found.remarks);
      const faults = checkMembers(opened.question.design, found.rows).faults.length;
      await this.told(tx, act, opened, 'entry.import-members', {
        rows: found.rows.length,
        faults,
        sha256: found.sha256,
      });
      return { faults, taken: null };
    });
  }

  /** Opens the list to be put right, or an empty one: `blank` rows to write in. */
  async open(act: Act, code: string, version: number, blank: number): Promise<MemberOutcome> {
    return this.act(act, code, version, async (tx, opened) => {
      const list = await this.repository.listOf(tx, opened.entry.id);
      const { columns } = opened.question.design;
      const rows = list === null ? withBlanks([], blank) : pendingOf(columns, list.members);
      await this.keep(tx, opened, version, rows, []);
      await this.told(tx, act, opened, 'entry.open-members', { rows: rows.length });
      return { faults: 0, taken: null };
    });
  }

  /**
   * Writes the words of the shown rows into the pending copy, whatever is wrong with them, and takes the list when that was
   * asked and no row of it has a fault. Refused: `members-stale` when somebody else changed the copy since, `members-none`.
   */
  async edit(act: Act, code: string, edit: MemberEdit): Promise<MemberOutcome> {
    return this.act(act, code, edit.version, async (tx, opened) => {
      if (opened.pending === null) throw new Refused({ code: 'not-found' });
      const rows = editedRows(opened.pending.rows, edit);
      if (rows.length > MOST_MEMBERS) throw new Refused({ code: 'member-rows-too-many', most: MOST_MEMBERS });
      const { faults, members } = checkMembers(opened.question.design, rows);
      if (edit.takes && faults.length === 0) {
        if (members.length === 0) throw new Refused({ code: 'members-none' });
        const before = await this.repository.countOf(tx, opened.entry.id);
        const sha256 = await this.repository.saveList(tx, opened.entry.id, members, opened.change);
        await this.repository.dropPending(tx, opened.entry.id);
        await this.told(tx, act, opened, 'entry.take-members', {
          from: before && { count: before.count, sha256: before.sha256 },
          to: { count: members.length, sha256 },
        });
        return { faults: 0, taken: members.length };
      }
      await this.keep(tx, opened, edit.version, rows, opened.pending.remarks);
      await this.told(tx, act, opened, 'entry.edit-members', { rows: rows.length, faults: faults.length });
      return { faults: faults.length, taken: null };
    });
  }

  /** Throws the pending copy away; the list stays as it is. */
  async drop(act: Act, code: string, version: number): Promise<void> {
    await this.act(act, code, version, async (tx, opened) => {
      if (opened.pending === null) throw new Refused({ code: 'not-found' });
      await this.repository.dropPending(tx, opened.entry.id);
      await this.told(tx, act, opened, 'entry.drop-members', { rows: opened.pending.rows.length });
    });
  }

  /** Takes the whole list out of the dossier. */
  async remove(act: Act, code: string): Promise<void> {
    await this.act(act, code, null, async (tx, opened) => {
      const before = await this.repository.countOf(tx, opened.entry.id);
      if (before === null) throw new Refused({ code: 'not-found' });
      await this.repository.removeList(tx, opened.entry.id);
      await this.told(tx, act, opened, 'entry.remove-members', { count: before.count, sha256: before.sha256 });
    });
  }

  /** Holds the dossier, asks the policy of the list's slot, and looks whether the pending copy is still the one of the page. */
  private async act<Result>(
    act: Act,
    code: string,
    version: number | null,
    work: (tx: Tx, opened: OpenedList) => Promise<Result>,
  ): Promise<Result> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const question = await this.members.questionOf(tx, opened.entry);
      if (question === null) throw new Refused({ code: 'not-found' });
      obey(await this.opening.refusalForSlot(tx, act.actor, opened, question.design.slotId));
      const pending = await this.repository.pendingOf(tx, opened.entry.id);
      if (version !== null && version !== (pending?.version ?? 0)) throw new Refused(stale(opened, pending));
      return work(tx, { ...opened, question, pending, change: { at: opened.calendar.now, byName: act.actor.name } });
    });
  }

  private async keep(
    tx: Tx,
    opened: OpenedList,
    version: number,
    rows: readonly PendingRow[],
    remarks: readonly string[],
  ): Promise<void> {
    const kept = await this.repository.savePending(tx, opened.entry.id, version, { rows, remarks }, opened.change);
    if (kept === 0) throw new Refused(stale(opened, opened.pending));
  }

  private async told(
    tx: Tx,
    act: Act,
    opened: OpenedList,
    deed: string,
    facts: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.entryRepository.touch(tx, opened.entry.id, opened.change);
    await this.opening.record(tx, act, opened, deed, facts);
  }
}

/** The copy was taken, dropped or changed by somebody since the page was drawn. */
const stale = ({ entry }: OpenedEntry, pending: PendingMembers | null): Refusal => ({
  code: 'members-stale',
  by: pending?.changedByName ?? entry.changedByName,
  atText: formatDateTime(pending?.changedAt ?? entry.changedAt),
});

/** The rows after an edit: words put in, rows taken out, empty ones added at the end. Rows that the page did not show stay. */
export function editedRows(rows: readonly PendingRow[], { cells, removed, added }: MemberEdit): PendingRow[] {
  const gone = new Set(removed);
  const kept = rows
    .filter(({ line }) => !gone.has(line))
    .map((row): PendingRow => {
      const typed = cells.get(row.line);
      if (typed === undefined) return row;
      // A formula that could not be read has been written over, or is still empty and still a fault.
      const unread = row.unread.filter((column) => (typed[column] ?? '') === '');
      return { ...row, cells: { ...row.cells, ...typed }, unread };
    });
  return withBlanks(kept, added);
}

function withBlanks(rows: readonly PendingRow[], count: number): PendingRow[] {
  const last = rows.reduce((most, { line }) => Math.max(most, line), 0);
  const blanks = Array.from({ length: count }, (_, i) => ({ line: last + 1 + i, cells: {}, unread: [] }));
  return [...rows, ...blanks];
}
