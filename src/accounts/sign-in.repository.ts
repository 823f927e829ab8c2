import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

/** What signing in needs to know of an account. */
export interface Credentials {
  id: PersonId;
  name: string;
  username: string;
  passwordHash: string | null;
  epoch: number;
  disabledAt: Instant | null;
}

const CREDENTIALS = `SELECT id, full_name AS name, username, password_hash AS "passwordHash", session_epoch AS epoch,
       disabled_at AS "disabledAt" FROM persons`;

@Injectable()
export class SignInRepository {
  /**
   * The account of this user name, or else of this telephone number (E.164). A number that several people share names nobody:
   * they sign in by user name. One query, known or not.
   */
  async credentialsOf(reader: Reader, typed: { username: string; phone: string | null }): Promise<Credentials | null> {
    const found = await reader.rows<Credentials>(
      `${CREDENTIALS} WHERE username = $1 OR phone = $2 ORDER BY (username = $1) DESC LIMIT 2`,
      [typed.username, typed.phone],
    );
    const [first] = found;
    if (first === undefined) return null;
    return first.username === typed.username || found.length === 1 ? first : null;
  }

  async credentialsById(reader: Reader, personId: PersonId): Promise<Credentials | null> {
    return reader.one<Credentials>(`${CREDENTIALS} WHERE id = $1`, [personId]);
  }

  /** Replaces a hash by a stronger one of the same password; sessions go on. Does nothing when the password was changed meanwhile. */
  async strengthen(tx: Tx, personId: PersonId, hashes: { from: string; to: string }): Promise<void> {
    await tx.changed('UPDATE persons SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
      personId,
      hashes.from,
      hashes.to,
    ]);
  }
}
