import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { type AssignmentId, newId, newToken, type PersonId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { parsePhone } from '../kernel/vietnamese/phones.js';
import { ActorRepository } from './actor.repository.js';
import { ADDRESS_RULE, SignInDelay } from './sign-in.delay.js';
import { SignInRepository } from './sign-in.repository.js';
import type { SignedIn } from './sign-in.service.js';

const LIVES_MILLISECONDS = 5 * 60_000;
const TRIES = 5;

/** A session on offer: shown once, in the browser that has it. */
export interface OfferedMove {
  /** Six digits, to be typed together with the user name. */
  code: string;
  /** Of the link in the QR code: 256 random bits. */
  token: string;
  expiresAt: Instant;
}

/** Where a code or a link was given in. */
interface Arrival {
  address: string;
  requestId: string;
}

interface OpenMove {
  id: string;
  personId: PersonId;
  name: string;
  assignmentId: AssignmentId;
  epoch: number;
  signedInAt: Instant;
  codeHash: string;
}

/** Not used, not over, and of a session that nothing has ended meanwhile: a new password, "sign out everywhere", a closed account. */
const OPEN = `m.used_at IS NULL AND m.expires_at > $2 AND p.session_epoch = m.epoch AND p.disabled_at IS NULL`;
const COLUMNS = `m.id, m.person_id AS "personId", p.full_name AS name, m.assignment_id AS "assignmentId", m.epoch,
  m.signed_in_at AS "signedInAt", m.code_hash AS "codeHash"`;

/** Moves a session from one browser to another (out of Zalo's, or to a PC) without the password: UX §1b, /chuyen-trinh-duyet. */
@Injectable()
export class SessionMoves {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly delay: SignInDelay,
    private readonly credentials: SignInRepository,
    private readonly actors: ActorRepository,
  ) {}

  /**
   * A code and a link for this session, good for five minutes, once; those offered before are dead. Refused to administrators
   * (`move-not-for-admins`): six digits are too little for what they may do. Pressed twice, it gives another code.
   */
  async offer(act: Act, session: { epoch: number; signedInAt: Instant }): Promise<OfferedMove> {
    const { personId, assignmentId } = act.actor;
    const held = await this.actors.rolesOf(personId, session.epoch);
    if (held.some(({ actor }) => actor.role === 'admin')) throw new Refused({ code: 'move-not-for-admins' });
    return this.database.act({ ...act, formKey: null }, async (tx) => {
      const [id, code, token] = [newId(), String(randomInt(1_000_000)).padStart(6, '0'), newToken()];
      const expiresAt = plusMilliseconds(tx.now, LIVES_MILLISECONDS);
      // One statement, so that of two offers at one moment the later takes the place of the earlier and neither fails.
      await tx.changed(
        `INSERT INTO session_moves (id, person_id, assignment_id, epoch, signed_in_at, code_hash, token_hash, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (person_id) WHERE used_at IS NULL DO UPDATE SET id = EXCLUDED.id, assignment_id = EXCLUDED.assignment_id,
           epoch = EXCLUDED.epoch, signed_in_at = EXCLUDED.signed_in_at, code_hash = EXCLUDED.code_hash,
           token_hash = EXCLUDED.token_hash, tries = 0, made_at = EXCLUDED.made_at, expires_at = EXCLUDED.expires_at`,
        [
          id,
          personId,
          assignmentId,
          session.epoch,
          session.signedInAt,
          hashOf(id, code),
          hashOf('', token),
          tx.now,
          expiresAt,
        ],
      );
      await this.audit.record(tx, act, { act: 'session.offer', subjectKind: 'person', subjectId: personId, facts: {} });
      return { code, token, expiresAt };
    });
  }

  /**
   * The session on offer under this user name (or telephone number), when the code is right. Refused as `move-wrong`, alike for
   * an unknown name, nothing on offer, a wrong code, and after five tries; as `sign-in-wait` (429) to an address that tries
   * too often. A try is booked before the code is looked at, so that many at one moment are still five.
   */
  async takeByCode(typed: { username: string; code: string } & Arrival): Promise<SignedIn & { signedInAt: Instant }> {
    const username = typed.username.normalize('NFC').trim().toLowerCase();
    const known = await this.credentials.credentialsOf(this.database.reader, { username, phone: parsePhone(username) });
    const subject = `move:${typed.address}`;
    const move = await this.database.transaction(async (tx) => {
      await this.delay.book(tx, subject, ADDRESS_RULE);
      return tx.one<OpenMove>(
        `UPDATE session_moves m SET tries = tries + 1 FROM persons p
          WHERE m.person_id = $1 AND p.id = m.person_id AND m.tries < ${TRIES} AND ${OPEN} RETURNING ${COLUMNS}`,
        [known?.id ?? null, tx.now],
      );
    });
    const code = typed.code.replace(/\D/g, '');
    if (move === null || !isSame(move.codeHash, hashOf(move.id, code))) throw wrong();
    return this.database.transaction(async (tx) => {
      await this.delay.refund(tx, subject);
      return this.take(tx, move, typed);
    });
  }

  /** The session on offer behind a link; `move-wrong` when it is used, over or none of ours. */
  async takeByLink(token: string, arrival: Arrival): Promise<SignedIn & { signedInAt: Instant }> {
    return this.database.transaction(async (tx) => {
      const move = await tx.one<OpenMove>(
        `SELECT ${COLUMNS} FROM session_moves m JOIN persons p ON p.id = m.person_id WHERE m.token_hash = $1 AND ${OPEN}`,
        [hashOf('', token), tx.now],
      );
      if (move === null) throw wrong();
      return this.take(tx, move, arrival);
    });
  }

  private async take(
    tx: Tx,
    move: OpenMove,
    { address, requestId }: Arrival,
  ): Promise<SignedIn & { signedInAt: Instant }> {
    const used = await tx.changed(`UPDATE session_moves SET used_at = $2 WHERE id = $1 AND used_at IS NULL`, [
      move.id,
      tx.now,
    ]);
    if (used === 0) throw wrong(); // the other of two hands was quicker
    const { personId, name, assignmentId, epoch, signedInAt } = move;
    await this.audit.recordSystem(
      tx,
      { name, role: 'none', requestId, personId },
      { act: 'session.move', subjectKind: 'person', subjectId: personId, facts: { address } },
    );
    return { personId, assignmentId, epoch, signedInAt, isAdmin: false };
  }
}

const wrong = (): Refused => new Refused({ code: 'move-wrong', field: 'code' });
const hashOf = (salt: string, secret: string): string =>
  createHash('sha256').update(`${salt}.${secret}`).digest('base64url');
const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
