import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AccountRepository } from '../../../src/accounts/account.repository.js';
import { FirstPeopleService } from '../../../src/accounts/first-people.service.js';
import { InvitationService } from '../../../src/accounts/invitation.service.js';
import { PeopleReader } from '../../../src/accounts/people.reader.js';
import { PeopleRepository } from '../../../src/accounts/people.repository.js';
import { PeopleService } from '../../../src/accounts/people.service.js';
import { PersonRegister } from '../../../src/accounts/person.register.js';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { WallClock } from '../../../src/kernel/clock.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';
import { type World, actBy, buildWorld } from '../../fixtures/world.js';

let fresh: FreshDatabase;
let source: DataSource;
let database: Database;
let world: World;
let people: PeopleService;
let first: FirstPeopleService;
const reader = new PeopleReader();

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  const [register, repository, accounts, audit, units] = [
    new PersonRegister(),
    new PeopleRepository(),
    new AccountRepository(),
    new Audit(),
    new UnitReader(),
  ];
  const invitations = new InvitationService(database, accounts, audit, new WallClock());
  people = new PeopleService(database, reader, repository, register, invitations, accounts, units, audit);
  first = new FirstPeopleService(database, register, invitations, repository, units, audit);
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});

const refusalOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};

describe('While nobody can administer', () => {
  it('the first start makes an account and its link; the next start replaces the link', async () => {
    const link = await first.firstAdministrator();
    expect(link?.path).toMatch(/^\/kich-hoat\/[\w-]{43}$/);
    const next = await first.firstAdministrator();
    expect(next?.path).not.toBe(link?.path);
    const [person, ...others] = await reader.search(database.reader, 'quan-tri');
    expect([person?.username, others]).toEqual(['quan-tri', []]);
    const open = await database.reader.one<{ n: number }>(
      `SELECT count(*) AS n FROM invitations WHERE consumed_at IS NULL`,
    );
    expect(open?.n).toBe(1);
  });

  it('a closed account of that name is left closed, and another one is made', async () => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE persons SET disabled_at = now() WHERE username = 'quan-tri'`),
    );
    await first.firstAdministrator();
    expect(await reader.byUsername(database.reader, 'quan-tri-2')).not.toBeNull();
  });

  it('and no longer, once somebody can', async () => {
    await database.transaction((tx) => tx.changed(`DELETE FROM invitations`));
    await database.transaction((tx) => tx.changed(`DELETE FROM role_assignments`));
    await database.transaction((tx) => tx.changed(`DELETE FROM persons`));
    world = await buildWorld(database);
    expect(await first.firstAdministrator()).toBeNull();
  });
});

describe('The command line', () => {
  it('makes an account for a unit by its code, or for a contest by its address, and says the link', async () => {
    const clerk = await first.create({
      username: 'Xa-Ban-Bo',
      name: 'Lò Thị Mới',
      role: 'commune',
      unit: '03424',
      phone: '0912 345 678',
    });
    expect(clerk.username).toBe('xa-ban-bo');
    const person = await reader.byUsername(database.reader, 'xa-ban-bo');
    expect(person).toMatchObject({ name: 'Lò Thị Mới', phone: '+84912345678', activated: false });
    const judge = await first.create({ username: 'gk', name: 'Lê Giám Khảo', role: 'judge', contest: world.slug });
    expect(judge.link.kind).toBe('activate');
    expect((await reader.judgesOf(database.reader, world.contestId)).map(({ name }) => name)).toEqual([
      'Phạm Thị Ba',
      'Lê Văn Hai',
      'Lê Giám Khảo',
      'Trần Thị Một',
    ]);
  });

  it.each([
    ['a role without its unit', { role: 'commune' }, 'role-needs-unit'],
    ['a code that no commune has', { role: 'commune', unit: '99999' }, 'unit-unknown'],
    ['a district for a commune’s role', { role: 'commune', unit: '106' }, 'unit-unknown'],
    ['a judge without contest', { role: 'judge' }, 'role-needs-contest'],
    ['a contest that is none', { role: 'judge', contest: 'khong-co' }, 'contest-unknown'],
    ['a user name in use', { role: 'auditor', username: 'xa' }, 'username-taken'],
    ['a number that is none', { role: 'auditor', phone: '12' }, 'person-words-wrong'],
  ] as const)('refuses %s and makes nobody', async (_what, words, code) => {
    const before = (await database.reader.one<{ n: number }>('SELECT count(*) AS n FROM persons'))?.n;
    expect(await refusalOf(first.create({ username: 'moi', name: 'Ai Đó', ...words }))).toBe(code);
    expect((await database.reader.one<{ n: number }>('SELECT count(*) AS n FROM persons'))?.n).toBe(before);
  });
});

describe('Two administrators who take that role from each other at one moment', () => {
  it('leave exactly one of them', async () => {
    const { personId: other } = world.actors.organiser2;
    const act = actBy(world.actors.admin);
    const assignmentId = await people.grantRole(act, {
      personId: other,
      role: 'admin',
      unitId: null,
      contestId: null,
      title: null,
    });
    const otherAdmin: Actor = { ...world.actors.organiser2, role: 'admin', assignmentId, contestId: null };
    const refused = await Promise.all([
      refusalOf(people.revokeRole(act, other, assignmentId)),
      refusalOf(people.revokeRole(actBy(otherAdmin), world.actors.admin.personId, world.actors.admin.assignmentId)),
    ]);
    expect(refused.sort()).toEqual(['last-administrator', null]);
  });
});

describe('People as other rooms read them', () => {
  it('leave out who was disabled or has lost the role', async () => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE persons SET disabled_at = now() WHERE id = $1`, [world.actors.judge1.personId]),
    );
    await database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET revoked_at = now() WHERE id = $1`, [world.actors.judge2.assignmentId]),
    );
    const names = (await reader.judgesOf(database.reader, world.contestId)).map(({ name }) => name);
    expect(names).toEqual(['Phạm Thị Ba', 'Lê Giám Khảo']);
    expect((await reader.forUnit(database.reader, world.units.banBo)).map(({ name }) => name)).toEqual([
      'Lò Văn Bo',
      'Lò Thị Mới',
    ]);
  });
});
