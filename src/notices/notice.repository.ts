import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { NoticeFacts, ToldFacts, ToldPage } from './notice.facts.js';

export interface AddressFacts {
  email: string | null;
  byEmail: boolean;
  version: number;
}

interface Page {
  limit: number;
  offset: number;
}

/** Notices of one person, of one contest, and where people want them sent. */
@Injectable()
export class NoticeRepository {
  /** A person's notices, the newest first, and how many there are in all. */
  async ofPerson(
    reader: Reader,
    personId: PersonId,
    { limit, offset }: Page,
  ): Promise<{ notices: NoticeFacts[]; total: number; unread: number }> {
    const [counts, notices] = await Promise.all([
      reader.one<{ total: number; unread: number }>(
        `SELECT count(*) AS total, count(*) FILTER (WHERE read_at IS NULL) AS unread FROM notices WHERE person_id = $1`,
        [personId],
      ),
      reader.rows<NoticeFacts>(
        `SELECT id, event, sender_name AS "senderName", contact, subject, paragraphs, zalo, action_label AS "actionLabel",
                action_path AS "actionPath", at, read_at AS "readAt",
                (SELECT s.at FROM notice_showings s WHERE s.notice_id = notices.id) AS "shownAt"
           FROM notices WHERE person_id = $1 ORDER BY told_at DESC, id DESC LIMIT $2 OFFSET $3`,
        [personId, limit, offset],
      ),
    ]);
    return { notices, total: counts?.total ?? 0, unread: counts?.unread ?? 0 };
  }

  async unreadOf(reader: Reader, personId: PersonId): Promise<number> {
    const row = await reader.one<{ unread: number }>(
      `SELECT count(*) AS unread FROM notices WHERE person_id = $1 AND read_at IS NULL`,
      [personId],
    );
    return row?.unread ?? 0;
  }

  /** Remembers that the person's list has shown these. */
  async markShown(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.changed(
      `INSERT INTO notice_showings (notice_id, at) SELECT id, $2 FROM notices WHERE id = ANY($1) ON CONFLICT DO NOTHING`,
      [ids, tx.now],
    );
  }

  /** Marks these, or with null all, as read; what is another's stays as it is. Answers how many were new. */
  markRead(tx: Tx, personId: PersonId, ids: readonly string[] | null): Promise<number> {
    return tx.changed(
      `UPDATE notices SET read_at = $3 WHERE person_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY($2))`,
      [personId, ids, tx.now],
    );
  }

  /** What was told in a contest, or by an office of what no contest says: the newest first, with what became of the mails. */
  async toldBy(
    reader: Reader,
    teller: { contestId: ContestId } | { officeId: UnitId },
    { limit, offset }: Page,
  ): Promise<ToldPage> {
    const [column, id] = 'contestId' in teller ? ['n.contest_id', teller.contestId] : ['n.speaker_id', teller.officeId];
    const [counts, told] = await Promise.all([
      reader.one<{ total: number; failed: number; waiting: number }>(
        `SELECT count(*) AS total, count(*) FILTER (WHERE m.state = 'failed') AS failed,
                count(*) FILTER (WHERE m.state IN ('waiting', 'sending')) AS waiting
           FROM notices n LEFT JOIN notice_mails m ON m.notice_id = n.id WHERE ${column} = $1`,
        [id],
      ),
      reader.rows<ToldFacts>(
        `SELECT n.id, n.event, n.subject, p.full_name AS "personName", n.role, u.name AS "unitName", n.told_at AS "toldAt",
                n.read_at AS "readAt", m.state AS "mailState", m.not_before AS "mailNotBefore", m.ended_at AS "mailEndedAt",
                m.last_error AS "mailError"
           FROM notices n JOIN persons p ON p.id = n.person_id LEFT JOIN units u ON u.id = n.unit_id
           LEFT JOIN notice_mails m ON m.notice_id = n.id
          WHERE ${column} = $1 ORDER BY n.told_at DESC, n.id DESC LIMIT $2 OFFSET $3`,
        [id, limit, offset],
      ),
    ]);
    return { told, total: counts?.total ?? 0, failed: counts?.failed ?? 0, waiting: counts?.waiting ?? 0 };
  }

  /** Where a person wants mail; nothing chosen yet is version 0. */
  async addressOf(reader: Reader, personId: PersonId): Promise<AddressFacts> {
    const row = await reader.one<AddressFacts>(
      `SELECT email, by_email AS "byEmail", version FROM notice_addresses WHERE person_id = $1`,
      [personId],
    );
    return row ?? { email: null, byEmail: false, version: 0 };
  }

  /** Writes the choice over that version; 0 when it has been changed since. */
  chooseAddress(tx: Tx, personId: PersonId, { email, byEmail, version }: AddressFacts): Promise<number> {
    return version === 0
      ? tx.changed(
          `INSERT INTO notice_addresses (person_id, email, by_email, changed_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person_id) DO NOTHING`,
          [personId, email, byEmail, tx.now],
        )
      : tx.changed(
          `UPDATE notice_addresses SET email = $2, by_email = $3, changed_at = $4, version = version + 1
            WHERE person_id = $1 AND version = $5`,
          [personId, email, byEmail, tx.now, version],
        );
  }
}

/** A mail in the hands of the sender. */
export interface MailToSend {
  noticeId: string;
  address: string;
  tries: number;
  toldAt: Instant;
  subject: string;
  paragraphs: string[];
  contact: string;
  senderName: string;
  actionLabel: string | null;
  actionPath: string | null;
}
