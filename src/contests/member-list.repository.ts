import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import type { MemberListDesign } from './contest.facts.js';

/** Writes what list of members the contest asks for; null takes the question out. Reading is ContestReader's. */
export async function writeMemberList(tx: Tx, contestId: ContestId, design: MemberListDesign | null): Promise<void> {
  if (design === null) {
    await tx.changed(`DELETE FROM contest_member_lists WHERE contest_id = $1`, [contestId]);
    return;
  }
  const written = await tx.changed(
    `INSERT INTO contest_member_lists (contest_id, slot_id, declared_field_id, columns)
     SELECT $1, s.id, $3, $4 FROM contest_slots s
      WHERE s.id = $2 AND s.contest_id = $1
        AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM contest_fields w WHERE w.id = $3 AND w.contest_id = $1))
     ON CONFLICT (contest_id) DO UPDATE SET slot_id = $2, declared_field_id = $3, columns = $4`,
    [contestId, design.slotId, design.declaredFieldId, JSON.stringify(design.columns)],
  );
  // Somebody else's slot or field: no form of ours offers one.
  if (written === 0) throw new Refused({ code: 'not-found' });
}
