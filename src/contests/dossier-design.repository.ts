import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { FieldFacts, SlotFacts } from './contest.facts.js';

/** What the dossier of an entrant is made of: slots for files, fields for words. Reading is ContestReader's. */
export async function insertSlot(tx: Tx, contestId: ContestId, slot: SlotFacts, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO contest_slots (id, contest_id, code, title, help, sample, requirement, one_of_group, kinds, max_bytes, max_files, sort_order)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      slot.id,
      contestId,
      slot.code,
      slot.title,
      slot.help,
      slot.sample,
      slot.requirement,
      slot.oneOfGroup,
      slot.kinds,
      slot.maxBytes,
      slot.maxFiles,
      order,
    ],
  );
}

export async function updateSlot(tx: Tx, contestId: ContestId, slot: SlotFacts): Promise<void> {
  await tx.changed(
    `UPDATE contest_slots SET title = $3, help = $4, sample = $10, requirement = $5, one_of_group = $6, kinds = $7, max_bytes = $8, max_files = $9
      WHERE contest_id = $1 AND id = $2`,
    [
      contestId,
      slot.id,
      slot.title,
      slot.help,
      slot.requirement,
      slot.oneOfGroup,
      slot.kinds,
      slot.maxBytes,
      slot.maxFiles,
      slot.sample,
    ],
  );
}

export async function deleteSlot(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM contest_slots WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function orderSlots(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE contest_slots t SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE t.id = o.id AND t.contest_id = $1`,
    [contestId, ids],
  );
}

export async function insertField(tx: Tx, contestId: ContestId, one: FieldFacts, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO contest_fields (id, contest_id, code, label, help, kind, required, max_length, sort_order)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [one.id, contestId, one.code, one.label, one.help, one.kind, one.required, one.maxLength, order],
  );
}

export async function updateField(tx: Tx, contestId: ContestId, one: FieldFacts): Promise<void> {
  await tx.changed(
    `UPDATE contest_fields SET label = $3, help = $4, kind = $5, required = $6, max_length = $7 WHERE contest_id = $1 AND id = $2`,
    [contestId, one.id, one.label, one.help, one.kind, one.required, one.maxLength],
  );
}

export async function deleteField(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM contest_fields WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function orderFields(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE contest_fields t SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE t.id = o.id AND t.contest_id = $1`,
    [contestId, ids],
  );
}
