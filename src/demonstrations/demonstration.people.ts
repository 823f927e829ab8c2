import { Injectable } from '@nestjs/common';
import { hashPassword } from '../accounts/password.js';
import { PeopleReader } from '../accounts/people.reader.js';
import { PersonRegister } from '../accounts/person.register.js';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act, Actor, Role } from '../kernel/actor.js';
import type { ContestId, PersonId, UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { UnitReader } from '../units/unit.reader.js';
import { DEMONSTRATION, DEMONSTRATION_REQUEST, DEMONSTRATOR } from './demonstration.facts.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { type DemonstrationOfficial, officials } from './officials.js';

/** The people of a loaded demonstration, as they act. */
export class Cast {
  constructor(
    private readonly byUsername: ReadonlyMap<string, Actor>,
    private readonly byUnitCode: ReadonlyMap<string, Actor>,
  ) {}

  /** An act of the account with this user name. */
  by(username: string): Act {
    return actOf(this.byUsername.get(username), username);
  }

  /** An act of the official of a commune or of a district's vetting office, by the unit's code. */
  for(unitCode: string): Act {
    return actOf(this.byUnitCode.get(unitCode), unitCode);
  }
}

function actOf(actor: Actor | undefined, whose: string): Act {
  if (actor === undefined) throw new Error(`the demonstration has nobody for ${whose}`);
  return { actor, formKey: null, requestId: DEMONSTRATION_REQUEST };
}

/** Enters the accounts of the demonstration, or finds them again: sessions of people who are signed in with them live on. */
@Injectable()
export class DemonstrationPeople {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly register: PersonRegister,
    private readonly people: PeopleReader,
    private readonly units: UnitReader,
    private readonly repository: DemonstrationRepository,
  ) {}

  /** One hash for all: they share a password that is no secret, and forty hashes would be a second. */
  hashOfPassword(): Promise<string> {
    return hashPassword(DEMONSTRATION.password);
  }

  /**
   * Enters whoever is not there yet, gives those who are their name and password back, and grants the roles that need no
   * contest. Refuses `demonstration-names-taken` when a user name is a real person's: nobody's password is overwritten.
   * Names that no act of the demonstration needs stay with whoever has them.
   */
  async enter(tx: Tx, passwordHash: string): Promise<void> {
    const everybody = officials();
    const { known, foreign } = await this.repository.peopleNamed(
      tx,
      everybody.map(({ username }) => username),
    );
    const taken = foreign.map(({ username }) => username).filter((username) => !ONLOOKERS.has(username));
    if (taken.length > 0) throw new Refused({ code: 'demonstration-names-taken', usernames: taken });
    const ids = new Map(known.map(({ username, id }) => [username, id]));
    for (const official of everybody.filter(({ username }) => !foreign.some((one) => one.username === username))) {
      const { username, fullName } = official;
      const found = ids.get(username);
      if (found !== undefined) await this.register.restorePerson(tx, found, { fullName, passwordHash });
      const personId = found ?? (await this.add(tx, official, passwordHash));
      if (!isOfContest(official.role)) await this.grant(tx, personId, official, null);
    }
  }

  /** Grants the roles that are held in the contest alone. */
  async seat(tx: Tx, contestId: ContestId): Promise<void> {
    for (const official of officials().filter(({ role }) => isOfContest(role))) {
      const person = await this.people.byUsername(tx, official.username);
      if (person !== null) await this.grant(tx, person.id, official, contestId);
    }
  }

  /** Everybody with the roles of the demonstration, as they stand now. */
  async cast(): Promise<Cast> {
    const { reader } = this.database;
    const byUsername = new Map<string, Actor>();
    const byUnitCode = new Map<string, Actor>();
    for (const { username, role, unit } of officials()) {
      const person = await this.people.byUsername(reader, username);
      if (person === null) continue;
      const held = (await this.people.assignmentsOf(reader, person.id)).find((one) => one.role === role);
      if (held === undefined) continue;
      const { id: assignmentId, unitId, unitName, contestId } = held;
      const actor = { personId: person.id, name: person.name, role, assignmentId, unitId, unitName, contestId };
      byUsername.set(username, actor);
      if (unit !== null) byUnitCode.set(unit.code, actor);
    }
    return new Cast(byUsername, byUnitCode);
  }

  private async add(tx: Tx, { username, fullName }: DemonstrationOfficial, passwordHash: string): Promise<PersonId> {
    const id = await this.register.createPerson(tx, { username, fullName, phone: null, passwordHash });
    await this.audit.recordSystem(tx, DEMONSTRATOR, {
      act: 'demonstration.add-person',
      subjectKind: 'person',
      subjectId: id,
      facts: { username, name: fullName },
    });
    return id;
  }

  private async grant(
    tx: Tx,
    personId: PersonId,
    { role, unit, title }: DemonstrationOfficial,
    contestId: ContestId | null,
  ): Promise<void> {
    const unitId = unit === null ? null : await this.unitOf(tx, unit);
    const held = await this.people.assignmentsOf(tx, personId);
    if (held.some((one) => one.role === role && one.unitId === unitId && one.contestId === contestId)) return;
    await this.register.grantRole(tx, { personId, role, unitId, contestId, title });
  }

  private async unitOf(tx: Tx, { level, code }: { level: 'commune' | 'district'; code: string }): Promise<UnitId> {
    const unit = await this.units.byCode(tx, { level, code, on: '2021-11-01' });
    if (unit === null) throw new Error(`no ${level} of code ${code} in 2021`);
    return unit.id;
  }
}

/** Judges and secretaries act for one contest; organisers of the demonstration for all, so that they can create others. */
const isOfContest = (role: Role): boolean => role === 'judge' || role === 'secretary';

/** They do nothing in the demonstration; on a platform in use the first administrator is called so already. */
const ONLOOKERS: ReadonlySet<string> = new Set(['kiem-tra', 'quan-tri']);
