import { ROUNDING_MODES } from '../kernel/integers.js';
import { type JsonNode, readJson } from '../kernel/json-text.js';
import type { Dong } from '../kernel/money.js';
import { ONE, type Rational, compareRationals, multiply, rational, ZERO } from '../kernel/rational.js';
import { type LineFault, byLine, readUtf8 } from '../kernel/text-file.js';
import { readAdjustments } from './adjustments-file.js';
import { isCount, readAggregate } from './aggregate-file.js';
import { itemsOf, refuseDoubles } from './json-lists.js';
import { type JsonMember, JsonObjectReader } from './json-object.js';
import { type Aggregate, type Criterion, RANK_ON, type Rounding, type ScoringRules } from './scoring-rules.js';

export const AT_BOUNDARY = ['decide', 'share', 'extend'] as const;
/** What happens to a tied group that does not fit into what is left of its tier; see awards/allocation.ts. */
export type AtBoundary = (typeof AT_BOUNDARY)[number];

/** One tier of prizes. `minimum`: the least ranking value that may win it, null when there is no floor. */
export interface PrizeTier {
  tier: string;
  quantity: number;
  amount: Dong;
  minimum: Rational | null;
}

/** Everything that rules.json says: how to rank, and which prizes there are, best tier first. */
export interface TallyRules {
  scoring: ScoringRules;
  prizes: PrizeTier[];
  atBoundary: AtBoundary;
}

/** Beyond this a maximum is a typing mistake, and sums would need care. */
const MAX_POINTS = 1_000_000;
const MAX_DECIMALS = 6;

/**
 * Reads rules.json (ARCHITECTURE §4). `criteria` and `prizes` must be there; left out, the others mean: aggregate mean,
 * rounding half-up to 2 decimals, rankOn rounded, no tie-break, atBoundary decide, no minimum, weight 1. Every unknown key, wrong type and
 * contradiction is a fault with its line, all reported at once, in the order of the file; with any fault there are no rules.
 */
export function readRulesFile(bytes: Uint8Array): { rules: TallyRules } | { faults: LineFault[] } {
  const decoded = readUtf8(bytes);
  if ('fault' in decoded) return { faults: [decoded.fault] };
  const json = readJson(decoded.text);
  if ('fault' in json) return { faults: [json.fault] };
  const faults: LineFault[] = [];
  const rules = readRules(json.node, faults);
  return faults.length === 0 ? { rules } : { faults: faults.sort(byLine) };
}

const RULES_KEYS = [
  'criteria',
  'aggregate',
  'rounding',
  'rankOn',
  'tieBreak',
  'atBoundary',
  'minimum',
  'prizes',
  'adjustments',
] as const;

function readRules(node: JsonNode, faults: LineFault[]): TallyRules {
  const read = new JsonObjectReader(node, 'the rules', RULES_KEYS, faults);
  const criteria = read.required('criteria', (member) => readCriteria(member, faults)) ?? [];
  const prizes = read.required('prizes', (member) => readPrizes(member, faults)) ?? [];
  read.optional('minimum', (member) => readMinimum(member, prizes, faults));
  const aggregate: Aggregate = read.optional('aggregate', (member) => readAggregate(member, criteria, faults)) ?? {
    method: 'mean',
  };
  const adjustments = read.optional('adjustments', (member) => readAdjustments(member, aggregate, faults));
  return {
    scoring: {
      criteria,
      aggregate,
      rounding: read.optional('rounding', (member) => readRounding(member, faults)) ?? { decimals: 2, mode: 'half-up' },
      rankOn: read.choice('rankOn', RANK_ON) ?? 'rounded',
      tieBreak: read.optional('tieBreak', (member) => readTieBreak(member, criteria, faults)) ?? [],
      ...(adjustments === null ? {} : { adjustments }),
    },
    prizes,
    atBoundary: read.choice('atBoundary', AT_BOUNDARY) ?? 'decide',
  };
}

function readCriteria(member: JsonMember, faults: LineFault[]): Criterion[] {
  const items = itemsOf(member, faults);
  if (items?.length === 0) faults.push({ line: member.line, message: '“criteria” is empty' });
  const criteria = (items ?? []).map((item) => {
    const read = new JsonObjectReader(item, 'a criterion', ['code', 'max', 'weight'] as const, faults);
    const max = read.number(
      'max',
      isMaximum,
      `more than 0, at most ${MAX_POINTS}, with at most two decimals`,
      'required',
    );
    const weight = read.number('weight', (value) => compareRationals(value, ZERO) >= 0, '0 or more', 'optional');
    return {
      code: read.text('code') ?? '',
      maxHundredths: max === null ? 0 : Number(multiply(max, rational(100)).numerator),
      weight: weight ?? ONE,
    };
  });
  refuseDoubles(
    items ?? [],
    criteria.map((criterion) => criterion.code),
    'criterion',
    faults,
  );
  return criteria;
}

function readPrizes(member: JsonMember, faults: LineFault[]): PrizeTier[] {
  const items = itemsOf(member, faults) ?? [];
  const tiers = items.map((item): PrizeTier => {
    const read = new JsonObjectReader(item, 'a prize', ['tier', 'quantity', 'amount'] as const, faults);
    const wanted = 'a whole number, 0 or more';
    return {
      tier: read.text('tier') ?? '',
      quantity: Number(read.number('quantity', isCount, wanted, 'required')?.numerator ?? 0),
      amount: Number(read.number('amount', isCount, `${wanted}, in đồng`, 'required')?.numerator ?? 0),
      minimum: null,
    };
  });
  refuseDoubles(
    items,
    tiers.map((tier) => tier.tier),
    'tier',
    faults,
  );
  return tiers;
}

/** Floors are written apart from the prizes, by tier; they are put into the tiers they belong to. */
function readMinimum(member: JsonMember, tiers: PrizeTier[], faults: LineFault[]): void {
  const names = tiers.map((tier) => tier.tier);
  const read = new JsonObjectReader(member.value, '“minimum”', names, faults, 'tier');
  for (const tier of tiers) tier.minimum = read.number(tier.tier, () => true, 'a number', 'optional');
}

function readRounding(member: JsonMember, faults: LineFault[]): Rounding {
  const read = new JsonObjectReader(member.value, '“rounding”', ['decimals', 'mode'] as const, faults);
  const isDecimals = (value: Rational): boolean => isCount(value) && value.numerator <= MAX_DECIMALS;
  const decimals = read.number('decimals', isDecimals, `a whole number from 0 to ${MAX_DECIMALS}`, 'optional');
  return { decimals: Number(decimals?.numerator ?? 2), mode: read.choice('mode', ROUNDING_MODES) ?? 'half-up' };
}

function readTieBreak(member: JsonMember, criteria: readonly Criterion[], faults: LineFault[]): string[] {
  const items = itemsOf(member, faults) ?? [];
  const codes = items.map((item) => {
    const code = item.kind === 'string' && item.value.startsWith('criterion:') ? item.value.slice(10) : null;
    if (code === null) faults.push({ line: item.line, message: 'a step of “tieBreak” must read "criterion:CODE"' });
    else if (!criteria.some((criterion) => criterion.code === code)) {
      faults.push({ line: item.line, message: `“tieBreak” names the unknown criterion ${code}` });
    }
    return code ?? '';
  });
  refuseDoubles(items, codes, 'step of “tieBreak”', faults);
  return codes;
}

const isMaximum = (value: Rational): boolean =>
  compareRationals(value, ZERO) > 0 &&
  compareRationals(value, rational(MAX_POINTS)) <= 0 &&
  multiply(value, rational(100)).denominator === 1n;
