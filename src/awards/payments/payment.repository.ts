import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { type AwardListId, type ContestId, type EntryId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type AskedUnit, isUnit } from '../../units/unit.asked.js';
import type { DaySpan } from '../../web/filter.js';
import type { PaidLine, PaymentFacts, PaymentId, PaymentState, PaymentTotals } from './payment.facts.js';

const COLUMNS = `id, entry_id AS "entryId", list_number AS "listNumber", amount, paid_on AS "paidOn", receipt_number AS "receiptNumber",
  recipient, paid_by_name AS "paidByName", recorded_at AS "recordedAt", withdrawn_at AS "withdrawnAt", withdrawn_by_name AS "withdrawnByName",
  withdrawn_reason AS "withdrawnReason"`;

/** Every entry that a list gives money, all its prizes together, and whoever was paid and is on it no longer, with the sum and the newest of the payments in force. */
const PAID_LINES = `
  WITH sums AS (
    SELECT entry_id, sum(amount)::bigint AS paid, max(seq) AS newest FROM award_payments
     WHERE contest_id = $1 AND withdrawn_at IS NULL GROUP BY entry_id),
  every AS (
    SELECT l.entry_id, l.entry_number, l.village_name, l.commune_name, l.commune_id, min(l.position) AS position,
           string_agg(l.tier_name, ', ' ORDER BY l.position) AS tier_name,
           -- A person who has a reward form of his own stands beside the group's representative.
           string_agg(DISTINCT l.representative, ', ') AS representative, sum(l.amount)::bigint AS due
      FROM award_lines l WHERE l.list_id = $2
     GROUP BY l.entry_id, l.entry_number, l.village_name, l.commune_name, l.commune_id
    HAVING sum(l.amount) > 0 OR l.entry_id IN (SELECT entry_id FROM sums)
    UNION ALL
    SELECT e.id, e.number, v.name, c.name, e.commune_id, NULL, NULL, NULL, 0
      FROM sums JOIN entries e ON e.id = sums.entry_id
      JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
      JOIN contest_communes c ON c.contest_id = e.contest_id AND c.commune_id = e.commune_id
     WHERE NOT EXISTS (SELECT 1 FROM award_lines l WHERE l.list_id = $2 AND l.entry_id = e.id)),
  lines AS (
    SELECT every.*, coalesce(sums.paid, 0)::bigint AS paid, p.paid_on, p.receipt_number
      FROM every LEFT JOIN sums ON sums.entry_id = every.entry_id LEFT JOIN award_payments p ON p.seq = sums.newest)`;

/** What of the lines is wanted; null: no such limit. Days are those of the newest payment in force. */
export interface PaymentLimits {
  commune: AskedUnit | null;
  state: PaymentState | 'open' | null;
  paid: DaySpan;
}

/** The states as SQL asks for them: `stateOf`, and `open` for all that is not settled. */
const IN_STATE: Readonly<Record<PaymentState | 'open', string>> = {
  paid: 'paid = due',
  part: 'paid > 0 AND paid < due',
  unpaid: 'paid = 0 AND due > 0',
  excess: 'paid > due',
  open: 'paid <> due',
};

interface LineRow extends Omit<PaidLine, 'line'> {
  position: number | null;
  tierName: string | null;
  representative: string | null;
}

@Injectable()
export class PaymentRepository {
  /** One page of the list's lines by place, those of earlier lists first; `openOnly` leaves out what is settled. `total` counts all pages. */
  async lines(
    reader: Reader,
    { contestId, listId }: { contestId: ContestId; listId: AwardListId },
    page: { openOnly: boolean; limit: number; offset: number },
  ): Promise<{ lines: PaidLine[]; total: number }> {
    const rows = await reader.rows<LineRow & { total: number }>(
      `${PAID_LINES}
       SELECT entry_id AS "entryId", entry_number AS "entryNumber", village_name AS "villageName", commune_name AS "communeName", position,
              tier_name AS "tierName", representative, due, paid, paid_on AS "paidOn", receipt_number AS "receiptNumber", count(*) OVER ()::int AS total
         FROM lines WHERE NOT $3::boolean OR due <> paid ORDER BY position NULLS FIRST, entry_number COLLATE "C" LIMIT $4 OFFSET $5`,
      [contestId, listId, page.openOnly, page.limit, page.offset],
    );
    return { lines: rows.map(toLine), total: rows[0]?.total ?? 0 };
  }

  /** The lines in the same order behind a place in it; null: from the first. */
  async linesAfter(
    reader: Reader,
    { contestId, listId }: { contestId: ContestId; listId: AwardListId },
    only: PaymentLimits,
    after: { position: number; number: string } | null,
    limit: number,
  ): Promise<PaidLine[]> {
    const values: unknown[] = [contestId, listId];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...(only.commune === null ? [] : [isUnit('commune_id', only.commune, add)]),
      ...(only.state === null ? [] : [IN_STATE[only.state]]),
      ...(only.paid.from === null ? [] : [`paid_on >= ${add(only.paid.from)}`]),
      ...(only.paid.until === null ? [] : [`paid_on <= ${add(only.paid.until)}`]),
      ...(after === null
        ? []
        : [
            `(coalesce(position, 0), entry_number COLLATE "C") > (${add(after.position)}::int, ${add(after.number)}::text COLLATE "C")`,
          ]),
    ];
    const rows = await reader.rows<LineRow>(
      `${PAID_LINES}
       SELECT entry_id AS "entryId", entry_number AS "entryNumber", village_name AS "villageName", commune_name AS "communeName", position,
              tier_name AS "tierName", representative, due, paid, paid_on AS "paidOn", receipt_number AS "receiptNumber"
         FROM lines ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
        ORDER BY coalesce(position, 0), entry_number COLLATE "C" LIMIT ${add(limit)}`,
      values,
    );
    return rows.map(toLine);
  }

  /** The line of one entry; null where the list has none and nothing was paid. */
  async lineOf(
    reader: Reader,
    { contestId, listId }: { contestId: ContestId; listId: AwardListId },
    entryNumber: string,
  ): Promise<PaidLine | null> {
    const row = await reader.one<LineRow>(
      `${PAID_LINES}
       SELECT entry_id AS "entryId", entry_number AS "entryNumber", village_name AS "villageName", commune_name AS "communeName", position,
              tier_name AS "tierName", representative, due, paid, paid_on AS "paidOn", receipt_number AS "receiptNumber" FROM lines WHERE entry_number = $3`,
      [contestId, listId, entryNumber],
    );
    return row === null ? null : toLine(row);
  }

  async totals(
    reader: Reader,
    { contestId, listId }: { contestId: ContestId; listId: AwardListId },
  ): Promise<PaymentTotals> {
    const row = await reader.one<PaymentTotals>(
      `${PAID_LINES}
       SELECT coalesce(sum(due), 0)::bigint AS due, coalesce(sum(least(due, paid)), 0)::bigint AS settled,
              coalesce(sum(greatest(due - paid, 0)), 0)::bigint AS left, coalesce(sum(greatest(paid - due, 0)), 0)::bigint AS excess FROM lines`,
      [contestId, listId],
    );
    return row ?? { due: 0, settled: 0, left: 0, excess: 0 };
  }

  /** Holds a list in force until the transaction ends: of two who enter a payment the second waits for the first. False when it is in force no longer. */
  async hold(tx: Tx, listId: AwardListId): Promise<boolean> {
    const row = await tx.one(`SELECT id FROM award_lists WHERE id = $1 AND state = 'published' FOR UPDATE`, [listId]);
    return row !== null;
  }

  /** All payments of an entry, withdrawn ones as well, in the order in which they were entered. */
  ofEntry(reader: Reader, contestId: ContestId, entryId: EntryId): Promise<PaymentFacts[]> {
    return reader.rows<PaymentFacts>(
      `SELECT ${COLUMNS} FROM award_payments WHERE contest_id = $1 AND entry_id = $2 ORDER BY seq`,
      [contestId, entryId],
    );
  }

  /** The dossier that a receipt in force is of; null for a number that is free. */
  async receiptHolder(reader: Reader, contestId: ContestId, receiptNumber: string): Promise<string | null> {
    const row = await reader.one<{ number: string }>(
      `SELECT e.number FROM award_payments p JOIN entries e ON e.id = p.entry_id
        WHERE p.contest_id = $1 AND lower(p.receipt_number) = lower($2) AND p.withdrawn_at IS NULL`,
      [contestId, receiptNumber],
    );
    return row?.number ?? null;
  }

  async insert(
    tx: Tx,
    act: Act,
    contestId: ContestId,
    payment: Pick<PaymentFacts, 'entryId' | 'listNumber' | 'amount' | 'paidOn' | 'receiptNumber' | 'recipient'>,
    at: Instant,
  ): Promise<PaymentId> {
    const id = newId<'award-payment'>();
    const { entryId, listNumber, amount, paidOn, receiptNumber, recipient } = payment;
    await tx.changed(
      `INSERT INTO award_payments (id, contest_id, entry_id, list_number, amount, paid_on, receipt_number, recipient, paid_by, paid_by_name, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        contestId,
        entryId,
        listNumber,
        amount,
        paidOn,
        receiptNumber,
        recipient,
        act.actor.personId,
        act.actor.name,
        at,
      ],
    );
    return id;
  }

  /** 0 when it has been withdrawn meanwhile. */
  withdraw(tx: Tx, id: PaymentId, by: { name: string; reason: string; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE award_payments SET withdrawn_at = $2, withdrawn_by_name = $3, withdrawn_reason = $4 WHERE id = $1 AND withdrawn_at IS NULL`,
      [id, by.at, by.name, by.reason],
    );
  }
}

function toLine({ position, tierName, representative, ...row }: LineRow): PaidLine {
  const line = position === null ? null : { position, tierName: tierName ?? '', representative: representative ?? '' };
  return { ...row, line };
}
