import { Injectable } from '@nestjs/common';
import type { GroupId } from '../../communities/groups/group.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { ContestId, EntryId, UnitId } from '../../kernel/ids.js';
import type { EntryState } from '../entry.facts.js';

/** An entry that presents a group. */
export interface PresentingEntry {
  id: EntryId;
  code: string;
  number: string | null;
  contestId: ContestId;
  contestSlug: string;
  contestName: string;
  /** The unit whose organisers hold the contest. */
  scopeUnitId: UnitId;
  communeId: UnitId;
  state: EntryState;
}

/** Which group of the register a dossier presents. */
@Injectable()
export class PresentationRepository {
  async groupOf(reader: Reader, entryId: EntryId): Promise<GroupId | null> {
    const row = await reader.one<{ groupId: GroupId }>(
      `SELECT group_id AS "groupId" FROM entry_presentations WHERE entry_id = $1`,
      [entryId],
    );
    return row?.groupId ?? null;
  }

  /** The entries about a group that somebody may know of, newest first, at most 50: its commune's own, others only what has come in, an organiser those of the own contest. */
  entriesOf(
    reader: Reader,
    groupId: GroupId,
    { role, unitId, contestId }: Pick<Actor, 'role' | 'unitId' | 'contestId'>,
  ): Promise<PresentingEntry[]> {
    return reader.rows<PresentingEntry>(
      `SELECT e.id, coalesce(e.number, e.draft_code) AS code, e.number, c.id AS "contestId", c.slug AS "contestSlug", c.name AS "contestName",
              c.scope_unit_id AS "scopeUnitId", e.commune_id AS "communeId", e.state
         FROM entry_presentations p JOIN entries e ON e.id = p.entry_id JOIN contests c ON c.id = e.contest_id
        WHERE p.group_id = $1 AND ($4::uuid IS NULL OR c.id = $4)
          AND CASE WHEN $2 = 'commune' THEN e.commune_id = $3 ELSE e.state NOT IN ('draft', 'withdrawn') END
        ORDER BY p.chosen_at DESC, e.id LIMIT 50`,
      [groupId, role, unitId, contestId],
    );
  }

  async choose(tx: Tx, entryId: EntryId, groupId: GroupId, by: { at: Date; name: string }): Promise<void> {
    await tx.changed(
      `INSERT INTO entry_presentations (entry_id, group_id, chosen_at, chosen_by_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (entry_id) DO UPDATE SET group_id = excluded.group_id, chosen_at = excluded.chosen_at, chosen_by_name = excluded.chosen_by_name`,
      [entryId, groupId, by.at, by.name],
    );
  }
}
