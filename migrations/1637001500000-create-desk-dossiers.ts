import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lies on each vetting desk, one row for a dossier and a level that it has reached, and how many of each stage a commune has.
 * Both follow the dossiers inside the write's own transaction, whoever writes, so that a queue of any length is read in its order
 * off one index and its counts are a few rows. Before, every page of an office sorted and counted all that waited there.
 */
export class CreateDeskDossiers1637001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE desk_dossiers (
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        ordinal integer NOT NULL,
        contest_id uuid NOT NULL,
        commune_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        stage text NOT NULL CONSTRAINT desk_stage_is_known
          CHECK (stage IN ('waiting', 'returned', 'passed', 'forwarded', 'rejected', 'closed')),
        submitted_at timestamptz(3),
        number text NOT NULL,
        -- District, commune and village as lists order them; all three are frozen in the contest's snapshot.
        place_key text COLLATE "C" NOT NULL,
        -- The colleague whose work it is; nobody's until somebody takes it or is given it.
        assigned_to uuid REFERENCES persons,
        assigned_to_name text,
        assigned_at timestamptz(3),
        PRIMARY KEY (entry_id, ordinal),
        CONSTRAINT desk_dossier_is_of_the_desk_of_its_commune FOREIGN KEY (contest_id, commune_id, ordinal)
          REFERENCES contest_vetters (contest_id, commune_id, ordinal) ON DELETE CASCADE,
        CONSTRAINT assignment_is_whole CHECK (num_nulls(assigned_to, assigned_to_name, assigned_at) IN (0, 3))
      );
      CREATE INDEX desk_dossiers_by_receipt ON desk_dossiers (contest_id, ordinal, unit_id, stage, submitted_at, entry_id);
      CREATE INDEX desk_dossiers_by_place ON desk_dossiers (contest_id, ordinal, unit_id, stage, place_key, entry_id);
      CREATE INDEX desk_dossiers_by_number ON desk_dossiers (contest_id, ordinal, unit_id, stage, number);
      CREATE INDEX desk_dossiers_of_a_commune ON desk_dossiers (contest_id, ordinal, commune_id, stage);
      CREATE INDEX desk_dossiers_of_an_officer ON desk_dossiers (contest_id, ordinal, unit_id, assigned_to, stage, submitted_at, entry_id)
        WHERE assigned_to IS NOT NULL;

      -- One row a commune and level, not one a stage: every move then holds a single row, and acts on many dossiers hold them by commune.
      CREATE TABLE desk_counts (
        contest_id uuid NOT NULL,
        ordinal integer NOT NULL,
        commune_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        waiting integer NOT NULL DEFAULT 0,
        returned integer NOT NULL DEFAULT 0,
        passed integer NOT NULL DEFAULT 0,
        forwarded integer NOT NULL DEFAULT 0,
        rejected integer NOT NULL DEFAULT 0,
        closed integer NOT NULL DEFAULT 0,
        PRIMARY KEY (contest_id, ordinal, commune_id),
        CONSTRAINT desk_counts_are_of_the_desk_of_their_commune FOREIGN KEY (contest_id, commune_id, ordinal)
          REFERENCES contest_vetters (contest_id, commune_id, ordinal) ON DELETE CASCADE,
        CONSTRAINT desk_counts_are_not_below_nothing
          CHECK (least(waiting, returned, passed, forwarded, rejected, closed) >= 0)
      );
      CREATE INDEX desk_counts_of_an_office ON desk_counts (contest_id, ordinal, unit_id);

      -- The stage of a dossier as seen from the desk of a level; null while it has not come there. The same cases as stageOf.
      CREATE FUNCTION desk_stage(state text, vetted_level integer, forwarded_level integer, level integer) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
          SELECT CASE
            WHEN forwarded_level < level - 1 THEN NULL
            WHEN forwarded_level >= level THEN 'forwarded'
            WHEN state = 'accepted' THEN CASE WHEN vetted_level >= level THEN 'passed' ELSE 'waiting' END
            WHEN state = 'submitted' THEN 'waiting'
            WHEN state IN ('returned', 'rejected') THEN state
            ELSE 'closed' END
        $$;

      CREATE FUNCTION lay_on_desks() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM desk_dossiers WHERE entry_id = NEW.id AND (NEW.number IS NULL OR ordinal > NEW.forwarded_level + 1);
          IF NEW.number IS NULL THEN RETURN NULL; END IF;
          INSERT INTO desk_dossiers AS d (entry_id, ordinal, contest_id, commune_id, unit_id, stage, submitted_at, number, place_key)
            SELECT NEW.id, t.ordinal, t.contest_id, t.commune_id, t.unit_id,
                   desk_stage(NEW.state, NEW.vetted_level, NEW.forwarded_level, t.ordinal), NEW.submitted_at, NEW.number,
                   coalesce(k.district_sort_key, '') || E'\\x01' || k.sort_key || E'\\x01' || v.sort_key
              FROM contest_vetters t
              JOIN contest_communes k ON k.contest_id = t.contest_id AND k.commune_id = t.commune_id
              JOIN contest_villages v ON v.contest_id = t.contest_id AND v.village_id = NEW.village_id
             WHERE t.contest_id = NEW.contest_id AND t.commune_id = NEW.commune_id AND t.ordinal <= NEW.forwarded_level + 1
             ORDER BY t.ordinal
          ON CONFLICT (entry_id, ordinal) DO UPDATE
            SET stage = EXCLUDED.stage, submitted_at = EXCLUDED.submitted_at, number = EXCLUDED.number
            WHERE (d.stage, d.submitted_at, d.number) IS DISTINCT FROM (EXCLUDED.stage, EXCLUDED.submitted_at, EXCLUDED.number);
          RETURN NULL;
        END $$;
      CREATE TRIGGER new_entry_lies_on_desks AFTER INSERT ON entries
        FOR EACH ROW WHEN (NEW.number IS NOT NULL) EXECUTE FUNCTION lay_on_desks();
      CREATE TRIGGER moved_entry_lies_on_desks AFTER UPDATE OF state, vetted_level, forwarded_level, number, submitted_at ON entries
        FOR EACH ROW WHEN ((OLD.state, OLD.vetted_level, OLD.forwarded_level, OLD.number, OLD.submitted_at)
          IS DISTINCT FROM (NEW.state, NEW.vetted_level, NEW.forwarded_level, NEW.number, NEW.submitted_at))
        EXECUTE FUNCTION lay_on_desks();

      -- A desk that is set up later finds what has already come to it.
      CREATE FUNCTION lay_on_new_desk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO desk_dossiers (entry_id, ordinal, contest_id, commune_id, unit_id, stage, submitted_at, number, place_key)
            SELECT e.id, NEW.ordinal, NEW.contest_id, NEW.commune_id, NEW.unit_id,
                   desk_stage(e.state, e.vetted_level, e.forwarded_level, NEW.ordinal), e.submitted_at, e.number,
                   coalesce(k.district_sort_key, '') || E'\\x01' || k.sort_key || E'\\x01' || v.sort_key
              FROM entries e
              JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
              JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
             WHERE e.contest_id = NEW.contest_id AND e.commune_id = NEW.commune_id AND e.number IS NOT NULL
               AND e.forwarded_level >= NEW.ordinal - 1;
          RETURN NULL;
        END $$;
      CREATE TRIGGER new_desk_finds_its_dossiers AFTER INSERT ON contest_vetters FOR EACH ROW EXECUTE FUNCTION lay_on_new_desk();

      CREATE FUNCTION count_on_desks() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          came text := CASE WHEN TG_OP <> 'DELETE' THEN NEW.stage END;
          went text := CASE WHEN TG_OP <> 'INSERT' THEN OLD.stage END;
          at desk_dossiers := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        BEGIN
          IF TG_OP = 'INSERT' THEN
            INSERT INTO desk_counts (contest_id, ordinal, commune_id, unit_id)
              VALUES (at.contest_id, at.ordinal, at.commune_id, at.unit_id) ON CONFLICT DO NOTHING;
          END IF;
          UPDATE desk_counts SET
              waiting = waiting + (came IS NOT DISTINCT FROM 'waiting')::int - (went IS NOT DISTINCT FROM 'waiting')::int,
              returned = returned + (came IS NOT DISTINCT FROM 'returned')::int - (went IS NOT DISTINCT FROM 'returned')::int,
              passed = passed + (came IS NOT DISTINCT FROM 'passed')::int - (went IS NOT DISTINCT FROM 'passed')::int,
              forwarded = forwarded + (came IS NOT DISTINCT FROM 'forwarded')::int - (went IS NOT DISTINCT FROM 'forwarded')::int,
              rejected = rejected + (came IS NOT DISTINCT FROM 'rejected')::int - (went IS NOT DISTINCT FROM 'rejected')::int,
              closed = closed + (came IS NOT DISTINCT FROM 'closed')::int - (went IS NOT DISTINCT FROM 'closed')::int
            WHERE contest_id = at.contest_id AND ordinal = at.ordinal AND commune_id = at.commune_id;
          RETURN NULL;
        END $$;
      CREATE TRIGGER desk_dossiers_are_counted AFTER INSERT OR DELETE ON desk_dossiers FOR EACH ROW EXECUTE FUNCTION count_on_desks();
      CREATE TRIGGER moved_desk_dossiers_are_counted AFTER UPDATE OF stage ON desk_dossiers
        FOR EACH ROW WHEN (OLD.stage <> NEW.stage) EXECUTE FUNCTION count_on_desks();

      INSERT INTO desk_dossiers (entry_id, ordinal, contest_id, commune_id, unit_id, stage, submitted_at, number, place_key)
        SELECT e.id, t.ordinal, t.contest_id, t.commune_id, t.unit_id,
               desk_stage(e.state, e.vetted_level, e.forwarded_level, t.ordinal), e.submitted_at, e.number,
               coalesce(k.district_sort_key, '') || E'\\x01' || k.sort_key || E'\\x01' || v.sort_key
          FROM entries e
          JOIN contest_vetters t ON t.contest_id = e.contest_id AND t.commune_id = e.commune_id AND t.ordinal <= e.forwarded_level + 1
          JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
          JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         WHERE e.number IS NOT NULL;

      -- What waited was read off this index before.
      DROP INDEX entries_waiting_for_vetting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX entries_waiting_for_vetting ON entries (contest_id, vetted_level, forwarded_level, submitted_at, id)
        WHERE state IN ('submitted', 'accepted');
      DROP TRIGGER new_desk_finds_its_dossiers ON contest_vetters;
      DROP TRIGGER moved_entry_lies_on_desks ON entries; DROP TRIGGER new_entry_lies_on_desks ON entries;
      DROP TABLE desk_counts; DROP TABLE desk_dossiers;
      DROP FUNCTION count_on_desks(); DROP FUNCTION lay_on_new_desk(); DROP FUNCTION lay_on_desks();
      DROP FUNCTION desk_stage(text, integer, integer, integer);
    `);
  }
}
