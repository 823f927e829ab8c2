import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { StockReason } from './stock-reason.facts.js';
import { REASON_KINDS } from './vetting.facts.js';

/** A sentence of the office's page: also one that the office has left out. */
export interface ListedReason extends StockReason {
  removed: boolean;
}

const COLUMNS = `r.id, r.place, r.reason_kind AS "reasonKind", r.sentence, r.unit_id IS NULL AS shipped`;
const IS_REMOVED = `EXISTS (SELECT 1 FROM stock_reason_removals x WHERE x.unit_id = $1 AND x.reason_id = r.id)`;
const REACHES = `(r.unit_id = $1 OR r.unit_id IS NULL)`;
// By kind as people read them, what is meant for one place first, the office's own before the shipped.
const ORDER = `array_position(ARRAY[${REASON_KINDS.map((kind) => `'${kind}'`).join(', ')}], r.reason_kind), r.place IS NULL, r.place,
  r.unit_id IS NULL, r.sentence COLLATE "C", r.id`;

@Injectable()
export class StockReasonRepository {
  /** What the office offers its officers, by kind; within a kind those of one place first. */
  async offered(reader: Reader, unitId: UnitId): Promise<StockReason[]> {
    return reader.rows<StockReason>(
      `SELECT ${COLUMNS} FROM stock_reasons r WHERE ${REACHES} AND NOT ${IS_REMOVED} ORDER BY ${ORDER}`,
      [unitId],
    );
  }

  /** One page of all that the office can use, those it left out last, otherwise in the order of `offered`. */
  async page(reader: Reader, unitId: UnitId, at: { limit: number; offset: number }): Promise<ListedReason[]> {
    return reader.rows<ListedReason>(
      `SELECT ${COLUMNS}, ${IS_REMOVED} AS removed FROM stock_reasons r WHERE ${REACHES}
        ORDER BY removed, ${ORDER} LIMIT $2 OFFSET $3`,
      [unitId, at.limit, at.offset],
    );
  }

  /** How many sentences the office can use, and how many of them it has added itself; those left out count. */
  async counts(reader: Reader, unitId: UnitId): Promise<{ all: number; own: number }> {
    const row = await reader.one<{ all: number; own: number }>(
      `SELECT count(*) AS "all", count(r.unit_id) AS own FROM stock_reasons r WHERE ${REACHES}`,
      [unitId],
    );
    return row ?? { all: 0, own: 0 };
  }

  /** The places of the open contests that this office vets, in the order of a dossier's page; one key once, the newest contest's title. */
  async placesOf(reader: Reader, unitId: UnitId): Promise<{ key: string; title: string }[]> {
    return reader.rows<{ key: string; title: string }>(
      `WITH own AS (SELECT c.id, c.opened_at FROM contests c
          WHERE c.state = 'open' AND EXISTS (SELECT 1 FROM contest_vetters t WHERE t.contest_id = c.id AND t.unit_id = $1)),
        places AS (
          SELECT 'o.' || f.code AS key, f.label AS title, 1 AS part, f.sort_order, own.opened_at FROM contest_fields f JOIN own ON own.id = f.contest_id
          UNION ALL
          SELECT 'muc.' || s.code, s.title, 2, s.sort_order, own.opened_at FROM contest_slots s JOIN own ON own.id = s.contest_id)
       SELECT key, title FROM (SELECT DISTINCT ON (key) * FROM places ORDER BY key, opened_at DESC, sort_order) p
        ORDER BY part, sort_order, key`,
      [unitId],
    );
  }

  /** Adds a sentence of the office; 0 rows when it stands there already, shipped ones counted. */
  async insert(
    tx: Tx,
    unitId: UnitId,
    reason: Omit<StockReason, 'shipped'>,
    by: { personId: PersonId; name: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO stock_reasons (id, unit_id, place, reason_kind, sentence, added_by, added_by_name, added_at)
       SELECT $2, $1, $3, $4, $5, $6, $7, $8
        WHERE NOT EXISTS (SELECT 1 FROM stock_reasons r WHERE ${REACHES} AND r.place IS NOT DISTINCT FROM $3 AND r.reason_kind = $4
                             AND r.sentence = $5)
       ON CONFLICT ON CONSTRAINT stock_sentence_stands_once DO NOTHING`,
      [unitId, reason.id, reason.place, reason.reasonKind, reason.sentence, by.personId, by.name, by.at],
    );
  }

  /** One sentence that the office can use, with how it stands; null for another office's and for none. */
  async byId(reader: Reader, unitId: UnitId, id: string): Promise<ListedReason | null> {
    return reader.one<ListedReason>(
      `SELECT ${COLUMNS}, ${IS_REMOVED} AS removed FROM stock_reasons r WHERE ${REACHES} AND r.id = $2`,
      [unitId, id],
    );
  }

  /** The office no longer offers it; 0 rows when it is left out already. */
  async leaveOut(tx: Tx, unitId: UnitId, id: string, by: { personId: PersonId; at: Instant }): Promise<number> {
    return tx.changed(
      `INSERT INTO stock_reason_removals (unit_id, reason_id, removed_by, removed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [unitId, id, by.personId, by.at],
    );
  }

  /** The office offers it again; 0 rows when it does already. */
  async takeIn(tx: Tx, unitId: UnitId, id: string): Promise<number> {
    return tx.changed(`DELETE FROM stock_reason_removals WHERE unit_id = $1 AND reason_id = $2`, [unitId, id]);
  }
}
