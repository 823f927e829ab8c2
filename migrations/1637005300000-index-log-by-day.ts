import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Auditors and their programs ask for days of the log: without this every event outside them is walked over. */
export class IndexLogByDay1637005300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX audit_events_by_time ON audit_events (at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX audit_events_by_time`);
  }
}
