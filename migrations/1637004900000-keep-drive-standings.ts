import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How each unit of a drive stands in each indicator: what its newest report says, kept by the write that brings the report, so that a board
 * reads one row a unit and not its history. Reports that are there are taken in.
 */
export class KeepDriveStandings1637004900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drive_standings (
        indicator_id uuid NOT NULL REFERENCES drive_indicators ON DELETE CASCADE,
        drive_unit_id uuid NOT NULL REFERENCES drive_units ON DELETE CASCADE,
        -- The report: of the newest period, and of that period the last.
        report_seq bigint NOT NULL,
        period_on date NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        is_late boolean NOT NULL,
        is_doubted boolean NOT NULL,
        part integer NOT NULL,
        whole integer,
        PRIMARY KEY (indicator_id, drive_unit_id)
      ) WITH (fillfactor = 70);
      CREATE INDEX standings_of_a_unit ON drive_standings (drive_unit_id);

      INSERT INTO drive_standings (indicator_id, drive_unit_id, report_seq, period_on, reported_at, is_late, is_doubted, part, whole)
      SELECT f.indicator_id, r.drive_unit_id, r.seq, r.period_on, r.reported_at, (r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > r.due_on,
             r.doubts <> '{}', f.part, f.whole
        FROM (SELECT DISTINCT ON (drive_unit_id) * FROM drive_reports ORDER BY drive_unit_id, period_on DESC, seq DESC) r
        JOIN drive_figures f ON f.report_id = r.id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE drive_standings`);
  }
}
