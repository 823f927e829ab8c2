import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ready sentences for what is wrong in a place of a dossier. Those without an office are shipped and offered to every office; an
 * office adds its own and leaves out what it does not use. A sentence is never edited: what communes have read stays as it was.
 */
export class CreateStockReasons1637001800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stock_reasons (
        id uuid PRIMARY KEY,
        -- Null: shipped with the platform.
        unit_id uuid REFERENCES units,
        -- The place as a checklist names it (muc.bao-cao, o.tom-tat), so that it serves next year's contest too; null: every place.
        place text CONSTRAINT stock_place_is_named CHECK (place ~ '^(muc|o)\\.[a-z0-9-]+$'),
        reason_kind text NOT NULL CONSTRAINT stock_kind_is_known CHECK (reason_kind IN ('missing', 'wrong', 'unreadable', 'expired', 'other')),
        sentence text NOT NULL CONSTRAINT stock_sentence_fits CHECK (char_length(sentence) BETWEEN 1 AND 300),
        added_by uuid REFERENCES persons,
        added_by_name text,
        added_at timestamptz(3),
        CONSTRAINT stock_sentence_stands_once UNIQUE NULLS NOT DISTINCT (unit_id, place, reason_kind, sentence),
        CONSTRAINT own_sentence_says_whose CHECK (num_nulls(unit_id, added_by, added_by_name, added_at) IN (0, 4))
      );
      -- Left out by an office: a shipped sentence or one of its own. Taken in again by deleting the row.
      CREATE TABLE stock_reason_removals (
        unit_id uuid NOT NULL REFERENCES units,
        reason_id uuid NOT NULL REFERENCES stock_reasons,
        removed_by uuid NOT NULL REFERENCES persons,
        removed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (unit_id, reason_id)
      );

      INSERT INTO stock_reasons (id, place, reason_kind, sentence) VALUES
        (gen_random_uuid(), NULL, 'missing', 'Chưa có tệp ở mục này. Đề nghị gửi bổ sung.'),
        (gen_random_uuid(), NULL, 'missing', 'Thiếu trang. Đề nghị chụp hoặc quét đủ các trang, theo đúng thứ tự.'),
        (gen_random_uuid(), NULL, 'wrong', 'Tệp không đúng mục này. Đề nghị gửi lại đúng giấy tờ.'),
        (gen_random_uuid(), NULL, 'wrong', 'Nội dung là của bản khác. Đề nghị gửi tệp của đúng bản đăng ký.'),
        (gen_random_uuid(), NULL, 'unreadable', 'Ảnh chụp mờ hoặc tối. Đề nghị chụp lại nơi đủ sáng, thấy rõ từng dòng chữ.'),
        (gen_random_uuid(), NULL, 'unreadable', 'Ảnh bị cắt mất mép giấy. Đề nghị chụp lại trọn cả trang.'),
        (gen_random_uuid(), NULL, 'expired', 'Giấy tờ đã hết hạn hoặc ngoài thời gian của cuộc thi. Đề nghị gửi bản còn hạn.'),
        (gen_random_uuid(), NULL, 'other', 'Nội dung chưa khớp với các mục khác của hồ sơ. Đề nghị kiểm tra và sửa lại.'),
        (gen_random_uuid(), 'muc.bao-cao', 'missing', 'Báo cáo chưa có chữ ký hoặc dấu. Đề nghị ký, đóng dấu rồi chụp gửi lại.'),
        (gen_random_uuid(), 'muc.bao-cao', 'missing', 'Báo cáo thiếu số liệu kết quả. Đề nghị bổ sung số liệu theo thể lệ.'),
        (gen_random_uuid(), 'muc.bao-cao', 'wrong', 'Báo cáo ghi sai tên bản hoặc tên xã. Đề nghị sửa và gửi lại.'),
        (gen_random_uuid(), 'muc.bao-cao', 'expired', 'Báo cáo ghi số liệu của kỳ trước. Đề nghị gửi báo cáo của kỳ thi này.'),
        (gen_random_uuid(), 'muc.anh', 'missing', 'Chưa đủ số ảnh theo thể lệ. Đề nghị gửi thêm ảnh.'),
        (gen_random_uuid(), 'muc.anh', 'wrong', 'Ảnh không phải hoạt động của nhóm. Đề nghị gửi ảnh khác.'),
        (gen_random_uuid(), 'muc.anh', 'unreadable', 'Ảnh mờ, không thấy rõ hoạt động. Đề nghị gửi ảnh rõ hơn.'),
        (gen_random_uuid(), 'muc.video', 'unreadable', 'Video không nghe rõ tiếng hoặc không xem được hết. Đề nghị quay và gửi lại.'),
        (gen_random_uuid(), 'muc.thanh-vien', 'missing', 'Danh sách thiếu người so với số thành viên đã khai. Đề nghị bổ sung cho đủ.'),
        (gen_random_uuid(), 'muc.thanh-vien', 'wrong', 'Danh sách có người ghi trùng hoặc sai họ tên. Đề nghị sửa lại.');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE stock_reason_removals; DROP TABLE stock_reasons`);
  }
}
