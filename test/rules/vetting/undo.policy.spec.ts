import { describe, expect, it } from '@jest/globals';
import { plusMilliseconds } from '../../../src/kernel/instant.js';
import type { DecisionFacts } from '../../../src/vetting/vetting.facts.js';
import { refuseTicks, refuseToAcceptTogether, refuseToUndo } from '../../../src/vetting/vetting.policy.js';
import {
  calendarAt,
  caseOf,
  codeOf,
  COMMUNE,
  deskAt,
  entryIn,
  officer,
  OTHER_DISTRICT,
  UNTIL,
} from '../../fixtures/vetting-cases.js';

describe('Several dossiers at once', () => {
  it.each([
    [0, 'nothing-ticked'],
    [1, null],
    [50, null],
    [51, 'too-many-ticked'],
  ])('%i of them', (count, refused) => {
    expect(codeOf(refuseTicks(count))).toBe(refused);
  });

  const lapsed = { ...entryIn('returned'), supplementDueAt: new Date('2021-11-19T17:00:00+07:00') };
  it.each([
    ['in order to the last place', caseOf(), [], [], null],
    ['with a place that failed', caseOf(), ['Ảnh'], ['Báo cáo'], 'places-failed'],
    ['with a place that nobody marked', caseOf(), [], ['Báo cáo'], 'places-unchecked'],
    ['accepted meanwhile', caseOf({ entry: entryIn('accepted', { vettedLevel: 1 }) }), [], [], 'not-waiting'],
    ['sent back and not answered in time', caseOf({ entry: lapsed }), [], [], 'decide-alone'],
    ['of the officer’s own commune', caseOf({ ownCommunes: [COMMUNE] }), [], [], 'own-commune'],
  ] as const)('are accepted together only unopened and %s', (_what, found, failed, unchecked, refused) => {
    expect(codeOf(refuseToAcceptTogether(officer, found, { failed, unchecked }))).toBe(refused);
  });
});

describe('An office takes back a decision', () => {
  const decidedAt = new Date('2021-11-20T09:00:00+07:00');
  const last = {
    level: 1,
    verb: 'accept',
    decidedAt,
    fromState: 'submitted',
    entryVersion: 5,
    undoneAt: null,
  } as unknown as DecisionFacts;
  const accepted = { ...entryIn('accepted', { vettedLevel: 1 }), version: 5 };
  const at = (milliseconds: number, entry = accepted) => ({
    ...caseOf({ calendar: calendarAt(plusMilliseconds(decidedAt, milliseconds)) }),
    entry,
  });
  const TEN_MINUTES = 600_000;

  it.each([
    ['at the moment of the decision', at(0), last, null],
    ['one millisecond before ten minutes are over', at(TEN_MINUTES - 1), last, null],
    ['when ten minutes are over', at(TEN_MINUTES), last, 'undo-over'],
    ['when there is none', at(0), null, 'nothing-to-undo'],
    ['that was taken back already', at(0), { ...last, undoneAt: decidedAt }, 'nothing-to-undo'],
    ['of another level', at(0), { ...last, level: 2 }, 'nothing-to-undo'],
    ['after which somebody acted', at(0, { ...accepted, version: 6 }), last, 'nothing-to-undo'],
    ['of a time when it was not kept where it came from', at(0), { ...last, entryVersion: null }, 'nothing-to-undo'],
    ['made after a request had lapsed', at(0), { ...last, fromState: 'returned' as const }, 'undo-lapsed'],
    ['of the officer’s own commune', { ...at(0), ownCommunes: [COMMUNE] }, last, 'own-commune'],
    ['of another office', { ...at(0), desk: deskAt(1, OTHER_DISTRICT) }, last, 'not-found'],
  ])('%s', (_when, found, decision, refused) => {
    expect(codeOf(refuseToUndo(officer, found, { last: decision, seenAt: null }))).toBe(refused);
  });

  it('never once somebody has seen it', () => {
    const seenAt = plusMilliseconds(decidedAt, 1);
    expect(refuseToUndo(officer, at(1), { last, seenAt })).toEqual({ code: 'undo-seen', at: seenAt });
  });

  it('not outside its window', () => {
    const late = { ...at(0), calendar: calendarAt(UNTIL) };
    expect(codeOf(refuseToUndo(officer, late, { last, seenAt: null }))).toBe('vetting-over');
  });
});
