import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Dong } from '../../kernel/money.js';

/** A prize that a commune, or one that it took over, has on a list in force, as it was printed there. */
export interface CommuneAward {
  slug: string;
  contestName: string;
  rehearsal: boolean;
  listNumber: number;
  publishedAt: Instant;
  entryNumber: string;
  title: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  tierName: string;
  rank: number;
  amount: Dong;
}

/** What a commune's page sums up: prizes of real contests; those of rehearsals are counted apart. */
export interface CommuneTotals {
  contests: number;
  awards: number;
  amount: Dong;
  rehearsed: number;
}

// What a commune took over, whole or in part, and what those took over before: the 2025 reform merged communes that had been merged before.
const FAMILY = `WITH RECURSIVE family(id) AS (
    SELECT $1::uuid UNION SELECT s.old_id FROM unit_successions s JOIN family f ON s.new_id = f.id)`;
const AWARDS = `FROM award_lines n JOIN award_lists l ON l.id = n.list_id AND l.state = 'published'
    JOIN contests c ON c.id = l.contest_id AND c.state <> 'draft' WHERE n.commune_id IN (SELECT id FROM family)`;

/** Prizes by commune across contests: of lists in force alone, so of nothing that is not out. */
@Injectable()
export class CommuneRepository {
  async totals(reader: Reader, communeId: UnitId): Promise<CommuneTotals> {
    const row = await reader.one<CommuneTotals>(
      `${FAMILY} SELECT count(DISTINCT c.id) FILTER (WHERE NOT c.rehearsal)::int AS contests, count(*) FILTER (WHERE NOT c.rehearsal)::int AS awards,
         coalesce(sum(n.amount) FILTER (WHERE NOT c.rehearsal), 0) AS amount, count(*) FILTER (WHERE c.rehearsal)::int AS rehearsed ${AWARDS}`,
      [communeId],
    );
    return { contests: 0, awards: 0, rehearsed: 0, ...row, amount: Number(row?.amount ?? 0) };
  }

  /** The newest publication first, within one in the order of its list. */
  awards(
    reader: Reader,
    communeId: UnitId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<CommuneAward[]> {
    return reader.rows(
      `${FAMILY} SELECT c.slug, c.name AS "contestName", c.rehearsal, l.number AS "listNumber", l.published_at AS "publishedAt",
         n.entry_number AS "entryNumber", n.title, n.village_name AS "villageName", n.commune_id AS "communeId", n.commune_name AS "communeName",
         n.tier_name AS "tierName", n.rank, n.amount ${AWARDS}
        ORDER BY l.published_at DESC, l.id, n.position LIMIT $2 OFFSET $3`,
      [communeId, limit, offset],
    );
  }
}
