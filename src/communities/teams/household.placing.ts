import type { UnitId } from '../../kernel/ids.js';
import type { LineFault } from '../../kernel/text-file.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { sameNameKey } from '../../units/village.file.js';
import { CommuneNames, type PlaceableCommune } from '../groups/group.places.js';
import { type HouseholdRow, NO_VILLAGE } from './household.file.js';

/** A row of a file with the units that it names. */
export interface PlacedHousehold extends HouseholdRow {
  communeId: UnitId;
  communeName: string;
  /** Null for a household that the register has under no village, as its file says in words. */
  villageId: UnitId | null;
}

export interface PlaceableVillage {
  id: UnitId;
  parentId: UnitId;
  name: string;
  type: string;
}

/**
 * The rows of a file at their villages; what names no place is a fault and left out. An empty unit is the reader's own commune. A commune
 * that took over one of its own name stands for that one too: the older register keeps the villages.
 */
export function placeHouseholds(
  rows: readonly HouseholdRow[],
  known: { communes: readonly PlaceableCommune[]; villages: readonly PlaceableVillage[]; ownId: UnitId; today: Day },
  faults: LineFault[],
): PlacedHousehold[] {
  const { communes, villages, ownId, today } = known;
  const names = new CommuneNames(communes);
  const own = communes.find(({ id }) => id === ownId);
  const found = new Map<string, readonly PlaceableCommune[] | string>();
  for (const typed of new Set(rows.map(({ unit }) => unit))) {
    const named = typed === '' && own !== undefined ? { commune: own } : names.find(typed, today);
    found.set(typed, 'fault' in named ? named.fault : [named.commune, ...namesakesOf(named.commune, communes)]);
  }
  // A village has one name in thousands of rows: its key is made once.
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = sameNameKey(name, '')));
    return key;
  };
  const byName = Map.groupBy(villages, ({ parentId, name, type }) => `${parentId} ${sameNameKey(name, type)}`);
  const byWholeName = Map.groupBy(villages, ({ parentId, name }) => `${parentId} ${keyOf(name)}`);
  const villageIn = ({ id }: PlaceableCommune, key: string): PlaceableVillage | undefined =>
    (byWholeName.get(`${id} ${key}`) ?? byName.get(`${id} ${key}`))?.[0];
  return rows.flatMap((row): PlacedHousehold[] => {
    const meant = found.get(row.unit);
    const [commune] = typeof meant === 'string' || meant === undefined ? [] : meant;
    if (meant === undefined || typeof meant === 'string' || commune === undefined) {
      faults.push({ line: row.line, message: typeof meant === 'string' ? meant : 'chưa ghi xã.' });
      return [];
    }
    const at = (one: PlaceableCommune, villageId: UnitId | null): PlacedHousehold[] => [
      { ...row, communeId: one.id, communeName: one.name, villageId },
    ];
    if (fold(row.village) === fold(NO_VILLAGE)) return at(commune, null);
    const key = keyOf(row.village);
    for (const one of meant) {
      const village = villageIn(one, key);
      if (village !== undefined) return at(one, village.id);
    }
    faults.push({ line: row.line, message: `${commune.name} không có “${row.village}”.` });
    return [];
  });
}

const namesakesOf = (commune: PlaceableCommune, communes: readonly PlaceableCommune[]): PlaceableCommune[] =>
  communes.filter(({ id, name }) => id !== commune.id && name === commune.name);
