import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import { ITEM_STATES, type ItemState } from '../../../src/movements/broadcasts/item.facts.js';
import { ITEM_MOVES, type ItemVerb } from '../../../src/movements/broadcasts/item.moves.js';
import { keepsItem, refuseToApproveAlone, refuseToMove } from '../../../src/movements/broadcasts/item.policy.js';
import { sayDuration, secondsToRead, signsOf, syllablesOf } from '../../../src/movements/broadcasts/reading.time.js';
import type { QuietHours } from '../../../src/movements/broadcasts/plan.facts.js';
import { lastsMinutes, refuseToPlan, refuseToTick } from '../../../src/movements/broadcasts/plan.policy.js';
import { formatMinute, isQuiet, mondayOf, readTimes, slotsOf } from '../../../src/movements/broadcasts/plan.slots.js';
import { standingOf } from '../../../src/movements/broadcasts/station.reader.js';
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

const RULE = {
  startsOn: '2021-11-01',
  endsOn: '2021-11-25',
  weekdays: [1, 5],
  minutes: [330, 1050],
  stoppedAt: null,
  validUntil: null,
};
const told = (rule: Parameters<typeof slotsOf>[0], from = '2021-01-01', until = '2022-12-31') =>
  slotsOf(rule, { from, until }).map(({ on, minute }) => `${on.slice(5)} ${formatMinute(minute)}`);

describe('The slots of a plan', () => {
  it('lie on its weekdays, within its days, at its times', () => {
    // 1/11/2021 is a Monday; the last Friday until 25/11 is the 19th.
    expect(told(RULE)).toEqual(
      ['11-01', '11-05', '11-08', '11-12', '11-15', '11-19', '11-22'].flatMap((day) => [
        `${day} 05:30`,
        `${day} 17:30`,
      ]),
    );
  });

  it.each([
    ['one day before it begins', '2021-10-31', '2021-10-31', []],
    ['its first day', '2021-11-01', '2021-11-01', ['11-01 05:30', '11-01 17:30']],
    ['its last day, no weekday of it', '2021-11-25', '2021-11-30', []],
  ])('asked for %s', (_when, from, until, slots) => expect(told(RULE, from, until)).toEqual(slots));

  it('end with the last day on which the words are valid', () => {
    expect(told({ ...RULE, validUntil: '2021-11-05' }).at(-1)).toBe('11-05 17:30');
    expect(told({ ...RULE, validUntil: '2021-11-04' }).at(-1)).toBe('11-01 17:30');
  });

  it.each([
    ['a second before a slot', '2021-11-05T05:29:59+07:00', '11-01 17:30'],
    ['at the slot itself', '2021-11-05T05:30:00+07:00', '11-01 17:30'],
    ['a second after it', '2021-11-05T05:30:01+07:00', '11-05 05:30'],
  ])('stopped %s, the last is another', (_when, at, last) => {
    expect(told({ ...RULE, stoppedAt: new Date(at) }).at(-1)).toBe(last);
  });

  it('cross months and years, each time once however it was given', () => {
    const rule = {
      ...RULE,
      startsOn: '2021-12-31',
      endsOn: '2022-01-03',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      minutes: [60, 60, 0],
    };
    expect(told(rule)).toEqual(['12-31', '01-01', '01-02', '01-03'].flatMap((day) => [`${day} 00:00`, `${day} 01:00`]));
  });

  it('the week begins on Monday', () => {
    expect(['2021-11-07', '2021-11-08', '2021-11-14'].map(mondayOf)).toEqual([
      '2021-11-01',
      '2021-11-08',
      '2021-11-08',
    ]);
  });
});

describe('Times as people type them', () => {
  it.each([
    ['05:30, 17:30', [330, 1050]],
    ['17h30; 5h 5:00', [300, 1050]],
    ['24:00', null],
    ['7:60', null],
    ['sáng', null],
    ['', null],
  ])('%j', (typed, minutes) => expect(readTimes(typed)).toEqual(minutes));
});

const QUIET: QuietHours = {
  channel: 'loudspeaker',
  fromMinute: 1260,
  untilMinute: 300,
  source: '',
  changedAt: null,
  changedByName: null,
  version: 1,
};
describe('Quiet hours from 21:00 to 05:00', () => {
  it.each([
    ['20:59 for a minute', 1259, 1, false],
    ['20:59 for two minutes', 1259, 2, true],
    ['21:00', 1260, 1, true],
    ['midnight', 0, 1, true],
    ['04:59', 299, 1, true],
    ['05:00', 300, 1, false],
  ])('%s', (_what, minute, lasts, quiet) => expect(isQuiet(minute, lasts, QUIET)).toBe(quiet));

  it('within one day', () => {
    const noon = { fromMinute: 690, untilMinute: 810 };
    expect([689, 690, 809, 810].map((minute) => isQuiet(minute, 1, noon))).toEqual([false, true, true, false]);
  });

  it('that are none forbid nothing', () => expect(isQuiet(0, 1, { fromMinute: null, untilMinute: null })).toBe(false));
});

describe('A plan', () => {
  const words = {
    channel: 'loudspeaker' as const,
    startsOn: '2021-11-01',
    endsOn: '2021-11-25',
    weekdays: [1],
    minutes: [330],
    repeats: 2,
    note: '',
  };
  const inForce = { loudText: 'loa '.repeat(130), zaloText: '', validUntil: '2021-11-25' };
  const item = { state: 'approved' as const, edition: 1 };
  it.each([
    ['stands', {}, {}, {}, null],
    ['needs an approval', { edition: 0, state: 'submitted' }, {}, {}, 'plan-not-approved'],
    ['stands while a new edition is written', { state: 'draft' }, {}, {}, null],
    ['is none of what was withdrawn', { state: 'withdrawn' }, {}, {}, 'plan-not-approved'],
    ['needs a form that the channel carries', {}, { channel: 'zalo' }, {}, 'plan-without-form'],
    ['may end on the last valid day', {}, { endsOn: '2021-11-25' }, {}, null],
    ['and no later', {}, { endsOn: '2021-11-26' }, {}, 'plan-beyond-validity'],
    ['needs a slot', {}, { endsOn: '2021-11-01', weekdays: [2] }, {}, 'plan-without-slots'],
    // Read twice it lasts two minutes: until 21:00 from 20:58, beyond it from 20:59.
    ['ends before the quiet hours', {}, { minutes: [1258] }, {}, null],
    ['does not run into the quiet hours', {}, { minutes: [1259] }, {}, 'plan-in-quiet-hours'],
  ])('%s', (_what, itemMore, wordsMore, forceMore, code) => {
    const refusal = refuseToPlan(
      { ...item, ...itemMore } as typeof item,
      { ...words, ...wordsMore } as typeof words,
      { ...inForce, ...forceMore },
      QUIET,
    );
    expect(refusal?.code ?? null).toBe(code);
  });

  it('lasts as long as its text takes, as often as it is read', () => {
    expect([
      lastsMinutes('loudspeaker', 'loa '.repeat(130), 3),
      lastsMinutes('visual', 'loa '.repeat(1300), 3),
    ]).toEqual([3, 1]);
  });
});

describe('A slot', () => {
  const slot = { on: '2021-11-01', minute: 330 };
  it.each([
    ['a second before it', '2021-11-01T05:29:59+07:00', 'ahead'],
    ['at its time', '2021-11-01T05:30:00+07:00', 'due'],
    ['in the last second of its day', '2021-11-01T23:59:59+07:00', 'due'],
    ['on the next day', '2021-11-02T00:00:00+07:00', 'missed'],
  ])('%s is %s', (_when, now, standing) => expect(standingOf(slot, null, new Date(now))).toBe(standing));

  it.each([
    ['a second before it begins', '2021-11-01T05:29:59+07:00', null, '', 'slot-not-begun'],
    ['once it begins', '2021-11-01T05:30:00+07:00', null, '', null],
    ['blind to what stands', '2021-11-01T06:00:00+07:00', 'other', 'x', 'tick-changed'],
  ])('is ticked %s or not', (_when, now, replaces, reason, code) => {
    const asked = { now: new Date(now), standing: null, replaces, reason };
    expect(refuseToTick(RULE as never, slot, asked)?.code ?? null).toBe(code);
  });

  it('is corrected for a reason alone', () => {
    const asked = { now: new Date('2021-11-01T06:00:00+07:00'), standing: { id: 't1' } as never, replaces: 't1' };
    expect(refuseToTick(RULE as never, slot, { ...asked, reason: ' ' })?.code).toBe('tick-without-reason');
    expect(refuseToTick(RULE as never, slot, { ...asked, reason: 'Ghi nhầm' })).toBeNull();
  });
});
