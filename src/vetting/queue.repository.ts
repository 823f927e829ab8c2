import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { waitingAtSql } from '../entries/entry.reader.js';
import type { EntryFacts, EntryState } from '../entries/entry.facts.js';
import type { EntryId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type DeskFacts, type Stage, stageOf } from './vetting.facts.js';

// $1 contest, $2 level, $3 office: the parameters that every statement of this file begins with.
const AT_DESK = `e.contest_id = $1 AND e.number IS NOT NULL AND e.forwarded_level >= $2 - 1 AND EXISTS (
  SELECT 1 FROM contest_vetters t WHERE t.contest_id = e.contest_id AND t.commune_id = e.commune_id AND t.ordinal = $2 AND t.unit_id = $3)`;

/** Condition on `entries e` for each stage; the same cases as `stageOf`. */
const STAGE_CONDITIONS: Readonly<Record<Stage, string>> = {
  waiting: waitingAtSql('$2'),
  returned: `(e.state = 'returned' AND e.forwarded_level = $2 - 1)`,
  passed: `(e.state = 'accepted' AND e.vetted_level >= $2 AND e.forwarded_level = $2 - 1)`,
  forwarded: `e.forwarded_level >= $2`,
  rejected: `(e.state = 'rejected' AND e.forwarded_level = $2 - 1)`,
  closed: `(e.state IN ('withdrawn', 'disqualified') AND e.forwarded_level = $2 - 1)`,
};

export const QUEUE_SORTS = {
  nop: 'e.submitted_at, e.id',
  '-nop': 'e.submitted_at DESC, e.id DESC',
  xa: 'k.district_sort_key NULLS FIRST, k.sort_key, v.sort_key, e.id',
  '-xa': 'k.district_sort_key DESC NULLS LAST, k.sort_key DESC, v.sort_key DESC, e.id DESC',
  ma: 'e.number',
  '-ma': 'e.number DESC',
} as const;
export type QueueSort = keyof typeof QUEUE_SORTS;

/** What of a desk's dossiers is wanted: null means no such limit. */
export interface QueueFilter {
  stage: Stage | null;
  communeId: UnitId | null;
  /** Last received at or before this instant: for those that have waited long. */
  receivedBy: Instant | null;
}

export interface QueueRow {
  id: EntryId;
  code: string;
  state: EntryState;
  vettedLevel: number;
  forwardedLevel: number;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  submittedAt: Instant | null;
  decidedAt: Instant | null;
  changedAt: Instant;
  supplementDueAt: Instant | null;
  /** Who last saved its checklist at this level; null when nobody has begun. */
  checkedByName: string | null;
  batchNumber: number | null;
  forwardedAt: Instant | null;
}

export type StageCounts = Readonly<Record<Stage, number>>;
type CountRow = Pick<EntryFacts, 'state' | 'vettedLevel' | 'forwardedLevel'> & { count: number };
const NOTHING: StageCounts = { waiting: 0, returned: 0, passed: 0, forwarded: 0, rejected: 0, closed: 0 };

/** The dossiers of one desk. Every statement is scoped to the office's own communes; nothing else can come out of it. */
@Injectable()
export class QueueRepository {
  /** One page of the queue, in the order asked for. `limit` is one of our own few page sizes. */
  async page(
    reader: Reader,
    desk: DeskFacts,
    filter: QueueFilter,
    at: { sort: QueueSort; limit: 50 | 500; offset: number },
  ): Promise<QueueRow[]> {
    const stage = filter.stage === null ? '' : `AND ${STAGE_CONDITIONS[filter.stage]}`;
    const { sql, values } = limitsOf(desk, filter);
    // A limit that the planner can read, and no offset on the first page: otherwise it plans for a tenth of all dossiers.
    const offset = at.offset === 0 ? '' : ` OFFSET $${values.push(at.offset)}`;
    return reader.rows<QueueRow>(
      `SELECT e.id, e.number AS code, e.state, e.vetted_level AS "vettedLevel", e.forwarded_level AS "forwardedLevel",
              v.name AS "villageName", e.commune_id AS "communeId", k.name AS "communeName", e.submitted_at AS "submittedAt",
              e.decided_at AS "decidedAt", e.changed_at AS "changedAt", e.supplement_due_at AS "supplementDueAt",
              c.changed_by_name AS "checkedByName", b.number AS "batchNumber", b.forwarded_at AS "forwardedAt"
         FROM entries e
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
         LEFT JOIN vetting_checklists c ON c.entry_id = e.id AND c.ordinal = $2
         LEFT JOIN forwarded_entries f ON f.entry_id = e.id AND f.ordinal = $2
         LEFT JOIN forwarding_batches b ON b.id = f.batch_id
        WHERE ${AT_DESK} ${sql} ${stage}
        ORDER BY ${QUEUE_SORTS[at.sort]} LIMIT ${at.limit}${offset}`,
      values,
    );
  }

  /** How many dossiers stand at each stage, under the filter's commune and age. */
  async counts(reader: Reader, desk: DeskFacts, filter: Omit<QueueFilter, 'stage'>): Promise<StageCounts> {
    const { sql, values } = limitsOf(desk, filter);
    const rows = await reader.rows<CountRow>(
      `SELECT e.state, e.vetted_level AS "vettedLevel", e.forwarded_level AS "forwardedLevel", count(*) AS count
         FROM contest_vetters t JOIN entries e ON e.contest_id = t.contest_id AND e.commune_id = t.commune_id
        WHERE t.contest_id = $1 AND t.ordinal = $2 AND t.unit_id = $3 AND e.number IS NOT NULL AND e.forwarded_level >= $2 - 1 ${sql}
        GROUP BY 1, 2, 3`,
      values,
    );
    const counts: Record<Stage, number> = { ...NOTHING };
    for (const row of rows) counts[stageOf(row, desk.level)] += row.count;
    return counts;
  }

  /** The dossiers that wait before and after one, oldest first, as the queue lists them. One step each along the index. */
  async neighbours(
    reader: Reader,
    desk: DeskFacts,
    entry: { id: EntryId; submittedAt: Instant | null },
  ): Promise<{ previous: string | null; next: string | null }> {
    const step = (compare: string, order: string): string =>
      `(SELECT e.number FROM entries e WHERE ${AT_DESK} AND ${STAGE_CONDITIONS.waiting}
          AND (e.submitted_at, e.id) ${compare} ($4::timestamptz, $5::uuid) ORDER BY e.submitted_at ${order}, e.id ${order} LIMIT 1)`;
    const row = await reader.one<{ previous: string | null; next: string | null }>(
      `SELECT ${step('<', 'DESC')} AS previous, ${step('>', 'ASC')} AS next`,
      [...deskKey(desk), entry.submittedAt, entry.id],
    );
    return row ?? { previous: null, next: null };
  }

  /** How many wait at the desk, and since when the oldest does; for the home page. */
  async waiting(reader: Reader, desk: DeskFacts): Promise<{ count: number; oldest: Instant | null }> {
    const row = await reader.one<{ count: number; oldest: Instant | null }>(
      `SELECT count(*) AS count, min(e.submitted_at) AS oldest FROM entries e WHERE ${AT_DESK} AND ${STAGE_CONDITIONS.waiting}`,
      deskKey(desk),
    );
    return row ?? { count: 0, oldest: null };
  }
}

const deskKey = (desk: DeskFacts): [string, number, string] => [desk.contestId, desk.level, desk.unitId];

/** Conditions for the limits that are set, and no more: a limit that may be null would keep the planner from the indexes. */
function limitsOf(
  desk: DeskFacts,
  { communeId, receivedBy }: Omit<QueueFilter, 'stage'>,
): { sql: string; values: unknown[] } {
  const values: unknown[] = deskKey(desk);
  const conditions: string[] = [];
  if (communeId !== null) conditions.push(`AND e.commune_id = $${values.push(communeId)}`);
  if (receivedBy !== null) conditions.push(`AND e.submitted_at <= $${values.push(receivedBy)}`);
  return { sql: conditions.join(' '), values };
}
