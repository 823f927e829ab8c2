import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { withForerunners } from '../forerunners.js';
import type { MovementId, Reach } from '../movement.facts.js';
import { reachValues } from '../movement.repository.js';
import type { Edition, ItemFacts, ItemImage, ItemState, ItemWords, PropagandaItemId } from './item.facts.js';

export type KeptImage = Omit<ItemImage, 'isInfected'>;

const imageOf = (
  alias: string,
) => `CASE WHEN ${alias}.image_sha256 IS NOT NULL THEN json_build_object('sha256', ${alias}.image_sha256, 'name', ${alias}.image_name,
    'kind', ${alias}.image_kind, 'size', ${alias}.image_size,
    'isInfected', (SELECT f.scan_state = 'infected' FROM stored_files f WHERE f.sha256 = ${alias}.image_sha256)) END AS image`;

const COLUMNS = `i.id, i.owner_unit_id AS "ownerUnitId", i.owner_name AS "ownerName", i.movement_id AS "movementId", m.name AS "movementName",
  coalesce(k.contests, '[]'::json) AS "contestIds", k.clock_at AS "clockAt", i.title, i.source_name AS "sourceName", i.loud_text AS "loudText",
  i.zalo_text AS "zaloText", i.valid_until AS "validUntil", ${imageOf('i')}, i.state, i.edition, i.submitted_by AS "submittedBy",
  i.submitted_by_name AS "submittedByName", i.reason, i.withdrawn_at AS "withdrawnAt", i.changed_at AS "changedAt",
  i.changed_by_name AS "changedByName", i.sample, i.version`;
const FROM = `propaganda_items i LEFT JOIN movements m ON m.id = i.movement_id
  LEFT JOIN LATERAL (
    SELECT json_agg(c.id ORDER BY c.id) AS contests, max(c.clock_at) FILTER (WHERE c.rehearsal) AS clock_at
      FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id WHERE mc.movement_id = i.movement_id) k ON true`;

/**
 * Is the item `i` within reach? $1 kind, $2 the id that goes with it. An office has its own and what was approved above it; a commune what was
 * approved above it. A unit after a reform keeps what stood above those it took over from.
 */
const ABOVE = `i.owner_unit_id IN (WITH RECURSIVE up AS (
    SELECT id, parent_id FROM units WHERE id = ANY(${withForerunners('$2')}) UNION SELECT u.id, u.parent_id FROM up JOIN units u ON u.id = up.parent_id)
  SELECT id FROM up)`;
export const ITEM_REACHED = `($1 = 'all'
  OR ($1 = 'contest' AND EXISTS (SELECT 1 FROM movement_contests mc WHERE mc.movement_id = i.movement_id AND mc.contest_id = $2::uuid))
  OR ($1 = 'tree' AND (i.owner_unit_id = $2::uuid OR (i.edition > 0 AND ${ABOVE})))
  OR ($1 = 'commune' AND i.edition > 0 AND ${ABOVE}))`;

/** A new item as it goes into its table. */
export type NewItem = ItemWords & {
  id: PropagandaItemId;
  ownerUnitId: UnitId;
  ownerName: string;
  movementId: MovementId | null;
  image: KeptImage | null;
  sample: boolean;
};

const imageValues = (image: KeptImage | null): unknown[] => [
  image?.sha256 ?? null,
  image?.name ?? null,
  image?.kind ?? null,
  image?.size ?? null,
];

@Injectable()
export class ItemRepository {
  /** One page of the items within reach, those changed last first; `state` null: all. `total` counts all pages. */
  async list(
    reader: Reader,
    reach: Reach,
    { state, limit, offset }: { state: ItemState | null; limit: number; offset: number },
  ): Promise<{ items: ItemFacts[]; total: number }> {
    const where = `${ITEM_REACHED} AND ($3::text IS NULL OR i.state = $3)`;
    const [count, items] = await Promise.all([
      reader.one<{ total: number }>(`SELECT count(*)::int AS total FROM propaganda_items i WHERE ${where}`, [
        ...reachValues(reach),
        state,
      ]),
      reader.rows<ItemFacts>(
        `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ORDER BY i.changed_at DESC, i.id LIMIT $4 OFFSET $5`,
        [...reachValues(reach), state, limit, offset],
      ),
    ]);
    return { items, total: count?.total ?? 0 };
  }

  /** The item, when it is within reach. */
  byId(reader: Reader, reach: Reach, id: string): Promise<ItemFacts | null> {
    return reader.one<ItemFacts>(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${ITEM_REACHED} AND i.id = $3`, [
      ...reachValues(reach),
      id,
    ]);
  }

  /** Its editions, the newest first. */
  editions(reader: Reader, id: PropagandaItemId): Promise<Edition[]> {
    return reader.rows<Edition>(
      `SELECT e.edition, e.title, e.source_name AS "sourceName", e.loud_text AS "loudText", e.zalo_text AS "zaloText", e.valid_until AS "validUntil",
              ${imageOf('e')}, e.approved_at AS "approvedAt", e.approved_by_name AS "approvedByName", e.approved_alone AS "approvedAlone"
         FROM propaganda_editions e WHERE e.item_id = $1 ORDER BY e.edition DESC`,
      [id],
    );
  }

  async insert(tx: Tx, one: NewItem, by: { at: Instant; name: string }): Promise<void> {
    await tx.changed(
      `INSERT INTO propaganda_items (id, owner_unit_id, owner_name, movement_id, title, source_name, loud_text, zalo_text, valid_until, image_sha256,
         image_name, image_kind, image_size, state, sample, changed_at, changed_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15, $16)`,
      [
        one.id,
        one.ownerUnitId,
        one.ownerName,
        one.movementId,
        one.title,
        one.sourceName,
        one.loudText,
        one.zaloText,
        one.validUntil,
        ...imageValues(one.image),
        one.sample,
        by.at,
        by.name,
      ],
    );
  }

  /** Writes over the working words of a draft; 0 when somebody was quicker. */
  update(
    tx: Tx,
    at: { id: PropagandaItemId; version: number },
    words: ItemWords & { image: KeptImage | null },
    by: { at: Instant; name: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE propaganda_items SET title = $3, source_name = $4, loud_text = $5, zalo_text = $6, valid_until = $7, image_sha256 = $8, image_name = $9,
         image_kind = $10, image_size = $11, changed_at = $12, changed_by_name = $13, version = version + 1
        WHERE id = $1 AND version = $2 AND state = 'draft'`,
      [
        at.id,
        at.version,
        words.title,
        words.sourceName,
        words.loudText,
        words.zaloText,
        words.validUntil,
        ...imageValues(words.image),
        by.at,
        by.name,
      ],
    );
  }

  /** Moves it on; 0 when it does not stand where the page showed it. Approved, its working words become the next edition. */
  async move(
    tx: Tx,
    at: { id: PropagandaItemId; version: number },
    { from, to, reason }: { from: readonly string[]; to: ItemState; reason: string | null },
    by: { at: Instant; personId: PersonId; name: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE propaganda_items SET state = $3, reason = $4, changed_at = $5, changed_by_name = $7, version = version + 1,
         edition = edition + CASE WHEN $3 = 'approved' THEN 1 ELSE 0 END,
         submitted_by = CASE WHEN $3 = 'submitted' THEN $6 ELSE submitted_by END,
         submitted_by_name = CASE WHEN $3 = 'submitted' THEN $7 ELSE submitted_by_name END,
         submitted_at = CASE WHEN $3 = 'submitted' THEN $5 ELSE submitted_at END,
         withdrawn_at = CASE WHEN $3 = 'withdrawn' THEN $5 ELSE NULL END
        WHERE id = $1 AND version = $2 AND state = ANY($8::text[])`,
      [at.id, at.version, to, reason, by.at, by.personId, by.name, from],
    );
  }

  /** Keeps the working words of an approved item as its newest edition. */
  async keepEdition(tx: Tx, id: PropagandaItemId, by: { at: Instant; name: string; alone: boolean }): Promise<void> {
    await tx.changed(
      `INSERT INTO propaganda_editions (item_id, edition, title, source_name, loud_text, zalo_text, valid_until, image_sha256, image_name, image_kind,
         image_size, approved_at, approved_by_name, approved_alone)
       SELECT id, edition, title, source_name, loud_text, zalo_text, valid_until, image_sha256, image_name, image_kind, image_size, $2, $3, $4
         FROM propaganda_items WHERE id = $1`,
      [id, by.at, by.name, by.alone],
    );
  }

  /** Is there anybody else who may approve what this unit’s people (or the organisers of these contests) write? */
  async othersCanApprove(
    reader: Reader,
    item: Pick<ItemFacts, 'ownerUnitId' | 'contestIds'>,
    but: { personId: PersonId; role: string },
  ): Promise<boolean> {
    const row = await reader.one<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM role_assignments a JOIN persons p ON p.id = a.person_id
          WHERE a.revoked_at IS NULL AND p.disabled_at IS NULL AND a.person_id <> $3
            AND ((a.role = 'vetting' AND a.unit_id IN (SELECT $1::uuid UNION ALL SELECT id FROM units WHERE parent_id = $1 AND level = 'office'))
              OR ($4 = 'organiser' AND a.role = 'organiser' AND (a.contest_id IS NULL OR a.contest_id = ANY($2::uuid[]))))) AS found`,
      [item.ownerUnitId, item.contestIds, but.personId, but.role],
    );
    return row?.found ?? false;
  }

  /** Items whose working words or editions name these bytes. */
  ofBytes(reader: Reader, sha256: string): Promise<{ itemId: PropagandaItemId; title: string }[]> {
    return reader.rows(
      `SELECT i.id AS "itemId", i.title FROM propaganda_items i
        WHERE i.image_sha256 = $1 OR EXISTS (SELECT 1 FROM propaganda_editions e WHERE e.item_id = i.id AND e.image_sha256 = $1) ORDER BY i.id`,
      [sha256],
    );
  }
}
