import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document belongs to a contest or to the office that issues it; what an office tells stands in its own name. */
export class KeepOfficeRegisters1637005200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents ALTER COLUMN contest_id DROP NOT NULL,
        ADD COLUMN unit_id uuid REFERENCES units,
        -- The rehearsing contest that an office's document plays in: numbered with that contest's, told to nobody by mail, gone with it.
        ADD COLUMN rehearsal_of uuid REFERENCES contests ON DELETE CASCADE,
        ADD CONSTRAINT document_is_of_a_contest_or_an_office CHECK (num_nonnulls(contest_id, unit_id) = 1),
        ADD CONSTRAINT document_of_a_contest_is_rehearsed_there CHECK (rehearsal_of IS NULL OR unit_id IS NOT NULL),
        ADD CONSTRAINT document_of_an_office_is_not_public CHECK (unit_id IS NULL OR NOT (is_public OR awaits_result));
      CREATE INDEX documents_of_an_office ON documents (unit_id, seq DESC) WHERE unit_id IS NOT NULL;
      CREATE INDEX documents_of_a_rehearsal ON documents (rehearsal_of) WHERE rehearsal_of IS NOT NULL;
      CREATE UNIQUE INDEX office_document_of_a_paper_is_under_way_once ON documents (unit_id, source) WHERE state IN ('draft', 'signed', 'numbered');

      ALTER TABLE document_recipients DROP CONSTRAINT document_goes_to_communes_and_offices,
        ADD CONSTRAINT document_goes_to_people_of_units CHECK (role IN ('commune', 'vetting', 'organiser'));

      ALTER TABLE notices ALTER COLUMN contest_id DROP NOT NULL,
        -- The office that speaks, of what no contest says.
        ADD COLUMN speaker_id uuid REFERENCES units,
        ADD CONSTRAINT notice_is_of_a_contest_or_an_office CHECK (num_nonnulls(contest_id, speaker_id) = 1);
      CREATE INDEX notices_of_an_office ON notices (speaker_id, told_at DESC, id DESC) WHERE speaker_id IS NOT NULL;
    `);
    await runner.query(guard(true));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents DISABLE TRIGGER issued_documents_are_frozen;
      DELETE FROM documents WHERE unit_id IS NOT NULL;
      ALTER TABLE documents ENABLE TRIGGER issued_documents_are_frozen;
      DELETE FROM notices WHERE speaker_id IS NOT NULL;
      DELETE FROM document_recipients WHERE role = 'organiser';
    `);
    await runner.query(guard(false));
    await runner.query(`
      DROP INDEX notices_of_an_office;
      ALTER TABLE notices DROP CONSTRAINT notice_is_of_a_contest_or_an_office, DROP COLUMN speaker_id, ALTER COLUMN contest_id SET NOT NULL;
      ALTER TABLE document_recipients DROP CONSTRAINT document_goes_to_people_of_units,
        ADD CONSTRAINT document_goes_to_communes_and_offices CHECK (role IN ('commune', 'vetting'));
      DROP INDEX office_document_of_a_paper_is_under_way_once, documents_of_a_rehearsal, documents_of_an_office;
      ALTER TABLE documents DROP CONSTRAINT document_of_an_office_is_not_public, DROP CONSTRAINT document_of_a_contest_is_rehearsed_there,
        DROP CONSTRAINT document_is_of_a_contest_or_an_office, DROP COLUMN rehearsal_of, DROP COLUMN unit_id, ALTER COLUMN contest_id SET NOT NULL;
    `);
  }
}

/** With offices a document belongs to whom it belongs to for good, and only what is gone with its contest is removed. */
const guard = (offices: boolean): string => `
  CREATE OR REPLACE FUNCTION refuse_to_change_issued_document() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      -- A contest of a rehearsal may be cleared away, and its register goes with it: by then the contest itself is gone.
      IF OLD.state IN ('draft', 'signed') ${
        offices
          ? `OR (coalesce(OLD.contest_id, OLD.rehearsal_of) IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM contests WHERE id = coalesce(OLD.contest_id, OLD.rehearsal_of)))`
          : `OR NOT EXISTS (SELECT 1 FROM contests WHERE id = OLD.contest_id)`
      } THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'a numbered document stays in the register' USING ERRCODE = 'insufficient_privilege';
    END IF;
    ${
      offices
        ? `IF (OLD.contest_id, OLD.unit_id, OLD.rehearsal_of) IS DISTINCT FROM (NEW.contest_id, NEW.unit_id, NEW.rehearsal_of) THEN
      RAISE EXCEPTION 'a document stays in its register' USING ERRCODE = 'insufficient_privilege';
    END IF;`
        : ''
    }
    IF OLD.state IN ('issued', 'recalled') AND
       (OLD.kind, OLD.issuer, OLD.symbol, OLD.subject, OLD.recipients_text, OLD.paper_sha256, OLD.paper, OLD.corrects_id, OLD.signer, OLD.powers,
        OLD.signed_on, OLD.signed_sha256, OLD.series, OLD.year, OLD.number, OLD.dated_on, OLD.issued_at)
       IS DISTINCT FROM
       (NEW.kind, NEW.issuer, NEW.symbol, NEW.subject, NEW.recipients_text, NEW.paper_sha256, NEW.paper, NEW.corrects_id, NEW.signer, NEW.powers,
        NEW.signed_on, NEW.signed_sha256, NEW.series, NEW.year, NEW.number, NEW.dated_on, NEW.issued_at) THEN
      RAISE EXCEPTION 'an issued document is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
`;
