import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type AskedUnit, isUnit } from '../units/unit.asked.js';
import { type InstantSpan, within } from '../web/filter.js';
import type { EntryState } from './entry.facts.js';

/** What an organiser asks the list for; null asks for everything. */
export interface OverviewFilter {
  contestId: ContestId;
  state: EntryState | null;
  commune: AskedUnit | null;
  /** Part of a number, in capitals, or of a village's name without marks; both are looked for. */
  typed: { number: string; folded: string } | null;
  /** When it last came in, and when it last changed, by the contest's clock. */
  submitted: InstantSpan;
  changed: InstantSpan;
}

/** By which column the list stands; each is one fixed piece of SQL. */
export const OVERVIEW_ORDERS = {
  so: 'e.number, e.id',
  don: 'v.sort_key, k.sort_key, e.id',
  xa: 'k.district_sort_key, k.sort_key, v.sort_key, e.id',
  luc: 'e.submitted_at DESC, e.id',
} as const;
export type OverviewOrder = keyof typeof OVERVIEW_ORDERS;

export interface OverviewRow {
  code: string;
  villageName: string;
  communeName: string;
  districtName: string | null;
  state: EntryState;
  submittedAt: Instant;
  changedAt: Instant;
  fileCount: number;
}

/** How far one commune is. */
export interface CommuneProgress {
  id: UnitId;
  name: string;
  districtName: string | null;
  villages: number;
  drafts: number;
  /** Villages with a dossier that counts. */
  entered: number;
  accepted: number;
  returned: number;
}

const FROM = `entries e
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id`;

const LINE = `e.number AS code, v.name AS "villageName", k.name AS "communeName", k.district_name AS "districtName", e.state,
              e.submitted_at AS "submittedAt", e.changed_at AS "changedAt",
              (SELECT count(*)::int FROM entry_files f WHERE f.entry_id = e.id AND f.removed_at IS NULL) AS "fileCount"`;

/** What the organiser reads over all dossiers of a contest. Drafts are the communes' own and only counted. */
@Injectable()
export class OverviewRepository {
  async count(reader: Reader, filter: OverviewFilter): Promise<number> {
    const { where, values } = limitsOf(filter);
    const row = await reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM entries e WHERE ${where}`,
      values,
    );
    return row?.count ?? 0;
  }

  /** One page of dossiers that have come in, in the order asked for. */
  async page(
    reader: Reader,
    filter: OverviewFilter,
    at: { order: OverviewOrder; offset: number; limit: number },
  ): Promise<OverviewRow[]> {
    const { where, values, add } = limitsOf(filter);
    return reader.rows<OverviewRow>(
      `SELECT ${LINE} FROM ${FROM} WHERE ${where} ORDER BY ${OVERVIEW_ORDERS[at.order]} LIMIT ${add(at.limit)} OFFSET ${add(at.offset)}`,
      values,
    );
  }

  /** By number, behind one; null: from the first. */
  async after(reader: Reader, filter: OverviewFilter, number: string | null, limit: number): Promise<OverviewRow[]> {
    const { where, values, add } = limitsOf(filter);
    const behind = number === null ? '' : `AND e.number > ${add(number)}`;
    return reader.rows<OverviewRow>(
      `SELECT ${LINE} FROM ${FROM} WHERE ${where} ${behind} ORDER BY e.number LIMIT ${add(limit)}`,
      values,
    );
  }

  /** Every commune that has somebody to enter, by district and name, with its counts. */
  async progress(reader: Reader, contestId: ContestId): Promise<CommuneProgress[]> {
    return reader.rows<CommuneProgress>(
      `SELECT k.commune_id AS id, k.name, k.district_name AS "districtName", k.village_count AS villages,
              coalesce(n.drafts, 0) AS drafts, coalesce(n.entered, 0) AS entered, coalesce(n.accepted, 0) AS accepted,
              coalesce(n.returned, 0) AS returned
         FROM contest_communes k
         LEFT JOIN (SELECT e.commune_id,
                           count(*) FILTER (WHERE e.state = 'draft')::int AS drafts,
                           count(DISTINCT e.village_id) FILTER (WHERE e.state IN ('submitted', 'accepted', 'returned'))::int AS entered,
                           count(*) FILTER (WHERE e.state = 'accepted')::int AS accepted,
                           count(*) FILTER (WHERE e.state = 'returned')::int AS returned
                      FROM entries e WHERE e.contest_id = $1 GROUP BY e.commune_id) n ON n.commune_id = k.commune_id
        WHERE k.contest_id = $1 AND k.village_count > 0 ORDER BY k.district_sort_key, k.sort_key, k.commune_id`,
      [contestId],
    );
  }
}

/** Conditions for the limits that are set, and no more: one that may be null would keep the planner from the indexes. */
function limitsOf({ contestId, state, commune, typed, submitted, changed }: OverviewFilter): {
  where: string;
  values: unknown[];
  add: (value: unknown) => string;
} {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [`e.contest_id = ${add(contestId)}`, 'e.number IS NOT NULL'];
  if (state !== null) conditions.push(`e.state = ${add(state)}`);
  if (commune !== null) conditions.push(isUnit('e.commune_id', commune, add));
  if (typed !== null)
    conditions.push(`(strpos(e.number, ${add(typed.number)}) > 0
      OR EXISTS (SELECT 1 FROM units u WHERE u.id = e.village_id AND strpos(u.folded, ${add(typed.folded)}) > 0))`);
  conditions.push(...within('e.submitted_at', submitted, add), ...within('e.changed_at', changed, add));
  return { where: conditions.join(' AND '), values, add };
}
