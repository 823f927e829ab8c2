import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { type ContestId, type EntryId, newId, type UnitId } from '../../kernel/ids.js';
import { judgeableIn } from '../entry.conditions.js';
import { NAME_SEARCH, NAME_STAMP } from './name.reader.js';

/** A dossier whose words are to be searched. */
export interface SearchedEntry {
  id: EntryId;
  contestId: ContestId;
  stamp: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  answers: Readonly<Record<string, string>>;
}

/** What was found in one place. */
export interface NewFinding {
  place: string;
  isFile: boolean;
  names: string[];
  excerpt: string;
  wordsHash: string;
}

const SEARCHED = `SELECT e.id, e.contest_id AS "contestId", ${NAME_STAMP} AS stamp, v.name AS "villageName", e.commune_id AS "communeId",
  k.name AS "communeName", e.answers ${NAME_SEARCH}`;

/** SQL of the search for names that dossiers tell. */
@Injectable()
export class NameRepository {
  /** Some dossiers to be judged that were not searched as they stand now, by id, behind this one ('' for the first). */
  unsearched(
    reader: Reader,
    contestId: ContestId,
    { after, limit }: { after: string; limit: number },
  ): Promise<SearchedEntry[]> {
    return reader.rows<SearchedEntry>(
      `${SEARCHED} WHERE e.contest_id = $1 AND ${judgeableIn('$1')} AND s.stamp IS DISTINCT FROM ${NAME_STAMP}
          AND e.id::text > $2 ORDER BY e.id::text LIMIT $3`,
      [contestId, after, limit],
    );
  }

  /** One dossier, whatever its state; null once it was searched as it stands now. */
  unsearchedOne(reader: Reader, id: EntryId): Promise<SearchedEntry | null> {
    return reader.one<SearchedEntry>(`${SEARCHED} WHERE e.id = $1 AND s.stamp IS DISTINCT FROM ${NAME_STAMP}`, [id]);
  }

  /**
   * By commune, the units above it that tell where in the contest's area it lies: its district, its province, nearest first. What
   * holds every commune of the contest tells nothing and is left out, or every dossier of a province would be a find.
   */
  async namesAbove(reader: Reader, contestId: ContestId): Promise<ReadonlyMap<UnitId, string[]>> {
    const rows = await reader.rows<{ communeId: UnitId; names: string[] }>(
      `WITH RECURSIVE above AS (
         SELECT k.commune_id, u.parent_id AS id, 1 AS step
           FROM contest_communes k JOIN units u ON u.id = k.commune_id WHERE k.contest_id = $1 AND u.parent_id IS NOT NULL
         UNION ALL SELECT a.commune_id, p.parent_id, a.step + 1 FROM above a JOIN units p ON p.id = a.id WHERE p.parent_id IS NOT NULL),
       telling AS (
         SELECT id FROM above GROUP BY id HAVING count(*) < (SELECT count(*) FROM contest_communes WHERE contest_id = $1))
       SELECT a.commune_id AS "communeId", array_agg(u.name ORDER BY a.step) AS names
         FROM above a JOIN telling t ON t.id = a.id JOIN units u ON u.id = a.id GROUP BY a.commune_id`,
      [contestId],
    );
    return new Map(rows.map(({ communeId, names }) => [communeId, names]));
  }

  /** Writes down what a search found; a find in the very words that somebody decided on stays decided. */
  async note(
    tx: Tx,
    entry: Pick<SearchedEntry, 'id' | 'stamp'>,
    { findings, unread }: { findings: readonly NewFinding[]; unread: number },
  ): Promise<void> {
    await tx.changed(`DELETE FROM name_findings WHERE entry_id = $1 AND place <> ALL($2)`, [
      entry.id,
      findings.map(({ place }) => place),
    ]);
    for (const { place, isFile, names, excerpt, wordsHash } of findings)
      await tx.changed(
        `INSERT INTO name_findings (id, entry_id, place, is_file, names, excerpt, words_hash, found_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT ON CONSTRAINT one_finding_a_place DO UPDATE SET names = $5, excerpt = $6, words_hash = $7, found_at = $8,
           decision = NULL, reason = NULL, decided_by_name = NULL, decided_at = NULL, version = name_findings.version + 1
         WHERE name_findings.words_hash <> $7 OR name_findings.names <> $5`,
        [newId(), entry.id, place, isFile, names, excerpt, wordsHash, tx.now],
      );
    await tx.changed(
      `INSERT INTO name_searches (entry_id, stamp, unread, searched_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (entry_id) DO UPDATE SET stamp = $2, unread = $3, searched_at = $4`,
      [entry.id, entry.stamp, unread, tx.now],
    );
  }
}
