import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Id, UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { REACHED_COMMUNES, type Reach } from '../community.reach.js';
import type { TeamId } from './team.facts.js';

export type TrainingId = Id<'team-training'>;

export interface TrainingWords {
  heldOn: Day;
  topic: string;
  place: string;
  taughtBy: string;
  /** Members who were there. */
  attended: readonly string[];
}

export interface Training extends Omit<TrainingWords, 'attended'> {
  id: TrainingId;
  /** Names of those who were there, members of today and of then, by their order in the team. */
  attended: string[];
  recordedByName: string;
}

/** A team that a training can be recorded of, with its members of today in their order. */
export interface TrainableTeam {
  id: TeamId;
  name: string;
  kindName: string;
  communeName: string;
  villageName: string | null;
  members: { id: string; fullName: string }[];
  /** How many such teams there are, on every row. */
  total: number;
}

/** Trainings of teams and who came. */
@Injectable()
export class TrainingRepository {
  /** The standing trainings of a team, newest first; at most 100. */
  ofTeam(reader: Reader, teamId: TeamId): Promise<Training[]> {
    return reader.rows<Training>(
      `SELECT r.id, r.held_on AS "heldOn", r.topic, r.place, r.taught_by AS "taughtBy", r.recorded_by_name AS "recordedByName",
              (SELECT coalesce(json_agg(m.full_name ORDER BY m.ordinal, m.id), '[]'::json) FROM community_team_attendances a
                 JOIN community_team_members m ON m.id = a.member_id WHERE a.training_id = r.id) AS attended
         FROM community_team_trainings r WHERE r.team_id = $1 AND r.withdrawn_at IS NULL ORDER BY r.held_on DESC, r.recorded_at DESC, r.id LIMIT 100`,
      [teamId],
    );
  }

  /** Teams within reach that are not dissolved and have members, by commune, village, kind and name; one query, whatever their number. */
  trainable(
    reader: Reader,
    { root }: Reach,
    of: { villageId: UnitId | null; kindId: string | null; limit: number },
  ): Promise<TrainableTeam[]> {
    return reader.rows<TrainableTeam>(
      `${REACHED_COMMUNES}
       SELECT t.id, t.name, k.name AS "kindName", c.name AS "communeName", v.name AS "villageName", m.members, (count(*) OVER ())::int AS total
         FROM community_teams t JOIN standing s ON s.commune_id = t.commune_id JOIN units c ON c.id = t.commune_id
         JOIN team_kinds k ON k.id = t.kind_id LEFT JOIN units v ON v.id = t.village_id
         CROSS JOIN LATERAL (SELECT json_agg(json_build_object('id', p.id, 'fullName', p.full_name) ORDER BY p.ordinal, p.id) AS members
           FROM community_team_members p WHERE p.team_id = t.id AND p.left_at IS NULL) m
        WHERE t.state <> 'dissolved' AND m.members IS NOT NULL
          AND ($3::uuid IS NULL OR t.village_id = $3) AND ($4::uuid IS NULL OR t.kind_id = $4)
        ORDER BY c.sort_key, c.id, v.sort_key NULLS FIRST, v.id, k.list_order, t.sort_key, t.id LIMIT $5`,
      [root, null, of.villageId, of.kindId, of.limit],
    );
  }

  /** Members of today who came to no standing training, in their order. */
  untrained(reader: Reader, teamId: TeamId): Promise<{ fullName: string }[]> {
    return reader.rows(
      `SELECT m.full_name AS "fullName" FROM community_team_members m
        WHERE m.team_id = $1 AND m.left_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM community_team_attendances a JOIN community_team_trainings r ON r.id = a.training_id
           WHERE a.member_id = m.id AND r.withdrawn_at IS NULL) ORDER BY m.ordinal, m.id`,
      [teamId],
    );
  }

  async insert(tx: Tx, at: { id: TrainingId; teamId: TeamId }, words: TrainingWords, byName: string): Promise<void> {
    await tx.changed(
      `INSERT INTO community_team_trainings (id, team_id, held_on, topic, place, taught_by, recorded_at, recorded_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [at.id, at.teamId, words.heldOn, words.topic, words.place, words.taughtBy, tx.now, byName],
    );
    await tx.changed(
      `INSERT INTO community_team_attendances (training_id, member_id) SELECT $1, m.id FROM community_team_members m
        WHERE m.team_id = $2 AND m.id = ANY($3::uuid[])`,
      [at.id, at.teamId, words.attended],
    );
  }

  /** The training no longer counts; 0 when it did not. */
  withdraw(tx: Tx, at: { id: string; teamId: TeamId }, byName: string): Promise<number> {
    return tx.changed(
      `UPDATE community_team_trainings SET withdrawn_at = $3, withdrawn_by_name = $4 WHERE id = $1 AND team_id = $2 AND withdrawn_at IS NULL`,
      [at.id, at.teamId, tx.now, byName],
    );
  }
}
