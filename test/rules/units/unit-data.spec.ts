import { describe, expect, it } from '@jest/globals';
import {
  type UnitRow,
  readLaiChau2021,
  readLaiChau2025,
  readLaiChauSuccessions,
  readTamDuong2021,
} from '../../../src/units/unit-data.js';

const countByLevel = (rows: UnitRow[]) =>
  rows.reduce<Record<string, number>>((counts, row) => ({ ...counts, [row.level]: (counts[row.level] ?? 0) + 1 }), {});

describe('The administrative tables that come with the project', () => {
  it('Lai Châu had 8 districts and 106 communes in 2021, and has 38 communes without districts since 2025', () => {
    expect(countByLevel(readLaiChau2021())).toEqual({ province: 1, district: 8, commune: 106 });
    expect(countByLevel(readLaiChau2025())).toEqual({ province: 1, commune: 38 });
    expect(countByLevel(readTamDuong2021())).toEqual({ province: 1, district: 1, commune: 13 });
  });

  it.each([
    ['Lai Châu 2021', readLaiChau2021],
    ['Lai Châu 2025', readLaiChau2025],
    ['Tam Dương 2021', readTamDuong2021],
  ])('%s: every code stands once, names are NFC, every parent comes before its children', (_name, read) => {
    const seen = new Set<string>();
    for (const row of read()) {
      expect(seen.has(row.code)).toBe(false);
      expect(row.name).toBe(row.name.normalize('NFC'));
      if (row.parentCode !== null) expect(seen.has(row.parentCode)).toBe(true);
      seen.add(row.code);
    }
  });

  it('every commune of 2021 has exactly one successor, which is a commune of 2025', () => {
    const successions = readLaiChauSuccessions();
    const communes = (rows: UnitRow[]) => rows.filter((row) => row.level === 'commune').map((row) => row.code);
    expect(successions.map((row) => row.oldCode).sort()).toEqual(communes(readLaiChau2021()).sort());
    const after = new Set(communes(readLaiChau2025()));
    expect(successions.every((row) => after.has(row.newCode))).toBe(true);
    expect(successions.filter((row) => row.relation === 'unchanged').map((row) => row.oldName)).toEqual([
      'Xã Mù Cả',
      'Xã Tà Tổng',
    ]);
  });

  it('codes keep their leading zeros, and the same code names another unit after the reform', () => {
    expect(readLaiChau2021().find((row) => row.code === '03390')?.name).toBe('Thị trấn Tam Đường');
    expect(readLaiChau2025().find((row) => row.code === '03390')?.name).toBe('Xã Bình Lư');
  });
});
