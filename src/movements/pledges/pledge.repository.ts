import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { personSortKey } from '../../kernel/vietnamese/sort-key.js';
import { sameNameKey } from '../../units/village.file.js';
import type { DriveUnitId } from '../drives/drive.facts.js';
import type { PledgeFacts, PledgeId, PledgeState, PledgeWords } from './pledge.facts.js';

/** A pledge as it comes in. `replacesId` and `reason` null unless it corrects another. */
export interface NewPledge extends PledgeWords {
  id: PledgeId;
  replacesId: PledgeId | null;
  reason: string | null;
}

/** Two rows of one agency with the same key are one person; tones count, case and the place of the tone do not. */
export const personKey = ({ fullName, post }: Pick<PledgeWords, 'fullName' | 'post'>): string =>
  `${sameNameKey(fullName, '')}|${fold(post)}`;

export const PLEDGE_COLUMNS = `p.id, p.drive_unit_id AS "driveUnitId", u.name AS "unitName", u.commune_name AS "unitCommuneName", p.full_name AS "fullName", p.post,
  p.commune_id AS "communeId", c.name AS "communeName", p.village_id AS "villageId", v.name AS "villageName", p.pledged_on AS "pledgedOn", p.state,
  CASE WHEN w.pledge_id IS NULL THEN NULL ELSE json_build_object('isMember', w.is_member, 'saidOn', w.said_on, 'reason', w.reason,
    'byName', w.by_name) END AS word, w.said_at AS "wordAt",
  p.added_at AS "addedAt", p.added_by_name AS "addedByName", p.replaces_id AS "replacesId", p.reason, p.withdrawn_at AS "withdrawnAt",
  p.withdrawn_by_name AS "withdrawnByName", p.withdrawn_reason AS "withdrawnReason", p.erased_at IS NOT NULL AS "isErased", p.version`;
export const PLEDGE_TABLES = `drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id
  LEFT JOIN units c ON c.id = p.commune_id LEFT JOIN units v ON v.id = p.village_id
  LEFT JOIN LATERAL (SELECT * FROM drive_pledge_words o WHERE o.pledge_id = p.id ORDER BY o.ordinal DESC LIMIT 1) w ON true`;

export type PledgeRow = Omit<PledgeFacts, 'word'> & {
  word: Omit<NonNullable<PledgeFacts['word']>, 'saidAt'> | null;
  wordAt: PledgeFacts['addedAt'] | null;
};
export const toPledge = ({ wordAt, word, ...row }: PledgeRow): PledgeFacts => ({
  ...row,
  word: word === null || wordAt === null ? null : { ...word, saidAt: wordAt },
});

/** The lists of agencies. */
@Injectable()
export class PledgeRepository {
  /** One page of an agency's list in some states, by the given names. `total` counts all pages. */
  async page(
    reader: Reader,
    unitId: DriveUnitId,
    { states, limit, offset }: { states: readonly PledgeState[]; limit: number; offset: number },
  ): Promise<{ pledges: PledgeFacts[]; total: number }> {
    const [count, rows] = await Promise.all([
      reader.one<{ total: number }>(
        `SELECT count(*)::int AS total FROM drive_pledges p WHERE p.drive_unit_id = $1 AND p.state = ANY($2)`,
        [unitId, states],
      ),
      reader.rows<PledgeRow>(
        `SELECT ${PLEDGE_COLUMNS} FROM ${PLEDGE_TABLES} WHERE p.drive_unit_id = $1 AND p.state = ANY($2)
          ORDER BY p.sort_key, p.id LIMIT $3 OFFSET $4`,
        [unitId, states, limit, offset],
      ),
    ]);
    return { pledges: rows.map(toPledge), total: count?.total ?? 0 };
  }

  /** A pledge of this agency; null for any other. */
  async ofUnit(reader: Reader, unitId: DriveUnitId, id: string): Promise<PledgeFacts | null> {
    const row = await reader.one<PledgeRow>(
      `SELECT ${PLEDGE_COLUMNS} FROM ${PLEDGE_TABLES} WHERE p.drive_unit_id = $1 AND p.id = $2`,
      [unitId, id],
    );
    return row === null ? null : toPledge(row);
  }

  /** What stands in place of this pledge and what it replaced, all of them, the newest first. */
  async chain(reader: Reader, id: PledgeId): Promise<PledgeFacts[]> {
    const rows = await reader.rows<PledgeRow>(
      `WITH RECURSIVE before (id, replaces_id) AS (
         SELECT id, replaces_id FROM drive_pledges WHERE id = $1
         UNION SELECT n.id, n.replaces_id FROM before b JOIN drive_pledges n ON n.id = b.replaces_id
       ), after (id) AS (
         SELECT $1::uuid UNION SELECT n.id FROM after a JOIN drive_pledges n ON n.replaces_id = a.id
       )
       SELECT ${PLEDGE_COLUMNS} FROM ${PLEDGE_TABLES} WHERE p.id IN (SELECT id FROM before UNION SELECT id FROM after) ORDER BY p.seq DESC`,
      [id],
    );
    return rows.map(toPledge);
  }

  /** Who stands on the agency's list, by key, with where they live. */
  async standing(
    reader: Reader,
    unitId: DriveUnitId,
  ): Promise<Map<string, Pick<PledgeFacts, 'communeId' | 'villageId'>>> {
    const rows = await reader.rows<Pick<PledgeFacts, 'communeId' | 'villageId'> & { sameKey: string }>(
      `SELECT same_key AS "sameKey", commune_id AS "communeId", village_id AS "villageId" FROM drive_pledges
        WHERE drive_unit_id = $1 AND state IN ('pledged', 'confirmed', 'absent') AND erased_at IS NULL`,
      [unitId],
    );
    return new Map(rows.map(({ sameKey, ...where }) => [sameKey, where]));
  }

  /** Puts people on an agency's list, in one statement; answers how many: those who stand there already are left out. */
  insert(
    tx: Tx,
    unitId: DriveUnitId,
    pledges: readonly NewPledge[],
    by: { at: Instant; name: string },
  ): Promise<number> {
    const rows = pledges.map(({ residence, ...one }) => ({ ...one, ...placed(residence), ...keysOf(one) }));
    return tx.changed(
      `INSERT INTO drive_pledges (id, drive_unit_id, full_name, post, sort_key, same_key, commune_id, district_id, province_id, village_id, pledged_on,
         added_at, added_by_name, replaces_id, reason)
       SELECT id, $2, "fullName", post, "sortKey", "sameKey", "communeId", "districtId", "provinceId", "villageId", "pledgedOn", $3, $4, "replacesId", reason
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "fullName" text, post text, "sortKey" text, "sameKey" text, "communeId" uuid, "districtId" uuid,
           "provinceId" uuid, "villageId" uuid, "pledgedOn" date, "replacesId" uuid, reason text)
       ON CONFLICT (drive_unit_id, same_key) WHERE state IN ('pledged', 'confirmed', 'absent') AND erased_at IS NULL DO NOTHING`,
      [JSON.stringify(rows), unitId, by.at, by.name],
    );
  }

  /** Writes over a pledge that the hamlet has not spoken of. 0 when somebody was quicker; throws `pledge_of_a_person_stands_once` for a double. */
  update(tx: Tx, id: PledgeId, version: number, { residence, ...words }: PledgeWords): Promise<number> {
    const { communeId, districtId, provinceId, villageId } = placed(residence);
    const { sortKey, sameKey } = keysOf(words);
    return tx.changed(
      `UPDATE drive_pledges SET full_name = $3, post = $4, sort_key = $5, same_key = $6, commune_id = $7, district_id = $8, province_id = $9,
         village_id = $10, pledged_on = $11, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'pledged' AND erased_at IS NULL`,
      [
        ...[id, version, words.fullName, words.post, sortKey, sameKey],
        ...[communeId, districtId, provinceId, villageId, words.pledgedOn],
      ],
    );
  }

  /** Makes room for a correction. 0 when somebody was quicker. */
  replace(tx: Tx, id: PledgeId, version: number): Promise<number> {
    return tx.changed(
      `UPDATE drive_pledges SET state = 'replaced', version = version + 1
        WHERE id = $1 AND version = $2 AND state IN ('confirmed', 'absent') AND erased_at IS NULL`,
      [id, version],
    );
  }

  /** 0 when somebody was quicker. */
  withdraw(tx: Tx, id: PledgeId, version: number, by: { at: Instant; name: string; reason: string }): Promise<number> {
    return tx.changed(
      `UPDATE drive_pledges SET state = 'withdrawn', withdrawn_at = $3, withdrawn_by_name = $4, withdrawn_reason = $5, version = version + 1
        WHERE id = $1 AND version = $2 AND state IN ('pledged', 'confirmed', 'absent') AND erased_at IS NULL`,
      [id, version, by.at, by.name, by.reason],
    );
  }

  /** Held against whoever else writes to the agency's list, until the act ends. */
  async holdUnit(tx: Tx, unitId: DriveUnitId): Promise<void> {
    await tx.rows(`SELECT 1 FROM drive_units WHERE id = $1 FOR UPDATE`, [unitId]);
  }
}

const keysOf = (one: Pick<PledgeWords, 'fullName' | 'post'>) => ({
  sortKey: personSortKey(one.fullName),
  sameKey: personKey(one),
});

const placed = (residence: PledgeWords['residence']) => ({
  communeId: residence?.communeId ?? null,
  districtId: residence?.districtId ?? null,
  provinceId: residence?.provinceId ?? null,
  villageId: residence?.village?.id ?? null,
});
