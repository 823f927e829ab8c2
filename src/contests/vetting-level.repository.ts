import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { VettingLevelFacts } from './contest.facts.js';

/** The vetting levels from the commune upwards. */
export const vettingLevelsOf = (reader: Reader, contestId: ContestId): Promise<VettingLevelFacts[]> =>
  reader.rows<VettingLevelFacts>(
    `SELECT l.ordinal, l.name, l.attached_to AS "attachedTo", l.unit_level AS "unitLevel", l.office_unit_id AS "officeId", o.name AS "officeName"
       FROM vetting_levels l LEFT JOIN units o ON o.id = l.office_unit_id WHERE l.contest_id = $1 ORDER BY l.ordinal`,
    [contestId],
  );

/** Replaces all levels; they are counted anew from 1 in the order given. Vetters must be assigned afterwards. */
export async function writeVettingLevels(
  tx: Tx,
  contestId: ContestId,
  levels: readonly Omit<VettingLevelFacts, 'ordinal' | 'officeName'>[],
): Promise<void> {
  await tx.changed(`DELETE FROM vetting_levels WHERE contest_id = $1`, [contestId]);
  for (const [index, level] of levels.entries()) {
    await tx.changed(
      `INSERT INTO vetting_levels (contest_id, ordinal, name, attached_to, unit_level, office_unit_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [contestId, index + 1, level.name, level.attachedTo, level.unitLevel, level.officeId],
    );
  }
}
