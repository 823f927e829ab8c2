import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { Actor } from '../../../src/kernel/actor.js';
import type { UnitId } from '../../../src/kernel/ids.js';
import { UnitImport } from '../../../src/units/unit.import.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { UnitRepository } from '../../../src/units/unit.repository.js';
import { freshDatabase } from '../../database.js';
import { EVERYTHING, groupRegister, groupWords, LETTER_CSV, tableOf } from '../../fixtures/communities/register.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let database: Database;
let world: World;
let register: ReturnType<typeof groupRegister>;
let tamDuong: Actor;
let close: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  register = groupRegister(database);
  await database.transaction((tx) => new UnitImport(new UnitRepository()).loadShipped(tx));
  // The world's communes end as the shipped ones do: the reform finds them.
  await database.transaction((tx) =>
    tx.changed(
      `UPDATE units SET valid_to = '2025-07-01' WHERE level IN ('district', 'commune') AND valid_from = '2021-01-01'`,
    ),
  );
  const district = await new UnitReader().byCode(database.reader, { level: 'district', code: '247', on: '2021-09-16' });
  tamDuong = { ...world.actors.thamDinh, unitId: district?.id as UnitId, unitName: 'Huyện Tam Dương' };
  close = async () => {
    await source.destroy();
    await fresh.drop();
  };
});
afterAll(() => close());

const commune = () => actBy(world.actors.xa);
const add = (name: string, more = {}, communeId: UnitId = world.units.banBo, actor: Actor = world.actors.xa) =>
  register.service.add(actBy(actor), communeId, groupWords(name, more));
const find = async (id: string, actor: Actor = world.actors.xa) =>
  register.groups.byId(database.reader, await register.reach.of(database.reader, actor), id);
const listed = async (actor: Actor, filter: Partial<typeof EVERYTHING> = {}, on = '2021-11-20') =>
  register.list.page(database.reader, await register.reach.of(database.reader, actor), {
    on,
    filter: { ...EVERYTHING, ...filter },
    limit: 50,
    offset: 0,
  });

describe('A group of the register', () => {
  it('is entered by its commune, seen by the office above it, and unknown to its neighbour', async () => {
    const people = [{ part: 'owner' as const, fullName: 'Lò Văn Mẫu', post: 'Trưởng bản' }];
    const id = await add('Nhóm Bản Nà Khum', { villageId: world.villages.banBo[2], people });
    expect(await find(id)).toMatchObject({ villageName: 'Bản Nà Khum', communeName: 'Xã Bản Bo', people, version: 1 });
    expect(await find(id, world.actors.thamDinh)).not.toBeNull();
    for (const stranger of [world.actors.xa2, world.actors.thamDinh2, tamDuong])
      expect(await find(id, stranger)).toBeNull();
    expect(
      await codeOf(register.service.edit(actBy(world.actors.xa2), id, { words: groupWords('Khác'), version: 1 })),
    ).toBe('not-found');
    expect(await codeOf(add('Nhóm', {}, world.units.binhLu))).toBe('not-found');
    expect(await codeOf(add('Nhóm', { villageId: world.villages.binhLu[0] }))).toBe('group-unit-unknown');
  });

  it('is written over only by who saw its newest version, and read alone by who keeps no register', async () => {
    const id = await add('Nhóm Bản Nà Ly');
    await register.service.edit(commune(), id, { words: groupWords('Nhóm Nà Ly'), version: 1 });
    expect(await codeOf(register.service.edit(commune(), id, { words: groupWords('Nhóm khác'), version: 1 }))).toBe(
      'stale',
    );
    expect((await find(id))?.name).toBe('Nhóm Nà Ly');
    const auditor = actBy(world.actors.auditor);
    expect(await codeOf(register.service.edit(auditor, id, { words: groupWords('Khác'), version: 2 }))).toBe(
      'not-allowed',
    );
  });

  it('is closed and never deleted: its counts stay, and it is reopened as it was', async () => {
    const id = await add('Nhóm tạm');
    await register.countService.add(
      commune(),
      id,
      { countedOn: '2021-11-01', members: 20, source: 'declared', note: '' },
      null,
    );
    await register.service.close(commune(), id, { on: '2021-11-10', reason: 'Nhập vào nhóm xã', version: 1 });
    expect((await listed(world.actors.xa)).map(({ name }) => name)).not.toContain('Nhóm tạm');
    expect((await listed(world.actors.xa, { state: 'closed' })).map(({ name, members }) => [name, members])).toEqual([
      ['Nhóm tạm', 20],
    ]);
    expect(
      await codeOf(
        register.countService.add(
          commune(),
          id,
          { countedOn: '2021-11-11', members: 9, source: 'declared', note: '' },
          null,
        ),
      ),
    ).toBe('group-closed');
    await register.service.reopen(commune(), id, 2);
    expect(await codeOf(register.service.reopen(commune(), id, 3))).toBe('group-open');
    await register.service.close(commune(), id, { on: '2021-11-12', reason: 'Không dùng nữa', version: 3 });
  });

  it('whose link another claims too is flagged on both, and neither is forbidden', async () => {
    const link = 'https://zalo.me/g/haichu';
    const [mine, theirs] = [
      await add('Nhóm A', { link }),
      await add('Nhóm B', { link }, world.units.binhLu, world.actors.xa2),
    ];
    await add('Nhóm C', { link: 'https://zalo.me/g/motchu' });
    const doubled = (await listed(world.actors.thamDinh, { doubledOnly: true })).map(({ id }) => id);
    expect(doubled.toSorted()).toEqual([mine, theirs].toSorted());
    const reach = await register.reach.of(database.reader, world.actors.xa);
    expect(await register.groups.sameLink(database.reader, reach, { id: mine, link })).toEqual([
      { id: theirs, name: 'Nhóm B', communeName: 'Xã Bình Lư', isWithin: false },
    ]);
    await register.service.close(actBy(world.actors.xa2), theirs, { on: '2021-11-10', reason: 'Nhầm', version: 1 });
    expect(await listed(world.actors.thamDinh, { doubledOnly: true })).toEqual([]);
  });
});

describe('A count of members', () => {
  it('is put right by another that names it, once; neither is ever changed', async () => {
    const id = await add('Nhóm đếm');
    const count = (members: number, countedOn = '2021-11-15') => ({
      countedOn,
      members,
      source: 'declared' as const,
      note: '',
    });
    await register.countService.add(commune(), id, count(83, '2021-11-08'), null);
    const { doubt } = await register.countService.add(commune(), id, count(830), null);
    expect(doubt).toBe('tăng đột ngột so với 83 người ngày 08/11/2021');
    const wrong = (await register.counts.page(database.reader, id, { limit: 9, offset: 0 })).counts[0];
    const at = { groupId: id, countId: wrong?.id ?? '' };
    expect(await register.countService.correct(commune(), at, count(84), null)).toEqual({ doubt: null });
    expect(await codeOf(register.countService.correct(commune(), at, count(85), null))).toBe('count-already-corrected');
    const { counts } = await register.counts.page(database.reader, id, { limit: 9, offset: 0 });
    expect(counts.map(({ members, isReplaced, replacesId }) => [members, isReplaced, replacesId])).toEqual([
      [84, false, wrong?.id],
      [830, true, null],
      [83, false, null],
    ]);
    expect(await register.counts.standing(database.reader, id, 9)).toEqual([
      { countedOn: '2021-11-15', members: 84 },
      { countedOn: '2021-11-08', members: 83 },
    ]);
    const rewrite = database.transaction((tx) => tx.changed(`UPDATE community_group_counts SET members = 1`));
    await expect(rewrite).rejects.toThrow('never changed');
  });

  it('from a screenshot needs the screenshot', async () => {
    const id = await add('Nhóm ảnh');
    const typed = { countedOn: '2021-11-15', members: 8, source: 'screenshot' as const, note: '' };
    expect(await codeOf(register.countService.add(commune(), id, typed, null))).toBe('count-screenshot-missing');
  });
});

describe('The table of the letter', () => {
  const AT = { countedOn: '2021-09-16', today: '2021-11-20' };
  const handed = (csv: string | Buffer) => ({ tables: tableOf(csv), ...AT, sample: false });

  it('comes in whole: 13 communes, 508 members, “Đao Tú” as the alias of Đạo Tú', async () => {
    const report = await register.importing.take(actBy(tamDuong), handed(LETTER_CSV));
    expect(report).toMatchObject({ rows: 13, newGroups: 13, counts: 13, members: 508, faults: [], warnings: [] });
    const rows = await listed(tamDuong);
    expect(rows.map(({ communeName, members }) => [communeName, members])).toContainEqual(['Xã Đạo Tú', 30]);
    const reach = await register.reach.of(database.reader, tamDuong);
    const sums = await register.list.sums(database.reader, reach, {
      on: '2021-11-20',
      filter: { ...EVERYTHING, kind: 'command' },
    });
    expect(sums).toEqual({ groups: 13, communes: 13, counted: 13, members: 508, doubled: 0 });
    const before = await register.list.sums(database.reader, reach, { on: '2021-09-15', filter: EVERYTHING });
    expect(before).toMatchObject({ groups: 13, counted: 0 });
  });

  it('a second time adds nothing and says so; another number for the same day is a fault', async () => {
    const again = await register.importing.take(actBy(tamDuong), handed(LETTER_CSV));
    expect(again).toMatchObject({ newGroups: 0, knownGroups: 13, counts: 0 });
    expect(again.warnings).toHaveLength(13);
    const other = await register.importing.check(
      database.reader,
      tamDuong,
      handed('Đơn vị,Tên nhóm,Số thành viên\nĐạo Tú,TTCH Covid xã Đao Tú,31\n'),
    );
    expect(other.faults.map(({ line }) => line)).toEqual([2]);
    expect(other.faults[0]?.message).toContain('sổ đã ghi 30 thành viên, tệp ghi 31');
  });

  it('with one fault brings nothing at all', async () => {
    const csv = 'Đơn vị,Thôn,Tên nhóm\nKim Long,,Nhóm mới\nĐồng Tỉnh,,Nhóm\nKim Long,Bản lạ,Nhóm\nKim Long,,NHÓM MỚI\n';
    expect(await codeOf(register.importing.take(actBy(tamDuong), handed(csv)))).toBe('group-file-faulty');
    const { faults } = await register.importing.check(database.reader, tamDuong, handed(csv));
    expect(faults.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect((await listed(tamDuong)).length).toBe(13);
  });

  it('of another office’s communes is no file of this one', async () => {
    const { faults } = await register.importing.check(database.reader, world.actors.thamDinh2, handed(LETTER_CSV));
    expect(faults).toHaveLength(13);
  });
});

describe('A required role', () => {
  const COVID = 'Tổ trưởng Tổ Covid cộng đồng';
  const gapsOf = async (actor: Actor, on = '2021-11-20') =>
    register.gaps.page(database.reader, await register.reach.of(database.reader, actor), {
      on,
      districtId: null,
      kind: null,
      limit: null,
      offset: 0,
    });

  it('is unknown until somebody says; a commune without a group stands in the list as well', async () => {
    const id = await add('Nhóm Noong Hẻo', {}, world.units.nongHeo, world.actors.xa3);
    const act = actBy(world.actors.xa3);
    const own = async () => (await gapsOf(world.actors.xa3))[0];
    expect(await own()).toMatchObject({ groups: 1, present: 0, absent: 0, unknown: 2 });
    const group = { id, kind: 'residents' as const, communeId: world.units.nongHeo };
    const [covid, neighbours] = await register.roleRows.ofGroup(database.reader, group);
    const states = new Map([
      [covid?.roleId ?? '', 'present' as const],
      [neighbours?.roleId ?? '', 'absent' as const],
    ]);
    expect(await register.roleService.see(act, id, { seenOn: '2021-11-18', states })).toBe(2);
    expect(await register.roleService.see(act, id, { seenOn: '2021-11-18', states })).toBe(0);
    expect(await own()).toMatchObject({
      present: 1,
      absent: 1,
      unknown: 0,
      gaps: [{ groupId: id, state: 'absent', seenOn: '2021-11-18' }],
    });
    // On a day before it was looked at, nobody knew.
    expect((await gapsOf(world.actors.xa3, '2021-11-17'))[0]).toMatchObject({ present: 0, unknown: 2 });
    const sinHo = await gapsOf(world.actors.thamDinh2);
    expect(sinHo.length).toBe(22);
    expect(sinHo.filter(({ groups }) => groups === 0)).toHaveLength(21);
  });

  it('that a province asks for besides is asked for there alone; one that is ended is asked for no more', async () => {
    const role = {
      groupKind: 'residents' as const,
      name: 'Bí thư chi bộ',
      source: '',
      provinceId: world.units.province,
    };
    const admin = actBy(world.actors.admin);
    await register.roleService.add(admin, role);
    expect(await codeOf(register.roleService.add(admin, role))).toBe('role-known');
    const id = await add('Nhóm vai trò');
    const asked = async () =>
      (await register.roleRows.ofGroup(database.reader, { id, kind: 'residents', communeId: world.units.banBo })).map(
        ({ name }) => name,
      );
    expect(await asked()).toEqual([COVID, 'Tổ trưởng Tổ liên gia tự quản', 'Bí thư chi bộ']);
    const mine = (await register.roleRows.listed(database.reader, null)).find(({ name }) => name === 'Bí thư chi bộ');
    await register.roleService.end(admin, mine?.id ?? '');
    expect(await asked()).not.toContain('Bí thư chi bộ');
  });
});

describe('After the reform of 01/07/2025', () => {
  it('groups keep their commune and stand under the one that it has become', async () => {
    const old = (await listed(world.actors.thamDinh, {}, '2025-06-30')).find(({ name }) => name === 'Nhóm Bản Nà Khum');
    expect(old).toMatchObject({ communeName: 'Xã Bản Bo', nowName: 'Xã Bản Bo', nowId: world.units.banBo });
    const now = (await listed(world.actors.thamDinh, {}, '2025-07-01')).find(({ name }) => name === 'Nhóm Bản Nà Khum');
    expect(now).toMatchObject({ communeName: 'Xã Bản Bo', nowName: 'Xã Bản Bo' });
    expect(now?.nowId).not.toBe(world.units.banBo);
  });

  it('the new commune reaches what its forerunners had entered', async () => {
    const [successor] = await new UnitReader().successors(database.reader, world.units.banBo);
    const actor: Actor = { ...world.actors.xa, unitId: successor?.id as UnitId, unitName: successor?.name ?? '' };
    expect((await listed(actor, {}, '2026-01-01')).map(({ name }) => name)).toContain('Nhóm Bản Nà Khum');
    expect((await listed(world.actors.xa2, {}, '2026-01-01')).map(({ name }) => name)).not.toContain(
      'Nhóm Bản Nà Khum',
    );
  });
});
