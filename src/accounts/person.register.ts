import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { type AssignmentId, type PersonId, newId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import { personSortKey } from '../kernel/vietnamese/sort-key.js';
import type { Grant } from './person.facts.js';

/** Somebody to be entered. Without a password hash they come in through an invitation. */
export interface NewPerson {
  /** Lower-case letters, digits, dot, hyphen, underscore; 2 to 64 signs. */
  username: string;
  fullName: string;
  /** E.164. */
  phone: string | null;
  passwordHash: string | null;
}

/** Enters people and their roles inside somebody else's transaction, which records the act. Used by the services here, by set-up and the demonstration. */
@Injectable()
export class PersonRegister {
  /** Refuses `username-taken`. */
  async createPerson(tx: Tx, person: NewPerson): Promise<PersonId> {
    const id = newId<'person'>();
    const fullName = tidyName(person.fullName);
    const added = await tx.changed(
      `INSERT INTO persons (id, username, full_name, sort_key, folded, phone, password_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (username) DO NOTHING`,
      [
        id,
        person.username,
        fullName,
        personSortKey(fullName),
        fold(fullName),
        person.phone,
        person.passwordHash,
        tx.now,
      ],
    );
    if (added === 0) throw new Refused({ code: 'username-taken', field: 'username' });
    return id;
  }

  /** Refuses `role-already-held` when the person holds this very role already. */
  async grantRole(tx: Tx, grant: Grant): Promise<AssignmentId> {
    const id = newId<'role-assignment'>();
    const { personId, role, unitId, contestId, title } = grant;
    const added = await tx.changed(
      `INSERT INTO role_assignments (id, person_id, role, unit_id, contest_id, title, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [id, personId, role, unitId, contestId, title, tx.now],
    );
    if (added === 0) throw new Refused({ code: 'role-already-held', field: 'role' });
    return id;
  }

  /**
   * Gives an account of the demonstration its name and its well-known password back and opens it again; its sessions go on, for
   * whoever looks at one stage after another stays signed in. For accounts of real people there is `AccountService`.
   */
  async restorePerson(
    tx: Tx,
    personId: PersonId,
    { fullName, passwordHash }: { fullName: string; passwordHash: string },
  ): Promise<void> {
    await tx.changed(
      `UPDATE persons SET full_name = $2, sort_key = $3, folded = $4, password_hash = $5, disabled_at = NULL WHERE id = $1`,
      [personId, fullName, personSortKey(fullName), fold(fullName), passwordHash],
    );
  }
}
