import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { EntryId, RoundId } from '../../kernel/ids.js';
import type { AdvanceWay } from './advancing.js';

/** SQL of what goes on from one round to the next. */
@Injectable()
export class AdvanceRepository {
  /** Writes what the new round judges. */
  insertEntries(tx: Tx, roundId: RoundId, going: readonly { entryId: EntryId; way: AdvanceWay }[]): Promise<number> {
    return tx.changed(
      `INSERT INTO round_entries (round_id, entry_id, way)
       SELECT $1, g.entry_id, g.way FROM unnest($2::uuid[], $3::text[]) AS g (entry_id, way)`,
      [roundId, going.map(({ entryId }) => entryId), going.map(({ way }) => way)],
    );
  }

  /** The same judges as in the former round, by their codes; those taken off it are left out. */
  copyPanel(tx: Tx, { from, to }: { from: RoundId; to: RoundId }): Promise<number> {
    return tx.changed(
      `INSERT INTO panel_judges (round_id, person_id, code, name, unit_id)
       SELECT $2, person_id, code, name, unit_id FROM panel_judges WHERE round_id = $1 AND removed_at IS NULL`,
      [from, to],
    );
  }

  /** Conflicts of interest hold in every round: those that concern an entry of the new one go with it. */
  copyConflicts(tx: Tx, { from, to }: { from: RoundId; to: RoundId }): Promise<number> {
    return tx.changed(
      `INSERT INTO judge_conflicts (round_id, person_id, entry_id, kind, reason, declared_at)
       SELECT $2, f.person_id, f.entry_id, f.kind, f.reason, f.declared_at
         FROM judge_conflicts f JOIN round_entries g ON g.round_id = $2 AND g.entry_id = f.entry_id WHERE f.round_id = $1`,
      [from, to],
    );
  }

  /** How many entries went on to the round, how many sheets it has, and whether the panel has met or points were taken or given. */
  async counts(reader: Reader, roundId: RoundId): Promise<{ entries: number; sheets: number; begun: boolean }> {
    const found = await reader.one<{ entries: number; sheets: number; begun: boolean }>(
      `SELECT (SELECT count(*)::int FROM round_entries WHERE round_id = $1) AS entries,
              (SELECT count(*)::int FROM score_sheets WHERE round_id = $1) AS sheets,
              EXISTS (SELECT 1 FROM panel_meetings WHERE round_id = $1)
                OR EXISTS (SELECT 1 FROM score_adjustments WHERE round_id = $1)
                OR EXISTS (SELECT 1 FROM outside_imports WHERE round_id = $1) AS begun`,
      [roundId],
    );
    return found ?? { entries: 0, sheets: 0, begun: false };
  }

  /** Removes a round in which nothing was done yet, with its panel, its conflicts and its list of entries. */
  deleteRound(tx: Tx, round: { id: RoundId; version: number }): Promise<number> {
    return tx.changed(
      `DELETE FROM judging_rounds r WHERE r.id = $1 AND r.version = $2
          AND NOT EXISTS (SELECT 1 FROM score_sheets s WHERE s.round_id = r.id)
          AND NOT EXISTS (SELECT 1 FROM panel_meetings m WHERE m.round_id = r.id)
          AND NOT EXISTS (SELECT 1 FROM score_adjustments a WHERE a.round_id = r.id)
          AND NOT EXISTS (SELECT 1 FROM outside_imports i WHERE i.round_id = r.id)`,
      [round.id, round.version],
    );
  }
}
