import { Injectable } from '@nestjs/common';
import { REACHED_COMMUNES } from '../../communities/community.reach.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { ListedMovement } from '../movement.repository.js';
import type { MovementId } from '../movement.facts.js';
import type { ObservationFacts, ObservationFilter, ObservationId, ObservationKind } from './observation.facts.js';

/** Whose observations, and by which day's names of what communes have become. */
export interface ObservationScope {
  movementId: MovementId;
  root: UnitId;
  on: Day;
  kinds: readonly ObservationKind[];
}

/** A commune that something may be seen of, as it is on a day. */
export interface ObservedCommune {
  id: UnitId;
  name: string;
  districtName: string | null;
  sortKey: string;
}

export const OBSERVATION_COLUMNS = `o.id, o.commune_id AS "communeId", o.commune_name AS "communeName", o.district_name AS "districtName", n.name AS "nowName",
  o.observed_on AS "observedOn", o.kind, o.seen, o.recorded_at AS "recordedAt", o.by_name AS "byName", o.by_unit_name AS "byUnitName",
  o.replaces_id AS "replacesId", o.reason, o.withdraws, o.sample,
  (SELECT r.id FROM emulation_observations r WHERE r.replaces_id = o.id) AS "replacedById",
  (SELECT coalesce(json_agg(json_build_object('id', f.id, 'sha256', f.sha256, 'name', f.name, 'kind', f.kind, 'size', f.size,
            'isInfected', s.scan_state = 'infected') ORDER BY f.ordinal), '[]'::json)
     FROM emulation_observation_files f JOIN stored_files s ON s.sha256 = f.sha256 WHERE f.observation_id = o.id) AS files`;
/** $1 root, $2 day, $3 movement, $4 kinds. */
export const OBSERVATION_FROM = `emulation_observations o JOIN standing t ON t.commune_id = o.commune_id JOIN units n ON n.id = t.now_id`;
export const OBSERVED = `o.movement_id = $3 AND o.kind = ANY($4)`;
/** Nothing took its place, and it takes back nothing. */
export const STANDS = `NOT o.withdraws AND NOT EXISTS (SELECT 1 FROM emulation_observations x WHERE x.replaces_id = o.id)`;

export const scopeValues = ({ root, on, movementId, kinds }: ObservationScope): unknown[] => [
  root,
  on,
  movementId,
  kinds,
];

/** Observations: only ever added. */
@Injectable()
export class ObservationRepository {
  /** One page of those that stand, the newest day first. `total` counts all pages. */
  async page(
    reader: Reader,
    scope: ObservationScope,
    { communeId, kind }: ObservationFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ observations: ObservationFacts[]; total: number }> {
    const found = await reader.rows<ObservationFacts & { total: number }>(
      `${REACHED_COMMUNES}, shown AS (
         SELECT o.id, count(*) OVER () AS total FROM ${OBSERVATION_FROM}
          WHERE ${OBSERVED} AND ${STANDS} AND ($5::uuid IS NULL OR o.commune_id = $5 OR t.now_id = $5) AND ($6::text IS NULL OR o.kind = $6)
          ORDER BY o.observed_on DESC, o.seq DESC LIMIT $7 OFFSET $8)
       SELECT ${OBSERVATION_COLUMNS}, s.total::int AS total FROM ${OBSERVATION_FROM} JOIN shown s ON s.id = o.id ORDER BY o.observed_on DESC, o.seq DESC`,
      [...scopeValues(scope), communeId, kind, limit, offset],
    );
    return { observations: found.map(({ total: _, ...one }) => one), total: found[0]?.total ?? 0 };
  }

  /** One observation within reach, whether it stands or not. */
  byId(reader: Reader, scope: ObservationScope, id: string): Promise<ObservationFacts | null> {
    return reader.one<ObservationFacts>(
      `${REACHED_COMMUNES} SELECT ${OBSERVATION_COLUMNS} FROM ${OBSERVATION_FROM} WHERE ${OBSERVED} AND o.id = $5`,
      [...scopeValues(scope), id],
    );
  }

  /** What one replaced, and what replaced it, the first written first, itself among them. */
  history(reader: Reader, scope: ObservationScope, id: ObservationId): Promise<ObservationFacts[]> {
    return reader.rows<ObservationFacts>(
      `${REACHED_COMMUNES}, older (id, replaces_id) AS (
         SELECT id, replaces_id FROM emulation_observations WHERE id = $5
         UNION ALL SELECT x.id, x.replaces_id FROM older JOIN emulation_observations x ON x.id = older.replaces_id
       ), newer (id) AS (
         SELECT $5::uuid UNION ALL SELECT x.id FROM newer JOIN emulation_observations x ON x.replaces_id = newer.id)
       SELECT ${OBSERVATION_COLUMNS} FROM ${OBSERVATION_FROM} WHERE ${OBSERVED} AND o.id IN (SELECT id FROM older UNION SELECT id FROM newer) ORDER BY o.seq`,
      [...scopeValues(scope), id],
    );
  }

  /** Communes that something stands of, by name, for the filter; at most 500. */
  communes(reader: Reader, scope: ObservationScope): Promise<{ id: UnitId; name: string }[]> {
    return reader.rows(
      `${REACHED_COMMUNES} SELECT o.commune_id AS id, min(concat_ws(', ', o.commune_name, o.district_name)) AS name
         FROM ${OBSERVATION_FROM} WHERE ${OBSERVED} GROUP BY o.commune_id ORDER BY min(o.sort_key), 1 LIMIT 500`,
      scopeValues(scope),
    );
  }

  /** How many of these are observations within reach that stand. */
  async standing(reader: Reader, scope: ObservationScope, ids: readonly string[]): Promise<number> {
    const row = await reader.one<{ count: number }>(
      `${REACHED_COMMUNES} SELECT count(*)::int AS count FROM ${OBSERVATION_FROM} WHERE ${OBSERVED} AND ${STANDS} AND o.id = ANY($5::uuid[])`,
      [...scopeValues(scope), ids],
    );
    return row?.count ?? 0;
  }

  /** Observations that may be corrected no more by another hand until the act ends. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.rows(`SELECT 1 FROM emulation_observations WHERE id = $1 FOR UPDATE`, [id]);
  }

  /** 0 when another correction came first. */
  insert(
    tx: Tx,
    one: Pick<
      ObservationFacts,
      | 'id'
      | 'observedOn'
      | 'kind'
      | 'seen'
      | 'byName'
      | 'byUnitName'
      | 'replacesId'
      | 'reason'
      | 'withdraws'
      | 'sample'
      | 'recordedAt'
    > & { movementId: MovementId; commune: ObservedCommune },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO emulation_observations (id, movement_id, commune_id, commune_name, district_name, sort_key, observed_on, kind, seen, recorded_at,
         by_name, by_unit_name, replaces_id, reason, withdraws, sample)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (replaces_id) DO NOTHING`,
      [
        one.id,
        one.movementId,
        one.commune.id,
        one.commune.name,
        one.commune.districtName,
        one.commune.sortKey,
        one.observedOn,
        one.kind,
        one.seen,
        one.recordedAt,
        one.byName,
        one.byUnitName,
        one.replacesId,
        one.reason,
        one.withdraws,
        one.sample,
      ],
    );
  }

  /** Files behind an observation, after those that are there; `from` brings those of the one it replaces. */
  async addFiles(
    tx: Tx,
    id: ObservationId,
    files: readonly { id: string; sha256: string; name: string; kind: string; size: number }[],
    from: ObservationId | null,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO emulation_observation_files (id, observation_id, ordinal, sha256, name, kind, size)
       SELECT gen_random_uuid(), $1, f.ordinal, f.sha256, f.name, f.kind, f.size FROM emulation_observation_files f WHERE f.observation_id = $2`,
      [id, from],
    );
    await tx.changed(
      `INSERT INTO emulation_observation_files (id, observation_id, ordinal, sha256, name, kind, size)
       SELECT (f ->> 'id')::uuid, $1, n + (SELECT count(*) FROM emulation_observation_files WHERE observation_id = $1), f ->> 'sha256', f ->> 'name',
              f ->> 'kind', (f ->> 'size')::bigint FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS r (f, n)`,
      [id, JSON.stringify(files)],
    );
  }

  /** Observations that a file stands behind. */
  ofBytes(reader: Reader, sha256: string): Promise<{ observationId: string; name: string }[]> {
    return reader.rows(
      `SELECT observation_id AS "observationId", min(name) AS name FROM emulation_observation_files WHERE sha256 = $1 GROUP BY 1 ORDER BY 1`,
      [sha256],
    );
  }

  /** How many observations stand and how many proposals there are, by movement, of those on a page. */
  async counted(
    reader: Reader,
    movements: readonly Pick<ListedMovement, 'id'>[],
    at: Omit<ObservationScope, 'movementId' | 'root'> & { root: UnitId | null },
  ): Promise<Map<string, number>> {
    const rows = await reader.rows<{ id: string; count: number }>(
      `${REACHED_COMMUNES} SELECT o.movement_id AS id, count(*)::int AS count FROM emulation_observations o
        WHERE o.movement_id = ANY($3) AND o.kind = ANY($4) AND ${STANDS} AND o.commune_id IN (SELECT commune_id FROM standing) GROUP BY 1`,
      [at.root, at.on, movements.map(({ id }) => id), at.kinds],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
