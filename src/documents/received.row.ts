import type { ReceivedDocument } from './document.facts.js';
import { DOCUMENT_COLUMNS, type DocumentRow, toDocument } from './document.row.js';

/** What a unit was sent, in one row. */
export interface ReceivedRow extends DocumentRow {
  contestName: string | null;
  sentAt: Date;
  receivedAt: Date | null;
  receivedByName: string | null;
  sentTo: string;
  isOwn: boolean;
  correctedBy: ReceivedDocument['correctedBy'];
}

const REACHED = `ANY((SELECT unit_and_forerunners($1::uuid))::uuid[])`;

/**
 * Condition on lines `r`: by them the unit $1, or a unit that it took over from, was sent something in the role $2. Of one document that several of
 * them were sent the unit's own line counts, else the first.
 */
export const SENT_TO = `r.unit_id = ${REACHED} AND r.role = $2 AND r.sent_at IS NOT NULL AND NOT EXISTS (
   SELECT 1 FROM document_recipients o WHERE o.document_id = r.document_id AND o.role = r.role AND o.unit_id = ${REACHED}
      AND o.sent_at IS NOT NULL AND (o.unit_id <> $1, o.id) < (r.unit_id <> $1, r.id))`;

/** Documents `d` sent to the unit $1, or to units before it, in the role $2 by the line `r`; the caller narrows and orders it. */
export const RECEIVED = `
  SELECT ${DOCUMENT_COLUMNS}, k.name AS "contestName", r.sent_at AS "sentAt", r.received_at AS "receivedAt", r.received_by_name AS "receivedByName",
         r.unit_name AS "sentTo", r.unit_id = $1 AS "isOwn",
         (SELECT json_build_object('id', c.id, 'kind', c.kind, 'symbol', c.symbol, 'number', c.number, 'datedOn', c.dated_on, 'subject', c.subject,
                                   'state', c.state)
            FROM documents c WHERE c.corrects_id = d.id AND c.state = 'issued' ORDER BY c.seq DESC LIMIT 1) AS "correctedBy"
    FROM document_recipients r JOIN documents d ON d.id = r.document_id LEFT JOIN contests k ON k.id = d.contest_id
   WHERE ${SENT_TO}`;

export function toReceived({
  contestName,
  sentAt,
  receivedAt,
  receivedByName,
  sentTo,
  isOwn,
  correctedBy,
  ...row
}: ReceivedRow): ReceivedDocument {
  return { document: toDocument(row), contestName, sentAt, receivedAt, receivedByName, sentTo, isOwn, correctedBy };
}
