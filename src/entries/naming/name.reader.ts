import type { Reader } from '../../database/tx.js';
import type { EntryId } from '../../kernel/ids.js';

/**
 * Stands for all that is read of a dossier: answers, files, names, and what judges are not shown anyway; by the aliases of
 * NAME_SEARCH. Its first word is the way of searching: another way, and everything is to be searched again.
 */
export const NAME_STAMP = `md5(concat_ws('|', 'units-above,office', e.answers::text, v.name, k.name, k.district_name,
  c.blind_hides::text, c.blind_hides_slots::text, c.blind_shows_files::text,
  (SELECT string_agg(f.id::text, ',' ORDER BY f.id) FROM entry_files f WHERE f.entry_id = e.id AND f.removed_at IS NULL)))`;
/** Dossiers with the names of where they come from and, as `s`, how they were last searched. */
export const NAME_SEARCH = `FROM entries e JOIN contests c ON c.id = e.contest_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
  LEFT JOIN name_searches s ON s.entry_id = e.id`;

/** A place of a dossier where names of where it comes from were found. */
export interface ToldPlace {
  /** "Báo cáo thành tích", "Tên nhóm Zalo": the slot or the field. */
  placeName: string;
  /** The file's own name; null for a field of words. */
  fileName: string | null;
  names: string[];
  excerpt: string;
}

/** What the search found in a dossier, words before files; `isSearched` is false while it stands otherwise than it was searched. */
export async function toldPlacesOf(
  reader: Reader,
  entryId: EntryId,
): Promise<{ isSearched: boolean; places: ToldPlace[] }> {
  const [standing, places] = await Promise.all([
    reader.one<{ isSearched: boolean }>(
      `SELECT s.stamp IS NOT DISTINCT FROM ${NAME_STAMP} AS "isSearched" ${NAME_SEARCH} WHERE e.id = $1`,
      [entryId],
    ),
    reader.rows<ToldPlace>(
      `SELECT coalesce(t.title, d.label, n.place) AS "placeName", f.name AS "fileName", n.names, n.excerpt
         FROM name_findings n JOIN entries e ON e.id = n.entry_id
         LEFT JOIN entry_files f ON n.is_file AND f.id::text = n.place
         LEFT JOIN contest_slots t ON t.id = f.slot_id
         LEFT JOIN contest_fields d ON NOT n.is_file AND d.contest_id = e.contest_id AND d.code = n.place
        WHERE n.entry_id = $1 ORDER BY n.is_file, t.sort_order, d.sort_order, f.position, n.place`,
      [entryId],
    ),
  ]);
  return { isSearched: standing?.isSearched === true, places };
}
