import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { validOn } from '../../units/unit.columns.js';
import type { NewRecipient } from '../document.facts.js';
import type { RecipientUnit } from './register.doors.js';

/** An office with documents in its register. */
export interface KeptOffice {
  id: UnitId;
  name: string;
  documents: number;
}

/** $1 an office: the territory that it acts for (`root`), and every unit in it on the day $2 (`inside`). */
const INSIDE = `
  WITH RECURSIVE root AS (SELECT CASE WHEN level = 'office' THEN parent_id ELSE id END AS id FROM units WHERE id = $1),
  inside AS (
    SELECT u.id, u.level, u.name, u.sort_key, u.parent_id FROM root JOIN units u ON u.id = root.id
    UNION ALL
    SELECT u.id, u.level, u.name, u.sort_key, u.parent_id FROM inside i JOIN units u ON u.parent_id = i.id
     WHERE u.level IN ('district', 'commune', 'office') AND ${validOn('u', '$2')})`;

/** A district of the commune `c`; none where communes stand below the province. */
const DISTRICT = `LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district'`;

const ACTS_IN = (unit: string): string => `
  role_assignments a JOIN persons p ON p.id = a.person_id AND p.disabled_at IS NULL
   WHERE a.unit_id = ${unit} AND a.revoked_at IS NULL AND a.contest_id IS NULL`;

/** Whom the documents of an office may go to, and which offices have any. Every method is one query. */
@Injectable()
export class OfficeRepository {
  /** One page of the offices with documents, by name, and how many there are. */
  async kept(
    reader: Reader,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ offices: KeptOffice[]; total: number }> {
    const rows = await reader.rows<KeptOffice & { total: number }>(
      `SELECT u.id, u.name, d.documents, count(*) OVER () AS total
         FROM (SELECT unit_id, count(*) AS documents FROM documents WHERE unit_id IS NOT NULL GROUP BY unit_id) d
         JOIN units u ON u.id = d.unit_id ORDER BY u.sort_key, u.id LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
    return { offices: rows.map(({ id, name, documents }) => ({ id, name, documents })), total: rows[0]?.total ?? 0 };
  }

  /** A unit with those it took over from, and those before them. */
  async forerunners(reader: Reader, unitId: UnitId): Promise<UnitId[]> {
    const row = await reader.one<{ ids: UnitId[] }>(`SELECT unit_and_forerunners($1::uuid) AS ids`, [unitId]);
    return row?.ids ?? [];
  }

  /** The registers with documents among those of some units, by name; at most 50. */
  keptOf(reader: Reader, unitIds: readonly UnitId[]): Promise<KeptOffice[]> {
    return reader.rows<KeptOffice>(
      `SELECT u.id, u.name, d.documents
         FROM (SELECT unit_id, count(*)::int AS documents FROM documents WHERE unit_id = ANY($1::uuid[]) GROUP BY unit_id) d
         JOIN units u ON u.id = d.unit_id ORDER BY u.sort_key, u.id LIMIT 50`,
      [unitIds],
    );
  }

  /** The districts and communes of its territory on a day: districts first, communes by district. */
  units(reader: Reader, officeId: UnitId, on: Day): Promise<RecipientUnit[]> {
    return reader.rows<RecipientUnit>(
      `${INSIDE}
       SELECT c.id, c.name, CASE WHEN c.level = 'district' THEN NULL ELSE coalesce(d.name, '') END AS "districtName"
         FROM inside c ${DISTRICT} WHERE c.level IN ('district', 'commune')
        ORDER BY (c.level = 'commune'), d.sort_key, c.sort_key, c.id`,
      [officeId, on],
    );
  }

  /** The communes of its territory on a day, all or those that are this unit or lie in it. */
  communes(reader: Reader, officeId: UnitId, on: Day, within: UnitId | null): Promise<NewRecipient[]> {
    return reader.rows<NewRecipient>(
      `${INSIDE}
       SELECT c.id AS "unitId", 'commune' AS role, c.name AS "unitName", coalesce(d.sort_key, '') || ' ' || c.sort_key AS "sortKey"
         FROM inside c ${DISTRICT}
        WHERE c.level = 'commune' AND ($3::uuid IS NULL OR c.id = $3 OR c.parent_id = $3)`,
      [officeId, on, within],
    );
  }

  /** The other offices in its territory for which somebody vets. */
  offices(reader: Reader, officeId: UnitId, on: Day): Promise<NewRecipient[]> {
    return reader.rows<NewRecipient>(
      `${INSIDE}
       SELECT i.id AS "unitId", 'vetting' AS role, i.name AS "unitName", i.sort_key AS "sortKey"
         FROM inside i WHERE i.id <> $1 AND EXISTS (SELECT 1 FROM ${ACTS_IN('i.id')} AND a.role = 'vetting')`,
      [officeId, on],
    );
  }

  /** The units above it and their agencies for which somebody vets or organises, each in the first of these roles. */
  above(reader: Reader, officeId: UnitId, on: Day): Promise<NewRecipient[]> {
    return reader.rows<NewRecipient>(
      `WITH RECURSIVE above AS (
         SELECT parent_id AS id FROM units WHERE id = $1
         UNION ALL SELECT u.parent_id FROM above JOIN units u ON u.id = above.id)
       SELECT DISTINCT ON (u.id) u.id AS "unitId", a.role, u.name AS "unitName", u.sort_key AS "sortKey"
         FROM units u JOIN role_assignments a ON a.unit_id = u.id AND a.role IN ('vetting', 'organiser') AND a.revoked_at IS NULL AND a.contest_id IS NULL
         JOIN persons p ON p.id = a.person_id AND p.disabled_at IS NULL
        WHERE u.id <> $1 AND ${validOn('u', '$2')}
          AND (u.id IN (SELECT id FROM above) OR (u.level = 'office' AND u.parent_id IN (SELECT id FROM above)))
        ORDER BY u.id, a.role DESC`,
      [officeId, on],
    );
  }

  /** The first of these contests that is a rehearsal; null: none is. */
  async rehearsalAmong(reader: Reader, contestIds: readonly ContestId[]): Promise<ContestId | null> {
    const row = await reader.one<{ id: ContestId }>(
      `SELECT id FROM contests WHERE id = ANY($1) AND rehearsal ORDER BY id LIMIT 1`,
      [contestIds],
    );
    return row?.id ?? null;
  }
}
