import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import { Clock } from '../kernel/clock.js';
import { type PersonId, newToken } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { AccountRepository } from './account.repository.js';
import { accountPaths } from './account.paths.js';
import { hashPassword } from './password.js';
import { refuseToUsePassword } from './password.policy.js';

export type InvitationKind = 'activate' | 'reset';

/** A first password may wait a week for somebody in the mountains; a reset is used while one is on the telephone (S24). */
export const LIFETIME_MILLISECONDS: Readonly<Record<InvitationKind, number>> = {
  activate: 7 * 86_400_000,
  reset: 30 * 60_000,
};

/** A single-use link, told once and kept nowhere. */
export interface IssuedLink {
  /** Path to put behind the platform's address. */
  path: string;
  kind: InvitationKind;
  expiresAt: Instant;
}

/** Whose link this is, while it is good. */
export interface OpenInvitation {
  personId: PersonId;
  name: string;
  username: string;
}

/** Single-use links by which people set their first or a new password. Only the hash of a token is stored. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes a link inside another act, which records it. Earlier links of the same person are dead from now on. */
  async issue(tx: Tx, personId: PersonId, kind: InvitationKind): Promise<IssuedLink> {
    await this.closeAll(tx, personId);
    const token = newToken();
    const expiresAt = plusMilliseconds(tx.now, LIFETIME_MILLISECONDS[kind]);
    await tx.changed(
      `INSERT INTO invitations (token_hash, person_id, kind, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [hashOf(token), personId, kind, tx.now, expiresAt],
    );
    return { path: kind === 'activate' ? accountPaths.activate(token) : accountPaths.reset(token), kind, expiresAt };
  }

  /** Kills the open links of a person. */
  async closeAll(tx: Tx, personId: PersonId): Promise<void> {
    await tx.changed('UPDATE invitations SET consumed_at = $2 WHERE person_id = $1 AND consumed_at IS NULL', [
      personId,
      tx.now,
    ]);
  }

  /** Looks at a link and leaves it as it is; null for one that is unknown, used, replaced, too old, or of the other kind. */
  async peek(reader: Reader, token: string, kind: InvitationKind, now: Instant): Promise<OpenInvitation | null> {
    return reader.one<OpenInvitation>(
      `SELECT p.id AS "personId", p.full_name AS name, p.username FROM invitations i JOIN persons p ON p.id = i.person_id
        WHERE i.token_hash = $1 AND i.kind = $2 AND i.consumed_at IS NULL AND i.expires_at > $3 AND p.disabled_at IS NULL`,
      [hashOf(token), kind, now],
    );
  }

  /**
   * Uses a link, once: sets the password, ends all sessions, kills the person's other links. Nobody is signed in by it.
   * Of several at one moment exactly one wins; the others hear `link-is-dead`. A refused password leaves the link alive.
   */
  async consume(sent: { token: string; kind: InvitationKind; password: string; requestId: string }): Promise<string> {
    const { token, kind, password, requestId } = sent;
    if ((await this.peek(this.database.reader, token, kind, this.clock.now())) === null) {
      throw new Refused({ code: 'link-is-dead' });
    }
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async (tx) => {
      const open = await this.peek(tx, token, kind, tx.now);
      if (open === null) throw new Refused({ code: 'link-is-dead' });
      // All uses of one person's links queue up here, so that two different links cannot wait for each other.
      await tx.rows('SELECT 1 FROM persons WHERE id = $1 FOR UPDATE', [open.personId]);
      const facts = await this.accounts.passwordFacts(tx, open.personId);
      const refusal = refuseToUsePassword(password, facts?.words ?? []);
      if (refusal !== null) throw new Refused({ ...refusal, field: 'password' });
      const used = await tx.changed(
        'UPDATE invitations SET consumed_at = $2 WHERE token_hash = $1 AND consumed_at IS NULL AND expires_at > $2',
        [hashOf(token), tx.now],
      );
      if (used === 0) throw new Refused({ code: 'link-is-dead' });
      await this.closeAll(tx, open.personId);
      await this.accounts.setPassword(tx, open.personId, passwordHash);
      await this.audit.recordSystem(
        tx,
        { name: open.name, role: 'none', requestId, personId: open.personId },
        {
          act: kind === 'activate' ? 'person.activate' : 'person.reset-password',
          subjectKind: 'person',
          subjectId: open.personId,
        },
      );
      return open.username;
    });
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
