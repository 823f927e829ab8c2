import type { Reader } from '../database/tx.js';
import type { UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import { type AskedUnit, isUnit } from './unit.asked.js';
import { UNIT_COLUMNS, validOn } from './unit.columns.js';
import type { SuccessionFacts, UnitFacts, UnitLevel } from './unit.facts.js';
import { patternOf } from './unit.search.js';

/** What of the units is wanted; null: no such limit. Without a day those of all times, ended ones too. */
export interface UnitLimits {
  level: UnitLevel | null;
  parent: AskedUnit | null;
  on: Day | null;
  /** Part of a name or of another name of the unit, with or without marks. */
  typed: string | null;
}

/** A unit in a list, with the name of what it lies in and what it became. */
export interface ListedUnit extends UnitFacts {
  sortKey: string;
  parentName: string | null;
  successors: (Pick<SuccessionFacts, 'id' | 'name' | 'kind' | 'document'> & { code: string | null; on: Day })[];
}

/** By name in Vietnamese collation, behind one; null: from the first. One statement, what each unit became with it. */
export function unitsAfter(
  reader: Reader,
  { level, parent, on, typed }: UnitLimits,
  after: { sortKey: string; id: UnitId } | null,
  limit: number,
): Promise<ListedUnit[]> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['true'];
  if (level !== null) conditions.push(`u.level = ${add(level)}`);
  if (parent !== null) conditions.push(isUnit('u.parent_id', parent, add));
  if (on !== null) conditions.push(validOn('u', add(on)));
  if (typed !== null) {
    const { plain, like: pattern } = patternOf(typed);
    if (plain === '') return Promise.resolve([]); // signs alone name no unit, as on the page
    const like = add(pattern);
    conditions.push(`(u.folded LIKE ${like}
      OR EXISTS (SELECT 1 FROM unit_aliases a WHERE a.unit_id = u.id AND a.folded LIKE ${like}))`);
  }
  if (after !== null) conditions.push(`(u.sort_key, u.id) > (${add(after.sortKey)}, ${add(after.id)}::uuid)`);
  return reader.rows<ListedUnit>(
    `SELECT ${UNIT_COLUMNS}, u.sort_key AS "sortKey", p.name AS "parentName",
            (SELECT coalesce(json_agg(json_build_object('id', n.id, 'code', n.code, 'name', n.name, 'kind', s.kind, 'document', s.document,
                                                        'on', n.valid_from) ORDER BY n.sort_key, n.id), '[]'::json)
               FROM unit_successions s JOIN units n ON n.id = s.new_id WHERE s.old_id = u.id) AS successors
       FROM (SELECT u.* FROM units u WHERE ${conditions.join(' AND ')} ORDER BY u.sort_key, u.id LIMIT ${add(limit)}) u
       LEFT JOIN units p ON p.id = u.parent_id ORDER BY u.sort_key, u.id`,
    values,
  );
}
