import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';
import { withForerunners } from './forerunners.js';
import type { MovementFacts, MovementId, MovementWords, Reach } from './movement.facts.js';

/** A line of the list of movements. */
export type ListedMovement = MovementFacts & { drives: number };

const COLUMNS = `m.id, m.name, m.owner_unit_id AS "ownerUnitId", o.name AS "ownerName", o.level = 'commune' AS "isOfCommune", m.standing_agency AS "standingAgency", m.plan_number AS "planNumber",
  m.plan_dated_on AS "planDatedOn", m.starts_on AS "startsOn", m.ends_on AS "endsOn", m.sample, m.version,
  coalesce(k.contests, '[]'::json) AS contests, coalesce(k.rehearsal, false) AS rehearsal, k.clock_at AS "clockAt"`;
const FROM = `movements m JOIN units o ON o.id = m.owner_unit_id
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) ORDER BY c.name, c.id) AS contests,
           bool_or(c.rehearsal) AS rehearsal, max(c.clock_at) FILTER (WHERE c.rehearsal) AS clock_at
      FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id WHERE mc.movement_id = m.id) k ON true`;

const OWN = withForerunners('$2');

/**
 * Is the movement `m` within reach? $1 kind, $2 the id that goes with it. A unit sees what it holds itself and what its tree, or it, reports to; it
 * reaches what those before it left.
 */
export const REACHED = `($1 = 'all'
  OR ($1 = 'contest' AND EXISTS (SELECT 1 FROM movement_contests mc WHERE mc.movement_id = m.id AND mc.contest_id = $2))
  OR ($1 = 'tree' AND (m.owner_unit_id = ANY(${OWN}) OR EXISTS (SELECT 1 FROM drives d JOIN drive_units u ON u.drive_id = d.id
        WHERE d.movement_id = m.id AND (u.commune_id = ANY(${OWN}) OR u.district_id = ANY(${OWN}) OR u.province_id = ANY(${OWN})))))
  OR ($1 = 'commune' AND (m.owner_unit_id = ANY(${OWN})
        OR EXISTS (SELECT 1 FROM drives d JOIN drive_units u ON u.drive_id = d.id WHERE d.movement_id = m.id AND u.commune_id = ANY(${OWN})))))`;

/** A reach as the first two parameters of a statement. */
export const reachValues = (reach: Reach): [string, string | null] => [
  reach.kind,
  reach.kind === 'contest' ? reach.contestId : 'unitId' in reach ? reach.unitId : null,
];

@Injectable()
export class MovementRepository {
  /** One page of the movements within reach, the newest first. */
  async list(
    reader: Reader,
    reach: Reach,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ movements: ListedMovement[]; total: number }> {
    const [count, movements] = await Promise.all([
      reader.one<{ total: number }>(
        `SELECT count(*)::int AS total FROM movements m WHERE ${REACHED}`,
        reachValues(reach),
      ),
      reader.rows<ListedMovement>(
        `SELECT ${COLUMNS}, (SELECT count(*)::int FROM drives d WHERE d.movement_id = m.id) AS drives FROM ${FROM} WHERE ${REACHED}
          ORDER BY m.starts_on DESC, m.id LIMIT $3 OFFSET $4`,
        [...reachValues(reach), limit, offset],
      ),
    ]);
    return { movements, total: count?.total ?? 0 };
  }

  /** The same behind the movement of this place; null: from the newest. */
  after(
    reader: Reader,
    reach: Reach,
    after: { day: Day; id: string } | null,
    limit: number,
  ): Promise<ListedMovement[]> {
    return reader.rows<ListedMovement>(
      `SELECT ${COLUMNS}, (SELECT count(*)::int FROM drives d WHERE d.movement_id = m.id) AS drives FROM ${FROM}
        WHERE ${REACHED} AND ($3::date IS NULL OR m.starts_on < $3 OR (m.starts_on = $3 AND m.id > $4::uuid))
        ORDER BY m.starts_on DESC, m.id LIMIT $5`,
      [...reachValues(reach), after?.day ?? null, after?.id ?? null, limit],
    );
  }

  /** The movement, when it is within reach. */
  async byId(reader: Reader, reach: Reach, id: string): Promise<MovementFacts | null> {
    return reader.one<MovementFacts>(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${REACHED} AND m.id = $3`, [
      ...reachValues(reach),
      id,
    ]);
  }

  /** The unit whose tree an office acts for: its own, or the one above an agency without territory. */
  async treeOf(reader: Reader, unitId: UnitId): Promise<UnitId | null> {
    const row = await reader.one<{ id: UnitId | null }>(
      `SELECT CASE WHEN level = 'office' THEN parent_id ELSE id END AS id FROM units WHERE id = $1`,
      [unitId],
    );
    return row?.id ?? null;
  }

  async insert(
    tx: Tx,
    one: MovementWords & { id: MovementId; ownerUnitId: UnitId; sample: boolean; madeAt: Instant; madeByName: string },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO movements (id, name, owner_unit_id, standing_agency, plan_number, plan_dated_on, starts_on, ends_on, sample, made_at, made_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        one.id,
        one.name,
        one.ownerUnitId,
        one.standingAgency,
        one.planNumber,
        one.planDatedOn,
        one.startsOn,
        one.endsOn,
        one.sample,
        one.madeAt,
        one.madeByName,
      ],
    );
  }

  /** 0 when somebody was quicker. */
  update(tx: Tx, id: MovementId, version: number, words: MovementWords): Promise<number> {
    return tx.changed(
      `UPDATE movements SET name = $3, standing_agency = $4, plan_number = $5, plan_dated_on = $6, starts_on = $7, ends_on = $8, version = version + 1
        WHERE id = $1 AND version = $2`,
      [
        id,
        version,
        words.name,
        words.standingAgency,
        words.planNumber,
        words.planDatedOn,
        words.startsOn,
        words.endsOn,
      ],
    );
  }

  /** The contest stands in this movement from now on; null: in none. */
  async place(tx: Tx, contestId: ContestId, movementId: MovementId | null): Promise<void> {
    if (movementId === null) {
      await tx.changed(`DELETE FROM movement_contests WHERE contest_id = $1`, [contestId]);
      return;
    }
    await tx.changed(
      `INSERT INTO movement_contests (contest_id, movement_id) VALUES ($1, $2)
       ON CONFLICT (contest_id) DO UPDATE SET movement_id = excluded.movement_id`,
      [contestId, movementId],
    );
  }

  /** Movements that contests may be put into, the newest first: those of communes are for their own ground. */
  async forContests(reader: Reader, limit: number): Promise<{ id: MovementId; name: string; ownerName: string }[]> {
    return reader.rows(
      `SELECT m.id, m.name, o.name AS "ownerName" FROM movements m JOIN units o ON o.id = m.owner_unit_id WHERE o.level <> 'commune'
        ORDER BY m.starts_on DESC, m.id LIMIT $1`,
      [limit],
    );
  }

  /** The movement that a contest stands in; null: none. */
  async ofContest(reader: Reader, contestId: ContestId): Promise<{ id: MovementId; name: string } | null> {
    return reader.one(
      `SELECT m.id, m.name FROM movement_contests mc JOIN movements m ON m.id = mc.movement_id WHERE mc.contest_id = $1`,
      [contestId],
    );
  }
}
