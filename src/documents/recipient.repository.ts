import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { DocumentId, NewRecipient } from './document.facts.js';
import type { Addressee } from './document.reader.js';

/** Whom documents go to, and what became of them there. */
@Injectable()
export class RecipientRepository {
  /** Answers how many were new: a unit is on the list once. */
  add(tx: Tx, id: DocumentId, units: readonly NewRecipient[]): Promise<number> {
    return tx.changed(
      `INSERT INTO document_recipients (id, document_id, unit_id, role, unit_name, sort_key)
         SELECT u.id, $1, u.unit_id, u.role, u.name, u.sort_key
           FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS u (id, unit_id, role, name, sort_key)
       ON CONFLICT (document_id, unit_id, role) DO NOTHING`,
      [
        id,
        units.map(() => newId()),
        units.map(({ unitId }) => unitId),
        units.map(({ role }) => role),
        units.map(({ unitName }) => unitName),
        units.map(({ sortKey }) => sortKey),
      ],
    );
  }

  /** Takes a unit off that was not sent the document; null: there is none. */
  remove(tx: Tx, id: DocumentId, recipientId: string): Promise<{ unitName: string } | null> {
    return tx.one<{ unitName: string }>(
      `DELETE FROM document_recipients WHERE document_id = $1 AND id = $2 AND sent_at IS NULL RETURNING unit_name AS "unitName"`,
      [id, recipientId],
    );
  }

  /** Marks all that were not sent it as sent at this moment, and answers who they are. */
  send(tx: Tx, id: DocumentId, at: Instant): Promise<Addressee[]> {
    return tx.rows<Addressee>(
      `UPDATE document_recipients SET sent_at = $2 WHERE document_id = $1 AND sent_at IS NULL RETURNING unit_id AS "unitId", role`,
      [id, at],
    );
  }

  /** Those who were sent it, have not received it and were not reminded on this day; they count as reminded on it now. */
  remind(tx: Tx, id: DocumentId, today: Day): Promise<Addressee[]> {
    return tx.rows<Addressee>(
      `UPDATE document_recipients SET reminded_on = $2
        WHERE document_id = $1 AND sent_at IS NOT NULL AND received_at IS NULL AND reminded_on IS DISTINCT FROM $2::date
        RETURNING unit_id AS "unitId", role`,
      [id, today],
    );
  }

  /** Everybody who was sent it. */
  sentTo(tx: Tx, id: DocumentId): Promise<Addressee[]> {
    return tx.rows<Addressee>(
      `SELECT unit_id AS "unitId", role FROM document_recipients WHERE document_id = $1 AND sent_at IS NOT NULL`,
      [id],
    );
  }

  /** 0 when somebody of the unit has received it before. */
  receive(tx: Tx, id: DocumentId, { unitId, role }: Addressee, by: { name: string; at: Instant }): Promise<number> {
    return tx.changed(
      `UPDATE document_recipients SET received_at = $4, received_by_name = $5
        WHERE document_id = $1 AND unit_id = $2 AND role = $3 AND sent_at IS NOT NULL AND received_at IS NULL`,
      [id, unitId, role, by.at, by.name],
    );
  }
}
