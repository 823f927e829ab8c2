import { csvField } from '../kernel/csv-text.js';
import { filePoints } from '../kernel/points.js';
import { type Rational, compareRationals, parseRational, rationalText } from '../kernel/rational.js';
import type { TallyRules } from './rules-file.js';
import { writeAdjustments } from './adjustments-file.js';
import { writeAggregate } from './aggregate-file.js';
import { SCORES_HEADER } from './scores-file.js';
import type { Criterion, ScoredEntry } from './scoring-rules.js';

/** scores.csv as `readScoresFile` reads it back: entries, judges and criteria in the order given, points that were not asked left out, LF line ends, UTF-8 without a mark. */
export function writeScoresFile(entries: readonly ScoredEntry[], criteria: readonly Criterion[]): string {
  const lines: string[] = [SCORES_HEADER.join(',')];
  for (const { entry, judges, sheets } of entries) {
    sheets.forEach((sheet, index) => {
      const start = `${csvField(entry)},${csvField(judges[index] ?? '')}`;
      criteria.forEach(({ code }, column) => {
        const points = sheet[column] ?? null;
        if (points !== null) lines.push(`${start},${csvField(code)},${filePoints(points)}`);
      });
    });
  }
  return `${lines.join('\n')}\n`;
}

/** rules.json as `readRulesFile` reads it back, every key written out. A RangeError for a weight or floor that no short decimal says exactly. */
export function writeRulesFile({ scoring, prizes, atBoundary }: TallyRules): string {
  const given = scoring.adjustments ?? [];
  const rules = {
    criteria: scoring.criteria.map(({ code, maxHundredths, weight }) => ({
      code,
      max: maxHundredths / 100,
      weight: jsonNumber(weight),
    })),
    aggregate: writeAggregate(scoring.aggregate, jsonNumber),
    rounding: scoring.rounding,
    rankOn: scoring.rankOn,
    tieBreak: scoring.tieBreak.map((code) => `criterion:${code}`),
    atBoundary,
    minimum: Object.fromEntries(
      prizes.flatMap(({ tier, minimum }) => (minimum === null ? [] : [[tier, jsonNumber(minimum)]])),
    ),
    prizes: prizes.map(({ tier, quantity, amount }) => ({ tier, quantity, amount })),
    ...(given.length === 0 ? {} : { adjustments: writeAdjustments(given) }),
  };
  return `${JSON.stringify(rules, null, 2)}\n`;
}

function jsonNumber(value: Rational): number {
  const number = Number(value.numerator) / Number(value.denominator);
  const readBack = parseRational(String(number));
  if (readBack !== null && compareRationals(readBack, value) === 0) return number;
  throw new RangeError(`${rationalText(value)} cannot be written as a decimal number`);
}
