import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CoverageRepository } from '../../../src/communities/teams/coverage.repository.js';
import type { HouseholdId } from '../../../src/communities/teams/household.repository.js';
import type { TeamId } from '../../../src/communities/teams/team.facts.js';
import { teamFaults } from '../../../src/communities/teams/team.faults.js';
import { TeamListRepository } from '../../../src/communities/teams/team.list.repository.js';
import { readTeamQuery } from '../../../src/communities/teams/team.query.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { readCsv } from '../../../src/press/csv-reading.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { COVID, DIGITAL, openTeamRegister, type TeamRegister } from '../../fixtures/communities/teams.js';
import { codeOf } from '../../fixtures/judging-room.js';

let register: TeamRegister;
let { database, world, reach, service, lists, households, importing, xa, words } = {} as TeamRegister;

beforeAll(async () => {
  register = await openTeamRegister();
  ({ database, world, reach, service, lists, households, importing, xa, words } = register);
  // One that keeps no bound, beside those of the tests.
  await service.add(xa(), world.units.banBo, words('Tổ ngoài quy định', { members: [] }));
});
afterAll(() => register.close());

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
