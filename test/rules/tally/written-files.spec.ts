import { describe, expect, it } from '@jest/globals';
import { type TallyRules, readRulesFile } from '../../../src/judging/rules-file.js';
import { readScoresFile } from '../../../src/judging/scores-file.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { parseRational, rational } from '../../../src/kernel/rational.js';

const rules: TallyRules = {
  scoring: {
    criteria: [
      { code: 'A', maxHundredths: 4000, weight: rational(1) },
      { code: 'B, "nâng cao"', maxHundredths: 750, weight: rational(5, 4) },
    ],
    aggregate: { method: 'trimmed-mean', drop: 1 },
    rounding: { decimals: 3, mode: 'half-even' },
    rankOn: 'exact',
    tieBreak: ['B, "nâng cao"'],
  },
  prizes: [
    { tier: 'first', quantity: 1, amount: 15_000_000, minimum: parseRational('80.5') },
    { tier: 'second', quantity: 2, amount: 10_500_000, minimum: null },
  ],
  atBoundary: 'share',
};

describe('A contest written out for recounting is read back as it was', () => {
  it('its rules', () => {
    expect(readRulesFile(Buffer.from(writeRulesFile(rules)))).toEqual({ rules });
  });

  it('its scores', () => {
    const sheets = [
      [4000, 0],
      [5, 750],
      [3350, 725],
    ];
    const entries = [{ entry: 'ZALO21-211130-0001', judges: ['gk-1', 'gk "2"', 'gk,3'], sheets }];
    const text = writeScoresFile(entries, rules.scoring.criteria);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'entry,judge,criterion,points',
      'ZALO21-211130-0001,gk-1,A,40',
      'ZALO21-211130-0001,gk-1,"B, ""nâng cao""",0',
    ]);
    expect(readScoresFile(Buffer.from(text), rules.scoring)).toEqual({ entries });
  });

  it('but not with a weight of one third, which no decimal says', () => {
    const [first] = rules.scoring.criteria;
    const criteria = [{ ...first!, weight: rational(1, 3) }];
    expect(() => writeRulesFile({ ...rules, scoring: { ...rules.scoring, criteria } })).toThrow(RangeError);
  });
});
