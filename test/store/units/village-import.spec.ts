import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { sampleVillagesCsv } from '../../../src/demonstrations/materials/villages.js';
import { UnitImport } from '../../../src/units/unit.import.js';
import { UnitReader } from '../../../src/units/unit.reader.js';
import { UnitRepository } from '../../../src/units/unit.repository.js';
import { UnitService } from '../../../src/units/unit.service.js';
import { VillageImport } from '../../../src/units/village.import.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';

let fresh: FreshDatabase;
let source: DataSource;
let database: Database;
let service: UnitService;
const units = new UnitReader();
const repository = new UnitRepository();

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  service = new UnitService(
    database,
    units,
    repository,
    new VillageImport(repository),
    new UnitImport(repository),
    new Audit(),
  );
  await database.transaction((tx) => new UnitImport(repository).loadShipped(tx));
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});

const HEADER = 'parent_code,type,name,alias,valid_from,note';
const take = (lines: string[], dryRun = false) =>
  service.importFromCommandLine(Buffer.from([HEADER, ...lines].join('\n')), { dryRun });
const countVillages = async () =>
  (await database.reader.one<{ n: number }>(`SELECT count(*) AS n FROM units WHERE level = 'village'`))?.n;

describe('Importing villages', () => {
  it('checks without writing when asked to', async () => {
    const report = await take(['03424,bản,Bản Thử,,2021-01-01,'], true);
    expect(report).toEqual({
      villages: 1,
      aliases: 0,
      communes: [{ name: 'Xã Bản Bo', districtName: 'Huyện Tam Đường', villages: 1 }],
      faults: [],
      warnings: [],
    });
    expect(await countVillages()).toBe(0);
  });

  it('takes nothing when one row of many is wrong, and tells every wrong row with its line', async () => {
    const report = await take([
      '03424,bản,Bản Một,,2021-01-01,',
      '99999,bản,Bản Hai,,2021-01-01,',
      '03424,bản,Bản Một,,2021-01-01,',
      '03421,bản,Bản Hon 1,,2025-08-01,',
    ]);
    expect(report.faults).toEqual([
      { line: 3, message: 'không có xã, phường, thị trấn nào mang mã 99999.' },
      { line: 4, message: '“Bản Một” của Xã Bản Bo đã có ở dòng 2.' },
      {
        line: 5,
        message: 'ngày 01/08/2025 không có xã nào mang mã 03421 (mã này là của Xã Bản Hon trước ngày 01/07/2025).',
      },
    ]);
    // Of the four rows one is in order: the second “Bản Một” has its commune, and is a fault all the same.
    expect(report.villages).toBe(1);
    expect(await countVillages()).toBe(0);
  });

  it('takes the file of the demonstration whole: 138 villages of 23 communes, all marked as samples', async () => {
    const report = await service.importFromCommandLine(Buffer.from(sampleVillagesCsv()), { dryRun: false });
    expect([report.faults, report.villages, report.communes.length]).toEqual([[], 138, 23]);
    const banBo = await units.byCode(database.reader, { level: 'commune', code: '03424', on: '2021-11-01' });
    const villages = await units.children(database.reader, banBo?.id as never, { on: '2021-11-01' });
    expect(villages).toHaveLength(11);
    expect(villages.every(({ sample, validTo }) => sample && validTo === '2025-07-01')).toBe(true);
    const recorded = await database.reader.one<{ person_name: string; villages: number }>(
      `SELECT person_name, (facts->>'villages')::int AS villages FROM audit_events WHERE act = 'unit.import-villages'`,
    );
    expect(recorded).toEqual({ person_name: 'Dòng lệnh', villages: 138 });
  });

  it('a second time finds every village there already', async () => {
    const report = await service.importFromCommandLine(Buffer.from(sampleVillagesCsv()), { dryRun: false });
    expect(report.faults).toHaveLength(138);
    expect(report.faults[0]?.message).toContain('đã có trong hệ thống');
    expect(await countVillages()).toBe(138);
  });

  it('warns of a village that differs from another one of its commune in marks only, and takes it', async () => {
    const report = await take(['03424,bản,Bản Nà Khùm,,2021-01-01,']);
    expect(report.faults).toEqual([]);
    expect(report.warnings).toEqual([
      {
        line: 2,
        message: '“Bản Nà Khùm” của Xã Bản Bo gần giống “Bản Nà Khum” đã có trong hệ thống. Xem có phải một không.',
      },
    ]);
  });

  it('puts a village under the commune that bears the code on its first day', async () => {
    await take([
      '03390,bản,Bản Ngày Trước,,2025-06-30,',
      '03390,bản,Bản Ngày Đầu,,2025-07-01,',
      '03390,bản,Bản Ngày Sau,,2025-07-02,',
    ]);
    const hits = await units.search(database.reader, 'ban ngay', { level: 'village' });
    expect(hits.map(({ name, parentNames }) => [name, parentNames[0]])).toEqual([
      ['Bản Ngày Đầu', 'Xã Bình Lư'],
      ['Bản Ngày Sau', 'Xã Bình Lư'],
      ['Bản Ngày Trước', 'Thị trấn Tam Đường'],
    ]);
  });

  it('lets one of two imports of the same file through, and refuses the other in words', async () => {
    const file = ['03427,bản,Bản Cùng Lúc,,2021-01-01,'];
    const reports = await Promise.all([take(file), take(file)]);
    expect(reports.map(({ faults }) => faults.length).sort()).toEqual([0, 1]);
  });

  it('finds a village by its alias', async () => {
    const [hit] = await units.search(database.reader, 'na san', { level: 'village', on: '2021-11-01' });
    expect([hit?.name, hit?.alias]).toEqual(['Bản Nà Sẳng', null]);
    const dong = await units.search(database.reader, 'Nà Đông', { level: 'village', on: '2021-11-01' });
    expect(dong.map(({ name, alias }) => [name, alias])).toContainEqual(['Bản Nà Đon', 'Bản Nà Đông']);
  });
});
