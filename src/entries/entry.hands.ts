import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId, EntryId, PersonId } from '../kernel/ids.js';

/** Somebody who had a hand in a dossier before it came to be judged. */
export interface EntryHand {
  personId: PersonId;
  entryId: EntryId;
}
export type FindHands = (reader: Reader, contestId: ContestId, people: readonly PersonId[]) => Promise<EntryHand[]>;

/**
 * Who of some people made or vetted which dossiers of a contest. Whoever did is not to judge them. Vetting belongs to a room above
 * that judging knows nothing of; it tells here how its people are found when it starts.
 */
@Injectable()
export class EntryHands {
  private findVetters: FindHands = () => Promise.resolve([]);

  findVettersBy(find: FindHands): void {
    this.findVetters = find;
  }

  /** Those who checked or decided on a dossier, each pair once, by dossier and person. */
  vetters(reader: Reader, contestId: ContestId, people: readonly PersonId[]): Promise<EntryHand[]> {
    return this.findVetters(reader, contestId, people);
  }

  /** Those who began a dossier, sent files or words into it, or filed it for its commune; each pair once, by dossier and person. */
  authors(reader: Reader, contestId: ContestId, people: readonly PersonId[]): Promise<EntryHand[]> {
    return reader.rows<EntryHand>(
      `SELECT e.created_by AS "personId", e.id AS "entryId" FROM entries e WHERE e.contest_id = $1 AND e.created_by = ANY($2)
       UNION
       SELECT f.uploaded_by, e.id FROM entry_files f JOIN entries e ON e.id = f.entry_id
        WHERE e.contest_id = $1 AND f.uploaded_by = ANY($2)
       UNION
       SELECT g.person_id, e.id FROM entry_filings g JOIN entries e ON e.id = g.entry_id
        WHERE e.contest_id = $1 AND g.person_id = ANY($2) ORDER BY 2, 1`,
      [contestId, people],
    );
  }
}
