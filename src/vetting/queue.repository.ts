import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { EntryState } from '../entries/entry.facts.js';
import type { EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type AskedUnit, isUnit } from '../units/unit.asked.js';
import { type InstantSpan, within } from '../web/filter.js';
import { type DeskFacts, type Stage, STAGES } from './vetting.facts.js';

// $1 contest, $2 level, $3 office: the parameters that every statement of this file begins with. Their rows follow the dossiers
// in the database itself (`lay_on_desks`), in the write's own transaction.
const AT_DESK = `d.contest_id = $1 AND d.ordinal = $2 AND d.unit_id = $3`;

/** Each order is that of one index of `desk_dossiers`, so that a page is read off its beginning, however many lie there. */
export const QUEUE_SORTS = {
  nop: 'd.submitted_at, d.entry_id',
  '-nop': 'd.submitted_at DESC, d.entry_id DESC',
  xa: 'd.place_key, d.entry_id',
  '-xa': 'd.place_key DESC, d.entry_id DESC',
  ma: 'd.number',
  '-ma': 'd.number DESC',
} as const;
export type QueueSort = keyof typeof QUEUE_SORTS;

/** What of a desk's dossiers is wanted: null means no such limit. */
export interface QueueFilter {
  stage: Stage | null;
  communeId: UnitId | null;
  /** Last received at or before this instant: for those that have waited long. */
  receivedBy: Instant | null;
  owner: OwnerLimit | null;
}

/** Whose work a dossier must be: an officer's, nobody's, or that of somebody who is none of those present. */
export type OwnerLimit =
  { kind: 'officer'; id: PersonId } | { kind: 'nobody' } | { kind: 'gone'; present: readonly PersonId[] };

/** What of them a program wants: communes by code as well, and days of receipt. */
export interface ProgramLimits extends Pick<QueueFilter, 'stage' | 'owner'> {
  commune: AskedUnit | null;
  submitted: InstantSpan;
}

export const NO_LIMITS = { communeId: null, receivedBy: null, owner: null } as const;

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
  /** Whose work it is; null while nobody's. */
  assignedTo: PersonId | null;
  assignedToName: string | null;
  batchNumber: number | null;
  forwardedAt: Instant | null;
}

export type StageCounts = Readonly<Record<Stage, number>>;
const NOTHING: StageCounts = { waiting: 0, returned: 0, passed: 0, forwarded: 0, rejected: 0, closed: 0 };

/** A line of the queue, of dossiers `d` that lie on the desk of level $2. */
const ROW = `e.id, d.number AS code, e.state, e.vetted_level AS "vettedLevel", e.forwarded_level AS "forwardedLevel",
              v.name AS "villageName", e.commune_id AS "communeId", k.name AS "communeName", e.submitted_at AS "submittedAt",
              e.decided_at AS "decidedAt", e.changed_at AS "changedAt", e.supplement_due_at AS "supplementDueAt",
              d.assigned_to AS "assignedTo", d.assigned_to_name AS "assignedToName", c.changed_by_name AS "checkedByName", b.number AS "batchNumber",
              b.forwarded_at AS "forwardedAt"`;
const ROW_FROM = `JOIN entries e ON e.id = d.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
         LEFT JOIN vetting_checklists c ON c.entry_id = e.id AND c.ordinal = $2
         LEFT JOIN forwarded_entries f ON f.entry_id = e.id AND f.ordinal = $2
         LEFT JOIN forwarding_batches b ON b.id = f.batch_id`;

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
    const { sql, values } = limitsOf(desk, filter);
    const order = QUEUE_SORTS[at.sort];
    // A limit that the planner can read, and no offset on the first page: otherwise it plans for a tenth of all dossiers.
    const offset = at.offset === 0 ? null : `$${values.push(at.offset)}::int`;
    const ofStage = (stage: Stage, limit: string): string =>
      `SELECT d.* FROM desk_dossiers d WHERE ${AT_DESK} AND d.stage = '${stage}' ${sql} ORDER BY ${order} LIMIT ${limit}`;
    // All stages together: the beginnings of the six, since each of them lies in its order and their union does not.
    const reach = offset === null ? String(at.limit) : `${at.limit} + ${offset}`;
    const lying =
      filter.stage === null
        ? `SELECT d.* FROM (${STAGES.map((stage) => `(${ofStage(stage, reach)})`).join(' UNION ALL ')}) d ORDER BY ${order} LIMIT ${at.limit}`
        : ofStage(filter.stage, String(at.limit));
    return reader.rows<QueueRow>(
      `SELECT ${ROW} FROM (${lying}${offset === null ? '' : ` OFFSET ${offset}`}) d ${ROW_FROM}
        ORDER BY ${order}`,
      values,
    );
  }

  /** By number, behind one; null: from the first. Those of one stage, or of all. */
  async after(
    reader: Reader,
    desk: DeskFacts,
    { stage, commune, submitted, owner }: ProgramLimits,
    at: { number: string | null; limit: number },
  ): Promise<(QueueRow & { stage: Stage })[]> {
    const { sql, values } = limitsOf(desk, { communeId: null, receivedBy: null, owner });
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...(stage === null ? [] : [`d.stage = ${add(stage)}`]),
      ...(commune === null ? [] : [isUnit('d.commune_id', commune, add)]),
      ...within('d.submitted_at', submitted, add),
      ...(at.number === null ? [] : [`d.number > ${add(at.number)}`]),
    ];
    return reader.rows<QueueRow & { stage: Stage }>(
      `SELECT d.stage, ${ROW} FROM (SELECT d.* FROM desk_dossiers d
          WHERE ${[AT_DESK, ...conditions].join(' AND ')} ${sql}
          ORDER BY d.number LIMIT ${add(at.limit)}) d ${ROW_FROM} ORDER BY d.number`,
      values,
    );
  }

  /**
   * How many dossiers stand at each stage, under the filter's other limits. Without a limit of time or officer these are sums
   * of the communes' own counts; with one, the rows are counted.
   */
  async counts(reader: Reader, desk: DeskFacts, filter: Omit<QueueFilter, 'stage'>): Promise<StageCounts> {
    const { sql, values } = limitsOf(desk, filter);
    if (filter.receivedBy === null && filter.owner === null) {
      const sums = STAGES.map((stage) => `coalesce(sum(d.${stage}), 0) AS ${stage}`).join(', ');
      const row = await reader.one<StageCounts>(`SELECT ${sums} FROM desk_counts d WHERE ${AT_DESK} ${sql}`, values);
      return row ?? NOTHING;
    }
    const rows = await reader.rows<{ stage: Stage; count: number }>(
      `SELECT d.stage, count(*) AS count FROM desk_dossiers d WHERE ${AT_DESK} ${sql} GROUP BY d.stage`,
      values,
    );
    return { ...NOTHING, ...Object.fromEntries(rows.map(({ stage, count }) => [stage, count])) };
  }

  /** The dossiers that wait before and after one, oldest first, as the queue lists them. One step each along the index. */
  async neighbours(
    reader: Reader,
    desk: DeskFacts,
    entry: { id: EntryId; submittedAt: Instant | null },
  ): Promise<{ previous: string | null; next: string | null }> {
    const step = (compare: string, order: string): string =>
      `(SELECT d.number FROM desk_dossiers d WHERE ${AT_DESK} AND d.stage = 'waiting'
          AND (d.submitted_at, d.entry_id) ${compare} ($4::timestamptz, $5::uuid) ORDER BY d.submitted_at ${order}, d.entry_id ${order} LIMIT 1)`;
    const row = await reader.one<{ previous: string | null; next: string | null }>(
      `SELECT ${step('<', 'DESC')} AS previous, ${step('>', 'ASC')} AS next`,
      [...deskKey(desk), entry.submittedAt, entry.id],
    );
    return row ?? { previous: null, next: null };
  }

  /** The communes of these dossiers of the desk, each once; foreign and unknown numbers are left out. */
  async communesOf(reader: Reader, desk: DeskFacts, codes: readonly string[]): Promise<UnitId[]> {
    const rows = await reader.rows<{ id: UnitId }>(
      `SELECT DISTINCT d.commune_id AS id FROM desk_dossiers d WHERE ${AT_DESK} AND d.number = ANY($4) ORDER BY 1`,
      [...deskKey(desk), codes],
    );
    return rows.map(({ id }) => id);
  }

  /** How many were sent back and not supplemented in time: the office has to decide on them. */
  async lapsed(reader: Reader, desk: DeskFacts, now: Instant): Promise<number> {
    const row = await reader.one<{ count: number }>(
      `SELECT count(*) AS count FROM desk_dossiers d JOIN entries e ON e.id = d.entry_id
        WHERE ${AT_DESK} AND d.stage = 'returned' AND e.supplement_due_at <= $4`,
      [...deskKey(desk), now],
    );
    return row?.count ?? 0;
  }

  /** How many wait and are the work of somebody who is none of those present: they are to be given on. */
  async leftBehind(reader: Reader, desk: DeskFacts, present: readonly PersonId[]): Promise<number> {
    const row = await reader.one<{ count: number }>(
      `SELECT count(*) AS count FROM desk_dossiers d
        WHERE ${AT_DESK} AND d.assigned_to IS NOT NULL AND d.stage = 'waiting' AND d.assigned_to <> ALL($4)`,
      [...deskKey(desk), present],
    );
    return row?.count ?? 0;
  }

  /** Since when the dossier that has waited longest does; null when none waits. */
  async oldest(reader: Reader, desk: DeskFacts): Promise<Instant | null> {
    const row = await reader.one<{ oldest: Instant | null }>(
      `SELECT min(d.submitted_at) AS oldest FROM desk_dossiers d WHERE ${AT_DESK} AND d.stage = 'waiting'`,
      deskKey(desk),
    );
    return row?.oldest ?? null;
  }
}

const deskKey = (desk: DeskFacts): [string, number, string] => [desk.contestId, desk.level, desk.unitId];

/** Conditions for the limits that are set, and no more: a limit that may be null would keep the planner from the indexes. */
function limitsOf(
  desk: DeskFacts,
  { communeId, receivedBy, owner }: Omit<QueueFilter, 'stage'>,
): { sql: string; values: unknown[] } {
  const values: unknown[] = deskKey(desk);
  const conditions: string[] = [];
  if (communeId !== null) conditions.push(`AND d.commune_id = $${values.push(communeId)}`);
  if (receivedBy !== null) conditions.push(`AND d.submitted_at <= $${values.push(receivedBy)}`);
  if (owner?.kind === 'officer') conditions.push(`AND d.assigned_to = $${values.push(owner.id)}`);
  if (owner?.kind === 'nobody') conditions.push('AND d.assigned_to IS NULL');
  // NULL <> ALL(…) is not true: what is nobody's is left out.
  if (owner?.kind === 'gone') conditions.push(`AND d.assigned_to <> ALL($${values.push(owner.present)})`);
  return { sql: conditions.join(' '), values };
}
