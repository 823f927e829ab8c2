import type { Reach } from '../movement.facts.js';
import { withForerunners } from '../forerunners.js';

/** The columns of DriveUnitFacts, of a table called `u`. */
export const UNIT_COLUMNS = `u.id, u.ordinal, u.commune_id AS "communeId", u.commune_name AS "communeName", u.district_name AS "districtName", u.name, u.required,
  u.controller_name AS "controllerName"`;

/** What a report `r` says of itself: sent after the day it was due in Viet Nam; marked as hard to believe. */
export const IS_LATE = `(r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > r.due_on`;
export const IS_DOUBTED = `r.doubts <> '{}'`;

/**
 * Which units of a drive are within reach, as a condition on `alias` with one parameter, the `$number`th. Whoever reaches the whole
 * movement reaches all of them; that was asked before. A unit reaches those it took over from.
 */
export function unitsWithin(alias: string, reach: Reach, number: number): { sql: string; values: [string | null] } {
  const own = `ANY(${withForerunners(`$${number}`)})`;
  if (reach.kind === 'tree')
    return {
      sql: `(${alias}.commune_id = ${own} OR ${alias}.district_id = ${own} OR ${alias}.province_id = ${own})`,
      values: [reach.unitId],
    };
  if (reach.kind === 'commune') return { sql: `${alias}.commune_id = ${own}`, values: [reach.unitId] };
  return { sql: `$${number}::uuid IS NULL`, values: [null] };
}
