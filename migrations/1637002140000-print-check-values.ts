import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every receipt carries a value by which anybody who holds the paper can ask whether it is genuine. Older ones are given theirs here. */
export class PrintCheckValues1637002140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE entry_receipts ADD COLUMN check_value text;
      -- Ten of the 29 signs that are not taken for one another, from the server's own source of chance.
      UPDATE entry_receipts r SET check_value = drawn.value FROM (
        SELECT o.id, (SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTWXYZ', 1 + get_byte(o.chance, place) % 29, 1), '')
                        FROM generate_series(0, 9) AS place) AS value
          FROM (SELECT id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS chance
                  FROM entry_receipts OFFSET 0) AS o
      ) AS drawn WHERE drawn.id = r.id;
      ALTER TABLE entry_receipts ALTER COLUMN check_value SET NOT NULL,
        ADD CONSTRAINT receipt_check_value_is_ten_signs CHECK (check_value ~ '^[2-9A-HJKMNP-TWXYZ]{10}$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE entry_receipts DROP COLUMN check_value`);
  }
}
