import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { CommunityReach } from '../../../src/communities/community.reach.js';
import { GroupImportRepository } from '../../../src/communities/groups/import.repository.js';
import { CoverageRepository } from '../../../src/communities/teams/coverage.repository.js';
import { HouseholdImport } from '../../../src/communities/teams/household.import.js';
import { type HouseholdId, HouseholdRepository } from '../../../src/communities/teams/household.repository.js';
import { HouseholdService } from '../../../src/communities/teams/household.service.js';
import { KindRepository } from '../../../src/communities/teams/kind.repository.js';
import type { TeamFacts, TeamId, TeamKindId, TeamWords } from '../../../src/communities/teams/team.facts.js';
import { teamFaults } from '../../../src/communities/teams/team.faults.js';
import { TeamListRepository } from '../../../src/communities/teams/team.list.repository.js';
import { TeamRepository } from '../../../src/communities/teams/team.repository.js';
import { readTeamQuery } from '../../../src/communities/teams/team.query.js';
import { TeamService } from '../../../src/communities/teams/team.service.js';
import { TaskRepository } from '../../../src/communities/teams/task.repository.js';
import { TaskService } from '../../../src/communities/teams/task.service.js';
import { TrainingRepository } from '../../../src/communities/teams/training.repository.js';
import { TrainingService } from '../../../src/communities/teams/training.service.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { readCsv } from '../../../src/press/csv-reading.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { freshDatabase } from '../../database.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let database: Database;
let world: World;
let close: () => Promise<void>;
let service: TeamService;
let lists: HouseholdService;
let importing: HouseholdImport;
let trainingService: TrainingService;
let taskService: TaskService;
const [trainings, tasks] = [new TrainingRepository(), new TaskRepository()];
const reach = new CommunityReach(new UnitReader());
const [teams, kinds, households] = [new TeamRepository(), new KindRepository(), new HouseholdRepository()];
const COVID = '7ea00000-0000-4000-8000-000000000001' as TeamKindId;
const DIGITAL = '7ea00000-0000-4000-8000-000000000002' as TeamKindId;

beforeAll(async () => {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  const audit = new Audit();
  service = new TeamService(database, audit, reach, new UnitReader(), teams, kinds, households);
  lists = new HouseholdService(database, teams, service, households);
  importing = new HouseholdImport(database, audit, reach, new GroupImportRepository(), households);
  trainingService = new TrainingService(database, service, trainings);
  taskService = new TaskService(database, audit, kinds, tasks);
  close = async () => {
    await source.destroy();
    await fresh.drop();
  };
});
afterAll(() => close());

const xa = (key: string | null = null) => actBy(world.actors.xa, key);
const member = (fullName: string, isLeader = false) => ({ id: null, fullName, phone: '', post: '', isLeader });
const words = (name: string, more: Partial<TeamWords> = {}): TeamWords => ({
  kindId: COVID,
  villageId: world.villages.banBo[0] ?? null,
  name,
  decisionNumber: '',
  decisionOn: null,
  members: [member('Lò Văn Một', true), member('Lò Văn Hai'), member('Lò Thị Ba')],
  ...more,
});
const find = async (id: string, actor: Actor = world.actors.xa) =>
  teams.byId(database.reader, await reach.of(database.reader, actor), id);
const known = async (id: string): Promise<TeamFacts> => {
  const team = await find(id);
  if (team === null) throw new Error('no such team');
  return team;
};
const decision = { number: '45/QĐ-UBND', on: '2021-10-25', despite: '', version: 1 };
const home = (headName: string, address = '') => ({ headName, address, persons: 4 });
const homesOf = async (teamId: TeamId) =>
  (await households.page(database.reader, teamId, { limit: 100, offset: 0 })).households;
const csv = (text: string) => [
  readCsv(Buffer.from(`Thôn, bản;Chủ hộ;Địa chỉ, số nhà;Số người;Tổ phụ trách\n${text}`), {
    rows: 60_000,
    columns: 10,
  }),
];
const take = (text: string, key: string | null = null) =>
  importing.take(xa(key), { tables: csv(text), kindId: COVID, today: '2021-11-20', sample: false });

describe('A team', () => {
  it('is entered by its commune as a draft with its faults, seen by the office above, unknown to a neighbour', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 1', { members: [member('Lò Văn Một')] }));
    expect(await find(id, world.actors.thamDinh)).toMatchObject({ name: 'Tổ 1', state: 'draft', version: 1 });
    expect(await find(id, world.actors.auditor)).not.toBeNull();
    for (const stranger of [world.actors.xa2, world.actors.thamDinh2]) expect(await find(id, stranger)).toBeNull();
    const edit = (actor: Actor) => codeOf(service.edit(actBy(actor), id, { words: words('Khác'), version: 1 }));
    expect(await edit(world.actors.xa2)).toBe('not-found');
    expect(await edit(world.actors.thamDinh)).toBe('not-allowed');
    expect(await codeOf(service.add(xa(), world.units.banBo, words('tổ 1')))).toBe('team-known');
    const elsewhere = words('Tổ 9', { villageId: world.villages.binhLu[0] ?? null });
    expect(await codeOf(service.add(xa(), world.units.banBo, elsewhere))).toBe('team-village-unknown');
  });

  it('is founded with faults only for a reason, which stays on record, and once', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 2'));
    expect(await codeOf(service.found(xa(), id, decision))).toBe('team-has-faults');
    expect((await known(id)).state).toBe('draft');
    await service.found(xa(), id, { ...decision, despite: 'Bản chỉ có 20 hộ' });
    expect(await known(id)).toMatchObject({
      state: 'founded',
      foundedDespite: 'Bản chỉ có 20 hộ',
      decisionNumber: '45/QĐ-UBND',
    });
    expect(await codeOf(service.found(xa(), id, { ...decision, version: 2 }))).toBe('team-founded');
    expect(await codeOf(service.edit(xa(), id, { words: words('Tổ 2'), version: 2 }))).toBe('team-decision-missing');
  });

  it('of a kind without bounds is founded as it is', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ số', { kindId: DIGITAL, members: [] }));
    await service.found(xa(), id, decision);
    expect(await known(id)).toMatchObject({ state: 'founded', foundedDespite: null });
  });

  it('is written over only by who saw its newest version; a member who stays keeps an identity', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 3'));
    const [first, second] = (await known(id)).members;
    if (first === undefined || second === undefined) throw new Error('no members');
    const typed = words('Tổ 3', { members: [{ ...second, isLeader: true }, member('Lò Văn Mới')] });
    await service.edit(xa(), id, { words: typed, version: 1 });
    const after = await known(id);
    expect(after.members.map(({ fullName }) => fullName)).toEqual(['Lò Văn Hai', 'Lò Văn Mới']);
    expect(after.members[0]?.id).toBe(second.id);
    expect(await codeOf(service.edit(xa(), id, { words: typed, version: 1 }))).toBe('stale');
  });
});

describe('Training and tasks', () => {
  it('name the members who came to none; a training recorded by mistake no longer counts', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ tập huấn'));
    const [first, second] = (await known(id)).members;
    const stranger = await service.add(xa(), world.units.banBo, words('Tổ khác nữa'));
    const [other] = (await known(stranger)).members;
    const attended = [first?.id ?? '', second?.id ?? '', other?.id ?? ''];
    const heldOn = '2021-11-01';
    const training = await trainingService.record(xa(), id, {
      heldOn,
      topic: 'Nhiệm vụ',
      place: '',
      taughtBy: '',
      attended,
    });
    const untrained = async () => (await trainings.untrained(database.reader, id)).map(({ fullName }) => fullName);
    expect(await untrained()).toEqual(['Lò Thị Ba']);
    expect((await trainings.ofTeam(database.reader, id))[0]?.attended).toEqual(['Lò Văn Một', 'Lò Văn Hai']);
    expect(await codeOf(trainingService.withdraw(actBy(world.actors.xa2), id, training))).toBe('not-found');
    await trainingService.withdraw(xa(), id, training);
    expect(await codeOf(trainingService.withdraw(xa(), id, training))).toBe('training-withdrawn');
    expect(await untrained()).toEqual(['Lò Văn Một', 'Lò Văn Hai', 'Lò Thị Ba']);
  });

  it('have a list of tasks that ships empty, with the paper of each', async () => {
    expect(await tasks.ofKind(database.reader, COVID)).toEqual([]);
    const organiser = actBy(world.actors.organiser);
    const task = { description: 'Việc mẫu', source: 'Văn bản mẫu' };
    await taskService.add(organiser, COVID, task);
    expect(await codeOf(taskService.add(organiser, COVID, task))).toBe('team-task-known');
    const [stored] = await tasks.ofKind(database.reader, COVID);
    expect(stored).toMatchObject(task);
    await taskService.end(organiser, COVID, stored?.id ?? '');
    expect(await tasks.ofKind(database.reader, COVID)).toEqual([]);
  });
});

describe('The bounds of a kind', () => {
  it('are those of the paper, change with their source, and what was stays', async () => {
    const before = (await kinds.all(database.reader)).find(({ id }) => id === DIGITAL);
    expect(before).toMatchObject({ membersMin: null, householdsMax: null, leaders: null, source: '' });
    const bounds = { membersMin: 3, membersMax: 9, householdsMin: null, householdsMax: null, leaders: 1 };
    const given = { ...bounds, source: 'Văn bản mẫu', version: 1 };
    await service.bound(actBy(world.actors.organiser), DIGITAL, given);
    expect(await codeOf(service.bound(actBy(world.actors.organiser), DIGITAL, given))).toBe('stale');
    const history = await kinds.history(database.reader, DIGITAL);
    expect(history.map(({ membersMax, source }) => [membersMax, source])).toEqual([
      [9, 'Văn bản mẫu'],
      [null, ''],
    ]);
  });
});

describe('A household', () => {
  it('is in one team of a kind at a time, may be in one of another kind, and moves with its history', async () => {
    const one = await service.add(xa(), world.units.banBo, words('Tổ A'));
    const two = await service.add(xa(), world.units.banBo, words('Tổ B'));
    const digital = await service.add(xa(), world.units.banBo, words('Tổ C', { kindId: DIGITAL }));
    await lists.add(xa(), one, home('Lò Văn Chung'));
    expect(await codeOf(lists.add(xa(), one, home('Lò Văn  chung')))).toBe('household-listed');
    expect(await codeOf(lists.add(xa(), two, home('Lò Văn Chung')))).toBe('household-has-team');
    await lists.add(xa(), two, home('Lò Văn Chung', 'Số 2'));
    await lists.add(xa(), digital, home('Lò Văn Chung'));
    const [moving] = await homesOf(one);
    const id = moving?.id as HouseholdId;
    const raw = database.transaction((tx) =>
      households.assign(tx, [{ householdId: id, teamId: two, kindId: COVID }], 'x'),
    );
    await expect(raw).rejects.toThrow('household_has_one_team_of_a_kind');
    expect(await codeOf(lists.move(xa(), one, id, { teamId: digital, reason: 'Nhầm' }))).toBe(
      'household-target-unknown',
    );
    await lists.move(xa(), one, id, { teamId: two, reason: 'Chuyển nhà' });
    expect(await codeOf(lists.move(xa(), one, id, { teamId: two, reason: 'Chuyển nhà' }))).toBe('household-moved');
    const stays = await households.stays(database.reader, id, COVID);
    expect(stays.map(({ teamName, untilReason }) => [teamName, untilReason])).toEqual([
      ['Tổ B', null],
      ['Tổ A', 'Chuyển nhà'],
    ]);
    await service.dissolve(xa(), two, { on: '2021-11-20', reason: 'Sáp nhập bản', version: 1 });
    expect(await homesOf(two)).toEqual([]);
    expect(await codeOf(lists.add(xa(), two, home('Lò Văn Khác')))).toBe('team-dissolved');
  });
});

describe('A file of households', () => {
  const village = async (): Promise<string> =>
    (await new UnitReader().byId(database.reader, world.villages.banBo[1] as never))?.name ?? '';

  it('with one faulty row writes nothing and names each; without one all of it goes in, once', async () => {
    const bản = await village();
    const id = await service.add(
      xa(),
      world.units.banBo,
      words('Tổ nhập', { villageId: world.villages.banBo[1] ?? null }),
    );
    const good = Array.from({ length: 31 }, (_, index) => `${bản};Lò Văn ${index};Số ${index};4;Tổ nhập`);
    const bad = [`${bản};;Số 1;4;`, `Bản Không Có;Lò Văn A;;4;`, `${bản};Lò Văn B;;4;Tổ lạ`, good[0] ?? ''];
    const report = await take([...good, ...bad].join('\n'));
    expect(report.faults.map(({ line, message }) => [line, message.split(/[.“]/)[0]])).toEqual([
      [33, 'chưa ghi chủ hộ'],
      [34, 'Xã Bản Bo không có '],
      [35, 'Xã Bản Bo không có tổ '],
      [36, 'hộ '],
    ]);
    expect(await homesOf(id)).toEqual([]);
    expect(await take(good.join('\n'))).toMatchObject({ rows: 31, added: 31, assigned: 31, faults: [] });
    expect(await homesOf(id)).toHaveLength(31);
    expect(await take(good.join('\n'))).toMatchObject({ added: 0, assigned: 0, unchanged: 31 });
  });

  it('says which team has a household already', async () => {
    const bản = await village();
    await service.add(xa(), world.units.banBo, words('Tổ khác', { villageId: world.villages.banBo[1] ?? null }));
    const report = await take(`${bản};Lò Văn 0;Số 0;4;Tổ khác`);
    expect(report.faults[0]?.message).toContain('đang do “Tổ nhập” phụ trách');
  });
});

describe('Lists and coverage', () => {
  const page = async (actor: Actor, typed: Record<string, unknown> = {}, on = '2021-11-20') =>
    new TeamListRepository().page(database.reader, await reach.of(database.reader, actor), {
      on,
      filter: readTeamQuery(typed).filter,
      limit: 100,
      offset: 0,
    });

  it('find the same teams outside their bounds as the rule does', async () => {
    const all = await page(world.actors.xa);
    const expected = all.filter((team) => teamFaults(team, team.bounds).length > 0).map(({ name }) => name);
    expect((await page(world.actors.xa, { sai: '1' })).map(({ name }) => name)).toEqual(expected);
    expect(all.length).toBeGreaterThan(expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(await page(world.actors.xa2)).toEqual([]);
  });

  it('count households with and without a team, and villages without one', async () => {
    const coverage = new CoverageRepository();
    const wide = await reach.of(database.reader, world.actors.thamDinh);
    const at = { on: '2021-11-20', kindId: COVID, districtId: null, communeId: null };
    const whole = { limit: null, offset: 0 };
    const { rows, sums } = await coverage.found(database.reader, wide, at, whole);
    // Two heads "Lò Văn Chung" (their team is dissolved) and 31 of the file; 11 and 4 villages, teams in two of them.
    expect(sums).toMatchObject({ rows: 2, known: 33, inTeam: 31, villages: 15, bare: 13 });
    expect(rows.map(({ name, known, inTeam, bare }) => [name, known, inTeam, bare])).toEqual([
      ['Xã Bản Bo', 33, 31, 9],
      ['Xã Bình Lư', 0, 0, 4],
    ]);
    const second = await coverage.found(database.reader, wide, at, { limit: 1, offset: 1 });
    expect([second.rows, second.sums]).toEqual([rows.slice(1), sums]);
    const { rows: villages } = await coverage.found(
      database.reader,
      wide,
      { ...at, communeId: world.units.banBo },
      whole,
    );
    expect(villages).toHaveLength(11);
    expect(villages.reduce((sum, { teams: count }) => sum + count, 0)).toBe(sums.teams);
  });

  it('group an old commune under its successor on a later day, the team keeping its own', async () => {
    await database.transaction(async (tx) => {
      await tx.changed(`UPDATE units SET valid_to = '2025-07-01' WHERE id = $1`, [world.units.banBo]);
      const id = '7ea00000-0000-4000-8000-0000000000aa';
      await tx.changed(
        `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, sort_key, folded) VALUES ($1, 'commune', 'xã', 'Xã Mới', '99999', $2, '2025-07-01', 'xa moi', 'xa moi')`,
        [id, world.units.province],
      );
      await tx.changed(
        `INSERT INTO unit_successions (old_id, new_id, kind, document) VALUES ($1, $2, 'merged_whole', 'Nghị quyết mẫu')`,
        [world.units.banBo, id],
      );
    });
    const later = await page(world.actors.auditor, {}, '2026-01-01');
    expect(new Set(later.map(({ communeName, nowName }) => `${communeName} → ${nowName}`))).toEqual(
      new Set(['Xã Bản Bo → Xã Mới']),
    );
    const before = await page(world.actors.auditor);
    expect(new Set(before.map(({ nowName }) => nowName))).toEqual(new Set(['Xã Bản Bo']));
  });
});
