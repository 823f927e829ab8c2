import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { SlotId } from '../contests/contest.facts.js';
import type { ContestId, EntryId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Change } from './entry.repository.js';
import type { Member, MemberList, PendingMembers, PendingRow } from './member.facts.js';
import { hashOfMembers } from './member.rules.js';

/** All SQL of member lists. */
@Injectable()
export class MemberRepository {
  async listOf(reader: Reader, entryId: EntryId): Promise<MemberList | null> {
    return reader.one<MemberList>(
      `SELECT entry_id AS "entryId", members, sha256, changed_at AS "changedAt", changed_by_name AS "changedByName"
         FROM entry_member_lists WHERE entry_id = $1`,
      [entryId],
    );
  }

  /** What the contest asks for and how many there are, in one query and without reading who; null when no list is asked for. */
  async standingOf(
    reader: Reader,
    contestId: ContestId,
    entryId: EntryId,
  ): Promise<{
    slotId: SlotId;
    fieldCode: string | null;
    fieldLabel: string | null;
    count: number | null;
    sha256: string | null;
    waiting: number;
  } | null> {
    return reader.one(
      `SELECT d.slot_id AS "slotId", w.code AS "fieldCode", w.label AS "fieldLabel", l.member_count AS count, l.sha256,
              coalesce(jsonb_array_length(p.rows), 0) AS waiting
         FROM contest_member_lists d LEFT JOIN contest_fields w ON w.id = d.declared_field_id
         LEFT JOIN entry_member_lists l ON l.entry_id = $2
         LEFT JOIN pending_member_lists p ON p.entry_id = $2
        WHERE d.contest_id = $1`,
      [contestId, entryId],
    );
  }

  /** How many, and under which hash, without reading who: for everybody who may see no more. */
  async countOf(reader: Reader, entryId: EntryId): Promise<{ count: number; sha256: string } | null> {
    return reader.one(`SELECT member_count AS count, sha256 FROM entry_member_lists WHERE entry_id = $1`, [entryId]);
  }

  async pendingOf(reader: Reader, entryId: EntryId): Promise<PendingMembers | null> {
    return reader.one<PendingMembers>(
      `SELECT entry_id AS "entryId", rows, remarks, version, changed_at AS "changedAt", changed_by_name AS "changedByName"
         FROM pending_member_lists WHERE entry_id = $1`,
      [entryId],
    );
  }

  /**
   * Writes the pending copy over the one of `version` (0: there is none) and answers how many rows that changed: 0 when it is
   * no longer so. The new one's version is one more.
   */
  async savePending(
    tx: Tx,
    entryId: EntryId,
    version: number,
    pending: { rows: readonly PendingRow[]; remarks: readonly string[] },
    change: Change,
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO pending_member_lists AS p (entry_id, rows, remarks, version, changed_at, changed_by_name, touched_at)
       SELECT $1, $3, $4, $2::int + 1, $5, $6, $7
        WHERE $2::int > 0 OR NOT EXISTS (SELECT 1 FROM pending_member_lists WHERE entry_id = $1)
       ON CONFLICT (entry_id) DO UPDATE
         SET rows = $3, remarks = $4, version = p.version + 1, changed_at = $5, changed_by_name = $6, touched_at = $7
       WHERE p.version = $2::int`,
      [
        entryId,
        version,
        JSON.stringify(pending.rows),
        JSON.stringify(pending.remarks),
        change.at,
        change.byName,
        tx.now,
      ],
    );
  }

  async dropPending(tx: Tx, entryId: EntryId): Promise<number> {
    return tx.changed(`DELETE FROM pending_member_lists WHERE entry_id = $1`, [entryId]);
  }

  /** Puts this list in place of the one there was, whole. Answers its hash. */
  async saveList(tx: Tx, entryId: EntryId, members: readonly Member[], change: Change): Promise<string> {
    const sha256 = hashOfMembers(members);
    await tx.changed(
      `INSERT INTO entry_member_lists (entry_id, members, sha256, member_count, changed_at, changed_by_name)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (entry_id) DO UPDATE SET members = $2, sha256 = $3, member_count = $4, changed_at = $5, changed_by_name = $6`,
      [entryId, JSON.stringify(members), sha256, members.length, change.at, change.byName],
    );
    return sha256;
  }

  async removeList(tx: Tx, entryId: EntryId): Promise<number> {
    return tx.changed(`DELETE FROM entry_member_lists WHERE entry_id = $1`, [entryId]);
  }

  /** Takes away pending copies that nobody has touched since this instant; answers how many. */
  async sweepPending(tx: Tx, before: Instant): Promise<number> {
    return tx.changed(`DELETE FROM pending_member_lists WHERE touched_at < $1`, [before]);
  }
}
