import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AdvanceChoice, planAdvance, type Standing } from '../../../src/judging/advance/advancing.js';
import { readAdvanceChoice } from '../../../src/judging/advance/advance.form.js';

const nothing: AdvanceChoice = { tie: null, added: [], leftOut: [] };
/** E1 first; ranks and values as given, `null` without enough sheets. */
const standings = (...ranked: ([number, string] | null)[]): Standing[] =>
  ranked.map((one, index) => ({ entry: `E${index + 1}`, rank: one?.[0] ?? null, value: one?.[1] ?? null }));
// 90; 85; 85; 80; and one without a rank
const FIVE = standings([1, '90'], [2, '85'], [2, '85'], [4, '80'], null);
const going = (advance: ReturnType<typeof planAdvance>): string[] => advance.going.map(({ entry }) => entry);

describe('By rank', () => {
  it.each([
    [1, ['E1']],
    [3, ['E1', 'E2', 'E3']], // the two equals fit
    [4, ['E1', 'E2', 'E3', 'E4']],
    [5, ['E1', 'E2', 'E3', 'E4']], // who has no rank does not go on
  ] as const)('the first %i go on', (count, expected) => {
    const advance = planAdvance(FIVE, { by: 'rank', count }, nothing);
    expect([going(advance), advance.tie]).toEqual([expected, null]);
  });

  it('equals across the cut are named and wait: none is taken by its number', () => {
    const advance = planAdvance(FIVE, { by: 'rank', count: 2 }, nothing);
    expect(advance).toEqual({
      going: [{ entry: 'E1', way: 'rule' }],
      tie: { rank: 2, entries: ['E2', 'E3'], places: 1 },
      tieUndecided: true,
      unknown: [],
      idle: [],
    });
  });

  it.each([
    ['all', [], ['E1', 'E2', 'E3']],
    ['none', [], ['E1']],
    ['named', ['E3'], ['E1', 'E3']],
    ['named', [], ['E1']],
  ] as const)('until people say: %s %j', (tie, added, expected) => {
    const advance = planAdvance(FIVE, { by: 'rank', count: 2 }, { ...nothing, tie, added });
    expect([going(advance), advance.tieUndecided]).toEqual([expected, false]);
    expect(advance.going.slice(1).every(({ way }) => way === 'tie')).toBe(true);
  });

  it('for any count and any ranking: whole groups, never more than the count, and nobody behind somebody who stays', () => {
    const ranking = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }).map((values) => {
      const sorted = values.sort((a, b) => b - a);
      return standings(...sorted.map((value): [number, string] => [sorted.indexOf(value) + 1, String(value)]));
    });
    fc.assert(
      fc.property(ranking, fc.integer({ min: 1, max: 12 }), (places, count) => {
        const advance = planAdvance(places, { by: 'rank', count }, nothing);
        const goes = new Set(going(advance));
        const ranksGoing = new Set(places.filter(({ entry }) => goes.has(entry)).map(({ rank }) => rank));
        const stays = places.filter(({ entry }) => !goes.has(entry));
        expect(goes.size).toBeLessThanOrEqual(count);
        expect(stays.some(({ rank }) => ranksGoing.has(rank))).toBe(false);
        // Nobody is left behind while there was room, but for the tie
        const tied = advance.tie?.entries ?? [];
        expect(goes.size + tied.length >= Math.min(count, places.length)).toBe(true);
        expect(tied.every((entry) => !goes.has(entry))).toBe(true);
      }),
    );
  });
});

describe('By threshold', () => {
  it.each([
    [8499, ['E1', 'E2', 'E3']],
    [8500, ['E1', 'E2', 'E3']], // reaching it is enough
    [8501, ['E1']],
    [9001, []],
  ])('%i hundredths', (minimum, expected) => {
    expect(going(planAdvance(FIVE, { by: 'threshold', minimum }, nothing))).toEqual(expected);
  });

  it('compares the exact value: 169/2 is 84,5', () => {
    const exact = standings([1, '169/2'], [2, '253/3']); // 84,5 and 84,333…
    expect(going(planAdvance(exact, { by: 'threshold', minimum: 8434 }, nothing))).toEqual(['E1']);
  });
});

describe('By hand', () => {
  it('goes on who is named, with a rank or without; who is left out stays; what changes nothing is told', () => {
    const chosen = { tie: null, added: ['E5', 'E1', 'X9'], leftOut: ['E4', 'E5x'] };
    expect(planAdvance(FIVE, { by: 'hand' }, chosen)).toEqual({
      going: [
        { entry: 'E1', way: 'hand' },
        { entry: 'E5', way: 'hand' },
      ],
      tie: null,
      tieUndecided: false,
      unknown: ['X9', 'E5x'],
      idle: ['E4'],
    });
  });

  it('corrects any rule', () => {
    const advance = planAdvance(FIVE, { by: 'all' }, { tie: null, added: ['E5', 'E2'], leftOut: ['E3'] });
    expect([going(advance), advance.idle]).toEqual([['E1', 'E2', 'E4', 'E5'], ['E2']]);
  });
});

describe('Numbers as they are typed', () => {
  it('stand one a line or between commas, grouped as people like', () => {
    expect(
      readAdvanceChoice({ bang: 'chon', them: 'zalo21-211124-0007\nZALO21 211124 0008, ', bot: 'ZALO212111240009' }),
    ).toEqual({
      choice: {
        tie: 'named',
        added: ['ZALO21-211124-0007', 'ZALO21-211124-0008'],
        leftOut: ['ZALO21-211124-0009'],
      },
      faults: [],
    });
  });

  it.each([
    ['what is no number', { them: 'bản Nà Can' }, 'them'],
    ['one that is both added and left out', { them: 'ZALO21-211124-0007', bot: 'ZALO21-211124-0007' }, 'bot'],
  ])('%s is told beside its field', (_what, words, field) => {
    expect(readAdvanceChoice(words).faults.map((fault) => fault.field)).toEqual([field]);
  });
});
