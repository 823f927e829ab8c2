import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { TeamBounds, TeamKind, TeamKindId } from './team.facts.js';

const KIND = `SELECT k.id, k.name, b.members_min AS "membersMin", b.members_max AS "membersMax", b.households_min AS "householdsMin",
    b.households_max AS "householdsMax", b.leaders, b.source, b.version, b.recorded_at AS "recordedAt", b.recorded_by_name AS "recordedByName"
  FROM team_kinds k JOIN team_kind_bounds b ON b.kind_id = k.id`;

/** Kinds of teams with their bounds, now and before. */
@Injectable()
export class KindRepository {
  /** The kinds with the bounds in force, in their order. */
  all(reader: Reader): Promise<TeamKind[]> {
    return reader.rows<TeamKind>(
      `${KIND} WHERE b.version = (SELECT max(x.version) FROM team_kind_bounds x WHERE x.kind_id = k.id) ORDER BY k.list_order, k.id`,
    );
  }

  /** All bounds that a kind has had, newest first; none for an unknown kind. */
  history(reader: Reader, id: string): Promise<TeamKind[]> {
    return reader.rows<TeamKind>(`${KIND} WHERE k.id = $1 ORDER BY b.version DESC LIMIT 50`, [id]);
  }

  /** Sets new bounds over those of `version`; 0 when somebody was quicker. */
  bound(
    tx: Tx,
    at: { id: TeamKindId; version: number },
    bounds: TeamBounds & { source: string },
    byName: string,
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO team_kind_bounds (kind_id, version, members_min, members_max, households_min, households_max, leaders, source, recorded_at, recorded_by_name)
       SELECT $1, $2::int + 1, $3, $4, $5, $6, $7, $8, $9, $10
        WHERE (SELECT max(version) FROM team_kind_bounds WHERE kind_id = $1) = $2
       ON CONFLICT (kind_id, version) DO NOTHING`,
      [
        ...[at.id, at.version, bounds.membersMin, bounds.membersMax, bounds.householdsMin, bounds.householdsMax],
        ...[bounds.leaders, bounds.source, tx.now, byName],
      ],
    );
  }
}
