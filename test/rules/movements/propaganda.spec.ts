import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { ITEM_STATES, type ItemState } from '../../../src/movements/broadcasts/item.facts.js';
import { ITEM_MOVES, type ItemVerb } from '../../../src/movements/broadcasts/item.moves.js';
import { keepsItem, refuseToApproveAlone, refuseToMove } from '../../../src/movements/broadcasts/item.policy.js';
import { sayDuration, secondsToRead, signsOf, syllablesOf } from '../../../src/movements/broadcasts/reading.time.js';
import type { Reach } from '../../../src/movements/movement.facts.js';

describe('The time that a text takes on a loudspeaker', () => {
  it.each([
    ['', 0, 0],
    ['   \n – … ', 0, 0],
    ['Đề nghị bà con thực hiện 5K', 7, 5],
    // 130 syllables are a minute, one more begins the next five seconds.
    ['loa '.repeat(130), 130, 60],
    ['loa '.repeat(131), 131, 65],
  ])('of %j is counted by syllables, rounded up to five seconds', (text, syllables, seconds) => {
    expect([syllablesOf(text), secondsToRead(text)]).toEqual([syllables, seconds]);
  });

  it.each([
    [0, '0 giây'],
    [45, '45 giây'],
    [60, '1 phút'],
    [135, '2 phút 15 giây'],
  ])('%d seconds read as %s', (seconds, words) => expect(sayDuration(seconds)).toBe(words));

  it('counts a letter with its marks as one sign, however it was typed', () => {
    expect([signsOf('Tiêm chủng'), signsOf('Tiêm chủng'.normalize('NFD'))]).toEqual([10, 10]);
  });
});

describe('The life of an item', () => {
  const allowed = ITEM_STATES.map((state) => [
    state,
    (Object.keys(ITEM_MOVES) as ItemVerb[]).filter((verb) => refuseToMove(verb, { state }, 'Lý do') === null),
  ]);
  it('goes from draft through a second pair of eyes, and never back from withdrawal', () => {
    expect(allowed).toEqual([
      ['draft', ['submit', 'withdraw']],
      ['submitted', ['return', 'approve', 'withdraw']],
      ['approved', ['revise', 'withdraw']],
      ['withdrawn', []],
    ]);
  });

  it.each([
    ['withdraw', 'approved'],
    ['return', 'submitted'],
  ] as const)('asks why for %s', (verb, state: ItemState) => {
    expect(refuseToMove(verb, { state }, ' ')).toMatchObject({ code: 'propaganda-without-reason' });
  });

  it('needs a second person where there is one', () => {
    const actor = { personId: 'p1' } as Actor;
    expect([
      refuseToApproveAlone(actor, { submittedBy: 'p1' }, true)?.code ?? null,
      refuseToApproveAlone(actor, { submittedBy: 'p1' }, false)?.code ?? null,
      refuseToApproveAlone(actor, { submittedBy: 'p2' }, true)?.code ?? null,
    ]).toEqual(['propaganda-needs-second', null, null]);
  });

  it.each([
    ['the office of its unit', { role: 'vetting', contestId: null }, { kind: 'tree', unitId: 'u1' }, true],
    ['an office below', { role: 'vetting', contestId: null }, { kind: 'tree', unitId: 'u2' }, false],
    ['an organiser of all contests', { role: 'organiser', contestId: null }, { kind: 'all' }, true],
    ['an organiser of its contest', { role: 'organiser', contestId: 'c1' }, { kind: 'contest', contestId: 'c1' }, true],
    ['one of another', { role: 'organiser', contestId: 'c2' }, { kind: 'contest', contestId: 'c2' }, false],
    ['a commune', { role: 'commune', contestId: null }, { kind: 'commune', unitId: 'u1' }, false],
    ['an auditor', { role: 'auditor', contestId: null }, { kind: 'all' }, false],
  ])('is kept by %s or not', (_who, actor, reach, kept) => {
    const item = { ownerUnitId: 'u1', contestIds: ['c1'] } as never;
    expect(keepsItem(actor as Actor, reach as Reach, item)).toBe(kept);
  });
});
