import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { Actor, Role } from '../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../kernel/ids.js';
import { fold } from '../kernel/vietnamese/fold.js';
import type { AssignmentFacts, PersonFacts, PersonInRole } from './person.facts.js';

export const PERSON_COLUMNS = `p.id, p.username, p.full_name AS name, p.sort_key AS "sortKey", p.phone,
  p.disabled_at AS "disabledAt", p.password_hash IS NOT NULL AS activated, p.created_at AS "createdAt", p.version`;

const IN_ROLE = `SELECT ${PERSON_COLUMNS}, a.id AS "assignmentId", a.role, a.unit_id AS "unitId", u.name AS "unitName", a.title
  FROM role_assignments a JOIN persons p ON p.id = a.person_id LEFT JOIN units u ON u.id = a.unit_id
 WHERE a.revoked_at IS NULL AND p.disabled_at IS NULL`;

/** What the rooms above read of people: names and roles, never passwords. Every method is one query; lists come by name. */
@Injectable()
export class PeopleReader {
  async byId(reader: Reader, id: PersonId): Promise<PersonFacts | null> {
    return reader.one<PersonFacts>(`SELECT ${PERSON_COLUMNS} FROM persons p WHERE p.id = $1`, [id]);
  }

  async byUsername(reader: Reader, username: string): Promise<PersonFacts | null> {
    return reader.one<PersonFacts>(`SELECT ${PERSON_COLUMNS} FROM persons p WHERE p.username = $1`, [username]);
  }

  async byIds(reader: Reader, ids: readonly PersonId[]): Promise<PersonFacts[]> {
    return reader.rows<PersonFacts>(
      `SELECT ${PERSON_COLUMNS} FROM persons p WHERE p.id = ANY($1::uuid[]) ORDER BY p.sort_key, p.id`,
      [ids],
    );
  }

  /** Who holds a role in a contest now (judges, secretaries, organisers of it). Disabled people are left out. */
  async inContest(reader: Reader, contestId: ContestId, role: Role): Promise<PersonInRole[]> {
    return reader.rows<PersonInRole>(`${IN_ROLE} AND a.contest_id = $1 AND a.role = $2 ORDER BY p.sort_key, p.id`, [
      contestId,
      role,
    ]);
  }

  /** The judges of a contest, by name. */
  async judgesOf(reader: Reader, contestId: ContestId): Promise<PersonInRole[]> {
    return this.inContest(reader, contestId, 'judge');
  }

  /** Who acts for a unit now, in one role or (null) in any. */
  async forUnit(reader: Reader, unitId: UnitId, role: Role | null = null): Promise<PersonInRole[]> {
    return reader.rows<PersonInRole>(
      `${IN_ROLE} AND a.unit_id = $1 AND ($2::text IS NULL OR a.role = $2) ORDER BY p.sort_key, p.id`,
      [unitId, role],
    );
  }

  /** Somebody in a role, for what is done in that person's name later on; null once the role is revoked or the account disabled. */
  async actorIn(reader: Reader, assignmentId: AssignmentId): Promise<Actor | null> {
    return reader.one<Actor>(
      `SELECT p.id AS "personId", p.full_name AS name, a.role, a.id AS "assignmentId", a.unit_id AS "unitId", u.name AS "unitName",
              a.contest_id AS "contestId"
         FROM role_assignments a JOIN persons p ON p.id = a.person_id LEFT JOIN units u ON u.id = a.unit_id
        WHERE a.id = $1 AND a.revoked_at IS NULL AND p.disabled_at IS NULL`,
      [assignmentId],
    );
  }

  /** The roles a person holds now, oldest first. */
  async assignmentsOf(reader: Reader, personId: PersonId): Promise<AssignmentFacts[]> {
    return reader.rows<AssignmentFacts>(
      `SELECT a.id, a.person_id AS "personId", a.role, a.unit_id AS "unitId", u.name AS "unitName", a.contest_id AS "contestId",
              c.name AS "contestName", a.title, a.granted_at AS "grantedAt"
         FROM role_assignments a LEFT JOIN units u ON u.id = a.unit_id LEFT JOIN contests c ON c.id = a.contest_id
        WHERE a.person_id = $1 AND a.revoked_at IS NULL ORDER BY a.granted_at, a.id`,
      [personId],
    );
  }

  /** People whose name contains what was typed, marks or not, or whose user name or telephone number does; 20 at most unless told. */
  async search(reader: Reader, typed: string, limit = 20): Promise<PersonFacts[]> {
    const pattern = likePattern(typed);
    if (pattern === null) return [];
    return reader.rows<PersonFacts>(
      `SELECT ${PERSON_COLUMNS} FROM persons p WHERE (${MATCHES}) AND p.disabled_at IS NULL ORDER BY p.sort_key, p.id LIMIT $3`,
      [pattern.text, pattern.digits, limit],
    );
  }
}

/** $1 and $2 of `likePattern`. */
export const MATCHES = `p.folded LIKE $1 OR p.username LIKE $1 OR p.phone LIKE $2`;

/** What was typed into a search for people, for LIKE: its words, and its digits as part of a stored number. Null when empty. */
export function likePattern(typed: string): { text: string; digits: string | null } | null {
  const text = fold(typed).replace(/[\\%_]/g, '\\$&');
  if (text === '') return null;
  const digits = typed.replace(/\D/g, '').replace(/^(?:84|0)/, '');
  return { text: `%${text}%`, digits: digits.length >= 3 ? `%${digits}%` : null };
}
