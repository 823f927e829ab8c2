import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId, newToken } from '../../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Scope } from '../../web/rights.js';
import { AccountService } from '../account.service.js';
import type { ProgramKeyId } from './program-key.facts.js';
import { refuseToMakeKey } from './program-key.policy.js';
import { type KeyOwners, ProgramKeyRepository } from './program-key.repository.js';

const DAY_MILLISECONDS = 86_400_000;
/** So that a key which strayed into a file or a chat is recognised for what it is. */
const PREFIX = 'hoithi_';

/** Keys that people give to programs: made, shown once, and ended. */
@Injectable()
export class ProgramKeys {
  constructor(
    private readonly database: Database,
    private readonly keys: ProgramKeyRepository,
    private readonly account: AccountService,
    private readonly audit: Audit,
  ) {}

  /**
   * Makes a key for the role that the actor is in, after the password was given right: whoever finds a machine left open makes
   * none. The token is told here and never again; pressed twice, the second press finds it done. Refuses `wrong-old-password`,
   * `sign-in-wait`, and what `refuseToMakeKey` refuses.
   */
  async make(
    act: Act,
    wanted: { name: string; scopes: readonly Scope[]; days: number; password: string },
  ): Promise<{ token: string; expiresAt: Instant }> {
    const { actor } = act;
    const { name, scopes, days } = wanted;
    obey(refuseToMakeKey(actor, wanted, 0));
    await this.account.confirmPassword(act, { typed: wanted.password, field: 'password' });
    return this.database.act(act, async (tx) => {
      obey(refuseToMakeKey(actor, wanted, await this.keys.countLive(tx, actor.personId)));
      const id = newId<'program-key'>();
      const token = `${PREFIX}${newToken()}`;
      const expiresAt = plusMilliseconds(tx.now, days * DAY_MILLISECONDS);
      await this.keys.insert(tx, actor, { id, token, name, scopes, expiresAt });
      await this.audit.record(tx, act, {
        act: 'program-key.make',
        subjectKind: 'program-key',
        subjectId: id,
        contestId: actor.contestId,
        facts: { name, scopes: scopes.join(', '), until: expiresAt.toISOString() },
      });
      return { token, expiresAt };
    });
  }

  /** Ends a key of one's own at once. `not-found` for one that is not, or that was revoked already. */
  revokeOwn(act: Act, id: string): Promise<void> {
    return this.revoke(act, id, { kind: 'own', personId: act.actor.personId });
  }

  /** Ends anybody's key that the actor oversees. `not-found` as above. */
  revokeAny(act: Act, id: string): Promise<void> {
    return this.revoke(act, id, overseenBy(act.actor));
  }

  private async revoke(act: Act, id: string, owners: KeyOwners): Promise<void> {
    if (!isId(id)) throw new Refused({ code: 'not-found' });
    await this.database.act(act, async (tx) => {
      const ended = await this.keys.revoke(tx, id, owners, act.actor.name);
      if (ended === null) throw new Refused({ code: 'not-found' });
      await this.audit.record(tx, act, {
        act: 'program-key.revoke',
        subjectKind: 'program-key',
        subjectId: id as ProgramKeyId,
        contestId: act.actor.contestId,
        facts: { name: ended.name, fullName: ended.personName },
      });
    });
  }
}

/** Administrators oversee every key, organisers those of roles in their contests. */
export const overseenBy = ({ role, contestId, unitId }: Actor): KeyOwners =>
  role === 'admin' ? { kind: 'all' } : { kind: 'organised', contestId, unitId };
