import { randomBytes } from 'node:crypto';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { isId, type PersonId, type UnitId } from '../kernel/ids.js';
import type { Words } from '../web/request.js';
import { type FieldFault } from '../web/views/form-state.js';
import type { AssignmentRule } from './assignment.js';
import type { AreaFacts } from './panel.repository.js';
import { ReasonForm } from './reason.form.js';
import { faultsOfSeed, readRooms } from './rooms.form.js';
import type { PanelJudge } from './round.facts.js';

const UUID = /^[0-9a-f-]{36}$/;

export class AddJudgeForm {
  @IsString({ message: 'Chọn một giám khảo.' })
  @Matches(UUID, { message: 'Chọn một giám khảo.' })
  personId!: string;

  @IsOptional()
  @IsString()
  unitId?: string;
}

export class UnitForm {
  @IsOptional()
  @IsString()
  unitId?: string;
}

export class ConflictForm extends ReasonForm {
  @IsString({ message: 'Chọn một giám khảo.' })
  @Length(3, 6, { message: 'Chọn một giám khảo.' })
  judgeCode!: string;

  @IsString({ message: 'Nhập mã hồ sơ.' })
  @Length(6, 40, { message: 'Nhập mã hồ sơ, ví dụ ZALO21-211124-0007.' })
  number!: string;
}

/** The unit chosen in a list, or null for "không có". What is not an id is nobody's unit and refused by the service. */
export const chosenUnit = (typed: string | undefined): UnitId | null =>
  typed === undefined || typed === ''
    ? null
    : isId(typed)
      ? (typed as UnitId)
      : ('00000000-0000-0000-0000-000000000000' as UnitId);

export const RULE_KINDS = { all: 'tat-ca', areas: 'dia-ban', each: 'moi-ho-so', rooms: 'tieu-ban' } as const;

/** The field that holds the districts or communes chosen for a judge. */
export const areasField = (judgeCode: string): string => `vung-${judgeCode}`;

/** A seed for a draw that can be repeated: eight hexadecimal signs, printed on the page. */
export const newSeed = (): string => randomBytes(4).toString('hex');

/** The rule of an assignment, from an address or a form; faults in words when it cannot be read; null when none was chosen yet. */
export function readRule(
  words: Words,
  { judges, areas }: { judges: readonly Pick<PanelJudge, 'personId' | 'code' | 'room'>[]; areas: readonly AreaFacts[] },
): { rule: AssignmentRule } | { faults: FieldFault[] } | null {
  const kind = words['kieu'];
  if (typeof kind !== 'string' || kind === '') return null;
  if (kind === RULE_KINDS.all) return { rule: { kind: 'all' } };
  if (kind === RULE_KINDS.each) return readEach(words, judges.length);
  if (kind === RULE_KINDS.rooms) return readRooms(words, { judges, areas });
  if (kind !== RULE_KINDS.areas) return { faults: [{ field: 'kieu', text: 'Chọn một cách phân công.' }] };
  const areasOf = new Map<PersonId, Set<UnitId>>(
    judges.map(({ personId, code }) => [personId, new Set(listOf(words[areasField(code)]).filter(isId) as UnitId[])]),
  );
  if ([...areasOf.values()].every(({ size }) => size === 0))
    return { faults: [{ field: 'kieu', text: 'Đánh dấu địa bàn cho ít nhất một giám khảo.' }] };
  return { rule: { kind: 'areas', areasOf } };
}

function readEach(words: Words, most: number): { rule: AssignmentRule } | { faults: FieldFault[] } {
  const [typed, seed] = [String(words['so'] ?? '').trim(), String(words['hat'] ?? '').trim()];
  const faults: FieldFault[] = [];
  const judges = /^[1-9]\d?$/.test(typed) ? Number(typed) : 0;
  if (judges < 1 || judges > most)
    faults.push({
      field: 'so',
      text: `Nhập số giám khảo mỗi hồ sơ, từ 1 đến ${most}, ví dụ ${Math.min(3, Math.max(1, most))}.`,
    });
  faults.push(...faultsOfSeed(seed));
  const cap = readCap(words['han'], faults);
  return faults.length > 0 ? { faults } : { rule: { kind: 'each', judges, cap, seed } };
}

function readCap(typed: unknown, faults: FieldFault[]): number | null {
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (text === '') return null;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  faults.push({
    field: 'han',
    text: 'Nhập hạn mức bằng số phiếu, từ 1 đến 99999, ví dụ 40; không giới hạn thì để trống.',
  });
  return null;
}

const listOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};
