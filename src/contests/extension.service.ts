import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { type ContestId, type EntryId, newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { insertExtension } from './extension.repository.js';

/** Extensions that no organiser gives: they follow from what happened, and stand among the others. */
@Injectable()
export class Extensions {
  /** Gives a draft time until this instant because one of its files was found infected. Log and notice are the caller's. */
  giveAfterFind(
    tx: Tx,
    contestId: ContestId,
    { entryId, untilAt, reason }: { entryId: EntryId; untilAt: Instant; reason: string },
  ): Promise<void> {
    return insertExtension(tx, contestId, {
      id: newId(),
      kind: 'submission',
      unitId: null,
      entryId,
      untilAt,
      documentNumber: null,
      reason,
      grantedBy: null,
    });
  }
}
