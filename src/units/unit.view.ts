import { type Day, dayBefore, formatDay } from '../kernel/vietnamese/days.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import type { SuccessionFacts, UnitFacts, UnitHit, UnitLevel } from './unit.facts.js';
import { UNIT_LEVELS } from './unit.facts.js';
import { unitPaths } from './unit.paths.js';
import type { UnitOrder } from './unit.reader.js';
import { LEVEL_NAMES, SUCCESSION_WORDS } from './unit.words.js';

const spanWords = ({ validFrom, validTo }: UnitFacts): string =>
  validTo === null
    ? `Từ ngày ${formatDay(validFrom)}`
    : `Từ ngày ${formatDay(validFrom)} đến hết ngày ${formatDay(dayBefore(validTo))}`;

const ENDED: StatusWord = { word: 'Đã kết thúc', tone: 'neutral' };
const SAMPLE: StatusWord = { word: 'Mẫu', tone: 'warning' };

export interface UnitRowView {
  name: string;
  href: string;
  levelName: string;
  code: string | null;
  where: string;
  span: string;
  tags: StatusWord[];
  /** "Tên khác: …", "Trước đây: …", "Nay là: …"; one line each. */
  remarks: string[];
}

const toRow = (unit: UnitFacts, on: Day): UnitRowView => ({
  name: unit.name,
  href: unitPaths.unit(unit.id),
  levelName: LEVEL_NAMES[unit.level],
  code: unit.code,
  where: '',
  span: spanWords(unit),
  tags: [...(unit.validTo !== null && unit.validTo <= on ? [ENDED] : []), ...(unit.sample ? [SAMPLE] : [])],
  remarks: [],
});

const toHitRow = (hit: UnitHit, on: Day): UnitRowView => ({
  ...toRow(hit, on),
  where: hit.parentNames.join(', '),
  remarks: [
    ...(hit.alias === null ? [] : [`Tên khác: ${hit.alias}`]),
    ...(hit.formerNames.length === 0 ? [] : [`Trước đây: ${hit.formerNames.join(', ')}`]),
    ...(hit.successorNames.length === 0 ? [] : [`Nay thuộc: ${hit.successorNames.join(', ')}`]),
  ],
});

/** What the search form asks for. */
export interface UnitQuery {
  typed: string;
  level: UnitLevel | null;
  /** The day as typed, and as understood. */
  typedDay: string;
  on: Day | null;
}

export interface UnitsView {
  form: FormState;
  action: string;
  clearHref: string | null;
  levels: { value: string; label: string }[];
  /** Null before anything was searched. */
  hits: UnitRowView[] | null;
  hitsCaption: string;
  isCut: boolean;
  provinces: UnitRowView[];
  importHref: string;
}

export function toUnitsView(
  form: FormState,
  query: UnitQuery,
  found: { hits: UnitHit[] | null; most: number; provinces: UnitFacts[]; today: Day },
): UnitsView {
  const { hits, most, provinces, today } = found;
  return {
    form,
    action: unitPaths.units,
    clearHref: hits === null ? null : unitPaths.units,
    levels: UNIT_LEVELS.map((level) => ({ value: level, label: LEVEL_NAMES[level] })),
    hits: hits === null ? null : hits.map((hit) => toHitRow(hit, query.on ?? today)),
    hitsCaption: `Đơn vị có tên như “${query.typed}”${query.on === null ? '' : ` vào ngày ${formatDay(query.on)}`}`,
    isCut: hits !== null && hits.length >= most,
    provinces: provinces.map((province) => toRow(province, today)),
    importHref: unitPaths.import,
  };
}

export interface UnitView {
  name: string;
  about: string | null;
  facts: { label: string; value: string; valueHref: string | null; href: null; action: null }[];
  tags: StatusWord[];
  predecessors: { name: string; href: string; words: string }[];
  successors: { name: string; href: string; words: string }[];
  aliases: string[];
  aliasForm: FormState;
  aliasAction: string;
  aliasRemovalAction: string;
  children: UnitRowView[];
  childrenCaption: string;
  childrenOrder: string;
  dayForm: FormState;
  action: string;
  orders: { value: string; label: string }[];
  mayHaveChildren: boolean;
  office: { form: FormState; action: string } | null;
}

/** Everything about one unit; forms that were sent and came back are among `forms`. */
export function toUnitView(
  unit: UnitFacts,
  around: {
    ancestors: UnitFacts[];
    predecessors: SuccessionFacts[];
    successors: SuccessionFacts[];
    aliases: string[];
    children: UnitFacts[];
    on: Day;
    order: UnitOrder;
    today: Day;
  },
  forms: { day: FormState; alias: FormState; office: FormState },
): UnitView {
  const fact = (label: string, value: string, valueHref: string | null = null) => ({
    label,
    value,
    valueHref,
    href: null,
    action: null,
  });
  const [parent] = around.ancestors;
  return {
    name: unit.name,
    about: unit.code === null ? null : `Mã ${unit.code}`,
    facts: [
      fact('Loại', `${unit.type.slice(0, 1).toUpperCase()}${unit.type.slice(1)}`),
      ...(parent === undefined ? [] : [fact('Thuộc', parent.name, unitPaths.unit(parent.id))]),
      fact('Thời gian', spanWords(unit)),
      ...(unit.note === null ? [] : [fact('Ghi chú', unit.note)]),
    ],
    tags: toRow(unit, around.today).tags,
    predecessors: around.predecessors.map((one) => toStep(one)),
    successors: around.successors.map((one) => toStep(one)),
    aliases: around.aliases,
    aliasForm: forms.alias,
    aliasAction: unitPaths.aliases(unit.id),
    aliasRemovalAction: unitPaths.aliasRemoval(unit.id),
    children: around.children.map((child) => toRow(child, around.on)),
    childrenCaption: `${around.children.length} đơn vị trực thuộc vào ngày ${formatDay(around.on)}`,
    childrenOrder: around.order === 'name' ? 'Xếp theo tên.' : 'Xếp theo mã trong danh mục.',
    dayForm: forms.day,
    action: unitPaths.unit(unit.id),
    orders: [
      { value: 'ten', label: 'Tên' },
      { value: 'ma', label: 'Mã trong danh mục' },
    ],
    mayHaveChildren: unit.level !== 'village' && unit.level !== 'office',
    office:
      unit.level === 'province' || unit.level === 'commune'
        ? { form: forms.office, action: unitPaths.offices(unit.id) }
        : null,
  };
}

const toStep = (step: SuccessionFacts): { name: string; href: string; words: string } => ({
  name: tellPlace(step.name, step.parentName),
  href: unitPaths.unit(step.id),
  words: `${SUCCESSION_WORDS[step.kind]}, ${step.document}${step.on === null ? '' : `, từ ngày ${formatDay(step.on)}`}`,
});
