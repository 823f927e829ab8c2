import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { newId, type UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import {
  type UnitRow,
  readLaiChau2021,
  readLaiChau2025,
  readLaiChauSuccessions,
  readTamDuong2021,
} from './unit-data.js';
import { type NewUnit, type UnitKey, UnitRepository, keyText } from './unit.repository.js';

/**
 * The day on which our record of the units of 2021 begins. The lists read are those in force on 01/11/2021 and name no first
 * day; the first of that year is chosen, so that a contest of 2021 finds them, and nothing is claimed about the years before.
 */
export const UNITS_OF_2021_SINCE: Day = '2021-01-01';
/** Article 2 of Resolution 1670/NQ-UBTVQH15 of 16/06/2025: the new communes work from this day, and districts end with it. */
export const UNITS_OF_2025_SINCE: Day = '2025-07-01';
const MERGER_DOCUMENT = 'Nghị quyết 1670/NQ-UBTVQH15';

const NOTES = {
  laiChau2021: 'Theo danh mục có hiệu lực ngày 01/11/2021; hệ thống ghi từ ngày 01/01/2021.',
  laiChau2025: `${MERGER_DOCUMENT}; Quyết định 19/2025/QĐ-TTg.`,
  tamDuong2021:
    'Theo danh mục có hiệu lực ngày 01/11/2021; hệ thống ghi từ ngày 01/01/2021. Thay đổi sau năm 2021 và trước 01/7/2025 chưa được ghi.',
} as const;

/** How many rows a load has added; all zero when everything was there. */
export interface ShippedUnits {
  units: number;
  successions: number;
  aliases: number;
}

/** Loads the units that the platform ships: Lai Châu of 2021 and of 2025, Tam Dương of 2021. */
@Injectable()
export class UnitImport {
  constructor(private readonly units: UnitRepository) {}

  /** Adds what is not there yet and changes nothing that is: it may be called at every start. The caller records the act. */
  async loadShipped(tx: Tx): Promise<ShippedUnits> {
    const province = readLaiChau2021().filter(({ level }) => level === 'province');
    const old = readLaiChau2021().filter(({ level }) => level !== 'province');
    const current = readLaiChau2025().filter(({ level }) => level !== 'province');
    const [since2021, since2025] = [UNITS_OF_2021_SINCE, UNITS_OF_2025_SINCE];
    // The province itself went through 2025 unchanged: one row, above the units of both times.
    const lists: ShippedList[] = [
      { rows: province, validFrom: since2021, validTo: null, parentsFrom: since2021, note: NOTES.laiChau2021 },
      { rows: old, validFrom: since2021, validTo: since2025, parentsFrom: since2021, note: NOTES.laiChau2021 },
      { rows: current, validFrom: since2025, validTo: null, parentsFrom: since2021, note: NOTES.laiChau2025 },
      {
        rows: readTamDuong2021(),
        validFrom: since2021,
        validTo: since2025,
        parentsFrom: since2021,
        note: NOTES.tamDuong2021,
      },
    ];
    const { ids, added } = await this.addMissing(tx, lists);
    const idOf = (key: UnitKey): UnitId => {
      const id = ids.get(keyText(key));
      if (id === undefined) throw new Error(`the crosswalk names a unit that no list has: ${keyText(key)}`);
      return id;
    };
    const crosswalk = readLaiChauSuccessions().map((row) => ({
      ...row,
      oldId: idOf({ level: 'commune', code: row.oldCode, validFrom: since2021 }),
      newId: idOf({ level: 'commune', code: row.newCode, validFrom: since2025 }),
    }));
    return {
      units: added,
      successions: await this.units.addSuccessions(
        tx,
        crosswalk.map((row) => ({ oldId: row.oldId, newId: row.newId, kind: row.relation, document: MERGER_DOCUMENT })),
      ),
      aliases: await this.units.addAliases(tx, [
        ...crosswalk
          .filter((row) => row.oldName !== row.oldNameIn2025Table)
          .map((row) => ({ unitId: row.oldId, alias: row.oldNameIn2025Table })),
        // The letter of UBND huyện Tam Dương of 9/2021 spells it so in its table of groups.
        { unitId: idOf({ level: 'commune', code: '08884', validFrom: since2021 }), alias: 'Đao Tú' },
      ]),
    };
  }

  private async addMissing(
    tx: Tx,
    lists: readonly ShippedList[],
  ): Promise<{ ids: Map<string, UnitId>; added: number }> {
    const keyed = lists.flatMap(({ rows, validFrom }) =>
      rows.map(({ level, code }): UnitKey => ({ level, code, validFrom })),
    );
    const ids = await this.units.idsByKey(tx, keyed);
    const missing: (NewUnit & { id: UnitId })[] = [];
    for (const { rows, validFrom, validTo, parentsFrom, note } of lists) {
      // Parents stand before their children in every list, and the province's list before the others.
      for (const [place, row] of rows.entries()) {
        const key = keyText({ level: row.level, code: row.code, validFrom });
        if (ids.has(key)) continue;
        const id = newId<'unit'>();
        ids.set(key, id);
        missing.push({
          ...toNewUnit(row),
          id,
          parentId: parentOf(row, parentsFrom, ids),
          validFrom,
          validTo,
          sortOrder: place + 1,
          note,
        });
      }
    }
    if (missing.length > 0) await this.units.add(tx, missing);
    return { ids, added: missing.length };
  }
}

interface ShippedList {
  rows: UnitRow[];
  validFrom: Day;
  validTo: Day | null;
  /** The first day of the parents' own list. */
  parentsFrom: Day;
  note: string;
}

const toNewUnit = ({ level, type, name, code }: UnitRow) => ({ level, type, name, code, sample: false });

function parentOf(row: UnitRow, parentsFrom: Day, ids: ReadonlyMap<string, UnitId>): UnitId | null {
  if (row.parentCode === null) return null;
  const above = ['district', 'province'] as const;
  const found = above
    .map((level) => ids.get(keyText({ level, code: row.parentCode ?? '', validFrom: parentsFrom })))
    .find((id) => id !== undefined);
  if (found === undefined) throw new Error(`${row.name} has no parent of code ${row.parentCode}`);
  return found;
}
