import { Injectable } from '@nestjs/common';
import type { SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { noteStoredFile } from '../storage/stored-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { type EntryFileFacts, isUsable } from './entry.facts.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntryRepository } from './entry.repository.js';
import { reusableIn } from './file.reuse.js';
import { EntryUsage } from './entry.usage.js';

/** What a commune does with the files in the slots of its dossier. */
@Injectable()
export class FileService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly repository: EntryRepository,
    private readonly usage: EntryUsage,
  ) {}

  /**
   * Puts received files behind those already in the slot, the first as many as it has room for, and answers a refusal for each
   * of the others. Refused (`slot-full`) when it has room for none. Counted while the dossier is held: fifty at once do not get
   * past it.
   */
  async addFiles(act: Act, code: string, slotCode: string, received: readonly ReceivedFile[]): Promise<Refusal[]> {
    return this.database.act(act, async (tx) => {
      const { opened, slot } = await this.opening.holdSlot(tx, act.actor, code, slotCode);
      const left = await this.roomIn(tx, opened, slot);
      const fitting = received.slice(0, Math.max(left, 1));
      await this.put(tx, act, opened, slot, fitting);
      const bytes = fitting.reduce((sum, { size }) => sum + size, 0);
      await this.usage.reserve(tx, { ...opened.entry, personId: act.actor.personId }, { bytes });
      return received.slice(fitting.length).map(({ name }) => ({ code: 'file-too-many', name, left }));
    });
  }

  /** How many files more the slot takes; isolated ones take no place. */
  private async roomIn(tx: Tx, { entry }: OpenedEntry, slot: SlotFacts): Promise<number> {
    const files = await this.entries.filesOf(tx, entry.id);
    return slot.maxFiles - files.filter((file) => file.slotId === slot.id && isUsable(file)).length;
  }

  /** The same within an act that holds the dossier, has asked whether the slot is open, and has room for the bytes. */
  async put(tx: Tx, act: Act, opened: OpenedEntry, slot: SlotFacts, received: readonly ReceivedFile[]): Promise<void> {
    for (const file of received) await noteStoredFile(tx, file);
    const replaced = await this.insert(tx, act, opened, slot, received);
    await this.told(tx, act, opened, 'entry.add-files', {
      slot: slot.code,
      ...replaced,
      files: received.map(({ name, kind, size, sha256 }) => ({ name, kind, size, sha256 })),
    });
  }

  /**
   * Puts a file of another slot of the same dossier into this one as well, without sending it again. It takes room as a sent one
   * does. Refused (`not-reusable`) for a file that this slot could not hold, `slot-full` as with files that are sent.
   */
  async reuseFile(act: Act, code: string, slotCode: string, fileId: string): Promise<EntryFileFacts> {
    return this.database.act(act, async (tx) => {
      const { opened, slot } = await this.opening.holdSlot(tx, act.actor, code, slotCode);
      const design = await this.contests.memberList(tx, opened.contest.id);
      const files = await this.entries.filesOf(tx, opened.entry.id);
      const file = reusableIn(slot, files, design?.slotId ?? null).find(({ id }) => id === fileId);
      if (file === undefined) throw new Refused({ code: 'not-reusable' });
      const replaced = await this.insert(tx, act, opened, slot, [file]);
      await this.usage.reserve(tx, { ...opened.entry, personId: act.actor.personId }, { bytes: file.size });
      const { name, size, sha256 } = file;
      await this.told(tx, act, opened, 'entry.reuse-file', { slot: slot.code, ...replaced, name, size, sha256 });
      return file;
    });
  }

  /** Answers the names of isolated files that these took the stead of, as the log tells it. */
  private async insert(
    tx: Tx,
    act: Act,
    opened: OpenedEntry,
    slot: SlotFacts,
    received: readonly Pick<EntryFileFacts, 'name' | 'kind' | 'size' | 'sha256' | 'pages'>[],
  ): Promise<{ replaced?: string[] }> {
    const present = (await this.entries.filesOf(tx, opened.entry.id)).filter(({ slotId }) => slotId === slot.id);
    const usable = present.filter(isUsable).length;
    if (usable + received.length > slot.maxFiles) {
      throw new Refused({ code: 'slot-full', field: 'tep', maxFiles: slot.maxFiles, present: usable });
    }
    const replaced: string[] = [];
    let position = Math.max(0, ...present.map((file) => file.position));
    for (const file of received) {
      position += 1;
      const isolated = await this.repository.insertFile(tx, {
        ...file,
        id: newId<'entry-file'>(),
        entryId: opened.entry.id,
        slotId: slot.id,
        position,
        uploadedAt: opened.calendar.now,
        uploadedBy: act.actor.personId,
      });
      if (isolated !== null) replaced.push(isolated);
    }
    return replaced.length === 0 ? {} : { replaced };
  }

  /** Takes a file out of its slot and answers the slot. What was received stays in receipts and log. */
  async removeFile(act: Act, code: string, fileId: string): Promise<SlotFacts> {
    return this.database.act(act, async (tx) => {
      const { opened, file, slot } = await this.place(tx, act, code, fileId);
      await this.repository.removeFile(tx, file.id, opened.calendar.now);
      await this.told(tx, act, opened, 'entry.remove-file', {
        slot: slot.code,
        name: file.name,
        size: file.size,
        sha256: file.sha256,
      });
      return slot;
    });
  }

  /** Moves a file one place up or down in its slot; at the end of the row it stays where it is. */
  async moveFile(act: Act, code: string, fileId: string, direction: 'up' | 'down'): Promise<SlotFacts> {
    return this.database.act(act, async (tx) => {
      const { opened, file, slot } = await this.place(tx, act, code, fileId);
      const order = (await this.entries.filesOf(tx, opened.entry.id))
        .filter(({ slotId }) => slotId === slot.id)
        .map(({ id }) => id);
      const from = order.indexOf(file.id);
      const to = Math.min(order.length - 1, Math.max(0, from + (direction === 'up' ? -1 : 1)));
      order.splice(to, 0, ...order.splice(from, 1));
      await this.repository.orderFiles(tx, opened.entry.id, slot.id, order);
      await this.told(tx, act, opened, 'entry.order-files', { slot: slot.code, name: file.name, place: to + 1 });
      return slot;
    });
  }

  private async place(
    tx: Tx,
    act: Act,
    code: string,
    fileId: string,
  ): Promise<{ opened: OpenedEntry; file: EntryFileFacts; slot: SlotFacts }> {
    const opened = await this.opening.hold(tx, act.actor, code);
    const file = await this.entries.fileOf(tx, opened.entry.id, fileId);
    if (file === null) throw new Refused({ code: 'not-found' });
    const slot = await this.opening.slotOf(tx, opened, (one) => one.id === file.slotId);
    obey(await this.opening.refusalForSlot(tx, act.actor, opened, slot.id));
    return { opened, file, slot };
  }

  private async told(
    tx: Tx,
    act: Act,
    opened: OpenedEntry,
    deed: string,
    facts: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.repository.touch(tx, opened.entry.id, { at: opened.calendar.now, byName: act.actor.name });
    await this.opening.record(tx, act, opened, deed, facts);
  }
}
