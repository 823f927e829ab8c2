import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses of other systems that a contest tells what happens, and every telling. Their signing secrets are computed, never stored. */
export class CreateWebhooks1637003610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        url text NOT NULL CONSTRAINT webhook_address_is_short CHECK (char_length(url) BETWEEN 10 AND 500),
        events text[] NOT NULL CONSTRAINT webhook_is_told_something CHECK (cardinality(events) > 0),
        secret_number integer NOT NULL DEFAULT 1,
        -- Tries in a row that failed.
        failures integer NOT NULL DEFAULT 0,
        made_at timestamptz(3) NOT NULL,
        made_by_name text NOT NULL,
        stopped_at timestamptz(3),
        stopped_by text CONSTRAINT webhook_stop_is_known CHECK (stopped_by IN ('failures', 'hand')),
        CONSTRAINT webhook_is_stopped_by_something CHECK ((stopped_at IS NULL) = (stopped_by IS NULL))
      );
      CREATE INDEX webhooks_of_contest ON webhooks (contest_id, made_at, id);
      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        event text NOT NULL,
        entry_id uuid REFERENCES entries ON DELETE CASCADE,
        happened_at timestamptz(3) NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CONSTRAINT webhook_delivery_state_is_known CHECK (state IN ('waiting', 'delivered', 'failed')),
        not_before timestamptz(3) NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        tried_at timestamptz(3),
        -- What the other side answered; null when it did not.
        status integer,
        said text,
        again_of uuid REFERENCES webhook_deliveries ON DELETE SET NULL
      );
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (not_before, id) WHERE state = 'waiting';
      CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, happened_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE webhook_deliveries; DROP TABLE webhooks;`);
  }
}
