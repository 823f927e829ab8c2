import type { Reader } from '../database/tx.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import type { Day } from '../kernel/vietnamese/days.js';
import { UNIT_COLUMNS, validOn } from './unit.columns.js';
import type { UnitHit, UnitLevel } from './unit.facts.js';

/** Abbreviations that people type for type words, folded. */
const SHORT_TYPES: Readonly<Record<string, string>> = {
  tp: 'thanh pho',
  tt: 'thi tran',
  tx: 'thi xa',
  tdp: 'to dan pho',
  kp: 'khu pho',
};

/** What was typed, folded, with "tt" and the like written out and LIKE's own signs made harmless. */
export function patternOf(typed: string): { plain: string; like: string } {
  const words = fold(typed).replace(/[.,]+/g, ' ').trim().split(/\s+/);
  const plain = [SHORT_TYPES[words[0] ?? ''] ?? words[0] ?? '', ...words.slice(1)].join(' ').trim();
  return { plain, like: `%${plain.replace(/[\\%_]/g, '\\$&')}%` };
}

/** $1 what was typed, $2 level or null, $3 day or null, $4 at most so many. */
const searchSql = (matches: (column: string) => string): string => `
  WITH RECURSIVE matched AS (
    SELECT u.id, NULL::text AS alias FROM units u WHERE ${matches('u.folded')}
    UNION ALL
    SELECT a.unit_id, a.alias FROM unit_aliases a WHERE ${matches('a.folded')}
  ), reached AS (
    SELECT m.id, m.alias, NULL::uuid AS former_id FROM matched m
    UNION
    -- An ended unit leads to those that took over from it, as often as it takes to arrive at the day asked for.
    SELECT s.new_id, NULL, coalesce(r.former_id, r.id)
      FROM reached r JOIN units o ON o.id = r.id JOIN unit_successions s ON s.old_id = r.id
     WHERE o.valid_to <= $3::date
  )
  SELECT ${UNIT_COLUMNS},
         array_remove(ARRAY[p.name, g.name, h.name], NULL) AS "parentNames",
         CASE WHEN bool_or(r.alias IS NULL AND r.former_id IS NULL) THEN NULL ELSE min(r.alias) END AS alias,
         array_remove(array_agg(DISTINCT f.name) FILTER (WHERE f.name <> u.name), NULL) AS "formerNames",
         ARRAY(SELECT n.name FROM unit_successions s JOIN units n ON n.id = s.new_id WHERE s.old_id = u.id ORDER BY n.sort_key) AS "successorNames"
    FROM reached r JOIN units u ON u.id = r.id
    LEFT JOIN units f ON f.id = r.former_id
    LEFT JOIN units p ON p.id = u.parent_id LEFT JOIN units g ON g.id = p.parent_id LEFT JOIN units h ON h.id = g.parent_id
   WHERE ($2::text IS NULL OR u.level = $2) AND ($3::date IS NULL OR ${validOn('u', '$3')})
   GROUP BY u.id, p.name, g.name, h.name
   ORDER BY u.sort_key, u.valid_from, u.id LIMIT $4`;

const CONTAINS = searchSql((column) => `${column} LIKE $1`);
// pg_trgm's own bound of 0.6 for words within a text: one wrong letter in a name of six or more.
const RESEMBLES = searchSql((column) => `$1 <% ${column}`);

/** See UnitReader.search. */
export async function searchUnits(
  reader: Reader,
  typed: string,
  within: { level: UnitLevel | null; on: Day | null; limit: number },
): Promise<UnitHit[]> {
  const { plain, like } = patternOf(typed);
  if (plain === '') return [];
  const rest = [within.level, within.on, within.limit];
  const found = await reader.rows<UnitHit>(CONTAINS, [like, ...rest]);
  const hits = found.length > 0 ? found : await reader.rows<UnitHit>(RESEMBLES, [plain, ...rest]);
  return asTypedFirst(
    hits.map((hit) => ({ ...hit, formerNames: hit.formerNames ?? [] })),
    typed,
  );
}

/** Whoever typed the marks meant them: “Tam Đường” before “Tam Dương”, the order otherwise kept. */
function asTypedFirst(hits: readonly UnitHit[], typed: string): UnitHit[] {
  const words = tidyName(typed).toLowerCase();
  const isAsTyped = ({ name, alias, formerNames }: UnitHit): boolean =>
    [name, alias ?? '', ...formerNames].some((one) => one.toLowerCase().includes(words));
  return [...hits.filter(isAsTyped), ...hits.filter((hit) => !isAsTyped(hit))];
}
