import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections to a published result: whether a contest takes them, what came in, and the dated answers. */
export class TakeObjections1637003710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A contest without a row takes none here.
      CREATE TABLE contest_objection_rules (
        contest_id uuid PRIMARY KEY REFERENCES contests ON DELETE CASCADE,
        days integer NOT NULL CONSTRAINT objection_days_are_counted CHECK (days BETWEEN 1 AND 90),
        answer_days integer NOT NULL CONSTRAINT answer_days_are_counted CHECK (answer_days BETWEEN 1 AND 90),
        taken_from text NOT NULL CONSTRAINT objectors_are_known CHECK (taken_from IN ('everyone', 'communes'))
      );
      CREATE TABLE award_objections (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests,
        list_id uuid NOT NULL REFERENCES award_lists ON DELETE CASCADE,
        number integer NOT NULL,
        -- A place in the list, or an entry of the sender's own that has none; null: the list as a whole.
        entry_id uuid REFERENCES entries ON DELETE CASCADE,
        words text NOT NULL CONSTRAINT objection_says_something CHECK (length(words) > 0),
        sender_name text NOT NULL,
        -- Empty where an account of a commune sent it: the platform reaches it anyway.
        sender_contact text NOT NULL,
        person_id uuid REFERENCES persons,
        commune_id uuid REFERENCES units,
        received_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        -- When the first answer was given.
        answered_at timestamptz(3),
        -- Of the form's page: a second press of its button is the same objection.
        form_key uuid UNIQUE,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT objections_are_counted UNIQUE (contest_id, number),
        CONSTRAINT objector_can_be_reached CHECK (person_id IS NOT NULL OR length(sender_contact) > 0),
        CONSTRAINT objection_is_due_later CHECK (due_at > received_at)
      );
      CREATE INDEX objections_that_wait ON award_objections (contest_id, due_at) WHERE answered_at IS NULL;
      CREATE TABLE award_objection_answers (
        id uuid PRIMARY KEY,
        objection_id uuid NOT NULL REFERENCES award_objections ON DELETE CASCADE,
        position integer NOT NULL,
        outcome text NOT NULL CONSTRAINT objection_outcome_is_known CHECK (outcome IN ('kept', 'corrected', 'referred', 'declined')),
        -- The list that took the place of the one objected to.
        correction_id uuid REFERENCES award_lists,
        words text NOT NULL CONSTRAINT answer_says_something CHECK (length(words) > 0),
        answered_at timestamptz(3) NOT NULL,
        answered_by_name text NOT NULL,
        CONSTRAINT answers_are_counted UNIQUE (objection_id, position),
        CONSTRAINT correction_names_its_list CHECK ((outcome = 'corrected') = (correction_id IS NOT NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE award_objection_answers; DROP TABLE award_objections; DROP TABLE contest_objection_rules;`,
    );
  }
}
