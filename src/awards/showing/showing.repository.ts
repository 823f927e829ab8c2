import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { ContestId, EntryId, FileId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** What a commune lets everybody see of a dossier. Instants are the contest's own time. */
export interface ConsentFacts {
  /** Codes of fields, ids of photos; both empty: nothing is shown. */
  fields: string[];
  files: FileId[];
  givenByName: string;
  givenAt: Instant;
  withdrawnAt: Instant | null;
  withdrawnByName: string | null;
  version: number;
}

/** A prize of the entry on the list in force. */
export interface ShownPrize {
  tierName: string;
  title: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
}

/** Does it let anything be seen now? */
export const isShown = (consent: ConsentFacts | null): consent is ConsentFacts =>
  consent !== null && consent.withdrawnAt === null && consent.fields.length + consent.files.length > 0;

@Injectable()
export class ShowingRepository {
  consentOf(reader: Reader, entryId: EntryId): Promise<ConsentFacts | null> {
    return reader.one(
      `SELECT fields, files, given_by_name AS "givenByName", given_at AS "givenAt", withdrawn_at AS "withdrawnAt",
              withdrawn_by_name AS "withdrawnByName", version FROM award_consents WHERE entry_id = $1`,
      [entryId],
    );
  }

  /** What the entry has won on its contest's list in force, in the order of the list; empty when it is on none. */
  prizesOf(reader: Reader, entryId: EntryId): Promise<ShownPrize[]> {
    return reader.rows(
      `SELECT n.tier_name AS "tierName", n.title, n.village_name AS "villageName", n.commune_id AS "communeId", n.commune_name AS "communeName",
              n.district_name AS "districtName"
         FROM award_lines n JOIN award_lists l ON l.id = n.list_id WHERE n.entry_id = $1 AND l.state = 'published' ORDER BY n.position`,
      [entryId],
    );
  }

  /** Numbers of the entries of a contest that have a page for everybody, and a stamp that moves with each change of a consent. */
  async shownIn(reader: Reader, contestId: ContestId): Promise<{ numbers: ReadonlySet<string>; stamp: string }> {
    const row = await reader.one<{ numbers: string[]; stamp: string }>(
      `SELECT coalesce(array_agg(e.number) FILTER (WHERE c.withdrawn_at IS NULL AND cardinality(c.fields) + cardinality(c.files) > 0), '{}') AS numbers,
              coalesce(sum(c.version), 0)::text AS stamp
         FROM award_consents c JOIN entries e ON e.id = c.entry_id WHERE c.contest_id = $1`,
      [contestId],
    );
    return { numbers: new Set(row?.numbers ?? []), stamp: row?.stamp ?? '0' };
  }

  /** Entries of a commune that have won something and of which it has not said yet what is shown, the newest first. */
  undecided(reader: Reader, communeId: UnitId): Promise<{ number: string; title: string; contestName: string }[]> {
    return reader.rows(
      `SELECT n.entry_number AS number, min(n.title) AS title, c.name AS "contestName"
         FROM award_lines n JOIN award_lists l ON l.id = n.list_id AND l.state = 'published' JOIN contests c ON c.id = l.contest_id
        WHERE n.commune_id = $1 AND c.state = 'open' AND NOT EXISTS (SELECT FROM award_consents k WHERE k.entry_id = n.entry_id)
        GROUP BY n.entry_number, c.id, l.published_at ORDER BY l.published_at DESC, n.entry_number LIMIT 20`,
      [communeId],
    );
  }

  /** Writes what is shown from now on, at the version that was on the page (0: none yet). 0 when somebody was quicker. */
  async give(
    tx: Tx,
    one: {
      entryId: EntryId;
      contestId: ContestId;
      fields: readonly string[];
      files: readonly string[];
      byName: string;
      at: Instant;
    },
    version: number,
  ): Promise<number> {
    const values = [one.entryId, one.contestId, one.fields, one.files, one.byName, one.at];
    if (version === 0)
      return tx.changed(
        `INSERT INTO award_consents (entry_id, contest_id, fields, files, given_by_name, given_at) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (entry_id) DO NOTHING`,
        values,
      );
    return tx.changed(
      `UPDATE award_consents SET fields = $3, files = $4, given_by_name = $5, given_at = $6, withdrawn_at = NULL, withdrawn_by_name = NULL,
              version = version + 1 WHERE entry_id = $1 AND contest_id = $2 AND version = $7`,
      [...values, version],
    );
  }

  withdraw(tx: Tx, entryId: EntryId, { byName, at }: { byName: string; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE award_consents SET withdrawn_at = $2, withdrawn_by_name = $3, version = version + 1 WHERE entry_id = $1 AND withdrawn_at IS NULL`,
      [entryId, at, byName],
    );
  }
}
