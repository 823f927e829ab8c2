import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { SlotId } from '../contests/contest.facts.js';
import type { Tx } from '../database/tx.js';
import { type EntryId, newId } from '../kernel/ids.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import { FileScans } from '../storage/file-scans.js';
import { EntryReader } from './entry.reader.js';

const HOUR = 3_600_000;
/** The written rule: three days from the find, by the contest's own time, whatever the window or the office's due instant says. */
export const REOPENED_HOURS = 72;

const SCANNER = { name: 'Máy quét mã độc', role: 'system', requestId: 'SCAN' } as const;

/**
 * What follows when a file that has already come in is found infected: nobody opens it any more, its slots take another one for
 * three days, and the log says so. State, number, receipts and deadlines of the dossier stay as they are.
 */
@Injectable()
export class Quarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected((tx, found) => this.isolate(tx, found));
  }

  private async isolate(tx: Tx, { sha256, finding }: { sha256: string; finding: string }): Promise<void> {
    const places = await tx.rows<{ entryId: EntryId; slotId: SlotId; slot: string; names: string[] }>(
      `SELECT f.entry_id AS "entryId", f.slot_id AS "slotId", s.code AS slot, array_agg(f.name ORDER BY f.position) AS names
         FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
        WHERE f.sha256 = $1 AND f.removed_at IS NULL GROUP BY f.entry_id, f.slot_id, s.code ORDER BY f.entry_id, s.code`,
      [sha256],
    );
    for (const { entryId, slotId, slot, names } of places) {
      const entry = await this.entries.holdById(tx, entryId);
      const contest = entry && (await this.contests.byId(tx, entry.contestId));
      if (entry === null || contest === null) continue;
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      const until = plusMilliseconds(now, REOPENED_HOURS * HOUR);
      await tx.changed(
        `INSERT INTO slot_reopenings (id, entry_id, slot_id, sha256, opened_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT ON CONSTRAINT a_find_reopens_a_slot_once DO NOTHING`,
        [newId(), entryId, slotId, sha256, now, until],
      );
      await this.audit.recordSystem(tx, SCANNER, {
        act: 'entry.quarantine-file',
        subjectKind: 'entry',
        subjectId: entryId,
        contestId: contest.id,
        entryId,
        contestAt: now,
        facts: { slot, names, sha256, finding, until: isoLocal(until) },
      });
    }
  }
}
