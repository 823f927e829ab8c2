import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { type EntryId, newId, type PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { FilingFacts } from './filing.facts.js';

/** The filings of a dossier as JSON, oldest first, for a query over `entries e`; the same names as FilingFacts. */
export const FILINGS_SQL = `coalesce((SELECT json_agg(json_build_object('personId', g.person_id, 'personName', g.person_name,
    'unitId', g.unit_id, 'unitName', g.unit_name, 'broughtBy', g.brought_by, 'broughtDuty', g.brought_duty, 'reason', g.reason,
    'way', g.way, 'isOpen', g.sent_at IS NULL AND g.ended_at IS NULL, 'isSent', g.sent_at IS NOT NULL) ORDER BY g.begun_at, g.id)
  FROM entry_filings g WHERE g.entry_id = e.id), '[]')`;

/** All writes about filings; each takes the act's transaction, which holds the dossier. */
@Injectable()
export class FilingRepository {
  /** Writes a filing down, or the new words of one that the same officer took up before. */
  async begin(tx: Tx, entryId: EntryId, filing: Omit<FilingFacts, 'isOpen' | 'isSent'>, at: Instant): Promise<void> {
    await tx.changed(
      `INSERT INTO entry_filings (id, entry_id, person_id, person_name, unit_id, unit_name, brought_by, brought_duty, reason, way, begun_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (entry_id, person_id) DO UPDATE SET person_name = $4, unit_id = $5, unit_name = $6, brought_by = $7,
         brought_duty = $8, reason = $9, way = $10, begun_at = $11, ended_at = NULL`,
      [
        newId(),
        entryId,
        filing.personId,
        filing.personName,
        filing.unitId,
        filing.unitName,
        filing.broughtBy,
        filing.broughtDuty,
        filing.reason,
        filing.way,
        at,
      ],
    );
  }

  /** The officer gives it up; what was filled in stays in the commune's draft. */
  async end(tx: Tx, entryId: EntryId, personId: PersonId, at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE entry_filings SET ended_at = $3 WHERE entry_id = $1 AND person_id = $2 AND sent_at IS NULL AND ended_at IS NULL`,
      [entryId, personId, at],
    );
  }

  /** The dossier has been sent by this person, which ends every filing of it: as sent when it is the sender's own. */
  async close(tx: Tx, entryId: EntryId, sender: PersonId, at: Instant): Promise<void> {
    await tx.changed(
      `UPDATE entry_filings SET sent_at = CASE WHEN person_id = $2 THEN $3::timestamptz END,
              ended_at = CASE WHEN person_id <> $2 THEN $3::timestamptz END
        WHERE entry_id = $1 AND sent_at IS NULL AND ended_at IS NULL`,
      [entryId, sender, at],
    );
  }
}
