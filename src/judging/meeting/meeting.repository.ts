import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { ContestId, EntryId, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type {
  AgendaItem,
  MeetingFacts,
  MeetingId,
  MeetingMember,
  Question,
  QuestionId,
  Vote,
} from './meeting.facts.js';
import { JUDGED_COMMUNE, JUDGED_NUMBER, JUDGED_VILLAGE } from '../sheet.row.js';

const MEETING_COLUMNS = `m.id, m.contest_id AS "contestId", m.round_id AS "roundId", m.number, m.place, m.chair_name AS "chairName", m.chair_role AS "chairRole", m.chair_person_id AS "chairPersonId", m.opened_at AS "openedAt",
  m.opened_by_name AS "openedByName", m.closed_at AS "closedAt", m.current_entry_id AS "currentEntryId", m.version`;

// $1 the meeting. Who is kept out of a dossier: in conflict, having declined it, or from the very unit it comes from.
const OUT = `ARRAY(
  SELECT b.person_id FROM meeting_members b
    JOIN panel_meetings g ON g.id = b.meeting_id
    LEFT JOIN panel_judges p ON p.round_id = g.round_id AND p.person_id = b.person_id
   WHERE b.meeting_id = $1 AND (
     p.unit_id IN (e.village_id, e.commune_id, k.district_id)
     OR EXISTS (SELECT FROM judge_conflicts f WHERE f.round_id = g.round_id AND f.person_id = b.person_id AND f.entry_id = e.id)
     OR EXISTS (SELECT FROM score_sheets s WHERE s.round_id = g.round_id AND s.person_id = b.person_id AND s.entry_id = e.id
                  AND s.recused_at IS NOT NULL))
   ORDER BY length(b.code), b.code COLLATE "C")`;

const agendaWith = (names: string): string => `
  SELECT a.entry_id AS "entryId", a.position, ${names},
         x.rank, x.row ->> 'score' AS score, x.row ->> 'spread' AS spread, a.notes, a.conclusion, a.shown_at AS "shownAt",
         a.saved_at AS "savedAt", a.version, ${OUT} AS out
    FROM meeting_entries a JOIN panel_meetings m ON m.id = a.meeting_id
    JOIN entries e ON e.id = a.entry_id
    JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
    JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
    LEFT JOIN round_results x ON x.round_id = m.round_id AND x.entry_id = a.entry_id
   WHERE a.meeting_id = $1`;

const AGENDA = agendaWith(`e.number, v.name AS "villageName", k.name AS "communeName"`);
/** The same as a member may see it, who in a blind contest knows a dossier by its code alone. */
const MEMBERS_AGENDA = agendaWith(
  `${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName", ${JUDGED_COMMUNE} AS "communeName"`,
);

/** SQL of meetings. */
@Injectable()
export class MeetingRepository {
  /** Every meeting of the contest by number. */
  all(reader: Reader, contestId: ContestId): Promise<MeetingFacts[]> {
    return reader.rows<MeetingFacts>(
      `SELECT ${MEETING_COLUMNS} FROM panel_meetings m WHERE m.contest_id = $1 ORDER BY m.number`,
      [contestId],
    );
  }

  /** The meeting of a contest by its number; null when there is none. */
  byNumber(reader: Reader, contestId: ContestId, number: number): Promise<MeetingFacts | null> {
    return reader.one<MeetingFacts>(
      `SELECT ${MEETING_COLUMNS} FROM panel_meetings m WHERE m.contest_id = $1 AND m.number = $2`,
      [contestId, number],
    );
  }

  /** The same with its row held until the act ends. */
  hold(tx: Tx, contestId: ContestId, number: number): Promise<MeetingFacts | null> {
    return tx.one<MeetingFacts>(
      `SELECT ${MEETING_COLUMNS} FROM panel_meetings m WHERE m.contest_id = $1 AND m.number = $2 FOR UPDATE`,
      [contestId, number],
    );
  }

  /** The running meeting of the contest, if somebody is a member of it. */
  runningFor(reader: Reader, contestId: ContestId, personId: PersonId): Promise<MeetingFacts | null> {
    return reader.one<MeetingFacts>(
      `SELECT ${MEETING_COLUMNS} FROM panel_meetings m
         JOIN meeting_members b ON b.meeting_id = m.id AND b.person_id = $2
        WHERE m.contest_id = $1 AND m.closed_at IS NULL`,
      [contestId, personId],
    );
  }

  /** The members by code, present or not. */
  members(reader: Reader, id: MeetingId): Promise<MeetingMember[]> {
    return reader.rows<MeetingMember>(
      `SELECT person_id AS "personId", code, name, present FROM meeting_members
        WHERE meeting_id = $1 ORDER BY length(code), code COLLATE "C"`,
      [id],
    );
  }

  /** A page of the agenda in its order. */
  agenda(reader: Reader, id: MeetingId, { limit, offset }: { limit: number; offset: number }): Promise<AgendaItem[]> {
    return reader.rows<AgendaItem>(`${AGENDA} ORDER BY a.position LIMIT $2 OFFSET $3`, [id, limit, offset]);
  }

  /** One dossier of the agenda as a member may see it. */
  itemForMember(reader: Reader, id: MeetingId, entryId: EntryId): Promise<AgendaItem | null> {
    return reader.one<AgendaItem>(`${MEMBERS_AGENDA} AND a.entry_id = $2`, [id, entryId]);
  }

  /** One dossier of the agenda by its id; null when it is not on it. */
  item(reader: Reader, id: MeetingId, entryId: EntryId): Promise<AgendaItem | null> {
    return reader.one<AgendaItem>(`${AGENDA} AND a.entry_id = $2`, [id, entryId]);
  }

  itemByNumber(reader: Reader, id: MeetingId, number: string): Promise<AgendaItem | null> {
    return reader.one<AgendaItem>(`${AGENDA} AND e.number = $2`, [id, number]);
  }

  /** How long the agenda is, how much of it was on the screens, and what comes after a place on it. */
  async standing(
    reader: Reader,
    id: MeetingId,
    position: number,
  ): Promise<{ total: number; shown: number; next: string | null }> {
    const row = await reader.one<{ total: number; shown: number; next: string | null }>(
      `SELECT count(*) AS total, count(a.shown_at) AS shown,
              (SELECT e.number FROM meeting_entries n JOIN entries e ON e.id = n.entry_id
                WHERE n.meeting_id = $1 AND n.position > $2 ORDER BY n.position LIMIT 1) AS next
         FROM meeting_entries a WHERE a.meeting_id = $1`,
      [id, position],
    );
    return row ?? { total: 0, shown: 0, next: null };
  }

  /** Questions of a dossier, or of the whole meeting, in the order in which they were asked, with their votes. */
  questions(reader: Reader, id: MeetingId, entryId: EntryId | null): Promise<Question[]> {
    return reader.rows<Question>(
      `SELECT q.id, q.entry_id AS "entryId", q.number, q.wording, q.asked_at AS "askedAt", q.closed_at AS "closedAt", q.voters,
              coalesce((SELECT json_object_agg(t.person_id, t.choice) FROM meeting_votes t WHERE t.question_id = q.id), '{}') AS votes
         FROM meeting_questions q WHERE q.meeting_id = $1 AND ($2::uuid IS NULL OR q.entry_id = $2) ORDER BY q.number`,
      [id, entryId],
    );
  }

  /** Answers 0 when another meeting of the contest runs already. */
  insert(tx: Tx, meeting: Omit<MeetingFacts, 'version' | 'closedAt' | 'currentEntryId'>): Promise<number> {
    return tx.changed(
      `INSERT INTO panel_meetings (id, contest_id, round_id, number, place, chair_name, chair_role, chair_person_id, opened_at, opened_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        meeting.id,
        meeting.contestId,
        meeting.roundId,
        meeting.number,
        meeting.place,
        meeting.chairName,
        meeting.chairRole,
        meeting.chairPersonId,
        meeting.openedAt,
        meeting.openedByName,
      ],
    );
  }

  /** The panel of a round as it would sit: everybody who was not taken off it. */
  panelOf(reader: Reader, roundId: RoundId): Promise<MeetingMember[]> {
    return reader.rows<MeetingMember>(
      `SELECT p.person_id AS "personId", p.code, p.name, true AS present FROM panel_judges p
        WHERE p.round_id = $1 AND p.removed_at IS NULL ORDER BY length(p.code), p.code COLLATE "C"`,
      [roundId],
    );
  }

  insertMembers(tx: Tx, id: MeetingId, present: readonly string[]): Promise<number> {
    return tx.changed(
      `INSERT INTO meeting_members (meeting_id, person_id, code, name, present)
       SELECT m.id, p.person_id, p.code, p.name, p.code = ANY($2)
         FROM panel_meetings m JOIN panel_judges p ON p.round_id = m.round_id AND p.removed_at IS NULL WHERE m.id = $1`,
      [id, present],
    );
  }

  /** Puts results of the round on the agenda: all of them, or those of these numbers, in the order of the ranking. */
  insertAgenda(tx: Tx, id: MeetingId, numbers: readonly string[] | null): Promise<number> {
    return tx.changed(
      `INSERT INTO meeting_entries (meeting_id, entry_id, position)
       SELECT m.id, x.entry_id, row_number() OVER (ORDER BY x.place)
         FROM panel_meetings m JOIN round_results x ON x.round_id = m.round_id JOIN entries e ON e.id = x.entry_id
        WHERE m.id = $1 AND ($2::text[] IS NULL OR e.number = ANY($2))`,
      [id, numbers],
    );
  }

  /** Those of these numbers that the closed round has no result for. */
  async unknown(reader: Reader, roundId: RoundId, numbers: readonly string[]): Promise<string[]> {
    const rows = await reader.rows<{ number: string }>(
      `SELECT g.number FROM unnest($2::text[]) AS g (number) WHERE NOT EXISTS (
         SELECT FROM round_results x JOIN entries e ON e.id = x.entry_id WHERE x.round_id = $1 AND e.number = g.number)`,
      [roundId, numbers],
    );
    return rows.map(({ number }) => number);
  }

  setPresent(tx: Tx, id: MeetingId, present: readonly string[]): Promise<number> {
    return tx.changed(
      `UPDATE meeting_members SET present = code = ANY($2) WHERE meeting_id = $1 AND present <> (code = ANY($2))`,
      [id, present],
    );
  }

  /** Changes what the screens show; 0 when the meeting has moved on since, or is over. */
  move(
    tx: Tx,
    meeting: Pick<MeetingFacts, 'id' | 'version'>,
    to: { currentEntryId: EntryId | null; closedAt: Instant | null },
  ): Promise<number> {
    return tx.changed(
      `UPDATE panel_meetings SET current_entry_id = $3, closed_at = $4, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_at IS NULL`,
      [meeting.id, meeting.version, to.currentEntryId, to.closedAt],
    );
  }

  markShown(tx: Tx, id: MeetingId, entryId: EntryId, at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE meeting_entries SET shown_at = $3 WHERE meeting_id = $1 AND entry_id = $2 AND shown_at IS NULL`,
      [id, entryId, at],
    );
  }

  /** 0 when the words were saved elsewhere since that version. */
  saveWords(
    tx: Tx,
    id: MeetingId,
    words: { entryId: EntryId; version: number; notes: string; conclusion: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `UPDATE meeting_entries SET notes = $4, conclusion = $5, saved_at = $6, version = version + 1
        WHERE meeting_id = $1 AND entry_id = $2 AND version = $3`,
      [id, words.entryId, words.version, words.notes, words.conclusion, words.at],
    );
  }

  /** 0 when another question is still open. */
  ask(
    tx: Tx,
    id: MeetingId,
    question: { id: QuestionId; entryId: EntryId; wording: string; at: Instant },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO meeting_questions (id, meeting_id, entry_id, number, wording, asked_at)
       SELECT $2, $1, $3, 1 + (SELECT count(*) FROM meeting_questions WHERE meeting_id = $1), $4, $5
         WHERE NOT EXISTS (SELECT FROM meeting_questions WHERE meeting_id = $1 AND closed_at IS NULL)`,
      [id, question.id, question.entryId, question.wording, question.at],
    );
  }

  closeQuestion(tx: Tx, id: QuestionId, voters: readonly PersonId[], at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE meeting_questions SET closed_at = $3, voters = $2::uuid[] WHERE id = $1 AND closed_at IS NULL`,
      [id, voters, at],
    );
  }

  vote(
    tx: Tx,
    id: QuestionId,
    votes: readonly { personId: PersonId; choice: Vote }[],
    by: { at: Instant; name: string },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO meeting_votes (question_id, person_id, choice, cast_at, cast_by_name)
       SELECT $1, g.person_id, g.choice, $4, $5 FROM unnest($2::uuid[], $3::text[]) AS g (person_id, choice)
         ON CONFLICT (question_id, person_id) DO UPDATE SET choice = EXCLUDED.choice, cast_at = $4, cast_by_name = $5
         WHERE meeting_votes.choice <> EXCLUDED.choice`,
      [id, votes.map(({ personId }) => personId), votes.map(({ choice }) => choice), by.at, by.name],
    );
  }
}
