import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every line of a published list has a certificate with a number of its own and a value by which whoever holds it can ask. */
export class IssueCertificates1637002910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_certificates (
        list_id uuid NOT NULL,
        position integer NOT NULL,
        number text NOT NULL CONSTRAINT certificate_number_is_given_once UNIQUE,
        check_value text NOT NULL CONSTRAINT certificate_check_value_is_ten_signs CHECK (check_value ~ '^[2-9A-HJKMNP-TWXYZ]{10}$'),
        PRIMARY KEY (list_id, position),
        CONSTRAINT certificate_is_of_a_line FOREIGN KEY (list_id, position) REFERENCES award_lines ON DELETE CASCADE
      );
      -- Ten of the 29 signs that are not taken for one another, from the server's own source of chance.
      INSERT INTO award_certificates (list_id, position, number, check_value)
      SELECT o.list_id, o.position, o.number,
             (SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTWXYZ', 1 + get_byte(o.chance, place) % 29, 1), '')
                FROM generate_series(0, 9) AS place)
        FROM (SELECT l.list_id, l.position, c.code || '-CN' || a.number || '-' || lpad(l.position::text, 4, '0') AS number,
                     sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS chance
                FROM award_lines l JOIN award_lists a ON a.id = l.list_id JOIN contests c ON c.id = a.contest_id OFFSET 0) AS o;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE award_certificates;`);
  }
}
