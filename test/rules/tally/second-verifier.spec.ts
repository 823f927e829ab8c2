import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { award, awardBeside, awardForms, rank } from '../../../src/awards/bundle/kiem-tra.mjs';
import { type EveryDecision, giveAll } from '../../../src/awards/award.proposal.js';
import { readSidePrizes } from '../../../src/awards/prizes/side-prizes-file.js';
import { readRulesFile } from '../../../src/judging/rules-file.js';
import { readScoresFile } from '../../../src/judging/scores-file.js';
import { rankEntries } from '../../../src/judging/tally.js';

interface Recounted {
  entry: string;
  rank: number;
  score: string;
  exact: string;
  judges: number;
}

const TIERS = ['nhat', 'nhi', 'ba'];
const JUDGES = ['GK1', 'GK2', 'GK3', 'GK4'];

/** Small scales, so that ties are common; all methods that a contest may choose, with penalties where points take them. */
const contest = fc
  .record({
    method: fc.constantFrom('mean', 'trimmed-mean', 'median', 'weighted', 'median-majority', 'borda'),
    entries: fc.integer({ min: 0, max: 9 }),
    marks: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 80, maxLength: 80 }),
    absent: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    weights: fc.tuple(fc.constantFrom(1, 0.4, 2, 0.333333), fc.constantFrom(1, 0.6, 0, 1.5)),
    rounding: fc.record({
      decimals: fc.integer({ min: 0, max: 3 }),
      mode: fc.constantFrom('half-up', 'half-even', 'half-down', 'up', 'down'),
    }),
    rankOn: fc.constantFrom('rounded', 'exact'),
    tieBreak: fc.constantFrom([], ['criterion:B'], ['criterion:A', 'criterion:B']),
    atBoundary: fc.constantFrom('decide', 'share', 'extend'),
    floor: fc.constantFrom(null, 1, 2.5, 4),
    quantities: fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 3 }),
    ),
    adjustments: fc.array(
      fc.record({ entry: fc.integer({ min: 0, max: 9 }), points: fc.constantFrom(-5, -0.5, 0.25, 1) }),
      {
        maxLength: 3,
      },
    ),
  })
  .map((drawn) => {
    const names = Array.from({ length: drawn.entries }, (_, index) => `E${index}`);
    const rows = names.flatMap((entry, e) =>
      JUDGES.filter((_, j) => j < 3 || drawn.absent[e * 4 + j] !== true).flatMap((judge, j) =>
        ['A', 'B'].map((criterion, c) => {
          const mark = (drawn.marks[(e * 8 + j * 2 + c) % 80] ?? 0) / 4;
          return `${entry},${judge},${criterion},${mark}`;
        }),
      ),
    );
    const [first, second] = drawn.weights;
    const takesPoints = !['median-majority', 'borda'].includes(drawn.method);
    const aggregates: Record<string, object> = {
      'trimmed-mean': { method: 'trimmed-mean', drop: 1 },
      weighted: {
        method: 'weighted',
        parts: [
          { name: 'hồ sơ', weight: first, criteria: ['A'] },
          { name: 'thực địa', weight: second, criteria: ['B'], method: 'median' },
        ],
      },
      borda: { method: 'borda', incomplete: 'normalise' },
    };
    const parts = drawn.method === 'weighted' ? [undefined, 'hồ sơ', 'thực địa'] : [undefined];
    const adjustments = drawn.adjustments
      .filter(({ entry }) => entry < names.length)
      .map(({ entry, points }, index) => {
        const part = parts[index % parts.length];
        return { entry: `E${entry}`, points, ...(part === undefined ? {} : { part }) };
      });
    const rules = {
      criteria: ['A', 'B'].map((code) => ({ code, max: 3, weight: code === 'A' ? first : 1 })),
      aggregate: aggregates[drawn.method] ?? { method: drawn.method },
      rounding: drawn.rounding,
      rankOn: drawn.rankOn,
      tieBreak: drawn.tieBreak,
      atBoundary: drawn.atBoundary,
      minimum: drawn.floor === null ? {} : { nhat: drawn.floor },
      prizes: TIERS.map((tier, index) => ({
        tier,
        quantity: drawn.quantities[index],
        amount: 10_000_001 - 3_000_000 * index,
      })),
      ...(takesPoints && adjustments.length > 0 ? { adjustments } : {}),
    };
    return { scores: `entry,judge,criterion,points\n${rows.map((row) => `${row}\n`).join('')}`, rules };
  });

/** Prizes beside the tiers by a criterion and by a floor (a choice is open to everybody, and is taken as withheld), and what people decide. */
const besides = fc
  .record({
    prizes: fc.array(
      fc.record({
        basis: fc.constantFrom('criterion', 'choice', 'floor'),
        quantity: fc.integer({ min: 1, max: 4 }),
        amount: fc.constantFrom(0, 750_001, 1_000_000),
        criterion: fc.constantFrom('A', 'B', 'Z'),
        minimum: fc.constantFrom(0, 1, 2.5),
        besideRank: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    withheldTiers: fc.constantFrom([], [], ['nhi']),
    shift: fc.record({
      from: fc.constantFrom('nhat', 'nhi'),
      taken: fc.integer({ min: 1, max: 2 }),
      to: fc.constant('ba'),
      added: fc.integer({ min: 1, max: 3 }),
    }),
    picks: fc.nat({ max: 9 }),
    grants: fc.array(
      fc.record({
        of: fc.nat({ max: 9 }),
        form: fc.constantFrom('khen:giay-khen', 'khen:bang-khen-tinh'),
        name: fc.constant('Giấy khen'),
        recipientKind: fc.constantFrom('collective', 'individual', 'household'),
        recipient: fc.constantFrom('', 'Lò Thị Mẫu'),
        multipleHundredths: fc.constantFrom(15, 30, 45, 333),
        base: fc.constantFrom(1_490_000, 2_340_000, 1_000_001),
        rounding: fc.constantFrom('none', 'up-ten-thousand'),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ prizes, ...decided }) => ({
    ...decided,
    prizes: prizes.map(({ basis, ...one }, index) => ({
      ...one,
      code: `phu:${index}`,
      name: `Giải phụ ${index}`,
      basis,
      quantity: basis === 'floor' ? null : one.quantity,
      criterion: basis === 'criterion' ? one.criterion : null,
      minimum: basis === 'floor' ? one.minimum : null,
    })),
  }));

describe('The verifier that lies in every bundle', () => {
  it('ranks and gives prizes as the platform does, in 1,000 random contests', () => {
    const encoder = new TextEncoder();
    let ranked = 0;
    fc.assert(
      fc.property(contest, ({ scores, rules }) => {
        const told = tallyFiles({ scores: encoder.encode(scores), rules: encoder.encode(JSON.stringify(rules)) });
        if ('faults' in told) throw new Error(JSON.stringify(told.faults));
        const ranking = rank(scores, rules) as Recounted[];
        ranked += ranking.length;
        expect(
          ranking.map(({ entry, rank: place, score, exact, judges }) => ({ entry, rank: place, score, exact, judges })),
        ).toEqual(
          told.report.ranking.map(({ entry, rank: place, score, exact, judges }) => ({
            entry,
            rank: place,
            score,
            exact,
            judges,
          })),
        );
        const awards = (award(ranking, rules) as { entry: string; tier: string; amount: number }[]).map(
          ({ entry, tier, amount }) => ({ entry, tier, amount }),
        );
        expect(awards).toEqual(told.report.awards);
      }),
      { numRuns: 1000 },
    );
    expect(ranked).toBeGreaterThan(2000);
  });

  it('moves quotas, leaves tiers empty and gives the prizes beside them as the platform does, in 1,000 random contests', () => {
    const encoder = new TextEncoder();
    let beside = 0;
    fc.assert(
      fc.property(contest, besides, ({ scores, rules }, { prizes, withheldTiers, shift, picks, grants }) => {
        const read = readRulesFile(encoder.encode(JSON.stringify(rules)));
        if ('faults' in read) throw new Error(JSON.stringify(read.faults));
        const { scoring, prizes: tiers, atBoundary } = read.rules;
        const sheets = readScoresFile(encoder.encode(scores), scoring);
        if ('faults' in sheets) throw new Error(JSON.stringify(sheets.faults));
        const { entries } = sheets;
        const scored = { ranking: rankEntries(entries, scoring), entries, criteria: scoring.criteria };
        const book = { prizes: tiers, sidePrizes: readSidePrizes(JSON.stringify(prizes)), atBoundary };
        const moved = shift.taken <= (tiers.find(({ tier }) => tier === shift.from)?.quantity ?? 0) ? [shift] : [];
        const decided: EveryDecision = { ties: [], withheldTiers, shifts: moved, sides: [], rewards: [] };
        // People choose among those who stand for what is open, from somewhere in the middle on.
        for (const { prize, left, candidates } of giveAll(scored, book, decided).side.open) {
          const among = candidates ?? [];
          const chosen = [...among.slice(picks % among.length), ...among].slice(0, Math.min(left, 1 + (picks % 2)));
          decided.sides.push({ prize, entries: candidates === null ? [] : [...new Set(chosen)] });
        }
        decided.rewards = grants.flatMap(({ of, ...grant }) => {
          const entry = entries[of % Math.max(1, entries.length)]?.entry;
          return entry === undefined ? [] : [{ ...grant, entry }];
        });
        const { allocation, side, rewards } = giveAll(scored, book, decided);
        beside += side.awards.length;
        const ranking = rank(scores, rules);
        const awards = award(ranking, rules, decided) as { entry: string; tier: string; amount: number }[];
        const besideThem = awardBeside(ranking, prizes, awards, decided.sides);
        expect([...awards, ...besideThem, ...awardForms(ranking, decided.rewards)]).toEqual([
          ...allocation.awards.map(({ entry, rank: place, tier, amount }) => ({ entry, rank: place, tier, amount })),
          ...side.awards.map(({ entry, rank: place, prize, amount }) => ({ entry, rank: place, tier: prize, amount })),
          ...rewards.awards.map(({ entry, rank: place, grant, amount }) => ({
            entry,
            rank: place,
            tier: grant.form,
            amount,
          })),
        ]);
      }),
      { numRuns: 1000 },
    );
    expect(beside).toBeGreaterThan(1000);
  });
});
