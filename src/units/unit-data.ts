import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectFolder } from '../config/project.js';

/** One administrative unit as the national list prints it. `code` is text: leading zeros count. */
export interface UnitRow {
  level: 'province' | 'district' | 'commune';
  code: string;
  /** With its type word: "Xã Bản Bo", "Thị trấn Tam Đường". */
  name: string;
  /** "tỉnh", "thành phố", "huyện", "phường", "thị trấn", "xã". */
  type: string;
  /** Null for the province. */
  parentCode: string | null;
}

/** What became of one commune of 2021 on 01/07/2025. */
export interface SuccessionRow {
  oldCode: string;
  oldName: string;
  oldDistrictCode: string;
  /** Another spelling in eight rows: an alias of the old unit. */
  oldNameIn2025Table: string;
  newCode: string;
  newName: string;
  relation: 'merged_whole' | 'unchanged';
}

// The compiler copies no CSV, so dist/ has none: they are read where they are kept.
function readTable<Column extends string>(file: string): Record<Column, string>[] {
  const text = readFileSync(join(projectFolder(), 'src', 'units', 'data', file), 'utf8');
  return parse<Record<Column, string>>(text, { columns: true, bom: true, skip_empty_lines: true });
}

const readUnits = (file: string): UnitRow[] =>
  readTable<'level' | 'code' | 'name' | 'type' | 'parent_code'>(file).map((row) => ({
    level: row.level as UnitRow['level'],
    code: row.code,
    name: row.name,
    type: row.type,
    parentCode: row.parent_code === '' ? null : row.parent_code,
  }));

/** Lai Châu on 01/11/2021: 1 province, 8 districts, 106 communes, parents before children. Sources: data/README.md. */
export const readLaiChau2021 = (): UnitRow[] => readUnits('lai-chau-units-2021.csv');

/** Lai Châu from 01/07/2025 (Resolution 1670/NQ-UBTVQH15): 1 province and 38 communes below it, no district. Codes are re-used: never join with 2021 on the code. */
export const readLaiChau2025 = (): UnitRow[] => readUnits('lai-chau-units-2025.csv');

/** Huyện Tam Dương, Vĩnh Phúc, in 2021: 1 province, 1 district, 13 communes. */
export const readTamDuong2021 = (): UnitRow[] => readUnits('tam-duong-vinh-phuc-units-2021.csv');

/** Each of the 106 communes of Lai Châu of 2021 with its one successor of 2025; none was split. */
export const readLaiChauSuccessions = (): SuccessionRow[] =>
  readTable<
    'old_code' | 'old_name' | 'old_district_code' | 'old_name_in_2025_table' | 'new_code' | 'new_name' | 'relation'
  >('lai-chau-crosswalk-2021-2025.csv').map((row) => ({
    oldCode: row.old_code,
    oldName: row.old_name,
    oldDistrictCode: row.old_district_code,
    oldNameIn2025Table: row.old_name_in_2025_table,
    newCode: row.new_code,
    newName: row.new_name,
    relation: row.relation as SuccessionRow['relation'],
  }));
