import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor, Role } from '../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../kernel/ids.js';

interface AssignmentRow {
  id: AssignmentId;
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

@Injectable()
export class ActorRepository {
  constructor(private readonly database: Database) {}

  /**
   * The roles a person holds at this moment, oldest first; none when the account is disabled, when nothing is granted,
   * or when the session's epoch is no longer the person's. Read anew for every request: a revoked role is gone at once (S13).
   */
  async rolesOf(personId: string, epoch: number): Promise<HeldRole[]> {
    const rows = await this.database.reader.rows<AssignmentRow>(
      `SELECT a.id, p.full_name, a.role, a.unit_id, u.name AS unit_name, a.contest_id, c.name AS contest_name
         FROM persons p
         JOIN role_assignments a ON a.person_id = p.id AND a.revoked_at IS NULL
         LEFT JOIN units u ON u.id = a.unit_id
         LEFT JOIN contests c ON c.id = a.contest_id
        WHERE p.id = $1 AND p.session_epoch = $2 AND p.disabled_at IS NULL
        ORDER BY a.granted_at, a.id`,
      [personId, epoch],
    );
    return rows.map((row) => ({
      actor: {
        personId: personId as PersonId,
        name: row.full_name,
        role: row.role,
        assignmentId: row.id,
        unitId: row.unit_id,
        unitName: row.unit_name,
        contestId: row.contest_id,
      },
      contestName: row.contest_name,
    }));
  }
}
