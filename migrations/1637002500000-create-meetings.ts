import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meetings of a panel on a closed round: who is there, which dossiers in which order, what was said of each, and votes by name. */
export class CreateMeetings1637002500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE panel_meetings (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        number integer NOT NULL CONSTRAINT meetings_count_from_one CHECK (number >= 1),
        place text NOT NULL CONSTRAINT meeting_has_a_place CHECK (place <> ''),
        chair_name text NOT NULL CONSTRAINT meeting_has_a_chair CHECK (chair_name <> ''),
        opened_at timestamptz(3) NOT NULL,
        opened_by_name text NOT NULL,
        closed_at timestamptz(3),
        -- The dossier on every screen; null before the first one.
        current_entry_id uuid,
        -- Grows with everything that changes what the screens show.
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT meetings_are_counted UNIQUE (contest_id, number)
      );
      CREATE UNIQUE INDEX one_meeting_at_a_time ON panel_meetings (contest_id) WHERE closed_at IS NULL;

      -- The panel as it was when the meeting was opened, with printed names.
      CREATE TABLE meeting_members (
        meeting_id uuid NOT NULL REFERENCES panel_meetings ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        code text NOT NULL,
        name text NOT NULL,
        present boolean NOT NULL,
        PRIMARY KEY (meeting_id, person_id)
      );

      CREATE TABLE meeting_entries (
        meeting_id uuid NOT NULL REFERENCES panel_meetings ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        position integer NOT NULL,
        notes text NOT NULL DEFAULT '',
        conclusion text NOT NULL DEFAULT '',
        -- When it was first on the screens.
        shown_at timestamptz(3),
        saved_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (meeting_id, entry_id),
        CONSTRAINT meeting_entries_are_counted UNIQUE (meeting_id, position)
      );
      ALTER TABLE panel_meetings ADD CONSTRAINT current_entry_is_on_the_agenda
        FOREIGN KEY (id, current_entry_id) REFERENCES meeting_entries (meeting_id, entry_id) DEFERRABLE INITIALLY DEFERRED;

      CREATE TABLE meeting_questions (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        number integer NOT NULL,
        wording text NOT NULL CONSTRAINT question_has_words CHECK (wording <> ''),
        asked_at timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        -- Who could vote when it was closed: whoever comes or leaves afterwards changes no vote.
        voters uuid[],
        CONSTRAINT closed_question_knows_its_voters CHECK ((closed_at IS NULL) = (voters IS NULL)),
        CONSTRAINT questions_are_counted UNIQUE (meeting_id, number),
        CONSTRAINT question_is_about_the_agenda FOREIGN KEY (meeting_id, entry_id)
          REFERENCES meeting_entries (meeting_id, entry_id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX one_question_at_a_time ON meeting_questions (meeting_id) WHERE closed_at IS NULL;

      CREATE TABLE meeting_votes (
        question_id uuid NOT NULL REFERENCES meeting_questions ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        choice text NOT NULL CONSTRAINT vote_is_known CHECK (choice IN ('yes', 'no', 'abstain')),
        cast_at timestamptz(3) NOT NULL,
        -- Who put it down: the member, or the secretary for a raised hand.
        cast_by_name text NOT NULL,
        PRIMARY KEY (question_id, person_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE meeting_votes; DROP TABLE meeting_questions;
      ALTER TABLE panel_meetings DROP CONSTRAINT current_entry_is_on_the_agenda;
      DROP TABLE meeting_entries; DROP TABLE meeting_members; DROP TABLE panel_meetings;
    `);
  }
}
