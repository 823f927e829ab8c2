import { describe, expect, it } from '@jest/globals';
import { type AssignmentCase, isOwnUnit, planAssignment, sheetPosition } from '../../../src/judging/assignment.js';
import type { AssignableEntry } from '../../../src/judging/round.facts.js';
import type { EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';

const entry = (name: string, commune = 'c1', district: string | null = 'd1'): AssignableEntry => ({
  id: name as EntryId,
  number: name,
  villageId: `v-${name}` as UnitId,
  communeId: commune as UnitId,
  districtId: district as UnitId | null,
});
const judge = (name: string, unit: string | null = null) => ({
  personId: name as PersonId,
  unitId: unit as UnitId | null,
});
const the = (
  entries: AssignableEntry[],
  judges: AssignmentCase['judges'],
  more: Partial<AssignmentCase> = {},
): AssignmentCase => ({
  entries,
  judges,
  conflicts: [],
  given: [],
  ...more,
});
const pair = (personId: string, entryId: string) => ({ personId: personId as PersonId, entryId: entryId as EntryId });
const shown = (pairs: readonly { personId: string; entryId: string }[]): string[] =>
  pairs.map(({ personId, entryId }) => `${personId}-${entryId}`);

describe('A conflict of interest', () => {
  it.each([
    ['the entry’s village', 'v-E1', true],
    ['its commune', 'c1', true],
    ['its district', 'd1', true],
    ['another commune', 'c2', false],
    ['nowhere', null, false],
  ] as const)('a judge from %s', (_where, unit, own) => {
    expect(isOwnUnit(judge('J', unit), entry('E1'))).toBe(own);
  });

  it('keeps a pair from being planned, whatever its kind, and is told', () => {
    const plan = planAssignment(
      the([entry('E1', 'c1'), entry('E2', 'c2')], [judge('J1', 'c1'), judge('J2')], {
        conflicts: [
          { ...pair('J2', 'E1'), kind: 'declared' },
          { ...pair('J2', 'E2'), kind: 'pinned' },
        ],
      }),
      { kind: 'all' },
    );
    expect(shown(plan.pairs)).toEqual(['J1-E2']);
    expect(plan.blocked.map((one) => one.why)).toEqual(['unit', 'declared', 'pinned']);
    expect(plan.lacking).toEqual([{ entryId: 'E1', number: 'E1', has: 0, needs: 1 }]);
  });
});

describe('Everybody judges everything', () => {
  it('adds what is not there yet and takes nothing away', () => {
    const plan = planAssignment(
      the([entry('E1'), entry('E2')], [judge('J1'), judge('J2')], { given: [pair('J1', 'E1')] }),
      {
        kind: 'all',
      },
    );
    expect(shown(plan.pairs)).toEqual(['J2-E1', 'J1-E2', 'J2-E2']);
    expect([...plan.load.values()]).toEqual([2, 2]);
  });
});

describe('Judges by area', () => {
  it('get the entries of their districts or communes; an entry of no chosen area is told', () => {
    const areasOf = new Map([
      ['J1' as PersonId, new Set(['d1' as UnitId])],
      ['J2' as PersonId, new Set(['c3' as UnitId])],
    ]);
    const entries = [entry('E1', 'c1', 'd1'), entry('E2', 'c3', null), entry('E3', 'c4', 'd2')];
    const plan = planAssignment(the(entries, [judge('J1'), judge('J2')]), { kind: 'areas', areasOf });
    expect(shown(plan.pairs)).toEqual(['J1-E1', 'J2-E2']);
    expect(plan.lacking.map(({ number }) => number)).toEqual(['E3']);
  });
});

describe('A judge’s own order', () => {
  it('is fixed for judge and entry, fits into 31 bits, and differs between judges', () => {
    const of = (person: string) =>
      ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'].sort(
        (a, b) => sheetPosition(person as PersonId, a as EntryId) - sheetPosition(person as PersonId, b as EntryId),
      );
    expect(of('J1')).toEqual(of('J1'));
    expect(of('J1')).not.toEqual(of('J2'));
    expect(sheetPosition('J1' as PersonId, 'E1' as EntryId)).toBeLessThan(2 ** 31);
  });
});
