import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { AssignmentId, PersonId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { parsePhone } from '../kernel/vietnamese/phones.js';
import { ActorRepository } from './actor.repository.js';
import { hashPassword, isBelowFloor, isPassword } from './password.js';
import { ACCOUNT_RULE, ADDRESS_RULE, SignInDelay } from './sign-in.delay.js';
import { type Credentials, SignInRepository } from './sign-in.repository.js';

const QUEUE_MILLISECONDS = 60;

/** One try to sign in, as it came. */
export interface SignInTry {
  /** User name or telephone number. */
  typed: string;
  password: string;
  /** The network address it came from. */
  address: string;
  requestId: string;
}

/** What a new session is opened with. */
export interface SignedIn {
  personId: PersonId;
  assignmentId: AssignmentId;
  epoch: number;
  /** Administrators' sessions end sooner when left alone. */
  isAdmin: boolean;
}

/** Signing in by user name or telephone number. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly credentials: SignInRepository,
    private readonly delay: SignInDelay,
    private readonly actors: ActorRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * Who this is, or a refusal: `sign-in-wait` after too many wrong tries, by account or by address, without a look at the
   * password; `wrong-credentials`, the same in words and time for a wrong password, an unknown name, a disabled account and
   * one not yet activated; `account-without-role` only once the password was right.
   */
  async signIn(attempt: SignInTry): Promise<SignedIn> {
    const username = attempt.typed.normalize('NFC').trim().toLowerCase();
    const phone = parsePhone(username);
    const known = await this.credentials.credentialsOf(this.database.reader, { username, phone });
    const subjects = { account: accountSubject(known, phone ?? username), address: `address:${attempt.address}` };
    await this.book(subjects);
    const isRight = await isPassword(known?.passwordHash ?? null, attempt.password);
    if (known === null || !isRight || known.disabledAt !== null) {
      await this.recordFailure(known, attempt);
      throw new Refused({ code: 'wrong-credentials', field: 'username' });
    }
    return this.welcome(known, attempt, subjects);
  }

  /** Books the try. Many who come in at one moment block each other only while their passwords are being looked at: they queue for a second. */
  private async book(subjects: { account: string; address: string }): Promise<void> {
    for (;;) {
      try {
        // Always in this order, so that two tries never wait for each other in a circle.
        return await this.database.transaction(async (tx) => {
          await this.delay.book(tx, subjects.account, ACCOUNT_RULE);
          await this.delay.book(tx, subjects.address, ADDRESS_RULE);
        });
      } catch (error) {
        if (!(error instanceof Refused) || error.refusal['isFresh'] !== true) throw error;
      }
      await setTimeout(QUEUE_MILLISECONDS);
    }
  }

  private async welcome(
    known: Credentials,
    attempt: SignInTry,
    subjects: { account: string; address: string },
  ): Promise<SignedIn> {
    const weakHash = known.passwordHash !== null && isBelowFloor(known.passwordHash) ? known.passwordHash : null;
    const strongHash = weakHash === null ? null : await hashPassword(attempt.password);
    const held = await this.actors.rolesOf(known.id, known.epoch);
    const [first] = held;
    await this.database.transaction(async (tx) => {
      await this.delay.forget(tx, subjects.account);
      await this.delay.refund(tx, subjects.address);
      if (weakHash !== null && strongHash !== null) {
        await this.credentials.strengthen(tx, known.id, { from: weakHash, to: strongHash });
      }
      await this.audit.recordSystem(
        tx,
        { name: known.name, role: first?.actor.role ?? 'none', requestId: attempt.requestId, personId: known.id },
        { act: 'session.open', subjectKind: 'person', subjectId: known.id, facts: { address: attempt.address } },
      );
    });
    if (first === undefined) throw new Refused({ code: 'account-without-role', field: 'username' });
    return {
      personId: known.id,
      assignmentId: first.actor.assignmentId,
      epoch: known.epoch,
      isAdmin: held.some(({ actor }) => actor.role === 'admin'),
    };
  }

  private async recordFailure(known: Credentials | null, attempt: SignInTry): Promise<void> {
    await this.database.transaction((tx) =>
      this.audit.recordSystem(
        tx,
        {
          name: known?.name ?? 'Chưa rõ',
          role: 'none',
          requestId: attempt.requestId,
          ...(known === null ? {} : { personId: known.id }),
        },
        {
          act: 'session.refuse',
          subjectKind: 'person',
          subjectId: known?.id ?? 'unknown',
          facts: { address: attempt.address },
        },
      ),
    );
  }
}

// People type their password into the wrong field: what names nobody is counted by its hash and kept nowhere in clear.
const accountSubject = (known: Credentials | null, typed: string): string =>
  known === null ? `unknown:${createHash('sha256').update(typed).digest('base64url')}` : `account:${known.id}`;
