import { Injectable } from '@nestjs/common';
import type { DemoAccount } from '../accounts/demo.accounts.js';
import { ROLE_NAMES } from '../accounts/role.words.js';
import { Database } from '../database/database.js';
import type { Role } from '../kernel/actor.js';
import { DEMONSTRATION } from './demonstration.facts.js';
import { SAMPLE_OFFICIALS } from './materials/staff.js';

/** The accounts that the sign-in page offers as buttons. */
@Injectable()
export class DemonstrationAccounts {
  private isOffered = false;

  constructor(private readonly database: Database) {}

  /** From now on they are offered: said once at boot, by a server that only its own machine can reach. */
  offer(): void {
    this.isOffered = true;
  }

  /**
   * Asked anew for every sign-in page, since another process may load the demonstration: none while it is not there, or while
   * others than this machine could reach them.
   */
  async now(): Promise<readonly DemoAccount[]> {
    return this.isOffered ? this.entered() : [];
  }

  /** The accounts of the contract that a load entered, in its order; one whose name somebody had before is not among them. */
  async entered(): Promise<readonly DemoAccount[]> {
    const usernames = SAMPLE_OFFICIALS.map(({ username }) => username);
    const rows = await this.database.reader.rows<{ username: string; role: Role; unitName: string | null }>(
      `SELECT p.username, a.role, u.name AS "unitName"
         FROM persons p
         JOIN role_assignments a ON a.person_id = p.id AND a.revoked_at IS NULL
         LEFT JOIN units u ON u.id = a.unit_id
        WHERE p.username = ANY($1) AND p.disabled_at IS NULL AND EXISTS (SELECT 1 FROM contests WHERE slug = $2 AND rehearsal)
          AND EXISTS (SELECT 1 FROM audit_events e
                       WHERE e.subject_kind = 'person' AND e.subject_id = p.id::text AND e.act = 'demonstration.add-person')
        ORDER BY array_position($1, p.username), a.granted_at, a.id`,
      [usernames, DEMONSTRATION.slug],
    );
    const first = new Map(rows.toReversed().map((row) => [row.username, row]));
    return usernames.flatMap((username): DemoAccount[] => {
      const row = first.get(username);
      if (row === undefined) return [];
      return [{ username, password: DEMONSTRATION.password, roleName: ROLE_NAMES[row.role], unitName: row.unitName }];
    });
  }
}
