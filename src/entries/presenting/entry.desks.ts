import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { EntryId } from '../../kernel/ids.js';

type FindDesks = (reader: Reader, actor: Actor, entryIds: readonly EntryId[]) => Promise<ReadonlyMap<EntryId, string>>;

/** Where an office opens a dossier that lies at its desk or has passed it. The room of vetting knows; without it nowhere. */
@Injectable()
export class EntryDesks {
  private find: FindDesks | null = null;

  findBy(find: FindDesks): void {
    this.find = find;
  }

  /** The addresses by entry; those that this reader does not vet are left out. One query, whatever their number. */
  async hrefsOf(reader: Reader, actor: Actor, entryIds: readonly EntryId[]): Promise<ReadonlyMap<EntryId, string>> {
    if (this.find === null || entryIds.length === 0) return new Map();
    return this.find(reader, actor, entryIds);
  }
}
