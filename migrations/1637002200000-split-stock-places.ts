import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sentence may be meant for every place that takes files (muc.*) or for every answer (o.*): “Chưa có tệp” says nothing about a
 * phone number. Shipped sentences about files are narrowed; answers get their own.
 */
export class SplitStockPlaces1637002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stock_reasons DROP CONSTRAINT stock_place_is_named,
        ADD CONSTRAINT stock_place_is_named CHECK (place ~ '^(muc|o)\\.([a-z0-9-]+|\\*)$');
      UPDATE stock_reasons SET place = 'muc.*' WHERE unit_id IS NULL AND place IS NULL AND reason_kind <> 'other';
      INSERT INTO stock_reasons (id, place, reason_kind, sentence) VALUES
        (gen_random_uuid(), 'o.*', 'missing', 'Chưa ghi đủ nội dung của ô này. Đề nghị ghi thêm.'),
        (gen_random_uuid(), 'o.*', 'wrong', 'Ghi chưa đúng thực tế hoặc sai chính tả tên riêng. Đề nghị kiểm tra và sửa lại.'),
        (gen_random_uuid(), 'o.*', 'wrong', 'Nội dung là của bản khác. Đề nghị ghi lại cho đúng bản đăng ký.');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM stock_reason_removals x USING stock_reasons r WHERE r.id = x.reason_id AND r.place = 'o.*';
      DELETE FROM stock_reasons WHERE place = 'o.*';
      UPDATE stock_reasons SET place = NULL WHERE place = 'muc.*';
      ALTER TABLE stock_reasons DROP CONSTRAINT stock_place_is_named,
        ADD CONSTRAINT stock_place_is_named CHECK (place ~ '^(muc|o)\\.[a-z0-9-]+$');
    `);
  }
}
