import type { Actor } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import type { LineFault } from '../../kernel/text-file.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { sameNameKey } from '../../units/village.file.js';
import type { GroupId } from './group.facts.js';
import type { GroupRow } from './group.file.js';
import { CommuneNames, type PlaceableCommune } from './group.places.js';
import type { KnownGroup } from './import.repository.js';

/** A row of a file with the units and the stored group that it means. */
export interface Placed {
  row: GroupRow;
  commune: PlaceableCommune;
  villageId: UnitId | null;
  known: KnownGroup | null;
  id: GroupId;
  /** The count that is added; null: none, or it is there already. */
  members: number | null;
}

/** Finds the commune of each row; a row without one is a fault and is left out. */
export function place(
  rows: readonly GroupRow[],
  communes: readonly PlaceableCommune[],
  { actor, today }: { actor: Actor; today: Day },
  faults: LineFault[],
): Placed[] {
  const names = new CommuneNames(communes);
  const own = actor.role === 'commune' ? communes.find(({ id }) => id === actor.unitId) : undefined;
  return rows.flatMap((row) => {
    const fresh = { row, villageId: null, known: null, id: newId<'community-group'>(), members: row.members };
    // A commune's own file need not name it in every row.
    if (row.unit === '' && own !== undefined) return [{ ...fresh, commune: own }];
    if (row.unit === '') {
      faults.push({ line: row.line, message: 'chưa có tên xã, phường, thị trấn.' });
      return [];
    }
    const found = names.find(row.unit, row.countedOn ?? row.decisionOn ?? today);
    if ('commune' in found) return [{ ...fresh, commune: found.commune }];
    faults.push({ line: row.line, message: found.fault });
    return [];
  });
}

/** Finds the village of each row that names one. */
export function nameVillages(
  placed: readonly Placed[],
  villages: readonly { id: UnitId; parentId: UnitId; name: string; type: string }[],
  faults: LineFault[],
): void {
  const byName = new Map(
    villages.map(({ id, parentId, name, type }) => [`${parentId} ${sameNameKey(name, type)}`, id]),
  );
  const types = [...new Set(villages.map(({ type }) => type))];
  for (const one of placed) {
    const { village, line } = one.row;
    if (village === '') continue;
    const keys = ['', ...types].map((type) => `${one.commune.id} ${sameNameKey(village, type)}`);
    one.villageId = keys.map((key) => byName.get(key)).find((id) => id !== undefined) ?? null;
    if (one.villageId === null) {
      faults.push({
        line,
        message: `${one.commune.name} không có thôn, bản “${village}”. Sửa tên theo danh mục đơn vị, hoặc để trống nếu là nhóm của cả xã.`,
      });
    }
  }
}

/** Finds rows whose group is in the register, and rows of one file that name one group twice. */
export function meetKnown(placed: readonly Placed[], known: readonly KnownGroup[], faults: LineFault[]): void {
  const key = (communeId: UnitId, villageId: UnitId | null, name: string): string =>
    `${communeId} ${villageId ?? ''} ${sameNameKey(name, '')}`;
  const stored = new Map(known.map((group) => [key(group.communeId, group.villageId, group.name), group]));
  const seen = new Map<string, number>();
  for (const one of placed) {
    const { row, commune } = one;
    const own = key(commune.id, one.villageId, row.name);
    const line = seen.get(own);
    if (line !== undefined)
      faults.push({ line: row.line, message: `“${row.name}” của ${commune.name} đã có ở dòng ${line}.` });
    seen.set(own, line ?? row.line);
    const group = stored.get(own);
    if (group === undefined) continue;
    one.known = group;
    one.id = group.id;
    if (group.closedOn !== null) {
      faults.push({
        line: row.line,
        message: `“${row.name}” đã ngừng hoạt động từ ngày ${formatDay(group.closedOn)}. Ghi nhóm hoạt động lại, hoặc bỏ dòng này.`,
      });
    }
  }
}
