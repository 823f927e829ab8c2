import { Injectable } from '@nestjs/common';
import type { Database } from '../database/database.js';
import type { MailToSend } from './notice.repository.js';

/** A mail whose sender died is taken up again after this long: by then the mail server has long given up on him too. */
const ABANDONED_AFTER = `interval '2 minutes'`;

/** The mails on their way out. Times are the database's own. */
@Injectable()
export class MailRepository {
  /** Puts aside what nobody needs any more, and takes the mail that has been due for longest; null when none is. */
  async take(database: Database): Promise<MailToSend | null> {
    return database.transaction(async (tx) => {
      await tx.changed(
        `UPDATE notice_mails SET state = 'late', ended_at = now() WHERE state = 'waiting' AND expires_at <= now() AND not_before <= now()`,
      );
      return tx.one<MailToSend>(
        `WITH taken AS (
           UPDATE notice_mails SET state = 'sending', handed_at = now(), tries = tries + 1
            WHERE notice_id = (SELECT notice_id FROM notice_mails
              WHERE (state = 'waiting' AND not_before <= now()) OR (state = 'sending' AND handed_at < now() - ${ABANDONED_AFTER})
              ORDER BY not_before, notice_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING notice_id, address, tries)
         SELECT t.notice_id AS "noticeId", t.address, t.tries, n.told_at AS "toldAt", n.subject, n.paragraphs, n.contact,
                n.sender_name AS "senderName", n.action_label AS "actionLabel", n.action_path AS "actionPath"
           FROM taken t JOIN notices n ON n.id = t.notice_id`,
      );
    });
  }

  async noteSent(database: Database, noticeId: string): Promise<void> {
    await this.end(database, noticeId, 'sent', null);
  }

  /** The receiving side said no for good: the address is wrong, or it wants no mail from here. */
  async noteFailed(database: Database, noticeId: string, error: string): Promise<void> {
    await this.end(database, noticeId, 'failed', error);
  }

  /** Due again in so many minutes: the mail server was away, or busy. */
  async putOff(database: Database, noticeId: string, minutes: number, error: string): Promise<void> {
    await database.transaction((tx) =>
      tx.changed(
        `UPDATE notice_mails SET state = 'waiting', not_before = now() + make_interval(mins => $2), last_error = $3
          WHERE notice_id = $1 AND state = 'sending'`,
        [noticeId, minutes, error],
      ),
    );
  }

  private async end(
    database: Database,
    noticeId: string,
    state: 'sent' | 'failed',
    error: string | null,
  ): Promise<void> {
    await database.transaction((tx) =>
      tx.changed(
        `UPDATE notice_mails SET state = $2, ended_at = now(), last_error = $3 WHERE notice_id = $1 AND state = 'sending'`,
        [noticeId, state, error],
      ),
    );
  }
}
