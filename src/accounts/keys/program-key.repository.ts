import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Actor, Role } from '../../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Scope } from '../../web/rights.js';
import type { ProgramKeyFacts, ProgramKeyId } from './program-key.facts.js';

/** Only this is stored: 256 random bits need no slow hash. */
export const hashOfKey = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whose keys somebody may see: their own, everybody's, or those of roles in contests that they organise. */
export type KeyOwners =
  | { kind: 'own'; personId: PersonId }
  | { kind: 'all' }
  | { kind: 'organised'; contestId: ContestId | null; unitId: UnitId | null };

interface KnownKey {
  id: ProgramKeyId;
  personId: PersonId;
  name: string;
  role: Role;
  assignmentId: AssignmentId;
  unitId: UnitId | null;
  unitName: string | null;
  contestId: ContestId | null;
  scopes: string[];
  /** Uses in the minute that is running, and how many seconds of it are left. */
  usesThisMinute: number;
  secondsLeft: number;
}

// The same things end a key as end a session: another epoch, the role's end, a disabled account.
const IS_CUT = `(p.session_epoch <> t.epoch OR p.disabled_at IS NOT NULL OR a.revoked_at IS NOT NULL)`;
const FROM = `program_keys t JOIN persons p ON p.id = t.person_id JOIN role_assignments a ON a.id = t.assignment_id`;
const OWNED = `($1::uuid IS NULL OR t.person_id = $1) AND (NOT $2::boolean OR EXISTS (SELECT 1 FROM contests c
  WHERE c.id = a.contest_id AND ($3::uuid IS NULL OR c.id = $3) AND ($4::uuid IS NULL OR c.scope_unit_id = $4)))`;

/** $1 to $4 of OWNED. */
const owned = (owners: KeyOwners): unknown[] => [
  owners.kind === 'own' ? owners.personId : null,
  owners.kind === 'organised',
  owners.kind === 'organised' ? owners.contestId : null,
  owners.kind === 'organised' && owners.contestId === null ? owners.unitId : null,
];

@Injectable()
export class ProgramKeyRepository {
  /** One page of keys: those that open something first, then the newest; `total` counts all pages. */
  async page(
    reader: Reader,
    owners: KeyOwners,
    { now, limit, offset }: { now: Instant; limit: number; offset: number },
  ): Promise<{ keys: ProgramKeyFacts[]; total: number }> {
    const rows = await reader.rows<ProgramKeyFacts & { total: number }>(
      `SELECT k.*, count(*) OVER ()::int AS total FROM (
         SELECT t.id, t.name, p.full_name AS "personName", a.role, u.name AS "unitName", c.name AS "contestName", t.scopes,
                t.made_at AS "madeAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.revoked_by_name AS "revokedByName",
                CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.expires_at <= $5 THEN 'expired' WHEN ${IS_CUT} THEN 'cut' END AS "end"
           FROM ${FROM} LEFT JOIN units u ON u.id = a.unit_id LEFT JOIN contests c ON c.id = a.contest_id
          WHERE ${OWNED}) k
        ORDER BY (k."end" IS NOT NULL), k."madeAt" DESC, k.id LIMIT $6 OFFSET $7`,
      [...owned(owners), now, limit, offset],
    );
    return { keys: rows.map(({ total: _, ...key }) => key), total: rows[0]?.total ?? 0 };
  }

  /** How many of a person's keys open something. Takes the person's row, so that two made at one moment count each other. */
  async countLive(tx: Tx, personId: PersonId): Promise<number> {
    await tx.rows('SELECT 1 FROM persons WHERE id = $1 FOR UPDATE', [personId]);
    const row = await tx.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${FROM}
        WHERE t.person_id = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND NOT ${IS_CUT}`,
      [personId, tx.now],
    );
    return row?.count ?? 0;
  }

  /** Keeps a new key of this actor's role, under the epoch that the person's sessions have now. */
  async insert(
    tx: Tx,
    { personId, assignmentId }: Pick<Actor, 'personId' | 'assignmentId'>,
    key: { id: ProgramKeyId; token: string; name: string; scopes: readonly Scope[]; expiresAt: Instant },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO program_keys (id, token_hash, person_id, assignment_id, epoch, name, scopes, made_at, expires_at)
       SELECT $1, $2, p.id, $4, p.session_epoch, $5, $6, $7, $8 FROM persons p WHERE p.id = $3`,
      [key.id, hashOfKey(key.token), personId, assignmentId, key.name, key.scopes, tx.now, key.expiresAt],
    );
  }

  /** Ends one of these owners' keys; null when there is none such, or it was revoked already. */
  async revoke(
    tx: Tx,
    id: string,
    owners: KeyOwners,
    byName: string,
  ): Promise<{ name: string; personName: string } | null> {
    return tx.one(
      `UPDATE program_keys k SET revoked_at = $6, revoked_by_name = $7
         FROM ${FROM} WHERE t.id = $5 AND k.id = t.id AND t.revoked_at IS NULL AND ${OWNED}
       RETURNING k.name, p.full_name AS "personName"`,
      [...owned(owners), id, tx.now, byName],
    );
  }

  /** Whom a key lets act as what, while it opens anything; the use is counted. One statement, for every request of a program. */
  async use(tx: Tx, token: string): Promise<KnownKey | null> {
    return tx.one<KnownKey>(
      `UPDATE program_keys k SET last_used_at = $2,
              minute_at = CASE WHEN k.minute_at > $2::timestamptz - interval '1 minute' THEN k.minute_at ELSE $2 END,
              minute_count = CASE WHEN k.minute_at > $2::timestamptz - interval '1 minute' THEN k.minute_count + 1 ELSE 1 END
         FROM ${FROM} LEFT JOIN units u ON u.id = a.unit_id
        WHERE t.token_hash = $1 AND k.id = t.id AND t.revoked_at IS NULL AND t.expires_at > $2 AND NOT ${IS_CUT}
       RETURNING k.id, p.id AS "personId", p.full_name AS name, a.role, a.id AS "assignmentId", a.unit_id AS "unitId",
                 u.name AS "unitName", a.contest_id AS "contestId", k.scopes, k.minute_count AS "usesThisMinute",
                 greatest(1, ceil(extract(epoch FROM k.minute_at + interval '1 minute' - $2::timestamptz)))::int AS "secondsLeft"`,
      [hashOfKey(token), tx.now],
    );
  }
}
