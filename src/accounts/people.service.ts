import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { AssignmentId, PersonId } from '../kernel/ids.js';
import { Refused, obey } from '../kernel/refusal.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import { UnitReader } from '../units/unit.reader.js';
import { AccountRepository } from './account.repository.js';
import { type IssuedLink, InvitationService } from './invitation.service.js';
import { PeopleReader } from './people.reader.js';
import { PeopleRepository } from './people.repository.js';
import { refuseToDisable, refuseToGrant, refuseToRevoke } from './people.policy.js';
import type { Grant, PersonFacts } from './person.facts.js';
import { type NewPerson, PersonRegister } from './person.register.js';

/** What administrators do with other people's accounts. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReader,
    private readonly repository: PeopleRepository,
    private readonly register: PersonRegister,
    private readonly invitations: InvitationService,
    private readonly accounts: AccountRepository,
    private readonly units: UnitReader,
    private readonly audit: Audit,
  ) {}

  /** Enters a person with a first role and makes their link. Refuses `username-taken` and a role that does not fit its unit or contest. */
  async invite(
    act: Act,
    person: Omit<NewPerson, 'passwordHash'>,
    grant: Omit<Grant, 'personId'>,
  ): Promise<{ personId: PersonId; link: IssuedLink }> {
    return this.database.act(act, async (tx) => {
      const personId = await this.register.createPerson(tx, { ...person, passwordHash: null });
      await this.record(tx, act, 'person.invite', personId, { username: person.username, name: person.fullName });
      await this.grant(tx, act, { ...grant, personId });
      return { personId, link: await this.invitations.issue(tx, personId, 'activate') };
    });
  }

  /** Corrects name and telephone number; `stale` when somebody else has done so since the form was opened. */
  async edit(
    act: Act,
    person: { id: PersonId; fullName: string; phone: string | null; version: number },
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const before = await this.load(tx, person.id);
      const fullName = tidyName(person.fullName);
      if (!(await this.repository.edit(tx, { ...person, fullName }))) throw new Refused({ code: 'stale' });
      await this.record(tx, act, 'person.edit', person.id, {
        before: { name: before.name, phone: before.phone },
        after: { name: fullName, phone: person.phone },
      });
    });
  }

  async grantRole(act: Act, grant: Grant): Promise<AssignmentId> {
    return this.database.act(act, async (tx) => {
      await this.load(tx, grant.personId);
      return this.grant(tx, act, grant);
    });
  }

  /** Takes a role away, from the next request on. Refuses to leave the platform without an administrator. */
  async revokeRole(act: Act, personId: PersonId, assignmentId: AssignmentId): Promise<void> {
    await this.database.act(act, async (tx) => {
      const administrators = await this.repository.holdAdministrators(tx);
      const held = (await this.people.assignmentsOf(tx, personId)).find(({ id }) => id === assignmentId);
      if (held === undefined) throw new Refused({ code: 'not-found' });
      obey(refuseToRevoke(held.role, personId, administrators));
      if (!(await this.repository.revokeRole(tx, personId, assignmentId))) throw new Refused({ code: 'stale' });
      await this.record(tx, act, 'person.revoke-role', personId, {
        role: held.role,
        unit: held.unitName,
        contest: held.contestName,
      });
    });
  }

  /** Closes an account: its sessions and links are dead at once. Refuses one's own, and the last administrator's. */
  async disable(act: Act, personId: PersonId): Promise<void> {
    await this.database.act(act, async (tx) => {
      await this.load(tx, personId);
      obey(refuseToDisable(act.actor, personId, await this.repository.holdAdministrators(tx)));
      if (!(await this.repository.disable(tx, personId))) throw new Refused({ code: 'stale' });
      await this.invitations.closeAll(tx, personId);
      await this.record(tx, act, 'person.disable', personId, {});
    });
  }

  async enable(act: Act, personId: PersonId): Promise<void> {
    await this.database.act(act, async (tx) => {
      await this.load(tx, personId);
      if (!(await this.repository.enable(tx, personId))) throw new Refused({ code: 'stale' });
      await this.record(tx, act, 'person.enable', personId, {});
    });
  }

  /** A new single-use link: to activate while there is no password, to reset afterwards. Refuses for a closed account. */
  async issueLink(act: Act, personId: PersonId): Promise<IssuedLink> {
    return this.database.act(act, async (tx) => {
      const person = await this.load(tx, personId);
      if (person.disabledAt !== null) throw new Refused({ code: 'account-is-disabled' });
      const link = await this.invitations.issue(tx, personId, person.activated ? 'reset' : 'activate');
      await this.record(tx, act, 'person.issue-link', personId, { kind: link.kind });
      return link;
    });
  }

  async endSessions(act: Act, personId: PersonId): Promise<void> {
    await this.database.act(act, async (tx) => {
      await this.load(tx, personId);
      await this.accounts.raiseEpoch(tx, personId);
      await this.record(tx, act, 'person.end-sessions', personId, {});
    });
  }

  private async grant(tx: Tx, act: Act, grant: Grant): Promise<AssignmentId> {
    const unit = grant.unitId === null ? null : await this.units.byId(tx, grant.unitId);
    obey(refuseToGrant(grant, unit?.level ?? null));
    const id = await this.register.grantRole(tx, grant);
    await this.record(tx, act, 'person.grant-role', grant.personId, {
      role: grant.role,
      unit: unit?.name ?? null,
      contestId: grant.contestId,
    });
    return id;
  }

  private async load(tx: Tx, personId: PersonId): Promise<PersonFacts> {
    const person = await this.people.byId(tx, personId);
    if (person === null) throw new Refused({ code: 'not-found' });
    return person;
  }

  private record(tx: Tx, act: Act, deed: string, personId: PersonId, facts: Record<string, unknown>): Promise<void> {
    return this.audit.record(tx, act, { act: deed, subjectKind: 'person', subjectId: personId, facts });
  }
}
