import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { BroadcastFacts, BroadcastId, BroadcastWords } from './broadcast.facts.js';

const COLUMNS = `id, audience, unit_id AS "unitId", unit_name AS "unitName", subject, body, written_by_name AS "writtenByName",
  written_at AS "writtenAt", sent_at AS "sentAt", sent_by_name AS "sentByName", told, version`;

/** A unit that a notice can be narrowed to. */
export interface BroadcastUnit {
  id: UnitId;
  name: string;
  /** Null for a district. */
  districtName: string | null;
}

/** Notices in organisers' own words. What went to whom stands in the log of notices. */
@Injectable()
export class BroadcastRepository {
  byId(reader: Reader, contestId: ContestId, id: string): Promise<BroadcastFacts | null> {
    return reader.one<BroadcastFacts>(`SELECT ${COLUMNS} FROM broadcasts WHERE contest_id = $1 AND id = $2`, [
      contestId,
      id,
    ]);
  }

  /** One page: drafts first, then what was sent, the newest first. */
  async ofContest(
    reader: Reader,
    contestId: ContestId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ broadcasts: BroadcastFacts[]; total: number }> {
    const [count, broadcasts] = await Promise.all([
      reader.one<{ total: number }>(`SELECT count(*) AS total FROM broadcasts WHERE contest_id = $1`, [contestId]),
      reader.rows<BroadcastFacts>(
        `SELECT ${COLUMNS} FROM broadcasts WHERE contest_id = $1
          ORDER BY (sent_at IS NOT NULL), coalesce(sent_at, written_at) DESC, id LIMIT $2 OFFSET $3`,
        [contestId, limit, offset],
      ),
    ]);
    return { broadcasts, total: count?.total ?? 0 };
  }

  /** Districts and communes of the contest, in their official order, each district before its communes. */
  units(reader: Reader, contestId: ContestId): Promise<BroadcastUnit[]> {
    return reader.rows<BroadcastUnit>(
      `SELECT id, name, "districtName" FROM (
         SELECT DISTINCT district_id AS id, district_name AS name, NULL::text AS "districtName", district_sort_key AS district,
                '' AS place FROM contest_communes WHERE contest_id = $1 AND district_id IS NOT NULL
         UNION ALL
         SELECT commune_id, name, coalesce(district_name, ''), district_sort_key, sort_key FROM contest_communes WHERE contest_id = $1
       ) u ORDER BY district NULLS FIRST, place, id`,
      [contestId],
    );
  }

  /** The communes of the contest, or those that are this unit or lie in it. */
  async communeIds(reader: Reader, contestId: ContestId, unitId: UnitId | null): Promise<UnitId[]> {
    const rows = await reader.rows<{ id: UnitId }>(
      `SELECT commune_id AS id FROM contest_communes
        WHERE contest_id = $1 AND ($2::uuid IS NULL OR commune_id = $2 OR district_id = $2) ORDER BY commune_id`,
      [contestId, unitId],
    );
    return rows.map(({ id }) => id);
  }

  async officeIds(reader: Reader, contestId: ContestId): Promise<UnitId[]> {
    const rows = await reader.rows<{ id: UnitId }>(
      `SELECT DISTINCT unit_id AS id FROM contest_vetters WHERE contest_id = $1 ORDER BY unit_id`,
      [contestId],
    );
    return rows.map(({ id }) => id);
  }

  async insert(
    tx: Tx,
    contestId: ContestId,
    { id, audience, unitId, unitName, subject, body, byName }: Written & { id: BroadcastId },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO broadcasts (id, contest_id, audience, unit_id, unit_name, subject, body, written_by_name, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, contestId, audience, unitId, unitName, subject, body, byName, tx.now],
    );
  }

  /** Writes over a draft of that version; 0 when it has been changed or sent since. */
  update(tx: Tx, id: BroadcastId, version: number, written: Written): Promise<number> {
    const { audience, unitId, unitName, subject, body, byName } = written;
    return tx.changed(
      `UPDATE broadcasts SET audience = $3, unit_id = $4, unit_name = $5, subject = $6, body = $7, written_by_name = $8,
              written_at = $9, version = version + 1
        WHERE id = $1 AND version = $2 AND sent_at IS NULL`,
      [id, version, audience, unitId, unitName, subject, body, byName, tx.now],
    );
  }

  remove(tx: Tx, id: BroadcastId, version: number): Promise<number> {
    return tx.changed(`DELETE FROM broadcasts WHERE id = $1 AND version = $2 AND sent_at IS NULL`, [id, version]);
  }

  markSent(
    tx: Tx,
    id: BroadcastId,
    version: number,
    { byName, told }: { byName: string; told: number },
  ): Promise<number> {
    return tx.changed(
      `UPDATE broadcasts SET sent_at = $3, sent_by_name = $4, told = $5, version = version + 1
        WHERE id = $1 AND version = $2 AND sent_at IS NULL`,
      [id, version, tx.now, byName, told],
    );
  }
}

interface Written extends BroadcastWords {
  unitName: string | null;
  byName: string;
}
