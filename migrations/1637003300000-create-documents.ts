import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of official documents: what was drafted, signed, numbered and issued, on which bases, and who was sent it. */
export class CreateDocuments1637003300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE documents (
        id uuid PRIMARY KEY,
        -- The order in which documents came in: the clock of a rehearsal may stand still.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        state text NOT NULL DEFAULT 'draft' CONSTRAINT document_state_is_known
          CHECK (state IN ('draft', 'signed', 'numbered', 'issued', 'recalled')),
        kind text NOT NULL,
        issuer text NOT NULL CONSTRAINT document_has_an_issuer CHECK (length(issuer) BETWEEN 1 AND 2000),
        symbol text NOT NULL CONSTRAINT document_has_a_symbol CHECK (length(symbol) BETWEEN 1 AND 300),
        subject text NOT NULL CONSTRAINT document_has_a_subject CHECK (length(subject) BETWEEN 1 AND 2500),
        recipients_text text NOT NULL,
        -- Which paper of the platform it was made from, and that paper word for word, as JSON; both null for one written elsewhere.
        source text,
        paper text,
        paper_sha256 text,
        corrects_id uuid REFERENCES documents,
        is_public boolean NOT NULL DEFAULT false,
        signer text,
        powers text,
        signed_on date,
        -- The signed copy as it came back.
        signed_sha256 text REFERENCES stored_files,
        signed_name text,
        -- The series that its number is of: its issuer, a year, and for a rehearsal the rehearsal.
        series text,
        year integer,
        number integer CONSTRAINT document_number_is_positive CHECK (number > 0),
        dated_on date,
        drafted_at timestamptz(3) NOT NULL,
        drafted_by_name text NOT NULL,
        issued_at timestamptz(3),
        issued_by_name text,
        recalled_at timestamptz(3),
        recalled_by_name text,
        recall_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT document_number_is_used_once UNIQUE (series, year, number),
        CONSTRAINT document_paper_has_a_hash CHECK ((paper IS NULL) = (paper_sha256 IS NULL) AND (paper IS NULL) = (source IS NULL)),
        CONSTRAINT document_corrects_another CHECK (corrects_id <> id),
        CONSTRAINT signed_document_has_signer_and_day CHECK (state = 'draft' OR (signer IS NOT NULL AND powers IS NOT NULL AND signed_on IS NOT NULL)),
        CONSTRAINT signed_copy_has_a_name CHECK ((signed_sha256 IS NULL) = (signed_name IS NULL)),
        CONSTRAINT numbered_document_has_number_and_day CHECK (
          (state IN ('draft', 'signed')) = (number IS NULL) AND (number IS NULL) = (dated_on IS NULL)
          AND (number IS NULL) = (series IS NULL) AND (number IS NULL) = (year IS NULL)),
        CONSTRAINT document_is_dated_in_its_year CHECK (extract(year FROM dated_on) = year),
        CONSTRAINT document_is_not_dated_before_it_was_signed CHECK (dated_on >= signed_on),
        CONSTRAINT issued_document_has_its_signed_copy CHECK (state <> 'issued' OR (signed_sha256 IS NOT NULL AND issued_at IS NOT NULL)),
        CONSTRAINT recalled_document_has_a_reason CHECK (
          (state = 'recalled') = (recalled_at IS NOT NULL) AND (recalled_at IS NULL) = (recall_reason IS NULL))
      );
      CREATE INDEX documents_of_a_contest ON documents (contest_id, seq DESC);
      CREATE INDEX documents_that_correct ON documents (corrects_id) WHERE corrects_id IS NOT NULL;
      -- Of each paper one is under way at a time.
      CREATE UNIQUE INDEX document_of_a_paper_is_under_way_once ON documents (contest_id, source) WHERE state IN ('draft', 'signed', 'numbered');

      CREATE TABLE document_series (
        series text NOT NULL,
        year integer NOT NULL,
        -- The last number that the series gave; numbers typed by hand are not counted in here.
        last integer NOT NULL,
        PRIMARY KEY (series, year)
      );

      CREATE TABLE document_bases (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
        number text NOT NULL CONSTRAINT basis_has_a_number CHECK (length(number) BETWEEN 1 AND 60),
        dated_on date NOT NULL,
        subject text NOT NULL CONSTRAINT basis_has_a_subject CHECK (length(subject) BETWEEN 1 AND 300),
        in_force_from date,
        -- The last day on which it is in force.
        in_force_until date,
        CONSTRAINT basis_ends_after_it_begins CHECK (in_force_until >= in_force_from)
      );
      CREATE INDEX bases_of_a_document ON document_bases (document_id, seq);

      CREATE TABLE document_recipients (
        id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
        unit_id uuid NOT NULL REFERENCES units,
        role text NOT NULL CONSTRAINT document_goes_to_communes_and_offices CHECK (role IN ('commune', 'vetting')),
        unit_name text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        sent_at timestamptz(3),
        received_at timestamptz(3),
        received_by_name text,
        reminded_on date,
        CONSTRAINT document_goes_to_a_unit_once UNIQUE (document_id, unit_id, role),
        CONSTRAINT received_document_was_sent CHECK (received_at IS NULL OR sent_at IS NOT NULL),
        CONSTRAINT received_document_says_by_whom CHECK ((received_at IS NULL) = (received_by_name IS NULL))
      );
      CREATE INDEX documents_sent_to_a_unit ON document_recipients (unit_id, role, sent_at DESC) WHERE sent_at IS NOT NULL;

      CREATE FUNCTION refuse_to_change_issued_document() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          -- A contest of a rehearsal may be cleared away, and its register goes with it: by then the contest itself is gone.
          IF OLD.state IN ('draft', 'signed') OR NOT EXISTS (SELECT 1 FROM contests WHERE id = OLD.contest_id) THEN RETURN OLD; END IF;
          RAISE EXCEPTION 'a numbered document stays in the register' USING ERRCODE = 'insufficient_privilege';
        END IF;
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
      CREATE TRIGGER issued_documents_are_frozen BEFORE UPDATE OR DELETE ON documents
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_issued_document();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE document_recipients; DROP TABLE document_bases; DROP TABLE document_series; DROP TABLE documents;
      DROP FUNCTION refuse_to_change_issued_document;
    `);
  }
}
