import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { waitingAtSql } from '../entries/entry.reader.js';
import type { EntryState } from '../entries/entry.facts.js';
import type { EntryId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type DeskFacts, type Stage, STAGES } from './vetting.facts.js';

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

const LIMITS = `AND ($4::uuid IS NULL OR e.commune_id = $4) AND ($5::timestamptz IS NULL OR e.submitted_at <= $5)`;

/** The dossiers of one desk. Every statement is scoped to the office's own communes; nothing else can come out of it. */
@Injectable()
export class QueueRepository {
  /** One page of the queue, in the order asked for. */
  async page(
    reader: Reader,
    desk: DeskFacts,
    filter: QueueFilter,
    at: { sort: QueueSort; limit: number; offset: number },
  ): Promise<QueueRow[]> {
    const stage = filter.stage === null ? '' : `AND ${STAGE_CONDITIONS[filter.stage]}`;
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
        WHERE ${AT_DESK} ${LIMITS} ${stage}
        ORDER BY ${QUEUE_SORTS[at.sort]} LIMIT $6 OFFSET $7`,
      [...deskKey(desk), filter.communeId, filter.receivedBy, at.limit, at.offset],
    );
  }

  /** How many dossiers stand at each stage, under the filter's commune and age. */
  async counts(
    reader: Reader,
    desk: DeskFacts,
    { communeId, receivedBy }: Omit<QueueFilter, 'stage'>,
  ): Promise<StageCounts> {
    const columns = STAGES.map((stage) => `count(*) FILTER (WHERE ${STAGE_CONDITIONS[stage]}) AS ${stage}`);
    const row = await reader.one<Record<Stage, number>>(
      `SELECT ${columns.join(', ')} FROM entries e WHERE ${AT_DESK} ${LIMITS}`,
      [...deskKey(desk), communeId, receivedBy],
    );
    if (row === null) throw new Error('an aggregate answered no row');
    return row;
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
