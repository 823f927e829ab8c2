import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their roles, invitations, sessions, sign-in delays, and the keys that make a double click harmless. */
export class CreateAccounts1637000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE persons (
        id uuid PRIMARY KEY,
        username text NOT NULL CONSTRAINT username_is_plain CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
        full_name text NOT NULL CONSTRAINT person_has_a_name CHECK (length(full_name) > 0),
        sort_key text COLLATE "C" NOT NULL,
        folded text NOT NULL,
        phone text CONSTRAINT phone_is_e164 CHECK (phone ~ '^\\+[1-9][0-9]{7,14}$'),
        password_hash text,
        disabled_at timestamptz(3),
        -- Sessions opened under an older epoch are dead: sign-out everywhere, password change and disabling raise it.
        session_epoch integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX username_is_unique ON persons (username);
      CREATE INDEX persons_by_phone ON persons (phone) WHERE phone IS NOT NULL;
      CREATE INDEX persons_by_name ON persons (sort_key, id);
      CREATE INDEX persons_by_folded_name ON persons USING gin (folded gin_trgm_ops);

      CREATE TABLE role_assignments (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES persons,
        role text NOT NULL CONSTRAINT role_is_known
          CHECK (role IN ('commune', 'vetting', 'judge', 'secretary', 'organiser', 'auditor', 'admin')),
        unit_id uuid REFERENCES units,
        contest_id uuid,
        title text,
        granted_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        CONSTRAINT unit_roles_have_a_unit CHECK (role NOT IN ('commune', 'vetting') OR unit_id IS NOT NULL),
        CONSTRAINT contest_roles_have_a_contest CHECK (role NOT IN ('judge', 'secretary') OR contest_id IS NOT NULL)
      );
      CREATE INDEX roles_of_a_person ON role_assignments (person_id) WHERE revoked_at IS NULL;
      CREATE UNIQUE INDEX role_is_granted_once ON role_assignments
        (person_id, role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'), coalesce(contest_id, '00000000-0000-0000-0000-000000000000'))
        WHERE revoked_at IS NULL;
      CREATE INDEX roles_in_a_contest ON role_assignments (contest_id, role) WHERE revoked_at IS NULL;
      CREATE INDEX roles_for_a_unit ON role_assignments (unit_id, role) WHERE revoked_at IS NULL;

      CREATE TABLE invitations (
        token_hash bytea PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES persons,
        kind text NOT NULL CONSTRAINT invitation_kind_is_known CHECK (kind IN ('activate', 'reset')),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        consumed_at timestamptz(3)
      );
      CREATE INDEX invitations_of_a_person ON invitations (person_id);

      CREATE TABLE sign_in_delays (
        subject text PRIMARY KEY,
        failures integer NOT NULL,
        failed_at timestamptz(3) NOT NULL,
        blocked_until timestamptz(3) NOT NULL
      );

      CREATE TABLE sessions (
        sid text PRIMARY KEY,
        sess json NOT NULL,
        expire timestamp(6) NOT NULL
      );
      CREATE INDEX sessions_by_expiry ON sessions (expire);

      CREATE TABLE form_keys (
        key text PRIMARY KEY,
        person_id uuid,
        location text,
        at timestamptz(3) NOT NULL
      );
      CREATE INDEX form_keys_by_age ON form_keys (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE form_keys; DROP TABLE sessions; DROP TABLE sign_in_delays; DROP TABLE invitations;
      DROP TABLE role_assignments; DROP TABLE persons;
    `);
  }
}
