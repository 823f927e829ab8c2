import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which document a paper of the platform came into a register as is asked on the paper's own page. */
export class IndexDocumentsByPaper1637005511200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX documents_of_a_paper ON documents (source, seq DESC) WHERE source IS NOT NULL;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX documents_of_a_paper;`);
  }
}
