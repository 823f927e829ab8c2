import type { JsonNode } from '../kernel/json-text.js';
import { compareRationals, multiply, type Rational, rational, ZERO } from '../kernel/rational.js';
import type { LineFault } from '../kernel/text-file.js';
import { takesAdjustments } from './methods/adjusted-ranking.js';
import { itemsOf } from './json-lists.js';
import { type JsonMember, JsonObjectReader } from './json-object.js';
import type { Adjustment, Aggregate } from './scoring-rules.js';

const KEYS = ['entry', 'points', 'part', 'reason'] as const;

/** Points with at most two decimals, not 0, below zero for a penalty. */
const isPoints = (value: Rational): boolean =>
  compareRationals(value, ZERO) !== 0 && multiply(value, rational(100)).denominator === 1n;

/** Reads the key `adjustments` of rules.json: a list of { entry, points, part?, reason? } (docs/decisions/0030). */
export function readAdjustments(member: JsonMember, aggregate: Aggregate, faults: LineFault[]): Adjustment[] {
  const items = itemsOf(member, faults) ?? [];
  if (items.length > 0 && !takesAdjustments(aggregate))
    faults.push({ line: member.line, message: `“adjustments” do not work with the method “${aggregate.method}”` });
  return items.map((item) => readAdjustment(item, aggregate, faults));
}

function readAdjustment(node: JsonNode, aggregate: Aggregate, faults: LineFault[]): Adjustment {
  const read = new JsonObjectReader(node, 'an adjustment', KEYS, faults);
  const points = read.number('points', isPoints, 'not 0, with at most two decimals', 'required') ?? ZERO;
  const part = read.optional('part', () => read.text('part'));
  const isPart = aggregate.method === 'weighted' && aggregate.parts.some(({ name }) => name === part);
  if (part !== null && !isPart)
    faults.push({ line: read.lineOf('part'), message: `an adjustment names the unknown part ${part}` });
  return {
    entry: read.text('entry') ?? '',
    hundredths: Number(multiply(points, rational(100)).numerator),
    part,
    reason: read.optional('reason', () => read.text('reason')) ?? '',
  };
}

/** `adjustments` as `readAdjustments` reads them back. */
export const writeAdjustments = (adjustments: readonly Adjustment[]): object[] =>
  adjustments.map(({ entry, hundredths, part, reason }) => ({
    entry,
    points: hundredths / 100,
    ...(part === null ? {} : { part }),
    ...(reason === '' ? {} : { reason }),
  }));
