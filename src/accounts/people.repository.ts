import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { Role } from '../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../kernel/ids.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { personSortKey } from '../kernel/vietnamese/sort-key.js';
import { MATCHES, PERSON_COLUMNS, likePattern } from './people.reader.js';
import type { PersonFacts } from './person.facts.js';

/** What the list of people is narrowed to. */
export interface PeopleFilter {
  typed: string;
  role: Role | null;
  unitId: UnitId | null;
}

/** A row of the list of people. */
export interface ListedPerson extends PersonFacts {
  roles: { role: Role; unitName: string | null; contestName: string | null }[];
  /** How many people the filter finds, on all pages. */
  total: number;
}

/** What administrators read and write of people. */
@Injectable()
export class PeopleRepository {
  /** One page of people by name (tên, đệm, họ), with their roles, in one query. */
  async list(reader: Reader, filter: PeopleFilter, page: { offset: number; limit: number }): Promise<ListedPerson[]> {
    const pattern = likePattern(filter.typed);
    return reader.rows<ListedPerson>(
      `SELECT ${PERSON_COLUMNS}, count(*) OVER () AS total, coalesce(r.roles, '[]'::json) AS roles
         FROM persons p
         LEFT JOIN LATERAL (
           SELECT json_agg(json_build_object('role', a.role, 'unitName', u.name, 'contestName', c.name) ORDER BY a.granted_at, a.id) AS roles
             FROM role_assignments a LEFT JOIN units u ON u.id = a.unit_id LEFT JOIN contests c ON c.id = a.contest_id
            WHERE a.person_id = p.id AND a.revoked_at IS NULL) r ON true
        WHERE ($1::text IS NULL OR ${MATCHES})
          AND (($3::text IS NULL AND $4::uuid IS NULL) OR EXISTS (
            SELECT 1 FROM role_assignments a WHERE a.person_id = p.id AND a.revoked_at IS NULL
               AND ($3::text IS NULL OR a.role = $3) AND ($4::uuid IS NULL OR a.unit_id = $4)))
        ORDER BY p.sort_key, p.id LIMIT $5 OFFSET $6`,
      [pattern?.text ?? null, pattern?.digits ?? null, filter.role, filter.unitId, page.limit, page.offset],
    );
  }

  /** Contests to grant a role in, newest first. */
  async contests(reader: Reader): Promise<{ id: ContestId; name: string; code: string }[]> {
    return reader.rows(`SELECT id, name, code FROM contests ORDER BY created_at DESC, id`);
  }

  /** How many others have this telephone number. */
  async sharersOf(reader: Reader, phone: string, except: PersonId): Promise<number> {
    const row = await reader.one<{ n: number }>('SELECT count(*) AS n FROM persons WHERE phone = $1 AND id <> $2', [
      phone,
      except,
    ]);
    return row?.n ?? 0;
  }

  /** Changes name and number of the version that was shown; false when it has moved on. */
  async edit(
    tx: Tx,
    person: { id: PersonId; fullName: string; phone: string | null; version: number },
  ): Promise<boolean> {
    const changed = await tx.changed(
      `UPDATE persons SET full_name = $2, sort_key = $3, folded = $4, phone = $5, version = version + 1
        WHERE id = $1 AND version = $6`,
      [person.id, person.fullName, personSortKey(person.fullName), fold(person.fullName), person.phone, person.version],
    );
    return changed === 1;
  }

  /** Closes an account and ends its sessions; false when it was closed already. */
  async disable(tx: Tx, id: PersonId): Promise<boolean> {
    const changed = await tx.changed(
      `UPDATE persons SET disabled_at = $2, session_epoch = session_epoch + 1, version = version + 1
        WHERE id = $1 AND disabled_at IS NULL`,
      [id, tx.now],
    );
    return changed === 1;
  }

  async enable(tx: Tx, id: PersonId): Promise<boolean> {
    const changed = await tx.changed(
      `UPDATE persons SET disabled_at = NULL, version = version + 1 WHERE id = $1 AND disabled_at IS NOT NULL`,
      [id],
    );
    return changed === 1;
  }

  async revokeRole(tx: Tx, personId: PersonId, assignmentId: AssignmentId): Promise<boolean> {
    const changed = await tx.changed(
      `UPDATE role_assignments SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL`,
      [assignmentId, personId, tx.now],
    );
    return changed === 1;
  }

  /** Who can administer now, held against changes until the transaction ends: two at once cannot remove each other. */
  async holdAdministrators(tx: Tx): Promise<PersonId[]> {
    const rows = await tx.rows<{ id: PersonId }>(
      `SELECT p.id FROM persons p JOIN role_assignments a ON a.person_id = p.id AND a.role = 'admin' AND a.revoked_at IS NULL
        WHERE p.disabled_at IS NULL ORDER BY p.id FOR UPDATE OF p, a`,
    );
    return rows.map(({ id }) => id);
  }

  /** The id of a contest by its slug, for the command line. */
  async contestIdOf(reader: Reader, slug: string): Promise<ContestId | null> {
    return (await reader.one<{ id: ContestId }>('SELECT id FROM contests WHERE slug = $1', [slug]))?.id ?? null;
  }
}
