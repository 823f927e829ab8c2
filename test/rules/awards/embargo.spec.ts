import { describe, expect, it } from '@jest/globals';
import {
  nextLookAt,
  refuseBeforeEmbargo,
  refuseToLiftEmbargo,
  refuseToSetEmbargo,
} from '../../../src/awards/embargo/embargo.policy.js';
import { readEmbargo } from '../../../src/awards/embargo/embargo.form.js';
import type { EmbargoFacts } from '../../../src/awards/embargo/embargo.repository.js';
import type { AwardListState } from '../../../src/awards/award.facts.js';
import { Calendar } from '../../../src/contests/calendar.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { newId } from '../../../src/kernel/ids.js';
import { plusMilliseconds } from '../../../src/kernel/instant.js';

const at = (text: string): Date => new Date(`${text}+07:00`);
const contest = { id: newId<'contest'>(), scopeUnitId: newId<'unit'>() };
const organiser: Actor = {
  personId: newId(),
  name: 'Trần Thị Chức',
  role: 'organiser',
  assignmentId: newId(),
  unitId: null,
  unitName: null,
  contestId: contest.id,
};
const NOW = at('2021-12-23T16:00:00');
const publication = {
  kind: 'publication',
  from: at('2021-12-21T00:00:00'),
  until: at('2021-12-31T00:00:00'),
  printed: '',
} as const;
const calendarAt = (now: Date, windows = [publication]): Calendar =>
  new Calendar({ rehearsal: false, clockAt: null, state: 'open' }, windows, [], now);
const embargo = (moment: Date, heldAt: Date | null = null): EmbargoFacts => ({
  at: moment,
  supersedeReason: '',
  assignmentId: organiser.assignmentId,
  setByName: organiser.name,
  setAt: NOW,
  heldAt,
  heldCode: heldAt === null ? null : 'award-input-changed',
});
const set = (moment: Date, { state = 'confirmed' as AwardListState, actor = organiser, input = 'a' } = {}) =>
  refuseToSetEmbargo(
    actor,
    contest,
    { state, inputSha256: 'a' },
    { calendar: calendarAt(NOW), at: moment, inputSha256: input },
  )?.code ?? null;

describe('Setting the moment at which a list goes out', () => {
  it.each([
    ['one millisecond before now', -1, 'embargo-past'],
    ['now', 0, 'embargo-past'],
    ['one millisecond after now', 1, null],
  ])('%s', (_when, milliseconds, refused) => {
    expect(set(plusMilliseconds(NOW, milliseconds))).toBe(refused);
  });

  it.each([
    ['the last millisecond of the time for publication', plusMilliseconds(publication.until, -1), null],
    ['its end', publication.until, 'embargo-outside-window'],
    ['a year typed wrong', at('2022-12-24T08:00:00'), 'embargo-outside-window'],
  ])('%s', (_when, moment, refused) => {
    expect(set(moment)).toBe(refused);
  });

  it('may lie ahead of the time for publication only inside it', () => {
    const early = (moment: Date) =>
      refuseToSetEmbargo(
        organiser,
        contest,
        { state: 'confirmed', inputSha256: 'a' },
        { calendar: calendarAt(at('2021-12-20T09:00:00')), at: moment, inputSha256: 'a' },
      )?.code ?? null;
    expect(early(plusMilliseconds(publication.from, -1))).toBe('embargo-outside-window');
    expect(early(publication.from)).toBe(null);
  });

  it.each([
    ['a draft that only one person has seen', { state: 'draft' }, 'award-list-locked'],
    ['a list that is out', { state: 'published' }, 'award-list-locked'],
    ['a list whose scores have changed since', { input: 'b' }, 'award-input-changed'],
    ['somebody of another contest', { actor: { ...organiser, contestId: newId<'contest'>() } }, 'not-found'],
    ['a secretary', { actor: { ...organiser, role: 'secretary' } }, 'not-found'],
  ] as const)('is refused to %s', (_what, given, refused) => {
    expect(set(at('2021-12-24T08:00:00'), given as never)).toBe(refused);
  });
});

describe('While a moment stands', () => {
  const moment = at('2021-12-24T08:00:00');
  it.each([
    ['one millisecond before it', embargo(moment), -1, 'embargo-stands'],
    ['at the moment itself', embargo(moment), 0, null],
    ['after it, while the queue is late', embargo(moment), 60_000, null],
    ['when it came and was held', embargo(moment, moment), 60_000, null],
    ['without a moment', null, -1, null],
  ])('publishing by hand %s', (_when, standing, milliseconds, refused) => {
    expect(refuseBeforeEmbargo(standing, plusMilliseconds(moment, milliseconds))?.code ?? null).toBe(refused);
  });

  it('it may be taken away, once', () => {
    const list = { state: 'confirmed' } as const;
    expect(refuseToLiftEmbargo(organiser, contest, list, embargo(moment))).toBe(null);
    expect(refuseToLiftEmbargo(organiser, contest, list, null)).toEqual({ code: 'embargo-missing' });
    expect(refuseToLiftEmbargo(organiser, contest, { state: 'published' }, embargo(moment))?.code).toBe(
      'award-list-locked',
    );
  });

  it.each([
    ['of a contest, at the moment itself', false, at('2021-12-24T07:00:00'), moment],
    ['of a rehearsal, whose clock is moved by hand, again and again', true, at('2021-12-20T07:00:00'), 15_000],
    ['no more once it has come', false, moment, null],
    ['of a rehearsal as well', true, moment, null],
  ])('it is looked for %s', (_what, rehearsal, now, expected) => {
    const realNow = at('2026-11-28T09:00:00');
    const again = typeof expected === 'number' ? plusMilliseconds(realNow, expected) : expected;
    expect(nextLookAt({ rehearsal }, { at: moment, now, realNow })).toEqual(again);
  });
});

describe('The form of the moment', () => {
  it('reads day and hour as letters write them', () => {
    const { meaning } = readEmbargo({ date: '24/12/2021', time: '8h00', supersedeReason: ' Họp lại ', version: '3' });
    expect(meaning).toEqual({ at: at('2021-12-24T08:00:00'), supersedeReason: 'Họp lại', version: 3 });
  });

  it.each([
    ['31/02/2021', '08:00', 'date'],
    ['', '', 'date'],
    ['24/12/2021', '24:00', 'time'],
    ['24/12/2021', '', 'time'],
  ])('%s %s is mended at %s', (date, time, field) => {
    const { meaning, faults } = readEmbargo({ date, time, version: '3' });
    expect([meaning, faults.map((one) => one.field)]).toEqual([null, [field]]);
  });
});
