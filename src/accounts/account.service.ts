import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import type { AssignmentId, PersonId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { ActorRepository } from './actor.repository.js';
import { AccountRepository, type PasswordFacts } from './account.repository.js';
import { hashPassword, isPassword } from './password.js';
import { refuseToUsePassword } from './password.policy.js';
import { ACCOUNT_RULE, SignInDelay } from './sign-in.delay.js';

/** What people do with their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly actors: ActorRepository,
    private readonly delay: SignInDelay,
    private readonly audit: Audit,
  ) {}

  /** Goes on in another of one's own roles; `not-found` for a role that is not, or no longer, one's own. */
  async actAs(act: Act, assignmentId: string, epoch: number): Promise<AssignmentId> {
    const { personId } = act.actor;
    const chosen = (await this.actors.rolesOf(personId, epoch)).find(
      ({ actor }) => actor.assignmentId === assignmentId,
    );
    if (chosen === undefined) throw new Refused({ code: 'not-found' });
    await this.database.act(act, (tx) =>
      this.audit.record(tx, act, {
        act: 'session.change-role',
        subjectKind: 'role-assignment',
        subjectId: chosen.actor.assignmentId,
        facts: { role: chosen.actor.role },
      }),
    );
    return chosen.actor.assignmentId;
  }

  /** Leaves a line in the log; the session itself is ended by whoever holds the request. */
  async signOut(act: Act): Promise<void> {
    await this.database.act(act, (tx) =>
      this.audit.record(tx, act, { act: 'session.close', subjectKind: 'person', subjectId: act.actor.personId }),
    );
  }

  /** Ends every session of this person, on every machine, this one included. */
  async signOutEverywhere(act: Act): Promise<void> {
    await this.database.act(act, async (tx) => {
      await this.accounts.raiseEpoch(tx, act.actor.personId);
      await this.audit.record(tx, act, {
        act: 'person.end-sessions',
        subjectKind: 'person',
        subjectId: act.actor.personId,
      });
    });
  }

  /**
   * Sets a new password after the old one was given right, and ends all sessions; the answer is the epoch under which the
   * caller's own may go on. Refuses `wrong-old-password`, `sign-in-wait` after too many wrong ones, and what
   * `refuseToUsePassword` refuses.
   */
  async changePassword(act: Act, typed: { old: string; fresh: string }): Promise<number> {
    const { personId } = act.actor;
    const { words } = await this.credentialsOf(personId);
    const refusal = refuseToUsePassword(typed.fresh, words);
    if (refusal !== null) throw new Refused({ ...refusal, field: 'fresh' });
    await this.confirmPassword(act, { typed: typed.old, field: 'old' });
    const passwordHash = await hashPassword(typed.fresh);
    return this.database.act(act, async (tx) => {
      const epoch = await this.accounts.setPassword(tx, personId, passwordHash);
      await this.audit.record(tx, act, { act: 'person.change-password', subjectKind: 'person', subjectId: personId });
      return epoch;
    });
  }

  /**
   * Before something that a machine left open must not do: was the password of the one who asks typed right? Refuses
   * `wrong-old-password` beside `field`, and `sign-in-wait` after too many wrong ones.
   */
  async confirmPassword({ actor }: Act, { typed, field }: { typed: string; field: string }): Promise<void> {
    const subject = `account:${actor.personId}`;
    const { passwordHash } = await this.credentialsOf(actor.personId);
    await this.database.transaction((tx) => this.delay.book(tx, subject, ACCOUNT_RULE));
    if (!(await isPassword(passwordHash, typed))) throw new Refused({ code: 'wrong-old-password', field });
    await this.database.transaction((tx) => this.delay.forget(tx, subject));
  }

  private async credentialsOf(personId: PersonId): Promise<PasswordFacts> {
    const credentials = await this.accounts.passwordFacts(this.database.reader, personId);
    if (credentials === null) throw new Refused({ code: 'not-found' });
    return credentials;
  }
}
