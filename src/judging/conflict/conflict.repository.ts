import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { EntryId, PersonId, RoundId, SheetId } from '../../kernel/ids.js';
import type { ConflictKind } from '../round.facts.js';
import { meantBy } from '../sheet.row.js';

/** What keeps one judge from one entry. */
export interface Obstacle {
  entryId: EntryId;
  number: string;
  villageName: string;
  communeName: string;
  /** Declared by the judge or pinned by the secretary; null: neither. */
  kind: ConflictKind | null;
  /** Why, in the words it was written down with; of a sheet that was only taken out of judging, those. */
  reason: string | null;
  /** The sheet that was taken out of judging for it; null when there is none. */
  recusedSheetId: SheetId | null;
  /** The entry comes from the judge's own unit: that no word lifts. */
  isOwnUnit: boolean;
}

/** SQL of lifting a conflict of interest. */
@Injectable()
export class ConflictRepository {
  /** What keeps a judge from an entry of the contest, by its number; null when the contest has no such entry. */
  obstacle(reader: Reader, roundId: RoundId, personId: PersonId, number: string): Promise<Obstacle | null> {
    return reader.one<Obstacle>(
      `SELECT e.id AS "entryId", e.number, v.name AS "villageName", k.name AS "communeName", f.kind,
              coalesce(f.reason, s.recused_reason) AS reason, s.id AS "recusedSheetId",
              coalesce(p.unit_id IN (e.village_id, e.commune_id, k.district_id), false) AS "isOwnUnit"
         FROM judging_rounds r JOIN entries e ON e.contest_id = r.contest_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
         JOIN panel_judges p ON p.round_id = r.id AND p.person_id = $2
         LEFT JOIN judge_conflicts f ON f.round_id = r.id AND f.person_id = $2 AND f.entry_id = e.id
         LEFT JOIN score_sheets s ON s.round_id = r.id AND s.person_id = $2 AND s.entry_id = e.id AND s.recused_at IS NOT NULL
        WHERE r.id = $1 AND ${meantBy('$3')}`,
      [roundId, personId, number],
    );
  }

  async lift(tx: Tx, roundId: RoundId, personId: PersonId, { entryId, recusedSheetId }: Obstacle): Promise<void> {
    await tx.changed(`DELETE FROM judge_conflicts WHERE round_id = $1 AND person_id = $2 AND entry_id = $3`, [
      roundId,
      personId,
      entryId,
    ]);
    if (recusedSheetId === null) return;
    // A signed sheet was given back when it was taken out: what stands on it is as it was, and has to be signed anew.
    await tx.changed(
      `UPDATE score_sheets SET recused_at = NULL, recused_reason = NULL, version = version + 1
        WHERE id = $1 AND recused_at IS NOT NULL`,
      [recusedSheetId],
    );
  }
}
