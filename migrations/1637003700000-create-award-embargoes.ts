import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The moment at which a confirmed list goes out by itself, set by an organiser; before it nobody outside sees anything of it. */
export class CreateAwardEmbargoes1637003700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_embargoes (
        list_id uuid PRIMARY KEY REFERENCES award_lists ON DELETE CASCADE,
        -- The contest's own time, as every instant of a list.
        at timestamptz(3) NOT NULL,
        -- Why the list in force is replaced; empty where none is.
        supersede_reason text NOT NULL,
        -- In which role it was set: the list goes out in that person's name, as long as the role is still held.
        assignment_id uuid NOT NULL REFERENCES role_assignments,
        set_by_name text NOT NULL,
        set_at timestamptz(3) NOT NULL,
        -- The moment came and the publication was refused; with the refusal's code.
        held_at timestamptz(3),
        held_code text,
        CONSTRAINT held_embargo_says_why CHECK ((held_at IS NULL) = (held_code IS NULL)),
        CONSTRAINT embargo_is_held_when_it_comes CHECK (held_at >= at)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE award_embargoes;`);
  }
}
