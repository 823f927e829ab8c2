import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What teams of a kind do, and when the members of a team were trained. */
export class TrainCommunityTeams1637004501000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE team_kind_tasks (
        id uuid PRIMARY KEY,
        kind_id uuid NOT NULL REFERENCES team_kinds,
        description text NOT NULL CONSTRAINT team_task_is_described CHECK (length(description) > 0),
        source text NOT NULL CONSTRAINT team_task_has_a_source CHECK (length(source) > 0),
        recorded_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE UNIQUE INDEX team_task_is_named_once ON team_kind_tasks (kind_id, description) WHERE ended_at IS NULL;

      CREATE TABLE community_team_trainings (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES community_teams,
        held_on date NOT NULL,
        topic text NOT NULL CONSTRAINT training_has_a_topic CHECK (length(topic) > 0),
        place text NOT NULL DEFAULT '',
        taught_by text NOT NULL DEFAULT '',
        recorded_at timestamptz(3) NOT NULL,
        recorded_by_name text NOT NULL,
        -- Recorded by mistake: it stays on record and no longer counts.
        withdrawn_at timestamptz(3),
        withdrawn_by_name text,
        CONSTRAINT training_is_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by_name IS NULL))
      );
      CREATE INDEX trainings_of_a_team ON community_team_trainings (team_id, held_on DESC);
      CREATE TABLE community_team_attendances (
        training_id uuid NOT NULL REFERENCES community_team_trainings,
        member_id uuid NOT NULL REFERENCES community_team_members,
        PRIMARY KEY (training_id, member_id)
      );
      CREATE INDEX attendances_of_a_member ON community_team_attendances (member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE community_team_attendances, community_team_trainings, team_kind_tasks;`);
  }
}
