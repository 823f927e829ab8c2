import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import { UNIT_COLUMNS, validOn } from './unit.columns.js';
import type { CommuneWithVillages, SuccessionFacts, UnitFacts, UnitHit, UnitLevel } from './unit.facts.js';
import { searchUnits } from './unit.search.js';

/** How a list of units is ordered: by name in Vietnamese collation, or as the official list prints it (by code). */
export type UnitOrder = 'name' | 'official';

const ORDER: Readonly<Record<UnitOrder, string>> = {
  name: 'u.sort_key, u.id',
  official: 'u.code NULLS LAST, u.sort_order, u.sort_key, u.id',
};

/** What the rooms above read of administrative units. Every method is one query. */
@Injectable()
export class UnitReader {
  async byId(reader: Reader, id: UnitId): Promise<UnitFacts | null> {
    return reader.one<UnitFacts>(`SELECT ${UNIT_COLUMNS} FROM units u WHERE u.id = $1`, [id]);
  }

  /** The unit that carried this code on that day; the same code names other units on other days. */
  async byCode(reader: Reader, at: { level: UnitLevel; code: string; on: Day }): Promise<UnitFacts | null> {
    return reader.one<UnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.level = $1 AND u.code = $2 AND ${validOn('u', '$3')}`,
      [at.level, at.code, at.on],
    );
  }

  /** The newest unit that carried this code, there still or ended; for names typed without a day. */
  async lastByCode(reader: Reader, at: { level: UnitLevel; code: string }): Promise<UnitFacts | null> {
    return reader.one<UnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.level = $1 AND u.code = $2 ORDER BY u.valid_from DESC LIMIT 1`,
      [at.level, at.code],
    );
  }

  /** Units directly below one, on a day; with `on` null all that ever stood there. */
  async children(
    reader: Reader,
    parentId: UnitId,
    { on, order = 'name' }: { on: Day | null; order?: UnitOrder },
  ): Promise<UnitFacts[]> {
    return reader.rows<UnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.parent_id = $1 AND ($2::date IS NULL OR ${validOn('u', '$2')})
        ORDER BY ${ORDER[order]}`,
      [parentId, on],
    );
  }

  /** All units of a level on a day (null: of all times), by name. For choosing from a short list: provinces, districts, communes. */
  async ofLevel(reader: Reader, level: UnitLevel, on: Day | null): Promise<UnitFacts[]> {
    return reader.rows<UnitFacts>(
      `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.level = $1 AND ($2::date IS NULL OR ${validOn('u', '$2')})
        ORDER BY ${ORDER.name}`,
      [level, on],
    );
  }

  /** The units above one, nearest first, the province last. */
  async ancestors(reader: Reader, id: UnitId): Promise<UnitFacts[]> {
    return reader.rows<UnitFacts>(
      `WITH RECURSIVE above AS (
         SELECT parent_id AS id, 1 AS step FROM units WHERE id = $1
         UNION ALL SELECT p.parent_id, above.step + 1 FROM above JOIN units p ON p.id = above.id)
       SELECT ${UNIT_COLUMNS} FROM above JOIN units u ON u.id = above.id ORDER BY above.step`,
      [id],
    );
  }

  /**
   * Every commune at or below a unit on a day, with its district and its villages of that day; by district name, then by
   * commune name. Communes without villages come with an empty list.
   */
  async communesWithin(reader: Reader, scopeId: UnitId, on: Day): Promise<CommuneWithVillages[]> {
    return reader.rows<CommuneWithVillages>(COMMUNES_SQL, [scopeId, on]);
  }

  /** What a unit came from: one row per unit that it took over, by name. */
  async predecessors(reader: Reader, id: UnitId): Promise<SuccessionFacts[]> {
    return reader.rows<SuccessionFacts>(
      `SELECT u.id, u.name, p.name AS "parentName", s.kind, s.document, u.valid_to AS "on"
         FROM unit_successions s JOIN units u ON u.id = s.old_id LEFT JOIN units p ON p.id = u.parent_id
        WHERE s.new_id = $1 ORDER BY u.sort_key, u.id`,
      [id],
    );
  }

  /** What became of a unit, by name. */
  async successors(reader: Reader, id: UnitId): Promise<SuccessionFacts[]> {
    return reader.rows<SuccessionFacts>(
      `SELECT u.id, u.name, p.name AS "parentName", s.kind, s.document, u.valid_from AS "on"
         FROM unit_successions s JOIN units u ON u.id = s.new_id LEFT JOIN units p ON p.id = u.parent_id
        WHERE s.old_id = $1 ORDER BY u.sort_key, u.id`,
      [id],
    );
  }

  async aliases(reader: Reader, id: UnitId): Promise<string[]> {
    const rows = await reader.rows<{ alias: string }>(
      'SELECT alias FROM unit_aliases WHERE unit_id = $1 ORDER BY alias COLLATE "C"',
      [id],
    );
    return rows.map(({ alias }) => alias);
  }

  /**
   * Units whose name or alias contains what was typed, whatever marks, case or keyboard either was written with; when there are
   * none, those that are spelt nearly so. 50 at most, by name in Vietnamese collation; among these, names with
   * the marks as typed come first. With `on`, only units of that day, and an ended unit's name leads to those that took over
   * from it; without, units of all times.
   */
  async search(
    reader: Reader,
    typed: string,
    within: { level?: UnitLevel | null; on?: Day | null; limit?: number } = {},
  ): Promise<UnitHit[]> {
    return searchUnits(reader, typed, {
      level: within.level ?? null,
      on: within.on ?? null,
      limit: within.limit ?? 50,
    });
  }
}

const COMMUNES_SQL = `
  WITH RECURSIVE inside AS (
    SELECT id, level FROM units WHERE id = $1
    UNION ALL
    SELECT u.id, u.level FROM inside JOIN units u ON u.parent_id = inside.id AND u.level IN ('district', 'commune') AND ${validOn('u', '$2')})
  SELECT u.id, u.name, u.sort_key AS "sortKey",
         d.id AS "districtId", d.name AS "districtName", d.sort_key AS "districtSortKey",
         CASE WHEN p.level = 'province' THEN p.id ELSE p.parent_id END AS "provinceId",
         coalesce(v.villages, '[]'::json) AS villages
    FROM inside JOIN units u ON u.id = inside.id AND u.level = 'commune'
    LEFT JOIN units p ON p.id = u.parent_id
    LEFT JOIN units d ON d.id = p.id AND p.level = 'district'
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', w.id, 'name', w.name, 'sortKey', w.sort_key) ORDER BY w.sort_key, w.id) AS villages
        FROM units w WHERE w.parent_id = u.id AND w.level = 'village' AND ${validOn('w', '$2')}) v ON true
   ORDER BY d.sort_key, u.sort_key, u.id`;
