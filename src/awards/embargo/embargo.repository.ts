import type { Reader, Tx } from '../../database/tx.js';
import type { AssignmentId, AwardListId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** When a confirmed list goes out by itself. Instants are the contest's own time. */
export interface EmbargoFacts {
  at: Instant;
  /** Why the list in force is replaced; empty where none is. */
  supersedeReason: string;
  /** The role in which it was set. */
  assignmentId: AssignmentId;
  setByName: string;
  setAt: Instant;
  /** Set when the moment came and the publication was refused, with the refusal's code. */
  heldAt: Instant | null;
  heldCode: string | null;
}

/** The embargo of a list, or null. */
export function embargoOf(reader: Reader, listId: AwardListId): Promise<EmbargoFacts | null> {
  return reader.one(
    `SELECT at, supersede_reason AS "supersedeReason", assignment_id AS "assignmentId", set_by_name AS "setByName", set_at AS "setAt",
            held_at AS "heldAt", held_code AS "heldCode"
       FROM award_embargoes WHERE list_id = $1`,
    [listId],
  );
}

/** Sets the moment, or moves it; one that was held counts again. */
export function keepEmbargo(
  tx: Tx,
  listId: AwardListId,
  { at, supersedeReason, assignmentId, setByName, setAt }: Omit<EmbargoFacts, 'heldAt' | 'heldCode'>,
): Promise<number> {
  return tx.changed(
    `INSERT INTO award_embargoes (list_id, at, supersede_reason, assignment_id, set_by_name, set_at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (list_id) DO UPDATE SET at = excluded.at, supersede_reason = excluded.supersede_reason, assignment_id = excluded.assignment_id,
        set_by_name = excluded.set_by_name, set_at = excluded.set_at, held_at = NULL, held_code = NULL`,
    [listId, at, supersedeReason, assignmentId, setByName, setAt],
  );
}

/** Takes it away; the log keeps that it was. */
export const dropEmbargo = (tx: Tx, listId: AwardListId): Promise<number> =>
  tx.changed(`DELETE FROM award_embargoes WHERE list_id = $1`, [listId]);

/** Notes that the moment came and the publication was refused. 0 when it was moved, taken away or noted before. */
export const holdEmbargo = (
  tx: Tx,
  listId: AwardListId,
  { at, heldAt, code }: { at: Instant; heldAt: Instant; code: string },
): Promise<number> =>
  tx.changed(
    `UPDATE award_embargoes e SET held_at = $3, held_code = $4 FROM award_lists l
      WHERE e.list_id = $1 AND e.at = $2 AND e.held_at IS NULL AND l.id = e.list_id AND l.state = 'confirmed'`,
    [listId, at, heldAt, code],
  );

/** An embargo that still counts, with the address of its contest. */
export type StandingEmbargo = Pick<EmbargoFacts, 'at' | 'assignmentId'> & { slug: string };

/** The embargo of a list that is confirmed and not out; null when it was taken away, held, or has done its work. */
export function standingEmbargo(reader: Reader, listId: AwardListId): Promise<StandingEmbargo | null> {
  return reader.one(
    `SELECT e.at, e.assignment_id AS "assignmentId", c.slug
       FROM award_embargoes e JOIN award_lists l ON l.id = e.list_id JOIN contests c ON c.id = l.contest_id
      WHERE e.list_id = $1 AND e.held_at IS NULL AND l.state = 'confirmed'`,
    [listId],
  );
}
