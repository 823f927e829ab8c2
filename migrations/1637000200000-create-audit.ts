import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Append-only events. Each person's acts form one chain (`chain`): nobody waits for another's commit, and a change,
 * a loss or a swap anywhere breaks that chain; a lost tail shows against `audit_heads`.
 */
export class CreateAudit1637000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_heads (
        chain text PRIMARY KEY,
        seq bigint NOT NULL,
        hash bytea NOT NULL
      );

      CREATE TABLE audit_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        chain text NOT NULL,
        seq bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        person_id uuid,
        person_name text NOT NULL,
        role text NOT NULL,
        unit_name text,
        act text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        contest_id uuid,
        entry_id uuid,
        reason text,
        -- json, not jsonb: the very text that was hashed is kept.
        facts json NOT NULL,
        contest_at timestamptz(3),
        request_id text NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT audit_chain_has_no_fork UNIQUE (chain, seq)
      );
      CREATE INDEX audit_events_of_an_entry ON audit_events (entry_id, id) WHERE entry_id IS NOT NULL;
      CREATE INDEX audit_events_of_a_contest ON audit_events (contest_id, id);
      CREATE INDEX audit_events_of_a_subject ON audit_events (subject_kind, subject_id, id);
      CREATE INDEX audit_events_of_a_person ON audit_events (person_id, id);
      CREATE INDEX audit_events_by_act ON audit_events (act, id);

      CREATE FUNCTION refuse_to_rewrite_audit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER audit_events_are_never_changed BEFORE UPDATE OR DELETE ON audit_events
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_audit();
      CREATE TRIGGER audit_events_are_never_emptied BEFORE TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_audit();

      -- hash = sha256(previous hash || seq as 8 bytes || sha256(content)); content is the canonical text of the event (src/audit).
      CREATE FUNCTION append_audit_event(
        p_chain text, p_at timestamptz, p_person_id uuid, p_person_name text, p_role text, p_unit_name text, p_act text,
        p_subject_kind text, p_subject_id text, p_contest_id uuid, p_entry_id uuid, p_reason text, p_facts json,
        p_contest_at timestamptz, p_request_id text, p_content text
      ) RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE
        head audit_heads;
        new_hash bytea;
        new_id bigint;
      BEGIN
        SELECT * INTO head FROM audit_heads WHERE chain = p_chain FOR UPDATE;
        IF NOT FOUND THEN
          INSERT INTO audit_heads (chain, seq, hash) VALUES (p_chain, 0, sha256(convert_to(p_chain, 'UTF8')))
            ON CONFLICT (chain) DO NOTHING;
          SELECT * INTO head FROM audit_heads WHERE chain = p_chain FOR UPDATE;
        END IF;
        new_hash := sha256(head.hash || int8send(head.seq + 1) || sha256(convert_to(p_content, 'UTF8')));
        INSERT INTO audit_events (chain, seq, at, person_id, person_name, role, unit_name, act, subject_kind, subject_id,
            contest_id, entry_id, reason, facts, contest_at, request_id, hash)
          VALUES (p_chain, head.seq + 1, p_at, p_person_id, p_person_name, p_role, p_unit_name, p_act, p_subject_kind, p_subject_id,
            p_contest_id, p_entry_id, p_reason, p_facts, p_contest_at, p_request_id, new_hash)
          RETURNING id INTO new_id;
        UPDATE audit_heads SET seq = head.seq + 1, hash = new_hash WHERE chain = p_chain;
        RETURN new_id;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION append_audit_event; DROP TABLE audit_events; DROP FUNCTION refuse_to_rewrite_audit; DROP TABLE audit_heads;
    `);
  }
}
