import type { PersonId, UnitId } from '../kernel/ids.js';
import { bareUnitName } from '../kernel/vietnamese/collate.js';
import { fold } from '../kernel/vietnamese/fold.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import type { Room, RoomsRule } from './assignment.js';
import type { AreaFacts } from './panel.repository.js';
import type { PanelJudge } from './round.facts.js';

type SeatedJudge = Pick<PanelJudge, 'personId' | 'code' | 'room'>;

/** How entries come to rooms, by the word in address and form. */
export const ROOMS_BY = { deu: 'even', 'dia-ban': 'areas' } as const;

const LONGEST_NAME = 60;
const MOST_SHARED = 500;
/** So many entries for all rooms unless somebody says otherwise: without any, rooms cannot be compared. */
export const USUAL_SHARED = 2;

/** A seed is printed and typed again: plain signs alone. */
export const faultsOfSeed = (seed: string): FieldFault[] =>
  /^[0-9A-Za-z-]{1,40}$/.test(seed)
    ? []
    : [{ field: 'hat', text: 'Nhập hạt giống bằng chữ không dấu và số, ví dụ 2021-lan-1.' }];

/** Rooms as the field has them: those that the judges sit in or, while the panel is undivided, two halves of it. */
export function roomsText(judges: readonly SeatedJudge[]): string {
  const seated = judges.filter(({ room }) => room !== null);
  const half = Math.ceil(judges.length / 2);
  const rooms =
    seated.length > 0
      ? Map.groupBy(seated, ({ room }) => room)
      : Map.groupBy(judges, (judge) => (judges.indexOf(judge) < half ? 'Tiểu ban 1' : 'Tiểu ban 2'));
  return [...rooms].map(([name, mine]) => `${name ?? ''}: ${mine.map(({ code }) => code).join(', ')}`).join('\n');
}

/**
 * Reads rooms, one a line: “Tiểu ban 1: GK1, GK2; Tam Đường, Sìn Hồ”. What stands behind the semicolon are districts or communes of that
 * room, by name, with marks or without. Every fault is told with its line.
 */
export function readRooms(
  words: Words,
  of: { judges: readonly SeatedJudge[]; areas: readonly AreaFacts[] },
): { rule: RoomsRule } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const rooms = readLines(String(words['tieu-ban'] ?? ''), of, faults);
  const by = Object.entries(ROOMS_BY).find(([word]) => word === words['chia'])?.[1];
  if (by === undefined) faults.push({ field: 'chia', text: 'Chọn cách chia hồ sơ vào các tiểu ban.' });
  if (by === 'even' && rooms.some(({ areas }) => areas.size > 0))
    faults.push({ field: 'chia', text: 'Đã ghi địa bàn cho tiểu ban: chọn chia theo địa bàn, hoặc bỏ phần địa bàn.' });
  const typed = String(words['chung'] ?? '').trim();
  const shared = /^\d{1,3}$/.test(typed) ? Number(typed) : MOST_SHARED + 1;
  if (shared > MOST_SHARED)
    faults.push({ field: 'chung', text: `Nhập số hồ sơ mọi tiểu ban cùng chấm, từ 0 đến ${MOST_SHARED}.` });
  const seed = String(words['hat'] ?? '').trim();
  faults.push(...faultsOfSeed(seed));
  return faults.length > 0 || by === undefined ? { faults } : { rule: { kind: 'rooms', rooms, by, shared, seed } };
}

function readLines(
  text: string,
  { judges, areas }: { judges: readonly SeatedJudge[]; areas: readonly AreaFacts[] },
  faults: FieldFault[],
): Room[] {
  const judgeOf = new Map(judges.map((judge) => [judge.code.toLowerCase(), judge.personId]));
  const areaOf = areaFinder(areas);
  const [names, seats, places] = [new Map<string, number>(), new Map<PersonId, number>(), new Map<UnitId, number>()];
  const rooms = text.split('\n').flatMap((whole, index): Room[] => {
    const line = index + 1;
    const fail = (message: string): void => void faults.push({ field: 'tieu-ban', text: `Dòng ${line}: ${message}` });
    if (whole.trim() === '') return [];
    const [name = '', list] = splitAt(whole, ':');
    const [codes = '', named = ''] = splitAt(list ?? '', ';');
    if (list === null || name === '') {
      fail('ghi tên tiểu ban, dấu hai chấm, rồi mã giám khảo, ví dụ “Tiểu ban 1: GK1, GK2”.');
      return [];
    }
    if (name.length > LONGEST_NAME) fail(`tên tiểu ban dài quá ${LONGEST_NAME} ký tự.`);
    const before = names.get(fold(name));
    if (before !== undefined) fail(`tên “${name}” đã có ở dòng ${before}.`);
    names.set(fold(name), line);
    const room = {
      name,
      judges: take(codes, (code) => judgeOf.get(code.toLowerCase()), seats, {
        line,
        fail,
        unknown: (code) => `không có giám khảo ${code} trong Ban Giám khảo.`,
      }),
      areas: take(named ?? '', areaOf, places, {
        line,
        fail,
        unknown: (area) => `không có địa bàn “${area}” trong cuộc thi.`,
      }),
    };
    if (room.judges.size === 0) fail('chưa có giám khảo nào.');
    return [room];
  });
  if (rooms.length < 2 && faults.length === 0)
    faults.push({ field: 'tieu-ban', text: 'Ghi ít nhất hai tiểu ban, mỗi tiểu ban một dòng.' });
  return rooms;
}

/** Finds the area that a name means: as it is written, with its type word or without; else without marks, where that means one alone. */
function areaFinder(areas: readonly AreaFacts[]): (typed: string) => UnitId | undefined {
  const exact = new Map(
    areas.flatMap(({ id, name }) => [name, bareUnitName(name)].map((one) => [one.toLowerCase(), id])),
  );
  const folded = Map.groupBy(
    areas.flatMap(({ id, name }) => [...new Set([name, bareUnitName(name)].map(fold))].map((key) => ({ id, key }))),
    ({ key }) => key,
  );
  return (typed) => {
    const [alike, ...others] = folded.get(fold(typed)) ?? [];
    return exact.get(typed.toLowerCase()) ?? (others.length === 0 ? alike?.id : undefined);
  };
}

/** The ids that a list of names means; a name that means nothing, or stood before, is told. */
function take<Id>(
  list: string,
  idOf: (name: string) => Id | undefined,
  seen: Map<Id, number>,
  { line, fail, unknown }: { line: number; fail: (message: string) => void; unknown: (name: string) => string },
): Set<Id> {
  const taken = new Set<Id>();
  for (const name of list.split(',').map((one) => one.trim())) {
    if (name === '') continue;
    const id = idOf(name);
    const before = id === undefined ? undefined : seen.get(id);
    if (id === undefined) fail(unknown(name));
    else if (before !== undefined) fail(`${name} đã có ở dòng ${before}.`);
    else {
      seen.set(id, line);
      taken.add(id);
    }
  }
  return taken;
}

/** What stands before and behind the first such sign, trimmed; behind is null where the sign is not there. */
function splitAt(text: string, sign: string): [string, string | null] {
  const at = text.indexOf(sign);
  return at < 0 ? [text.trim(), null] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
