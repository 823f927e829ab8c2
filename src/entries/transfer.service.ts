import { Inject, Injectable } from '@nestjs/common';
import type { SlotFacts } from '../contests/contest.facts.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act, Actor } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { ArrivingFiles, type FileHandle } from '../storage/arriving-files.js';
import { sayKinds } from '../storage/file-kinds.js';
import { readFileName } from '../storage/file-name.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { isUsable } from './entry.facts.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntryUsage } from './entry.usage.js';
import type { TransferFacts } from './transfer.facts.js';
import { TransferRepository } from './transfer.repository.js';

/** What a sender announces of a file, before its first byte. */
export interface AnnouncedFile {
  name: string;
  size: number;
  fingerprint: string;
}

/** Files that come into a dossier piece by piece: announced, continued, given up. How they end is `TransferEnding`'s. */
@Injectable()
export class TransferService {
  constructor(
    private readonly database: Database,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly repository: TransferRepository,
    private readonly usage: EntryUsage,
    private readonly arriving: ArrivingFiles,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
  ) {}

  /**
   * Makes room for a file and answers its transfer; of the same file twice (name, size, fingerprint), whoever announces it and
   * from whichever device, the one that is already under way. Refused before a byte is sent: slot closed or full (files still
   * arriving counted), wrong kind by its name, too large, no room for the person, the commune, the contest or on the disk.
   */
  async begin(act: Act, code: string, slotCode: string, announced: AnnouncedFile): Promise<TransferFacts> {
    // What lies there first, then what is free: bytes that land in between make the answer smaller, never larger.
    const arrived = await this.repository.bytesArrived(this.database.reader);
    const diskMost = arrived + (await this.arriving.freeBytes()) - this.settings.keepFreeBytes;
    // No `act`: to be told of what is under way already is nothing that anybody did, and leaves no event.
    return this.database.transaction(async (tx) => {
      const { opened, slot } = await this.opening.holdSlot(tx, act.actor, code, slotCode);
      const name = this.readName(announced.name, slot);
      const file = { ...announced, name, slotId: slot.id };
      const same = await this.repository.sameFile(tx, opened.entry.id, file);
      if (same !== null) return same;
      await this.refuseWithoutRoom(tx, opened, slot, announced.size);
      const takers = { ...opened.entry, personId: act.actor.personId };
      await this.usage.reserve(tx, takers, { bytes: announced.size, diskMost });
      const id = newId<'arriving-file'>();
      await this.repository.insert(tx, { ...file, id, entryId: opened.entry.id, personId: act.actor.personId });
      await this.opening.record(tx, act, opened, 'entry.begin-transfer', {
        slot: slot.code,
        name,
        size: announced.size,
      });
      return this.mine(tx, opened, id);
    });
  }

  /** Throws "not found" for a dossier or slot that this actor may not know of, before anything else is said about the request. */
  async refuseToSee(actor: Actor, code: string, slotCode: string): Promise<void> {
    const opened = await this.opening.show(actor, code);
    await this.opening.slotOf(this.database.reader, opened, (slot) => slot.code === slotCode);
  }

  /** How far a transfer of this dossier has come; finished and refused ones too. Not found: never there, or swept. */
  async show(actor: Actor, code: string, id: string): Promise<TransferFacts> {
    const { entry } = await this.opening.show(actor, code);
    const transfer = await this.repository.byId(this.database.reader, entry.id, id);
    if (transfer === null) throw new Refused({ code: 'not-found' });
    return transfer;
  }

  /**
   * Takes slices from `offset` on and answers the new offset. Each slice is on the disk and its bytes are counted before the
   * next is looked at; the row is held meanwhile, so of two senders, in whatever processes, the second is told where the first
   * has come to (`offset-differs`). Asked once more whether the slot is open before anything is read.
   */
  async append(
    actor: Actor,
    code: string,
    id: string,
    { offset, slices }: { offset: number; slices: AsyncIterable<Buffer> },
  ): Promise<number> {
    const transfer = await this.openForBytes(actor, code, id);
    if (transfer.received !== offset) throw new Refused({ code: 'offset-differs', offset: transfer.received });
    let file: FileHandle | null = null;
    let at = offset;
    try {
      for await (const slice of slices) {
        if (at + slice.length > transfer.size) throw new Refused({ code: 'malformed' });
        const open = (file ??= await this.arriving.open(transfer.id));
        await this.database.transaction(async (tx) => {
          const held = await this.repository.holdById(tx, transfer.entryId, transfer.id);
          if (held?.received !== at) throw new Refused({ code: 'offset-differs', offset: held?.received ?? 0 });
          await this.arriving.write(open, slice, at);
          await this.move(tx, transfer, { from: at, to: at + slice.length });
        });
        at += slice.length;
      }
    } finally {
      await file?.close();
    }
    return at;
  }

  /** A chunk was not what its sender had sent: its bytes do not count. */
  async takeBack(transfer: Pick<TransferFacts, 'id'>, span: { from: number; to: number }): Promise<void> {
    await this.database.transaction((tx) => this.move(tx, transfer, { from: span.to, to: span.from }));
  }

  /** Gives a transfer up: its bytes are gone, its room is free. One that is finished or not there is left as it is. Answers the slot. */
  async drop(act: Act, code: string, id: string): Promise<SlotFacts> {
    const { transfer, slot } = await this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const held = await this.repository.holdById(tx, opened.entry.id, id);
      if (held === null) throw new Refused({ code: 'not-found' });
      const place = await this.opening.slotOf(tx, opened, ({ id: slotId }) => slotId === held.slotId);
      if (held.state === 'kept') throw new Refused({ code: 'transfer-is-over' });
      await this.repository.remove(tx, held.id);
      // A refused one has given its room back already.
      if (held.state === 'arriving')
        await this.usage.release(tx, { ...opened.entry, personId: held.personId }, held.size);
      const { name, size, received } = held;
      await this.opening.record(tx, act, opened, 'entry.drop-transfer', { slot: place.code, name, size, received });
      return { transfer: held, slot: place };
    });
    await this.arriving.discard(transfer.id);
    return slot;
  }

  private async openForBytes(actor: Actor, code: string, id: string): Promise<TransferFacts> {
    const opened = await this.opening.show(actor, code);
    const { reader } = this.database;
    const transfer = await this.repository.byId(reader, opened.entry.id, id);
    if (transfer === null) throw new Refused({ code: 'transfer-gone' });
    if (transfer.state === 'refused' && transfer.refusal !== null) throw new Refused(transfer.refusal);
    if (transfer.state === 'kept') return transfer;
    obey(await this.opening.refusalForSlot(reader, actor, opened, transfer.slotId));
    return transfer;
  }

  private readName(typed: string, slot: SlotFacts): string {
    const wanted = sayKinds(slot.kinds);
    const read = readFileName(typed);
    if ('refusal' in read) throw new Refused({ ...read.refusal, wanted });
    if (!slot.kinds.includes(read.kind)) throw new Refused({ code: 'file-kind-not-here', name: read.name, wanted });
    return read.name;
  }

  private async refuseWithoutRoom(tx: Tx, { entry }: OpenedEntry, slot: SlotFacts, size: number): Promise<void> {
    const maxBytes = Math.min(slot.maxBytes, this.settings.uploadMaxBytes);
    if (size > maxBytes) throw new Refused({ code: 'file-too-large', bytes: size, maxBytes, name: null });
    const files = await this.entries.filesOf(tx, entry.id);
    const present = files.filter((file) => file.slotId === slot.id && isUsable(file)).length;
    const coming = await this.repository.arrivingIn(tx, entry.id, slot.id);
    if (present + coming >= slot.maxFiles) throw new Refused({ code: 'slot-full', maxFiles: slot.maxFiles, present });
  }

  private async move(tx: Tx, { id }: Pick<TransferFacts, 'id'>, span: { from: number; to: number }): Promise<void> {
    if ((await this.repository.moveOffset(tx, id, span)) === 0)
      throw new Refused({ code: 'offset-differs', offset: 0 });
  }

  private async mine(tx: Tx, { entry }: OpenedEntry, id: string): Promise<TransferFacts> {
    const transfer = await this.repository.byId(tx, entry.id, id);
    if (transfer === null) throw new Refused({ code: 'not-found' });
    return transfer;
  }
}
