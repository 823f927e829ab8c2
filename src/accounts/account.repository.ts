import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { PersonId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';

/** A person's password hash, and the words that their password may not consist of. */
export interface PasswordFacts {
  passwordHash: string | null;
  /** User name, full name, names of the units they act for. */
  words: string[];
}

/** Passwords and the epoch under which sessions live. */
@Injectable()
export class AccountRepository {
  async passwordFacts(reader: Reader, personId: PersonId): Promise<PasswordFacts | null> {
    return reader.one<PasswordFacts>(
      `SELECT p.password_hash AS "passwordHash",
              array[p.username, p.full_name] || coalesce((SELECT array_agg(DISTINCT u.name) FROM role_assignments a
                JOIN units u ON u.id = a.unit_id WHERE a.person_id = p.id AND a.revoked_at IS NULL), '{}') AS words
         FROM persons p WHERE p.id = $1`,
      [personId],
    );
  }

  /** Sets the hash and ends all sessions; answers the new epoch. */
  async setPassword(tx: Tx, personId: PersonId, passwordHash: string): Promise<number> {
    return this.newEpoch(
      tx,
      `UPDATE persons SET password_hash = $2, session_epoch = session_epoch + 1 WHERE id = $1 RETURNING session_epoch AS epoch`,
      [personId, passwordHash],
    );
  }

  /** Ends all sessions; answers the new epoch. */
  async raiseEpoch(tx: Tx, personId: PersonId): Promise<number> {
    return this.newEpoch(
      tx,
      `UPDATE persons SET session_epoch = session_epoch + 1 WHERE id = $1 RETURNING session_epoch AS epoch`,
      [personId],
    );
  }

  private async newEpoch(tx: Tx, sql: string, parameters: readonly unknown[]): Promise<number> {
    const row = await tx.one<{ epoch: number }>(sql, parameters);
    if (row === null) throw new Refused({ code: 'not-found' });
    return row.epoch;
  }
}
