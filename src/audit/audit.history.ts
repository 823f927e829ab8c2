import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { AuditRow } from './audit.event.js';
import { AuditRepository } from './audit.repository.js';

/** What other rooms read of the log: the events of one of their things. Which of them a reader may see is their own question. */
@Injectable()
export class AuditHistory {
  constructor(private readonly repository: AuditRepository) {}

  /** The whole life of one dossier, oldest first; acts of every room that bear its number. */
  ofEntry(reader: Reader, entryId: string): Promise<AuditRow[]> {
    return this.repository.ofEntry(reader, entryId);
  }
}
