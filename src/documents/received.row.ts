import type { ReceivedDocument } from './document.facts.js';
import { DOCUMENT_COLUMNS, type DocumentRow, toDocument } from './document.row.js';

/** What a unit was sent, in one row. */
export interface ReceivedRow extends DocumentRow {
  contestName: string | null;
  sentAt: Date;
  receivedAt: Date | null;
  receivedByName: string | null;
  correctedBy: ReceivedDocument['correctedBy'];
}

/** Documents `d` sent to the unit $1 in the role $2 by the line `r`; the caller narrows and orders it. */
export const RECEIVED = `
  SELECT ${DOCUMENT_COLUMNS}, k.name AS "contestName", r.sent_at AS "sentAt", r.received_at AS "receivedAt", r.received_by_name AS "receivedByName",
         (SELECT json_build_object('id', c.id, 'kind', c.kind, 'symbol', c.symbol, 'number', c.number, 'datedOn', c.dated_on, 'subject', c.subject,
                                   'state', c.state)
            FROM documents c WHERE c.corrects_id = d.id AND c.state = 'issued' ORDER BY c.seq DESC LIMIT 1) AS "correctedBy"
    FROM document_recipients r JOIN documents d ON d.id = r.document_id LEFT JOIN contests k ON k.id = d.contest_id
   WHERE r.unit_id = $1 AND r.role = $2 AND r.sent_at IS NOT NULL`;

export function toReceived({
  contestName,
  sentAt,
  receivedAt,
  receivedByName,
  correctedBy,
  ...row
}: ReceivedRow): ReceivedDocument {
  return { document: toDocument(row), contestName, sentAt, receivedAt, receivedByName, correctedBy };
}
