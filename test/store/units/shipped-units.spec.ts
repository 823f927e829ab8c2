import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import type { UnitId } from '../../../src/kernel/ids.js';
import { UnitImport } from '../../../src/units/unit.import.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { UnitRepository } from '../../../src/units/unit.repository.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';

let fresh: FreshDatabase;
let source: DataSource;
let database: Database;
const units = new UnitReader();
const shipped = new UnitImport(new UnitRepository());
const IN_2021 = '2021-11-01';
const IN_2026 = '2026-01-01';

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});

const must = async (level: 'province' | 'district' | 'commune', code: string, on: string) => {
  const found = await units.byCode(database.reader, { level, code, on });
  if (found === null) throw new Error(`no ${level} ${code} on ${on}`);
  return found;
};

describe('The shipped units', () => {
  it('are loaded once, however often the load is asked for', async () => {
    // 1 + 8 + 106 of Lai Châu 2021, 38 of 2025 below the same province, 1 + 1 + 13 of Tam Dương; 106 successions; 8 other spellings
    expect(await database.transaction((tx) => shipped.loadShipped(tx))).toEqual({
      units: 168,
      successions: 106,
      aliases: 9,
    });
    expect(await database.transaction((tx) => shipped.loadShipped(tx))).toEqual({
      units: 0,
      successions: 0,
      aliases: 0,
    });
  });

  it.each([
    ['the last day before', '2025-06-30', 'Thị trấn Tam Đường'],
    ['the first day', '2025-07-01', 'Xã Bình Lư'],
    ['the day after', '2025-07-02', 'Xã Bình Lư'],
  ])('name another unit by the re-used code 03390 on %s of the new communes', async (_when, on, name) => {
    expect((await must('commune', '03390', on)).name).toBe(name);
  });

  it('have eight districts in 2021 and none in 2026', async () => {
    const province = await must('province', '12', IN_2026);
    const levels = async (on: string) =>
      (await units.children(database.reader, province.id, { on })).map(({ level }) => level);
    expect(await levels(IN_2021)).toEqual(Array<string>(8).fill('district'));
    expect(await levels(IN_2026)).toEqual(Array<string>(38).fill('commune'));
  });

  it('come by name in Vietnamese order, or as the official list has them', async () => {
    const tamDuong = await must('district', '106', IN_2021);
    const names = async (order: 'name' | 'official') =>
      (await units.children(database.reader, tamDuong.id, { on: IN_2021, order })).map(({ name }) => name);
    expect(await names('name')).toEqual([
      'Xã Bản Bo',
      'Xã Bản Giang',
      'Xã Bản Hon',
      'Xã Bình Lư',
      'Xã Giang Ma',
      'Xã Hồ Thầu',
      'Xã Khun Há',
      'Xã Nà Tăm',
      'Xã Nùng Nàng',
      'Xã Sơn Bình',
      'Xã Tả Lèng',
      'Thị trấn Tam Đường',
      'Xã Thèn Sin',
    ]);
    expect((await names('official')).slice(0, 3)).toEqual(['Thị trấn Tam Đường', 'Xã Thèn Sin', 'Xã Tả Lèng']);
  });

  it('know what is above a commune, nearest first', async () => {
    const above = await units.ancestors(database.reader, (await must('commune', '03424', IN_2021)).id);
    expect(above.map(({ name }) => name)).toEqual(['Huyện Tam Đường', 'Tỉnh Lai Châu']);
  });

  it('say what became of a commune, and by which document', async () => {
    const banBo = await must('commune', '03424', IN_2021);
    const [successor] = await units.successors(database.reader, banBo.id);
    expect(successor).toMatchObject({
      name: 'Xã Bản Bo',
      kind: 'merged_whole',
      document: 'Nghị quyết 1670/NQ-UBTVQH15',
      on: '2025-07-01',
    });
    const before = await units.predecessors(database.reader, successor?.id as UnitId);
    expect(before.map(({ name }) => name)).toContain('Xã Bản Bo');
  });

  it('give a contest the communes below a unit on its day', async () => {
    const province = await must('province', '12', IN_2021);
    const in2021 = await units.communesWithin(database.reader, province.id, IN_2021);
    expect(in2021).toHaveLength(106);
    expect(in2021.find(({ name }) => name === 'Xã Bản Bo')).toMatchObject({
      districtName: 'Huyện Tam Đường',
      provinceId: province.id,
      villages: [],
    });
    const in2026 = await units.communesWithin(database.reader, province.id, IN_2026);
    expect(in2026).toHaveLength(38);
    expect(in2026.every(({ districtId }) => districtId === null)).toBe(true);
    const tamDuong = await must('district', '106', IN_2021);
    expect(await units.communesWithin(database.reader, tamDuong.id, IN_2021)).toHaveLength(13);
  });
});

describe('Searching units', () => {
  const found = async (typed: string, within: { level?: 'district' | 'commune'; on?: string } = {}) =>
    (await units.search(database.reader, typed, within)).map((hit) => [hit.name, hit.parentNames.join(', ')]);

  it('finds both Tam Dương and Tam Đường without tone marks, each with its parents, d before đ', async () => {
    expect(await found('tam duong', { on: IN_2021 })).toEqual([
      ['Huyện Tam Dương', 'Tỉnh Vĩnh Phúc'],
      ['Huyện Tam Đường', 'Tỉnh Lai Châu'],
      ['Thị trấn Tam Đường', 'Huyện Tam Đường, Tỉnh Lai Châu'],
    ]);
  });

  it.each(['Tam Đường', 'tam đường'])('puts names with the marks of “%s” first', async (typed) => {
    expect((await found(typed, { on: IN_2021 })).map(([name]) => name)).toEqual([
      'Huyện Tam Đường',
      'Thị trấn Tam Đường',
      'Huyện Tam Dương',
    ]);
  });

  it.each([
    ['composed', 'Bản Bo'.normalize('NFC')],
    ['decomposed', 'Bản Bo'.normalize('NFD')],
    ['in capitals', 'BẢN BO'],
    ['without marks', 'ban bo'],
    ['with spaces around and between', '  bản   bo '],
    ['with its type word', 'xã bản bo'],
  ])('finds Bản Bo typed %s', async (_how, typed) => {
    expect(await found(typed, { on: IN_2021 })).toEqual([['Xã Bản Bo', 'Huyện Tam Đường, Tỉnh Lai Châu']]);
  });

  it.each(['khoá', 'khóa'])('does not mind where the tone of “%s” stands', async (typed) => {
    expect(await found(`pa ${typed}`, { on: IN_2021 })).toEqual([['Xã Pa Khoá', 'Huyện Sìn Hồ, Tỉnh Lai Châu']]);
  });

  it('finds a commune under the other spelling of the table of 2025, and says under which', async () => {
    const [hit] = await units.search(database.reader, 'Lản Nhì Thàng', { on: IN_2021 });
    expect([hit?.name, hit?.alias]).toEqual(['Xã Lả Nhì Thàng', 'Xã Lản Nhì Thàng']);
  });

  it('leads from an old name to what took over from it', async () => {
    const [hit, ...others] = await units.search(database.reader, 'ban hon', { level: 'commune', on: IN_2026 });
    expect(others).toEqual([]);
    expect(hit?.formerNames).toEqual(['Xã Bản Hon']);
    expect(hit?.parentNames).toEqual(['Tỉnh Lai Châu']);
    expect((await units.search(database.reader, 'ban hon')).map(({ successorNames }) => successorNames)).toEqual([
      [hit?.name],
    ]);
  });

  it('understands “tt” and “tp”, and one wrong letter', async () => {
    expect(await found('tt tam duong', { on: IN_2021 })).toEqual([
      ['Thị trấn Tam Đường', 'Huyện Tam Đường, Tỉnh Lai Châu'],
    ]);
    expect((await found('nung nagn', { on: IN_2021 })).map(([name]) => name)).toEqual(['Xã Nùng Nàng']);
    expect(await found('không có xã này', { on: IN_2021 })).toEqual([]);
  });

  it('takes signs that mean something to the database as mere signs, and nothing for nothing', async () => {
    expect(await found('%')).toEqual([]);
    expect(await found('_____')).toEqual([]);
    expect(await found("' OR 1=1 --")).toEqual([]);
    expect(await found('   ')).toEqual([]);
  });
});
