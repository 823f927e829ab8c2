import type { RegisteredGroup } from '../communities/groups/group.facts.js';
import type { FieldFacts } from '../contests/contest.facts.js';
import { formatDay } from '../kernel/vietnamese/days.js';
import { formatInteger } from '../kernel/vietnamese/numbers.js';
import { type DifferenceRow, differenceRow } from '../web/views/difference.js';
import type { FormState } from '../web/views/form-state.js';
import { remarkOnAnswer } from './answer.remarks.js';
import { answerName, type Answers, sayAnswer, typedAnswer } from './entry.answers.js';
import type { SupplementPointFacts } from './entry.facts.js';
import type { OpenedEntry } from './entry.opening.js';
import { communePlaces, type DossierPlaces, entryPaths } from './entry.paths.js';

/** One field of the form; exactly one of the `is…` says which input it gets. */
interface FieldView {
  code: string;
  name: string;
  label: string;
  hint: string | null;
  optional: boolean;
  maxLength: number;
  isText: boolean;
  isNumber: boolean;
  isLine: boolean;
  type: string;
  inputmode: string | null;
  /** What the office wants mended here; null when it asked for nothing. */
  point: string | null;
  /** A warning about its words; null when there is nothing to say. */
  remark: string | null;
}

export interface AnswersView {
  about: string;
  action: string;
  /** Where the page itself sends the words after a pause; null: nowhere. */
  autosave: string | null;
  version: number;
  backHref: string;
  form: FormState;
  fields: FieldView[];
  /** Fields that cannot be changed now, as text. */
  fixed: { label: string; value: string | null }[];
  lockedText: string | null;
  difference: { heading: string; rows: DifferenceRow[] } | null;
  /** The groups of the register that the dossier may be about; null where there are none or nothing can be changed. */
  register: RegisterOffer | null;
}

interface RegisterOffer {
  action: string;
  groups: { id: string; name: string; detail: string; isChosen: boolean; button: string }[];
}

const INPUTS: Readonly<Record<FieldFacts['kind'], { hint: string | null; type: string; inputmode: string | null }>> = {
  line: { hint: null, type: 'text', inputmode: null },
  text: { hint: null, type: 'text', inputmode: null },
  number: { hint: null, type: 'text', inputmode: 'decimal' },
  day: { hint: 'Ngày/tháng/năm, ví dụ 30/11/2021', type: 'text', inputmode: 'numeric' },
  link: { hint: 'Ví dụ https://zalo.me/g/abcxyz123', type: 'text', inputmode: 'url' },
  phone: { hint: 'Ví dụ 0912 345 678', type: 'tel', inputmode: 'tel' },
};

/** The words of a dossier as its form starts with them. */
export const answerValues = (fields: readonly FieldFacts[], answers: Answers): FormState['values'] =>
  Object.fromEntries(fields.map((field) => [answerName(field.code), typedAnswer(field, answers[field.code])]));

/** The page of the words. Of a returned dossier only the fields with a point are open; all are fixed when `lockedText` says why. */
export function toAnswersView(
  { entry }: OpenedEntry,
  fields: readonly FieldFacts[],
  points: readonly SupplementPointFacts[],
  form: FormState,
  more: Pick<AnswersView, 'lockedText' | 'difference' | 'register'>,
  places: DossierPlaces = communePlaces(entry.code),
): AnswersView {
  const pointOf = (field: FieldFacts): SupplementPointFacts | undefined =>
    points.find(({ fieldId }) => fieldId === field.id);
  const isOpen = (field: FieldFacts): boolean =>
    more.lockedText === null && (entry.state !== 'returned' || pointOf(field) !== undefined);
  return {
    about: entry.number ?? `Nháp ${entry.draftCode}`,
    action: places.answers,
    autosave: places.autosave,
    version: entry.version,
    backHref: entry.state === 'returned' ? entryPaths.supplement(entry.code) : places.one,
    form,
    fields: fields.filter(isOpen).map((field) => toField(field, pointOf(field), form)),
    fixed: fields
      .filter((field) => !isOpen(field))
      .map((field) => ({ label: field.label, value: sayAnswer(field, entry.answers[field.code]) })),
    ...more,
  };
}

/** The register's groups beside the form: each with a button that chooses it and fills the form from it. */
export function toRegisterOffer(
  code: string,
  groups: readonly RegisteredGroup[],
  chosen: RegisteredGroup | null,
): RegisterOffer | null {
  if (groups.length === 0) return null;
  return {
    action: entryPaths.presentation(code),
    groups: groups.map(({ id, name, members, countedOn }) => ({
      id,
      name,
      detail:
        members === null || countedOn === null
          ? 'Sổ chưa có số thành viên.'
          : `Sổ ghi ${formatInteger(members)} thành viên ngày ${formatDay(countedOn)}.`,
      isChosen: id === chosen?.id,
      button: id === chosen?.id ? 'Điền lại từ sổ' : 'Chọn và điền từ sổ',
    })),
  };
}

function toField(field: FieldFacts, point: SupplementPointFacts | undefined, { values }: FormState): FieldView {
  const typed = values[answerName(field.code)];
  const input = INPUTS[field.kind];
  const limit = field.kind === 'text' ? `Nhiều nhất ${field.maxLength} ký tự` : null;
  return {
    code: field.code,
    name: answerName(field.code),
    label: field.label,
    hint: hintOf([field.help, field.help.includes('Ví dụ') ? null : input.hint, limit]),
    optional: !field.required,
    maxLength: field.maxLength,
    isText: field.kind === 'text',
    isNumber: field.kind === 'number',
    isLine: field.kind !== 'text' && field.kind !== 'number',
    type: input.type,
    inputmode: input.inputmode,
    point: point === undefined ? null : sayPoint(point),
    remark: typeof typed === 'string' ? remarkOnAnswer(field, typed) : null,
  };
}

/** Sentences one after the other, each with one full stop between. */
const hintOf = (parts: readonly (string | null)[]): string | null =>
  parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (part ?? '').replace(/\.$/, ''))
    .join('. ') || null;

const POINT_KINDS: Readonly<Record<SupplementPointFacts['reasonKind'], string>> = {
  missing: 'Còn thiếu',
  wrong: 'Chưa đúng',
  unreadable: 'Không đọc được',
  expired: 'Đã hết hiệu lực',
  other: 'Cần sửa',
};

/** "Không đọc được: trang 2 bị mờ". */
export const sayPoint = ({ reasonKind, note }: Pick<SupplementPointFacts, 'reasonKind' | 'note'>): string =>
  note === '' ? POINT_KINDS[reasonKind] : `${POINT_KINDS[reasonKind]}: ${note}`;

/** What was typed beside what is stored, for a version that came too late (TRUST R14). */
export function differenceOf(
  fields: readonly FieldFacts[],
  words: FormState['values'],
  saved: Answers,
  heading: string,
): NonNullable<AnswersView['difference']> {
  const rows = fields.flatMap((field): DifferenceRow[] => {
    const mine = words[answerName(field.code)];
    if (typeof mine !== 'string') return [];
    return [differenceRow(field.label, mine, typedAnswer(field, saved[field.code]))];
  });
  return { heading, rows };
}
