import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { sortKey } from '../../kernel/vietnamese/sort-key.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { TeamFacts, TeamId, TeamWords } from './team.facts.js';
import type { TEAM_MOVES } from './team.moves.js';

/** The bounds in force of the kind of team `t`. */
export const BOUNDS = `(SELECT b.* FROM team_kind_bounds b WHERE b.kind_id = t.kind_id ORDER BY b.version DESC LIMIT 1)`;
/** How many members, leaders and households team `t` has now. */
export const FIGURES = `(SELECT count(*)::int AS members, (count(*) FILTER (WHERE m.is_leader))::int AS leaders,
    (SELECT count(*)::int FROM community_household_assignments a WHERE a.team_id = t.id AND a.until_at IS NULL) AS households
  FROM community_team_members m WHERE m.team_id = t.id AND m.left_at IS NULL)`;

const ONE = `SELECT t.id, t.kind_id AS "kindId", k.name AS "kindName", t.commune_id AS "communeId", c.name AS "communeName", d.name AS "districtName",
    t.village_id AS "villageId", v.name AS "villageName", t.name, t.state, t.decision_number AS "decisionNumber", t.decision_on AS "decisionOn",
    t.founded_despite AS "foundedDespite", t.dissolved_on AS "dissolvedOn", t.dissolved_reason AS "dissolvedReason", t.sample,
    t.changed_at AS "changedAt", t.changed_by_name AS "changedByName", t.version, b.members_min AS "membersMin", b.members_max AS "membersMax",
    b.households_min AS "householdsMin", b.households_max AS "householdsMax", b.leaders, b.source AS "boundsSource",
    (SELECT count(*)::int FROM community_household_assignments a WHERE a.team_id = t.id AND a.until_at IS NULL) AS households,
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'fullName', m.full_name, 'phone', m.phone, 'post', m.post, 'isLeader', m.is_leader)
              ORDER BY m.ordinal, m.id), '[]'::json)
       FROM community_team_members m WHERE m.team_id = t.id AND m.left_at IS NULL) AS members
  FROM community_teams t JOIN team_kinds k ON k.id = t.kind_id CROSS JOIN LATERAL ${BOUNDS} b JOIN units c ON c.id = t.commune_id
  LEFT JOIN units d ON d.id = c.parent_id AND d.level = 'district' LEFT JOIN units v ON v.id = t.village_id`;

/** Teams and their members. */
@Injectable()
export class TeamRepository {
  /** A team within somebody's reach; null for what lies outside and for none. */
  byId(reader: Reader, { root }: Reach, id: string): Promise<TeamFacts | null> {
    return reader.one<TeamFacts>(
      `${REACHED_COMMUNES} ${ONE} WHERE t.id = $3 AND EXISTS (SELECT 1 FROM standing s WHERE s.commune_id = t.commune_id)`,
      [root, null, id],
    );
  }

  /** Holds the team until the act ends, so that what is counted in it stays so. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.rows(`SELECT 1 FROM community_teams WHERE id = $1 FOR UPDATE`, [id]);
  }

  /** Other teams of the same kind in the commune that are not dissolved, by name. */
  siblings(
    reader: Reader,
    team: Pick<TeamFacts, 'id' | 'kindId' | 'communeId'>,
  ): Promise<{ id: TeamId; name: string }[]> {
    return reader.rows(
      `SELECT id, name FROM community_teams WHERE commune_id = $1 AND kind_id = $2 AND id <> $3 AND state <> 'dissolved' ORDER BY sort_key, id LIMIT 500`,
      [team.communeId, team.kindId, team.id],
    );
  }

  /** Is a team of this kind, place and name there already, another than `except`? */
  async isNamed(
    reader: Reader,
    at: Pick<TeamWords, 'kindId' | 'villageId' | 'name'> & { communeId: UnitId },
    except: TeamId | null,
  ): Promise<boolean> {
    const row = await reader.one(
      `SELECT 1 AS there FROM community_teams WHERE kind_id = $1 AND commune_id = $2 AND village_id IS NOT DISTINCT FROM $3 AND folded = $4
          AND id IS DISTINCT FROM $5::uuid`,
      [at.kindId, at.communeId, at.villageId, fold(at.name), except],
    );
    return row !== null;
  }

  async insert(
    tx: Tx,
    team: TeamWords & { id: TeamId; communeId: UnitId; sample: boolean },
    byName: string,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO community_teams (id, kind_id, commune_id, village_id, name, folded, sort_key, decision_number, decision_on, sample,
              created_at, changed_at, changed_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
      [
        ...[team.id, team.kindId, team.communeId, team.villageId, team.name, fold(team.name), sortKey(team.name)],
        ...[team.decisionNumber, team.decisionOn, team.sample, tx.now, byName],
      ],
    );
    await this.writeMembers(tx, team.id, team.members);
  }

  /** Writes over a team of that version; its kind stays. 0 when somebody was quicker. */
  async update(tx: Tx, at: { id: TeamId; version: number }, words: TeamWords, byName: string): Promise<number> {
    const changed = await tx.changed(
      `UPDATE community_teams SET village_id = $3, name = $4, folded = $5, sort_key = $6, decision_number = $7, decision_on = $8,
              changed_at = $9, changed_by_name = $10, version = version + 1
        WHERE id = $1 AND version = $2 AND state <> 'dissolved'`,
      [
        ...[at.id, at.version, words.villageId, words.name, fold(words.name), sortKey(words.name)],
        ...[words.decisionNumber, words.decisionOn, tx.now, byName],
      ],
    );
    if (changed > 0) await this.writeMembers(tx, at.id, words.members);
    return changed;
  }

  /** Members named stay or come; those not named have left, and what they took part in stays. */
  private async writeMembers(tx: Tx, teamId: TeamId, members: TeamWords['members']): Promise<void> {
    const rows = members.map((one, ordinal) => ({ ...one, id: one.id ?? newId(), ordinal }));
    await tx.changed(
      `UPDATE community_team_members SET left_at = $3 WHERE team_id = $1 AND left_at IS NULL AND NOT (id = ANY($2::uuid[]))`,
      [teamId, rows.map(({ id }) => id), tx.now],
    );
    await tx.changed(
      `INSERT INTO community_team_members (id, team_id, ordinal, full_name, phone, post, is_leader)
       SELECT id, $2, ordinal, "fullName", phone, post, "isLeader"
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, ordinal integer, "fullName" text, phone text, post text, "isLeader" boolean)
       ON CONFLICT (id) DO UPDATE SET ordinal = excluded.ordinal, full_name = excluded.full_name, phone = excluded.phone,
              post = excluded.post, is_leader = excluded.is_leader`,
      [JSON.stringify(rows), teamId],
    );
  }

  found(
    tx: Tx,
    at: { id: TeamId; version: number; from: (typeof TEAM_MOVES)['found']['from'] },
    founding: { number: string; on: Day; despite: string | null; byName: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE community_teams SET state = 'founded', decision_number = $4, decision_on = $5, founded_despite = $6, changed_at = $7,
              changed_by_name = $8, version = version + 1 WHERE id = $1 AND version = $2 AND state = ANY($3::text[])`,
      [at.id, at.version, at.from, founding.number, founding.on, founding.despite, tx.now, founding.byName],
    );
  }

  dissolve(
    tx: Tx,
    at: { id: TeamId; version: number; from: (typeof TEAM_MOVES)['dissolve']['from'] },
    end: { on: Day; reason: string; byName: string },
  ): Promise<number> {
    return tx.changed(
      `UPDATE community_teams SET state = 'dissolved', dissolved_on = $4, dissolved_reason = $5, changed_at = $6, changed_by_name = $7,
              version = version + 1 WHERE id = $1 AND version = $2 AND state = ANY($3::text[])`,
      [at.id, at.version, at.from, end.on, end.reason, tx.now, end.byName],
    );
  }
}
