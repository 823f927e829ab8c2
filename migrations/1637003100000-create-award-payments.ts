import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prize money as it was handed over: each payment stands until it is withdrawn with a reason; nothing is edited. */
export class CreateAwardPayments1637003100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_payments (
        id uuid PRIMARY KEY,
        -- The order in which payments were entered.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        -- The list in force when it was paid.
        list_number integer NOT NULL,
        amount bigint NOT NULL CONSTRAINT payment_is_of_money CHECK (amount > 0),
        paid_on date NOT NULL,
        receipt_number text NOT NULL CONSTRAINT payment_has_a_receipt CHECK (length(receipt_number) BETWEEN 1 AND 60),
        recipient text NOT NULL CONSTRAINT payment_names_who_took_it CHECK (length(recipient) BETWEEN 1 AND 120),
        paid_by uuid NOT NULL REFERENCES persons,
        paid_by_name text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by_name text,
        withdrawn_reason text,
        CONSTRAINT withdrawn_payment_has_a_reason CHECK (
          (withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_name IS NULL))
      );
      CREATE INDEX payments_of_an_entry ON award_payments (contest_id, entry_id, seq);
      -- A receipt is for one payment: the number of a withdrawn one may be used again.
      CREATE UNIQUE INDEX receipt_is_of_one_payment ON award_payments (contest_id, lower(receipt_number)) WHERE withdrawn_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE award_payments;`);
  }
}
