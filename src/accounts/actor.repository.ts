import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor, Role } from '../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../kernel/ids.js';

interface AssignmentRow {
  id: AssignmentId;
  person_id: PersonId;
  full_name: string;
  role: Role;
  unit_id: UnitId | null;
  unit_name: string | null;
  contest_id: ContestId | null;
  contest_name: string | null;
}

/** One role that a person holds now, as the guard and the role switcher need it. */
export interface HeldRole {
  actor: Actor;
  contestName: string | null;
}

/** The roles of one person, oldest first; none of a disabled account, or of a session whose epoch is no longer the person's. */
const rolesSql = (personId: string, epoch: string): string =>
  `SELECT a.id, a.person_id, p.full_name, a.role, a.unit_id, u.name AS unit_name, a.contest_id, c.name AS contest_name
     FROM persons p
     JOIN role_assignments a ON a.person_id = p.id AND a.revoked_at IS NULL
     LEFT JOIN units u ON u.id = a.unit_id
     LEFT JOIN contests c ON c.id = a.contest_id
    WHERE p.id = ${personId} AND p.session_epoch = ${epoch} AND p.disabled_at IS NULL
    ORDER BY a.granted_at, a.id`;

/** Under which name the roles stand beside a session. */
export const ROLES = 'roles';

/** The same as JSON beside the session `s` that names the person: read anew for every request, a revoked role is gone at once (S13). */
export const ROLES_OF_SESSION = `(SELECT json_agg(h) FROM (${rolesSql(`(s.sess ->> 'personId')::uuid`, `(s.sess ->> 'epoch')::int`)}) h)`;

@Injectable()
export class ActorRepository {
  constructor(private readonly database: Database) {}

  /** The roles a person holds at this moment, oldest first; `epoch` is the session's. */
  async rolesOf(personId: string, epoch: number): Promise<HeldRole[]> {
    return (await this.database.reader.rows<AssignmentRow>(rolesSql('$1', '$2'), [personId, epoch])).map(toHeldRole);
  }

  /** The same of the person whose session was read with ROLES_OF_SESSION. */
  rolesBeside(read: unknown): HeldRole[] {
    return ((read ?? []) as AssignmentRow[]).map(toHeldRole);
  }
}

const toHeldRole = (row: AssignmentRow): HeldRole => ({
  actor: {
    personId: row.person_id,
    name: row.full_name,
    role: row.role,
    assignmentId: row.id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    contestId: row.contest_id,
  },
  contestName: row.contest_name,
});
