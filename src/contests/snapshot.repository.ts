import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';

/**
 * Freezes the communes below the contest's unit, and their villages, as they are on the contest's day: names, order, the district
 * between where there is one, the number of villages. Replaces an earlier snapshot whole. Villages that somebody imports later
 * come in only with a new snapshot.
 */
export async function takeSnapshot(tx: Tx, contestId: ContestId): Promise<void> {
  await tx.changed(`DELETE FROM contest_communes WHERE contest_id = $1`, [contestId]);
  await tx.changed(
    `WITH RECURSIVE bound AS (SELECT id, scope_unit_id, units_on FROM contests WHERE id = $1),
     below AS (
       SELECT u.id, u.level FROM units u JOIN bound ON u.id = bound.scope_unit_id
       UNION ALL
       SELECT u.id, u.level FROM units u JOIN below b ON u.parent_id = b.id CROSS JOIN bound
        WHERE u.level IN ('district', 'commune') AND u.valid_from <= bound.units_on AND (u.valid_to IS NULL OR u.valid_to > bound.units_on)
     )
     INSERT INTO contest_communes (contest_id, commune_id, name, sort_key, code, district_id, district_name, district_sort_key, village_count)
     SELECT bound.id, c.id, c.name, c.sort_key, c.code, d.id, d.name, d.sort_key,
            (SELECT count(*) FROM units v WHERE v.parent_id = c.id AND v.level = 'village'
                AND v.valid_from <= bound.units_on AND (v.valid_to IS NULL OR v.valid_to > bound.units_on))
       FROM below JOIN units c ON c.id = below.id AND c.level = 'commune' CROSS JOIN bound
       LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district'`,
    [contestId],
  );
  await tx.changed(
    `INSERT INTO contest_villages (contest_id, village_id, commune_id, name, sort_key)
     SELECT s.id, v.id, cc.commune_id, v.name, v.sort_key
       FROM contests s JOIN contest_communes cc ON cc.contest_id = s.id JOIN units v ON v.parent_id = cc.commune_id AND v.level = 'village'
      WHERE s.id = $1 AND v.valid_from <= s.units_on AND (v.valid_to IS NULL OR v.valid_to > s.units_on)`,
    [contestId],
  );
  await assignVetters(tx, contestId);
}

/**
 * Says anew who vets each commune at each level: the unit of that level above the commune, or the named office. A commune with no
 * such unit above it, and any commune while the office is not named, gets nobody, and readiness tells so.
 */
export async function assignVetters(tx: Tx, contestId: ContestId): Promise<void> {
  await tx.changed(`DELETE FROM contest_vetters WHERE contest_id = $1`, [contestId]);
  await tx.changed(
    `INSERT INTO contest_vetters (contest_id, commune_id, ordinal, unit_id, unit_name)
     SELECT cc.contest_id, cc.commune_id, l.ordinal, vetter.id, vetter.name
       FROM contest_communes cc JOIN vetting_levels l ON l.contest_id = cc.contest_id
       JOIN units c ON c.id = cc.commune_id
       LEFT JOIN units above ON above.id = c.parent_id
       LEFT JOIN units top ON top.id = above.parent_id
       JOIN units vetter ON vetter.id = CASE
              WHEN l.attached_to = 'office' THEN l.office_unit_id
              WHEN above.level = l.unit_level THEN above.id
              WHEN top.level = l.unit_level THEN top.id END
      WHERE cc.contest_id = $1`,
    [contestId],
  );
}

/** A commune of the snapshot with how many vetting levels have found their office. */
export interface SnapshotCommune {
  id: UnitId;
  name: string;
  districtName: string | null;
  villageCount: number;
  vetterNames: readonly string[];
}

/** All communes of the snapshot by district and name, with their vetting offices in the order of the levels. */
export const snapshotCommunes = (reader: Reader, contestId: ContestId): Promise<SnapshotCommune[]> =>
  reader.rows<SnapshotCommune>(
    `SELECT cc.commune_id AS id, cc.name, cc.district_name AS "districtName", cc.village_count AS "villageCount",
            coalesce((SELECT array_agg(v.unit_name ORDER BY v.ordinal) FROM contest_vetters v
                       WHERE v.contest_id = cc.contest_id AND v.commune_id = cc.commune_id), '{}') AS "vetterNames"
       FROM contest_communes cc WHERE cc.contest_id = $1 ORDER BY cc.district_sort_key NULLS FIRST, cc.sort_key, cc.commune_id`,
    [contestId],
  );

/** The offices that vet in this contest at any level, by name. */
export const vettersOf = (reader: Reader, contestId: ContestId): Promise<{ id: UnitId; name: string }[]> =>
  reader.rows(
    `SELECT unit_id AS id, min(unit_name) AS name FROM contest_vetters WHERE contest_id = $1 GROUP BY unit_id ORDER BY name, id`,
    [contestId],
  );

/** A unit to choose from, with its parent's name to tell it from its namesakes. */
export interface UnitChoice {
  id: UnitId;
  name: string;
  parentName: string | null;
}

/** Offices that stand on the contest's day below its unit, those of its districts included. */
export const officesOf = (reader: Reader, contestId: ContestId): Promise<UnitChoice[]> =>
  reader.rows<UnitChoice>(
    `SELECT o.id, o.name, p.name AS "parentName"
       FROM contests s JOIN units o ON o.level = 'office' JOIN units p ON p.id = o.parent_id
      WHERE s.id = $1 AND (p.id = s.scope_unit_id OR p.parent_id = s.scope_unit_id)
        AND o.valid_from <= s.units_on AND (o.valid_to IS NULL OR o.valid_to > s.units_on)
      ORDER BY o.sort_key, o.id`,
    [contestId],
  );

/** The level of a unit, or null when there is no such unit. */
export const scopeLevel = async (reader: Reader, id: UnitId): Promise<string | null> =>
  (await reader.one<{ level: string }>(`SELECT level FROM units WHERE id = $1`, [id]))?.level ?? null;
