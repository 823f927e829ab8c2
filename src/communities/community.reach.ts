import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { Actor } from '../kernel/actor.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { UnitReader } from '../units/unit.reader.js';

/** The units whose registers somebody sees: all at or below `root`, with what these took over from. A null root is every unit. */
export interface Reach {
  root: UnitId | null;
}

type ProvinceOfContest = (reader: Reader, contestId: ContestId) => Promise<UnitId | null>;

/** How far somebody's role reaches into the registers of communities. */
@Injectable()
export class CommunityReach {
  private provinceOf: ProvinceOfContest | null = null;

  constructor(private readonly units: UnitReader) {}

  /** The room of contests says where a contest is held; this room knows none. */
  placeContestsBy(provinceOf: ProvinceOfContest): void {
    this.provinceOf = provinceOf;
  }

  /**
   * A commune reaches its own unit; a vetting office the unit it stands for, an agency that of its parent; an organiser of one
   * contest that contest's province, of all contests every unit; so do auditors and administrators. Refuses `not-found`.
   */
  async of(reader: Reader, { role, unitId, contestId }: Actor): Promise<Reach> {
    if (role === 'auditor' || role === 'admin') return { root: null };
    if (role === 'organiser' && contestId === null) return { root: unitId };
    if (role === 'organiser' && contestId !== null) {
      return { root: known(await this.provinceOf?.(reader, contestId)) };
    }
    if (role !== 'commune' && role !== 'vetting') throw new Refused({ code: 'not-found' });
    const unit = await this.units.byId(reader, known(unitId));
    return { root: known(unit?.level === 'office' ? unit.parentId : unit?.id) };
  }
}

function known(unitId: UnitId | null | undefined): UnitId {
  if (unitId === null || unitId === undefined) throw new Refused({ code: 'not-found' });
  return unitId;
}

/**
 * Opens a statement: `reached` are the units within the reach of $1 (null: all communes), whatever their days; `standing` pairs each
 * commune among them (`commune_id`) with the unit it has become by the day $2 (`now_id`). A commune that several took over from stays
 * itself: nobody can say where its groups belong.
 */
export const REACHED_COMMUNES = `WITH RECURSIVE reached (id, level) AS (
    SELECT id, level FROM units WHERE CASE WHEN $1::uuid IS NULL THEN level = 'commune' ELSE id = $1 END
    UNION
    SELECT n.id, n.level FROM reached r, LATERAL (
      SELECT u.id, u.level FROM units u WHERE u.parent_id = r.id AND u.level IN ('district', 'commune')
      UNION ALL
      SELECT o.id, o.level FROM unit_successions s JOIN units o ON o.id = s.old_id WHERE s.new_id = r.id) n
  ), steps (commune_id, now_id, step) AS (
    SELECT id, id, 0 FROM reached WHERE level = 'commune'
    UNION ALL
    SELECT p.commune_id, s.new_id, p.step + 1
      FROM steps p JOIN units u ON u.id = p.now_id AND u.valid_to <= $2::date
      JOIN unit_successions s ON s.old_id = u.id
     WHERE NOT EXISTS (SELECT 1 FROM unit_successions x WHERE x.old_id = u.id AND x.new_id <> s.new_id)
  ), standing AS (
    SELECT DISTINCT ON (commune_id) commune_id, now_id FROM steps ORDER BY commune_id, step DESC
  )`;
