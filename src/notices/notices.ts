import { Inject, Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { NewNotice, NoticeContest, NoticeEvent, NoticeOffice, Reach, Recipients } from './notice.facts.js';
import { contactLine, zaloText } from './notice.letter.js';
import { whenItStands, whenToSend } from './notice.timing.js';

/** What an office decided about a dossier: its mail waits until the decision can no longer be taken back. */
const MAY_BE_TAKEN_BACK: ReadonlySet<NoticeEvent> = new Set(['decision', 'supplement']);

export const MAILS_LEAVE = Symbol('mails-leave');

/** Where every room leaves what people are to be told. */
@Injectable()
export class Notices {
  /** `mailsLeave`: a mail server is set. Without one no mail is written down either: it must not go out a month later. */
  constructor(@Inject(MAILS_LEAVE) private readonly mailsLeave: boolean) {}

  /**
   * Tells something in the act's own transaction: it is told when the act stands. `at` is the contest's present moment. The
   * statement travels with the act's next one. An office speaks in its own name, of what no contest says. A rehearsal is told on people's pages alone: its mails would be read as real.
   */
  tell(tx: Tx, contest: NoticeContest | NoticeOffice, at: Instant, notice: NewNotice): void {
    const { event, to, once, subject, paragraphs, action, deadlineAt } = notice;
    const mailed = this.mailsLeave && !contest.rehearsal;
    tx.leave(TELL, [
      contest.id,
      event,
      once,
      contest.organiserName,
      contactLine(contest),
      subject,
      paragraphs,
      zaloText(notice, contest.organiserName),
      action?.label ?? null,
      action?.path ?? null,
      at,
      tx.now,
      ...valuesOf(to),
      mailed,
      whenToSend(MAY_BE_TAKEN_BACK.has(event) ? whenItStands(tx.now, deadlineAt) : tx.now, deadlineAt),
      deadlineAt,
      contest.scopeUnitId,
      contest.id === null ? contest.officeId : null,
    ]);
  }

  /** Whom a notice would be told to now, before it is. Who gave an address counts as mailed only where mails leave. */
  async reach(
    reader: Reader,
    contest: Pick<NoticeContest, 'id' | 'rehearsal' | 'scopeUnitId'>,
    to: Recipients,
  ): Promise<Reach> {
    const mailed = this.mailsLeave && !contest.rehearsal;
    const row = await reader.one<Reach>(REACH, [contest.id, ...valuesOf(to), mailed, contest.scopeUnitId]);
    return row ?? { people: 0, byMail: 0, unitsWithout: [] };
  }

  /** When somebody who was told this first had it on the screen; null when nobody has, and when it was told to nobody. */
  async seenAt(reader: Reader, once: string): Promise<Instant | null> {
    const row = await reader.one<{ at: Instant | null }>(
      `SELECT min(least(s.at, n.read_at)) AS at FROM notices n LEFT JOIN notice_showings s ON s.notice_id = n.id WHERE n.once = $1`,
      [once],
    );
    return row?.at ?? null;
  }

  /**
   * Of a contest's reminders, only what is still due goes on its way: a mail that waited for the morning and whose dossier came in
   * overnight is not sent. The notice itself stays on its page, as what was told at its time.
   */
  async keepReminders(tx: Tx, contestId: ContestId, due: readonly string[]): Promise<void> {
    await tx.changed(
      `UPDATE notice_mails m SET state = 'late', ended_at = $3 FROM notices n
        WHERE n.id = m.notice_id AND n.contest_id = $1 AND n.event = 'reminder' AND m.state = 'waiting' AND n.once <> ALL($2)`,
      [contestId, due, tx.now],
    );
  }

  /** Of what was told under this key, mails that still wait go to these units alone: who has done it meanwhile is not mailed. */
  async keepMails(tx: Tx, once: string, unitIds: readonly UnitId[]): Promise<void> {
    await tx.changed(
      `UPDATE notice_mails m SET state = 'late', ended_at = $3 FROM notices n
        WHERE n.id = m.notice_id AND n.once = $1 AND m.state = 'waiting' AND n.unit_id <> ALL($2::uuid[])`,
      [once, unitIds, tx.now],
    );
  }

  /** What was told under this key and seen by nobody was not told: it goes, and its mail with it. */
  takeBack(tx: Tx, once: string): void {
    tx.leave(
      `DELETE FROM notices n WHERE n.once = $1 AND n.read_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM notice_showings s WHERE s.notice_id = n.id)`,
      [once],
    );
  }
}

/** The four ways of naming recipients, as the parameters of the statements below. */
const valuesOf = (to: Recipients): [unknown, unknown, unknown, unknown] => [
  to.kind === 'units' ? to.unitIds : [],
  to.kind === 'units' ? [to.role] : [],
  to.kind === 'contest' ? to.roles : [],
  to.kind === 'people' ? to.personIds : [],
];

/**
 * Everybody who is meant, once each, in the role that they have held longest; `first` is the number of the first of `valuesOf`, `unit`
 * that of the contest's own unit. Who organises a contest is the rule of `organises` (contests/contest.policy.ts), here for many; a spec
 * holds the two together.
 */
const recipientsFrom = (first: number, unit: number): string => `
    SELECT DISTINCT ON (p.id) p.id, a.role, a.unit_id
      FROM role_assignments a JOIN persons p ON p.id = a.person_id
     WHERE a.revoked_at IS NULL AND p.disabled_at IS NULL
       AND (a.contest_id IS NULL OR a.contest_id = $1::uuid)
       AND ((a.unit_id = ANY($${first}::uuid[]) AND a.role = ANY($${first + 1}::text[]))
         OR (a.contest_id = $1 AND a.role = ANY($${first + 2}::text[]))
         OR (a.role = 'organiser' AND 'organiser' = ANY($${first + 2}::text[]) AND a.contest_id IS NULL
           AND (a.unit_id IS NULL OR a.unit_id = $${unit}::uuid))
         OR p.id = ANY($${first + 3}::uuid[]))
     ORDER BY p.id, a.granted_at, a.id`;

const REACH = `
  WITH recipients AS (${recipientsFrom(2, 7)})
  SELECT count(*)::int AS people,
         count(*) FILTER (WHERE c.by_email AND $6::boolean)::int AS "byMail",
         ARRAY(SELECT u.name FROM units u
                WHERE u.id = ANY($2::uuid[]) AND NOT EXISTS (SELECT 1 FROM recipients r WHERE r.unit_id = u.id)
                ORDER BY u.sort_key, u.id) AS "unitsWithout"
    FROM recipients r LEFT JOIN notice_addresses c ON c.person_id = r.id`;

/** One statement, however many are told. Whoever was told the same before is not told again. */
const TELL = `
  WITH recipients AS (${recipientsFrom(13, 20)}
  ), told AS (
    INSERT INTO notices (id, person_id, role, unit_id, contest_id, event, once, sender_name, contact, subject, paragraphs, zalo,
        action_label, action_path, at, told_at, speaker_id)
      SELECT gen_random_uuid(), r.id, r.role, r.unit_id, $1, $2, $3, $4, $5, $6, $7::text[], $8, $9, $10, $11, $12, $21::uuid FROM recipients r
      ON CONFLICT (person_id, once) DO NOTHING
      RETURNING id, person_id
  )
  INSERT INTO notice_mails (notice_id, address, not_before, expires_at)
    SELECT t.id, c.email, $18, $19 FROM told t JOIN notice_addresses c ON c.person_id = t.person_id
     WHERE c.by_email AND $17::boolean`;
