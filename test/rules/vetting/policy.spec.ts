import { describe, expect, it } from '@jest/globals';
import type { ContestId, UnitId } from '../../../src/kernel/ids.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';
import { stageOf, standingChecks } from '../../../src/vetting/vetting.facts.js';
import {
  refuseDue,
  refuseToCheck,
  refuseToDecide,
  refuseToForward,
  refuseToSee,
} from '../../../src/vetting/vetting.policy.js';
import {
  calendarAt,
  caseOf,
  codeOf,
  COMMUNE,
  deskAt,
  entryIn,
  extension,
  FROM,
  officer,
  OTHER_DISTRICT,
  DISTRICT,
  UNTIL,
} from '../../fixtures/vetting-cases.js';

describe('A vetting office sees', () => {
  it('the submitted dossiers of its own communes', () => {
    expect(refuseToSee(officer, caseOf())).toBeNull();
  });

  it.each([
    ['a draft, which is the commune’s alone', caseOf({ entry: entryIn('draft', { number: null }) })],
    ['a dossier of a commune that it does not vet', caseOf({ desk: null })],
    ['a dossier at another office’s desk', caseOf({ desk: deskAt(1, OTHER_DISTRICT) })],
    [
      'at the second level, a dossier that the first has not forwarded',
      caseOf({ desk: deskAt(2), entry: entryIn('accepted', { vettedLevel: 1 }) }),
    ],
  ])('never %s', (_what, found) => {
    expect(refuseToSee(officer, found)).toEqual({ code: 'not-found' });
  });

  it('nothing in another role, and nothing outside the contest that the role is for', () => {
    expect(codeOf(refuseToSee({ ...officer, role: 'commune' }, caseOf()))).toBe('not-found');
    expect(codeOf(refuseToSee({ ...officer, contestId: 'another' as ContestId }, caseOf()))).toBe('not-found');
  });
});

describe('A vetting officer acts on a dossier', () => {
  it.each([
    ['submitted, waiting at the first level', entryIn('submitted'), 1, null],
    [
      'accepted by the first level but not forwarded, at the first',
      entryIn('accepted', { vettedLevel: 1 }),
      1,
      'not-waiting',
    ],
    [
      'forwarded by the first level, at the second',
      entryIn('accepted', { vettedLevel: 1, forwardedLevel: 1 }),
      2,
      null,
    ],
    [
      'supplemented for the second level, at the second',
      entryIn('submitted', { vettedLevel: 1, forwardedLevel: 1 }),
      2,
      null,
    ],
    [
      'forwarded by the first level, at the first again',
      entryIn('accepted', { vettedLevel: 1, forwardedLevel: 1 }),
      1,
      'not-waiting',
    ],
    ['returned to the commune', entryIn('returned'), 1, 'not-waiting'],
    ['rejected', entryIn('rejected'), 1, 'not-waiting'],
    ['withdrawn', entryIn('withdrawn'), 1, 'not-waiting'],
  ] as const)('%s', (_what, entry, level, refused) => {
    const found = caseOf({ entry, desk: deskAt(level) });
    expect(codeOf(refuseToCheck(officer, found))).toBe(refused);
    for (const verb of ['accept', 'reject', 'return'] as const) {
      expect(codeOf(refuseToDecide(officer, found, verb))).toBe(refused);
    }
  });

  it.each([
    ['one millisecond before the window opens', FROM, -1, 'vetting-not-open'],
    ['at its first instant', FROM, 0, null],
    ['one millisecond before its until instant', UNTIL, -1, null],
    ['at the until instant itself, the first that is too late', UNTIL, 0, 'vetting-over'],
    ['one millisecond after it', UNTIL, +1, 'vetting-over'],
  ] as const)('%s', (_when, bound, milliseconds, refused) => {
    const found = caseOf({ calendar: calendarAt(plusMilliseconds(bound, milliseconds)) });
    expect(codeOf(refuseToDecide(officer, found, 'accept'))).toBe(refused);
  });

  it.each([
    ['the office’s own extension', extension(DISTRICT, '2021-12-13T00:00:00+07:00'), null],
    ['another office’s extension', extension(OTHER_DISTRICT, '2021-12-13T00:00:00+07:00'), 'vetting-over'],
    ['an extension that has itself run out', extension(DISTRICT, '2021-12-12T00:00:00+07:00'), 'vetting-over'],
  ] as const)('on 12/12/2021 under %s', (_whose, granted, refused) => {
    const found = caseOf({ calendar: calendarAt(new Date('2021-12-12T00:00:00+07:00'), [granted]) });
    expect(codeOf(refuseToDecide(officer, found, 'return'))).toBe(refused);
  });

  it('never when the contest has no vetting window, or is not open', () => {
    const now = new Date('2021-11-20T09:00:00+07:00');
    expect(codeOf(refuseToCheck(officer, caseOf({ calendar: calendarAt(now, [], []) })))).toBe('vetting-not-open');
    const contest = { ...caseOf().contest, state: 'archived' as const };
    expect(codeOf(refuseToCheck(officer, caseOf({ contest })))).toBe('vetting-not-open');
  });

  it.each([
    ['whose office is that commune itself', { ...officer, unitId: COMMUNE }, deskAt(1, COMMUNE), [] as UnitId[]],
    ['who also works for that commune', officer, deskAt(1), [COMMUNE]],
  ])('never one %s', (_who, actor, desk, ownCommunes) => {
    const found = caseOf({ desk, ownCommunes });
    expect(refuseToSee(actor, found)).toBeNull();
    expect(codeOf(refuseToCheck(actor, found))).toBe('own-commune');
    expect(codeOf(refuseToDecide(actor, found, 'accept'))).toBe('own-commune');
    const passed = { ...found, entry: entryIn('accepted', { vettedLevel: 1 }) };
    expect(codeOf(refuseToForward(actor, passed))).toBe('own-commune');
  });
});

describe('An office forwards', () => {
  it.each([
    ['what it has accepted and not forwarded', entryIn('accepted', { vettedLevel: 1 }), 1, null],
    ['what it has forwarded before', entryIn('accepted', { vettedLevel: 1, forwardedLevel: 1 }), 1, 'not-passed'],
    ['what still waits for it', entryIn('submitted'), 1, 'not-passed'],
    ['what the commune still supplements', entryIn('returned'), 1, 'not-passed'],
    [
      'at the second level, what only the first has accepted',
      entryIn('accepted', { vettedLevel: 1, forwardedLevel: 1 }),
      2,
      'not-passed',
    ],
    [
      'at the second level, what both have accepted',
      entryIn('accepted', { vettedLevel: 2, forwardedLevel: 1 }),
      2,
      null,
    ],
    ['what the organiser has disqualified', entryIn('disqualified', { vettedLevel: 1 }), 1, 'not-passed'],
  ] as const)('%s', (_what, entry, level, refused) => {
    expect(codeOf(refuseToForward(officer, caseOf({ entry, desk: deskAt(level) })))).toBe(refused);
  });

  it('nothing from the until instant of its window on', () => {
    const found = caseOf({ entry: entryIn('accepted', { vettedLevel: 1 }), calendar: calendarAt(UNTIL) });
    expect(codeOf(refuseToForward(officer, found))).toBe('vetting-over');
  });
});

describe('A supplement is due', () => {
  const now = new Date('2021-11-20T09:00:00+07:00');
  it.each([
    ['one minute before now', now, -60_000, 'due-not-ahead'],
    ['now', now, 0, 'due-not-ahead'],
    ['one minute from now', now, 60_000, null],
    ['one minute before the office’s window ends', UNTIL, -60_000, null],
    ['when it ends', UNTIL, 0, null],
    ['one minute after', UNTIL, 60_000, 'due-after-window'],
  ] as const)('%s', (_when, bound, milliseconds, refused) => {
    expect(codeOf(refuseDue(plusMilliseconds(bound, milliseconds), deskAt(1), calendarAt(now)))).toBe(refused);
  });

  it('up to the end of the office’s extension', () => {
    const granted = extension(DISTRICT, '2021-12-13T00:00:00+07:00');
    const dueAt = new Date('2021-12-12T17:00:00+07:00');
    expect(refuseDue(dueAt, deskAt(1), calendarAt(now, [granted]))).toBeNull();
    expect(codeOf(refuseDue(dueAt, deskAt(1), calendarAt(now)))).toBe('due-after-window');
  });
});

describe('The stage of a dossier', () => {
  it.each([
    ['submitted', 0, 0, 1, 'waiting'],
    ['accepted', 1, 0, 1, 'passed'],
    ['accepted', 1, 1, 1, 'forwarded'],
    ['accepted', 1, 1, 2, 'waiting'],
    ['accepted', 2, 1, 2, 'passed'],
    ['accepted', 2, 2, 2, 'forwarded'],
    ['returned', 0, 0, 1, 'returned'],
    ['returned', 1, 1, 2, 'returned'],
    ['returned', 1, 1, 1, 'forwarded'],
    ['rejected', 1, 1, 2, 'rejected'],
    ['withdrawn', 0, 0, 1, 'closed'],
  ] as const)(
    '%s, vetted %i, forwarded %i, seen from level %i is %s',
    (state, vettedLevel, forwardedLevel, level, stage) => {
      expect(stageOf({ state, vettedLevel, forwardedLevel }, level)).toBe(stage);
    },
  );
});

describe('A check', () => {
  const check = (verdict: 'pass' | 'fail', round: number) =>
    ({ verdict, round }) as Parameters<typeof standingChecks>[0][number];

  it('that failed stands until the commune has supplemented; one that passed stands on', () => {
    const checks = [check('fail', 1), check('pass', 1), check('fail', 2)];
    expect(standingChecks(checks, 1)).toEqual(checks);
    expect(standingChecks(checks, 2)).toEqual([check('pass', 1), check('fail', 2)]);
  });
});
