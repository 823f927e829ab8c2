import { isDong } from '../kernel/money.js';
import { type Rational, compareRationals, ZERO } from '../kernel/rational.js';
import type { JsonNode } from '../kernel/json-text.js';
import type { LineFault } from '../kernel/text-file.js';
import { itemsOf, refuseDoubles } from './json-lists.js';
import { type JsonMember, JsonObjectReader } from './json-object.js';
import { type AdditiveRules, DRAWN_BY, EFFECTS } from './methods/additive.js';
import { INCOMPLETE_PANELS } from './methods/borda.js';
import {
  AGGREGATE_METHODS,
  type Aggregate,
  COUNTED_METHODS,
  type CountedAggregate,
  type Criterion,
  type WeightedPart,
} from './scoring-rules.js';

/** A whole number, 0 or more, that doubles carry exactly. */
export const isCount = (value: Rational): boolean => value.denominator === 1n && isDong(Number(value.numerator));

const AGGREGATE_KEYS = ['method', 'drop', 'parts', 'incomplete', 'assignment', 'seed', 'announced', 'effects'] as const;
type AggregateKey = (typeof AGGREGATE_KEYS)[number];
/** Keys that belong to one method; beside another they are a fault: somebody who writes a drop beside the mean believes that it works. */
const OWNER = {
  drop: 'trimmed-mean',
  parts: 'weighted',
  incomplete: 'borda',
  assignment: 'additive',
  seed: 'additive',
  announced: 'additive',
  effects: 'additive',
} as const satisfies Record<Exclude<AggregateKey, 'method'>, Aggregate['method']>;

/**
 * Reads the key `aggregate` of rules.json: a method and the keys of its own (docs/decisions/0029). `criteria` are those of the same
 * file. Answers with something to go on with when there are faults.
 */
export function readAggregate(member: JsonMember, criteria: readonly Criterion[], faults: LineFault[]): Aggregate {
  const read = new JsonObjectReader(member.value, '“aggregate”', AGGREGATE_KEYS, faults);
  const method = read.choice('method', AGGREGATE_METHODS);
  if (method === null) read.missing('method');
  refuseForeignKeys(read, method ?? 'mean', faults);
  switch (method) {
    case 'weighted':
      return { method, parts: read.required('parts', (list) => readParts(list, criteria, faults)) ?? [] };
    case 'median-majority':
    case 'bradley-terry':
      return { method };
    case 'borda':
      return { method, incomplete: read.choice('incomplete', INCOMPLETE_PANELS) ?? 'refuse' };
    case 'additive':
      return { method, ...readAdditive(read) };
    case 'mean':
    case 'trimmed-mean':
    case 'median':
    case null:
      return counted(method ?? 'mean', readDrop(read, method ?? 'mean'));
  }
}

/** What files cannot prove must stand there: a correction nobody has sworn to is none. */
function readAdditive(read: JsonObjectReader<AggregateKey>): AdditiveRules {
  read.missing('assignment');
  read.missing('announced');
  return {
    assignment: read.choice('assignment', DRAWN_BY) ?? 'random',
    seed: Number(read.number('seed', isCount, 'a whole number, 0 or more', 'required')?.numerator ?? 0),
    announced: read.flag('announced') ?? false,
    effects: read.choice('effects', EFFECTS) ?? 'random',
  };
}

function refuseForeignKeys(
  read: JsonObjectReader<AggregateKey>,
  method: Aggregate['method'],
  faults: LineFault[],
): void {
  for (const [key, owner] of Object.entries(OWNER) as [keyof typeof OWNER, Aggregate['method']][]) {
    if (owner === method) continue;
    read.optional(key, ({ line, value }) => {
      // A drop of 0 says nothing, and the contract has always taken it.
      if (key === 'drop' && value.kind === 'number' && Number(value.text) === 0) return;
      faults.push({ line, message: `“${key}” works with the method “${owner}” only` });
    });
  }
}

const counted = (method: CountedAggregate['method'], drop: number): CountedAggregate =>
  method === 'trimmed-mean' ? { method, drop } : { method };

function readDrop(read: JsonObjectReader<'drop'>, method: CountedAggregate['method']): number {
  const need = method === 'trimmed-mean' ? 'required' : 'optional';
  return Number(read.number('drop', isCount, 'a whole number, 0 or more', need)?.numerator ?? 0);
}

const PART_KEYS = ['name', 'weight', 'criteria', 'judges', 'method', 'drop'] as const;

function readParts(member: JsonMember, criteria: readonly Criterion[], faults: LineFault[]): WeightedPart[] {
  const items = itemsOf(member, faults) ?? [];
  if (items.length === 0) faults.push({ line: member.line, message: '“parts” is empty' });
  const parts = items.map((item, index) => readPart(item, index, criteria, faults));
  refuseDoubles(
    items,
    parts.map(({ name }) => name),
    'part',
    faults,
  );
  parts.forEach((part, index) => {
    for (const earlier of parts.slice(0, index)) {
      if (!overlap(earlier.criteria, part.criteria) || !overlap(earlier.judges, part.judges)) continue;
      const message = `the parts “${earlier.name}” and “${part.name}” ask the same judges for the same criteria: points would count twice`;
      faults.push({ line: items[index]?.line ?? member.line, message });
    }
  });
  for (const { code } of criteria) {
    if (parts.some((part) => part.criteria === null || part.criteria.includes(code))) continue;
    faults.push({ line: member.line, message: `criterion ${code} is in no part` });
  }
  return parts;
}

function readPart(node: JsonNode, index: number, criteria: readonly Criterion[], faults: LineFault[]): WeightedPart {
  const read = new JsonObjectReader(node, 'a part', PART_KEYS, faults);
  const method = read.choice('method', COUNTED_METHODS) ?? 'mean';
  if (method !== 'trimmed-mean') {
    read.optional('drop', ({ line }) =>
      faults.push({ line, message: '“drop” works with the method “trimmed-mean” only' }),
    );
  }
  const codes = read.optional('criteria', (list) => readCodes(list, 'criterion', faults));
  for (const code of codes ?? []) {
    if (code === '' || criteria.some((criterion) => criterion.code === code)) continue;
    faults.push({ line: read.lineOf('criteria'), message: `a part names the unknown criterion ${code}` });
  }
  return {
    name: read.optional('name', () => read.text('name')) ?? String(index + 1),
    weight: read.number('weight', (value) => compareRationals(value, ZERO) >= 0, '0 or more', 'required') ?? ZERO,
    criteria: codes,
    judges: read.optional('judges', (list) => readCodes(list, 'judge', faults)),
    aggregate: counted(method, method === 'trimmed-mean' ? readDrop(read, method) : 0),
  };
}

/** A list of codes, not empty, none twice. */
function readCodes(member: JsonMember, what: string, faults: LineFault[]): string[] {
  const items = itemsOf(member, faults) ?? [];
  if (member.value.kind === 'array' && items.length === 0)
    faults.push({ line: member.line, message: `“${member.key}” is empty; leave it out to mean all` });
  const codes = items.map((item) => {
    if (item.kind === 'string' && item.value !== '' && item.value === item.value.trim()) return item.value;
    faults.push({
      line: item.line,
      message: `“${member.key}” holds codes: texts, not empty, without spaces around them`,
    });
    return '';
  });
  refuseDoubles(items, codes, what, faults);
  return codes;
}

/** Whether two sets of codes have one in common; null is all there are. */
const overlap = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === null || b === null || a.some((code) => b.includes(code));

/** `aggregate` as `readAggregate` reads it back; `jsonNumber` writes an exact number. */
export function writeAggregate(aggregate: Aggregate, jsonNumber: (value: Rational) => number): object {
  if (aggregate.method !== 'weighted') return aggregate;
  return {
    method: aggregate.method,
    parts: aggregate.parts.map(({ name, weight, criteria, judges, aggregate: own }) => ({
      name,
      weight: jsonNumber(weight),
      ...(criteria === null ? {} : { criteria }),
      ...(judges === null ? {} : { judges }),
      ...own,
    })),
  };
}
