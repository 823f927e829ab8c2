import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { BudgetSource, PrizeCeiling } from './prize-money.js';

export interface PrizeCeilingRow extends PrizeCeiling {
  id: string;
}
export interface BudgetSourceRow extends BudgetSource {
  id: string;
}
/** A ceiling that a paper fixes, offered to organisers under its code. */
export interface KnownCeiling extends Omit<PrizeCeiling, 'prize'> {
  code: string;
  label: string;
}

const CEILING = `amount, document, article, in_force_from AS "inForceFrom", in_force_until AS "inForceUntil"`;

/** In the organiser's order. */
export const ceilingRows = (reader: Reader, contestId: ContestId): Promise<PrizeCeilingRow[]> =>
  reader.rows(
    `SELECT id, prize_code AS prize, ${CEILING} FROM prize_ceilings WHERE contest_id = $1 ORDER BY sort_order, id`,
    [contestId],
  );

/** In the organiser's order. */
export const sourceRows = (reader: Reader, contestId: ContestId): Promise<BudgetSourceRow[]> =>
  reader.rows(
    `SELECT id, name, amount, document_number AS "documentNumber" FROM budget_sources WHERE contest_id = $1 ORDER BY sort_order, id`,
    [contestId],
  );

export const knownCeilings = (reader: Reader): Promise<KnownCeiling[]> =>
  reader.rows(`SELECT code, label, ${CEILING} FROM known_ceilings ORDER BY sort_order`);

/** One row of its own table, written or written over; `order` counts for a new one alone. */
export async function writeCeiling(
  tx: Tx,
  contestId: ContestId,
  { id, prize, amount, document, article, inForceFrom, inForceUntil }: PrizeCeilingRow,
  order: number,
): Promise<void> {
  await tx.changed(
    `INSERT INTO prize_ceilings (id, contest_id, prize_code, amount, document, article, in_force_from, in_force_until, sort_order)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET prize_code = excluded.prize_code, amount = excluded.amount, document = excluded.document,
       article = excluded.article, in_force_from = excluded.in_force_from, in_force_until = excluded.in_force_until`,
    [id, contestId, prize, amount, document, article, inForceFrom, inForceUntil, order],
  );
}

export async function deleteCeiling(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM prize_ceilings WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

/** As `writeCeiling`; the contest's budget is the sum of its sources from then on. */
export async function writeSource(
  tx: Tx,
  contestId: ContestId,
  { id, name, amount, documentNumber }: BudgetSourceRow,
  order: number,
): Promise<void> {
  await tx.changed(
    `INSERT INTO budget_sources (id, contest_id, name, amount, document_number, sort_order) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, document_number = excluded.document_number`,
    [id, contestId, name, amount, documentNumber, order],
  );
  await sumSources(tx, contestId);
}

/** Without its last source a contest has no budget. */
export async function deleteSource(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM budget_sources WHERE contest_id = $1 AND id = $2`, [contestId, id]);
  await sumSources(tx, contestId);
}

const sumSources = (tx: Tx, contestId: ContestId): Promise<number> =>
  tx.changed(
    `UPDATE contests SET budget = (SELECT sum(amount) FROM budget_sources WHERE contest_id = $1) WHERE id = $1`,
    [contestId],
  );

/** Writes the order of rows of one of the two tables; `ids` are all of the contest's. */
export async function orderMoneyRows(
  tx: Tx,
  table: 'prize_ceilings' | 'budget_sources',
  contestId: ContestId,
  ids: readonly string[],
): Promise<void> {
  await tx.changed(
    `UPDATE ${table} r SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE r.id = o.id AND r.contest_id = $1`,
    [contestId, ids],
  );
}
