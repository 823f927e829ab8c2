import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { EntryCounts } from './paper.facts.js';
import type { PaperWords } from './paper.fields.js';

/** A paper's words as last written; version 0: nobody has, the usual ones stand. */
export interface WrittenWords {
  words: PaperWords;
  version: number;
  changedByName: string | null;
  changedAt: Instant | null;
}

/** What was written for a contest, by paper; papers that nobody worded are absent. */
export async function wordsOfContest(reader: Reader, contestId: ContestId): Promise<ReadonlyMap<string, WrittenWords>> {
  const rows = await reader.rows<WrittenWords & { paper: string }>(
    `SELECT paper, words, version, changed_by_name AS "changedByName", changed_at AS "changedAt"
       FROM paper_words WHERE contest_id = $1`,
    [contestId],
  );
  return new Map(rows.map(({ paper, ...written }) => [paper, written]));
}

/** Writes a paper's words over the version that was read; 0 when somebody wrote meanwhile. */
export function writeWords(
  tx: Tx,
  act: Act,
  { contestId, paper }: { contestId: ContestId; paper: string },
  { words, version }: Pick<WrittenWords, 'words' | 'version'>,
): Promise<number> {
  const { personId, name } = act.actor;
  const written = [contestId, paper, JSON.stringify(words), personId, name, tx.now];
  return version === 0
    ? tx.changed(
        `INSERT INTO paper_words (contest_id, paper, words, changed_by, changed_by_name, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        written,
      )
    : tx.changed(
        `UPDATE paper_words SET words = $3, changed_by = $4, changed_by_name = $5, changed_at = $6, version = version + 1
          WHERE contest_id = $1 AND paper = $2 AND version = $7`,
        [...written, version],
      );
}

/** How many dossiers came in and passed, of how many villages and communes; drafts and withdrawn ones are not counted. */
export async function entryCounts(reader: Reader, contestId: ContestId): Promise<EntryCounts> {
  const counts = await reader.one<EntryCounts>(
    `SELECT count(*)::int AS submitted, count(*) FILTER (WHERE state = 'accepted')::int AS accepted,
            count(DISTINCT village_id)::int AS villages, count(DISTINCT commune_id)::int AS communes
       FROM entries WHERE contest_id = $1 AND submitted_at IS NOT NULL AND state NOT IN ('draft', 'withdrawn')`,
    [contestId],
  );
  return counts ?? { submitted: 0, accepted: 0, villages: 0, communes: 0 };
}
