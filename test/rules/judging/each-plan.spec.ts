import { describe, expect, it } from '@jest/globals';
import type { AssignmentCase, EachRule } from '../../../src/judging/assignment.js';
import { balanceInThread } from '../../../src/judging/assignment/balance.thread.js';
import { type EachPlan, planEach } from '../../../src/judging/assignment/each.plan.js';
import type { AssignableEntry } from '../../../src/judging/round.facts.js';
import type { EntryId, PersonId, UnitId } from '../../../src/kernel/ids.js';

const entry = (name: string, commune = 'c1', district: string | null = 'd1'): AssignableEntry => ({
  id: name as EntryId,
  number: name,
  villageId: `v-${name}` as UnitId,
  communeId: commune as UnitId,
  districtId: district as UnitId | null,
});
const judges = (...names: string[]) => names.map((name) => ({ personId: name as PersonId, unitId: null }));
const pair = (personId: string, entryId: string) => ({ personId: personId as PersonId, entryId: entryId as EntryId });
const pinned = (personId: string, entryId: string) => ({ ...pair(personId, entryId), kind: 'pinned' as const });
const shown = ({ pairs }: EachPlan): string[] => pairs.map(({ personId, entryId }) => `${personId}-${entryId}`);

const plan = (found: Partial<AssignmentCase>, rule: Partial<EachRule> = {}): Promise<EachPlan> =>
  planEach({ entries: [], judges: [], conflicts: [], given: [], ...found }, { ...RULE, ...rule }, balanceInThread);
const RULE: EachRule = { kind: 'each', judges: 3, cap: null, seed: 'hat-1' };

const thirty = Array.from({ length: 30 }, (_, at) => entry(`E${at + 1}`, `c${at % 3}`, `d${at % 3}`));
const five = judges('J1', 'J2', 'J3', 'J4', 'J5');

describe('So many judges an entry', () => {
  it('is balanced: 30 entries × 3 judges among 5 are 18 each, 6 a district, 9 for each pair', async () => {
    const { load, balance, lacking, relax } = await plan({ entries: thirty, judges: five });
    expect([...load.values()]).toEqual([18, 18, 18, 18, 18]);
    expect([...(balance?.areas.values() ?? [])]).toEqual(five.map(() => ({ count: 3, most: 6 })));
    // 30 × 3 meetings among 5 × 4 / 2 pairs
    expect(balance?.common).toEqual({ least: 9, most: 9 });
    expect([balance?.connected, lacking, relax]).toEqual([true, [], []]);
  });

  it('is the same for the same seed and another for another', async () => {
    const once = await plan({ entries: thirty, judges: five });
    expect(shown(await plan({ entries: thirty, judges: five }))).toEqual(shown(once));
    expect(shown(await plan({ entries: thirty, judges: five }, { seed: 'hat-2' }))).not.toEqual(shown(once));
  });

  it('counts sheets that exist, and adds none to an entry that has enough', async () => {
    const given = ['J1', 'J2', 'J3', 'J4'].map((name) => pair(name, 'E1'));
    const { pairs, load } = await plan({ entries: thirty.slice(0, 2), judges: five, given }, { judges: 2 });
    expect(pairs.map(({ entryId }) => entryId)).toEqual(['E2', 'E2']);
    expect(load.get('J5' as PersonId)).toBe(1);
  });

  it('after a recusal adds the one sheet that is missing and moves no other', async () => {
    const first = await plan({ entries: thirty, judges: five });
    const [recused, ...kept] = first.pairs;
    if (recused === undefined) throw new Error('nothing planned');
    const again = await plan({
      entries: thirty,
      judges: five,
      given: kept,
      conflicts: [{ ...recused, kind: 'declared' }],
    });
    expect(again.pairs.map(({ entryId }) => entryId)).toEqual([recused.entryId]);
    expect(again.pairs.map(({ personId }) => personId)).not.toEqual([recused.personId]);
  });

  it('sheets of somebody off the panel count for nothing', async () => {
    const { pairs } = await plan({ entries: thirty.slice(0, 1), judges: five, given: [pair('gone', 'E1')] });
    expect(pairs.length).toBe(3);
  });
});

describe('A plan that cannot be names what to ease', () => {
  const three = thirty.slice(0, 3);
  const conflicts = three.flatMap(({ id }) => ['J2', 'J3', 'J4', 'J5'].map((name) => pinned(name, id)));

  it('too many conflicts: which entries, how many judges they have left', async () => {
    const found = await plan({ entries: thirty, judges: five, conflicts });
    expect(found.relax).toEqual([{ kind: 'few-judges', entries: ['E1', 'E2', 'E3'], judges: 1, needs: 3 }]);
    expect([found.pairs, found.balance]).toEqual([[], null]);
    expect(found.lacking.map(({ number, has, needs }) => [number, has, needs])).toEqual([
      ['E1', 1, 3],
      ['E2', 1, 3],
      ['E3', 1, 3],
    ]);
  });

  it.each([
    [17, [{ kind: 'caps', room: 85, needed: 90 }]],
    [18, []],
    [19, []],
  ])('a cap of %s for 5 judges and 90 sheets', async (cap, relax) => {
    expect((await plan({ entries: thirty, judges: five }, { cap })).relax).toEqual(relax);
  });

  it('a knot: these entries have only these judges, whose caps are too small together', async () => {
    // E1 to E3 may have J1 and J2 alone; a judge may have 2: 3 × 2 = 6 sheets from 4
    const knot = three.flatMap(({ id }) => ['J3', 'J4', 'J5'].map((name) => pinned(name, id)));
    const found = await plan({ entries: three, judges: five, conflicts: knot }, { judges: 2, cap: 2 });
    expect(found.relax).toEqual([
      { kind: 'shared', entries: ['E1', 'E2', 'E3'], judges: ['J1', 'J2'], room: 4, needed: 6 },
    ]);
  });

  it('nobody on the panel', async () => {
    const { relax } = await plan({ entries: three });
    expect(relax).toEqual([
      { kind: 'few-judges', entries: ['E1', 'E2', 'E3'], judges: 0, needs: 3 },
      { kind: 'caps', room: 0, needed: 9 },
    ]);
  });
});
