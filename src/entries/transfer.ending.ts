import { Injectable } from '@nestjs/common';
import type { SlotFacts } from '../contests/contest.facts.js';
import { AlreadyDone, Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { ArrivingFiles } from '../storage/arriving-files.js';
import { isFileKind } from '../storage/file-kinds.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { EntryOpening } from './entry.opening.js';
import { EntryUsage } from './entry.usage.js';
import { FileService } from './file.service.js';
import type { TransferFacts } from './transfer.facts.js';
import { TransferRepository } from './transfer.repository.js';
import { TransferService } from './transfer.service.js';

/** How a transfer ends: the file is looked at, stored under its hash and put into its slot, as one from a form is. */
@Injectable()
export class TransferEnding {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly repository: TransferRepository,
    private readonly service: TransferService,
    private readonly files: FileService,
    private readonly usage: EntryUsage,
    private readonly arriving: ArrivingFiles,
  ) {}

  /**
   * Ends a transfer whose last byte has come; of one that lacks bytes or has ended before, it only tells how it stands. Every
   * step may be the second try of a process that died after the first. A file refused for what it is is given up, with the
   * reason kept for its sender. A slot that is closed or full by now refuses too, but the file stays: it may still find its
   * place when there is an extension or room. What counts is the moment this transaction begins, as for every act.
   */
  async finish(act: Act, code: string, id: string): Promise<TransferFacts> {
    const transfer = await this.service.show(act.actor, code, id);
    if (transfer.state === 'refused' && transfer.refusal !== null) throw new Refused(transfer.refusal);
    if (transfer.state !== 'arriving' || transfer.received < transfer.size) return transfer;
    const opened = await this.opening.show(act.actor, code);
    const slot = await this.opening.slotOf(
      this.database.reader,
      opened,
      ({ id: slotId }) => slotId === transfer.slotId,
    );
    const file = await this.inspected(act, code, transfer, slot);
    await this.arriving.keep(transfer.id, file.sha256);
    try {
      await this.place(act, code, slot.code, { transfer, file });
    } catch (fault) {
      // Another process was quicker with the very same file.
      if (!(fault instanceof AlreadyDone)) throw fault;
    }
    return this.service.show(act.actor, code, id);
  }

  private async place(
    act: Act,
    code: string,
    slotCode: string,
    { transfer, file }: { transfer: TransferFacts; file: ReceivedFile },
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { opened, slot } = await this.opening.holdSlot(tx, act.actor, code, slotCode);
      const held = await this.repository.holdById(tx, opened.entry.id, transfer.id);
      if (held?.state !== 'arriving') throw new AlreadyDone();
      await this.files.put(tx, act, opened, slot, [file]);
      await this.repository.noteKept(tx, transfer.id);
      await this.usage.settle(tx, transfer.size);
    });
  }

  private async inspected(act: Act, code: string, transfer: TransferFacts, slot: SlotFacts): Promise<ReceivedFile> {
    const known = knownFile(transfer);
    if (known !== null) return known;
    try {
      const file = await this.arriving.inspect(transfer.id, transfer, slot.kinds);
      await this.database.transaction((tx) => this.repository.noteInspected(tx, transfer.id, file));
      return file;
    } catch (fault) {
      if (fault instanceof Refused) await this.refuse(act, code, transfer, slot.code, fault);
      // Gone from where it arrived: another process has looked at it meanwhile, noted what it is and stored it.
      const isGone = (fault as NodeJS.ErrnoException).code === 'ENOENT';
      const noted = isGone ? knownFile(await this.service.show(act.actor, code, transfer.id)) : null;
      if (noted !== null) return noted;
      throw fault;
    }
  }

  private async refuse(act: Act, code: string, transfer: TransferFacts, slot: string, no: Refused): Promise<void> {
    await this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      if ((await this.repository.noteRefused(tx, transfer.id, no.refusal)) === 0) throw no;
      await this.usage.release(tx, { ...opened.entry, personId: transfer.personId }, transfer.size);
      const facts = { slot, name: transfer.name, size: transfer.size, refusal: no.refusal.code };
      await this.opening.record(tx, act, opened, 'entry.refuse-transfer', facts);
    });
    await this.arriving.discard(transfer.id);
  }
}

/** What a transfer's file was found to be; null before anybody has looked. */
function knownFile({ name, size, sha256, kind, pages }: TransferFacts): ReceivedFile | null {
  return sha256 !== null && kind !== null && isFileKind(kind) ? { name, size, sha256, kind, pages } : null;
}
