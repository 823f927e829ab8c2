import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told: on their page of notices always, by e-mail when they have given an address. */
export class CreateNotices1637001001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_addresses (
        person_id uuid PRIMARY KEY REFERENCES persons ON DELETE CASCADE,
        email text CONSTRAINT email_has_a_shape CHECK (email ~ '^[^@[:space:]]{1,64}@[^@[:space:]]{1,255}$'),
        by_email boolean NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT mail_needs_an_address CHECK (NOT by_email OR email IS NOT NULL)
      );

      CREATE TABLE notices (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
        -- In which role and for which unit the person is told.
        role text NOT NULL,
        unit_id uuid REFERENCES units,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        event text NOT NULL,
        -- The same thing is told to the same person once.
        once text NOT NULL,
        sender_name text NOT NULL,
        contact text NOT NULL,
        subject text NOT NULL,
        paragraphs text[] NOT NULL,
        zalo text NOT NULL,
        action_label text,
        action_path text CONSTRAINT notice_leads_to_a_page_of_ours CHECK (action_path ~ '^/[^/]'),
        -- The contest's own time, which a rehearsal moves; told_at is the real one.
        at timestamptz(3) NOT NULL,
        told_at timestamptz(3) NOT NULL,
        read_at timestamptz(3),
        CONSTRAINT notice_is_told_once UNIQUE (person_id, once),
        CONSTRAINT notice_link_has_words CHECK ((action_path IS NULL) = (action_label IS NULL))
      );
      CREATE INDEX notices_of_a_person ON notices (person_id, told_at DESC, id DESC);
      CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;
      CREATE INDEX notices_of_a_contest ON notices (contest_id, told_at DESC, id DESC);

      -- waiting → sending → sent | failed | late. A row in "sending" whose process died goes out again under the same Message-ID.
      CREATE TABLE notice_mails (
        notice_id uuid PRIMARY KEY REFERENCES notices ON DELETE CASCADE,
        address text NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CONSTRAINT mail_state_is_known
          CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'late')),
        not_before timestamptz(3) NOT NULL,
        -- Of no use to anybody from then on.
        expires_at timestamptz(3),
        handed_at timestamptz(3),
        tries integer NOT NULL DEFAULT 0,
        ended_at timestamptz(3),
        last_error text,
        CONSTRAINT ended_mail_has_date CHECK ((state IN ('sent', 'failed', 'late')) = (ended_at IS NOT NULL)),
        CONSTRAINT failed_mail_says_why CHECK (state <> 'failed' OR last_error IS NOT NULL)
      );
      CREATE INDEX notice_mails_to_send ON notice_mails (not_before, notice_id) WHERE state IN ('waiting', 'sending');

      CREATE TABLE broadcasts (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        audience text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        written_by_name text NOT NULL,
        written_at timestamptz(3) NOT NULL,
        sent_at timestamptz(3),
        told integer,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT sent_broadcast_has_count CHECK ((sent_at IS NULL) = (told IS NULL))
      );
      CREATE INDEX broadcasts_of_a_contest ON broadcasts (contest_id, written_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE broadcasts; DROP TABLE notice_mails; DROP TABLE notices; DROP TABLE notice_addresses`,
    );
  }
}
