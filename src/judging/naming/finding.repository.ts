import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { JUDGEABLE_SQL, judgeableIn } from '../../entries/entry.conditions.js';
import { NAME_SEARCH, NAME_STAMP } from '../../entries/naming/name.reader.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { BLIND_CODE } from '../sheet.row.js';
import type { FindingDecision, FindingFacts, FindingId, SearchStanding } from './finding.facts.js';

/** The tabs of the list. */
export const FINDING_TABS = ['open', 'withheld', 'accepted'] as const;
export type FindingTab = (typeof FINDING_TABS)[number];

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
      `SELECT count(*)::int AS entries, count(*) FILTER (WHERE s.stamp = ${NAME_STAMP})::int AS searched,
              coalesce(sum(s.unread), 0)::int AS unread, ${FINDING_TABS.map(count).join(', ')}
         ${NAME_SEARCH} WHERE e.contest_id = $1 AND ${judgeableIn('$1')}`,
      [contestId],
    );
    return found ?? { entries: 0, searched: 0, unread: 0, open: 0, withheld: 0, accepted: 0 };
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
