import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { JUDGEABLE_SQL } from '../entries/entry.conditions.js';
import type { EntryId, PersonId, RoundId, SheetId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { RoundFacts } from './round.facts.js';
import type { SheetFacts } from './sheet.facts.js';
import { SHEET_MOVES } from './sheet.moves.js';

/** SQL of what happens to finished sheets: signed, reopened, excluded. Every signed version is kept. */
@Injectable()
export class SigningRepository {
  /** Signs every complete sheet of a judge whose entry is still judged, and keeps each as a version. Answers how many. */
  async signAll(tx: Tx, round: RoundFacts, personId: PersonId, at: Instant): Promise<number> {
    return tx.changed(
      `WITH signed AS (
         UPDATE score_sheets s SET state = $4, signed_at = $3, reopened_reason = NULL, version = s.version + 1
           FROM entries e
          WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress = 'done' AND s.state = ANY($5) AND s.on_paper_at IS NULL
            AND e.id = s.entry_id AND ${JUDGEABLE_SQL}
         RETURNING s.id, s.points, s.comments, s.comment, s.total_hundredths)
       INSERT INTO score_sheet_versions (sheet_id, number, signed_at, rubric_version_id, body)
       SELECT id, 1 + coalesce((SELECT max(number) FROM score_sheet_versions v WHERE v.sheet_id = signed.id), 0), $3, $6,
              jsonb_build_object('points', points, 'comments', comments, 'comment', comment, 'totalHundredths', trim_scale(total_hundredths)::text)
         FROM signed`,
      [round.id, personId, at, SHEET_MOVES.sign.to, SHEET_MOVES.sign.from, round.rubricVersionId],
    );
  }

  markSigned(tx: Tx, roundId: RoundId, personId: PersonId, at: Instant): Promise<number> {
    return tx.changed(`UPDATE panel_judges SET signed_at = $3 WHERE round_id = $1 AND person_id = $2`, [
      roundId,
      personId,
      at,
    ]);
  }

  /** Excludes a sheet for conflict of interest; its words stay. A signed one counts as reopened, its version is kept. */
  async recuse(
    tx: Tx,
    sheetIds: readonly SheetId[],
    by: { at: Instant; name: string; reason: string },
  ): Promise<number> {
    if (sheetIds.length === 0) return 0;
    await tx.changed(
      `UPDATE score_sheet_versions v SET reopened_at = $2, reopened_by_name = $3, reopened_reason = $4
         FROM score_sheets s WHERE s.id = ANY($1) AND s.state = 'signed' AND v.sheet_id = s.id AND v.reopened_at IS NULL`,
      [sheetIds, by.at, by.name, by.reason],
    );
    return tx.changed(
      `UPDATE score_sheets SET recused_at = $2, recused_reason = $3, version = version + 1,
              state = CASE WHEN state = 'signed' THEN 'reopened' ELSE state END,
              signed_at = CASE WHEN state = 'signed' THEN NULL ELSE signed_at END
        WHERE id = ANY($1) AND recused_at IS NULL`,
      [sheetIds, by.at, by.reason],
    );
  }

  async declareConflict(
    tx: Tx,
    of: { roundId: RoundId; personId: PersonId; entryId: EntryId },
    by: { kind: 'declared' | 'pinned'; reason: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO judge_conflicts (round_id, person_id, entry_id, kind, reason, declared_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (round_id, person_id, entry_id) DO NOTHING`,
      [of.roundId, of.personId, of.entryId, by.kind, by.reason, by.at],
    );
  }

  /** Gives a signed sheet back to its judge; the version that was signed is kept with the reason. */
  async reopen(
    tx: Tx,
    sheet: Pick<SheetFacts, 'id' | 'version'>,
    by: { at: Instant; name: string; reason: string },
  ): Promise<number> {
    const changed = await tx.changed(
      `UPDATE score_sheets SET state = $3, signed_at = NULL, on_paper_at = NULL, reopened_reason = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND state = ANY($5)`,
      [sheet.id, sheet.version, SHEET_MOVES.reopen.to, by.reason, SHEET_MOVES.reopen.from],
    );
    if (changed === 1)
      await tx.changed(
        `UPDATE score_sheet_versions SET reopened_at = $2, reopened_by_name = $3, reopened_reason = $4
          WHERE sheet_id = $1 AND reopened_at IS NULL`,
        [sheet.id, by.at, by.name, by.reason],
      );
    return changed;
  }
}
