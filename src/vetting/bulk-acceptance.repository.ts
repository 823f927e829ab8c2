import { Injectable } from '@nestjs/common';
import type { SlotId } from '../contests/contest.facts.js';
import type { Reader } from '../database/tx.js';
import type { EntryId } from '../kernel/ids.js';
import type { CheckFacts, DeskFacts } from './vetting.facts.js';

/** What of a dossier's contents and checklist says whether it has been looked at to the last place. */
export interface LaidDossier {
  id: EntryId;
  checklistVersion: number;
  /** The receipt that is looked at now; 0 for a dossier that came without any. */
  round: number;
  checks: Pick<CheckFacts, 'slotId' | 'fieldId' | 'verdict' | 'reasonKind' | 'note' | 'round'>[];
  filledSlots: SlotId[];
}

@Injectable()
export class BulkAcceptanceRepository {
  /** The dossiers of a desk by number, whatever their stage, by commune and number; foreign and unknown ones are left out. One query. */
  async laid(reader: Reader, desk: DeskFacts, codes: readonly string[]): Promise<LaidDossier[]> {
    return reader.rows<LaidDossier>(
      `SELECT d.entry_id AS id, coalesce(l.version, 0) AS "checklistVersion",
              coalesce((SELECT max(r.round) FROM entry_receipts r WHERE r.entry_id = d.entry_id), 0) AS round,
              coalesce((SELECT json_agg(json_build_object('slotId', k.slot_id, 'fieldId', k.field_id, 'verdict', k.verdict,
                                 'reasonKind', k.reason_kind, 'note', k.note, 'round', k.round))
                          FROM vetting_checks k WHERE k.entry_id = d.entry_id AND k.ordinal = d.ordinal), '[]') AS checks,
              ARRAY(SELECT DISTINCT f.slot_id FROM entry_files f WHERE f.entry_id = d.entry_id AND f.removed_at IS NULL)
                AS "filledSlots"
         FROM desk_dossiers d LEFT JOIN vetting_checklists l ON l.entry_id = d.entry_id AND l.ordinal = d.ordinal
        WHERE d.contest_id = $1 AND d.ordinal = $2 AND d.unit_id = $3 AND d.number = ANY($4)
        ORDER BY d.place_key, d.number`,
      [desk.contestId, desk.level, desk.unitId, codes],
    );
  }
}
