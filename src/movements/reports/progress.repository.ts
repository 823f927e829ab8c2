import { Injectable } from '@nestjs/common';
import { REACHED_COMMUNES } from '../../communities/community.reach.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';
import type { ProgressPeriod, ProgressReport, ProgressReportId, ProgressWords } from './progress.facts.js';

/** Which reports of a movement somebody sees: all, or those of one tree. */
export interface ProgressScope {
  all: boolean;
  unitId: UnitId;
}

const COLUMNS = `r.id, r.movement_id AS "movementId", r.unit_id AS "unitId", r.sender_unit_id AS "senderUnitId", r.sender_name AS "senderName", r.kind,
  r.from_on AS "fromOn", r.to_on AS "toOn", r.words, r.drafted_at AS "draftedAt", r.drafted_by_name AS "draftedByName",
  r.written_by_name AS "writtenByName", r.issued_at AS "issuedAt", r.issued_by_name AS "issuedByName", r.facts, r.facts_sha256 AS "factsSha256", r.sample,
  r.version`;
const SEEN = `r.movement_id = $1 AND ($2::boolean OR r.unit_id = $3)`;

/** Reports upward: words until they are issued, words and facts from then on. */
@Injectable()
export class ProgressRepository {
  /** One page of them, the newest period first; facts are left out. */
  async page(
    reader: Reader,
    movementId: MovementId,
    { all, unitId }: ProgressScope,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ reports: ProgressReport[]; total: number }> {
    const found = await reader.rows<ProgressReport & { total: number }>(
      `SELECT ${COLUMNS.replace('r.facts,', 'NULL::text AS facts,')}, (count(*) OVER ())::int AS total FROM progress_reports r WHERE ${SEEN}
        ORDER BY r.to_on DESC, r.drafted_at DESC, r.id LIMIT $4 OFFSET $5`,
      [movementId, all, unitId, limit, offset],
    );
    return { reports: found.map(({ total: _, ...one }) => one), total: found[0]?.total ?? 0 };
  }

  byId(
    reader: Reader,
    movementId: MovementId,
    { all, unitId }: ProgressScope,
    id: string,
  ): Promise<ProgressReport | null> {
    return reader.one(`SELECT ${COLUMNS} FROM progress_reports r WHERE ${SEEN} AND r.id = $4`, [
      movementId,
      all,
      unitId,
      id,
    ]);
  }

  /** Held until the act ends, so that nobody writes while somebody issues. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.rows(`SELECT 1 FROM progress_reports WHERE id = $1 FOR UPDATE`, [id]);
  }

  /** How many reports of the same tree there are on the very period. Asked under a lock: two at once would both find none. */
  async ofPeriod(
    tx: Tx,
    movementId: MovementId,
    unitId: UnitId,
    { kind, fromOn, toOn }: ProgressPeriod,
  ): Promise<number> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('progress report ' || $1 || $2))`, [movementId, unitId]);
    const row = await tx.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM progress_reports WHERE movement_id = $1 AND unit_id = $2 AND kind = $3 AND from_on = $4 AND to_on = $5`,
      [movementId, unitId, kind, fromOn, toOn],
    );
    return row?.count ?? 0;
  }

  async insert(
    tx: Tx,
    one: Pick<
      ProgressReport,
      | 'id'
      | 'movementId'
      | 'unitId'
      | 'senderUnitId'
      | 'senderName'
      | 'kind'
      | 'fromOn'
      | 'toOn'
      | 'words'
      | 'draftedAt'
      | 'draftedByName'
      | 'sample'
    >,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO progress_reports (id, movement_id, unit_id, sender_unit_id, sender_name, kind, from_on, to_on, words, drafted_at, drafted_by_name,
         written_by_name, sample) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
      [
        one.id,
        one.movementId,
        one.unitId,
        one.senderUnitId,
        one.senderName,
        one.kind,
        one.fromOn,
        one.toOn,
        JSON.stringify(one.words),
        one.draftedAt,
        one.draftedByName,
        one.sample,
      ],
    );
  }

  /** 0 when somebody was quicker, or it is issued. */
  write(tx: Tx, id: ProgressReportId, version: number, words: ProgressWords, byName: string): Promise<number> {
    return tx.changed(
      `UPDATE progress_reports SET words = $3, written_by_name = $4, version = version + 1 WHERE id = $1 AND version = $2 AND issued_at IS NULL`,
      [id, version, JSON.stringify(words), byName],
    );
  }

  /** 0 when somebody was quicker, or it is issued. */
  issue(
    tx: Tx,
    at: { id: ProgressReportId; version: number },
    issued: { at: Instant; byName: string; facts: string; sha256: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE progress_reports SET issued_at = $3, issued_by_name = $4, facts = $5, facts_sha256 = $6, version = version + 1
        WHERE id = $1 AND version = $2 AND issued_at IS NULL`,
      [at.id, at.version, issued.at, issued.byName, issued.facts, issued.sha256],
    );
  }

  /** 0 when somebody was quicker, or it is issued. */
  remove(tx: Tx, id: ProgressReportId, version: number): Promise<number> {
    return tx.changed(`DELETE FROM progress_reports WHERE id = $1 AND version = $2 AND issued_at IS NULL`, [
      id,
      version,
    ]);
  }

  /** Drives of a movement one of whose communes is no longer there on the day. */
  async drivesOfEndedUnits(reader: Reader, movementId: MovementId, on: Day): Promise<string[]> {
    const rows = await reader.rows<{ id: string }>(
      `SELECT d.id FROM drives d WHERE d.movement_id = $1 AND EXISTS (
         SELECT 1 FROM drive_units u JOIN units c ON c.id = u.commune_id WHERE u.drive_id = d.id AND c.valid_to <= $2::date)`,
      [movementId, on],
    );
    return rows.map(({ id }) => id);
  }

  /** What stands in the emulation record of a tree, seen from one day to another. */
  async observed(
    reader: Reader,
    movementId: MovementId,
    root: UnitId,
    { from, to }: { from: Day; to: Day },
  ): Promise<{ merits: number; shortcomings: number }> {
    const row = await reader.one<{ merits: number; shortcomings: number }>(
      `${REACHED_COMMUNES} SELECT (count(*) FILTER (WHERE o.kind = 'merit'))::int AS merits, (count(*) FILTER (WHERE o.kind = 'shortcoming'))::int AS shortcomings
         FROM emulation_observations o
        WHERE o.movement_id = $3 AND o.observed_on BETWEEN $4::date AND $2::date AND o.commune_id IN (SELECT commune_id FROM standing)
          AND NOT o.withdraws AND NOT EXISTS (SELECT 1 FROM emulation_observations x WHERE x.replaces_id = o.id)`,
      [root, to, movementId, from],
    );
    return row ?? { merits: 0, shortcomings: 0 };
  }

  /**
   * Movements at work that hold drives, kept by this unit or in which its tree reports, without a weekly report of this tree on the week that
   * lay between two days. At most five.
   */
  unreported(
    reader: Reader,
    unitId: UnitId,
    movements: readonly { id: string; fromOn: Day; toOn: Day }[],
  ): Promise<{ id: MovementId; name: string }[]> {
    return reader.rows(
      `SELECT m.id, m.name FROM json_to_recordset($2::json) AS w (id uuid, "fromOn" date, "toOn" date) JOIN movements m ON m.id = w.id
        WHERE m.starts_on <= w."toOn" AND m.ends_on >= w."fromOn" AND EXISTS (SELECT 1 FROM drives d WHERE d.movement_id = m.id)
          AND NOT EXISTS (SELECT 1 FROM progress_reports r WHERE r.movement_id = m.id AND r.unit_id = $1 AND r.kind = 'weekly' AND r.from_on = w."fromOn")
        ORDER BY m.starts_on DESC, m.id LIMIT 5`,
      [unitId, JSON.stringify(movements)],
    );
  }
}
