import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { type Role } from '../kernel/actor.js';
import type { PersonId, UnitId } from '../kernel/ids.js';
import { Refused, obey } from '../kernel/refusal.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { UnitReader } from '../units/unit.reader.js';
import { type IssuedLink, InvitationService } from './invitation.service.js';
import { PeopleRepository } from './people.repository.js';
import { refuseToGrant } from './people.policy.js';
import { PersonRegister } from './person.register.js';
import { readNewPerson } from './person.words.js';
import { ROLE_SCOPES } from './role.scopes.js';

const BY = { name: 'Dòng lệnh', role: 'system', requestId: 'CLI' };

/** What `user create` is told. */
export interface TypedPerson {
  username: string;
  name: string;
  role: Role;
  /** Code of the unit acted for. */
  unit?: string;
  /** Slug of the contest. */
  contest?: string;
  phone?: string;
}

/** Accounts made at the machine itself: by the command line and at the first start. */
@Injectable()
export class FirstPeopleService {
  constructor(
    private readonly database: Database,
    private readonly register: PersonRegister,
    private readonly invitations: InvitationService,
    private readonly people: PeopleRepository,
    private readonly units: UnitReader,
    private readonly audit: Audit,
  ) {}

  /**
   * Makes an account and its single-use link. Refuses as PeopleService.invite does, `person-words-wrong` with a list of faults,
   * `unit-unknown` for a code that no unit of the role's levels has (today's units first, then the newest that had it),
   * `contest-unknown`. With `dryRun` nothing stands afterwards, and the link opens nothing.
   */
  async create(typed: TypedPerson, { dryRun = false } = {}): Promise<{ username: string; link: IssuedLink }> {
    const read = readNewPerson({ username: typed.username, fullName: typed.name, phone: typed.phone ?? '' });
    if ('faults' in read)
      throw new Refused({ code: 'person-words-wrong', faults: read.faults.map(({ text }) => text) });
    return this.database.transaction(
      async (tx) => {
        const unitId = typed.unit === undefined ? null : await this.unitOf(typed.role, typed.unit, dayOf(tx.now));
        const contestId = typed.contest === undefined ? null : await this.people.contestIdOf(tx, typed.contest);
        if (typed.contest !== undefined && contestId === null) throw new Refused({ code: 'contest-unknown' });
        const unit = unitId === null ? null : await this.units.byId(tx, unitId);
        obey(refuseToGrant({ role: typed.role, contestId }, unit?.level ?? null));
        const personId = await this.register.createPerson(tx, { ...read.person, passwordHash: null });
        await this.register.grantRole(tx, { personId, role: typed.role, unitId, contestId, title: null });
        const link = await this.invitations.issue(tx, personId, 'activate');
        await this.audit.recordSystem(tx, BY, {
          act: 'person.invite',
          subjectKind: 'person',
          subjectId: personId,
          facts: {
            username: read.person.username,
            name: read.person.fullName,
            role: typed.role,
            unit: unit?.name ?? null,
          },
        });
        return { username: read.person.username, link };
      },
      { dryRun },
    );
  }

  /** While nobody can administer: an account `quan-tri` and its link; its earlier links die. Null when there is an administrator. */
  async firstAdministrator(): Promise<IssuedLink | null> {
    return this.database.transaction(async (tx) => {
      const able = await tx.one(
        `SELECT 1 FROM persons p JOIN role_assignments a ON a.person_id = p.id AND a.role = 'admin' AND a.revoked_at IS NULL
          WHERE p.disabled_at IS NULL AND p.password_hash IS NOT NULL LIMIT 1`,
      );
      if (able !== null) return null;
      const [waiting] = await this.people.holdAdministrators(tx);
      let personId = waiting;
      if (personId === undefined) {
        personId = await this.createAdministrator(tx);
        await this.register.grantRole(tx, { personId, role: 'admin', unitId: null, contestId: null, title: null });
      }
      const link = await this.invitations.issue(tx, personId, 'activate');
      await this.audit.recordSystem(tx, BY, { act: 'person.invite', subjectKind: 'person', subjectId: personId });
      return link;
    });
  }

  /** Under the first free one of the names `quan-tri`, `quan-tri-2` …: the first may belong to a closed account. */
  private async createAdministrator(tx: Tx): Promise<PersonId> {
    for (let number = 1; ; number += 1) {
      const username = number === 1 ? 'quan-tri' : `quan-tri-${number}`;
      const taken = await tx.one('SELECT 1 FROM persons WHERE username = $1', [username]);
      if (taken !== null) continue;
      return this.register.createPerson(tx, { username, fullName: 'Quản trị viên', phone: null, passwordHash: null });
    }
  }

  private async unitOf(role: Role, code: string, today: string): Promise<UnitId> {
    const { reader } = this.database;
    for (const level of ROLE_SCOPES[role].unitLevels) {
      const unit =
        (await this.units.byCode(reader, { level, code, on: today })) ??
        (await this.units.lastByCode(reader, { level, code }));
      if (unit !== null) return unit.id;
    }
    throw new Refused({ code: 'unit-unknown' });
  }
}
