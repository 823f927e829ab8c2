import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ceilings of prizes by papers with the days on which they hold, and where the prize money comes from. Ceilings warn, they never forbid. */
export class CreatePrizeCeilings1637003410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prize_ceilings (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        -- Of a tier, or of a prize beside the tiers.
        prize_code text NOT NULL,
        amount bigint NOT NULL CONSTRAINT ceiling_is_not_negative CHECK (amount >= 0),
        document text NOT NULL CONSTRAINT ceiling_names_its_paper CHECK (length(document) > 0),
        article text NOT NULL DEFAULT '',
        -- The first and the last day on which it holds; null: not known, or not ended.
        in_force_from date,
        in_force_until date,
        sort_order integer NOT NULL,
        CONSTRAINT ceiling_begins_before_it_ends CHECK (in_force_until >= in_force_from)
      );
      CREATE INDEX ceilings_of_a_contest ON prize_ceilings (contest_id, sort_order);

      -- What papers fix, as far as they were read: offered to organisers, and a new paper is a new row.
      CREATE TABLE known_ceilings (
        code text PRIMARY KEY,
        label text NOT NULL,
        amount bigint NOT NULL CONSTRAINT known_ceiling_is_of_money CHECK (amount > 0),
        document text NOT NULL,
        article text NOT NULL DEFAULT '',
        in_force_from date,
        in_force_until date,
        sort_order integer NOT NULL
      );
      INSERT INTO known_ceilings (code, label, amount, document, in_force_from, sort_order) VALUES
        ('tt56-nhat-tap-the', 'Thi tìm hiểu pháp luật: giải nhất, tập thể', 15000000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 1),
        ('tt56-nhi-tap-the', 'Thi tìm hiểu pháp luật: giải nhì, tập thể', 10500000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 2),
        ('tt56-ba-tap-the', 'Thi tìm hiểu pháp luật: giải ba, tập thể', 7500000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 3),
        ('tt56-khuyen-khich-tap-the', 'Thi tìm hiểu pháp luật: khuyến khích, tập thể', 4500000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 4),
        ('tt56-nhat-ca-nhan', 'Thi tìm hiểu pháp luật: giải nhất, cá nhân', 9000000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 5),
        ('tt56-nhi-ca-nhan', 'Thi tìm hiểu pháp luật: giải nhì, cá nhân', 4500000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 6),
        ('tt56-ba-ca-nhan', 'Thi tìm hiểu pháp luật: giải ba, cá nhân', 3000000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 7),
        ('tt56-khuyen-khich-ca-nhan', 'Thi tìm hiểu pháp luật: khuyến khích, cá nhân', 1500000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 8),
        ('tt56-phu', 'Thi tìm hiểu pháp luật: giải phụ', 750000, 'Thông tư 56/2023/TT-BTC', '2023-10-06', 9),
        ('tt27-nhat', 'Sáng tạo kỹ thuật toàn quốc: giải nhất', 80000000, 'Thông tư 27/2018/TT-BTC', NULL, 10),
        ('tt27-nhi', 'Sáng tạo kỹ thuật toàn quốc: giải nhì', 60000000, 'Thông tư 27/2018/TT-BTC', NULL, 11),
        ('tt27-ba', 'Sáng tạo kỹ thuật toàn quốc: giải ba', 40000000, 'Thông tư 27/2018/TT-BTC', NULL, 12);

      -- Where the money for prizes comes from. Where there are any, the contest's budget is their sum.
      CREATE TABLE budget_sources (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        name text NOT NULL,
        amount bigint NOT NULL CONSTRAINT source_is_not_negative CHECK (amount >= 0),
        document_number text NOT NULL DEFAULT '',
        sort_order integer NOT NULL
      );
      CREATE INDEX sources_of_a_contest ON budget_sources (contest_id, sort_order);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE budget_sources; DROP TABLE known_ceilings; DROP TABLE prize_ceilings;`);
  }
}
