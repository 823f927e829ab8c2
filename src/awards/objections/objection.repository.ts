import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { AwardListId, ContestId, EntryId, PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type {
  ObjectionFacts,
  ObjectionId,
  ObjectionOutcome,
  ObjectionSubject,
  PublicObjection,
} from './objection.facts.js';

/** An objection that comes in. */
export interface NewObjection {
  id: ObjectionId;
  contestId: ContestId;
  listId: AwardListId;
  entryId: EntryId | null;
  words: string;
  senderName: string;
  senderContact: string;
  personId: PersonId | null;
  communeId: UnitId | null;
  receivedAt: Instant;
  dueAt: Instant;
  formKey: string | null;
}

export interface ObjectionCounts {
  received: number;
  answered: number;
}

/** A contest whose objections wait for an answer. */
export interface WaitingObjections {
  slug: string;
  code: string;
  name: string;
  count: number;
  dueAt: Instant;
}

const PUBLIC_COLUMNS = `o.id, o.number, l.number AS "listNumber", o.received_at AS "receivedAt", o.due_at AS "dueAt",
  p.number AS "entryNumber", o.entry_id IS NOT NULL AND p.number IS NULL AS "isAboutUnplaced",
  coalesce((SELECT json_agg(json_build_object('outcome', a.outcome, 'correctionNumber', c.number, 'words', a.words,
      'answeredAt', a.answered_at, 'answeredByName', a.answered_by_name) ORDER BY a.position)
    FROM award_objection_answers a LEFT JOIN award_lists c ON c.id = a.correction_id WHERE a.objection_id = o.id), '[]') AS answers`;
const FROM = `FROM award_objections o JOIN award_lists l ON l.id = o.list_id
  LEFT JOIN LATERAL (SELECT n.entry_number AS number FROM award_lines n WHERE n.list_id = o.list_id AND n.entry_id = o.entry_id LIMIT 1) p ON true`;
const ALL_COLUMNS = `${PUBLIC_COLUMNS}, o.contest_id AS "contestId", o.list_id AS "listId", e.number AS about, o.words, o.sender_name AS "senderName",
  o.sender_contact AS "senderContact", o.person_id AS "personId", o.commune_id AS "communeId",
  o.erased_at AS "erasedAt", o.version`;

@Injectable()
export class ObjectionRepository {
  async counts(reader: Reader, contestId: ContestId): Promise<ObjectionCounts> {
    const row = await reader.one<ObjectionCounts>(
      `SELECT count(*)::int AS received, count(answered_at)::int AS answered FROM award_objections WHERE contest_id = $1`,
      [contestId],
    );
    return row ?? { received: 0, answered: 0 };
  }

  /** How many of a contest wait for an answer; null where nobody objects: no list is out, or none are taken and none came. */
  async unanswered(reader: Reader, contestId: ContestId): Promise<number | null> {
    const row = await reader.one<{ count: number; isOpen: boolean }>(
      `SELECT count(*) FILTER (WHERE answered_at IS NULL)::int AS count,
              EXISTS (SELECT FROM award_lists WHERE contest_id = $1 AND state = 'published')
                AND (count(*) > 0 OR EXISTS (SELECT FROM contest_objection_rules WHERE contest_id = $1)) AS "isOpen"
         FROM award_objections WHERE contest_id = $1`,
      [contestId],
    );
    return row?.isOpen === true ? row.count : null;
  }

  /** What everybody may read, the newest first. */
  async published(
    reader: Reader,
    contestId: ContestId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<PublicObjection[]> {
    const rows = await reader.rows<PublicObjection>(
      `SELECT ${PUBLIC_COLUMNS} ${FROM} WHERE o.contest_id = $1 ORDER BY o.number DESC LIMIT $2 OFFSET $3`,
      [contestId, limit, offset],
    );
    return rows.map(withInstants);
  }

  /** The same behind the objection of this number; null: from the newest. */
  async publishedAfter(
    reader: Reader,
    contestId: ContestId,
    after: number | null,
    limit: number,
  ): Promise<PublicObjection[]> {
    const rows = await reader.rows<PublicObjection>(
      `SELECT ${PUBLIC_COLUMNS} ${FROM} WHERE o.contest_id = $1 AND ($2::int IS NULL OR o.number < $2) ORDER BY o.number DESC LIMIT $3`,
      [contestId, after, limit],
    );
    return rows.map(withInstants);
  }

  async publishedOne(reader: Reader, contestId: ContestId, number: number): Promise<PublicObjection | null> {
    const row = await reader.one<PublicObjection>(
      `SELECT ${PUBLIC_COLUMNS} ${FROM} WHERE o.contest_id = $1 AND o.number = $2`,
      [contestId, number],
    );
    return row && withInstants(row);
  }

  /** For whoever answers: what waits first, by its due instant, then what was answered, the newest first. */
  async all(
    reader: Reader,
    contestId: ContestId,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<ObjectionFacts[]> {
    const rows = await reader.rows<ObjectionFacts>(
      `SELECT ${ALL_COLUMNS} ${FROM} LEFT JOIN entries e ON e.id = o.entry_id WHERE o.contest_id = $1
        ORDER BY o.answered_at IS NOT NULL, CASE WHEN o.answered_at IS NULL THEN o.due_at END, o.number DESC LIMIT $2 OFFSET $3`,
      [contestId, limit, offset],
    );
    return rows.map(withInstants);
  }

  async one(reader: Reader, contestId: ContestId, number: number): Promise<ObjectionFacts | null> {
    const row = await reader.one<ObjectionFacts>(
      `SELECT ${ALL_COLUMNS} ${FROM} LEFT JOIN entries e ON e.id = o.entry_id WHERE o.contest_id = $1 AND o.number = $2`,
      [contestId, number],
    );
    return row && withInstants(row);
  }

  /** What an objection may be about: every entry on the list, in its order, then entries of the commune's own without a place. */
  subjects(reader: Reader, listId: AwardListId, communeId: UnitId | null): Promise<ObjectionSubject[]> {
    return reader.rows<ObjectionSubject>(
      `SELECT "entryId", number, label FROM (
         SELECT DISTINCT ON (n.entry_id) 1 AS part, n.position AS place, n.entry_id AS "entryId", n.entry_number AS number,
                n.tier_name || ' – ' || n.village_name || ', ' || n.commune_name || ' (' || n.entry_number || ')' AS label
           FROM award_lines n WHERE n.list_id = $1 ORDER BY n.entry_id, n.position) listed
       UNION ALL
       SELECT * FROM (
         SELECT e.id, e.number, 'Không có giải – ' || v.name || ' (' || e.number || ')'
           FROM award_lists l JOIN entries e ON e.contest_id = l.contest_id
           JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
          WHERE l.id = $1 AND e.commune_id = $2 AND e.number IS NOT NULL AND e.state IN ('accepted', 'disqualified')
            AND NOT EXISTS (SELECT FROM award_lines n WHERE n.list_id = l.id AND n.entry_id = e.id)
          ORDER BY v.sort_key, e.number) own`,
      [listId, communeId],
    );
  }

  /** Holds the list in force against a publication and against other objections, so that numbers have no gap. Null when it no longer is. */
  holdList(tx: Tx, listId: AwardListId): Promise<{ id: AwardListId } | null> {
    return tx.one(`SELECT id FROM award_lists WHERE id = $1 AND state = 'published' FOR UPDATE`, [listId]);
  }

  /** The number of an objection that this form has brought before; null for a form that is new. */
  async ofForm(tx: Tx, formKey: string | null): Promise<number | null> {
    const row = await tx.one<{ number: number }>(`SELECT number FROM award_objections WHERE form_key = $1`, [formKey]);
    return row?.number ?? null;
  }

  /** Takes it in under the contest's next number. */
  async insert(tx: Tx, one: NewObjection): Promise<number> {
    const row = await tx.one<{ number: number }>(
      `INSERT INTO award_objections (id, contest_id, list_id, number, entry_id, words, sender_name, sender_contact, person_id, commune_id,
         received_at, due_at, form_key)
       SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM award_objections WHERE contest_id = $2
       RETURNING number`,
      [
        one.id,
        one.contestId,
        one.listId,
        one.entryId,
        one.words,
        one.senderName,
        one.senderContact,
        one.personId,
        one.communeId,
        one.receivedAt,
        one.dueAt,
        one.formKey,
      ],
    );
    if (row === null) throw new Error('an objection was not taken in');
    return row.number;
  }

  /** Counts an answer to the version that was on the page. 0 when somebody was quicker. */
  touch(tx: Tx, { id, version }: Pick<ObjectionFacts, 'id' | 'version'>, at: Instant): Promise<number> {
    return tx.changed(
      `UPDATE award_objections SET version = version + 1, answered_at = coalesce(answered_at, $3) WHERE id = $1 AND version = $2`,
      [id, version, at],
    );
  }

  /** Takes names and contacts off objections that people without an account sent and that had their last answer so many days ago, by each contest's own clock. */
  eraseSenders(tx: Tx, days: number): Promise<{ id: ObjectionId; contestId: ContestId; number: number }[]> {
    return tx.rows(
      `UPDATE award_objections o SET sender_name = '', sender_contact = '', erased_at = $2, version = o.version + 1
         FROM contests c
        WHERE c.id = o.contest_id AND o.person_id IS NULL AND o.erased_at IS NULL AND o.answered_at IS NOT NULL
          AND (SELECT max(a.answered_at) FROM award_objection_answers a WHERE a.objection_id = o.id)
              < coalesce(c.clock_at, $2) - make_interval(days => $1)
        RETURNING o.id, o.contest_id AS "contestId", o.number`,
      [days, tx.now],
    );
  }

  async insertAnswer(
    tx: Tx,
    objectionId: ObjectionId,
    answer: { outcome: ObjectionOutcome; correctionId: AwardListId | null; words: string; at: Instant; byName: string },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO award_objection_answers (id, objection_id, position, outcome, correction_id, words, answered_at, answered_by_name)
       SELECT gen_random_uuid(), $1, count(*) + 1, $2, $3, $4, $5, $6 FROM award_objection_answers WHERE objection_id = $1`,
      [objectionId, answer.outcome, answer.correctionId, answer.words, answer.at, answer.byName],
    );
  }

  /** Contests in which this organiser or secretary has objections to answer, the most urgent first. */
  waiting(
    reader: Reader,
    { contestId, unitId }: { contestId: ContestId | null; unitId: UnitId | null },
  ): Promise<WaitingObjections[]> {
    return reader.rows(
      `SELECT c.slug, c.code, c.name, count(*)::int AS count, min(o.due_at) AS "dueAt"
         FROM award_objections o JOIN contests c ON c.id = o.contest_id
        WHERE o.answered_at IS NULL AND ($1::uuid IS NULL OR c.id = $1) AND ($2::uuid IS NULL OR $1::uuid IS NOT NULL OR c.scope_unit_id = $2)
        GROUP BY c.id ORDER BY min(o.due_at), c.id`,
      [contestId, unitId],
    );
  }

  /** How many of a contest wait, by when they are due. */
  dueTimes(reader: Reader, contestId: ContestId): Promise<{ dueAt: Instant; count: number }[]> {
    return reader.rows(
      `SELECT due_at AS "dueAt", count(*)::int AS count FROM award_objections WHERE contest_id = $1 AND answered_at IS NULL
        GROUP BY due_at ORDER BY due_at`,
      [contestId],
    );
  }
}

/** JSON brings instants as text. */
const withInstants = <One extends PublicObjection>(one: One): One => ({
  ...one,
  answers: one.answers.map((answer) => ({ ...answer, answeredAt: new Date(answer.answeredAt) })),
});
