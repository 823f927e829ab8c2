import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed heads of the whole log: a Merkle tree over its events, in the order in which heads took them up. */
export class CreateLogHeads1637003010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_leaves (
        position bigint PRIMARY KEY,
        event_id bigint NOT NULL CONSTRAINT event_is_one_leaf UNIQUE
      );
      CREATE TABLE log_heads (
        size bigint PRIMARY KEY CONSTRAINT head_covers_something CHECK (size > 0),
        root bytea NOT NULL,
        at timestamptz(3) NOT NULL,
        public_key text NOT NULL,
        signature text NOT NULL,
        -- Roots of the whole subtrees, largest first: with them the tree grows without being read.
        peaks bytea[] NOT NULL,
        last_event bigint NOT NULL
      );
      CREATE TRIGGER log_leaves_are_never_changed BEFORE UPDATE OR DELETE ON log_leaves
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_audit();
      CREATE TRIGGER log_heads_are_never_changed BEFORE UPDATE OR DELETE ON log_heads
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_audit();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE log_heads; DROP TABLE log_leaves;`);
  }
}
