import { newId } from '../../kernel/ids.js';
import { byLine, type LineFault } from '../../kernel/text-file.js';
import { bareUnitName } from '../../kernel/vietnamese/collate.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import { sortKey } from '../../kernel/vietnamese/sort-key.js';
import type { ReadTable } from '../../press/table.js';
import type { MovementFacts } from '../movement.facts.js';
import type { NewDriveUnit } from './drive.repository.js';

/** An agency as a file names it. */
export interface Agency {
  line: number;
  commune: string;
  name: string;
  required: number | null;
  controllerName: string | null;
}

const COMMUNE_HEADER = 'Xã';
const AGENCY_HEADERS = [COMMUNE_HEADER, 'Cơ quan', 'Số người phải thực hiện', 'Người kiểm soát'] as const;
/** The headings of a list of agencies; in a commune’s own drive the commune goes without saying. */
export const agencyHeaders = ({ isOfCommune }: Pick<MovementFacts, 'isOfCommune'>): readonly string[] =>
  AGENCY_HEADERS.filter((one) => !isOfCommune || one !== COMMUNE_HEADER);
const LONGEST = 150;

/** A file of agencies as it was read: sound rows, what is wrong by line, and faulty rows whose commune may be looked up all the same. */
export interface ReadAgencies {
  agencies: Agency[];
  faulty: Agency[];
  faults: LineFault[];
}

/** Reads the first sheet: a header row with “Cơ quan”, and “Xã” where it is asked for, somewhere in it, then one agency a row. */
export function readAgencies(
  tables: readonly ReadTable[],
  movement: Pick<MovementFacts, 'isOfCommune'> = { isOfCommune: false },
): ReadAgencies {
  const rows = tables[0]?.rows ?? [];
  const texts = rows.map(({ line, cells }) => ({ line, cells: cells.map(({ text }) => tidyName(text)) }));
  const head = texts.findIndex(
    ({ cells }) =>
      (movement.isOfCommune || cells.some((one) => fold(one) === 'xa')) && cells.some((one) => fold(one) === 'co quan'),
  );
  if (head === -1)
    return {
      agencies: [],
      faulty: [],
      faults: [{ line: 1, message: `không thấy dòng tiêu đề có các cột ${agencyHeaders(movement).join(', ')}.` }],
    };
  const places = AGENCY_HEADERS.map((header) =>
    (texts[head]?.cells ?? []).findIndex((cell) => fold(cell) === fold(header)),
  );
  const faults: LineFault[] = [];
  const [agencies, faulty]: [Agency[], Agency[]] = [[], []];
  for (const { line, cells } of texts.slice(head + 1)) {
    const [commune = '', name = '', required = '', controller = ''] = places.map((place) => cells[place] ?? '');
    const before = faults.length;
    if (commune === '' && !movement.isOfCommune) faults.push({ line, message: 'chưa ghi xã.' });
    if (name === '') faults.push({ line, message: 'chưa ghi tên cơ quan.' });
    if (name.length > LONGEST) faults.push({ line, message: `tên cơ quan dài quá ${LONGEST} ký tự.` });
    const count = /^[1-9]\d{0,5}$/.test(required.replaceAll('.', '')) ? Number(required.replaceAll('.', '')) : null;
    if (required !== '' && count === null)
      faults.push({ line, message: `số người “${required}” không phải số nguyên lớn hơn 0.` });
    const controllerName = controller === '' ? null : controller.slice(0, LONGEST);
    const one = { line, commune, name, required: count, controllerName };
    if (faults.length === before) agencies.push(one);
    else if (commune !== '' || movement.isOfCommune) faulty.push(one);
  }
  if (agencies.length === 0 && faults.length === 0)
    faults.push({ line: head + 2, message: 'chưa có cơ quan nào dưới dòng tiêu đề.' });
  return { agencies, faulty, faults };
}

/**
 * Finds each agency’s commune by its name, with or without type word and marks, among those of the drive; where that has one alone, none need be
 * named. Doubles are faults.
 */
export function placeAgencies(
  agencies: readonly Agency[],
  communes: readonly NewDriveUnit[],
): { placed: NewDriveUnit[]; faults: LineFault[] } {
  const keys = (name: string): string[] => [
    fold(name),
    fold(bareUnitName(name, name.split(' ')[0]?.toLowerCase() ?? '')),
  ];
  const named = new Map<string, NewDriveUnit[]>();
  for (const commune of communes)
    for (const key of new Set([
      ...keys(commune.communeName),
      fold(commune.communeName.replace(/^(Xã|Phường|Thị trấn|Đặc khu)\s+/u, '')),
    ]))
      named.set(key, [...(named.get(key) ?? []), commune]);
  const faults: LineFault[] = [];
  const seen = new Map<string, number>();
  const placed = agencies.flatMap(({ line, commune, name, required, controllerName }, index): NewDriveUnit[] => {
    const found = commune === '' && communes.length === 1 ? communes : (named.get(fold(commune)) ?? []);
    const [one, second] = found;
    if (one === undefined) {
      faults.push({ line, message: `“${commune}” không có trong địa bàn của đợt.` });
      return [];
    }
    if (second !== undefined) {
      faults.push({
        line,
        message: `có ${found.length} xã tên “${commune}”. Ghi cả loại, ví dụ “${one.communeName}”.`,
      });
      return [];
    }
    const key = `${one.communeId} ${fold(name)}`;
    const double = seen.get(key);
    if (double !== undefined) {
      faults.push({ line, message: `“${name}” của ${one.communeName} đã có ở dòng ${double}.` });
      return [];
    }
    seen.set(key, line);
    return [
      { ...one, id: newId<'drive-unit'>(), ordinal: index + 1, name, sortKey: sortKey(name), required, controllerName },
    ];
  });
  return { placed, faults: faults.sort(byLine) };
}
