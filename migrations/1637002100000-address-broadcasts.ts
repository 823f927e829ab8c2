import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice that organisers write themselves goes to one kind of reader, of the whole contest or of one unit below it. */
export class AddressBroadcasts1637002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE broadcasts
        ADD unit_id uuid REFERENCES units,
        ADD unit_name text,
        ADD sent_by_name text,
        ADD CONSTRAINT broadcast_audience_is_known CHECK (audience IN ('commune', 'vetting', 'judge', 'secretary')),
        ADD CONSTRAINT broadcast_unit_is_of_communes CHECK (unit_id IS NULL OR audience = 'commune'),
        ADD CONSTRAINT broadcast_unit_has_its_name CHECK ((unit_id IS NULL) = (unit_name IS NULL)),
        ADD CONSTRAINT sent_broadcast_has_sender CHECK ((sent_at IS NULL) = (sent_by_name IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE broadcasts
        DROP CONSTRAINT broadcast_audience_is_known, DROP CONSTRAINT broadcast_unit_is_of_communes,
        DROP CONSTRAINT broadcast_unit_has_its_name, DROP CONSTRAINT sent_broadcast_has_sender,
        DROP unit_id, DROP unit_name, DROP sent_by_name`);
  }
}
