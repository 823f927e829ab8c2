import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { JUDGEABLE_SQL, judgeableIn } from '../../entries/entry.reader.js';
import type { ContestId, EntryId } from '../../kernel/ids.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { BLIND_CODE } from '../sheet.row.js';
import type { FindingDecision, FindingFacts, FindingId, SearchStanding } from './finding.facts.js';

/** A dossier whose words are to be searched. */
export interface SearchedEntry {
  id: EntryId;
  stamp: string;
  villageName: string;
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

/** The tabs of the list. */
export const FINDING_TABS = ['open', 'withheld', 'accepted'] as const;
export type FindingTab = (typeof FINDING_TABS)[number];

/** Stands for all that is read of `entries e`: answers, files, names, and what judges are not shown anyway. */
const STAMP = `md5(concat_ws('|', e.answers::text, v.name, k.name, c.blind_hides::text, c.blind_hides_slots::text,
  (SELECT string_agg(f.id::text, ',' ORDER BY f.id) FROM entry_files f WHERE f.entry_id = e.id AND f.removed_at IS NULL)))`;
const FROM = `FROM entries e JOIN contests c ON c.id = e.contest_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
  LEFT JOIN name_searches s ON s.entry_id = e.id
 WHERE e.contest_id = $1 AND ${judgeableIn('$1')}`;

const FINDINGS = `SELECT n.id, n.entry_id AS "entryId", e.number, ${BLIND_CODE} AS "blindCode", v.name AS "villageName", k.name AS "communeName",
    coalesce(t.title, d.label, n.place) AS "placeName", f.name AS "fileName", n.names, n.excerpt, n.decision, n.reason,
    n.decided_by_name AS "decidedByName", n.decided_at AS "decidedAt", n.version
  FROM name_findings n JOIN entries e ON e.id = n.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
  LEFT JOIN entry_files f ON n.is_file AND f.id::text = n.place
  LEFT JOIN contest_slots t ON t.id = f.slot_id
  LEFT JOIN contest_fields d ON NOT n.is_file AND d.contest_id = e.contest_id AND d.code = n.place
 WHERE e.contest_id = $1 AND ${JUDGEABLE_SQL}`;
const ORDER = `ORDER BY e.number, n.is_file, n.place`;
const TAB_SQL: Readonly<Record<FindingTab, string>> = {
  open: 'n.decision IS NULL',
  withheld: `n.decision = 'withheld'`,
  accepted: `n.decision = 'accepted'`,
};

/** SQL of names found in dossiers. */
@Injectable()
export class FindingRepository {
  async standing(reader: Reader, contestId: ContestId): Promise<SearchStanding> {
    const count = (tab: FindingTab): string =>
      `(SELECT count(*)::int FROM name_findings n JOIN entries e ON e.id = n.entry_id
         WHERE e.contest_id = $1 AND ${judgeableIn('$1')} AND ${TAB_SQL[tab]}) AS ${tab}`;
    const found = await reader.one<SearchStanding>(
      `SELECT count(*)::int AS entries, count(*) FILTER (WHERE s.stamp = ${STAMP})::int AS searched,
              coalesce(sum(s.unread), 0)::int AS unread, ${FINDING_TABS.map(count).join(', ')} ${FROM}`,
      [contestId],
    );
    return found ?? { entries: 0, searched: 0, unread: 0, open: 0, withheld: 0, accepted: 0 };
  }

  /** Some dossiers that were not searched as they stand now, by id, behind this one ('' for the first). */
  unsearched(
    reader: Reader,
    contestId: ContestId,
    { after, limit }: { after: string; limit: number },
  ): Promise<SearchedEntry[]> {
    return reader.rows<SearchedEntry>(
      `SELECT e.id, ${STAMP} AS stamp, v.name AS "villageName", k.name AS "communeName", e.answers ${FROM}
          AND s.stamp IS DISTINCT FROM ${STAMP} AND e.id::text > $2 ORDER BY e.id::text LIMIT $3`,
      [contestId, after, limit],
    );
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

  /** One page of a tab by number of the dossier, words before files. */
  list(
    reader: Reader,
    contestId: ContestId,
    of: { tab: FindingTab; limit: number; offset: number },
  ): Promise<FindingFacts[]> {
    return reader.rows<FindingFacts>(`${FINDINGS} AND ${TAB_SQL[of.tab]} ${ORDER} LIMIT $2 OFFSET $3`, [
      contestId,
      of.limit,
      of.offset,
    ]);
  }

  byId(reader: Reader, contestId: ContestId, id: FindingId): Promise<FindingFacts | null> {
    return reader.one<FindingFacts>(`${FINDINGS} AND n.id = $2`, [contestId, id]);
  }

  decide(
    tx: Tx,
    id: FindingId,
    by: { version: number; decision: FindingDecision; reason: string; name: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `UPDATE name_findings SET decision = $3, reason = $4, decided_by_name = $5, decided_at = $6, version = version + 1
        WHERE id = $1 AND version = $2`,
      [id, by.version, by.decision, by.reason === '' ? null : by.reason, by.name, by.at],
    );
  }
}
